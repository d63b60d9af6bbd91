// Whether a canvas gives back what was drawn on it: browsers that resist fingerprinting return noise instead.

/**
 * Largest difference of a channel that is no noise, of 255: a choice. Brave and Safari change the last bit, which
 * nobody sees; Firefox's `resistFingerprinting` returns random bytes.
 */
const INVISIBLE = 8;
/** Side of the probe, px. */
const SIDE = 16;
/** Why nothing is read: what an error says, also one that has come from a worker. */
export const NOISED = "this browser alters pictures that a page reads from a canvas";

type Context2d = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Throws if the first rows of a canvas are not those of a picture of its width. */
export function assertReadable(context: Context2d, { width, data }: ImageData, rows = 1): void {
  const read = context.getImageData(0, 0, width, rows).data;
  if (read.some((value, i) => Math.abs(value - data[i]!) > INVISIBLE)) throw new Error(NOISED);
}

/** The same for a canvas of the page with known pixels. */
export function assertCanvasesReadable(): void {
  const probe = new ImageData(SIDE, SIDE);
  // Neither one color nor anything that a browser would take for a probe of its own.
  for (let i = 0; i < probe.data.length; i++) probe.data[i] = i % 4 === 3 ? 255 : (i * 37) % 256;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.putImageData(probe, 0, 0);
  assertReadable(context, probe, SIDE);
}
