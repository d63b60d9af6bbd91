// Eight views before and after, for three skin tones and three stages of hair loss: one picture a stage to look at
// after every change of the look, and the two small ones that README shows. `make sheet` runs it.
//
// SMP_RENDER names the program that draws; ImageMagick lays the tiles out.

import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const out = `${root}target/sheet`;
mkdirSync(`${out}/tiles`, { recursive: true });

const VIEWS = ["three-quarter", "front", "left", "right", "top", "back", "crown", "hairline"];
const TONES = [2, 5, 9];
const STAGES = [["III", 3], ["V", 5], ["VII", 7]];
const SIDES = [["before", 100], ["after", 0]];
const MOST_BYTES = 150_000;

/** Draws one tile unless this run has drawn it already, and says where it is. */
const drawn = new Map();
function tile(view, skin, [stage, norwood], [side, compare], size) {
  const file = `${out}/tiles/${view}-${skin}-${stage}-${side}-${size}.png`;
  const flags = { view, skin, norwood, compare, size, out: file };
  if (!drawn.has(file)) drawn.set(file, Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]));
  return ["-label", `${view}, Monk ${skin}, ${stage} ${side}`, file];
}

/** Draws everything asked for, as many at a time as there are processors. */
async function draw() {
  const orders = [...drawn.values()];
  const worker = async () => {
    for (let order = orders.pop(); order; order = orders.pop()) await run(process.env.SMP_RENDER, order);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

/** Lays tiles out in rows, each `size` px or as large as it is. */
const montage = (tiles, columns, file, size = "", ...options) =>
  run("montage", ["-font", "DejaVu-Sans", "-pointsize", "11", ...tiles, "-tile", `${columns}x`, "-geometry", `${size}+2+2`, ...options, file]);

const columns = TONES.flatMap((skin) => SIDES.map((side) => [skin, side]));
const sheets = STAGES.map((stage) => ({
  file: `${out}/norwood-${stage[0]}.png`,
  tiles: VIEWS.flatMap((view) => columns.flatMap(([skin, side]) => tile(view, skin, stage, side, 224))),
}));
// Without labels: what they show stands in README beside them. From the same tiles, made smaller.
const first = STAGES.flatMap((stage) => columns.map(([skin, side]) => tile("three-quarter", skin, stage, side, 200).at(-1)));
const all = STAGES.flatMap((stage) =>
  TONES.flatMap((skin) => VIEWS.flatMap((view) => SIDES.map((side) => tile(view, skin, stage, side, 224).at(-1)))),
);
const smalls = [
  { name: "sheet.jpg", tiles: first, columns: columns.length, size: 200, quality: 84 },
  { name: "views.jpg", tiles: all, columns: VIEWS.length * SIDES.length, size: 76, quality: 70 },
];

await draw();
for (const { file, tiles } of sheets) {
  await montage(tiles, columns.length, file);
  console.log(file);
}
for (const { name, tiles, columns, size, quality } of smalls) {
  const file = `${out}/${name}`;
  await montage(tiles, columns, file, `${size}x${size}`, "-quality", String(quality), "-strip");
  const bytes = statSync(file).size;
  if (bytes > MOST_BYTES) throw new Error(`${file}: ${bytes} bytes, ${MOST_BYTES} at most`);
  copyFileSync(file, fileURLToPath(new URL(name, import.meta.url)));
  console.log(`tests/sheet/${name}: ${bytes} bytes`);
}
