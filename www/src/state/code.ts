// State codes: a state as a short text such as `1.tvz8w.k0qa0.ca`, for forms and messages. Names are hashed, not
// numbered by the table, so that a code stays valid after rows were added; a checksum at the end detects typing errors.
//
// A second design follows the first in parts that begin with `_`, which no hash does: whoever reads one design alone
// takes them for parameters of a newer version.

import { parameter, parameters, parseValue, type Value } from "./table";
import { inSettingOrder, type State, Values } from "./values";

const VERSION = "1";
/** Base 36 digits of the hash of a parameter's name, of a choice's, and of the checksum. */
const [NAME, WORD, CHECK] = [3, 2, 2];

/** FNV-1a, its last digits in base 36. */
function hash(text: string, letters: number): string {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(36).padStart(letters, "0").slice(-letters);
}

/** The code of the values that differ from their defaults, and of a second design. */
export function encode(state: State, other?: string): string {
  const parts = Object.entries(state).map(
    ([name, value]) =>
      hash(name, NAME) + (typeof value === "string" ? hash(value, WORD) : Math.round(value * 100).toString(36)),
  );
  const body = [VERSION, ...parts].concat(other ?? []).join(".");
  return `${body}.${hash(body, CHECK)}`;
}

/** The code of all that an element holds. */
export const codeOf = (values: Values): string => encode(values.nonDefault(), values.other);

/** What the address holds: the values that differ from their defaults, or the code of two designs. */
export const addressed = (values: Values): State => (values.other ? { code: codeOf(values) } : values.nonDefault());

/** The body of a code, with the part of a second design: its letter, how the two are shown, its values. */
const CODE = /^(1(?:\.\w{3}-?\w+)*?(?:\.(__[ab][dbt](?:\._\w+)*))?)\.(\w\w)$/;

/** A value in a code, not validated; none of a parameter of a newer version. */
function valueIn(part: string): [string, Value][] {
  const [p, rest] = [parameters.find(({ name }) => hash(name, NAME) === part.slice(0, NAME)), part.slice(NAME)];
  if (p?.kind !== "choice") return p ? [[p.name, parseInt(rest, 36) / 100]] : [];
  const word = p.choices.find((each) => hash(each, WORD) === rest);
  return word ? [[p.name, word]] : [];
}

/** The full state of a code, each value clamped to its range; undefined if it is malformed. */
export function decodeState(code: string): Values | undefined {
  const [, body, other, check] = CODE.exec(code.trim().toLowerCase()) ?? [];
  if (!body || hash(body, CHECK) !== check) return undefined;
  const state = new Values();
  state.other = other;
  for (const [name, value] of inSettingOrder(body.split(".").flatMap(valueIn))) {
    const reading = parseValue(parameter(name), value);
    const near = "value" in reading ? reading.value : reading.near;
    if (near !== undefined) state.set(name, near);
  }
  return state;
}

/**
 * Applies the text of an attribute or of a key of the address, `code` or a parameter's: values out of range are
 * clamped, invalid ones ignored, each with one warning. A value goes into `set`, all of a code into `apply`.
 */
export function applyText(
  name: string,
  text: string,
  from: "attribute" | "address",
  set: (name: string, value: Value) => void,
  apply: (state: Values) => void,
): void {
  const warn = (problem: string, outcome: string) => console.warn(`smp-visualizer: ${from} ${problem}; ${outcome}`);
  if (name === "code") {
    const state = decodeState(text);
    if (state) apply(state);
    else warn(`code: "${text}" is no code of a state`, "ignored");
    return;
  }
  const reading = parseValue(parameter(name), text);
  const value = "value" in reading ? reading.value : reading.near;
  if ("problem" in reading) warn(reading.problem, value === undefined ? "ignored" : `taken as ${value}`);
  if (value !== undefined) set(name, value);
}
