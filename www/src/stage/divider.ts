// The divider between before and after: an ARIA slider over the picture.
//
// The picture is never mirrored, so left is before in every language, and the left arrow key moves the divider left.

import type { NumberParameter } from "../state/table";
import { el, icon } from "../ui/dom";
import type { Words } from "../ui/words";

export class Divider {
  /** Over the picture: both words, and the line between them with its grip. */
  readonly layer: HTMLElement;
  readonly handle: HTMLElement;
  readonly before: HTMLElement;
  readonly after: HTMLElement;
  readonly #words: Words;
  #value = 0;

  constructor(p: NumberParameter, words: Words, move: (value: number) => void, commit: () => void) {
    this.#words = words;
    this.before = el("span", { class: "tag before" }, words.text("before"));
    this.after = el("span", { class: "tag after" }, words.text("after"));
    this.handle = el(
      "div",
      {
        class: "divider",
        role: "slider",
        tabindex: 0,
        "aria-label": words.text("divider"),
        "aria-orientation": "horizontal",
        "aria-valuemin": p.min,
        "aria-valuemax": p.max,
      },
      el("span", { class: "grip" }, icon("m9 8-4 4 4 4m6-8 4 4-4 4")),
    );
    this.layer = el("div", { class: "over" }, this.before, this.after, this.handle);
    const to = (value: number) => {
      const next = Math.min(p.max, Math.max(p.min, Math.round(value)));
      if (next === this.#value) return;
      this.#value = next;
      move(next);
    };

    this.handle.addEventListener("keydown", (event) => {
      const steps: Record<string, number> = {
        ArrowLeft: -1,
        ArrowDown: -1,
        ArrowRight: 1,
        ArrowUp: 1,
        PageDown: -10,
        PageUp: 10,
        Home: p.min - p.max,
        End: p.max - p.min,
      };
      const step = steps[event.key];
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      to(this.#value + step);
      commit();
    });

    this.handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.preventDefault();
      this.handle.focus({ preventScroll: true });
      this.handle.setPointerCapture(event.pointerId);
    });
    this.handle.addEventListener("pointermove", (event) => {
      if (!this.handle.hasPointerCapture(event.pointerId)) return;
      const box = this.layer.getBoundingClientRect();
      to(p.min + ((event.clientX - box.left) / box.width) * (p.max - p.min));
    });
    this.handle.addEventListener("lostpointercapture", () => commit());
  }

  update(value: number): void {
    this.#value = value;
    this.handle.setAttribute("aria-valuenow", String(value));
    this.handle.setAttribute(
      "aria-valuetext",
      this.#words.text("divider.value", { n: this.#words.percent(value / 100) }),
    );
    this.handle.style.setProperty("--before", `${value}%`);
    this.before.hidden = value === 0;
    this.after.hidden = value === 0 || value === 100;
    // Near an edge there is no room for the word on that side.
    this.before.toggleAttribute("data-tight", value < 22);
    this.after.toggleAttribute("data-tight", value > 78);
  }
}
