// Playback of the months parameter and of later loss along with it, by a button, never automatically.

import { positionOf, valueAt } from "../state/scale";
import { type NumberParameter, todaysOf, type Value } from "../state/table";
import { el, icon } from "../ui/dom";
import type { Words } from "../ui/words";
import { type ControlActions, KNOT_STEP } from "./slider";

/** Duration from the first stop to the last, ms. */
const DURATION_MS = 12_000;
/** Time at each stop under `prefers-reduced-motion`, where playback goes from stop to stop, ms. */
const STOP_MS = 1500;

const ICONS = { play: "M8 5v14l11-7z", pause: "M8 5v14M16 5v14" };

/** Loss that is played along: from its stage today, at the session, to its end at the last stop, evenly in time. */
interface LaterLoss {
  readonly p: NumberParameter;
  readonly today: number;
  readonly end: number;
}

export class Timeline {
  readonly button: HTMLButtonElement;
  readonly #p: NumberParameter;
  readonly #words: Words;
  readonly #actions: ControlActions;
  readonly #later: () => NumberParameter | undefined;
  #timer = 0;
  #value: (name: string) => Value = () => 0;
  /** The values that playback has set: another one was set from elsewhere. */
  readonly #played = new Map<string, number>();
  /** Kept while paused: its slider stands where it was played to, and the end is still to come. */
  #loss: LaterLoss | undefined;
  #root: HTMLElement | undefined;
  readonly #sight = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting || this.pause());

  /** `later` is the slider of later loss that is shown, if any. */
  constructor(p: NumberParameter, words: Words, actions: ControlActions, later: () => NumberParameter | undefined) {
    this.#p = p;
    this.#later = later;
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

  /** The present values, set by playback or from elsewhere. */
  update(value: (name: string) => Value): void {
    this.#value = value;
    if (this.#timer && [...this.#played].some(([name, played]) => value(name) !== played)) this.pause();
  }

  pause(): void {
    if (!this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#sight.disconnect();
    this.#label("play");
    if (this.#loss) this.#actions.commit(this.#loss.p.name);
    this.#actions.commit(this.#p.name);
  }

  /** Where loss goes on to: to what its slider was set to by hand. */
  #findLoss(): LaterLoss | undefined {
    const p = this.#later();
    if (!p) return undefined;
    const [at, today] = [p.name, todaysOf(p)!].map((name) => Number(this.#value(name))) as [number, number];
    const end = this.#loss?.p === p && this.#played.get(p.name) === at ? this.#loss.end : at;
    return end > today ? { p, today, end } : undefined;
  }

  #put(name: string, value: number): void {
    this.#played.set(name, value);
    this.#actions.move(name, value);
  }

  #play(): void {
    const p = this.#p;
    const last = p.knots!.length - 1;
    const now = () => Number(this.#value(p.name));
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const go = (position: number) => {
      const months = valueAt(p, Math.min(last, position));
      this.#put(p.name, months);
      if (this.#loss) {
        const { p: later, today, end } = this.#loss;
        // In hundredths, as all values are.
        this.#put(later.name, Math.round((today + ((end - today) * months) / p.max) * 100) / 100);
      }
      if (position >= last) this.pause();
    };
    const next = () => {
      if (document.hidden) return this.pause();
      const position = positionOf(p, now());
      go(still ? Math.floor(position + 1 + 1e-6) : Math.round(position / KNOT_STEP + 1) * KNOT_STEP);
    };
    this.#label("pause");
    this.#sight.observe(this.#root!);
    this.#timer = window.setInterval(next, still ? STOP_MS : (DURATION_MS * KNOT_STEP) / last);
    this.#loss = this.#findLoss();
    this.#played.clear();
    for (const each of this.#loss ? [p, this.#loss.p] : [p])
      this.#played.set(each.name, Number(this.#value(each.name)));
    if (now() >= p.max) go(0);
  }

  #label(key: "play" | "pause"): void {
    this.button.replaceChildren(icon(ICONS[key]), this.#words.text(`button.${key}`));
  }
}
