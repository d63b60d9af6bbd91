// What the chunk is handed by the element, so that it shares no code with it, and a photograph at work.

import type { Drawing } from "../engine/drawing";
import type { el, icon } from "../ui/dom";
import type { addStyle } from "../ui/styles";
import type { Words } from "../ui/words";
import type { PhotographFit } from "../worker/core";
import type { Given, Kept } from "./decode";
import { type Crop, type Place, placeIn, placeOf, sizeOf } from "./frame";
import type { Strokes } from "./strokes";

/** The part of the element's interface that photographs lie in. */
export interface Surroundings {
  readonly root: HTMLElement;
  readonly stage: HTMLElement;
  /** The row with the button that opens a photograph. */
  readonly own: HTMLElement;
}

export interface Tools {
  readonly el: typeof el;
  readonly icon: typeof icon;
  readonly addStyle: typeof addStyle;
  readonly words: Words;
  readonly ui: Surroundings;
  readonly drawing: Drawing;
  readonly posterUrl: string;
}

/** In the core's order. */
export const VIEWS = [
  "front",
  "three-quarter-left",
  "three-quarter-right",
  "left",
  "right",
  "bowed",
  "top",
  "crown",
  "back",
] as const;
/** In the core's order: kinds of handles. */
export const KINDS = ["left-eye", "right-eye", "nose", "chin", "left-ear", "right-ear"] as const;

/** Places of the outline that can be dragged: a choice; the core takes up to 16. */
export const PINS = 5;

/** What left and right become in a mirror. */
const MIRRORED_VIEWS = [0, 2, 1, 4, 3, 5, 6, 7, 8];
const MIRRORED_KINDS = [1, 0, 2, 3, 5, 4];

/** One photograph at work. Places are px of what the core is given of it. */
export interface Shot {
  readonly kept: Kept;
  given: Given;
  crop: Crop;
  view: number;
  /** The handles by their kind. */
  handles: Map<number, Place>;
  /** Kinds that a hand has moved. */
  moved: Set<number>;
  /** Places of the outline, where a hand has set them. */
  pins: (Place | undefined)[];
  readonly strokes: Strokes;
  /** Stubble is added where the settings leave hair. */
  stubble: boolean;
  /** The last fit without a problem. */
  fit: PhotographFit | undefined;
}

/** Another crop of a photograph: everything moves along. Its pixels are given anew by the caller. */
export function recrop(shot: Shot, crop: Crop): void {
  const mirror = crop.mirrored !== shot.crop.mirrored;
  const place = (from: Place): Place => placeIn(crop, placeOf(shot.crop, from));
  const kind = (of: number) => (mirror ? MIRRORED_KINDS[of]! : of);
  const scale = sizeOf(crop).width / crop.width / (sizeOf(shot.crop).width / shot.crop.width);
  shot.strokes.map(place, scale);
  shot.handles = new Map([...shot.handles].map(([of, at]) => [kind(of), place(at)]));
  shot.moved = new Set([...shot.moved].map(kind));
  shot.pins = shot.pins.map((at) => at && place(at));
  if (mirror) {
    shot.view = MIRRORED_VIEWS[shot.view]!;
    shot.pins.reverse();
  }
  shot.crop = crop;
}

/** Handles as the core takes them. */
export const triples = ({ handles }: Shot): Float64Array =>
  Float64Array.from([...handles].flatMap(([kind, [x, y]]) => [kind, x, y]));

/** Places of the outline as the core takes them. */
export const pairs = ({ pins }: Shot): Float64Array => Float64Array.from(pins.flatMap((at) => at ?? []));

/** Pairs of x, y as places. */
export const placesOf = (line: readonly number[]): Place[] =>
  Array.from({ length: line.length >> 1 }, (_, i) => [line[2 * i]!, line[2 * i + 1]!]);
