// Types of the compiled core, in one place; see src/wasm.rs.

import init, * as glue from "../../pkg/smp_visualizer.js";
import { DrawingError, withFailure } from "./failure";

/** Counts and estimates of the treatment in the picture. */
export interface Report {
  readonly dots: number;
  readonly dots_per_cm2: number;
  readonly treated_area_cm2: number;
  /** What of it lies in each part of the scalp. */
  readonly treated_parts_cm2: Readonly<Record<"hairline" | "crown" | "top" | "sides" | "scar", number>>;
  /** Lengths over the skin, and the angles of the temples; none without a hairline, and on a photograph. */
  readonly measures: {
    readonly brow_to_hairline_mm: number;
    readonly hairline_to_vertex_mm: number;
    readonly corner_to_corner_mm: number;
    readonly left_temple_deg: number;
    readonly right_temple_deg: number;
  } | null;
  /** Follicular units transplanted, limited by donors and free places. */
  readonly grafts: number;
  readonly native_hairs: number;
  readonly hair_lost_area_cm2: number;
  /** Skin that later loss has bared outside the treatment. */
  readonly bare_outside_cm2: number;
  readonly sessions: readonly [number, number];
  readonly hours: readonly [number, number];
  /** Years until a touch-up; zeros without treatment. */
  readonly touch_up_years: readonly [number, number];
  readonly coverage: number;
  /** Days after a shave on which hair shows beside the dots; 0 where dots are too dark for it, none without either. */
  readonly shows_after_days: number | null;
  /** Days from one shave to the next so that it does not; zeros where that is not the question. */
  readonly shave_every_days: readonly [number, number];
  /** Share of the pigment that laser sessions have left, 0–1; none without one. */
  readonly pigment_left: number | null;
  /** Ids of notes, the most important first; their texts are in the locale. */
  readonly notes: readonly string[];
  /** The tone that matches the chosen hair, if any does. */
  readonly matching_tone?: number | null;
}

/** How a photograph fits the head. Places are px of the photograph from its top left corner. */
export interface PhotographFit {
  /** Empty, or `too-few`, `outside`, `coincident`, `collinear`, `swapped`, `implausible`. */
  readonly problem: string;
  /** The kind of handle that the problem is about; −1 for none. */
  readonly handle: number;
  /** What is left between handles and head, and between the two outlines, rms in mm. */
  readonly landmark_mm: number;
  readonly outline_mm: number;
  /** No head has this shape: the picture has lost its aspect ratio, or a handle is wrong. */
  readonly stretched: boolean;
  /** Width of the skull's outline, px. */
  readonly head_px: number;
  /** Where the fitted head has the landmarks: triples of kind, x, y. */
  readonly handles: readonly number[];
  /** The skull's outline, pairs of x, y. */
  readonly outline: readonly number[];
  /** Lines over the head, each of pairs of x, y. */
  readonly wire: readonly (readonly number[])[];
  /** What it tells of the head's shape, for other photographs of the person. */
  readonly shape: readonly number[];
}

/** What a fitted photograph is good for. */
export interface PhotographChecks {
  readonly hair: "shaved" | "short" | "long";
  readonly small: boolean;
  readonly blurred: boolean;
  readonly dark: boolean;
  readonly clipped: boolean;
}

/**
 * What the core does with a photograph, in the file that has it: the one with which an element starts has not. Views
 * and kinds of handles are indices in the core's order.
 */
export interface PhotographCore {
  /**
   * Keeps a copy; from now on the picture is this photograph, of its own size, 16 to 4096 px a side. `focalPx` is 0
   * where the focal length is not known. False where size and bytes do not fit.
   */
  openPhotograph(
    rgba: Uint8Array,
    width: number,
    height: number,
    principalX: number,
    principalY: number,
    focalPx: number,
    others?: Float64Array,
  ): boolean;
  forgetPhotograph(): void;
  /** Where the handles of a view begin: triples of kind, x, y; without those that the view does not show. */
  nominalHandles(view: number): Float64Array;
  /**
   * Fits camera and shape to handles (triples of kind, x, y) and to places of the outline set by hand (pairs of x, y).
   * With `snap` the rest of the outline is looked for in the photograph, which takes longer.
   */
  fitPhotograph(view: number, handles: Float64Array, pins: Float64Array, snap: boolean): PhotographFit;
  /** Whether the stubble that the settings leave is added, as on a head shaved with a razor; at first it is not. */
  addStubble(adds: boolean): void;
  /** All strokes of the brush in their order: x, y, radius, and −1 to erase or 1 to restore. */
  photographStrokes(strokes: Float32Array): void;
  /** Once a fit stands. */
  photographChecks(): PhotographChecks;
  /** The fit as a short text, for a host's own photograph. */
  fitCode(): string;
  /** The fit of such a text; false if it is none of this photograph. */
  setFitCode(code: string): boolean;
}

/** One call of these, as a message: the method and what it is given. */
export type PhotographCall = {
  [Method in keyof PhotographCore]: readonly [method: Method, ...given: Parameters<PhotographCore[Method]>];
}[keyof PhotographCore];

export interface Simulation extends PhotographCore {
  set(index: number, value: number): void;
  resize(width: number, height: number): void;
  /** Runs the next due step and returns its name; `undefined` when the picture is fully refined. */
  step(): string | undefined;
  /** The picture, as a view of the core's memory, valid until the next call. */
  image(): ImageData;
  /**
   * A thumbnail of this head with a choice of a parameter, both by index; a pattern of loss at a share of its full
   * extent. Undefined before the first picture, and where the choice shows nothing.
   */
  thumbnail(parameter: number, choice: number, share: number, side: number): ImageData | undefined;
  report(): Report;
  /** The five handles of the hairline: x, y as shares of the picture, and 1 if visible; empty without a drawn line. */
  handles(): Float32Array;
  /** What is measured on the head, as the picture shows it; see src/wasm.rs. */
  measures(): Float32Array;
  /** The values of a handle's two rows for a place of the picture; empty without a drawn line. */
  handleValues(handle: number, x: number, y: number): Float64Array;
  free(): void;
}

/** A random seed. */
export const randomSeed: () => number = glue.randomSeed;

export async function createSimulation(module: WebAssembly.Module): Promise<Simulation> {
  await withFailure("wasm", init({ module_or_path: module }));
  return new glue.Simulation();
}

/** The 2D context of a canvas, without alpha: the picture covers all of it. */
export function contextOf<T extends HTMLCanvasElement | OffscreenCanvas>(canvas: T) {
  const context = canvas.getContext("2d", { alpha: false }) as
    | CanvasRenderingContext2D
    | OffscreenCanvasRenderingContext2D
    | null;
  if (!context) throw new DrawingError("canvas", "no 2d context");
  return context;
}
