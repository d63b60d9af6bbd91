// The parameter table, read from the core when the page was built. Every attribute, property, address key and
// control is made from it; no range or default is written in this folder.

import table from "build:table";

export interface Camera {
  readonly yaw: number;
  readonly pitch: number;
  readonly zoom: number;
}

interface Row {
  /** Attribute and address key, kebab-case. */
  readonly name: string;
  /** Group on the page; `main` is always in sight. */
  readonly group: string;
  readonly unit: string;
  /** First stage of the core that reruns when it moves. */
  readonly stage: "head" | "scalp" | "treatment" | "optics" | "view";
  /** It means something only while each of these choices is one of those named. */
  readonly when: readonly (readonly [name: string, among: readonly string[]])[];
  /** The same of a number: it means something only where that is greater. */
  readonly above: readonly [name: string, limit: number] | null;
}

export interface Range extends Row {
  readonly kind: "number" | "integer";
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly default: number;
  /** Values that a slider runs evenly between; empty where it runs evenly by itself. */
  readonly even: readonly number[];
}

export interface Choice extends Row {
  readonly kind: "choice";
  readonly choices: readonly string[];
}

export type Parameter = Range | Choice;

/** What a visitor or a page sets: a number, or the word of a choice. */
export type Value = number | string;

export const parameters: readonly Parameter[] = table.parameters;

/** The camera behind each word of `view`, in the order of its choices. */
export const cameras: readonly Camera[] = table.views;

/** Whether moving it would change anything, with the other values as they are. */
export const means = (p: Parameter, value: (name: string) => Value): boolean =>
  p.when.every(([name, among]) => among.includes(String(value(name)))) &&
  (!p.above || inForce(p.above[0], value) > p.above[1]);

/** A number as the core reckons with it: where it means nothing, it counts as its default. */
function inForce(name: string, value: (name: string) => Value): number {
  const p = parameter(name);
  return Number(means(p, value) ? value(name) : defaultOf(p));
}

/** Skin of the whole Monk tones, as the core draws it. */
export const skins: readonly string[] = table.skins;

export const placeOf = (name: string): number => parameters.findIndex((p) => p.name === name);

export const parameter = (name: string): Parameter => {
  const found = parameters[placeOf(name)];
  if (!found) throw new Error(`no parameter ${name}`);
  return found;
};

/** `hair-density` → `hairDensity`, the name of the property. */
export const propertyOf = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

export const defaultOf = (p: Parameter): Value => (p.kind === "choice" ? (p.choices[0] ?? "") : p.default);

/** The number the core knows a value by: a choice is its place in the list. */
export const numberOf = (p: Parameter, value: Value): number =>
  p.kind === "choice" ? p.choices.indexOf(String(value)) : Number(value);

export const stepOf = (p: Range): number => p.step ?? 1;

/** Decimals that a step needs: 0.05 → 2. */
export const decimalsOf = (p: Range): number => {
  const [, decimals = ""] = String(stepOf(p)).split(".");
  return decimals.length;
};

/** Where a slider stands for a value: the value, or the place among those it runs evenly between. */
export function positionOf({ even }: Range, value: number): number {
  if (even.length === 0) return value;
  const piece = Math.min(even.length - 2, even.filter((from) => from <= value).length - 1);
  return piece + (value - even[piece]!) / (even[piece + 1]! - even[piece]!);
}

/** The value at such a place, to a hundredth, as the address writes it. */
export function valueAt({ even }: Range, position: number): number {
  if (even.length === 0) return position;
  const piece = Math.min(even.length - 2, Math.floor(position));
  const value = even[piece]! + (position - piece) * (even[piece + 1]! - even[piece]!);
  return Math.round(value * 100) / 100;
}

export const rangeOf = (p: Parameter): string =>
  p.kind === "choice" ? p.choices.join(", ") : `${p.kind === "integer" ? "whole numbers " : ""}${p.min} to ${p.max}`;

/** A value as it was meant, or why it is none. `near` is the closest allowed value where there is one. */
export type Reading = { readonly value: Value } | { readonly problem: string; readonly near?: Value };

/** Reads a value from a property, an attribute or the address. Numbers may carry their own unit: `0.3mm`. */
export function read(p: Parameter, given: unknown): Reading {
  // Whatever a page hands over, naming it must not throw.
  const shown =
    typeof given === "string"
      ? `"${given}"`
      : given === null || !/^[fo]/.test(typeof given)
        ? String(given)
        : "an object";
  const problem = `${p.name}: ${shown} is not allowed; allowed: ${rangeOf(p)}`;
  if (p.kind === "choice") {
    return typeof given === "string" && p.choices.includes(given) ? { value: given } : { problem };
  }
  let number = typeof given === "number" ? given : NaN;
  if (typeof given === "string") {
    const text = given.trim();
    const bare = p.unit && text.endsWith(p.unit) ? text.slice(0, -p.unit.length).trim() : text;
    number = bare === "" ? NaN : Number(bare);
  }
  if (Number.isNaN(number)) return { problem };
  // Hundredths, as address and code write them: what is shared shows the same picture.
  const whole = p.kind === "integer" ? 1 : 100;
  const near = Math.min(p.max, Math.max(p.min, Math.round(number * whole) / whole));
  return number >= p.min && number <= p.max && (p.kind === "number" || near === number)
    ? { value: near }
    : { problem, near };
}
