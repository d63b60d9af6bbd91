// The five hairline handles over the picture, fetched with the first press: dragged, moved by keys, or by four buttons.

import type { CameraAngles, NumberParameter, Parameter, Value } from "../state/table";
import type { el, icon } from "../ui/dom";
import type { addStyle } from "../ui/styles";
import type { Words } from "../ui/words";
import type { HandleTarget } from "../worker/loop";
import styles from "./handles.css";

export interface HandleActions {
  /** Sets several values, as changed by the visitor. */
  put(values: Readonly<Record<string, Value>>): void;
  commit(name: string): void;
  /** Whether each frame carries the places of the handles. */
  handles(wanted: boolean): void;
  /** The values of a handle's two rows for a target place; empty where there is no handle. */
  handleValues(target: HandleTarget): Promise<readonly number[]>;
  /** Shows a view, with some angles of its own. */
  show(view: string, camera: Partial<CameraAngles>): void;
}

/** What the chunk is handed by the element, so that it shares no code with it. */
export interface HandleTools {
  readonly el: typeof el;
  readonly icon: typeof icon;
  readonly addStyle: typeof addStyle;
  readonly words: Words;
  readonly state: { readonly parameters: readonly Parameter[] };
  readonly actions: HandleActions;
  readonly ui: {
    readonly stage: HTMLElement;
    /** Where the pad goes, first. */
    readonly under: HTMLElement;
  };
  /** The button that switches them on and off. */
  readonly byHand: HTMLButtonElement;
}

/** In the core's order; handle k has the rows 2k and 2k + 1. */
const NAMES = ["middle", "left-corner", "right-corner", "left-temple", "right-temple"];
/** Camera on the front view in which all five handles of the hairline are visible. */
const HANDLES_CAMERA = { pitch: 36, zoom: 1.7 };
/** Distance of one press of an arrow, mm. */
const STEP = 1;
/** Half the interval of the central difference for a step, as a share of the picture at zoom 1: about 3 mm. */
const PROBE = 0.012;

const ARROWS: Readonly<Record<string, { by: readonly [number, number]; path: string }>> = {
  ArrowLeft: { by: [-1, 0], path: "M19 12H5m6-6-6 6 6 6" },
  ArrowUp: { by: [0, -1], path: "M12 19V5m-6 6 6-6 6 6" },
  ArrowDown: { by: [0, 1], path: "M12 5v14m6-6-6 6-6-6" },
  ArrowRight: { by: [1, 0], path: "M5 12h14m-6-6 6 6-6 6" },
};

/** A dragged handle and its target place, as shares of the picture's sides. */
interface Held {
  readonly handle: number;
  readonly x: number;
  readonly y: number;
}

/** Rounded to 0.1 mm and clamped to the range of the row. */
const clampToRow = (p: NumberParameter, mm: number): number =>
  Math.min(p.max, Math.max(p.min, Math.round(mm * 10) / 10));

/** Stages whose handles have their styles. */
const styled = new WeakSet<HTMLElement>();

/** Adds the styles of handles on a stage, once: a photograph has some too. */
export function addHandleStyles(stage: HTMLElement, add: typeof addStyle): void {
  if (styled.has(stage)) return;
  styled.add(stage);
  add(stage.getRootNode() as ShadowRoot, styles);
}

export class Handles {
  /** Over the picture. */
  readonly #layer: HTMLElement;
  /** Below the picture: which handle is moved and how far, four arrows, and a reset button. */
  readonly #pad: HTMLElement;
  readonly #toggle: HTMLButtonElement;
  readonly #buttons: HTMLButtonElement[];
  readonly #name: HTMLElement;
  readonly #moved: HTMLOutputElement;
  readonly #words: Words;
  readonly #actions: HandleActions;
  /** Those of handle k are 2k and 2k + 1. */
  readonly #rows: readonly NumberParameter[];
  #on = false;
  #isDrawn = true;
  #chosen = 0;
  #places: ArrayLike<number> = [];
  #value: (name: string) => number = () => 0;
  /** The dragged handle and its target place. */
  #held: Held | undefined;
  #solving: Promise<void> | undefined;

  constructor({ el, icon, addStyle, words, state, actions, ui, byHand }: HandleTools) {
    addHandleStyles(ui.stage, addStyle);
    this.#words = words;
    this.#actions = actions;
    this.#rows = state.parameters.filter((p): p is NumberParameter => p.group === "handles");
    this.#toggle = byHand;
    this.#name = el("span", { class: "name" });
    this.#moved = el("output");
    this.#buttons = NAMES.map((name, handle) => {
      const label = words.text(`handle.${name}`);
      const made = el("button", { type: "button", class: "handle", "data-handle": name, "aria-label": label });
      this.#listen(made, handle);
      return made;
    });
    this.#layer = el("div", { class: "handles", hidden: true }, ...this.#buttons);
    const button = (key: string, press: () => void, inside?: Node) => {
      const label = words.text(`button.${key}`);
      const made = el("button", { type: "button", "data-button": key }, inside ?? label);
      if (inside) {
        made.setAttribute("aria-label", label);
        made.title = label;
      }
      made.addEventListener("click", press);
      return made;
    };
    const arrows = Object.entries(ARROWS).map(([key, { by, path }]) =>
      button(key, () => void this.#nudge(this.#chosen, by), icon(path)),
    );
    const restore = button("drawn", () => {
      actions.put(Object.fromEntries(this.#rows.map((p) => [p.name, p.default])));
      actions.commit("handles");
    });
    const done = button("done", () => {
      this.#switch(false);
      this.#toggle.focus();
    });
    this.#pad = el(
      "div",
      { class: "pad", role: "group", "aria-label": words.text("group.handles"), hidden: true },
      el("p", {}, this.#name, this.#moved),
      el("div", { class: "arrows" }, ...arrows),
      restore,
      done,
    );
    ui.stage.querySelector(".mistake")?.before(this.#layer);
    ui.under.prepend(this.#pad);
  }

  /** Switches them on or off: shown on a view that has them all. */
  toggle(): void {
    this.#switch(!this.#on);
    if (this.#on) this.#actions.show("front", HANDLES_CAMERA);
  }

  /** The places of the handles in the picture on the canvas. */
  place(places: ArrayLike<number>): void {
    this.#places = places;
    this.#positionButtons();
  }

  /** Brings them in line with the values; without a `drawn` hairline there are none. */
  update(value: (name: string) => Value, drawn: boolean): void {
    this.#value = (name) => Number(value(name));
    this.#isDrawn = drawn;
    if (!drawn && this.#on) this.#switch(false);
    if (!this.#on) return;
    this.#name.textContent = this.#words.text(`handle.${NAMES[this.#chosen]}`);
    const text = this.#offsetText(this.#chosen);
    if (this.#moved.value !== text) this.#moved.value = text;
    for (const [handle, button] of this.#buttons.entries()) {
      button.setAttribute("aria-pressed", String(handle === this.#chosen));
      button.setAttribute("aria-description", this.#offsetText(handle));
    }
  }

  #switch(on: boolean): void {
    this.#on = on;
    this.#layer.hidden = this.#pad.hidden = !on;
    this.#layer.parentElement?.toggleAttribute("data-handles", on);
    this.#toggle.setAttribute("aria-pressed", String(on));
    this.#actions.handles(on);
    this.update(this.#value, this.#isDrawn);
  }

  #listen(button: HTMLButtonElement, handle: number): void {
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
      const box = this.#layer.getBoundingClientRect();
      this.#held = {
        handle,
        x: (event.clientX - grip[0]! - box.left) / box.width,
        y: (event.clientY - grip[1]! - box.top) / box.height,
      };
      this.#positionButtons();
      void this.#solveHeld();
    });
    button.addEventListener("lostpointercapture", () => {
      const held = this.#held;
      if (!held) return;
      void this.#solveHeld().then(() => {
        if (this.#held === held) this.#held = undefined;
        this.#actions.commit("handles");
      });
    });
  }

  /** Solves for the rows of the dragged handle, until those of the newest target are put: one request at a time. */
  #solveHeld(): Promise<void> {
    this.#solving ??= this.#solveAll().finally(() => {
      this.#solving = undefined;
    });
    return this.#solving;
  }

  async #solveAll(): Promise<void> {
    let solved: Held | undefined;
    while (this.#held && solved !== this.#held) {
      solved = this.#held;
      this.#put(solved.handle, await this.#actions.handleValues([solved.handle, solved.x, solved.y]));
    }
  }

  /** Moves a handle by one step in a direction of the picture. */
  async #nudge(handle: number, [right, down]: readonly [number, number]): Promise<void> {
    const x = this.#places[3 * handle];
    const y = this.#places[3 * handle + 1];
    if (x === undefined || y === undefined) return;
    const probe = PROBE * this.#value("zoom");
    const at = (side: number) =>
      this.#actions.handleValues([handle, x + side * probe * right, y + side * probe * down]);
    const [from, to] = await Promise.all([at(-1), at(1)]);
    const difference = to.map((mm, i) => mm - from[i]!);
    const length = Math.hypot(...difference);
    if (length === 0) return;
    this.#put(
      handle,
      difference.map((mm, i) => this.#value(this.#row(handle, i).name) + (mm / length) * STEP),
    );
    this.#actions.commit("handles");
  }

  #row(handle: number, i: number): NumberParameter {
    return this.#rows[2 * handle + i]!;
  }

  #put(handle: number, values: readonly number[]): void {
    this.#actions.put(
      Object.fromEntries(values.map((mm, i) => [this.#row(handle, i).name, clampToRow(this.#row(handle, i), mm)])),
    );
  }

  /** "2 mm forward, 1 mm to the left". */
  #offsetText(handle: number): string {
    const texts = [0, 1].flatMap((i) => {
      const { name } = this.#row(handle, i);
      const mm = this.#value(name);
      const direction = `${name.split("-").at(-1)}${mm < 0 ? ".back" : ""}`;
      return mm === 0
        ? []
        : [this.#words.text(`by.${direction}`, { n: this.#words.number(Math.abs(mm), Number.isInteger(mm) ? 0 : 1) })];
    });
    return texts.length > 0 ? this.#words.list(texts) : this.#words.text("by.none");
  }

  #positionButtons(): void {
    const focused = (this.#layer.getRootNode() as ShadowRoot).activeElement;
    for (const [handle, button] of this.#buttons.entries()) {
      const held = this.#held?.handle === handle ? this.#held : undefined;
      const [x, y, seen = 0] = held ? [held.x, held.y, 1] : Array.from(this.#places).slice(3 * handle, 3 * handle + 3);
      button.style.left = `${100 * (x ?? 0)}%`;
      button.style.top = `${100 * (y ?? 0)}%`;
      // A focused handle stays visible.
      button.hidden = x === undefined || (!seen && button !== focused);
      button.toggleAttribute("data-behind", !seen);
    }
  }
}
