// The whole download, every file brotli-compressed, against its limit.
//   node size.mjs <folder>

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const LIMIT = 150_000;
const folder = process.argv[2] ?? "www/dist";
const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(8);

let total = 0;
console.log(`${"file".padEnd(26)}  raw kB  brotli kB`);
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || entry.name.startsWith(".")) continue;
  const bytes = readFileSync(join(entry.parentPath ?? entry.path, entry.name));
  const packed = brotliCompressSync(bytes).length;
  total += packed;
  console.log(`${entry.name.padEnd(26)}${kB(bytes.length)}   ${kB(packed)}`);
}
console.log(`${"all".padEnd(26)}           ${kB(total)}   limit ${kB(LIMIT)}`);
if (total > LIMIT) {
  console.error(`the download is ${total - LIMIT} bytes over its limit`);
  process.exit(1);
}
