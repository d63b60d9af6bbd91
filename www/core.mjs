// The compiled core (www/pkg) in Node, and the parameter table that the page is built from.

import { readFile } from "node:fs/promises";

const pkg = (file) => new URL(`pkg/${file}`, import.meta.url);

/** Loads the compiled core; `wasm` are its bytes, by default those of www/pkg. */
export async function loadCore(wasm) {
  // The only browser API that the core needs.
  globalThis.ImageData ??= class {
    constructor(data, width, height) {
      Object.assign(this, { data, width, height });
    }
  };
  const core = await import(pkg("smp_visualizer.js"));
  await core.default({ module_or_path: wasm ?? (await readFile(pkg("smp_visualizer_bg.wasm"))) });
  return core;
}

/** The parameter table, the cameras of the named views, and how much hair grows in a day, mm; see table.mjs. */
export const readTable = async () => JSON.parse(await readFile(pkg("table.json"), "utf8"));

/** The middle pixel of a forehead of each Monk tone: the swatches have the color of the drawn skin. */
export function drawSkins(core, parameters) {
  const simulation = new core.Simulation();
  const place = (name) => parameters.findIndex((p) => p.name === name);
  simulation.resize(48, 48);
  for (const [name, value] of [
    ["norwood", 7],
    ["density", 0],
    ["yaw", 0],
    ["pitch", 30],
    ["zoom", 3],
  ])
    simulation.set(place(name), value);
  const { min, max } = parameters[place("skin")];
  const skins = Array.from({ length: max - min + 1 }, (_, i) => {
    simulation.set(place("skin"), min + i);
    while (simulation.step() !== undefined);
    const { data } = simulation.image();
    const middle = (24 * 48 + 24) * 4;
    return `#${Buffer.from(data.slice(middle, middle + 3)).toString("hex")}`;
  });
  simulation.free();
  return skins;
}
