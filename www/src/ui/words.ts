// Values in words: texts from the locale, numbers through Intl.

import { languages } from "build:assets";
import { decimalsOf, type Parameter, type Range, type Value } from "../state/table";
import type { Report } from "../worker/core";
import { languageOf } from "./language";

export type Texts = Readonly<Record<string, string>>;

/** Two values nearer than this are one stop: between "light" and "medium" there is room for "light to medium". */
const NEAR = 0.13;
/** Longer than this is said in cm, mm. */
const MOST_MM = 15;

/** A count is an estimate of handwork: hundreds are as far as it goes. */
export const rough = (dots: number): number => (dots > 2000 ? Math.round(dots / 100) * 100 : dots);

export class Words {
  readonly #formats = new Map<string, unknown>();
  readonly #texts: Texts;
  readonly lang: string;

  constructor(lang: string, texts: Texts) {
    this.lang = lang;
    this.#texts = texts;
  }

  /** The text under a key with its `{places}` filled; the key's last part where there is none. */
  text(key: string, fill: Readonly<Record<string, string>> = {}): string {
    const text = this.find(key) ?? key.slice(key.indexOf(".") + 1).replaceAll("-", " ");
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => fill[name] ?? whole);
  }

  /** The same for a count, or a range of one, in the form that the language has for it: `key.few`, else `key`. */
  counted(key: string, count: number | readonly [number, number], fill: Readonly<Record<string, string>>): string {
    const rules = this.#format(Intl.PluralRules);
    const form = `${key}.${typeof count === "number" ? rules.select(count) : rules.selectRange(...count)}`;
    return this.text(this.find(form) === undefined ? key : form, fill);
  }

  /** Made once: making one takes longer than a hundred uses. */
  #format<T, O>(kind: new (lang: string, options?: O) => T, options?: O): T {
    const key = kind.name + JSON.stringify(options);
    const made = (this.#formats.get(key) ?? new kind(this.lang, options)) as T;
    this.#formats.set(key, made);
    return made;
  }

  find(key: string): string | undefined {
    return this.#texts[key];
  }

  number(value: number, decimals = 0): string {
    return this.#format(Intl.NumberFormat, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
      value,
    );
  }

  percent(share: number): string {
    return this.#format(Intl.NumberFormat, { style: "percent", maximumFractionDigits: 0 }).format(share);
  }

  name(p: Parameter): string {
    return this.text(`name.${p.name}`);
  }

  /** Several texts in a row, with the commas of the language. */
  list(texts: readonly string[]): string {
    return this.#format(Intl.ListFormat, { type: "unit", style: "short" }).format(texts);
  }

  /** A text within a sentence. */
  lower(text: string): string {
    return text.toLocaleLowerCase(this.lang);
  }

  /** A value as a visitor would say it: "Norwood V", "medium", "0.30 mm". */
  value(p: Parameter, value: Value, report?: Report): string {
    if (p.kind === "choice") return this.text(`${p.name}.${value}`);
    const number = Number(value);
    const exact = this.find(`value.${p.name}.${number}`);
    if (exact !== undefined) return exact;
    if (p.unit === "months") return this.#time(number);
    const stop = this.#stop(p, number);
    if (stop !== undefined) return this.text(`value.${p.name}`, { stop });
    if (p.name === "density") return this.#density(number, report);
    if (p.name === "grafts" && report)
      return this.text("value.grafts.counted", { n: this.number(number), placed: this.number(report.grafts) });
    if (p.unit === "share") return this.percent(number);
    if (p.unit === "%") return this.percent(number / 100);
    if (p.unit === "mm" && number > MOST_MM)
      return this.text("unit.cm", { n: this.number(number / 10, number % 10 === 0 ? 0 : 1) });
    const own = `value.${p.name}`;
    if (this.find(own))
      return this.counted(own, number, {
        n: this.number(Math.round(number * 10) / 10, Number.isInteger(number) ? 0 : 1),
      });
    // An identifier is read digit by digit: no separators.
    const n = p.kind === "integer" ? String(number) : this.number(number, decimalsOf(p));
    return this.counted(this.find(`unit.${p.unit}`) ? `unit.${p.unit}` : "unit.", number, { n });
  }

  /** What a value means, where that depends on another choice by its `course`. */
  hint(p: Parameter, value: Value, course?: Value): string | undefined {
    const stop =
      p.kind === "choice"
        ? value
        : p.even.length > 0
          ? p.even.filter((from) => from <= Number(value)).at(-1)
          : Math.round(Number(value));
    return (
      this.find(`hint.${p.name}.${course}.${stop}`) ??
      this.find(`hint.${p.name}.${course}`) ??
      this.find(`hint.${p.name}.${stop}`)
    );
  }

  /** Short names of a range's named stops, if it has any: I … VII. */
  stops(p: Range): { value: number; text: string }[] {
    const stops = p.even.map((value) => ({ value, text: this.find(`stop.${p.name}.${value}`) ?? String(value) }));
    if (stops.length > 0) return stops;
    // As many numbers as any stop is.
    for (let value = Math.ceil(p.min); value <= Math.min(p.max, 300); value++) {
      const text = this.find(`stop.${p.name}.${value}`);
      if (text) stops.push({ value, text });
    }
    return stops;
  }

  /** A length of time in the unit that a person would take: 3 days, 5 weeks, 14 months, 2½ years. */
  #time(months: number): string {
    const [unit, n]: [string, number] =
      months < 0.25
        ? ["day", months * 30]
        : months < 2
          ? ["week", months * 4]
          : months < 24 && months !== 12
            ? ["month", months]
            : ["year", months / 12];
    const rounded = unit === "year" ? Math.round(n * 2) / 2 : Math.max(1, Math.round(n));
    const parts = this.#format(Intl.NumberFormat, { style: "unit", unit, unitDisplay: "long" }).formatToParts(rounded);
    return parts.map(({ type, value }) => (type === "decimal" ? "" : type === "fraction" ? "½" : value)).join("");
  }

  range([a, b]: readonly [number, number]): string {
    return a === b ? this.number(a) : this.text("fact.range", { a: this.number(a), b: this.number(b) });
  }

  #stop(p: Range, value: number): string | undefined {
    // Only a scale of words says its stops instead of a number.
    if (this.find(`between.${p.name}`) === undefined) return undefined;
    const below = Math.floor(value + NEAR);
    const a = this.find(`stop.${p.name}.${below}`);
    if (a === undefined || value - below < NEAR) return a;
    const b = this.find(`stop.${p.name}.${below + 1}`);
    return b === undefined ? a : this.text(`between.${p.name}`, { a, b });
  }

  #density(value: number, report?: Report): string {
    const n = this.number(value);
    const dots = report && this.number(rough(report.dots));
    return dots
      ? this.counted("value.density.counted", report.dots, { n, dots })
      : this.counted("value.density", value, { n });
  }
}

/** The host's own words in the element, `<script type="application/json" slot="texts">`. */
function written(element: Element): unknown {
  const text = element.querySelector(":scope > script[slot=texts]")?.textContent;
  try {
    return text && JSON.parse(text);
  } catch {
    console.warn("smp-visualizer: the element's texts are no JSON; ignored");
    return undefined;
  }
}

/** The words for an element, in its own or the nearest `lang`, else English; the host's own words first. */
export async function wordsFor(element: Element, own: Texts): Promise<Words> {
  const lang = languageOf(element);
  // Only languages that were there when the page was built are asked for: no request that must fail.
  const file = languages[lang.split("-")[0]!];
  let texts: Record<string, string> = {};
  try {
    const response = await fetch(file ?? languages.en!);
    texts = (await response.json()) as Record<string, string>;
  } catch {
    // Without its words a control is still named, if roughly.
  }
  for (const [key, text] of Object.entries({ ...(written(element) as object | undefined), ...own })) {
    if (typeof text === "string" && Object.hasOwn(texts, key)) texts[key] = text;
    else console.warn(`smp-visualizer: texts: "${key}" names no text, or is none; ignored`);
  }
  return new Words(file ? lang : "en", texts);
}
