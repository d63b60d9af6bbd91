// The second of two designs: its values, and its part of the code.
//
// That part is `__` with its letter and how the two are shown, then each of its own values that is not the default, all
// of them with `_` in front: `__ad._lsr99c`. What both share is written once, with the present design.

import type { Value } from "../state/table";
import type { State, Values } from "../state/values";
import type { StateTools } from "./tools";

export type Letter = "a" | "b";

/** The divider between two designs, both side by side, or before and after of the present one. */
export type Shown = "divided" | "beside" | "treated";

export const SHOWN: readonly Shown[] = ["divided", "beside", "treated"];

/** The design that is kept beside the present one, which has the other of the two letters. */
export interface OtherDesign {
  readonly letter: Letter;
  readonly shown: Shown;
  /** Its own values, and of the present design those that both share. */
  readonly values: Values;
}

export const partner = (letter: Letter): Letter => (letter === "a" ? "b" : "a");

/** Groups of parameters that both share: designs are compared on the same head, in the same light and view. */
const SHARED = ["view", "light", "head"];

/** The values of a state that are a design's own. */
export function ownOf({ parameters }: StateTools, state: State): State {
  const own = ({ name, group }: StateTools["parameters"][number]) => name in state && !SHARED.includes(group);
  return Object.fromEntries(parameters.filter(own).map(({ name }) => [name, state[name]!]));
}

/** Values with others in place of some, and a design beside them. */
export function changed(tools: StateTools, values: Values, state: Readonly<State>, other?: OtherDesign): Values {
  const made = new tools.Values();
  for (const [name, value] of Object.entries({ ...values.all(), ...state })) made.set(name, value as Value);
  made.other = other && write(tools, other);
  return made;
}

function write(tools: StateTools, { letter, shown, values }: OtherDesign): string {
  const parts = tools.encode(ownOf(tools, values.nonDefault())).split(".").slice(1, -1);
  // In a code a minus follows three letters.
  return [`__${letter}${shown[0]}`, ...parts.map((part) => `_${part.replace("-", "_")}`)].join(".");
}

/** The other design of values that have one. */
export function otherOf(tools: StateTools, values: Values): OtherDesign | undefined {
  const [head, ...parts] = values.other?.split(".") ?? [];
  const shown = SHOWN.find((each) => each[0] === head?.[3]);
  if (!shown) return undefined;
  const code = tools.encode({}, parts.map((part) => part.slice(1).replace("_", "-")).join("."));
  const own = tools.decodeState(code) ?? new tools.Values();
  return { letter: head![2] as Letter, shown, values: changed(tools, values, ownOf(tools, own.all())) };
}
