// The focal length is found where Exif has it, in either order of bytes, and nothing that is broken is believed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { focalOf, focalPx } from "./decode";

/** A JPEG file's beginning with an Exif segment whose only tag is the 35 mm equivalent. */
function jpeg(mm: number, { little = true, before = [] as number[], tag = 0xa405 } = {}): ArrayBuffer {
  const tiff = new DataView(new ArrayBuffer(44));
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d);
  tiff.setUint16(2, 42, little);
  tiff.setUint32(4, 8, little);
  // The first folder: one entry, the place of the Exif folder.
  tiff.setUint16(8, 1, little);
  tiff.setUint16(10, 0x8769, little);
  tiff.setUint16(12, 4, little);
  tiff.setUint32(14, 1, little);
  tiff.setUint32(18, 26, little);
  tiff.setUint16(26, 1, little);
  tiff.setUint16(28, tag, little);
  tiff.setUint16(30, 3, little);
  tiff.setUint32(32, 1, little);
  tiff.setUint16(36, mm, little);
  const body = [...new TextEncoder().encode("Exif\0\0"), ...new Uint8Array(tiff.buffer)];
  const bytes = [0xff, 0xd8, ...before, 0xff, 0xe1, 0, body.length + 2, ...body, 0xff, 0xda, 0, 2];
  return Uint8Array.from(bytes).buffer;
}

test("the 35 mm equivalent is read in both orders of bytes, behind other segments too", () => {
  assert.equal(focalOf(jpeg(26)), 26);
  assert.equal(focalOf(jpeg(52, { little: false })), 52);
  // A JFIF segment first, as many cameras write.
  assert.equal(focalOf(jpeg(26, { before: [0xff, 0xe0, 0, 6, 1, 2, 3, 4] })), 26);
});

test("what no phone or portrait lens has is not believed", () => {
  for (const mm of [0, 12, 121, 177, 311]) assert.equal(focalOf(jpeg(mm)), 0, `${mm} mm`);
  for (const mm of [13, 120]) assert.equal(focalOf(jpeg(mm)), mm);
  assert.equal(focalOf(jpeg(26, { tag: 0x920a })), 0, "the lens' own focal length is another tag");
});

test("a file that is cut off anywhere, or is no JPEG, has no focal length and throws nothing", () => {
  const whole = jpeg(26);
  // Its last byte of the value is the 51st.
  for (let length = 0; length < 50; length++) assert.equal(focalOf(whole.slice(0, length)), 0, `${length} bytes`);
  assert.equal(focalOf(new TextEncoder().encode("<svg/>").buffer), 0);
  const endless = new Uint8Array(jpeg(26));
  endless.fill(0xff, 2);
  assert.equal(focalOf(endless.buffer), 0);
});

test("50 mm on a frame of 24 × 36 mm is 50 mm of 36 across", () => {
  assert.ok(Math.abs(focalPx(50, 3600, 2400) - 5000) < 1);
  // A 26 mm phone of 4032 × 3024 px sees 4:3; its diagonal is the frame's, 5040 px for 43.27 mm.
  assert.ok(Math.abs(focalPx(26, 4032, 3024) - 3028) < 1);
});
