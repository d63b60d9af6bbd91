// Which parameters have an effect.

import { defaultOf, type Parameter, parameter, type Value } from "./table";

/** Whether a parameter has an effect, with the other values as they are. */
export const isInForce = (p: Parameter, value: (name: string) => Value): boolean =>
  p.when.every(([name, among]) => among.includes(String(value(name)))) &&
  (!p.above || effectiveNumber(p.above[0], value) > p.above[1]);

/** The effective value of a number: its default where it is not in force. */
function effectiveNumber(name: string, value: (name: string) => Value): number {
  const p = parameter(name);
  return Number(isInForce(p, value) ? value(name) : defaultOf(p));
}
