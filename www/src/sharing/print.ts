// Prints the consultation sheet, from a frame of its own, so that the page's styles do not apply and no content
// security policy blocks it.

import files from "build:later/sheet";
import type { el } from "../ui/dom";
import type { Words } from "../ui/words";
import styles from "./print.css";
import { type PictureSource, save } from "./save";
import { fitToPaper, type SheetContent, sheetPages } from "./sheet";

/** Longer side of a pair of pictures, px: 160 mm of paper at 300 dots per inch. */
const PAIR_SIDE = 1900;
/** The second view by the present one; `top` for others. */
const SECOND_VIEW = { top: "three-quarter", crown: "three-quarter", back: "top" } as Readonly<Record<string, string>>;

/** Time until printing has begun, or never does, ms: in a frame, and in a page. */
const FRAME_MS = 1000;
const PAGE_MS = 60_000;

const known = new WeakMap<Words, Promise<Words>>();

/** These words with those of the sheet, fetched once. */
export function sheetWords(words: Words): Promise<Words> {
  const all = known.get(words) ?? words.with(files, "sheet");
  known.set(words, all);
  // The next press asks again.
  all.catch(() => known.delete(words));
  return all;
}

/** `cameras` returns the camera of a view; `make` is a parameter, so that no chunk is shared with the caller. */
export async function print(
  make: typeof el,
  source: PictureSource,
  cameras: (view: string) => object | undefined,
  content: SheetContent,
  root: HTMLElement,
): Promise<void> {
  const frame = make("iframe", { "aria-hidden": "true", tabindex: -1 });
  // Invisible, but inside the viewport: browsers print no frame outside it.
  frame.style.cssText = "position: absolute; inline-size: 0; block-size: 0; border: 0; clip-path: inset(50%)";
  const shadowRoot = root.getRootNode() as ShadowRoot;
  const before = shadowRoot.activeElement;
  let pictures: readonly string[] = [];
  const end = () => {
    if (!frame.isConnected) return;
    frame.remove();
    for (const picture of pictures) URL.revokeObjectURL(picture);
    if (!shadowRoot.activeElement && before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  root.append(frame);
  try {
    const paper = frame.contentWindow as Window & typeof globalThis;
    // A sandbox may refuse this: before anything is drawn for it.
    const { document } = paper;
    const words = await sheetWords(source.words);
    const second = SECOND_VIEW[String(source.state.view)] ?? "top";
    const { designs } = source;
    const pair = (camera: object) => {
      const seen = (state: PictureSource["state"]) => ({ ...state, ...camera });
      return save(
        { show: designs ? "designs" : "both", size: PAIR_SIDE, caption: false },
        { ...source, state: seen(source.state), designs: designs && { ...designs, states: designs.states.map(seen) } },
      );
    };
    const blobs = [await pair({})];
    if (!source.fixed) blobs.push(await pair({ view: second, ...cameras(second) }));
    pictures = blobs.map((blob) => URL.createObjectURL(blob));
    const sheet = new paper.CSSStyleSheet();
    sheet.replaceSync(styles);
    document.adoptedStyleSheets = [sheet];
    [document.title, document.documentElement.lang, document.documentElement.dir] = [
      words.text("sheet"),
      source.words.lang,
      getComputedStyle(root).direction,
    ];
    const pages = sheetPages(make, { content, source, words, pictures });
    document.body.append(...pages);
    await Promise.all([...document.images].map((image) => image.decode()));
    pages.forEach(fitToPaper);
    let printing = false;
    paper.addEventListener("beforeprint", () => (printing = true));
    paper.addEventListener("afterprint", () => setTimeout(end));
    paper.focus();
    paper.print();
    const begun = async (ms: number) => {
      if (!printing) await new Promise((done) => setTimeout(done, ms));
      if (!printing) throw new Error("not printed");
    };
    // A frame's sandbox refuses without a word. A page may have to ask its visitor first.
    if (parent !== window) await begun(FRAME_MS);
    else void begun(PAGE_MS).catch(end);
  } catch (error) {
    end();
    throw error;
  }
}
