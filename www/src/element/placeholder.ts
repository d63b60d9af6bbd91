// The placeholder before the element is loaded, with the poster, and when to load the rest.

import posterUrl from "build:poster";
import startTexts from "build:startTexts";
import { languageOf } from "../ui/language";
import { adoptStyles, CAPABLE } from "../ui/styles";
import styles from "./placeholder.css";

/** Distance from the viewport at which the rest is loaded, by the attribute `loading`; in heights of the window. */
const ROOT_MARGIN = { auto: "75%", lazy: "0px" };

/** What the style sheet has for an image in the slot, letter for letter: packed it takes no room. */
const FILL =
  "all:initial!important;visibility:inherit!important;position:absolute!important;inset:0!important;" +
  "inline-size:100%!important;block-size:100%!important;object-fit:contain!important";

/** The keys of what comes with every page, in its order there. */
const START_TEXTS = ["button.start", "button.retry", "error.download"];
const [START, RETRY, FAILED] = [0, 1, 2] as const;

export { posterUrl };

/** Shared by all elements of the page. */
export const placeholderSheet = CAPABLE ? new CSSStyleSheet() : (undefined as never);
placeholderSheet?.replaceSync?.(styles);

/**
 * Fills the element's root with a placeholder of its final size, which prevents layout shift; `withPoster` adds the
 * default poster.
 */
export function showPlaceholder(root: ShadowRoot, withPoster: boolean): void {
  adoptStyles(root, [placeholderSheet]);
  const slot = document.createElement("slot");
  slot.name = "poster";
  const photograph = root.host.getAttribute("photo");
  if (photograph || withPoster) slot.append(poster(photograph ?? posterUrl));
  const within = (className: string, inside: Node) => {
    const box = document.createElement("div");
    box.className = className;
    box.append(inside);
    return box;
  };
  // No style of the root reaches the image of a picture; nor does the name that it had before an optimizer wrapped it.
  const fill = () => {
    for (const image of root.host.querySelectorAll<HTMLElement>(":scope > picture img")) {
      const picture = image.parentElement!;
      picture.slot ||= image.slot;
      if (picture.slot === "poster") image.style.cssText += FILL;
    }
  };
  root.host.addEventListener("load", fill, { capture: true });
  fill();
  root.replaceChildren(within("box", within("layout waiting", within("placeholder", within("poster", slot)))));
}

function poster(address: string): HTMLImageElement {
  const image = document.createElement("img");
  image.alt = "";
  // As for the script: a cross-origin isolated page lets nothing else in.
  image.crossOrigin = "anonymous";
  image.loading = "lazy";
  image.src = address;
  return image;
}

/**
 * Calls `load` by the attributes `loading` and `reveal`: at once, near the viewport, or at a press. What it is rejected
 * with may have a sentence, `said`; else it is the failure of a download. Then it is called again by a button, and when
 * the element next enters the viewport. Ends with the signal.
 */
export function loadWhenNear(
  element: HTMLElement,
  signal: AbortSignal,
  load: () => Promise<unknown>,
  texts: Readonly<Record<string, string>>,
): void {
  const words = startTexts[languageOf(element).split("-")[0]!] ?? startTexts.en!;
  const button = document.createElement("button");
  button.part?.add("button", "start");
  const failed = document.createElement("p");
  failed.setAttribute("role", "alert");
  const text = (i: number) => texts[START_TEXTS[i]!] ?? words[i]!;
  const show = (i: number, failure?: string) => {
    button.textContent = text(i);
    button.disabled = false;
    element.shadowRoot?.querySelector(".placeholder")?.append(...(failure ? [failed] : []), button);
    if (failure) failed.textContent = failure;
  };
  signal.addEventListener("abort", () => {
    failed.remove();
    button.remove();
  });
  const tryLoad = async () => {
    button.disabled = true;
    const failure = await load().then(
      () => undefined,
      ({ said = "" }: { readonly said?: string }) => said,
    );
    if (failure !== undefined && !signal.aborted) show(RETRY, failure || text(FAILED));
    return failure === undefined;
  };
  // A page may have shortcuts on these.
  button.onkeydown = (event) => /^( |Enter)$/.test(event.key) && event.stopPropagation();
  // After a press focus moves to the stage.
  button.onclick = async () => (await tryLoad()) && element.focus({ preventScroll: true });
  if (element.getAttribute("reveal") === "press") {
    show(START);
    return;
  }
  const loading = element.getAttribute("loading");
  if (loading === "eager") return void tryLoad();
  if (typeof IntersectionObserver === "undefined") return;
  const near = async () => (await tryLoad()) && observer.disconnect();
  const observer = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && void near(), {
    rootMargin: loading === "lazy" ? ROOT_MARGIN.lazy : ROOT_MARGIN.auto,
  });
  // The host itself may have no box.
  observer.observe(element.shadowRoot!.firstElementChild!);
  signal.addEventListener("abort", () => observer.disconnect());
}
