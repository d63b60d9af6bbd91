// The picture as the native program draws it.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(new URL("../../www/package.json", import.meta.url));
const { PNG } = require("pngjs");
const PROGRAM = process.env.SMP_RENDER ?? new URL("../../target/release/smp-render", import.meta.url).pathname;

/** What was drawn already, by address and size: the first head is what several tests compare with. */
const pictures = new Map();

/** The picture of an address, `norwood=6&tone=2`, `size` px wide and high; RGBA. */
export function native(query, size) {
  const key = `${query} ${size}`;
  if (!pictures.has(key)) pictures.set(key, draw(query, size));
  return pictures.get(key);
}

function draw(query, size) {
  const flags = [...new URLSearchParams(query)].flatMap(([name, value]) => [`--${name}`, value]);
  return run(() => [...flags, "--size", String(size)]);
}

/** The report of an address, as its JSON says it. */
export function nativeReport(query) {
  const flags = [...new URLSearchParams(query)].flatMap(([name, value]) => [`--${name}`, value]);
  return JSON.parse(execFileSync(PROGRAM, [...flags, "--size", "64", "--report", "-"], { encoding: "utf8" }));
}

/** The picture that it makes of a photograph, the bytes of a PNG, by the code of its fit; RGBA. */
export function nativePhotograph(photograph, code) {
  return run((folder) => {
    const photo = join(folder, "photo.png");
    writeFileSync(photo, photograph);
    return ["--photo", photo, "--fit", code];
  });
}

/** What it writes with the flags made for a folder of its own. */
function run(flags) {
  const folder = mkdtempSync(join(tmpdir(), "smp-native-"));
  try {
    const out = join(folder, "picture.png");
    execFileSync(PROGRAM, [...flags(folder), "--out", out]);
    return PNG.sync.read(readFileSync(out));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
