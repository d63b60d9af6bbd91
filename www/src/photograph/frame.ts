// The part of a photograph that the core is given, and its affine map: crop, scale, mirror.

/** Most pixels that are kept of a photograph, and that the core is given: choices, for memory and speed on a phone. */
export const MOST_KEPT = 4e6;
export const MOST_GIVEN = 1.6e6;
/** Longest side that the core takes, px. */
const MOST_SIDE = 4096;
/** Shortest side in which a head can be fitted, px: a choice, about a millimeter and a half for each px. */
export const LEAST_SIDE = 160;
/** A head that is smaller than this share of the picture is looked at anew, larger. */
const ENOUGH = 0.6;
/** Room around a head's outline, as a share of its size. */
const ROOM = 0.3;

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** A part of the kept photograph, in its px, drawn at a scale, from right to left if mirrored. */
export interface Crop extends PixelSize {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly mirrored: boolean;
}

export type Place = readonly [x: number, y: number];

/** The factor, at most 1, at which a picture has no more than so many pixels and no side is too long. */
export const scaleWithin = ({ width, height }: PixelSize, most: number): number =>
  Math.min(1, Math.sqrt(most / (width * height)), MOST_SIDE / Math.max(width, height));

/** All of a photograph, as large as the core may have it. */
export const wholeOf = ({ width, height }: PixelSize): Crop => ({
  x: 0,
  y: 0,
  width,
  height,
  scale: scaleWithin({ width, height }, MOST_GIVEN),
  mirrored: false,
});

/** The size of what the core is given, px. */
export const sizeOf = ({ width, height, scale }: Crop): PixelSize => ({
  width: Math.max(1, Math.floor(width * scale)),
  height: Math.max(1, Math.floor(height * scale)),
});

/** A place of the kept photograph in what the core is given. */
export function placeIn(crop: Crop, [x, y]: Place): Place {
  const size = sizeOf(crop);
  const across = ((x - crop.x) / crop.width) * size.width;
  return [crop.mirrored ? size.width - across : across, ((y - crop.y) / crop.height) * size.height];
}

/** The inverse. */
export function placeOf(crop: Crop, [x, y]: Place): Place {
  const size = sizeOf(crop);
  const across = crop.mirrored ? size.width - x : x;
  return [crop.x + (across / size.width) * crop.width, crop.y + (y / size.height) * crop.height];
}

/**
 * A closer crop around a head's places, px of what the core is given now, so that the head fills the picture, and as
 * fine as has been kept; none where it does already.
 */
export function closerCrop(kept: PixelSize, crop: Crop, places: readonly Place[]): Crop | undefined {
  const all = places.map((place) => placeOf(crop, place));
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [wide, high] = [right - left, bottom - top];
  if (!(Math.max(wide / crop.width, high / crop.height) < ENOUGH)) return undefined;
  const room = ROOM * Math.max(wide, high);
  const x = Math.max(0, Math.floor(left - room));
  const y = Math.max(0, Math.floor(top - room));
  const width = Math.min(kept.width, Math.ceil(right + room)) - x;
  const height = Math.min(kept.height, Math.ceil(bottom + room)) - y;
  const closer = { ...crop, x, y, width, height, scale: scaleWithin({ width, height }, MOST_GIVEN) };
  return closer.scale >= crop.scale && Math.min(width, height) >= LEAST_SIDE ? closer : undefined;
}
