// An animation of small files, read again chunk by chunk.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { crc } from "../sharing/save";
import { AnimatedPng, chunksOf } from "./animation";

const { PNG } = createRequire(import.meta.url)("pngjs");

/** A picture of one gray, larger with `noise`. */
function picture(gray: number, side = 4, noise = 0): ArrayBuffer {
  const png = new PNG({ width: side, height: side });
  for (let i = 0; i < png.data.length; i++) png.data[i] = i % 4 === 3 ? 255 : gray + noise * (((i * 7919) % 251) / 251);
  const bytes: Buffer = PNG.sync.write(png);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
const number = (data: Uint8Array, at: number, bytes: number) =>
  data.slice(at, at + bytes).reduce((sum, byte) => sum * 256 + byte, 0);
const written = async (animation: AnimatedPng) => (await animation.finish().arrayBuffer()) as ArrayBuffer;

test("an animation has its frames, their times, and the first one as a still for who knows no animations", async () => {
  const animation = new AnimatedPng(5, 10, crc);
  const files = [picture(10), picture(20), picture(30)];
  animation.add(files[0]);
  animation.add();
  animation.add(files[1]);
  animation.add(files[2]);
  animation.add();
  const bytes = await written(animation);
  const chunks = chunksOf(bytes);
  assert.deepEqual(
    chunks.map(({ name }) => name),
    ["IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND"],
  );
  assert.deepEqual(
    [0, 4].map((at) => number(chunks[1]!.data, at, 4)),
    [3, 0],
    "three, for ever",
  );
  const controls = chunks.filter(({ name }) => name === "fcTL").map(({ data }) => data);
  assert.deepEqual(
    controls.map((data) => [4, 8, 12, 16].map((at) => number(data, at, 4))),
    Array(3).fill([4, 4, 0, 0]),
  );
  assert.deepEqual(
    controls.map((data) => [20, 22].map((at) => number(data, at, 2))),
    [
      [2, 10],
      [1, 10],
      [2, 10],
    ],
  );
  const serials = chunks.filter(({ name }) => name === "fcTL" || name === "fdAT").map(({ data }) => number(data, 0, 4));
  assert.deepEqual(serials, [0, 1, 2, 3, 4]);
  const data = chunksOf(files[2]!).find(({ name }) => name === "IDAT")!.data;
  assert.deepEqual(chunks[7]!.data.slice(4), data, "the picture's own data");
  // Checks every sum.
  assert.equal(PNG.sync.read(Buffer.from(bytes)).data[0], 10);
});

test("one that would be too large shows fewer pictures, evenly, and ends with the last one", async () => {
  const [first, last] = [picture(0, 900, 255), picture(1, 900, 255)];
  assert.ok(first.byteLength > 4e5, `${first.byteLength}`);
  const total = 60;
  const animation = new AnimatedPng(total, 10, crc);
  for (let i = 0; i < total; i++) animation.add(i < total - 1 ? first : last);
  const bytes = await written(animation);
  assert.ok(bytes.byteLength < 10e6 && bytes.byteLength > 8e6, `${bytes.byteLength}`);
  const chunks = chunksOf(bytes);
  const times = chunks.filter(({ name }) => name === "fcTL").map(({ data }) => number(data, 20, 2));
  assert.equal(
    times.reduce((sum, steps) => sum + steps, 0),
    total,
    "and as long",
  );
  assert.ok(Math.max(...times) <= 10, `${times}`);
  assert.deepEqual(chunks.at(-2)!.data.slice(4), chunksOf(last).find(({ name }) => name === "IDAT")!.data);
});

test("a picture that was left out is shown as soon as there is room, if it is still the one", async () => {
  const [large, small] = [picture(0, 900, 255), picture(9)];
  const animation = new AnimatedPng(40, 10, crc);
  animation.add(large);
  animation.add(small);
  for (let i = 2; i < 40; i++) animation.add();
  const chunks = chunksOf(await written(animation));
  const times = chunks.filter(({ name }) => name === "fcTL").map(({ data }) => number(data, 20, 2));
  assert.equal(times.length, 2);
  assert.equal(times[0]! + times[1]!, 40);
});
