// What goes along with a value that a hand moves.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withLinkedSettings } from "./linked-settings";
import type { Value } from "./table";
import { Values } from "./values";

/** A state that a hand moves, and what each move has changed. */
function moved(...moves: readonly (readonly [string, Value])[]): { values: Values; changed: string[] } {
  const values = new Values();
  const changed: string[] = [];
  const move = withLinkedSettings(
    (name, value) => void changed.push(...values.set(name, value)),
    (name) => values.get(name),
  );
  for (const [name, value] of moves) move(name, value);
  return { values, changed };
}
const changedBy = (...moves: readonly (readonly [string, Value])[]) => moved(...moves).values.nonDefault();

const WOMAN = {
  build: "feminine",
  pattern: "ludwig",
  "hair-length": 240,
  "hair-style": "middle-parting",
  zone: "between-hairs",
};

test("a woman’s head comes with what a woman looks for, and each change is told once", () => {
  const { values, changed } = moved(["build", "feminine"]);
  assert.deepEqual(values.nonDefault(), WOMAN);
  assert.deepEqual([...changed].sort(), Object.keys(WOMAN).sort());
  assert.deepEqual(changedBy(["build", "feminine"], ["build", "masculine"]), {}, "and a man’s with what a man does");
  assert.deepEqual(moved(["build", "masculine"]).changed, [], "what is there already brings nothing");
});

test("what somebody has chosen stays", () => {
  assert.deepEqual(changedBy(["pattern", "areata"], ["build", "feminine"]), { ...WOMAN, pattern: "areata" });
  assert.deepEqual(
    changedBy(["build", "feminine"], ["hair-style", "tied"], ["hair-length", 90], ["build", "masculine"]),
    {
      "hair-style": "tied",
      "hair-length": 90,
      zone: "between-hairs",
    },
  );
});

test("hair that grows over the scalp takes the dots between the hairs, and cut it gives them back", () => {
  assert.deepEqual(changedBy(["hair-length", 20]), { "hair-length": 20 });
  assert.deepEqual(changedBy(["hair-length", 20.05]), { "hair-length": 20.05, zone: "between-hairs" });
  assert.deepEqual(changedBy(["hair-length", 300], ["hair-length", 0]), { "hair-length": 0 });
  assert.deepEqual(changedBy(["zone", "crown"], ["hair-length", 300], ["hair-length", 3]), {
    "hair-length": 3,
    zone: "crown",
  });
  assert.deepEqual(changedBy(["hair-length", 30], ["zone", "full"], ["hair-length", 60]), { "hair-length": 60 });
});
