// The printed consultation sheet: two views before and after, facts, remarks and settings. It is printed from a frame
// of its own, so that the page's styles do not apply and no content security policy blocks it.

import type { el } from "../ui/dom";
import styles from "./print.css";
import { type PictureSource, save } from "./save";

export interface SheetContent {
  readonly title: string;
  /** The picture in one sentence. */
  readonly description: string;
  /** Facts, remarks and settings, as the panel shows them. */
  readonly facts: readonly (readonly [string, string])[];
  readonly notes: readonly string[];
  readonly settings: readonly (readonly [string, string])[];
  readonly codeName: string;
  readonly link: string | undefined;
  readonly date: string;
}

/** Longer side of a pair of pictures, px: 160 mm of paper at 300 dots per inch. */
const PAIR_SIDE = 1900;
/** The second view by the present one; `top` for others. */
const SECOND_VIEW = { top: "three-quarter", crown: "three-quarter", back: "top" } as Readonly<Record<string, string>>;

/** `cameras` returns the camera of a view; `make` is a parameter, so that no chunk is shared with the caller. */
export async function print(
  make: typeof el,
  source: PictureSource,
  cameras: (view: string) => object | undefined,
  content: SheetContent,
  root: HTMLElement,
): Promise<void> {
  const second = SECOND_VIEW[String(source.state.view)] ?? "top";
  const pair = (state: PictureSource["state"]) =>
    save({ show: "both", size: PAIR_SIDE, caption: false }, { ...source, state });
  const blobs = [await pair(source.state)];
  if (!source.fixed) blobs.push(await pair({ ...source.state, view: second, ...cameras(second) }));
  const pictures = blobs.map((blob) => URL.createObjectURL(blob));
  const frame = make("iframe", { "aria-hidden": "true", tabindex: -1 });
  // Invisible, but inside the viewport: browsers print no frame outside it.
  frame.style.cssText = "position: absolute; inline-size: 0; block-size: 0; border: 0; clip-path: inset(50%)";
  root.append(frame);
  const paper = frame.contentWindow as Window & typeof globalThis;
  const { document } = paper;
  const sheet = new paper.CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [sheet];
  [document.title, document.documentElement.lang, document.documentElement.dir] = [
    content.title,
    source.words.lang,
    getComputedStyle(root).direction,
  ];
  const list = (rows: SheetContent["facts"]) =>
    make("dl", {}, ...rows.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
  const images = pictures.map((src) => make("img", { src, alt: "" }));
  document.body.append(
    make("header", {}, make("h1", {}, content.title), make("p", {}, content.date)),
    make("p", {}, content.description),
    ...images,
    make("p", { class: "caption" }, source.caption),
    list(content.facts),
    ...content.notes.map((note) => make("p", { class: "note" }, note)),
    list(content.settings),
    list([[content.codeName, source.code], ...(content.link ? ([["", content.link]] as const) : [])]),
  );
  const shadowRoot = root.getRootNode() as ShadowRoot;
  const before = shadowRoot.activeElement;
  const end = () => {
    frame.remove();
    for (const picture of pictures) URL.revokeObjectURL(picture);
    if (!shadowRoot.activeElement && before instanceof HTMLElement) before.focus({ preventScroll: true });
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
