// Five handles over the picture, by which the hairline is moved: with the hand, with keys, and with four buttons.

import { parameters, type Range, type Value } from "../state/table";
import { el, icon } from "../ui/dom";
import type { Words } from "../ui/words";
import type { Reach } from "../worker/loop";

export interface Mover {
  /** The visitor moves these rows. */
  put(values: Readonly<Record<string, Value>>): void;
  commit(name: string): void;
  /** Whether each picture is to say where the handles are. */
  handles(wanted: boolean): void;
  /** What a handle's two rows would be with it at a place of the picture, in shares of its sides. */
  reach(reach: Reach): Promise<readonly number[]>;
}

/** In the core's order; the handle at place k has the rows 2k and 2k + 1. */
const NAMES = ["middle", "left-corner", "right-corner", "left-temple", "right-temple"];
const ROWS = parameters.filter((p): p is Range => p.group === "handles");
/** One press of an arrow, mm. */
const STEP = 1;
/** So far to each side a place is asked for to learn where a row leads, share of the picture at zoom 1: about 3 mm. */
const PROBE = 0.012;

const ARROWS: Readonly<Record<string, { by: readonly [number, number]; path: string }>> = {
  ArrowLeft: { by: [-1, 0], path: "M19 12H5m6-6-6 6 6 6" },
  ArrowUp: { by: [0, -1], path: "M12 19V5m-6 6 6-6 6 6" },
  ArrowDown: { by: [0, 1], path: "M12 5v14m6-6-6 6-6-6" },
  ArrowRight: { by: [1, 0], path: "M5 12h14m-6-6 6 6-6 6" },
};

/** A handle in a hand, at a place of the picture in shares of its sides. */
interface Held {
  readonly handle: number;
  readonly x: number;
  readonly y: number;
}

/** As an artist would say it: to a half, and never beyond what the rows allow. */
const allowed = (p: Range, mm: number): number => Math.min(p.max, Math.max(p.min, Math.round(mm * 10) / 10));

export class Handles {
  /** Switches them on and off; in the panel. */
  readonly row: HTMLElement;
  /** Over the picture. */
  readonly layer: HTMLElement;
  /** Below the picture: which one is moved and how far, four arrows, and the way back. */
  readonly pad: HTMLElement;
  readonly #toggle: HTMLButtonElement;
  readonly #buttons: HTMLButtonElement[];
  readonly #name = el("span", { class: "name" });
  readonly #moved = el("output");
  readonly #words: Words;
  readonly #mover: Mover;
  #on = false;
  #chosen = 0;
  #places: ArrayLike<number> = [];
  #value: (name: string) => number = () => 0;
  /** The handle that a hand holds, and where it wants to be. */
  #held: Held | undefined;
  #asking = false;

  constructor(words: Words, mover: Mover, shown: () => void) {
    this.#words = words;
    this.#mover = mover;
    const press = (key: string, does: () => void, ...inside: Node[]) => {
      const label = words.text(`button.${key}`);
      const made = el("button", { type: "button", "data-button": key }, ...(inside.length > 0 ? inside : [label]));
      if (inside.length > 0) {
        made.setAttribute("aria-label", label);
        made.title = label;
      }
      made.addEventListener("click", does);
      return made;
    };
    this.#toggle = press("by-hand", () => {
      this.#switch(!this.#on);
      if (this.#on) shown();
    });
    this.row = el(
      "div",
      { class: "row by-hand" },
      this.#toggle,
      el("p", { class: "hint" }, words.text("about.by-hand")),
    );
    this.#buttons = NAMES.map((name, handle) => this.#handle(name, handle));
    this.layer = el("div", { class: "handles", hidden: true }, ...this.#buttons);
    const arrows = Object.entries(ARROWS).map(([key, { by, path }]) =>
      press(key, () => void this.#nudge(this.#chosen, by), icon(path)),
    );
    const restore = press("drawn", () => {
      mover.put(Object.fromEntries(ROWS.map((p) => [p.name, p.default])));
      mover.commit("handles");
    });
    const done = press("done", () => {
      this.#switch(false);
      this.#toggle.focus();
    });
    this.pad = el(
      "div",
      { class: "pad", role: "group", "aria-label": words.text("group.handles"), hidden: true },
      el("p", {}, this.#name, this.#moved),
      el("div", { class: "arrows" }, ...arrows),
      restore,
      done,
    );
  }

  /** Where the handles are in the picture on the canvas. */
  place(places: ArrayLike<number>): void {
    this.#places = places;
    this.#arrange();
  }

  update(value: (name: string) => Value, drawn: boolean): void {
    this.#value = (name) => Number(value(name));
    this.row.hidden = !drawn;
    if (!drawn && this.#on) this.#switch(false);
    this.#toggle.setAttribute("aria-pressed", String(this.#on));
    if (!this.#on) return;
    this.#name.textContent = this.#words.text(`handle.${NAMES[this.#chosen]}`);
    const text = this.#say(this.#chosen);
    if (this.#moved.value !== text) this.#moved.value = text;
    for (const [handle, button] of this.#buttons.entries()) {
      button.setAttribute("aria-pressed", String(handle === this.#chosen));
      button.setAttribute("aria-description", this.#say(handle));
    }
  }

  #switch(on: boolean): void {
    this.#on = on;
    this.layer.hidden = this.pad.hidden = !on;
    this.#toggle.setAttribute("aria-pressed", String(on));
    this.#mover.handles(on);
    this.update(this.#value, !this.row.hidden);
  }

  #handle(name: string, handle: number): HTMLButtonElement {
    const button = el("button", {
      type: "button",
      class: "handle",
      "data-handle": name,
      "aria-label": this.#words.text(`handle.${name}`),
    });
    const choose = () => {
      this.#chosen = handle;
      this.update(this.#value, true);
    };
    button.addEventListener("focus", choose);
    button.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      void this.#nudge(handle, arrow.by);
    });
    let grip = [0, 0];
    button.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.preventDefault();
      button.focus({ preventScroll: true });
      choose();
      const box = button.getBoundingClientRect();
      grip = [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
      button.setPointerCapture(event.pointerId);
    });
    button.addEventListener("pointermove", (event) => {
      if (!button.hasPointerCapture(event.pointerId)) return;
      const box = this.layer.getBoundingClientRect();
      this.#held = {
        handle,
        x: (event.clientX - grip[0]! - box.left) / box.width,
        y: (event.clientY - grip[1]! - box.top) / box.height,
      };
      this.#arrange();
      void this.#follow();
    });
    button.addEventListener("lostpointercapture", () => {
      const held = this.#held;
      if (!held) return;
      void this.#follow().then(() => {
        if (this.#held === held) this.#held = undefined;
        this.#mover.commit("handles");
      });
    });
    return button;
  }

  /** Brings the held handle where the hand is: one question at a time, the newest place next. */
  async #follow(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    let asked: Held | undefined;
    while (this.#held && asked !== this.#held) {
      asked = this.#held;
      this.#put(asked.handle, await this.#mover.reach([asked.handle, asked.x, asked.y]));
    }
    this.#asking = false;
  }

  /** One step in a direction of the picture. */
  async #nudge(handle: number, [right, down]: readonly [number, number]): Promise<void> {
    const x = this.#places[3 * handle];
    const y = this.#places[3 * handle + 1];
    if (x === undefined || y === undefined) return;
    const probe = PROBE * this.#value("zoom");
    const at = (side: number) => this.#mover.reach([handle, x + side * probe * right, y + side * probe * down]);
    const [from, to] = await Promise.all([at(-1), at(1)]);
    const way = to.map((mm, i) => mm - from[i]!);
    const length = Math.hypot(...way);
    if (length === 0) return;
    this.#put(
      handle,
      way.map((mm, i) => this.#value(this.#row(handle, i).name) + (mm / length) * STEP),
    );
    this.#mover.commit("handles");
  }

  #row(handle: number, i: number): Range {
    return ROWS[2 * handle + i]!;
  }

  #put(handle: number, values: readonly number[]): void {
    this.#mover.put(
      Object.fromEntries(values.map((mm, i) => [this.#row(handle, i).name, allowed(this.#row(handle, i), mm)])),
    );
  }

  /** "2 mm forward, 1 mm to the left". */
  #say(handle: number): string {
    const said = [0, 1].flatMap((i) => {
      const { name } = this.#row(handle, i);
      const mm = this.#value(name);
      const way = `${name.split("-").at(-1)}${mm < 0 ? ".back" : ""}`;
      return mm === 0
        ? []
        : [this.#words.text(`by.${way}`, { n: this.#words.number(Math.abs(mm), Number.isInteger(mm) ? 0 : 1) })];
    });
    return said.length > 0 ? this.#words.list(said) : this.#words.text("by.none");
  }

  #arrange(): void {
    const focused = (this.layer.getRootNode() as ShadowRoot).activeElement;
    for (const [handle, button] of this.#buttons.entries()) {
      const held = this.#held?.handle === handle ? this.#held : undefined;
      const [x, y, seen = 0] = held ? [held.x, held.y, 1] : Array.from(this.#places).slice(3 * handle, 3 * handle + 3);
      button.style.left = `${100 * (x ?? 0)}%`;
      button.style.top = `${100 * (y ?? 0)}%`;
      // Whoever is moving one by keys keeps it.
      button.hidden = x === undefined || (!seen && button !== focused);
      button.toggleAttribute("data-behind", !seen);
    }
  }
}
