// Pictures to look at after every change of the look: eight views before and after for three skin tones and three
// stages of hair loss, every pattern, scar and hair before and after where it shows best, every hairline and style of
// hair, and what sessions, years, mistakes and a laser make of one treatment. Ten of them are kept small for README and docs.
// `make sheet` runs it.
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
const STAGES = [
  ["III", 3],
  ["V", 5],
  ["VII", 7],
];
const SIDES = [
  ["before", 100],
  ["after", 0],
];
const MOST_BYTES = 150_000;
/** Sheets named on the command line, as `years`; all where none is. */
const ONLY = process.argv.slice(2);
const wanted = ({ file, name = file }) => ONLY.length === 0 || ONLY.includes(name.split("/").at(-1).split(".")[0]);

/** Every case of the brief on the skin and from the side that show it best: what it is, and its settings. */
const FEMALE = { build: "feminine" };
const WORN = {
  ...FEMALE,
  pattern: "ludwig",
  "hair-length": 240,
  "hair-style": "middle-parting",
  zone: "between-hairs",
  density: 240,
  tone: 4.4,
};
const CASES = [
  ["Norwood II", { norwood: 2, skin: 3, view: "front", pitch: 30 }],
  ["Norwood III", { norwood: 3, skin: 3, view: "front", pitch: 34 }],
  ["Norwood IV", { norwood: 4, skin: 4, view: "top" }],
  ["Norwood V", { norwood: 5, skin: 5, view: "top" }],
  ["Norwood VI", { norwood: 6, skin: 2, view: "three-quarter", pitch: 30 }],
  ["Norwood VII", { norwood: 7, skin: 6, view: "three-quarter", pitch: 30 }],
  ["IIIa", { norwood: 3, "norwood-type": "a", skin: 3, view: "front", pitch: 36 }],
  ["Va", { norwood: 5, "norwood-type": "a", skin: 5, view: "top" }],
  ["III vertex", { norwood: 3, "norwood-type": "vertex", skin: 3, view: "back", pitch: 50 }],
  ["Ludwig I", { ...WORN, ludwig: 1, "hair-color": "brown", skin: 3, view: "top" }],
  ["Ludwig II", { ...WORN, ludwig: 2, skin: 4, view: "top" }],
  ["Ludwig III", { ...WORN, ludwig: 3, "hair-color": "light-brown", skin: 2, view: "front", pitch: 40 }],
  ["diffuse", { pattern: "diffuse", extent: 80, skin: 3, view: "top" }],
  ["areata, some", { pattern: "areata", extent: 20, skin: 3, view: "back", pitch: 40 }],
  ["areata, many", { pattern: "areata", extent: 60, skin: 5, view: "three-quarter", pitch: 36 }],
  ["ophiasis", { pattern: "ophiasis", extent: 70, skin: 3, view: "back", pitch: 6 }],
  ["totalis", { pattern: "totalis", skin: 4, view: "three-quarter" }],
  ["universalis", { ...FEMALE, pattern: "universalis", "temple-recession": 0.1, skin: 2, view: "three-quarter" }],
  [
    "traction",
    {
      ...FEMALE,
      pattern: "traction",
      extent: 80,
      "hair-length": 280,
      "hair-style": "tied",
      skin: 6,
      view: "three-quarter",
      yaw: 60,
    },
  ],
  ["patchy", { ...FEMALE, pattern: "patchy", extent: 60, skin: 3, view: "three-quarter", pitch: 40 }],
  ["scarring patches", { pattern: "scarring", extent: 15, skin: 5, view: "top", yaw: 150, pitch: 60 }],
  [
    "scarring, dark skin",
    { pattern: "scarring", extent: 35, "hair-color": "black", tone: 4, skin: 8, view: "crown", zoom: 1.4 },
  ],
  [
    "frontal band",
    { ...FEMALE, pattern: "frontal-band", extent: 45, "hair-length": 6, skin: 3, view: "three-quarter", pitch: 30 },
  ],
  ["strip scar", { norwood: 3, scar: "fut", "scar-size": 0.6, skin: 5, view: "back" }],
  ["punch scars", { norwood: 4, scar: "fue", "scar-size": 0.8, skin: 8, view: "back", zoom: 1.8 }],
  ["old plugs", { norwood: 6, scar: "plugs", skin: 3, view: "front", pitch: 40 }],
  ["stitched wound", { norwood: 2, scar: "trauma", "scar-size": 0.8, skin: 5, view: "left", pitch: 46 }],
  ["burn", { norwood: 2, scar: "burn", skin: 3, view: "left", pitch: 40 }],
  ["2,000 grafts", { norwood: 6, grafts: 2000, skin: 4, view: "front", pitch: 40 }],
  [
    "grafts, the day",
    { norwood: 6, grafts: 2000, "graft-months": 0, "hair-length": 3, skin: 4, view: "front", pitch: 40 },
  ],
  ["grafts, month 5", { norwood: 6, grafts: 2000, "graft-months": 5, skin: 4, view: "front", pitch: 40 }],
  [
    "grafts and dots",
    { norwood: 6, grafts: 3500, zone: "crown", "hair-length": 1, tone: 4.4, skin: 4, view: "back", pitch: 70 },
  ],
  ["white hair", { norwood: 4, "hair-color": "white", tone: 1, skin: 3, view: "three-quarter", pitch: 26 }],
  ["red hair", { norwood: 4, "hair-color": "red", tone: 2.2, skin: 1, view: "three-quarter", pitch: 26 }],
  ["10 mm beside SMP", { norwood: 6, "hair-length": 10, skin: 4, view: "three-quarter", pitch: 26 }],
  ["dark skin", { norwood: 5, "hair-color": "black", tone: 4, skin: 10, view: "three-quarter", pitch: 30 }],
];

/**
 * Every hairline, and what sessions, years and mistakes make of one treatment: rows of what one looks at, columns of
 * what happened.
 */
const HEAD = { norwood: 6, pitch: 34, zoom: 1.3 };
const NEAR = { norwood: 6, view: "hairline", pitch: 50, zoom: 4 };
const NEAREST = { norwood: 6, view: "hairline", pitch: 50, zoom: 9 };
const MONTHS = [0, 0.25, 1.5, 12, 36, 60, 96, 240];
const FRONT = { norwood: 6, view: "front", pitch: 21, zoom: 1.8 };
const TEMPLE = { norwood: 6, view: "three-quarter", pitch: 26, zoom: 1.7 };
const DARK = { skin: 8, tone: 4.4, "hair-color": "black" };
const CROWN = { norwood: 3, "norwood-type": "vertex", zone: "between-hairs", density: 240, tone: 4.4 };
const MAN = { norwood: 3, zone: "between-hairs", density: 240, tone: 4.4 };
/** Hair as it is worn, and the view that shows it. */
const STYLES = [
  ["crown, 4 cm", { ...CROWN, "hair-length": 40, view: "crown" }],
  ["cut, 3 cm", { ...MAN, "hair-length": 30, view: "three-quarter" }],
  ["forward, 6 cm", { ...MAN, "hair-length": 60, "hair-style": "forward", view: "front" }],
  ["back, 9 cm", { ...MAN, "hair-length": 90, "hair-style": "back", view: "left" }],
  [
    "side parting, 9 cm",
    { ...MAN, "hair-length": 90, "hair-style": "left-parting", "hair-color": "gray", view: "three-quarter" },
  ],
  ["middle parting, 24 cm", { ...WORN, view: "top" }],
  [
    "tied, 28 cm",
    { ...FEMALE, pattern: "traction", extent: 60, "hair-length": 280, "hair-style": "tied", view: "left" },
  ],
  ["curly, 20 cm", { ...WORN, "hair-length": 200, "hair-texture": "curly", view: "three-quarter" }],
  [
    "coiled, 5 cm",
    {
      ...MAN,
      pattern: "diffuse",
      extent: 60,
      "hair-length": 50,
      "hair-texture": "coiled",
      "hair-color": "black",
      view: "three-quarter",
    },
  ],
];
const LIGHTS = ["studio", "daylight", "bathroom", "flash", "shop"];
const HAIRLINES = ["natural", "receded", "broken", "defined", "straight", "rounded", "peak"];
const STORIES = [
  {
    name: "styles",
    rows: TONES.flatMap((skin) => SIDES.map(([side, compare]) => [`Monk ${skin} ${side}`, { skin, compare }])),
    columns: STYLES,
    size: 118,
  },
  {
    name: "lights",
    rows: [...TONES.map((skin) => [`Monk ${skin}`, { skin }]), ["Monk 5, oily", { skin: 5, shine: 1 }]].flatMap(
      ([words, look]) => SIDES.map(([side, compare]) => [`${words} ${side}`, { norwood: 5, ...look, compare }]),
    ),
    columns: LIGHTS.map((light) => [light, { light }]),
    size: 118,
  },
  {
    name: "woman",
    rows: SIDES.map(([side, compare]) => [side, { compare }]),
    columns: VIEWS.map((view) => [view, { ...WORN, skin: 4, view }]),
    size: 150,
  },
  {
    name: "hairlines",
    rows: [
      ["light front", { ...FRONT, skin: 3 }],
      ["light temple", { ...TEMPLE, skin: 3 }],
      ["dark front", { ...FRONT, ...DARK }],
      ["dark temple", { ...TEMPLE, ...DARK }],
    ],
    columns: HAIRLINES.map((hairline) => [hairline, { hairline }]),
    size: 150,
  },
  {
    name: "sessions",
    rows: [
      ["head", { ...HEAD, skin: 3 }],
      ["near", { ...NEAR, skin: 3 }],
    ],
    columns: [0, 1, 2, 3, 4].map((sessions) => [`${sessions} sessions`, { sessions }]),
    size: 200,
  },
  {
    name: "years",
    rows: TONES.map((skin) => [`Monk ${skin}`, { ...HEAD, skin, ...(skin > 7 && { "hair-color": "black", tone: 4 }) }]),
    columns: MONTHS.map((months) => [`${months} months`, { months }]),
    size: 150,
  },
  {
    name: "later",
    rows: TONES.flatMap((skin) =>
      ["three-quarter", "top"].map((view) => [
        `Monk ${skin} ${view}`,
        { skin, view, norwood: 3, ...(skin > 7 && { "hair-color": "black", tone: 4.4 }) },
      ]),
    ),
    columns: ["III", "IV", "V", "VI", "VII"].map((stage, i) => [`at ${stage}`, { "later-norwood": 3 + i }]),
    size: 150,
  },
  {
    name: "mistakes",
    rows: [
      ["head", { ...HEAD, skin: 3 }],
      ["near", { ...NEAR, skin: 3 }],
      ["nearest", { ...NEAREST, skin: 3 }],
    ],
    columns: [
      ["well done", {}],
      ["too deep", { depth: 0.95 }],
      ["too shallow", { depth: 0.1 }],
      ["sunburnt", { "skin-state": "sunburnt" }],
      ["too dense", { density: 300, "dot-diameter": 0.55 }],
      ["too wide", { density: 80, "dot-diameter": 1.75 }],
    ],
    size: 200,
  },
  {
    name: "laser",
    rows: TONES.flatMap((skin) => {
      const dark = skin > 7 && { "hair-color": "black", tone: 4 };
      return [
        [`Monk ${skin}`, { ...HEAD, skin, ...dark }],
        [`Monk ${skin}, near`, { ...NEAR, skin, ...dark }],
      ];
    }),
    columns: [
      ["none", {}],
      ["just after the first", { laser: 1, "laser-days": 0 }],
      ["a day after", { laser: 1, "laser-days": 1 }],
      ...[1, 2, 3, 5, 8].map((laser) => [`${laser} sessions`, { laser }]),
    ],
    size: 136,
  },
];

/** Draws one tile unless this run has drawn it already, and says where it is. */
const drawn = new Map();
function tile(name, settings, [side, compare], size) {
  const file = `${out}/tiles/${name.replaceAll(/[ ,]+/g, "-")}-${side}-${size}.png`;
  const flags = { compare, ...settings, size, out: file };
  if (!drawn.has(file))
    drawn.set(
      file,
      Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)]),
    );
  return ["-label", `${name} ${side}`, file];
}
const staged = (view, skin, [words, norwood], side, size) =>
  tile(`${view}, Monk ${skin}, ${words}`, { view, skin, norwood }, side, size);

/** Draws what the sheets to be made show, as many at a time as there are processors. */
async function draw() {
  const shown = new Set([...sheets, ...smalls].filter(wanted).flatMap(({ tiles }) => tiles));
  const orders = [...drawn].filter(([file]) => shown.has(file)).map(([, order]) => order);
  const worker = async () => {
    for (let order = orders.pop(); order; order = orders.pop()) await run(process.env.SMP_RENDER, order);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

/** Lays tiles out in rows, each `size` px or as large as it is. */
const montage = (tiles, columns, file, size = "", ...options) =>
  run("montage", [
    "-font",
    "DejaVu-Sans",
    "-pointsize",
    "11",
    ...tiles,
    "-tile",
    `${columns}x`,
    "-geometry",
    `${size}+2+2`,
    ...options,
    file,
  ]);
/** Both sides of a case, named once. */
const pair = ([name, settings], size) => {
  const [before, after] = SIDES.map((side) => tile(name, settings, side, size).at(-1));
  return ["-label", name, before, "-label", " ", after];
};

const columns = TONES.flatMap((skin) => SIDES.map((side) => [skin, side]));
const sheets = STAGES.map((stage) => ({
  file: `${out}/norwood-${stage[0]}.png`,
  columns: columns.length,
  tiles: VIEWS.flatMap((view) => columns.flatMap(([skin, side]) => staged(view, skin, stage, side, 224))),
}));
const story = ({ rows, columns }) =>
  rows.flatMap(([row, look]) =>
    columns.flatMap(([column, happened]) => tile(`${row}, ${column}`, { ...look, ...happened }, SIDES[1], 400)),
  );
sheets.push(
  ...STORIES.map((entry) => ({ file: `${out}/${entry.name}.png`, columns: entry.columns.length, tiles: story(entry) })),
);
sheets.push({ file: `${out}/cases.png`, columns: 6, tiles: CASES.flatMap((entry) => pair(entry, 400)) });
// Without labels: what they show stands in docs/cases.md beside them. From the same tiles, made smaller.
const first = STAGES.flatMap((stage) =>
  columns.map(([skin, side]) => staged("three-quarter", skin, stage, side, 200).at(-1)),
);
const all = STAGES.flatMap((stage) =>
  TONES.flatMap((skin) => VIEWS.flatMap((view) => SIDES.map((side) => staged(view, skin, stage, side, 224).at(-1)))),
);
const smalls = [
  { name: "sheet.jpg", tiles: first, columns: columns.length, size: 200, quality: 84 },
  { name: "views.jpg", tiles: all, columns: VIEWS.length * SIDES.length, size: 76, quality: 70 },
  { name: "cases.jpg", tiles: CASES.flatMap((entry) => pair(entry, 400)), columns: 12, size: 108, quality: 71 },
];
for (const entry of STORIES) {
  const tiles = story(entry).filter((_, i) => i % 3 === 2);
  smalls.push({ name: `${entry.name}.jpg`, tiles, columns: entry.columns.length, size: entry.size, quality: 78 });
}

await draw();
for (const { file, tiles, columns } of sheets.filter(wanted)) {
  await montage(tiles, columns, file);
  console.log(file);
}
for (const { name, tiles, columns, size, quality } of smalls.filter(wanted)) {
  const file = `${out}/${name}`;
  await montage(tiles, columns, file, `${size}x${size}`, "-quality", String(quality), "-strip");
  const bytes = statSync(file).size;
  if (bytes > MOST_BYTES) throw new Error(`${file}: ${bytes} bytes, ${MOST_BYTES} at most`);
  copyFileSync(file, fileURLToPath(new URL(name, import.meta.url)));
  console.log(`tests/sheet/${name}: ${bytes} bytes`);
}
