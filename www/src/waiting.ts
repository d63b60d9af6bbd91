// The element before its inside is there: a place of its final shape with the poster in it, and when to fetch the rest.

import picture from "build:poster";
import starts from "build:starts";
import hold from "./hold.css";
import { languageOf } from "./state";

/** The rest is fetched when the element is this near to being seen, in heights of the window. */
const NEAR = { auto: "75%", lazy: "0px" };

/** One for every element of the page. */
export const held = new CSSStyleSheet();
held.replaceSync(hold);

const worn = new WeakMap<ShadowRoot, readonly CSSStyleSheet[]>();

/** Gives a root its looks, or those it had: a document refuses sheets that were made for another, and gets its own. */
export function dress(root: ShadowRoot, sheets = worn.get(root)): void {
  const view = root.ownerDocument.defaultView;
  if (!view || !sheets) return;
  worn.set(root, sheets);
  root.adoptedStyleSheets = sheets.map((sheet) => {
    if (view === window) return sheet;
    const copy = new view.CSSStyleSheet();
    copy.replaceSync(Array.from(sheet.cssRules, (rule) => rule.cssText).join(""));
    return copy;
  });
}

/** Fills the element's root, so that nothing jumps later; with our poster, where the head is a fresh one or waits for a press. */
export function wait(root: ShadowRoot, ours: boolean): void {
  dress(root, [held]);
  const slot = document.createElement("slot");
  slot.name = "poster";
  if (ours) slot.append(poster());
  const place = document.createElement("div");
  place.className = "hold";
  place.append(slot);
  const waiting = document.createElement("div");
  waiting.className = "layout waiting";
  waiting.append(place);
  root.replaceChildren(waiting);
}

function poster(): HTMLImageElement {
  const image = document.createElement("img");
  image.alt = "";
  image.loading = "lazy";
  image.src = picture;
  return image;
}

/**
 * Calls `enter` as soon as it is worth it, as `loading` and `reveal` say. Where it has failed, a button asks to try again,
 * and so does the next coming into sight. Ends with the signal.
 */
export function approach(
  element: HTMLElement,
  signal: AbortSignal,
  enter: () => Promise<boolean>,
  texts: Readonly<Record<string, string>>,
): void {
  const words = starts[languageOf(element).split("-")[0]!] ?? starts.en!;
  const button = document.createElement("button");
  button.part.add("button", "start");
  const offer = (key: "button.start" | "button.retry") => {
    button.textContent = texts[key] ?? words[key]!;
    button.disabled = false;
    element.shadowRoot?.querySelector(".hold")?.append(button);
  };
  signal.addEventListener("abort", () => button.remove());
  const come = async () => {
    button.disabled = true;
    const there = await enter();
    if (!there && !signal.aborted) offer("button.retry");
    return there;
  };
  // Whoever has pressed it is on the stage afterwards.
  button.onclick = async () => (await come()) && element.focus({ preventScroll: true });
  if (element.getAttribute("reveal") === "press") return offer("button.start");
  const loading = element.getAttribute("loading");
  if (loading === "eager") return void come();
  const near = async () => (await come()) && seen.disconnect();
  const seen = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && void near(), {
    rootMargin: loading === "lazy" ? NEAR.lazy : NEAR.auto,
  });
  seen.observe(element);
  signal.addEventListener("abort", () => seen.disconnect());
}
