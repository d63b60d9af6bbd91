// A photograph at work: its handles, its place in another crop, and what the brush has done, with undo and redo.

import type { PhotographCall, PhotographFit } from "../worker/core";
import type { Given, Kept } from "./decode";
import { type Crop, type Place, placeIn, placeOf, sizeOf } from "./frame";

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

/** The call that gives the core a photograph, and what the fits of the others tell: all are of one person. */
export function opening(shot: Shot, all: readonly Shot[]): PhotographCall {
  const { pixels, principal, focal } = shot.given;
  const others = Float64Array.from(all.flatMap((each) => (each === shot ? [] : (each.fit?.shape ?? []))));
  const bytes = new Uint8Array(pixels.data.buffer);
  return ["openPhotograph", bytes, pixels.width, pixels.height, ...principal, focal, others];
}

/** Pairs of x, y as places. */
export const placesOf = (line: readonly number[]): Place[] =>
  Array.from({ length: line.length >> 1 }, (_, i) => [line[2 * i]!, line[2 * i + 1]!]);

// ---- The brush

/** One stroke: dabs of one radius along a path, px. */
export interface Stroke {
  readonly radius: number;
  /** −1 erases dots, 1 restores them. */
  readonly sign: -1 | 1;
  readonly path: readonly Place[];
}

export class Strokes {
  #done: Stroke[] = [];
  #undone: Stroke[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Begins a stroke; what was undone is gone. */
  begin(stroke: Stroke): void {
    this.#done.push(stroke);
    this.#undone = [];
  }

  /** Draws the last stroke on to a place, with dabs half a radius apart. */
  extend([x, y]: Place): void {
    const stroke = this.#done.pop();
    const from = stroke?.path.at(-1);
    if (!stroke || !from) return;
    const steps = Math.ceil(Math.hypot(x - from[0], y - from[1]) / (stroke.radius / 2));
    const more = Array.from({ length: steps }, (_, i): Place => {
      const share = (i + 1) / steps;
      return [from[0] + (x - from[0]) * share, from[1] + (y - from[1]) * share];
    });
    this.#done.push({ ...stroke, path: [...stroke.path, ...more] });
  }

  undo(): void {
    const stroke = this.#done.pop();
    if (stroke) this.#undone.push(stroke);
  }

  redo(): void {
    const stroke = this.#undone.pop();
    if (stroke) this.#done.push(stroke);
  }

  /** All of it in another crop: places by a map, radii by a factor. */
  map(place: (place: Place) => Place, scale: number): void {
    const mapped = (stroke: Stroke) => ({ ...stroke, radius: stroke.radius * scale, path: stroke.path.map(place) });
    this.#done = this.#done.map(mapped);
    this.#undone = this.#undone.map(mapped);
  }

  /** As the core has it: x, y, radius, sign of each dab, in order. */
  quadruples(): Float32Array {
    return Float32Array.from(
      this.#done.flatMap(({ radius, sign, path }) => path.flatMap(([x, y]) => [x, y, radius, sign])),
    );
  }
}
