// A state as a short text, for forms and messages: `1.tvz8w.k0qa0.ca`. Names stand in it as hashes, not as places in
// the table, so that a code means the same head after rows were added; letters at its end tell a slip of the pen.

import { parameter, parameters, read, type Value } from "./table";
import { inOrder, type State, Values } from "./values";

const VERSION = "1";
/** Letters for a name among all, for a word among those of one choice, and for the check. */
const [NAME, WORD, CHECK] = [3, 2, 2];

/** FNV-1a, its last letters in base 36. */
function hash(text: string, letters: number): string {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(36).padStart(letters, "0").slice(-letters);
}

/** The code of the values that are not usual. */
export function encode(state: State): string {
  const parts = Object.entries(state).map(
    ([name, value]) =>
      hash(name, NAME) + (typeof value === "string" ? hash(value, WORD) : Math.round(value * 100).toString(36)),
  );
  const body = [VERSION, ...parts].join(".");
  return `${body}.${hash(body, CHECK)}`;
}

/** The values in a code, unchecked; nothing where it is none. What a newer version has added is left out. */
function decode(code: string): [string, Value][] | undefined {
  const [, body, check] =
    code
      .trim()
      .toLowerCase()
      .match(/^(1(?:\.\w{3}-?\w+)*)\.(\w\w)$/) ?? [];
  if (!body || hash(body, CHECK) !== check) return undefined;
  return body
    .split(".")
    .slice(1)
    .flatMap((part): [string, Value][] => {
      const [p, rest] = [parameters.find(({ name }) => hash(name, NAME) === part.slice(0, NAME)), part.slice(NAME)];
      if (p?.kind !== "choice") return p ? [[p.name, parseInt(rest, 36) / 100]] : [];
      const word = p.choices.find((each) => hash(each, WORD) === rest);
      return word ? [[p.name, word]] : [];
    });
}

/** The whole state of a code, each value in its range; nothing where it is none. */
export function stateOf(code: string): Values | undefined {
  const given = decode(code);
  if (!given) return undefined;
  const state = new Values();
  for (const [name, value] of inOrder(given)) {
    const reading = read(parameter(name), value);
    const near = "value" in reading ? reading.value : reading.near;
    if (near !== undefined) state.set(name, near);
  }
  return state;
}

/**
 * Text that a page or a link carries, `code` or a parameter's: out of range is clamped, nonsense ignored, each with one
 * warning; what is left goes `into` a state.
 */
export function take(
  name: string,
  text: string,
  from: "attribute" | "address",
  into: (name: string, value: Value) => void,
): void {
  const warn = (problem: string, outcome: string) => console.warn(`smp-visualizer: ${from} ${problem}; ${outcome}`);
  if (name === "code") {
    const state = stateOf(text);
    if (!state) warn(`code: "${text}" is no code of a state`, "ignored");
    for (const [each, value] of inOrder(Object.entries(state?.all() ?? {}))) into(each, value);
    return;
  }
  const reading = read(parameter(name), text);
  const value = "value" in reading ? reading.value : reading.near;
  if ("problem" in reading) warn(reading.problem, value === undefined ? "ignored" : `taken as ${value}`);
  if (value !== undefined) into(name, value);
}
