// The brush that takes dots away from hands, glasses and caps, and brings them back.

import type { Value } from "../state/table";
import type { Place } from "./frame";
import type { Shot } from "./shot";
import type { Tools } from "./surroundings";

/** The brush's radius in the beginning, and its factor for one press, as shares of the photograph's shorter side. */
const RADIUS = 0.03;
const LEAST_RADIUS = 0.004;
const MOST_RADIUS = 0.12;
const FACTOR = 1.4;
/** How far one press of an arrow key moves it, in radii. */
const KEY_STEP = 0.5;
const DIVIDER = "compare";

const MOVES: Readonly<Record<string, Place>> = {
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowRight: [1, 0],
};

export class Brush {
  /** Over the stage. */
  readonly layer: HTMLElement;
  /** Below it. */
  readonly bar: HTMLElement;
  readonly #tools: Tools;
  readonly #shot: Shot;
  readonly #dab: HTMLElement;
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;
  readonly #abort = new AbortController();
  #sign: -1 | 1 = -1;
  #radius: number;
  #at: Place;
  #sending = false;
  #due = false;
  /** Where the divider was. */
  readonly #divider: Value;

  constructor(tools: Tools, shot: Shot, done: () => void) {
    const { el, words, ui } = tools;
    this.#tools = tools;
    this.#shot = shot;
    const { width, height } = shot.given.pixels;
    // The half before the treatment shows no dots to brush.
    this.#divider = tools.values.get(DIVIDER);
    if (this.#divider) tools.move(DIVIDER, 0);
    this.#radius = RADIUS * Math.min(width, height);
    this.#at = [width / 2, height / 3];
    const button = (key: string, press: () => void) => {
      const made = el("button", { type: "button", "data-button": key }, words.find(`photo.${key}`) ?? "");
      if (!made.textContent) made.append(words.text(`button.${key}`));
      made.addEventListener("click", press);
      return made;
    };
    this.#dab = el("div", { class: "dab" });
    this.layer = el(
      "div",
      { class: "photo brush", role: "application", tabindex: 0, "aria-label": words.text("photo.brush.how") },
      this.#dab,
    );
    const signs = (["erase", "restore"] as const).map((key) => {
      const made = button(key, () => {
        this.#sign = key === "erase" ? -1 : 1;
        for (const each of signs) each.setAttribute("aria-pressed", String(each === made));
      });
      made.setAttribute("aria-pressed", String(key === "erase"));
      return made;
    });
    const size = (factor: number) => () => {
      const side = Math.min(width, height);
      this.#radius = Math.min(MOST_RADIUS * side, Math.max(LEAST_RADIUS * side, this.#radius * factor));
      this.#place();
    };
    this.#undo = button("undo", () => this.#step("undo"));
    this.#redo = button("redo", () => this.#step("redo"));
    this.bar = el(
      "div",
      { class: "photo-bar" },
      el("p", { class: "hint" }, words.text("photo.brush.how")),
      el(
        "div",
        { class: "presses" },
        ...signs,
        button("smaller", size(1 / FACTOR)),
        button("larger", size(FACTOR)),
        this.#undo,
        this.#redo,
        button("done", done),
      ),
    );
    this.#listen();
    const { signal } = this.#abort;
    ui.root.addEventListener(
      "keydown",
      (event) => {
        if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
        const key = event.key.toLowerCase();
        if (key !== "z" && key !== "y") return;
        event.preventDefault();
        event.stopPropagation();
        this.#step(key === "y" || event.shiftKey ? "redo" : "undo");
      },
      { signal },
    );
    this.#place();
    this.#enable();
  }

  end(): void {
    this.#abort.abort();
    if (this.#divider) this.#tools.move(DIVIDER, this.#divider);
    this.layer.remove();
    this.bar.remove();
  }

  #step(way: "undo" | "redo"): void {
    this.#shot.strokes[way]();
    this.#send();
  }

  #enable(): void {
    // No focus is lost: a button that is of no use stays one.
    this.#undo.setAttribute("aria-disabled", String(!this.#shot.strokes.canUndo));
    this.#redo.setAttribute("aria-disabled", String(!this.#shot.strokes.canRedo));
  }

  /** Tells the core, one request at a time, the newest next. */
  async #send(): Promise<void> {
    this.#enable();
    this.#due = true;
    if (this.#sending) return;
    this.#sending = true;
    while (this.#due) {
      this.#due = false;
      await this.#tools.drawing.ask("photographStrokes", this.#shot.strokes.quadruples());
    }
    this.#sending = false;
  }

  #begin(at: Place): void {
    this.#at = at;
    this.#shot.strokes.begin({ radius: this.#radius, sign: this.#sign, path: [at] });
    this.#place();
    void this.#send();
  }

  #listen(): void {
    const { layer } = this;
    const { width, height } = this.#shot.given.pixels;
    const pointer = (event: PointerEvent): Place => {
      const box = layer.getBoundingClientRect();
      return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
    };
    layer.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      layer.focus({ preventScroll: true });
      layer.setPointerCapture(event.pointerId);
      this.#begin(pointer(event));
    });
    layer.addEventListener("pointermove", (event) => {
      this.#at = pointer(event);
      this.#place();
      if (!layer.hasPointerCapture(event.pointerId)) return;
      this.#shot.strokes.extend(this.#at);
      void this.#send();
    });
    layer.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const move = MOVES[event.key];
      if (move) {
        const step = KEY_STEP * this.#radius * (event.shiftKey ? 4 : 1);
        const within = (place: number, most: number) => Math.min(most, Math.max(0, place));
        this.#at = [within(this.#at[0] + move[0] * step, width), within(this.#at[1] + move[1] * step, height)];
        this.#place();
      } else if (event.key === " " || event.key === "Enter") this.#begin(this.#at);
      else return;
      event.preventDefault();
    });
  }

  #place(): void {
    const { width, height } = this.#shot.given.pixels;
    const { style } = this.#dab;
    style.left = `${(100 * this.#at[0]) / width}%`;
    style.top = `${(100 * this.#at[1]) / height}%`;
    style.width = `${(200 * this.#radius) / width}%`;
  }
}
