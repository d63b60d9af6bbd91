// Post-processes the compiled core with Binaryen: optimization passes, removal of panic messages and of what only the
// build asks for.
//   node optimize.mjs <in.wasm> <out.wasm>     in.wasm still has the names of its functions

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";

/** Functions of Rust's own libraries that always end in a panic. */
const LIBRARY = /^<?(core|alloc|std|__rustc)\b/;
const ENDS = /::panicking::|::panic_|_fail(ed)?$|::handle_(alloc_)?error$|::capacity_overflow$|::rust_begin_unwind$/;
const panicking = (name) => LIBRARY.test(name) && ENDS.test(name);

/** Argument reduction of angles beyond 400 million radians, never used (1 kB brotli). */
const UNREACHED = /^libm::.*::rem_pio2_large$/;

/** Names of source files in panic locations, zero-terminated. */
const SOURCE_FILE = /(?:\/?[\w.-]+\/)+[\w.-]+\.rs(?=\0)/g;

/** The data segments of a module: address in memory, and a view of their bytes. */
function segments(bytes) {
  let at = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      value += (bytes[at] & 127) * 2 ** shift;
      if (bytes[at++] < 128) return value;
    }
  };
  const found = [];
  while (at < bytes.length) {
    const id = bytes[at++];
    const end = number() + at;
    if (id === 11) {
      for (let left = number(); left > 0; left--) {
        // Active, at a constant address: 0, i32.const, address, end.
        if (bytes[at] !== 0 || bytes[at + 1] !== 65) throw new Error("a data segment of an unknown kind");
        at += 2;
        const address = number();
        at++;
        const size = number();
        found.push({ address, content: bytes.subarray(at, at + size) });
        at += size;
      }
    }
    at = end;
  }
  return found;
}

/** Zeroes the names of source files, and every panic location: address and length of the name, line, column. */
function blankLocations(bytes) {
  const files = new Map();
  const all = segments(bytes);
  for (const { address, content } of all) {
    for (const { 0: name, index } of content.toString("latin1").matchAll(SOURCE_FILE)) {
      files.set(address + index, name.length);
      content.fill(0, index, index + name.length);
    }
  }
  for (const { content } of all) {
    for (let i = 0; i + 16 <= content.length; i += 4) {
      if (files.get(content.readUInt32LE(i)) === content.readUInt32LE(i + 4)) content.fill(0, i, i + 16);
    }
  }
  return files.size;
}

const [from, to] = process.argv.slice(2);
const bytes = readFileSync(from);
if (blankLocations(bytes) === 0) throw new Error(`${from} names no source file: has Rust changed its panic locations?`);
const module = binaryen.readBinary(bytes);

// A panic's message is not shown anywhere and ends in `unreachable`: panicking functions become just that.
let panics = 0;
// std calls libm for max and min because of NaN; inputs are never NaN, so f32.max and f32.min give the same.
// A root of libm is rounded to the nearest number, as the instruction's is.
const operand = (i) => module.local.get(i, binaryen.f32);
const INSTRUCTIONS = {
  fmaxf: module.f32.max(operand(0), operand(1)),
  fminf: module.f32.min(operand(0), operand(1)),
  "libm::math::sqrt::sqrtf": module.f32.sqrt(operand(0)),
};
for (let i = 0; i < module.getNumFunctions(); i++) {
  const { name, module: imported } = binaryen.getFunctionInfo(module.getFunctionByIndex(i));
  const plain = name
    .replace(/\\([0-9a-f]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)))
    .replace(/::h[0-9a-f]{16}$/, "");
  if (Object.hasOwn(INSTRUCTIONS, plain)) binaryen.Function(module.getFunctionByIndex(i)).setBody(INSTRUCTIONS[plain]);
  if (imported || !(panicking(plain) || UNREACHED.test(plain))) continue;
  binaryen.Function(module.getFunctionByIndex(i)).setBody(module.unreachable());
  if (panicking(plain)) panics++;
}
if (panics === 0) throw new Error(`${from} names no function that panics: are its names stripped?`);

// What only the build asks for (table.mjs).
for (const name of ["parameterTable", "hairGrowth"]) module.removeExport(name);

binaryen.setOptimizeLevel(3);
binaryen.setShrinkLevel(0);
// A large function that is called once is not inlined: in its caller's loop its values would not fit the registers.
binaryen.setOneCallerInlineMaxSize(250);
module.optimize();
module.runPasses(["strip-debug", "strip-producers", "strip-target-features"]);
writeFileSync(to, module.emitBinary());
