// Crops and their affine map: sizes within the limits, places there and back, a closer look where it is worth it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Crop, closerCrop, MOST_GIVEN, type Place, placeIn, placeOf, sizeOf, wholeOf } from "./frame";

const near = (a: Place, b: Place, what: string) =>
  assert.ok(Math.hypot(a[0] - b[0], a[1] - b[1]) < 1e-9, `${what}: ${a} and ${b}`);

test("what the core is given is within its limits and keeps its shape", () => {
  for (const [width, height] of [
    [2309, 1732],
    [1000, 1000],
    [400, 300],
    [4000, 160],
  ] as const) {
    const size = sizeOf(wholeOf({ width, height }));
    assert.ok(size.width * size.height <= MOST_GIVEN && size.width <= 4096, `${size.width} × ${size.height}`);
    assert.ok(Math.abs(size.width / size.height - width / height) < (0.02 * width) / height);
    assert.ok(size.width <= width, "never enlarged");
  }
});

test("a place goes there and back, mirrored too, and corners lie on corners", () => {
  const crop: Crop = { x: 300, y: 200, width: 900, height: 1200, scale: 0.7, mirrored: false };
  const { width, height } = sizeOf(crop);
  near(placeIn(crop, [300, 200]), [0, 0], "top left");
  near(placeIn(crop, [1200, 1400]), [width, height], "bottom right");
  near(placeIn({ ...crop, mirrored: true }, [300, 200]), [width, 0], "the left is the right in a mirror");
  for (const mirrored of [false, true])
    for (const place of [
      [311, 222],
      [1000, 777.5],
    ] as const)
      near(placeOf({ ...crop, mirrored }, placeIn({ ...crop, mirrored }, place)), place, `mirrored ${mirrored}`);
});

test("a small head is looked at anew, with room around it, inside the photograph", () => {
  const kept = { width: 2309, height: 1732 };
  const whole = wholeOf(kept);
  const of = (places: readonly Place[]) =>
    closerCrop(
      kept,
      whole,
      places.map((place) => placeIn(whole, place)),
    );
  const closer = of([
    [1000, 300],
    [1400, 800],
  ]);
  assert.ok(closer);
  // Three tenths of 500 px on every side, to whole px.
  const sides = [closer.x, closer.y, closer.width, closer.height];
  for (const [i, side] of [850, 150, 700, 800].entries()) assert.ok(Math.abs(sides[i]! - side) <= 1, `${sides}`);
  assert.equal(closer.scale, 1, "as fine as it was kept");
  const cornered = of([
    [0, 0],
    [500, 600],
  ]);
  assert.deepEqual([cornered?.x, cornered?.y], [0, 0], "not beyond its edge");
  assert.equal(
    of([
      [200, 100],
      [1900, 1600],
    ]),
    undefined,
    "a head that fills it stays",
  );
  const small = { width: 800, height: 600 };
  const whole800 = closerCrop(small, wholeOf(small), [
    [300, 200],
    [500, 400],
  ]);
  assert.deepEqual([whole800?.x, whole800?.width, whole800?.scale], [240, 320, 1], "nothing finer has been kept");
});
