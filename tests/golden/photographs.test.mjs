// The same treatments of photographs from WebAssembly: byte for byte what the native core took from them (`photographs.rs`).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { before, test } from "node:test";

const { PNG } = createRequire(new URL("../../www/package.json", import.meta.url))("pngjs");
const pkg = new URL("../../www/pkg/", import.meta.url);
const here = (name) => new URL(name, import.meta.url);
const cases = JSON.parse(readFileSync(here("photographs.json"), "utf8"));

// The one thing of a browser that the core needs.
globalThis.ImageData ??= class ImageData {
  constructor(data, width, height) {
    Object.assign(this, { data, width, height });
  }
};

/** Bits of a place; the same in `photographs.rs`. */
function mixed(x, y) {
  let bits = Math.imul(x + 1, 0x9e3779b1) ^ Math.imul(y + 1, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
  return bits ^ (bits >>> 15);
}

/** A picture as a camera has it: blurred by 1 2 1 both ways, and with grain; the same in `photographs.rs`. */
function photographed(bytes, width, height) {
  const photograph = new Uint8Array(bytes.length).fill(255);
  const beside = (at, n) => [Math.max(at - 1, 0), at, at, Math.min(at + 1, n - 1)];
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const bits = mixed(x, y);
    for (let c = 0; c < 3; c++) {
      let sum = 0;
      for (const row of beside(y, height))
        for (const column of beside(x, width)) sum += bytes[(row * width + column) * 4 + c];
      const grain = ((bits >>> (8 * c)) & 3) + ((bits >>> (8 * c + 2)) & 3);
      photograph[4 * i + c] = Math.min(Math.max(Math.ceil(sum / 16) + grain - 3, 0), 255);
    }
  }
  return photograph;
}

let core;
let table;
before(async () => {
  core = await import(new URL("smp_visualizer.js", pkg));
  core.initSync({ module: readFileSync(new URL("photograph.wasm", pkg)) });
  table = JSON.parse(readFileSync(new URL("table.json", pkg), "utf8")).parameters;
});

/** Sets what a case says, and draws until the picture is at rest. */
function change(simulation, settings) {
  // The view first: it moves the camera, which a given angle then refines.
  const view = ([name]) => (name === "view" ? 0 : 1);
  for (const [key, value] of Object.entries(settings).sort((a, b) => view(a) - view(b))) {
    const index = table.findIndex((row) => row.name === key);
    simulation.set(index, typeof value === "string" ? table[index].choices.indexOf(value) : value);
  }
  while (simulation.step() !== undefined);
}

for (const { name, size, scene, view, handles, pins, coded, strokes, settings, "adds-stubble": adds } of cases) {
  test(`${name} is the native picture`, () => {
    const [width, height] = size;
    const simulation = new core.Simulation();
    simulation.resize(width, height);
    change(simulation, { ...scene, compare: 100 });
    const photograph = photographed(simulation.image().data, width, height);
    change(simulation, { compare: 0 });
    assert.ok(simulation.openPhotograph(photograph, width, height, width / 2, height / 2, 0));
    simulation.addStubble(adds);
    simulation.photographStrokes(new Float32Array(strokes));
    const fit = simulation.fitPhotograph(view, new Float64Array(handles), new Float64Array(pins), true);
    assert.equal(fit.problem, "");
    if (coded) assert.ok(simulation.setFitCode(simulation.fitCode()));
    change(simulation, settings);
    const { data } = simulation.image();
    const expected = PNG.sync.read(readFileSync(here(`${name}.png`)));
    assert.deepEqual([width, height], [expected.width, expected.height]);
    const left = (i) => (255 - photograph[i] + data[i]) & 255;
    const off = [];
    for (let i = 0; i < data.length; i += 4) {
      if ([0, 1, 2].some((c) => left(i + c) !== expected.data[i + c])) off.push(i / 4);
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

test("photographs opened and forgotten one after the other take no more memory than the first", async () => {
  // A core of its own: what the others left free would do.
  const fresh = await import(new URL("smp_visualizer.js?memory", pkg));
  const { memory } = fresh.initSync({ module: readFileSync(new URL("photograph.wasm", pkg)) });
  const [side, studio] = [1024, 700];
  const handles = [0, 667.7, 531.2, 1, 356.3, 531.2, 2, 512, 688.2, 3, 512, 865.3, 4, 757.3, 353.7, 5, 266.7, 353.7];
  const photograph = new Uint8Array(side * side * 4).fill(150);
  const simulation = new fresh.Simulation();
  simulation.resize(studio, studio);
  change(simulation, { norwood: 7 });
  const before = memory.buffer.byteLength;
  const visit = () => {
    assert.ok(simulation.openPhotograph(photograph, side, side, side / 2, side / 2, 0));
    assert.equal(simulation.fitPhotograph(0, new Float64Array(handles), new Float64Array(), true).problem, "");
    change(simulation, {});
    simulation.forgetPhotograph();
    change(simulation, {});
    return memory.buffer.byteLength;
  };
  const first = visit();
  const later = [visit(), visit(), visit(), visit()];
  const mebibytes = [before, first, ...later].map((bytes) => (bytes / 2 ** 20).toFixed(1)).join(", ");
  assert.ok(first - before <= 64 * 2 ** 20 && later.at(-1) - first <= 2 * 2 ** 20, `${mebibytes} MiB`);
  simulation.free();
});
