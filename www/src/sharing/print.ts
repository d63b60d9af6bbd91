// The sheet for a consultation, on paper: two views before and after, what it takes, the remarks and the settings.
// It is printed from a frame of its own, so that nothing of the page comes along and no policy stands in the way.

import type { el } from "../ui/dom";
import look from "./print.css";
import { type Studio, save } from "./save";

export interface Told {
  readonly title: string;
  /** The picture in one sentence. */
  readonly description: string;
  /** What it takes, remarks and settings, as the panel shows them. */
  readonly facts: readonly (readonly [string, string])[];
  readonly notes: readonly string[];
  readonly settings: readonly (readonly [string, string])[];
  readonly codeName: string;
  readonly link: string | undefined;
  readonly date: string;
}

/** Longer side of a pair of pictures, px: 160 mm of paper at 300 dots per inch. */
const PAIR = 1900;
/** The view beside the present one. */
const OTHER = { top: "three-quarter", crown: "three-quarter", back: "top" } as Readonly<Record<string, string>>;

/** `cameras` are those of the views; what builds elements is handed over, so that no file is shared with the caller. */
export async function print(
  make: typeof el,
  studio: Studio,
  cameras: (view: string) => object | undefined,
  told: Told,
  root: HTMLElement,
): Promise<void> {
  const other = OTHER[String(studio.state.view)] ?? "top";
  const pair = (state: Studio["state"]) => save({ show: "both", size: PAIR, caption: false }, { ...studio, state });
  const pictures = [await pair(studio.state), await pair({ ...studio.state, view: other, ...cameras(other) })].map(
    (blob) => URL.createObjectURL(blob),
  );
  const frame = make("iframe", { "aria-hidden": "true", tabindex: -1 });
  // In the window, where alone it is printed, and out of sight.
  frame.style.cssText = "position: absolute; inline-size: 0; block-size: 0; border: 0; clip-path: inset(50%)";
  root.append(frame);
  const paper = frame.contentWindow as Window & typeof globalThis;
  const { document } = paper;
  const sheet = new paper.CSSStyleSheet();
  sheet.replaceSync(look);
  document.adoptedStyleSheets = [sheet];
  [document.title, document.documentElement.lang, document.documentElement.dir] = [
    told.title,
    studio.words.lang,
    getComputedStyle(root).direction,
  ];
  const list = (rows: Told["facts"]) =>
    make("dl", {}, ...rows.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
  const images = pictures.map((src) => make("img", { src, alt: "" }));
  document.body.append(
    make("header", {}, make("h1", {}, told.title), make("p", {}, told.date)),
    make("p", {}, told.description),
    ...images,
    make("p", { class: "caption" }, studio.caption),
    list(told.facts),
    ...told.notes.map((note) => make("p", { class: "note" }, note)),
    list(told.settings),
    list([[told.codeName, studio.code], ...(told.link ? ([["", told.link]] as const) : [])]),
  );
  const held = root.getRootNode() as ShadowRoot;
  const before = held.activeElement;
  const end = () => {
    frame.remove();
    for (const picture of pictures) URL.revokeObjectURL(picture);
    if (!held.activeElement && before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  try {
    await Promise.all(images.map((image) => image.decode()));
    paper.addEventListener("afterprint", () => setTimeout(end));
    paper.focus();
    paper.print();
  } catch (error) {
    end();
    throw error;
  }
}
