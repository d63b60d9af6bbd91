// Playback of the months parameter, started and paused by a button, never automatically.

import { type NumberParameter, positionOf, valueAt } from "../state/table";
import { el, icon } from "../ui/dom";
import type { Words } from "../ui/words";
import { type ControlActions, KNOT_STEP } from "./slider";

/** Duration from the first stop to the last, ms. */
const DURATION_MS = 12_000;
/** Time at each stop under `prefers-reduced-motion`, where playback goes from stop to stop, ms. */
const STOP_MS = 1500;

const ICONS = { play: "M8 5v14l11-7z", pause: "M8 5v14M16 5v14" };

export interface TimelineActions extends ControlActions {
  /** While it plays, the address is not written. */
  holdAddress(held: boolean): void;
}

export class Timeline {
  readonly button: HTMLButtonElement;
  readonly #p: NumberParameter;
  readonly #words: Words;
  readonly #actions: TimelineActions;
  #timer = 0;
  /** The value that playback has set: another one was set from elsewhere. */
  #at = 0;
  #now = 0;
  #root: HTMLElement | undefined;
  readonly #sight = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting || this.pause());

  constructor(p: NumberParameter, words: Words, actions: TimelineActions) {
    this.#p = p;
    this.#words = words;
    this.#actions = actions;
    this.button = el("button", { type: "button", class: "play", "data-button": "play" });
    this.button.addEventListener("click", () => (this.#timer ? this.pause() : this.#play()));
    this.#label("play");
  }

  /** Any other input inside `root` pauses it, and so does leaving the viewport. */
  watch(root: HTMLElement): void {
    const other = (event: Event) => {
      const passing = event instanceof KeyboardEvent && ["Tab", "Shift"].includes(event.key);
      if (!passing && !event.composedPath().includes(this.button)) this.pause();
    };
    for (const type of ["pointerdown", "keydown", "wheel"]) {
      root.addEventListener(
        type,
        (event) => (event instanceof WheelEvent && !event.ctrlKey ? undefined : other(event)),
        { capture: true, passive: true },
      );
    }
    this.#root = root;
  }

  /** The present value, set by playback or from elsewhere. */
  update(value: number): void {
    this.#now = value;
    if (this.#timer && value !== this.#at) this.pause();
  }

  pause(): void {
    if (!this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#sight.disconnect();
    this.#label("play");
    this.#actions.holdAddress(false);
    this.#actions.commit(this.#p.name);
  }

  #play(): void {
    const p = this.#p;
    const last = p.knots!.length - 1;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const go = (position: number) => {
      this.#at = valueAt(p, Math.min(last, position));
      this.#actions.move(p.name, this.#at);
      if (position >= last) this.pause();
    };
    const next = () => {
      if (document.hidden) return this.pause();
      const position = positionOf(p, this.#at);
      go(still ? Math.floor(position + 1 + 1e-6) : Math.round(position / KNOT_STEP + 1) * KNOT_STEP);
    };
    this.#actions.holdAddress(true);
    this.#label("pause");
    this.#sight.observe(this.#root!);
    this.#timer = window.setInterval(next, still ? STOP_MS : (DURATION_MS * KNOT_STEP) / last);
    this.#at = this.#now;
    if (this.#now >= p.max) go(0);
  }

  #label(key: "play" | "pause"): void {
    this.button.replaceChildren(icon(ICONS[key]), this.#words.text(`button.${key}`));
  }
}
