// The focal length in a JPEG file: the 35 mm equivalent of Exif (JEITA CP-3451, tag 0xA405). Nothing else is read.

/** Bytes of a file in which it is looked for: a segment is no longer, and Exif is the first or the second. */
export const EXIF_BYTES = 65_536;

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
