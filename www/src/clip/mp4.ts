// An MP4 file of one video track (ISO/IEC 14496-12): what describes it first, so that it plays while it is loaded, then
// the encoded frames, as they are.
//
// Written here, since there is one track, whole and in memory: the library for it that is kept up, mediabunny, weighs
// twice what all of a clip's code may. In the tests it reads what is written.

import { type Bytes, joined, lettersOf, numbers } from "./film";

/** An encoded frame, in the order in which it is decoded. */
export interface Sample {
  readonly data: Bytes;
  /** When it is shown, µs. */
  readonly timestamp: number;
  /** It can be begun with. */
  readonly key: boolean;
}

export interface Track {
  readonly width: number;
  readonly height: number;
  /** Frames a second. */
  readonly rate: number;
  readonly samples: readonly Sample[];
  /** What its encoder says of it, with the first frame. */
  readonly config: VideoDecoderConfig;
  readonly title: string;
  readonly comment: string;
}

/** Units of time in a frame. */
const TICKS = 512;
const ONE = 0x10000;
/** No rotation. */
const MATRIX = numbers(...[ONE, 0, 0, 0, ONE, 0, 0, 0, 0x40000000].map((value) => [value, 4] as const));
/** 72 dots per inch. */
const RESOLUTION = 72 * ONE;
/** No language, as three letters of 5 bits: "und". */
const UNDETERMINED = 0x55c4;
/** Codes of colors (ISO/IEC 23091-2) by the names that browsers give them. */
const PRIMARIES = { bt709: 1, bt470bg: 5, smpte170m: 6, bt2020: 9, smpte432: 12 };
const TRANSFERS = { bt709: 1, smpte170m: 6, linear: 8, "iec61966-2-1": 13, pq: 16, hlg: 18 };
const MATRICES = { rgb: 0, bt709: 1, bt470bg: 5, smpte170m: 6, "bt2020-ncl": 9 };
const UNSPECIFIED = 2;

const zeros = (bytes: number): Bytes => new Uint8Array(bytes);
const longs = (...values: readonly number[]): Bytes => numbers(...values.map((value) => [value, 4] as const));

function box(name: string, ...content: readonly Bytes[]): Bytes {
  const inside = joined(...content);
  return joined(longs(inside.length + 8), lettersOf(name), inside);
}

/** A box with a version and flags. */
const full = (name: string, version: number, flags: number, ...content: readonly Bytes[]): Bytes =>
  box(name, longs(version * 2 ** 24 + flags), ...content);

/** Runs of equal values: pairs of how many and which. */
function runsOf(values: readonly number[]): number[] {
  const runs: number[] = [];
  for (const value of values) {
    if (runs.at(-1) === value) runs[runs.length - 2]!++;
    else runs.push(1, value);
  }
  return runs;
}

function colorsOf({ colorSpace }: VideoDecoderConfig): readonly [primaries: number, transfer: number, matrix: number] {
  const code = (codes: Readonly<Record<string, number>>, name: string | null | undefined) =>
    codes[name ?? ""] ?? UNSPECIFIED;
  return [
    code(PRIMARIES, colorSpace?.primaries),
    code(TRANSFERS, colorSpace?.transfer),
    code(MATRICES, colorSpace?.matrix),
  ];
}

/** How the frames are to be decoded: H.264 by what its encoder says (`avcC`), VP9 by its codec string (`vpcC`). */
function sampleEntry({ width, height, config }: Track): Bytes {
  const colors = colorsOf(config);
  const range = config.colorSpace?.fullRange ? 1 : 0;
  const [kind, profile, level, depth] = config.codec.split(".");
  const vp9 = kind === "vp09";
  const description = config.description as ArrayBuffer | ArrayBufferView | undefined;
  const bytes = !description
    ? zeros(0)
    : ArrayBuffer.isView(description)
      ? Uint8Array.from(new Uint8Array(description.buffer, description.byteOffset, description.byteLength))
      : new Uint8Array(description);
  // Chroma of half the width and height, beside the first sample of each four.
  const format = Number(depth) * 16 + 2 + range;
  return box(
    vp9 ? "vp09" : "avc1",
    zeros(6),
    numbers([1, 2]),
    zeros(16),
    numbers([width, 2], [height, 2], [RESOLUTION, 4], [RESOLUTION, 4], [0, 4], [1, 2]),
    zeros(32),
    // 24 bits of color.
    numbers([24, 2], [0xffff, 2]),
    vp9
      ? full(
          "vpcC",
          1,
          0,
          numbers(
            [Number(profile), 1],
            [Number(level), 1],
            [format, 1],
            ...colors.map((code) => [code, 1] as const),
            [0, 2],
          ),
        )
      : box("avcC", bytes),
    box("colr", lettersOf("nclx"), numbers(...colors.map((code) => [code, 2] as const), [range * 128, 1])),
  );
}

/** Title and comment, as players show them. */
function tags({ title, comment }: Track): Bytes {
  const tag = (name: string, text: string) =>
    // Text in UTF-8 is of type 1.
    box(name, box("data", longs(1, 0), new TextEncoder().encode(text)));
  return box(
    "udta",
    full(
      "meta",
      0,
      0,
      full("hdlr", 0, 0, longs(0), lettersOf("mdirappl"), zeros(9)),
      box("ilst", tag("\xa9nam", title), tag("\xa9cmt", comment)),
    ),
  );
}

export function mp4(track: Track): Blob {
  const { width, height, rate, samples } = track;
  const scale = rate * TICKS;
  const shown = samples.map(({ timestamp }) => Math.round((timestamp * scale) / 1e6));
  // They are decoded in the order in which they are here, at the times at which frames are shown.
  const decoded = [...shown].sort((a, b) => a - b);
  const steps = decoded.map((time, i) => (decoded[i + 1] ?? time + TICKS) - time);
  const offsets = shown.map((time, i) => time - decoded[i]!);
  const keys = samples.flatMap(({ key }, i) => (key ? [i + 1] : []));
  const duration = steps.reduce((sum, step) => sum + step, 0);
  const runs = (values: readonly number[]) => {
    const all = runsOf(values);
    return longs(all.length / 2, ...all);
  };
  const table = (first: number) =>
    box(
      "stbl",
      full("stsd", 0, 0, longs(1), sampleEntry(track)),
      full("stts", 0, 0, runs(steps)),
      ...(offsets.some(Boolean) ? [full("ctts", 1, 0, runs(offsets))] : []),
      full("stss", 0, 0, longs(keys.length, ...keys)),
      // All in one chunk.
      full("stsc", 0, 0, longs(1, 1, samples.length, 1)),
      full("stsz", 0, 0, longs(0, samples.length, ...samples.map(({ data }) => data.length))),
      full("stco", 0, 0, longs(1, first)),
    );
  const about = (first: number) =>
    box(
      "moov",
      // No time of making: nobody has to know.
      full(
        "mvhd",
        0,
        0,
        longs(0, 0, scale, duration, ONE),
        numbers([0x100, 2]),
        zeros(10),
        MATRIX,
        zeros(24),
        longs(2),
      ),
      box(
        "trak",
        full("tkhd", 0, 3, longs(0, 0, 1, 0, duration), zeros(16), MATRIX, longs(width * ONE, height * ONE)),
        box(
          "mdia",
          full("mdhd", 0, 0, longs(0, 0, scale, duration), numbers([UNDETERMINED, 2], [0, 2])),
          full("hdlr", 0, 0, longs(0), lettersOf("vide"), zeros(13)),
          box(
            "minf",
            full("vmhd", 0, 1, zeros(8)),
            box("dinf", full("dref", 0, 0, longs(1), full("url ", 0, 1))),
            table(first),
          ),
        ),
      ),
      tags(track),
    );
  const type = box("ftyp", lettersOf("isom"), longs(ONE), lettersOf("isomiso4mp41mp42"));
  // Its length is the same wherever the frames begin.
  const first = type.length + about(0).length + 8;
  const size = samples.reduce((sum, { data }) => sum + data.length, 8);
  return new Blob([type, about(first), longs(size), lettersOf("mdat"), ...samples.map(({ data }) => data)], {
    type: "video/mp4",
  });
}
