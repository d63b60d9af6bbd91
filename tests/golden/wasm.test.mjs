// The same pictures from WebAssembly: byte for byte those that the native core was accepted with.
// It runs the module that the page ships (www/pkg), so the optimizer is tested too.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { before, test } from "node:test";

const { PNG } = createRequire(new URL("../../www/package.json", import.meta.url))("pngjs");
const pkg = new URL("../../www/pkg/", import.meta.url);
const here = (name) => new URL(name, import.meta.url);
const cases = JSON.parse(readFileSync(here("cases.json"), "utf8"));

// The one thing of a browser that the core needs.
globalThis.ImageData ??= class ImageData {
  constructor(data, width, height) {
    Object.assign(this, { data, width, height });
  }
};

let core;
let table;
before(async () => {
  core = await import(new URL("smp_visualizer.js", pkg));
  core.initSync({ module: readFileSync(new URL("smp_visualizer_bg.wasm", pkg)) });
  table = JSON.parse(readFileSync(new URL("table.json", pkg), "utf8")).parameters;
});

for (const { name, size, settings } of cases) {
  test(`${name} is the native picture`, () => {
    const simulation = new core.Simulation();
    simulation.resize(...size);
    // The view first: it moves the camera, which a given angle then refines.
    const view = ([name]) => (name === "view" ? 0 : 1);
    for (const [key, value] of Object.entries(settings).sort((a, b) => view(a) - view(b))) {
      const index = table.findIndex((row) => row.name === key);
      simulation.set(index, typeof value === "string" ? table[index].choices.indexOf(value) : value);
    }
    while (simulation.step() !== undefined);
    const { data, width, height } = simulation.image();
    const expected = PNG.sync.read(readFileSync(here(`${name}.png`)));
    assert.deepEqual([width, height], [expected.width, expected.height]);
    const off = [];
    for (let i = 0; i < data.length; i += 4) {
      if ([0, 1, 2].some((c) => data[i + c] !== expected.data[i + c])) off.push(i / 4);
    }
    const [first] = off;
    assert.equal(
      off.length,
      0,
      `${off.length} pixels differ, the first at (${first % width}, ${Math.floor(first / width)})`,
    );
    simulation.free();
  });
}
