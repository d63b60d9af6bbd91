// A photograph in another crop: handles, outline and view go along, and in a mirror left is right. The brush's list:
// every stroke can be undone and done again, and goes along.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Given, Kept } from "./decode";
import { wholeOf } from "./frame";
import { pairs, placesOf, recrop, type Shot, Strokes, triples } from "./shot";

const shot = (): Shot => ({
  kept: {} as Kept,
  given: {} as Given,
  crop: wholeOf({ width: 1000, height: 800 }),
  view: 1,
  handles: new Map([
    [0, [600, 300]],
    [2, [500, 400]],
    [5, [400, 350]],
  ]),
  moved: new Set([0]),
  pins: [[300, 100], undefined, [700, 120]],
  strokes: new Strokes(),
  stubble: false,
  fit: undefined,
});

test("a mirror swaps sides of places, of kinds and of the view, and twice is once", () => {
  const one = shot();
  one.strokes.begin({ radius: 9, sign: -1, path: [[100, 50]] });
  recrop(one, { ...one.crop, mirrored: true });
  assert.deepEqual([...triples(one)], [1, 400, 300, 2, 500, 400, 4, 600, 350]);
  assert.deepEqual([...pairs(one)], [300, 120, 700, 100]);
  assert.deepEqual([one.view, [...one.moved]], [2, [1]]);
  assert.deepEqual([...one.strokes.quadruples()], [900, 50, 9, -1]);
  recrop(one, { ...one.crop, mirrored: false });
  assert.deepEqual([[...triples(one)], one.view], [[...triples(shot())], 1]);
});

test("a closer crop at twice the scale doubles distances and radii", () => {
  const one = shot();
  one.strokes.begin({ radius: 9, sign: 1, path: [[600, 300]] });
  one.crop = { ...one.crop, scale: 0.5 };
  recrop(one, { x: 200, y: 100, width: 500, height: 400, scale: 1, mirrored: false });
  // A place at (600, 300) of the half was (1200, 600) of the whole, and so (1000, 500) of the new one.
  assert.deepEqual([...triples(one)].slice(0, 3), [0, 1000, 500]);
  assert.deepEqual([...one.strokes.quadruples()], [1000, 500, 18, 1]);
});

test("a line is pairs of places", () =>
  assert.deepEqual(placesOf([1, 2, 3, 4]), [
    [1, 2],
    [3, 4],
  ]));

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
    gaps.every((gap) => gap <= 2 + 1e-5),
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
