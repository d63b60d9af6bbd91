// The same fits from WebAssembly: number for number those that the native core was accepted with.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";

const pkg = new URL("../../www/pkg/", import.meta.url);
const cases = JSON.parse(readFileSync(new URL("fits.json", import.meta.url), "utf8"));
const [width, height] = [300, 400];

/** A light ellipse before a dark backdrop, in whole numbers; the same in `fits.rs`. */
function picture() {
  const bytes = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const [dx, dy] = [(x - 150) * 105, (y - 200) * 64];
    const color = dx * dx + dy * dy < 6720 * 6720 ? [200, 160, 140] : [90, 95, 100];
    bytes.set([...color.map((v) => v + ((x * 7 + y * 13) % 5)), 255], i * 4);
  }
  return bytes;
}

let simulation;
before(async () => {
  const core = await import(new URL("smp_visualizer.js", pkg));
  core.initSync({ module: readFileSync(new URL("photograph.wasm", pkg)) });
  simulation = new core.Simulation();
  assert.ok(simulation.openPhotograph(picture(), width, height, width / 2, height / 2, 0));
});

for (const { name, view, handles, pins, snap, fit } of cases) {
  test(`${name} is the native fit`, () => {
    const found = simulation.fitPhotograph(view, new Float64Array(handles), new Float64Array(pins), snap);
    assert.deepEqual(found, fit);
  });
}
