// The whole download, every file brotli-compressed, against its limit.
//   node size.mjs <folder>

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const LIMIT = 150_000;

/** Every file a visitor may load: name, bytes, and bytes packed. */
export function sizes(folder) {
  // Once: what was packed in advance is the same again, and `_headers` is for the host.
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile() && !/^[._]|\.(br|gz)$/.test(file.name));
  return files.map(({ name, parentPath, path }) => {
    const bytes = readFileSync(join(parentPath ?? path, name));
    return { name, bytes: bytes.length, packed: brotliCompressSync(bytes).length };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(8);
  const files = sizes(process.argv[2] ?? "www/dist");
  console.log(`${"file".padEnd(36)}  raw kB  brotli kB`);
  for (const { name, bytes, packed } of files) console.log(`${name.padEnd(36)}${kB(bytes)}   ${kB(packed)}`);
  const total = files.reduce((sum, { packed }) => sum + packed, 0);
  console.log(`${"all".padEnd(36)}           ${kB(total)}   limit ${kB(LIMIT)}`);
  if (total > LIMIT) {
    console.error(`the download is ${total - LIMIT} bytes over its limit`);
    process.exit(1);
  }
}
