// What a visitor downloads, every file brotli-compressed, against its limits: what a page loads with the element's tag,
// all that an element loads once it is seen, the pictures and texts of our own page around it, and each page beside
// that.
//   node size.mjs <folder>

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const LIMITS = {
  loader: 8_900,
  element: 220_600,
  photograph: 12_000,
  photographCore: 224_200,
  clip: 14_000,
  desk: 12_000,
  page: 33_700,
  pressed: 10_300,
  rules: 2_800,
  frame: 2_000,
  developers: 12_000,
};
/** Loaded by no visitor of our page: what the developer reads, and what other programs do; a head's page has its own limit. */
const DEVELOPERS = /^developers\./;
const HEADS = /^(heads|oembed)\//;
const HEAD = 2_000;
/** The page to be framed, and what the page around it takes. */
const FRAME = /^(embed|smp-frame(-page)?)\./;
/** The element's own files; a visitor loads one language. */
const ELEMENT = /^(smp-visualizer[.-]|locales\/|poster\.)/;
/** What is fetched when a visitor opens a photograph. */
const PHOTOGRAPH = /^(smp-visualizer-photographs\.|photograph\/)/;
/**
 * What the element fetches when a visitor presses a button: to save, to print, to read an answer, to move the
 * hairline by hand.
 */
const PRESSED = /^(smp-visualizer-(keepsake|handles)\.|learn\/|sheet\/)/;
/** What is fetched where a host has set a price or a demonstration. */
const RULES = /^smp-visualizer-(price|demo)\./;
/** What is fetched when a visitor makes a clip. */
const CLIP = /^smp-visualizer-clips\./;
/** What is fetched with the press of one of a clinic's tools; the words are those of all of them. */
const DESK = /^(smp-visualizer-(designs|overlay|desk)\.|desk\/)/;
/** All English words again, for where the file of a language cannot be had. */
const SPARE = /^smp-visualizer-english\./;
/** What only browsers fetch that are too old for the rest. */
const OLD = /^smp-visualizer-unsupported\./;
/** Those that come with the tag. */
const LOADER = /^smp-visualizer((-chunk|-element)\.\w+)?\.js$/;
/** The same scripts as those with the plain names: a page has one of each. */
const TWIN = /^smp-(visualizer|frame)\.\w{10}\.js$/;

function partsOf(name) {
  if (TWIN.test(name) || SPARE.test(name)) return [];
  if (LOADER.test(name)) return ["loader", "element"];
  if (/^smp-visualizer-photograph[.-]/.test(name)) return ["photographCore"];
  if (OLD.test(name)) return [];
  if (PRESSED.test(name)) return ["pressed"];
  if (PHOTOGRAPH.test(name)) return ["photograph"];
  if (RULES.test(name)) return ["rules"];
  if (CLIP.test(name)) return ["clip"];
  if (DESK.test(name)) return ["desk"];
  if (ELEMENT.test(name)) return ["element"];
  if (HEADS.test(name)) return ["heads"];
  if (FRAME.test(name)) return ["frame"];
  if (name === "custom-elements.json") return [];
  return [DEVELOPERS.test(name) ? "developers" : "page"];
}

/** Every file a visitor may load: name, bytes, bytes packed, and whether the element or the page loads it. */
export function sizes(folder) {
  // Once: what was packed in advance is the same again, and `_headers` is for the host.
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (file) => file.isFile() && !/^[._]|\.(br|gz|tgz)$/.test(file.name),
  );
  const all = files.map(({ name, parentPath, path }) => {
    const file = join(parentPath ?? path, name);
    const bytes = readFileSync(file);
    const short = relative(folder, file);
    return { name: short, parts: partsOf(short), bytes: bytes.length, packed: brotliCompressSync(bytes).length };
  });
  const largest = (folder) =>
    Math.max(0, ...all.filter(({ name }) => name.startsWith(folder)).map((file) => file.packed));
  const languages = ["locales/", "photograph/", "learn/", "sheet/", "desk/"].map((folder) => [folder, largest(folder)]);
  // One language of each: of two that pack to the same, the first.
  const chosen = languages.map(([folder, most]) =>
    all.find(({ name, packed }) => name.startsWith(folder) && packed === most),
  );
  return all.filter((file) => !languages.some(([folder]) => file.name.startsWith(folder)) || chosen.includes(file));
}

/** Bytes packed of one part. */
export const total = (files, part) =>
  files.filter((file) => file.parts.includes(part)).reduce((sum, { packed }) => sum + packed, 0);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(8);
  const files = sizes(process.argv[2] ?? "www/dist");
  for (const [part, limit] of Object.entries(LIMITS)) {
    console.log(`${part.padEnd(44)}raw kB  brotli kB`);
    for (const { name, bytes, packed } of files.filter((file) => file.parts.includes(part)))
      console.log(`  ${name.padEnd(40)}${kB(bytes)}   ${kB(packed)}`);
    const sum = total(files, part);
    console.log(`  ${"all".padEnd(40)}           ${kB(sum)}   limit ${kB(limit)}`);
    if (sum > limit) {
      console.error(`${part}: ${sum - limit} bytes over the limit`);
      process.exitCode = 1;
    }
  }
  // Beside these a head's page loads what the first page has already.
  for (const { name, packed } of files.filter(
    (file) => file.parts.includes("heads") && /\.(html|json)$/.test(file.name),
  )) {
    if (packed <= HEAD) continue;
    console.error(`${name}: ${packed - HEAD} bytes over the limit`);
    process.exitCode = 1;
  }
}
