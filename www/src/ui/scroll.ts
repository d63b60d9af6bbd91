// What scrolls an element, and whether the picture in it can be kept in sight by sticky positioning (CSS Positioned
// Layout 3), which holds only within the nearest ancestor that hides overflow.

/** Ancestors in the flat tree, the nearest first. */
export function* ancestors(node: Element): Generator<Element> {
  for (let at: Node | null = node; at; ) {
    const parent: Node | null = (at as Element).assignedSlot ?? at.parentNode;
    at = (parent as ShadowRoot | null)?.host ?? parent;
    if (at?.nodeType === Node.ELEMENT_NODE) yield at as Element;
  }
}

const overflowOf = (node: Element) => getComputedStyle(node).overflowY;
const hides = (node: Element) => !/^(visible|clip)/.test(overflowOf(node));

/** Whether a visitor can scroll what an element holds. */
const scrolls = (node: Element) => overflowOf(node) !== "hidden" && node.scrollHeight > node.clientHeight + 1;

/** The nearest ancestor that hides overflow; nothing where that is the window. */
function holderOf(node: Element): Element | undefined {
  const { documentElement, body } = node.ownerDocument;
  for (const each of ancestors(node)) {
    // The overflow of the page, or else of its body, is the window's.
    if (each === documentElement || (each === body && !hides(documentElement))) break;
    if (hides(each)) return each;
  }
  return undefined;
}

/** What scrolls when an element is scrolled. */
export function scrollerOf(node: Element): Element | Window {
  for (let at = holderOf(node); at; at = holderOf(at)) if (scrolls(at)) return at;
  return window;
}

/** A frame as high as its content has been seen: its own window says nothing of what the visitor sees. */
let endless = false;

/**
 * Says in `data-docked` that the layout has to scroll by itself for the picture to stay beside what is set: `page`, or
 * `frame` where the height of the visitor's window is unknown.
 */
export function dock(layout: HTMLElement): void {
  const framed = parent !== window;
  endless ||= framed && innerHeight > screen.height;
  const holder = holderOf(layout);
  // As it would be without.
  const { scrollTop } = layout;
  if (holder) layout.removeAttribute("data-docked");
  const { host } = layout.getRootNode() as Partial<ShadowRoot>;
  const docked = host?.getAttribute("controls") !== "none" && (endless || (holder && !scrolls(holder)));
  if (docked) layout.dataset.docked = framed ? "frame" : "page";
  else layout.removeAttribute("data-docked");
  if (docked && scrollTop > 0) layout.scrollTop = scrollTop;
}
