// Linked settings: values that change together with another one when a visitor changes it, such as the hair with the
// build of the head. Values set by a page, a link or a code have no such effect.

import type { Value } from "./table";

interface LinkedSettings {
  /** Which of the two cases a value belongs to: 0 or 1. */
  readonly side: (value: Value) => number;
  /** The values of the linked settings in either case. */
  readonly sets: Readonly<Record<string, readonly [Value, Value]>>;
}

/** Length from which dots are placed between hairs, mm; a choice: longer hair lies over the scalp. */
const BETWEEN_HAIRS_FROM_MM = 20;

const LINKED_SETTINGS: Readonly<Record<string, LinkedSettings>> = {
  build: {
    side: (build) => Number(build === "feminine"),
    sets: { pattern: ["norwood", "ludwig"], "hair-length": [0.5, 240], "hair-style": ["cut", "middle-parting"] },
  },
  "hair-length": {
    side: (length) => Number(Number(length) > BETWEEN_HAIRS_FROM_MM),
    sets: { zone: ["full", "between-hairs"] },
  },
};

type Move = (name: string, value: Value) => void;

/**
 * A visitor's change of a setting also changes its linked settings, and theirs, when it crosses to the other case. A
 * linked setting that differs from the value of the former case was chosen explicitly and stays.
 */
export function withLinkedSettings(move: Move, value: (name: string) => Value): Move {
  return function moveWithLinked(name, given) {
    const { side = () => 0, sets = {} } = LINKED_SETTINGS[name] ?? {};
    const from = side(value(name));
    move(name, given);
    const to = side(value(name));
    if (from === to) return;
    for (const [other, sides] of Object.entries(sets))
      if (value(other) === sides[from]) moveWithLinked(other, sides[to]!);
  };
}
