// Makes a clip: draws what each frame shows, with its caption, and adds it to a file.

import type { Drawing } from "../engine/drawing";
import type { CoreFiles } from "../engine/engine";
import type { Deliver } from "../sharing/buttons";
import type { renderEach } from "../sharing/render-all";
import type { crc, drawCaption, drawTag, drawTags, PictureSource, withDescription } from "../sharing/save";
import type { isInForce } from "../state/in-force";
import type { valueAt } from "../state/scale";
import type { NumberParameter, Parameter } from "../state/table";
import type { el } from "../ui/dom";
import type { addStyle } from "../ui/styles";
import type { Words } from "../ui/words";
import { animated } from "./animation";
import type { Format } from "./film";
import { recorded } from "./recorder";
import { frameState, isSame, type Kind } from "./schedule";
import { encoded } from "./video";

/** What the chunk is handed by the element, so that it shares no code with it. */
export interface Tools {
  readonly el: typeof el;
  readonly addStyle: typeof addStyle;
  readonly words: Words;
  /** What the element shows now. */
  source(): PictureSource;
  readonly drawing: Drawing;
  /** The core of a head. */
  readonly files: CoreFiles;
  readonly renderEach: typeof renderEach;
  readonly parameters: readonly Parameter[];
  readonly isInForce: typeof isInForce;
  readonly valueAt: typeof valueAt;
  /** What is drawn on saved pictures too. */
  readonly keepsake: {
    readonly drawCaption: typeof drawCaption;
    readonly drawTag: typeof drawTag;
    readonly drawTags: typeof drawTags;
    readonly withDescription: typeof withDescription;
    readonly crc: typeof crc;
  };
  readonly deliver: Deliver;
  /** Says it to screen readers. */
  announce(text: string): void;
}

/** What is wanted. */
export interface Order {
  readonly kind: Kind;
  /** px; smaller where the file would become too large. */
  readonly width: number;
  /** Height over width. */
  readonly aspect: number;
  readonly seconds: number;
}

/** Font sizes of the caption and of tags, as shares of the width: larger than in pictures, for phones. */
const CAPTION_FONT = 0.03;
const TAG_FONT = 0.034;
/** Height of the caption's strip, in font sizes; with the host's mark in it. */
const [STRIP, MARKED_STRIP] = [2.4, 3.4];
const PAPER = "#fbf9f6";
/**
 * A picture is at most so much higher than wide, with paper above and below the rest: there the end of the bust would
 * be seen, and apps that show upright clips lay their buttons over these parts.
 */
const MOST_TALL = 1.25;

/** Video encoders take even sides only. */
const even = (side: number) => 2 * Math.round(side / 2);

async function formatFor(width: number, height: number, crc: (bytes: Uint8Array) => number): Promise<Format> {
  // First: WebKitGTK 2.50 falls when it is asked of an encoder before it was asked of a recorder.
  const otherwise = recorded() ?? animated(crc);
  return (await encoded(width, height)) ?? otherwise;
}

/**
 * The file of a clip. `progress` is told from 0 to 1. Rejected where nothing can be written, and with the reason of
 * `signal` once that is aborted: then nothing is left.
 */
export async function makeClip(
  order: Order,
  tools: Tools,
  signal: AbortSignal,
  progress: (share: number, waits: boolean) => void,
): Promise<File> {
  const { keepsake, words, drawing } = tools;
  const source = tools.source();
  const p = tools.parameters.find(({ name }) => name === "months") as NumberParameter;
  const months = { last: p.knots!.length - 1, at: (position: number) => tools.valueAt(p, position) };
  const format = await formatFor(even(order.width), even(order.width * order.aspect), keepsake.crc);
  const width = even(Math.min(order.width, format.mostWidth));
  const height = even(width * order.aspect);
  const frames = Math.max(1, Math.round(order.seconds * format.rate));
  const states = Array.from({ length: frames }, (_, i) => frameState(order.kind, i, frames, source.state, months));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d", { alpha: false })!;
  const strip = Math.ceil(width * CAPTION_FONT * (source.mark ? MARKED_STRIP : STRIP));
  const tall = Math.min(height - strip, Math.round(width * MOST_TALL));
  const above = Math.round((height - strip - tall) / 2);

  /** The label of a frame, where its picture alone does not tell what it shows. */
  const labelOf = (state: (typeof states)[number]) => {
    if (order.kind === "years") return words.brief(p, state.months!);
    if (order.kind !== "sessions") return undefined;
    return Number(state.sessions) > 0
      ? words.text("desk.clip.session", { n: words.number(Number(state.sessions)) })
      : words.text("before");
  };
  const tags = source.designs?.tags ?? ["before", "after"].map((key) => words.text(key));
  const compose = (picture: ImageBitmap, state: (typeof states)[number]) => {
    context.fillStyle = PAPER;
    context.fillRect(0, 0, width, height);
    // A photograph has a size of its own.
    const scale = Math.min(width / picture.width, tall / picture.height);
    const [w, h] = [picture.width * scale, picture.height * scale];
    const [left, top] = [(width - w) / 2, above + (tall - h) / 2];
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, left, top, w, h);
    const label = labelOf(state);
    context.save();
    context.translate(left, top);
    if (label === undefined) keepsake.drawTags(context, w, h, Number(state.compare), tags, width * TAG_FONT);
    else keepsake.drawTag(context, label, w, true, width * TAG_FONT);
    context.restore();
    keepsake.drawCaption(context, source, width * CAPTION_FONT, width, above + tall, strip);
  };

  const reel = format.open({
    canvas,
    frames,
    rate: format.rate,
    title: source.caption,
    comment: `smp-visualizer, code ${source.code}`,
    signal,
  });
  try {
    const wanted = states.filter((state, i) => i === 0 || !isSame(state, states[i - 1]!));
    let i = 0;
    const requests = wanted.map((state) => ({ state, width, height: tall }));
    const pictures = tools.renderEach({
      // Of a photograph by a core that has it too.
      files: source.fixed ? drawing.files : tools.files,
      photograph: (source.fixed && drawing.photograph?.()) || [],
      requests,
      signal,
      read: async (engine, canvas) => (await engine.snapshot()) ?? createImageBitmap(canvas),
    });
    for await (const picture of pictures) {
      signal.throwIfAborted();
      compose(picture, states[i]!);
      picture.close();
      const state = states[i]!;
      for (let again = false; i < frames && isSame(state, states[i]!); again = true) {
        await reel.add(again);
        signal.throwIfAborted();
        progress(++i / frames, false);
      }
    }
    const blob = await reel.finish((share) => progress(share, true));
    signal.throwIfAborted();
    const image = blob.type === "image/png";
    const file = image ? await keepsake.withDescription(blob, source) : blob;
    const ending = image ? "png" : blob.type.replace("video/", "");
    return new File([file], `smp-${order.kind === "compare" ? "before-after" : order.kind}.${ending}`, {
      type: blob.type,
    });
  } finally {
    reel.close();
  }
}
