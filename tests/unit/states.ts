// States that nobody would think of, for the laws of codes: the same in every run.

import { parameters } from "../../www/src/state/table";
import { Values } from "../../www/src/state/values";

/** Numbers that look like chance and are the same every time (Park and Miller). */
export function chance(): () => number {
  let seed = 1;
  return () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
}

/** Any state: each setting moved with a chance of a half. */
export function anyState(next: () => number): Values {
  const values = new Values();
  for (const p of parameters) {
    if (next() < 0.5) continue;
    if (p.kind === "choice") values.set(p.name, p.choices[Math.floor(next() * p.choices.length)] ?? "");
    else {
      const whole = p.kind === "integer" ? 1 : 100;
      values.set(p.name, Math.round((p.min + next() * (p.max - p.min)) * whole) / whole);
    }
  }
  return values;
}
