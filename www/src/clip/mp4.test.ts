// Files of made-up frames, read by mediabunny, which knows nothing of how they were written.

import assert from "node:assert/strict";
import { test } from "node:test";
import { BufferSource, EncodedPacketSink, Input, MP4 } from "mediabunny";
import { mp4, type Sample } from "./mp4";

const RATE = 24;
const frame = (i: number, length: number) => Uint8Array.from({ length }, (_, k) => (i * 31 + k * 7) % 256);
const samplesAt = (shown: readonly number[]): Sample[] =>
  shown.map((time, i) => ({
    data: frame(i, 40 + 3 * i),
    timestamp: Math.round((time * 1e6) / RATE),
    key: i % 5 === 0,
  }));
/** An `avcC` of level 4 with one set of each kind. */
const AVC = Uint8Array.of(1, 0x64, 0, 0x28, 255, 225, 0, 4, 0x67, 0x64, 0, 0x28, 1, 0, 3, 0x68, 0xee, 0x3c);
const about = { width: 720, height: 1280, rate: RATE, title: "Computer simulation. عُ", comment: "code 1.x" };
const bt709 = { primaries: "bt709", transfer: "bt709", matrix: "bt709", fullRange: false } as const;

async function read(file: Blob) {
  const bytes = await file.arrayBuffer();
  const input = new Input({ source: new BufferSource(bytes), formats: [MP4] });
  const track = (await input.getPrimaryVideoTrack())!;
  const packets = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  return { bytes: new Uint8Array(bytes), input, track, packets, config: (await track.getDecoderConfig())! };
}

test("H.264 is read back: every frame, its time, what can be begun with, size, colors and words", async () => {
  const samples = samplesAt(Array.from({ length: 13 }, (_, i) => i));
  const config = { codec: "avc1.640028", description: AVC, colorSpace: bt709 };
  const { bytes, input, track, packets, config: found } = await read(mp4({ ...about, samples, config }));
  assert.equal(packets.length, 13);
  for (const [i, packet] of packets.entries()) {
    assert.deepEqual(packet.data, samples[i]!.data);
    assert.equal(packet.type, samples[i]!.key ? "key" : "delta");
    assert.ok(Math.abs(packet.timestamp - i / RATE) < 1e-6 && Math.abs(packet.duration - 1 / RATE) < 1e-6);
  }
  assert.equal(found.codec, "avc1.640028");
  assert.deepEqual(new Uint8Array(found.description as Uint8Array<ArrayBuffer>), AVC);
  assert.deepEqual(found.colorSpace, bt709);
  assert.deepEqual([await track.getDisplayWidth(), await track.getDisplayHeight()], [720, 1280]);
  assert.ok(Math.abs((await input.computeDuration()) - 13 / RATE) < 1e-6);
  const { title, comment } = await input.getMetadataTags();
  assert.deepEqual([title, comment], [about.title, about.comment]);
  const text = Buffer.from(bytes).toString("latin1");
  assert.ok(text.indexOf("moov") < text.indexOf("mdat"), "it plays while it is loaded");
});

test("VP9 is read back by its codec string; frames decoded before they are shown keep both times", async () => {
  const order = [0, 3, 1, 2, 4];
  const config = { codec: "vp09.00.40.08", colorSpace: { primaries: "smpte170m", matrix: "rgb", fullRange: true } };
  const { packets, config: found } = await read(
    mp4({ ...about, samples: samplesAt(order), config: config as VideoDecoderConfig }),
  );
  assert.match(found.codec, /^vp09\.00\.40\.08/);
  assert.equal(found.colorSpace?.fullRange, true);
  assert.equal(found.colorSpace?.primaries, "smpte170m");
  assert.deepEqual(
    packets.map(({ timestamp }) => Math.round(timestamp * RATE)),
    order,
  );
});

test("a description within a larger buffer is taken out of it", async () => {
  const larger = new Uint8Array([9, 9, ...AVC, 9]);
  const config = { codec: "avc1.640028", description: larger.subarray(2, 2 + AVC.length), colorSpace: bt709 };
  const { config: found } = await read(mp4({ ...about, samples: samplesAt([0]), config }));
  assert.deepEqual(new Uint8Array(found.description as Uint8Array<ArrayBuffer>), AVC);
});
