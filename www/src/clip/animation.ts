// An animated PNG, for browsers that encode no video: made of the PNG files of its frames, which the browser packs.
//
// APNG (W3C PNG, third edition, section 11.3.6): `acTL` says how many frames there are, each has an `fcTL` with its
// size and time, and `fdAT` is the `IDAT` of all but the first, with a number before its data.

import { type Bytes, type Format, fileOf, joined, lettersOf, numbers } from "./film";

/** The most bytes of a file are 10 MB: as many are left for the last frame, which always comes. */
const MOST_BYTES = 9.5e6;
const SIGNATURE_BYTES = 8;
/** Of a chunk: length, name and check. */
const FRAMING_BYTES = 12;

interface Chunk {
  readonly name: string;
  readonly data: Bytes;
}

/** One frame and how long it stands, in steps. */
interface Frame {
  /** The number of its `fcTL`; those of its data follow. */
  readonly serial: number;
  readonly data: readonly Bytes[];
  steps: number;
}

/** The chunks of a PNG file. */
export function chunksOf(file: ArrayBuffer): Chunk[] {
  const view = new DataView(file);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_BYTES; at + FRAMING_BYTES <= file.byteLength; ) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...new Uint8Array(file, at + 4, 4));
    chunks.push({ name, data: new Uint8Array(file, at + 8, length) });
    at += length + FRAMING_BYTES;
  }
  return chunks;
}

/** A growing animation of `total` steps, `rate` a second. Frames that would make it too large are left out evenly. */
export class AnimatedPng {
  readonly #total: number;
  readonly #rate: number;
  readonly #crc: (bytes: Uint8Array) => number;
  readonly #frames: Frame[] = [];
  /** Size and kind of all frames: the data of `IHDR`. */
  #header: Bytes | undefined;
  /** The picture that was left out last, if it still is. */
  #leftOut: ArrayBuffer | undefined;
  #bytes = 0;
  #steps = 0;
  #serials = 0;

  constructor(total: number, rate: number, crc: (bytes: Uint8Array) => number) {
    this.#total = total;
    this.#rate = rate;
    this.#crc = crc;
  }

  #chunk(name: string, ...data: readonly Bytes[]): Bytes[] {
    const chunk = joined(lettersOf(name), ...data);
    return [numbers([chunk.length - 4, 4]), chunk, numbers([this.#crc(chunk), 4])];
  }

  /** One step: a PNG, or none where the picture is the last one again. */
  add(file = this.#leftOut): void {
    this.#steps++;
    // So that as much is left for the steps to come as they have a share in.
    const room = this.#steps < this.#total ? (MOST_BYTES * this.#steps) / this.#total - this.#bytes : Infinity;
    const last = this.#frames.at(-1);
    this.#leftOut = undefined;
    if (last && (!file || file.byteLength > room)) {
      last.steps++;
      this.#leftOut = file;
    } else if (file) {
      const serial = this.#serials++;
      const chunks = chunksOf(file);
      this.#header ??= chunks[0]!.data;
      const data = chunks
        .filter(({ name }) => name === "IDAT")
        .flatMap(({ data }) =>
          serial === 0 ? this.#chunk("IDAT", data) : this.#chunk("fdAT", numbers([this.#serials++, 4]), data),
        );
      this.#frames.push({ serial, data, steps: 1 });
      this.#bytes += file.byteLength;
    }
  }

  finish(): Blob {
    const header = this.#header!;
    const frames = this.#frames.flatMap(({ serial, data, steps }) => [
      // The whole picture, from the corner, in place of the one before.
      ...this.#chunk(
        "fcTL",
        numbers([serial, 4]),
        header.slice(0, 8),
        numbers([0, 4], [0, 4], [steps, 2], [this.#rate, 2], [0, 1], [0, 1]),
      ),
      ...data,
    ]);
    return new Blob(
      [
        Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
        ...this.#chunk("IHDR", header),
        // Played again and again.
        ...this.#chunk("acTL", numbers([this.#frames.length, 4], [0, 4])),
        ...frames,
        ...this.#chunk("IEND"),
      ],
      { type: "image/png" },
    );
  }
}

/** What is used where there is no video. */
const [MOST_WIDTH, RATE] = [400, 10];

export const animated = (crc: (bytes: Uint8Array) => number): Format => ({
  mostWidth: MOST_WIDTH,
  rate: RATE,
  open: ({ canvas, frames, rate }) => {
    const animation = new AnimatedPng(frames, rate, crc);
    return {
      add: async (again) => animation.add(again ? undefined : await (await fileOf(canvas, "image/png")).arrayBuffer()),
      finish: async () => animation.finish(),
      close: () => {},
    };
  },
});
