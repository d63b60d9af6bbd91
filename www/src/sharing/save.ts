// Composes a picture to save: before, after, both side by side, or as shown; with the caption below it and a
// description in the PNG file.

import { fitted, type Mark } from "../host/mark";
import type { State } from "../state/values";
import type { Words } from "../ui/words";
import type { Report } from "../worker/core";
import type { RenderRequest } from "./render-all";
import type { SaveOptions } from "./save-options";

export interface PictureSource {
  readonly words: Words;
  /** The caption below every picture. */
  readonly caption: string;
  /** The host's, beside the caption. */
  readonly mark?: Mark | undefined;
  readonly state: State;
  readonly code: string;
  /** Width over height of one picture. */
  readonly aspect: number;
  /** The sides of one picture that has no other size and no other view, px: a photograph's. */
  readonly fixed?: { readonly width: number; readonly height: number };
  /** Two designs, of which the present state is one. */
  readonly designs?: DesignPictures | undefined;
  render(requests: readonly RenderRequest[]): Promise<Blob[]>;
  /** Draws what is measured over one picture, by the report of that picture; nothing is measured without. */
  readonly overlay?: (context: CanvasRenderingContext2D, box: Box, measures: Float32Array, report: Report) => void;
}

/** The sides of a picture, and from where to where it is seen, px. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
}

export interface DesignPictures {
  /** How they are shown: as `OtherDesign`. */
  readonly shown: "divided" | "beside" | "treated";
  readonly states: readonly State[];
  readonly names: readonly string[];
  /** The tags beside the divider while it lies between before and after. */
  readonly tags: readonly string[];
}

/** Values of `compare` of the pictures: how much of each is before, percent from the left. */
const COMPARE: Readonly<Record<Exclude<SaveOptions["show"], "shown">, readonly number[]>> = {
  before: [100],
  after: [0],
  both: [100, 0],
  designs: [100, 0],
};
/** Where the line between two pictures lies, %. */
const HALF = 50;
/** Font sizes of a tag and of the caption, as shares of the width of one picture; the least, px. */
const TAG_FONT = 0.024;
const CAPTION_FONT = 0.021;
const LEAST_FONT = 12;
/** Height of the caption's strip in its font size; with the host's mark in it. */
const [STRIP, MARKED_STRIP] = [2.4, 3.4];
/** Most of the strip that the mark takes, as shares of its height and width; room at the edges, of its height. */
const [MARK_HEIGHT, MARK_WIDTH, EDGE] = [0.7, 0.3, 0.3];

/** Size of one picture, how many are side by side, and the height of the caption's strip below them. */
function layout({ show, size, caption }: SaveOptions, { aspect, fixed, mark }: PictureSource) {
  const across = show === "both" || show === "designs" ? 2 : 1;
  const totalWidth = fixed ? across * fixed.width : size * Math.min(1, across * aspect);
  const width = Math.floor(totalWidth / across);
  const fontSize = Math.max(LEAST_FONT, totalWidth * CAPTION_FONT);
  return {
    across,
    width,
    height: fixed?.height ?? Math.round(width / aspect),
    fontSize,
    strip: caption ? Math.ceil(fontSize * (mark ? MARKED_STRIP : STRIP)) : 0,
  };
}

export async function save(options: SaveOptions, source: PictureSource): Promise<Blob> {
  const { width, height, across, fontSize, strip } = layout(options, source);
  const { show } = options;
  const compares = show === "shown" ? [Number(source.state.compare)] : COMPARE[show];
  const { designs } = source;
  // Both designs, in one picture or in one each.
  const two =
    designs && (show === "designs" || (show === "shown" && designs.shown !== "treated")) ? designs : undefined;
  const states = two
    ? two.states.map((state) => ({ ...state, compare: 0 }))
    : compares.map((compare) => ({ ...source.state, compare }));
  const measured: (readonly [Float32Array, Report])[] = [];
  const blobs = await source.render(
    states.map((state, i) => ({
      state,
      width,
      height,
      measured: source.overlay && ((...given) => (measured[i] = given)),
    })),
  );
  if (!options.caption && blobs.length === 1 && !measured[0]) return withDescription(blobs[0]!, source);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * across, height + strip];
  const context = canvas.getContext("2d", { alpha: false })!;
  context.fillStyle = "#fbf9f6";
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const [i, blob] of blobs.entries()) {
    const image = await createImageBitmap(blob);
    context.save();
    const { from, to, left } =
      two && across === 1
        ? shareOf(image.width, i, two.shown === "beside" ? undefined : compares[0]!)
        : { from: 0, to: width, left: i * width };
    context.translate(left, 0);
    context.beginPath();
    context.rect(from, 0, to - from, height);
    context.clip();
    context.drawImage(image, 0, 0);
    image.close();
    if (measured[i]) source.overlay?.(context, { width, height, from, to }, ...measured[i]);
    context.restore();
  }
  const tags = two?.names ?? designs?.tags ?? ["before", "after"].map((key) => source.words.text(key));
  for (const [i, compare] of options.caption || across > 1 ? compares.entries() : []) {
    context.setTransform(1, 0, 0, 1, i * width, 0);
    drawTags(context, width, height, across === 1 && two?.shown === "beside" ? HALF : compare, tags);
  }
  context.resetTransform();
  if (strip > 0) drawCaption(context, source, fontSize, canvas.width, height, strip);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("no picture");
  return withDescription(blob, source);
}

/**
 * From where to where a picture is seen of one of two designs, and where it lies on the canvas, px: up to the divider
 * or from it on, or the middle half of each, moved to its side.
 */
function shareOf(width: number, i: number, compare?: number): { from: number; to: number; left: number } {
  const middle = Math.round(width / 2);
  const cut = compare === undefined ? middle : Math.round((width * compare) / 100);
  const left = compare === undefined ? i * middle - Math.round(width / 4) : 0;
  const [from, to] = i === 0 ? [0, cut] : [cut, width];
  return { from: from - left, to: to - left, left };
}

/** A tag at the top of a picture of this width. */
export function drawTag(
  context: CanvasRenderingContext2D,
  text: string,
  width: number,
  right: boolean,
  fontSize: number,
): void {
  context.font = `${fontSize}px system-ui, sans-serif`;
  context.textBaseline = "middle";
  context.textAlign = "center";
  const long = context.measureText(text).width + fontSize * 1.6;
  const x = right ? width - fontSize * 1.2 - long : fontSize * 1.2;
  context.fillStyle = "rgb(20 18 16 / 0.62)";
  context.beginPath();
  // Square where a browser has no round ones.
  (context.roundRect ?? context.rect).call(context, x, fontSize * 1.1, long, fontSize * 1.9, fontSize);
  context.fill();
  context.fillStyle = "#fff";
  context.fillText(text, x + long / 2, fontSize * 2.1);
}

/** The tags on either side, and the divider between them. */
export function drawTags(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  compare: number,
  [before = "", after = ""]: readonly string[],
  fontSize = Math.max(LEAST_FONT, width * TAG_FONT),
): void {
  if (compare > 0) drawTag(context, before, width, false, fontSize);
  if (compare < 100) drawTag(context, after, width, true, fontSize);
  if (compare <= 0 || compare >= 100) return;
  const line = Math.max(2, width / 500);
  context.fillRect((width * compare) / 100 - line / 2, 0, line, height);
}

/** The caption in its strip, in a smaller font where it would not fit, and the host's mark before it. */
export function drawCaption(
  context: CanvasRenderingContext2D,
  { caption, mark }: PictureSource,
  fontSize: number,
  width: number,
  top: number,
  strip: number,
): void {
  let left = 0;
  if (mark) {
    const size = fitted(mark.image, width * MARK_WIDTH, strip * MARK_HEIGHT);
    const edge = strip * EDGE;
    context.drawImage(mark.image, edge, top + (strip - size.height) / 2, size.width, size.height);
    left = edge + size.width;
  }
  const room = width - left;
  const font = (size: number) => (context.font = `${size}px system-ui, sans-serif`);
  font(fontSize);
  font(fontSize * Math.min(1, (room * 0.94) / context.measureText(caption).width));
  context.fillStyle = "#211d19";
  context.textAlign = "center";
  context.textBaseline = "middle";
  // In the middle of all where it does not reach the mark.
  const half = context.measureText(caption).width / 2;
  const middle = width / 2 - half > left + fontSize ? width / 2 : left + room / 2;
  context.fillText(caption, middle, top + strip / 2);
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Adds an iTXt description chunk after the header (PNG 1.2). */
export async function withDescription(blob: Blob, { caption, code }: PictureSource): Promise<Blob> {
  // Keyword, not compressed, no language, no translated keyword; the text in UTF-8.
  const chunk = bytesOf(`iTXtDescription\0\0\0\0\0${caption} (smp-visualizer, code ${code})`);
  const uint32 = (number: number) => {
    const view = new DataView(new ArrayBuffer(4));
    view.setUint32(0, number);
    return view;
  };
  // Signature and header: 8 + 25 bytes.
  return new Blob([blob.slice(0, 33), uint32(chunk.length - 4), chunk, uint32(crc(chunk)), blob.slice(33)], {
    type: "image/png",
  });
}

/** CRC-32 of PNG chunks (IEEE 802.3, reflected). */
export function crc(bytes: Uint8Array): number {
  let remainder = -1;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  }
  return ~remainder >>> 0;
}
