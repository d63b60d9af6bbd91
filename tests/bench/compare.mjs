// Two compiled cores against each other in one run, taking turns, so that the machine's mood is the same for both: what
// a change of the core costs. Processor time, medians.
//   node tests/bench/compare.mjs <folder of the old core> <folder of the new core> [rounds]
// Each folder is a `www/pkg`.

import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [before, after, rounds = "40"] = process.argv.slice(2);
if (!after) {
  console.error("compare.mjs: name two folders, each with smp_visualizer.js and smp_visualizer_bg.wasm");
  process.exit(2);
}

/** Sides of a picture at rest, and of one while a hand turns the head, px. */
const SIDE = 1024;
const MOVING_SIDE = 400;
/** The most dots a head takes; and the longest hair. */
const FULLEST = { norwood: 7, "hairline-height": 5.5, density: 300 };
const WORN = { norwood: 2, "hair-length": 240 };
/** Rounds that nothing is measured in, until the compiler has seen all of it. */
const WARM = 3;
/** Starts are slow: so many of them. */
const STARTS = 5;

class Core {
  static async load(folder) {
    globalThis.ImageData ??= class {
      constructor(data, width, height) {
        Object.assign(this, { data, width, height });
      }
    };
    const glue = await import(pathToFileURL(join(resolve(folder), "smp_visualizer.js")));
    await glue.default({ module_or_path: await readFile(join(folder, "smp_visualizer_bg.wasm")) });
    return new Core(glue, JSON.parse(await readFile(join(folder, "table.json"), "utf8")).parameters);
  }
  constructor(glue, table) {
    this.glue = glue;
    this.places = new Map(table.map((row, place) => [row.name, place]));
    this.simulation = new glue.Simulation();
  }
  set(values) {
    for (const [name, value] of Object.entries(values)) this.simulation.set(this.places.get(name), value);
  }
  size(side) {
    this.simulation.resize(side, side);
  }
  /** To the first finished picture. */
  picture() {
    for (let step = this.simulation.step(); step !== undefined && step !== "compose"; step = this.simulation.step());
  }
  rest() {
    while (this.simulation.step() !== undefined);
  }
  /** As a page that is loaded anew has it. */
  start() {
    this.simulation.free();
    this.simulation = new this.glue.Simulation();
    this.size(SIDE);
    this.picture();
  }
}

/** What is measured: how a core is brought there, and one round of it. */
const FIGURES = {
  start: { prepare: () => {}, round: (core) => core.start(), rounds: STARTS },
  tone: { prepare: (core) => core.set(FULLEST), round: (core, i) => move(core, { tone: 2 + (i % 10) * 0.2 }) },
  density: { prepare: () => {}, round: (core, i) => move(core, { density: 300 - (i % 10) * 4 }) },
  norwood: { prepare: () => {}, round: (core, i) => move(core, { norwood: 7 - (i % 10) * 0.2 }) },
  light: { prepare: () => {}, round: (core, i) => move(core, { light: i % 5 }) },
  turn: {
    prepare: (core) => {
      core.set({ ...FULLEST, light: 0 });
      core.size(MOVING_SIDE);
    },
    round: (core, i) => move(core, { yaw: (i * 1.5) % 90 }),
  },
  settle: {
    prepare: () => {},
    before: (core, i) => {
      core.size(MOVING_SIDE);
      move(core, { yaw: (i * 1.5) % 90 });
    },
    round: (core) => {
      core.size(SIDE);
      core.picture();
    },
  },
  "hair, turn": {
    prepare: (core) => {
      core.set(WORN);
      core.size(MOVING_SIDE);
    },
    round: (core, i) => move(core, { yaw: (i * 1.5) % 90 }),
  },
  "hair, length": { prepare: () => {}, round: (core, i) => move(core, { "hair-length": 240 - (i % 10) * 6 }) },
};
function move(core, values) {
  core.set(values);
  core.picture();
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const cores = [await Core.load(before), await Core.load(after)];
console.log(`${"".padEnd(14)}   before     after   ratio   (processor ms)`);
for (const [name, { prepare, before: first, round, rounds: own }] of Object.entries(FIGURES)) {
  const spent = [[], []];
  for (const core of cores) {
    prepare(core);
    core.picture();
    core.rest();
  }
  for (let i = -WARM; i < (own ?? Number(rounds)); i++)
    // Each goes first in every second round.
    for (const which of i % 2 ? [0, 1] : [1, 0]) {
      const core = cores[which];
      first?.(core, i + WARM);
      const began = process.cpuUsage();
      round(core, i + WARM);
      const { user, system } = process.cpuUsage(began);
      if (i >= 0) spent[which].push((user + system) / 1000);
    }
  const [old, now] = spent.map(median);
  const ratio = median(spent[1].map((ms, i) => ms / spent[0][i]));
  console.log(
    `${name.padEnd(14)} ${old.toFixed(2).padStart(8)}  ${now.toFixed(2).padStart(8)}  ${ratio.toFixed(3).padStart(6)}`,
  );
}
