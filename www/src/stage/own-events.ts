// Keeps from the page what the element itself uses: keys of its controls, drags on its picture and sliders, and what
// its single controls say, which the element says for all of them.
//
// A page sees what happens in a shadow tree as happening to the element: its carousels and shortcuts would take it too,
// and the usual guard, "not while somebody types in an INPUT", cannot see what is inside. What is not used passes on.

/** Where a drag is the element's own: the picture with all that lies over it, sliders and fields, the row of views. */
const DRAGGED = ".stage, input:not([type=radio]), select, .views";
/** Events with which carousels begin a drag. A touch's moves go to where it began, whoever has heard of that. */
const DRAGS = ["pointerdown", "mousedown", "touchstart", "touchmove"] as const;
/** A press that moves so far is a drag, px. */
const DRAG_FROM = 5;
/** Keys that browsers act on, by the kind of control. */
const NATIVE_KEYS: readonly (readonly [controls: string, keys: RegExp])[] = [
  ["[type=range]", /^(Arrow.*|Page.*|Home|End)$/],
  ["[type=radio]", /^(Arrow.*| )$/],
  ["button, summary", /^( |Enter)$/],
  ["input, select", /^(.|Arrow.*|Page.*|Home|End|Backspace|Delete|Enter)$/u],
];
/** With ctrl or command in a field: all, copy, paste, cut, undo, redo. */
const EDITING = /^[acvxyz]$/i;

function isUsed(event: KeyboardEvent, target: Element): boolean {
  if (event.defaultPrevented) return true;
  const [controls, keys] = NATIVE_KEYS.find(([controls]) => target.matches(controls)) ?? [];
  // AltGr, which types, is both of them.
  if (event.metaKey || event.ctrlKey !== event.altKey)
    return controls === "input, select" && !event.altKey && EDITING.test(event.key);
  return keys?.test(event.key) ?? false;
}

/** Stops used events of a shadow tree at its root; those of slotted content are the page's. */
export function keepOwnEvents(root: HTMLElement): void {
  const own = ({ target }: Event) => (root.contains(target as Node) ? (target as Element) : undefined);
  /** Keys that are down and were used: their release is no news for the page either. */
  const down = new Set<string>();
  root.addEventListener("keydown", (event) => {
    const target = own(event);
    if (!target || !isUsed(event, target)) return;
    down.add(event.code);
    event.stopPropagation();
  });
  for (const type of ["keypress", "keyup"] as const)
    root.addEventListener(type, (event) => {
      if (own(event) && down.has(event.code)) event.stopPropagation();
      if (type === "keyup") down.delete(event.code);
    });
  // Sliders have an `input` that crosses shadow trees, buttons have none: the element fires its own.
  for (const type of ["input", "change"]) root.addEventListener(type, (event) => own(event) && event.stopPropagation());
  let [x, y] = [0, 0];
  root.addEventListener("pointerdown", (event) => ([x, y] = [event.clientX, event.clientY]), { capture: true });
  for (const type of DRAGS)
    root.addEventListener(
      type,
      (event) => {
        if (own(event)?.closest(DRAGGED)) event.stopPropagation();
      },
      { passive: true },
    );
  // A drag ends with a click.
  root.addEventListener("click", (event) => {
    const moved = event.detail > 0 && Math.hypot(event.clientX - x, event.clientY - y) > DRAG_FROM;
    if (moved && own(event)?.closest(DRAGGED)) event.stopPropagation();
  });
}
