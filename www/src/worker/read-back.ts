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

/**
 * Throws if pixels that are known come back as others from a canvas, which is a new one each time: browsers complain of
 * one that is read from again and again. The page and a worker may be treated differently.
 */
export function assertCanvasesReadable(canvas: HTMLCanvasElement | OffscreenCanvas): void {
  const { data } = new ImageData(SIDE, SIDE);
  // Not of one color, which some leave as it is.
  for (let i = 0; i < data.length; i++) data[i] = i % 4 === 3 ? 255 : (i * 37) % 256;
  canvas.width = canvas.height = SIDE;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;
  context?.putImageData(new ImageData(data, SIDE), 0, 0);
  const read = context?.getImageData(0, 0, SIDE, SIDE).data;
  if (read?.some((value, i) => Math.abs(value - data[i]!) > INVISIBLE)) throw new Error(NOISED);
}
