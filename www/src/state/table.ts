// The parameter table, read from the core when the page was built; parsing and scaling of values. Every attribute,
// property, address key and control is made from it; no range or default is written in this folder.

import table from "build:table";

export interface CameraAngles {
  readonly yaw: number;
  readonly pitch: number;
  readonly zoom: number;
}

/** Name, kind, range, default and unit are known with the tag; the rest once `rules.ts` is loaded. */
interface ParameterBase {
  /** Attribute and address key, kebab-case. */
  readonly name: string;
  /** Group of the panel; `main` is always visible. */
  readonly group: string;
  readonly unit: string;
  /** First stage of the core that reruns when the value changes, where it is one that the page asks for. */
  readonly stage?: "scalp" | "view";
  /** In force only while each of these choices is one of those named. */
  readonly when: readonly (readonly [name: string, among: readonly string[]])[];
  /** In force only while this number is greater than the limit. */
  readonly above: readonly [name: string, limit: number] | null;
}

export interface NumberParameter extends ParameterBase {
  readonly kind: "number" | "integer";
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly default: number;
  /** Values at equal distances on the slider, which is linear in between; absent for a linear scale. */
  readonly knots?: readonly number[];
}

export interface ChoiceParameter extends ParameterBase {
  readonly kind: "choice";
  readonly choices: readonly string[];
}

export type Parameter = NumberParameter | ChoiceParameter;

/** The value of a parameter: a number, or the word of a choice. */
export type Value = number | string;

/** A row of the table as the build writes it. */
export type Row = Implying<NumberParameter> | Implying<ChoiceParameter>;
type Implying<P extends Parameter> = Omit<P, keyof typeof IMPLIED> & Partial<Pick<P, keyof typeof IMPLIED>>;

/** What a row need not say: the table comes with every page. */
const IMPLIED = { unit: "", when: [], above: null };

export const parameters: readonly Parameter[] = table.parameters.map((row) => ({ ...IMPLIED, ...row }));

/** The camera of each named view, in the order of the choices of `view`. */
export const cameras: readonly CameraAngles[] = table.views;

/** How much a hair of the scalp grows in a day, mm. */
export const hairGrowth: number = table.growth;

export const parameterIndex = (name: string): number => parameters.findIndex((p) => p.name === name);

export const parameter = (name: string): Parameter => {
  const found = parameters[parameterIndex(name)];
  if (!found) throw new Error(`no parameter ${name}`);
  return found;
};

/** The stage of today that one of later loss goes on from, with its range and words: `norwood` of `later-norwood`. */
export const todaysOf = ({ name }: Parameter): string | undefined =>
  name.startsWith("later-") ? name.slice("later-".length) : undefined;

/** `hair-density` → `hairDensity`, the name of the property. */
export const propertyOf = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

export const defaultOf = (p: Parameter): Value => (p.kind === "choice" ? (p.choices[0] ?? "") : p.default);

/** A value as the core's number: a choice is its index in the list. */
export const numberOf = (p: Parameter, value: Value): number =>
  p.kind === "choice" ? p.choices.indexOf(String(value)) : Number(value);

export const stepOf = (p: NumberParameter): number => p.step ?? 1;

export const rangeOf = (p: Parameter): string =>
  p.kind === "choice" ? p.choices.join(", ") : `${p.kind === "integer" ? "whole numbers " : ""}${p.min} to ${p.max}`;

/** A valid value, or why it is not. `near` is the closest allowed value where there is one. */
export type ParsedValue = { readonly value: Value } | { readonly problem: string; readonly near?: Value };

/** Parses a value from a property, an attribute or the address. Numbers may end with their own unit: `0.3mm`. */
export function parseValue(p: Parameter, given: unknown): ParsedValue {
  // The page may pass anything; describing it must not throw.
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
  // Hundredths, as in the address and the code, so that a shared link shows the same picture.
  const stepsPerUnit = p.kind === "integer" ? 1 : 100;
  const near = Math.min(p.max, Math.max(p.min, Math.round(number * stepsPerUnit) / stepsPerUnit));
  return number >= p.min && number <= p.max && (p.kind === "number" || near === number)
    ? { value: near }
    : { problem, near };
}
