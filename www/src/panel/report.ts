// What it takes: counts and ranges as clinics quote them, and remarks with their reasons.

import { el } from "../ui/dom";
import { rough, type Words } from "../ui/words";
import type { Report } from "../worker/core";

/** In this order; each is a number, or a range. */
const FACTS: Readonly<Record<string, (report: Report) => number | readonly [number, number]>> = {
  area: (report) => report.treated_area_cm2,
  dots: (report) => rough(report.dots),
  density: (report) => report.dots_per_cm2,
  sessions: (report) => report.sessions,
  hours: (report) => report.hours,
  years: (report) => report.touch_up_years,
};
/** So many remarks are read; the others wait behind a press. */
const MOST = 3;
/** What always holds, after the remarks. */
const STANDING = ["expectations", "keloid", "skin"];

export class Takes {
  readonly panel: HTMLElement;
  /** The same remarks in short, over the picture. */
  readonly remarks = el("div", { class: "remarks", "aria-hidden": "true" });
  readonly #words: Words;
  readonly #facts: (readonly [string, HTMLElement])[];
  readonly #notes = el("div", { class: "notes" });
  readonly #others = el("div", { class: "notes" });
  readonly #more = el("span");
  #told = "";
  /** What the visitor has a hand on. */
  #held: Element | undefined;

  constructor(words: Words) {
    this.#words = words;
    const list = el("dl", { class: "facts" });
    this.#facts = Object.keys(FACTS).map((key) => {
      const value = el("dd", {}, "–");
      list.append(el("div", {}, el("dt", {}, words.text(`fact.${key}`)), value));
      return [key, value] as const;
    });
    const standing = STANDING.map((id) => el("p", {}, words.text(`advice.${id}`)));
    const more = el(
      "details",
      { class: "more" },
      el("summary", {}, this.#more),
      this.#others,
      el("div", { class: "advice" }, ...standing),
    );
    this.panel = el(
      "div",
      { class: "takes", role: "group", "aria-label": words.text("takes") },
      list,
      this.#notes,
      more,
    );
    this.#say([]);
  }

  /** Remarks come and go, and what is held below them stays in its place. */
  watch(root: HTMLElement): void {
    for (const type of ["pointerdown", "focusin"])
      root.addEventListener(type, (event) => (this.#held = event.target as Element), { passive: true });
  }

  /** What is read at once, as one text. */
  get spoken(): string {
    return [...this.#notes.children].map((note) => note.textContent).join(" ");
  }

  /** The same for paper. */
  get told(): { facts: [string, string][]; notes: string[] } {
    const said = (node: Element | null | undefined) => node?.textContent ?? "";
    return {
      facts: this.#facts.map(([key, value]) => [this.#words.text(`fact.${key}`), said(value)]),
      notes: [...this.#notes.children, ...this.#others.children].map(said),
    };
  }

  update(report: Report): void {
    const words = this.#words;
    for (const [key, place] of this.#facts) {
      const value = FACTS[key]!(report);
      const n = typeof value === "number" ? words.number(value) : words.range(value);
      const text =
        report.sessions[1] === 0
          ? "–"
          : words.find(`fact.${key}.value`)
            ? words.counted(`fact.${key}.value`, value, { n })
            : n;
      if (place.textContent !== text) place.textContent = text;
    }
    if (report.notes.join() !== this.#told) this.#say(report.notes);
  }

  #say(ids: readonly string[]): void {
    const words = this.#words;
    this.#told = ids.join();
    const top = () => this.#held?.getBoundingClientRect().top ?? 0;
    const before = top();
    const notes = ids.map((id) => el("p", {}, words.text(`note.${id}`)));
    this.#notes.replaceChildren(...notes.slice(0, MOST));
    this.#others.replaceChildren(...notes.slice(MOST));
    const n = notes.length - MOST;
    this.#more.textContent = n > 0 ? words.text("takes.more", { n: words.number(n) }) : words.text("takes.advice");
    const short = ids.map((id) => words.find(`remark.${id}`)).filter((text) => text !== undefined);
    this.remarks.replaceChildren(...short.slice(0, MOST).map((text) => el("span", { class: "remark" }, text)));
    const moved = before > 0 && before < innerHeight ? top() - before : 0;
    if (moved !== 0) scrollBy({ top: moved, behavior: "instant" });
  }
}
