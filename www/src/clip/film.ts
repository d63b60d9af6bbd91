// What a clip is made of, and what every kind of file does with it.

/** A clip to be written. */
export interface Film {
  /** Each frame is drawn here before it is added. */
  readonly canvas: HTMLCanvasElement;
  /** How many frames there are, and how many a second. */
  readonly frames: number;
  readonly rate: number;
  /** What the file says of itself. */
  readonly title: string;
  readonly comment: string;
  readonly signal: AbortSignal;
}

/** A file that grows frame by frame. */
export interface Reel {
  /** Adds the picture on the canvas; `again` where it is the one before. */
  add(again: boolean): Promise<void>;
  /** The file; `progress` is told from 0 to 1 where this takes long. */
  finish(progress: (share: number) => void): Promise<Blob>;
  /** Frees what it holds, whether it is finished or not. */
  close(): void;
}

/** A kind of file that this browser can write. */
export interface Format {
  /** The most px of a picture's width, and frames a second. */
  readonly mostWidth: number;
  readonly rate: number;
  open(film: Film): Reel;
}

/** How a canvas becomes a file of its picture. */
export const fileOf = (canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> =>
  new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), type, quality),
  );

/** Most bits for a pixel of a frame: dots are small and many; found by trial. */
export const BITS_PER_PIXEL = 0.3;

export const bitrateOf = ({ canvas, rate }: Film): number =>
  Math.round(canvas.width * canvas.height * rate * BITS_PER_PIXEL);

// ---- Bytes of files

export type Bytes = Uint8Array<ArrayBuffer>;

/** Numbers of 1, 2 or 4 bytes, the most significant byte first. */
export const numbers = (...given: readonly (readonly [value: number, bytes: 1 | 2 | 4])[]): Bytes =>
  Uint8Array.from(
    given.flatMap(([value, bytes]) => Array.from({ length: bytes }, (_, i) => value >>> (8 * (bytes - 1 - i)))),
  );

/** Names of four letters, each in a byte. */
export const lettersOf = (text: string): Bytes => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

export function joined(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
