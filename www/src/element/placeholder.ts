// The element before its inside is there: a place of its final shape with the poster in it, and when to fetch the rest.

import picture from "build:poster";
import starts from "build:starts";
import { languageOf } from "../ui/language";
import { dress } from "../ui/styles";
import hold from "./placeholder.css";

/** The rest is fetched when the element is this near to being seen, in heights of the window. */
const NEAR = { auto: "75%", lazy: "0px" };

/** One for every element of the page. */
export const held = new CSSStyleSheet();
held.replaceSync(hold);

/**
 * Fills the element's root, so that nothing jumps later; with our poster, where the head is a fresh one or waits for a
 * press.
 */
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
 * Calls `enter` as soon as it is worth it, as `loading` and `reveal` say. Where it has failed, a button asks to try
 * again, and so does the next coming into sight. Ends with the signal.
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
  if (element.getAttribute("reveal") === "press") {
    offer("button.start");
    return;
  }
  const loading = element.getAttribute("loading");
  if (loading === "eager") return void come();
  const near = async () => (await come()) && seen.disconnect();
  const seen = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && void near(), {
    rootMargin: loading === "lazy" ? NEAR.lazy : NEAR.auto,
  });
  seen.observe(element);
  signal.addEventListener("abort", () => seen.disconnect());
}
