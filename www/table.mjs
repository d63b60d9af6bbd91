// Writes the parameter table beside the compiled cores (www/pkg/table.json): what the page is built from. The larger
// core tells it as it is compiled; what optimize.mjs makes of it no longer does, and the one that an element starts
// with has no words.

import { readFile, writeFile } from "node:fs/promises";

const pkg = (file) => new URL(`pkg/${file}`, import.meta.url);

const core = await import(pkg("smp_visualizer.js"));
await core.default({ module_or_path: await readFile(pkg("smp_visualizer_bg.wasm")) });

const parameters = core.parameterTable();
const place = (name) => parameters.findIndex((p) => p.name === name);
const simulation = new core.Simulation();
// The cameras of the named views.
const views = parameters[place("view")].choices.map((_, i) => {
  simulation.set(place("view"), i);
  return Object.fromEntries(["yaw", "pitch", "zoom"].map((name) => [name, simulation.get(place(name))]));
});
// `even` is the printed table's key, empty for a linear scale.
const rows = parameters.map(({ even, ...p }) => (even.length > 0 ? { ...p, knots: even } : p));
// How much hair grows in a day, mm: a decimal that single precision has made longer.
const growth = Number(core.hairGrowth().toPrecision(4));
await writeFile(pkg("table.json"), JSON.stringify({ parameters: rows, views, growth }));
