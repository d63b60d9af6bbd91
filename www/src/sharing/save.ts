// A picture to keep: before, after, both side by side, or as it is shown; with the caption drawn in, and with a note
// inside the file.

import type { State } from "../state/values";
import type { Words } from "../ui/words";
import type { Order, Show } from "./order";
import type { Shot } from "./shots";

export interface Studio {
  readonly words: Words;
  /** What stands under every picture. */
  readonly caption: string;
  readonly state: State;
  readonly code: string;
  /** Width over height of one picture. */
  readonly aspect: number;
  shoot(shots: readonly Shot[]): Promise<Blob[]>;
}

/** How much of the picture is before, per cent from the left. */
const COMPARE: Readonly<Record<Show, readonly number[]>> = { shown: [], before: [100], after: [0], both: [100, 0] };
/** Letters of a tag and of the caption, as shares of the width of one picture; no smaller than this, px. */
const TAG = 0.024;
const CAPTION = 0.021;
const LEAST = 12;

/** Sides of one picture, how many lie side by side, and the height of the caption's strip below them. */
function layout({ show, size, caption }: Order, aspect: number) {
  const across = show === "both" ? 2 : 1;
  const whole = size * Math.min(1, across * aspect);
  const width = Math.floor(whole / across);
  return {
    across,
    width,
    height: Math.round(width / aspect),
    strip: caption ? Math.ceil(Math.max(LEAST, whole * CAPTION) * 2.4) : 0,
  };
}

export async function save(order: Order, studio: Studio): Promise<Blob> {
  const { width, height, across, strip } = layout(order, studio.aspect);
  const compares = order.show === "shown" ? [Number(studio.state.compare)] : COMPARE[order.show];
  const blobs = await studio.shoot(compares.map((compare) => ({ state: { ...studio.state, compare }, width, height })));
  if (!order.caption && across === 1) return noted(blobs[0]!, studio);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * across, height + strip];
  const surface = canvas.getContext("2d", { alpha: false })!;
  surface.fillStyle = "#fbf9f6";
  surface.fillRect(0, 0, canvas.width, canvas.height);
  for (const [i, blob] of blobs.entries()) {
    const image = await createImageBitmap(blob);
    surface.drawImage(image, i * width, 0);
    image.close();
    label(surface, i * width, width, height, compares[i]!, studio.words);
  }
  if (strip > 0) write(surface, studio.caption, canvas.width, height, strip);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("no picture");
  return noted(blob, studio);
}

/** The tags of the page, and the line between before and after. */
function label(
  surface: CanvasRenderingContext2D,
  left: number,
  width: number,
  height: number,
  compare: number,
  words: Words,
): void {
  const letter = Math.max(LEAST, width * TAG);
  surface.font = `${letter}px system-ui, sans-serif`;
  surface.textBaseline = "middle";
  surface.textAlign = "center";
  const tag = (text: string, right: boolean) => {
    const long = surface.measureText(text).width + letter * 1.6;
    const x = right ? left + width - letter * 1.2 - long : left + letter * 1.2;
    surface.fillStyle = "rgb(20 18 16 / 0.62)";
    surface.beginPath();
    surface.roundRect(x, letter * 1.1, long, letter * 1.9, letter);
    surface.fill();
    surface.fillStyle = "#fff";
    surface.fillText(text, x + long / 2, letter * 2.1);
  };
  if (compare > 0) tag(words.text("before"), false);
  if (compare < 100) tag(words.text("after"), true);
  if (compare <= 0 || compare >= 100) return;
  const line = Math.max(2, width / 500);
  surface.fillRect(left + (width * compare) / 100 - line / 2, 0, line, height);
}

/** The caption in its strip, smaller where it would not fit. */
function write(surface: CanvasRenderingContext2D, text: string, width: number, top: number, strip: number): void {
  const font = (letter: number) => (surface.font = `${letter}px system-ui, sans-serif`);
  const letter = strip / 2.4;
  font(letter);
  font(letter * Math.min(1, (width * 0.94) / surface.measureText(text).width));
  surface.fillStyle = "#211d19";
  surface.textAlign = "center";
  surface.textBaseline = "middle";
  surface.fillText(text, width / 2, top + strip / 2);
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The same picture, whose file says what it is: a text chunk after the header, as PNG 1.2 lays it out. */
export async function noted(blob: Blob, { caption, code }: Studio): Promise<Blob> {
  // Keyword, not packed, no language, no other keyword; the text in UTF-8.
  const chunk = bytesOf(`iTXtDescription\0\0\0\0\0${caption} (smp-visualizer, code ${code})`);
  const frame = (number: number) => {
    const view = new DataView(new ArrayBuffer(4));
    view.setUint32(0, number);
    return view;
  };
  // Signature and header: 8 + 25 bytes.
  return new Blob([blob.slice(0, 33), frame(chunk.length - 4), chunk, frame(crc(chunk)), blob.slice(33)], {
    type: "image/png",
  });
}

function crc(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
