// The price of the treatment as the host says it: read from the attribute `price`, worked out for the report, written
// in the element's language. Fetched only where there is such an attribute.

import type { Words } from "../ui/words";
import type { Report } from "../worker/core";

/** One amount of money, or a range. */
export type Amount = number | readonly [from: number, to: number];

/** What a treatment costs up to an area. */
export interface PriceStep {
  /** cm²; the last step may go without, and holds for whatever is larger. */
  readonly upTo?: number;
  readonly price: Amount;
}

/** A price in one of four ways: `perSession`, `perCm2`, `steps` by the treated area, or `total`. */
export interface Price {
  /** Code of three letters (ISO 4217): `EUR`. */
  readonly currency: string;
  readonly perSession?: Amount;
  readonly perCm2?: Amount;
  readonly steps?: readonly PriceStep[];
  readonly total?: Amount;
  /** A line of small print, at most 200 characters. */
  readonly note?: string;
}

const WAYS = ["perSession", "perCm2", "steps", "total"] as const;
const KEYS = ["currency", ...WAYS, "note"];
const MOST_LETTERS = 200;
const MOST_STEPS = 50;
/** Letters of what was given that a warning repeats. */
const SHOWN = 80;
/** From this sum on what was worked out from an area is rounded to whole units of the currency: areas are estimates. */
const WHOLE_FROM = 100;

const AMOUNT = "a number from 0 on, or a range of two, [300, 450]";

/** Why a price is not taken: what, the value, and what is allowed. */
const refused = (what: string, value: unknown, allowed: string): string => {
  const text = typeof value === "string" ? `"${value}"` : (JSON.stringify(value) ?? "nothing");
  const cut = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return `price: ${what}${what && " "}${cut} is not allowed; allowed: ${allowed}`;
};

const isObject = (given: unknown): given is Record<string, unknown> =>
  typeof given === "object" && given !== null && !Array.isArray(given);
const isSum = (given: unknown): given is number => typeof given === "number" && Number.isFinite(given) && given >= 0;
const isAmount = (given: unknown): given is Amount =>
  isSum(given) || (Array.isArray(given) && given.length === 2 && given.every(isSum) && given[0]! <= given[1]!);

/** The fault of a list of steps, if it has one. */
function faultOfSteps(given: unknown): string | undefined {
  if (!Array.isArray(given) || given.length === 0 || given.length > MOST_STEPS)
    return refused("steps", given, `a list of up to ${MOST_STEPS} of { "upTo": cm², "price": … }`);
  let last = 0;
  for (const [i, step] of given.entries()) {
    const at = `steps[${i}]`;
    if (!isObject(step) || Object.keys(step).some((key) => key !== "upTo" && key !== "price"))
      return refused(at, step, `{ "upTo": cm², "price": … }`);
    if (!isAmount(step.price)) return refused(`${at}.price`, step.price, AMOUNT);
    if (step.upTo === undefined && i === given.length - 1) continue;
    if (!isSum(step.upTo) || step.upTo <= last)
      return refused(`${at}.upTo`, step.upTo, `a number of cm² above ${last}, and nothing in the last step alone`);
    last = step.upTo;
  }
  return undefined;
}

/** The price in a text, or what is wrong with it. One that is wrong in part is not shown: what is left may mislead. */
export function readPrice(text: string): Price | string {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    given = text;
  }
  if (!isObject(given)) return refused("", given, `JSON such as { "currency": "EUR", "perSession": [300, 450] }`);
  const strange = Object.keys(given).find((key) => !KEYS.includes(key));
  if (strange !== undefined) return refused("", strange, KEYS.join(", "));
  const { currency, note } = given;
  if (typeof currency !== "string" || !/^[a-z]{3}$/i.test(currency))
    return refused("currency", currency, "a code of three letters (ISO 4217), such as EUR");
  const named = WAYS.filter((way) => given[way] !== undefined);
  const [way] = named;
  if (!way || named.length > 1) return refused("", named.join(", "), `one of ${WAYS.join(", ")}`);
  if (way === "steps") {
    const fault = faultOfSteps(given.steps);
    if (fault) return fault;
  } else if (!isAmount(given[way])) return refused(way, given[way], AMOUNT);
  if (note !== undefined && (typeof note !== "string" || note.length > MOST_LETTERS))
    return refused("note", note, `a text of up to ${MOST_LETTERS} characters`);
  return given as unknown as Price;
}

/** What the treatment of a report costs; nothing where the host has not said it for so large an area. */
export function costOf(price: Price, report: Pick<Report, "sessions" | "treated_area_cm2">): Amount | undefined {
  // As the facts show it, so that who multiplies comes to the same sum.
  const area = Math.round(report.treated_area_cm2);
  const ends = (amount: Amount): readonly [number, number] =>
    typeof amount === "number" ? [amount, amount] : [amount[0], amount[1]];
  if (price.total !== undefined) return price.total;
  if (price.steps) return price.steps.find(({ upTo = Number.POSITIVE_INFINITY }) => area <= upTo)?.price;
  const [from, to] = ends((price.perSession ?? price.perCm2)!);
  if (price.perSession !== undefined) return [from * report.sessions[0], to * report.sessions[1]];
  const rounded = (sum: number) => (sum < WHOLE_FROM ? sum : Math.round(sum));
  return [rounded(from * area), rounded(to * area)];
}

/** A sum or a range of a currency in the words of a language: "€900–1,800". */
export function written(amount: Amount, currency: string, words: Pick<Words, "lang" | "text">): string {
  const [from, to] = typeof amount === "number" ? [amount, amount] : amount;
  // Whole sums go without their ",00".
  const whole = Number.isInteger(from) && Number.isInteger(to);
  const digits = whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {};
  const format = new Intl.NumberFormat(words.lang, { style: "currency", currency, ...digits });
  if (from === to) return format.format(from);
  // Firefox has it from 116 on.
  return format.formatRange?.(from, to) ?? words.text("fact.range", { a: format.format(from), b: format.format(to) });
}

/** A price as the panel shows it. */
export interface ShownPrice {
  readonly note?: string | undefined;
  /** What the treatment of a report costs, in words; nothing where the host has not said it. */
  said(report: Report): string | undefined;
}

const told = new Set<string>();

/** The price of an attribute for the panel; for nonsense none, and one warning however often it is read. */
export function shownPrice(text: string, words: Pick<Words, "lang" | "text">): ShownPrice | undefined {
  const price = readPrice(text);
  if (typeof price === "string") {
    if (!told.has(price)) console.warn(`smp-visualizer: ${price}; ignored`);
    told.add(price);
    return undefined;
  }
  return {
    note: price.note?.trim(),
    said: (report) => {
      const cost = costOf(price, report);
      return cost === undefined ? undefined : written(cost, price.currency, words);
    },
  };
}
