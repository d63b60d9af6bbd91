// What goes along with a value that a hand moves: a woman's head comes with a woman's hair, and under long hair dots
// are placed between hairs. What a page, a link or a code sets stays alone.

import type { Value } from "./table";

interface Companions {
  /** A value falls on one side or another. */
  readonly side: (value: Value) => number;
  /** What each other setting is on either side. */
  readonly sets: Readonly<Record<string, readonly [Value, Value]>>;
}

/** Longer hair lies over the scalp instead of standing on it, mm; a choice. */
const LONG = 20;

const COMPANIONS: Readonly<Record<string, Companions>> = {
  build: {
    side: (build) => Number(build === "feminine"),
    sets: { pattern: ["norwood", "ludwig"], "hair-length": [0.5, 240], "hair-style": ["cut", "middle-parting"] },
  },
  "hair-length": { side: (length) => Number(Number(length) > LONG), sets: { zone: ["full", "between-hairs"] } },
};

type Move = (name: string, value: Value) => void;

/**
 * A hand that moves a setting moves its companions too, and theirs, as soon as it comes to the other side. One that is
 * not what it is on the side left was chosen by somebody: it stays.
 */
export function accompanied(move: Move, value: (name: string) => Value): Move {
  return function moved(name, given) {
    const { side = () => 0, sets = {} } = COMPANIONS[name] ?? {};
    const from = side(value(name));
    move(name, given);
    const to = side(value(name));
    if (from === to) return;
    for (const [other, sides] of Object.entries(sets)) if (value(other) === sides[from]) moved(other, sides[to]!);
  };
}
