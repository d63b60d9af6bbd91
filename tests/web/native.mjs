// The picture as the native program draws it.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
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
  const folder = mkdtempSync(join(tmpdir(), "smp-native-"));
  const flags = [...new URLSearchParams(query)].flatMap(([name, value]) => [`--${name}`, value]);
  try {
    const out = join(folder, "picture.png");
    execFileSync(PROGRAM, [...flags, "--size", String(size), "--out", out]);
    return PNG.sync.read(readFileSync(out));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
