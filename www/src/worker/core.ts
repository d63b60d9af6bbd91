// Types of the compiled core, in one place; see src/wasm.rs.

import init, * as glue from "../../pkg/smp_visualizer.js";
import { DrawingError, withFailure } from "./failure";

/** Counts and estimates of the treatment in the picture. */
export interface Report {
  readonly dots: number;
  readonly dots_per_cm2: number;
  readonly treated_area_cm2: number;
  /** Follicular units transplanted, limited by donors and free places. */
  readonly grafts: number;
  readonly native_hairs: number;
  readonly hair_lost_area_cm2: number;
  readonly sessions: readonly [number, number];
  readonly hours: readonly [number, number];
  /** Years until a touch-up; zeros without treatment. */
  readonly touch_up_years: readonly [number, number];
  readonly coverage: number;
  /** Ids of notes, the most important first; their texts are in the locale. */
  readonly notes: readonly string[];
  /** The tone that matches the chosen hair, if any does. */
  readonly matching_tone?: number | null;
}

export interface Simulation {
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
