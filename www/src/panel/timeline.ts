// The years on one line, played at a press and never by themselves.

import { positionOf, type Range, valueAt } from "../state/table";
import { el, icon } from "../ui/dom";
import type { Words } from "../ui/words";
import type { Handler } from "./slider";

/** From the first stop to the last, ms. */
const LENGTH = 12_000;
/** How far it goes at once, as a share of the way from one stop to the next: as far as a key goes. */
const PIECE = 0.1;
/** For whoever wants no motion it goes from stop to stop, with this long to look, ms. */
const LOOK = 1500;

const ICONS = { play: "M8 5v14l11-7z", pause: "M8 5v14M16 5v14" };

export interface Player extends Handler {
  /** While it plays, the address stands still. */
  hold(held: boolean): void;
}

export class Timeline {
  readonly button: HTMLButtonElement;
  readonly #p: Range;
  readonly #words: Words;
  readonly #handler: Player;
  #timer = 0;
  /** What it has moved to: another value means that somebody else did. */
  #at = 0;
  #now = 0;
  #root: HTMLElement | undefined;
  readonly #sight = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting || this.pause());

  constructor(p: Range, words: Words, handler: Player) {
    this.#p = p;
    this.#words = words;
    this.#handler = handler;
    this.button = el("button", { type: "button", class: "play", "data-button": "play" });
    this.button.addEventListener("click", () => (this.#timer ? this.pause() : this.#play()));
    this.#label("play");
  }

  /** Any other input inside `root` pauses it, and so does going out of sight. */
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

  /** The value is this now, whoever has moved it. */
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
    this.#handler.hold(false);
    this.#handler.commit(this.#p.name);
  }

  #play(): void {
    const p = this.#p;
    const last = p.even.length - 1;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const go = (position: number) => {
      this.#at = valueAt(p, Math.min(last, position));
      this.#handler.move(p.name, this.#at);
      if (position >= last) this.pause();
    };
    const next = () => {
      if (document.hidden) return this.pause();
      const position = positionOf(p, this.#at);
      go(still ? Math.floor(position + 1 + 1e-6) : Math.round(position / PIECE + 1) * PIECE);
    };
    this.#handler.hold(true);
    this.#label("pause");
    this.#sight.observe(this.#root!);
    this.#timer = window.setInterval(next, still ? LOOK : (LENGTH * PIECE) / last);
    this.#at = this.#now;
    if (this.#now >= p.max) go(0);
  }

  #label(key: "play" | "pause"): void {
    this.button.replaceChildren(icon(ICONS[key]), this.#words.text(`button.${key}`));
  }
}
