// The way of a demonstration: slowly, three times there and back, and home.

import assert from "node:assert/strict";
import { test } from "node:test";
import { positionAfter } from "./demo";

const ENDS = [15, 85] as const;
const FRAME_MS = 20;

/** All places of the way, a frame apart. */
function way(start: number, ends: readonly [number, number]): number[] {
  const places: number[] = [];
  for (let ms = 0; places.length < 10_000; ms += FRAME_MS) {
    const at = positionAfter(ms, start, ends);
    if (at === undefined) return places;
    places.push(at);
  }
  return assert.fail("it never ends");
}

for (const start of [0, 15, 30, 50, 85, 100])
  test(`from ${start} it goes there and back three times, slowly, and ends where it began`, () => {
    const places = way(start, ENDS);
    assert.equal(places[0], start);
    assert.ok(Math.abs(places.at(-1)! - start) < 0.5, `${places.at(-1)}`);
    for (const [i, at] of places.entries()) {
      const before = places[Math.max(0, i - 1)]!;
      // One percent of the range a frame is across in two seconds.
      assert.ok(Math.abs(at - before) < 1, `${before} to ${at} in a frame`);
      assert.ok(at >= Math.min(start, ENDS[0]) && at <= Math.max(start, ENDS[1]), `${at}`);
    }
    const highs = places.filter((at, i) => at > 84 && places[i - 1]! < at && (places[i + 1] ?? 0) <= at).length;
    assert.ok(highs <= 4, `${highs} times at the far end`);
    const ms = places.length * FRAME_MS;
    assert.ok(ms > 15_000 && ms < 30_000, `${ms} ms`);
  });

test("a short scale takes as long as a wide one", () => {
  const [short, wide] = [way(1, [1.3, 4.7]), way(100, [115, 285])];
  assert.ok(Math.abs(short.length - wide.length) < 30, `${short.length}, ${wide.length} frames`);
});
