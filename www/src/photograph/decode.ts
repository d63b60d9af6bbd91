// A file becomes pixels: decoded and rotated upright by the browser, scaled down, read back without its metadata. Of
// these the focal length alone is used: a JPEG's 35 mm equivalent in Exif (JEITA CP-3451, tag 0xA405).

import { type Crop, LEAST_SIDE, MOST_KEPT, placeIn, scaleWithin, sizeOf } from "./frame";

/** Bytes of a file in which it is looked for: a segment is no longer, and Exif is the first or the second. */
const EXIF_BYTES = 65_536;

/** Equivalents that are believed, mm: some phones write 177 or 311 into small pictures. */
const LEAST_FOCAL_MM = 13;
const MOST_FOCAL_MM = 120;
/** Diagonal of a 24 × 36 mm frame, which the equivalent refers to, mm. */
const FRAME_DIAGONAL_MM = 43.27;

const SHORT = 3;
const EXIF_FOLDER = 0x8769;
const FOCAL_LENGTH_35MM = 0xa405;

/** The value of a tag in a folder (IFD) of a TIFF structure that begins at `tiff`; 0 where it is not there. */
function tagOf(view: DataView, tiff: number, folder: number, tag: number, little: boolean): number {
  const count = view.getUint16(tiff + folder, little);
  for (let entry = tiff + folder + 2, i = 0; i < count; i++, entry += 12) {
    if (view.getUint16(entry, little) !== tag) continue;
    return view.getUint16(entry + 2, little) === SHORT
      ? view.getUint16(entry + 8, little)
      : view.getUint32(entry + 8, little);
  }
  return 0;
}

/** The 35 mm equivalent of a JPEG file's focal length, mm, from its first bytes; 0 where none can be believed. */
export function focalOf(bytes: ArrayBuffer): number {
  const view = new DataView(bytes);
  try {
    if (view.getUint16(0) !== 0xffd8) return 0;
    // Segments: a marker, then a length that counts itself.
    for (let at = 2; view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda; at += 2 + view.getUint16(at + 2)) {
      // "Exif" and two zeros, then TIFF: the order of bytes, 42, the place of the first folder.
      if (view.getUint16(at) !== 0xffe1 || view.getUint32(at + 4) !== 0x45786966) continue;
      const tiff = at + 10;
      const little = view.getUint16(tiff) === 0x4949;
      const folder = tagOf(view, tiff, view.getUint32(tiff + 4, little), EXIF_FOLDER, little);
      const mm = folder && tagOf(view, tiff, folder, FOCAL_LENGTH_35MM, little);
      return mm >= LEAST_FOCAL_MM && mm <= MOST_FOCAL_MM ? mm : 0;
    }
  } catch {
    // Cut off, or no Exif at all.
  }
  return 0;
}

/** Focal length in px of an uncropped picture with these sides, px; 0 where the equivalent is not known. */
export const focalPx = (mm: number, width: number, height: number): number =>
  (mm / FRAME_DIAGONAL_MM) * Math.hypot(width, height);

/** Why a file is no photograph of a head: the key of its sentence. */
export class Refused extends Error {}

/** What is kept of a photograph. */
export interface Kept {
  readonly bitmap: ImageBitmap;
  /** Focal length, px of the bitmap; 0 where it is not known. */
  readonly focal: number;
}

/** What the core is given of it. */
export interface Given {
  readonly pixels: ImageData;
  /** Where the camera's axis meets the picture, px: the middle of the whole one, wherever the crop lies. */
  readonly principal: readonly [number, number];
  readonly focal: number;
}

export async function decode(file: Blob): Promise<Kept> {
  const whole = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new Refused("photo.refused");
  });
  try {
    const scale = scaleWithin(whole, MOST_KEPT);
    const [width, height] = [Math.floor(whole.width * scale), Math.floor(whole.height * scale)];
    if (Math.min(width, height) < LEAST_SIDE) throw new Refused("photo.narrow");
    const mm = focalOf(await file.slice(0, EXIF_BYTES).arrayBuffer());
    const canvas = document.createElement("canvas");
    // Also where nothing is scaled: formats with transparency lie on white.
    const context = drawn(
      canvas,
      whole,
      { x: 0, y: 0, width: whole.width, height: whole.height },
      width,
      height,
      false,
    );
    const bitmap = await createImageBitmap(canvas);
    release(context);
    return { bitmap, focal: focalPx(mm, width, height) };
  } finally {
    whole.close();
  }
}

/** The pixels of a crop. */
export function give({ bitmap, focal }: Kept, crop: Crop): Given {
  const { width, height } = sizeOf(crop);
  const context = drawn(document.createElement("canvas"), bitmap, crop, width, height, crop.mirrored);
  const pixels = context.getImageData(0, 0, width, height);
  release(context);
  const principal = placeIn(crop, [bitmap.width / 2, bitmap.height / 2]);
  return { pixels, principal: [principal[0], principal[1]], focal: (focal * width) / crop.width };
}

/** Draws a part of a picture over all of a canvas of a size. */
function drawn(
  canvas: HTMLCanvasElement,
  bitmap: ImageBitmap,
  part: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  width: number,
  height: number,
  mirrored: boolean,
): CanvasRenderingContext2D {
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Refused("photo.refused");
  context.imageSmoothingQuality = "high";
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  if (mirrored) context.setTransform(-1, 0, 0, 1, width, 0);
  context.drawImage(bitmap, part.x, part.y, part.width, part.height, 0, 0, width, height);
  return context;
}

/** Gives the memory of a canvas back at once: some browsers keep it until the next collection of garbage. */
function release({ canvas }: CanvasRenderingContext2D): void {
  canvas.width = canvas.height = 0;
}
