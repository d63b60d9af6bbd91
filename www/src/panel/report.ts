// Facts of the report (counts, sessions, hours) and remarks with their reasons.

import type { ShownPrice } from "../host/price";
import { el } from "../ui/dom";
import { scrollerOf } from "../ui/scroll";
import { roundCount, type Words } from "../ui/words";
import type { Report } from "../worker/core";
import type { LearnTopics } from "./learn";

/** The facts in the order shown; each is a number, a range, or nothing where it is not the question. */
const FACTS: Readonly<Record<string, (report: Report) => number | readonly [number, number] | null>> = {
  area: (report) => report.treated_area_cm2,
  dots: (report) => roundCount(report.dots),
  density: (report) => report.dots_per_cm2,
  sessions: (report) => report.sessions,
  hours: (report) => report.hours,
  years: (report) => report.touch_up_years,
  bare: (report) => report.bare_outside_cm2,
  shows: (report) => report.shows_after_days,
  shave: ({ shave_every_days: [from, to] }) => (to === 0 ? null : from === to ? to : [from, to]),
  left: ({ pigment_left: left }) => (left === null ? null : Math.round(left * 100)),
};
/** Facts that are shown only where there is any of it. */
const ONLY_IF_ANY = new Set(["bare"]);
/** Remarks shown at once; further ones are in a closed group. */
const MOST_REMARKS = 3;
/** Advice that always holds, after the remarks. */
const GENERAL_ADVICE = ["expectations", "keloid", "skin"];

export class ReportPanel {
  readonly panel: HTMLElement;
  /** The same remarks in short, over the picture. */
  readonly remarks = el("div", { class: "remarks", "aria-hidden": "true" });
  readonly #words: Words;
  readonly #facts: (readonly [string, HTMLElement])[];
  readonly #notes = el("div", { class: "notes" });
  readonly #others = el("div", { class: "notes" });
  readonly #more = el("span");
  readonly #advice: readonly HTMLElement[];
  readonly #cost = el("dd", {}, "–");
  readonly #smallPrint = el("p", { class: "hint" });
  #price: ShownPrice | undefined;
  #last: Report | undefined;
  #noteIds = "";
  /** The element last pressed or focused. */
  #anchor: Element | undefined;

  constructor(words: Words, learn: LearnTopics) {
    this.#words = words;
    const list = el("dl", { class: "facts" });
    this.#facts = Object.keys(FACTS).map((key) => {
      const value = el("dd", {}, "–");
      const row = el("div", {}, el("dt", {}, words.text(`fact.${key}`)), value);
      row.hidden = ONLY_IF_ANY.has(key);
      list.append(row);
      return [key, value] as const;
    });
    list.append(el("div", {}, el("dt", {}, words.text("fact.price")), this.#cost));
    this.setPrice(undefined);
    this.#advice = GENERAL_ADVICE.map((id) => el("p", {}, words.text(`advice.${id}`)));
    const more = el(
      "details",
      { class: "more" },
      el("summary", {}, this.#more),
      this.#others,
      el("div", { class: "advice" }, ...this.#advice),
    );
    this.panel = el(
      "div",
      { class: "takes", role: "group", "aria-label": words.text("takes") },
      list,
      this.#smallPrint,
      this.#notes,
      more,
      learn.topic("what-we-know"),
    );
    this.#setNotes([]);
  }

  /** Scroll anchoring: the element last pressed or focused keeps its place on screen when remarks change height. */
  watch(root: HTMLElement): void {
    for (const type of ["pointerdown", "focusin"])
      root.addEventListener(type, (event) => (this.#anchor = event.target as Element), { passive: true });
  }

  /** The remarks shown at once, as one text for the live region. */
  get spoken(): string {
    return [...this.#notes.children].map((note) => note.textContent).join(" ");
  }

  /** Facts, the host's small print, all remarks and advice for the printed sheet. */
  get forPrint(): { facts: [string, string][]; smallPrint: string; notes: string[] } {
    const textOf = (node: Element) => node.textContent ?? "";
    const rows = [...this.#cost.parentElement!.parentElement!.children] as HTMLElement[];
    return {
      facts: rows.filter((row) => !row.hidden).map(({ children: [name, value] }) => [textOf(name!), textOf(value!)]),
      smallPrint: textOf(this.#smallPrint),
      notes: [...this.#notes.children, ...this.#others.children, ...this.#advice].map(textOf),
    };
  }

  /** Shows what the host says it costs, or nothing about that. */
  setPrice(price: ShownPrice | undefined): void {
    this.#price = price;
    this.#updatePrice();
  }

  #updatePrice(): void {
    const cost = this.#last && this.#price?.said(this.#last);
    this.#cost.textContent = (this.#last?.sessions[1] && cost) || "–";
    // The host has none for so large an area.
    const none = !this.#price || (this.#last !== undefined && cost === undefined);
    this.#cost.parentElement!.hidden = none;
    this.#smallPrint.textContent = (!none && this.#price?.note) || "";
    this.#smallPrint.hidden = !this.#smallPrint.textContent;
  }

  update(report: Report): void {
    this.#last = report;
    this.#updatePrice();
    for (const [key, place] of this.#facts) {
      const value = FACTS[key]!(report);
      const text = value === null || report.sessions[1] === 0 ? "–" : this.#said(key, value);
      if (place.textContent !== text) place.textContent = text;
      const none = ONLY_IF_ANY.has(key) ? Math.round(Number(value)) === 0 : value === null && report.sessions[1] > 0;
      const row = place.parentElement!;
      if (row.hidden !== none) this.#keepPlace(() => (row.hidden = none));
    }
    if (report.notes.join() !== this.#noteIds) this.#keepPlace(() => this.#setNotes(report.notes));
  }

  #said(key: string, value: number | readonly [number, number]): string {
    const words = this.#words;
    const exact = words.find(`fact.${key}.value.${value}`);
    if (exact !== undefined) return exact;
    const n = typeof value === "number" ? words.number(value) : words.range(value);
    return words.find(`fact.${key}.value`) ? words.counted(`fact.${key}.value`, value, { n }) : n;
  }

  #setNotes(ids: readonly string[]): void {
    const words = this.#words;
    this.#noteIds = ids.join();
    const notes = ids.map((id) => el("p", {}, words.text(`note.${id}`)));
    this.#notes.replaceChildren(...notes.slice(0, MOST_REMARKS));
    this.#others.replaceChildren(...notes.slice(MOST_REMARKS));
    const n = notes.length - MOST_REMARKS;
    this.#more.textContent = n > 0 ? words.text("takes.more", { n: words.number(n) }) : words.text("takes.advice");
    const short = ids.map((id) => words.find(`remark.${id}`)).filter((text) => text !== undefined);
    this.remarks.replaceChildren(...short.slice(0, MOST_REMARKS).map((text) => el("span", { class: "remark" }, text)));
  }

  /** A change of height that leaves the anchor where it is on the screen. */
  #keepPlace(change: () => void): void {
    const top = () => this.#anchor?.getBoundingClientRect().top ?? 0;
    const before = top();
    change();
    const moved = before > 0 && before < innerHeight ? top() - before : 0;
    if (moved !== 0) scrollerOf(this.#anchor!).scrollBy({ top: moved, behavior: "instant" });
  }
}
