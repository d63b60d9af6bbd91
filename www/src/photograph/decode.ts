// A file becomes pixels: decoded and turned upright by the browser, scaled down, read back without any of its metadata.

import { EXIF_BYTES, focalOf, focalPx } from "./exif";
import { type Crop, LEAST_SIDE, MOST_KEPT, placeIn, scaleWithin, sizeOf } from "./frame";

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
