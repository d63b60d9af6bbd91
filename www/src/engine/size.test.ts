// How many pixels a picture has, on screens and at zooms of every kind.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { pictureSize, pixelRatio } from "./size";

/** A browser's answers; `boxes`: it knows boxes in device pixels. */
function screen(ratio: number, { boxes = true, framed = false, zoom = 1 } = {}): void {
  const window = {};
  const prototype = boxes ? { devicePixelContentBoxSize: [] } : {};
  Object.assign(globalThis, {
    window,
    parent: framed ? {} : window,
    devicePixelRatio: ratio,
    ResizeObserverEntry: { prototype },
    outerWidth: 1280,
    innerWidth: 1280 / zoom,
  });
}

/** What an observer tells of a box: CSS pixels, and device pixels where a browser has them. */
const entry = (css: number, device?: number, height = css) =>
  ({
    contentBoxSize: [{ inlineSize: css, blockSize: height }],
    ...(device !== undefined && {
      devicePixelContentBoxSize: [{ inlineSize: device, blockSize: Math.round((device / css) * height) }],
    }),
  }) as unknown as ResizeObserverEntry;

beforeEach(() => screen(1));

test("a picture has the pixels of the screen, two for each of the page at most", () => {
  for (const [ratio, side] of [
    [1, 320],
    [1.25, 400],
    [1.5, 480],
    [2, 640],
    [3, 640],
    [4, 640],
    [0.5, 160],
  ] as const) {
    screen(ratio);
    assert.deepEqual(pictureSize(entry(320, 320 * ratio)), { width: side, height: side }, `ratio ${ratio}`);
    screen(ratio, { boxes: false });
    assert.deepEqual(pictureSize(entry(320)), { width: side, height: side }, `ratio ${ratio}, without such boxes`);
  }
});

test("where both are told, the box in device pixels knows how CSS pixels were rounded", () => {
  screen(1.5);
  assert.deepEqual(pictureSize(entry(333.33, 501)), { width: 501, height: 501 });
  // Zoomed by the page, the ratio says nothing of it.
  screen(1);
  assert.deepEqual(pictureSize(entry(320, 400)), { width: 400, height: 400 });
});

test("an emulated screen whose boxes stay those of the real one is believed its ratio", () => {
  for (const [ratio, side] of [
    [2, 640],
    [1.5, 480],
    [3, 640],
  ] as const) {
    screen(ratio);
    assert.deepEqual(pictureSize(entry(320, 320)), { width: side, height: side });
  }
});

test("no picture has more pixels than are drawn quickly, and it keeps its shape", () => {
  for (const [css, height] of [
    [900, 900],
    [2000, 300],
    [300, 2000],
  ] as const) {
    screen(2);
    const { width, height: high } = pictureSize(entry(css, 2 * css, height));
    assert.ok(width * high <= 1.4e6 + width + high, `${width}×${high}`);
    assert.ok(width * high > 1.39e6 || width * high >= css * height * 4 * 0.99, `${width}×${high}`);
    assert.ok(Math.abs(width / high / (css / height) - 1) < 0.01, `${width}×${high}`);
  }
});

test("what is hidden has no pixels", () => {
  assert.deepEqual(pictureSize(entry(0, 0)), { width: 0, height: 0 });
  assert.deepEqual(pictureSize({ contentBoxSize: [] } as unknown as ResizeObserverEntry), { width: 0, height: 0 });
});

test("where the ratio knows nothing of a visitor's zoom, the window's width tells it, within reason", () => {
  for (const [zoom, ratio] of [
    [1, 1],
    [1.01, 1],
    [1.2, 1.2],
    [1.728, 1.728],
    [3, 3],
    // A narrow view of a wide window is no zoom.
    [8, 1],
    [0.8, 1],
  ] as const) {
    screen(1, { boxes: false, zoom });
    assert.ok(Math.abs(pixelRatio() - ratio) < 1e-9, `zoom ${zoom}: ${pixelRatio()}`);
  }
  screen(2, { boxes: false, zoom: 1.5 });
  assert.equal(pixelRatio(), 3);
  screen(1, { boxes: false, framed: true, zoom: 1.5 });
  assert.equal(pixelRatio(), 1, "in a frame nothing tells");
  screen(1.5, { zoom: 1.5 });
  assert.equal(pixelRatio(), 1.5, "elsewhere the ratio has it");
});
