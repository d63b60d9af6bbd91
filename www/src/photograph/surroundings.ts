// What the chunk is handed by the element, so that it shares no code with it, and what the element says and sets while
// a photograph is open.

import type { Drawing } from "../engine/drawing";
import type { Value } from "../state/table";
import type { Values } from "../state/values";
import type { el, icon } from "../ui/dom";
import type { addStyle } from "../ui/styles";
import type { Words } from "../ui/words";
import type { PhotographChecks } from "../worker/core";
import type { PixelSize } from "./frame";

/** The part of the element's interface that photographs lie in. */
export interface Surroundings {
  readonly root: HTMLElement;
  readonly stage: HTMLElement;
  /** The row with the button that opens a photograph. */
  readonly own: HTMLElement;
}

export interface Tools {
  readonly el: typeof el;
  readonly icon: typeof icon;
  readonly addStyle: typeof addStyle;
  readonly words: Words;
  readonly ui: Surroundings;
  readonly drawing: Drawing;
  readonly posterUrl: string;
  readonly values: Values;
  /** Sets a value, as a control of the visitor's does. */
  readonly move: (name: string, value: Value) => void;
}

/** Flaws of a photograph that are worth a sentence. */
const FLAWS = ["small", "blurred", "dark", "clipped"] as const;

/**
 * A height of the hairline that is seen on a face from ahead, cm: lines drawn on photographed heads lie 4.3 to 8.2 cm
 * above the brow, and the head's usual one at the edge of what is seen.
 */
const HAIRLINE = "hairline-height";
const HAIRLINE_CM = 6.5;

/** The element around a photograph: bars beside it, words about it, and the hairline that goes along with it. */
export class Notices {
  readonly #tools: Tools;
  readonly #caption: HTMLElement;
  readonly #scale: HTMLElement;
  #resized: ResizeObserver | undefined;
  /** The hairline before the first photograph was fitted; none before. */
  hairline: Value | undefined;

  constructor(tools: Tools) {
    const { el, words } = tools;
    this.#tools = tools;
    this.#caption = el("span", {}, ` ${words.text("photo.caption")}`);
    this.#scale = el("p", { class: "hint" }, words.text("photo.scale"));
  }

  /** A photograph of this size lies in the stage. */
  open({ width, height }: PixelSize): void {
    const { root, stage } = this.#tools.ui;
    root.dataset.photograph = "";
    const setBars = (box: { width: number; height: number }) => {
      const scale = Math.min(box.width / width, box.height / height);
      const bar = (all: number, part: number) => `${(50 * Math.max(0, all - part * scale)) / (all || 1)}%`;
      stage.style.setProperty("--_bars", `${bar(box.height, height)} ${bar(box.width, width)}`);
    };
    this.#resized?.disconnect();
    this.#resized = new ResizeObserver(([entry]) => setBars(entry!.contentRect));
    this.#resized.observe(stage);
    setBars(stage.getBoundingClientRect());
  }

  /** Says everywhere that it is a photograph. */
  say(phase: string): void {
    const { ui, words } = this.#tools;
    ui.root.dataset.photograph = phase;
    ui.root.style.setProperty("--_about", JSON.stringify(words.text("photo.about")));
    ui.root.querySelector(".caption")?.append(this.#caption);
    ui.root.querySelector(".facts")?.after(this.#scale);
    this.#nameMatch("photo.match");
  }

  /** Shows whether stubble is added, and says it: only that may leave later. */
  showStubble(button: HTMLElement, adds: boolean): boolean {
    button.setAttribute("aria-pressed", String(adds));
    return this.#tools.ui.root.toggleAttribute("data-stubble", adds);
  }

  /** While it is fitted the picture is no simulation. */
  hush(): void {
    this.#caption.remove();
    this.#scale.remove();
  }

  /** Lowers a hairline that nobody has chosen to where it is seen: once, and when all settings go back. */
  lowerHairline(): void {
    this.#resetButton?.addEventListener("click", this.#lower);
    if (this.hairline !== undefined) return;
    this.hairline = this.#tools.values.get(HAIRLINE);
    this.#lower();
  }

  readonly #lower = () => {
    const { values, move } = this.#tools;
    if (HAIRLINE in values.nonDefault()) return;
    this.hairline = values.get(HAIRLINE);
    move(HAIRLINE, HAIRLINE_CM);
  };

  get #resetButton(): Element | null {
    return this.#tools.ui.root.querySelector("[data-button=reset]");
  }

  /** What a photograph is good for, in words. */
  checks(checks: PhotographChecks | undefined): string {
    if (!checks) return "";
    const keys = [...(checks.hair === "shaved" ? [] : [checks.hair]), ...FLAWS.filter((flaw) => checks[flaw])];
    return keys.map((key) => this.#tools.words.text(`photo.check.${key}`)).join(" ");
  }

  /** The element is replaced by another one. */
  leave(): void {
    this.#resized?.disconnect();
    this.#resized = undefined;
  }

  /** No photograph is open any more: as it was, but for a hairline that was chosen since. */
  close(): void {
    const { ui, values, move } = this.#tools;
    this.leave();
    this.#resetButton?.removeEventListener("click", this.#lower);
    this.hush();
    delete ui.root.dataset.photograph;
    delete ui.root.dataset.stubble;
    ui.stage.style.removeProperty("--_bars");
    this.#nameMatch("button.match");
    const usual = this.hairline;
    this.hairline = undefined;
    if (usual !== undefined && values.get(HAIRLINE) === HAIRLINE_CM) move(HAIRLINE, usual);
  }

  /** The tone that matches the hair: on a photograph that is the person's own. */
  #nameMatch(key: string): void {
    const { ui, words } = this.#tools;
    const match = ui.root.querySelector("[data-button=match]");
    if (match) match.textContent = words.text(key);
  }
}
