// What the compiled core offers, in one place; see src/wasm.rs.

import init, * as glue from "../../pkg/smp_visualizer.js";
import { Refusal, refusing } from "./failure";

/** Counts and estimates that belong to the picture. */
export interface Report {
  readonly dots: number;
  readonly dots_per_cm2: number;
  readonly treated_area_cm2: number;
  /** Follicular units transplanted: those that found a donor and a place. */
  readonly grafts: number;
  readonly native_hairs: number;
  readonly hair_lost_area_cm2: number;
  readonly sessions: readonly [number, number];
  readonly hours: readonly [number, number];
  /** Years until it would be refreshed; zeros where there is nothing to refresh. */
  readonly touch_up_years: readonly [number, number];
  readonly coverage: number;
  /** Ids of remarks, the most important first; their words are in the locale. */
  readonly notes: readonly string[];
  /** The tone that fits the chosen hair, if any does. */
  readonly matching_tone?: number | null;
}

export interface Simulation {
  set(index: number, value: number): void;
  resize(width: number, height: number): void;
  /** Runs the next due piece of work and names it; `undefined` when the picture is at rest. */
  step(): string | undefined;
  /** A view on the core's memory, valid until the next call. */
  image(): ImageData;
  /**
   * A small picture of this head with a choice of a parameter, both by their places; a pattern has gone for a share of
   * its way. Nothing before the first picture, and where the choice shows nothing.
   */
  picture(parameter: number, choice: number, share: number, side: number): ImageData | undefined;
  report(): Report;
  /** The five handles of the hairline: x, y in shares of the picture, and 1 where seen; empty without a drawn line. */
  handles(): Float32Array;
  /** What the two rows of a handle would be with it at a place of the picture. */
  reach(handle: number, x: number, y: number): Float64Array;
  free(): void;
}

/** A seed nobody chose. */
export const randomSeed: () => number = glue.randomSeed;

export async function start(module: WebAssembly.Module): Promise<Simulation> {
  await refusing("wasm", init({ module_or_path: module }));
  return new glue.Simulation() as unknown as Simulation;
}

/** The context that pictures are put on; the picture covers all of it. */
export function surfaceOf<T extends HTMLCanvasElement | OffscreenCanvas>(canvas: T) {
  const surface = canvas.getContext("2d", { alpha: false }) as
    | CanvasRenderingContext2D
    | OffscreenCanvasRenderingContext2D
    | null;
  if (!surface) throw new Refusal("canvas", "no 2d context");
  return surface;
}
