// Localized texts: values in words, numbers through Intl.

import { languages } from "build:assets";
import { decimalsOf } from "../state/scale";
import { hairGrowth, type NumberParameter, type Parameter, todaysOf, type Value } from "../state/table";
import type { Report } from "../worker/core";
import { withFailure } from "../worker/failure";
import { importAgain } from "./import-again";
import { languageOf } from "./language";

export type Texts = Readonly<Record<string, string>>;

/** Texts that are fetched when a part is opened: these may be replaced by the host without being known yet. */
const LATER = /^(photo\.|desk\.|sheet(\.|$)|learn\..*\.text$)/;
/** Tolerance for equality with a stop: between "light" and "medium" there is room for "light to medium". */
export const SAME_STOP = 0.13;
/** Lengths above this are given in centimeters, mm. */
const MILLIMETERS_UP_TO = 15;

/** Hair up to this length is also said as days since a shave, mm: longer hair is cut, not shaved. */
const DAYS_UP_TO = 10;

/** Counts above 2000 are rounded to hundreds: they are estimates. */
export const roundCount = (dots: number): number => (dots > 2000 ? Math.round(dots / 100) * 100 : dots);

/** Under which name a parameter's name, note and summary stand: the sliders of later loss share theirs. */
const own = (p: Parameter): string => (todaysOf(p) === undefined ? p.name : "later");

export class Words {
  readonly #formats = new Map<string, unknown>();
  readonly #texts: Texts;
  readonly lang: string;

  constructor(lang: string, texts: Texts) {
    this.lang = lang;
    this.#texts = texts;
  }

  /** The text of a key with its `{placeholders}` filled in; the key's last part where there is none. */
  text(key: string, fill: Readonly<Record<string, string>> = {}): string {
    const text = this.find(key) ?? key.slice(key.indexOf(".") + 1).replaceAll("-", " ");
    return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => fill[name] ?? placeholder);
  }

  /** The same in the plural form for a count, or for a range of counts: `key.few`, else `key`. */
  counted(key: string, count: number | readonly [number, number], fill: Readonly<Record<string, string>>): string {
    const rules = this.#format(Intl.PluralRules);
    const category =
      typeof count === "number" ? rules.select(count) : (rules.selectRange?.(...count) ?? rules.select(count[1]));
    const form = `${key}.${category}`;
    return this.text(this.find(form) === undefined ? key : form, fill);
  }

  /** A cached formatter: constructing one takes longer than a hundred uses. */
  #format<T, O>(kind: new (lang: string, options?: O) => T, options?: O): T {
    const key = kind.name + JSON.stringify(options);
    const made = (this.#formats.get(key) ?? new kind(this.lang, options)) as T;
    this.#formats.set(key, made);
    return made;
  }

  find(key: string): string | undefined {
    return this.#texts[key];
  }

  /**
   * These words and those of a part that is opened, from its files by language; English where the file of a language
   * cannot be had. What the host has said in its own words stays. Rejected as a failed download where there are none at
   * all. `sure` is a key that every language has.
   */
  async with(files: Readonly<Record<string, string>>, sure: string): Promise<Words> {
    const file = files[this.lang.split("-")[0]!] ?? files.en!;
    const more = await textsOf(file, sure).catch(() => withFailure("download", textsOf(files.en!, sure)));
    return new Words(this.lang, { ...more, ...this.#texts });
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
    return this.text(`name.${own(p)}`);
  }

  /** A line that always stands below a parameter, if there is one. */
  about(p: Parameter): string | undefined {
    return this.find(`about.${own(p)}`);
  }

  /** Several texts as a list, with the separators of the language. */
  list(texts: readonly string[]): string {
    return this.#format(Intl.ListFormat, { type: "unit", style: "short" }).format(texts);
  }

  /** A text in lower case, for use within a sentence. */
  lower(text: string): string {
    return text.toLocaleLowerCase(this.lang);
  }

  /** A parameter's value among all others, in words. */
  valueAmong(p: Parameter, value: (name: string) => Value, report?: Report): string {
    const today = todaysOf(p);
    return this.value(p, value(p.name), report, today && value(today));
  }

  /** The same as it is said in a summary, in short: "V by then". */
  summary(p: Parameter, value: (name: string) => Value): string {
    const today = todaysOf(p);
    const v = this.brief(p, value(p.name), undefined, today && value(today));
    return this.find(`said.${own(p)}`) ? this.text(`said.${own(p)}`, { v }) : v;
  }

  /**
   * A value in words: "Norwood V", "medium", "1.40 mm · 4 days after the shave"; later loss beside `today`, the stage
   * that it goes on from.
   */
  value(p: Parameter, value: Value, report?: Report, today?: Value): string {
    const text = this.brief(p, value, report, today);
    if (p.name !== "hair-length" || Number(value) === 0 || Number(value) > DAYS_UP_TO) return text;
    return this.text("value.hair-length.days", { length: text, days: this.#growth(Number(value)) });
  }

  /** The same without what follows from it. */
  brief(p: Parameter, value: Value, report?: Report, today?: Value): string {
    if (p.kind === "choice") return this.text(`${p.name}.${value}`);
    const number = Number(value);
    if (today !== undefined && number <= Number(today)) return this.text("value.later");
    const name = todaysOf(p) ?? p.name;
    const exact = this.find(`value.${name}.${number}`);
    if (exact !== undefined) return exact;
    if (p.unit === "months") return this.#time(number);
    const stop = this.#stop(p, number);
    if (stop !== undefined) return this.text(`value.${name}`, { stop });
    if (p.name === "density") return this.#density(number, report);
    if (p.name === "grafts" && report)
      return this.text("value.grafts.counted", { n: this.number(number), placed: this.number(report.grafts) });
    if (p.unit === "share") return this.percent(number);
    if (p.unit === "%") return this.percent(number / 100);
    if (p.unit === "mm" && number > MILLIMETERS_UP_TO)
      return this.text("unit.cm", { n: this.number(number / 10, number % 10 === 0 ? 0 : 1) });
    const text = `value.${name}`;
    if (this.find(text))
      return this.counted(text, number, {
        n: this.number(Math.round(number * 10) / 10, Number.isInteger(number) ? 0 : 1),
      });
    // Integers such as the seed are identifiers: no separators.
    const n = p.kind === "integer" ? String(number) : this.number(number, decimalsOf(p));
    return this.counted(this.find(`unit.${p.unit}`) ? `unit.${p.unit}` : "unit.", number, { n });
  }

  /** What a value means; `governing` is the value of the choice that this depends on, if any. */
  hint(p: Parameter, value: Value, governing?: Value): string | undefined {
    const stop =
      p.kind === "choice"
        ? value
        : p.knots
          ? p.knots.filter((from) => from <= Number(value)).at(-1)
          : Math.round(Number(value));
    const name = todaysOf(p) ?? p.name;
    return (
      this.find(`hint.${name}.${governing}.${stop}`) ??
      this.find(`hint.${name}.${governing}`) ??
      this.find(`hint.${name}.${stop}`)
    );
  }

  /** Short names of the named stops of a slider, if it has any: I … VII. */
  stops(p: NumberParameter): { value: number; text: string }[] {
    const name = todaysOf(p) ?? p.name;
    const stops = (p.knots ?? []).map((value) => ({
      value,
      text: this.find(`stop.${name}.${value}`) ?? String(value),
    }));
    if (stops.length > 0) return stops;
    // No stop has a greater value than 300.
    for (let value = Math.ceil(p.min); value <= Math.min(p.max, 300); value++) {
      const text = this.find(`stop.${name}.${value}`);
      if (text) stops.push({ value, text });
    }
    return stops;
  }

  /** A duration in its usual unit: 3 days, 5 weeks, 14 months, 2½ years. */
  #time(months: number): string {
    const [unit, n]: [string, number] =
      months < 0.25
        ? ["day", months * 30]
        : months < 2
          ? ["week", months * 4]
          : months < 24 && months !== 12
            ? ["month", months]
            : ["year", months / 12];
    return this.#duration(unit, unit === "year" ? Math.round(n * 2) / 2 : Math.max(1, Math.round(n)));
  }

  /** How long hair takes to grow so long: 14 hours, 1½ days, 4 days. */
  #growth(mm: number): string {
    const days = mm / hairGrowth;
    if (days < 1) return this.#duration("hour", Math.ceil(days * 24));
    return this.#duration("day", days < 3 ? Math.round(days * 2) / 2 : Math.round(days));
  }

  /** A number of a unit, whole or and a half: 2½ years. */
  #duration(unit: string, n: number): string {
    const parts = this.#format(Intl.NumberFormat, { style: "unit", unit, unitDisplay: "long" }).formatToParts(n);
    return parts.map(({ type, value }) => (type === "decimal" ? "" : type === "fraction" ? "½" : value)).join("");
  }

  range([a, b]: readonly [number, number]): string {
    return a === b ? this.number(a) : this.text("fact.range", { a: this.number(a), b: this.number(b) });
  }

  #stop(p: NumberParameter, value: number): string | undefined {
    const name = todaysOf(p) ?? p.name;
    // Only a scale of words shows its stops instead of a number.
    if (this.find(`between.${name}`) === undefined) return undefined;
    const below = Math.floor(value + SAME_STOP);
    const a = this.find(`stop.${name}.${below}`);
    if (a === undefined || value - below < SAME_STOP) return a;
    const b = this.find(`stop.${name}.${below + 1}`);
    return b === undefined ? a : this.text(`between.${name}`, { a, b });
  }

  #density(value: number, report?: Report): string {
    const n = this.number(value);
    const dots = report && this.number(roundCount(report.dots));
    return dots
      ? this.counted("value.density.counted", report.dots, { n, dots })
      : this.counted("value.density", value, { n });
  }
}

/** The host page's texts in the element, `<script type="application/json" slot="texts">`. */
function hostTexts(element: Element): unknown {
  const text = element.querySelector(":scope > script[slot=texts]")?.textContent;
  try {
    return text && JSON.parse(text);
  } catch {
    console.warn("smp-visualizer: the element's texts are no JSON; ignored");
    return undefined;
  }
}

/**
 * The texts of a file, `sure` among them; rejected where it is not what was asked for: hosts refuse in HTML, in JSON,
 * with any status.
 */
async function textsOf(address: string, sure: string): Promise<Texts> {
  const response = await fetch(address);
  const texts = (await response.json()) as Texts | null;
  if (typeof texts?.[sure] !== "string") throw new Error(`${response.status}`);
  return texts;
}

/** As a script, which hosts serve that serve no JSON. */
const english = importAgain((_again) => import("build:english"));

/**
 * The texts for an element, in the language of the nearest `lang`, else English, also where its file cannot be had; the
 * host's texts take precedence. Rejected as a failed download where there are none at all.
 */
export async function wordsFor(element: Element, own: Texts): Promise<Words> {
  const wanted = languageOf(element);
  // Only languages that existed when the page was built are fetched: no request that must fail.
  const file = languages[wanted.split("-")[0]!];
  let lang = file ? wanted : "en";
  const found = await textsOf(file ?? languages.en!, "caption").catch(async (error: unknown) => {
    console.warn(`smp-visualizer: the words of "${lang}" could not be downloaded, English is shown: ${error}`);
    lang = "en";
    return (await withFailure("download", english())).default;
  });
  const texts: Record<string, string> = { ...found };
  for (const [key, text] of Object.entries({ ...(hostTexts(element) as object | undefined), ...own })) {
    if (typeof text === "string" && (LATER.test(key) || Object.hasOwn(texts, key))) texts[key] = text;
    else console.warn(`smp-visualizer: texts: "${key}" names no text, or is none; ignored`);
  }
  return new Words(lang, texts);
}
