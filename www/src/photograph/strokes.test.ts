// The brush's list: every stroke can be undone and done again, and goes along with another crop.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Strokes } from "./strokes";

const marks = (strokes: Strokes) => [...strokes.quadruples()];

test("forty strokes are undone one by one and done again, until a new one is made", () => {
  const strokes = new Strokes();
  for (let i = 0; i < 40; i++) strokes.begin({ radius: 5, sign: -1, path: [[i, 0]] });
  const all = marks(strokes);
  assert.equal(all.length, 160);
  for (let i = 0; i < 40; i++) strokes.undo();
  assert.deepEqual([marks(strokes), strokes.canUndo, strokes.canRedo], [[], false, true]);
  strokes.undo();
  for (let i = 0; i < 40; i++) strokes.redo();
  assert.deepEqual(marks(strokes), all);
  strokes.undo();
  strokes.begin({ radius: 3, sign: 1, path: [[1, 2]] });
  assert.deepEqual([marks(strokes).slice(-4), strokes.canRedo], [[1, 2, 3, 1], false]);
});

test("a fast hand leaves no gaps", () => {
  const strokes = new Strokes();
  strokes.begin({ radius: 4, sign: -1, path: [[0, 0]] });
  strokes.extend([30, 40]);
  const xs = marks(strokes).filter((_, i) => i % 4 === 0);
  const gaps = xs.slice(1).map((x, i) => ((x - xs[i]!) * 50) / 30);
  assert.equal(xs.at(-1), 30);
  assert.ok(
    gaps.every((gap) => gap <= 2 + 1e-9),
    `${gaps}`,
  );
});

test("another crop moves what is done and what is undone", () => {
  const strokes = new Strokes();
  strokes.begin({ radius: 2, sign: -1, path: [[1, 1]] });
  strokes.begin({ radius: 2, sign: 1, path: [[5, 6]] });
  strokes.undo();
  strokes.map(([x, y]) => [10 - 2 * x, 2 * y], 2);
  strokes.redo();
  assert.deepEqual(marks(strokes), [8, 2, 4, -1, 0, 12, 4, 1]);
});
