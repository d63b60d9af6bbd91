// Set, step, present: the one mechanism behind start-up, sliders, dragging and refinement.
//
// Runs unchanged in a worker and on the main thread. Between two steps it yields, so that newer input is taken
// first; but a picture that has been owed for a while is finished before newer input may restart it, or steady
// dragging would never show one.

import type { Report, Simulation } from "./core";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Fully refined: this is the picture every browser ends on. */
  readonly rest: boolean;
  /** How many calls of `change` and `size` this picture has taken in; tells a late frame from the wanted one. */
  readonly serial: number;
  /** Present when the counts may have changed since the last frame. */
  readonly report?: Report;
  /** Where the handles of the hairline are in this picture, while they are wanted. */
  readonly handles?: Float32Array;
}

/** A handle brought to a place of the picture, in shares of its sides. */
export type Reach = readonly [handle: number, x: number, y: number];

/** A small picture of the head: which choice of which parameter, both by place, and how far a pattern has gone. */
export interface Chart {
  readonly id: number;
  readonly parameter: number;
  readonly choice: number;
  readonly share: number;
}

export interface Listener {
  frame(frame: Frame): void;
  /** A chart is done; without an image where there is nothing to show. */
  chart(id: number, image: ImageData | undefined): void;
  /** Drawing stopped for good. */
  failed(error: unknown): void;
}

export type Change = readonly [index: number, value: number];

type Surface = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** The picture is finished before newer input once it has been owed this long, ms. */
const PATIENCE = 50;
/** While turning, a frame should take no longer than this, ms: sixty a second. */
const MOVING_FRAME = 16;
/** Longer side while turning, px: at first, the least that still reads as a head, and the most ever worth it. */
export const MOVING_SIDE = 400;
const MOVING_LEAST = 320;
const MOVING_MOST = 720;
/** Charts wait until no hand has moved for this long, ms. */
const CALM = 200;

/** The side to turn at after a frame that took `spent` ms at another, in coarse steps so that it settles. */
export function movingSide(side: number, spent: number): number {
  const ratio = Math.sqrt(MOVING_FRAME / spent);
  if (ratio >= 1 && ratio < 1.3) return side;
  const wanted = side * Math.min(1.25, Math.max(0.6, ratio));
  return Math.floor(Math.min(MOVING_MOST, Math.max(MOVING_LEAST, wanted)) / 16) * 16;
}

export class Loop {
  readonly #simulation: Simulation;
  readonly #surface: Surface;
  readonly #listener: Listener;
  readonly #turn = new MessageChannel();

  #changes = new Map<number, number>();
  #size: Size = { width: 0, height: 0 };
  #sized: Size = this.#size;
  #moving = false;
  #movingSide = MOVING_SIDE;
  #awake = true;
  #scheduled = false;
  /** When the work on the next picture began; 0 while none is owed. */
  #owed = 0;
  /** Time spent inside steps since then, ms. */
  #spent = 0;
  #received = 0;
  #taken = 0;
  /** Whether the counts may be others: of what was heard, and of what the next picture shows. */
  #countsHeard = true;
  #counts = false;
  #rest = false;
  #freed = false;
  #charts: readonly Chart[] = [];
  #side = 0;
  /** When a value, a size or a wish for charts came last. */
  #heard = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #handles = false;

  constructor(simulation: Simulation, surface: Surface, listener: Listener) {
    this.#simulation = simulation;
    this.#surface = surface;
    this.#listener = listener;
    this.#turn.port1.onmessage = () => this.#run();
  }

  /** Takes new values; `counts` when dots or areas may differ afterwards. */
  change(changes: readonly Change[], counts: boolean): void {
    // A value given twice takes its place anew: `view` moves the camera, and what came after it must win.
    for (const [index, value] of changes) {
      this.#changes.delete(index);
      this.#changes.set(index, value);
    }
    this.#countsHeard ||= counts;
    this.#received++;
    this.#heard = performance.now();
    this.#wake();
  }

  /** Full size of the picture, px. While `moving`, a smaller one is drawn in its place. */
  size(size: Size, moving: boolean): void {
    this.#size = size;
    this.#moving = moving;
    this.#received++;
    this.#heard = performance.now();
    this.#wake();
  }

  /** Small charts to draw when all else is done; those asked for before are not wanted any more. */
  charts(wanted: readonly Chart[], side: number): void {
    this.#charts = wanted;
    this.#side = side;
    // Who asks has just pressed something, and may press again.
    this.#heard = performance.now();
    this.#wake();
  }

  /** From now on each frame says where the handles are, or none does; the present picture is told of at once. */
  handles(wanted: boolean): void {
    this.#handles = wanted;
    this.#rest = false;
    this.#wake();
  }

  /** What a handle's rows would be with it elsewhere; nothing where there is no handle. */
  reach([handle, x, y]: Reach): readonly number[] {
    return [...this.#simulation.reach(handle, x, y)];
  }

  /** Out of sight nothing is drawn; the work goes on where it stopped. */
  awake(awake: boolean): void {
    this.#awake = awake;
    this.#wake();
  }

  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    clearTimeout(this.#pause);
    this.#turn.port1.close();
    this.#simulation.free();
  }

  #wake(): void {
    if (this.#scheduled || this.#freed || !this.#awake || this.#size.width === 0) return;
    this.#scheduled = true;
    this.#turn.port2.postMessage(0);
  }

  #run(): void {
    this.#scheduled = false;
    if (this.#freed || !this.#awake) return;
    try {
      if (this.#step()) this.#wake();
    } catch (error) {
      this.#listener.failed(error);
    }
  }

  /** One step; false when nothing is left to do. */
  #step(): boolean {
    const began = performance.now();
    if (this.#owed === 0 || began - this.#owed < PATIENCE) this.#take(began);
    const name = this.#simulation.step();
    this.#spent += performance.now() - began;
    if (name === "compose") {
      this.#present(false);
      // A passing picture is not worth refining.
      if (this.#moving) return this.#taken !== this.#received;
    }
    if (name !== undefined) return true;
    if (this.#taken !== this.#received) {
      this.#owed = 0;
      return true;
    }
    if (!this.#rest) this.#present(true);
    return !this.#moving && this.#charts.length > 0 && this.#chart(began);
  }

  /** Draws one chart, or waits for a calm moment; true when there may be more to do. */
  #chart(now: number): boolean {
    const wait = this.#heard + CALM - now;
    if (wait > 0) {
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.#wake(), wait);
      return false;
    }
    const [next, ...others] = this.#charts;
    this.#charts = others;
    if (next)
      this.#listener.chart(next.id, this.#simulation.picture(next.parameter, next.choice, next.share, this.#side));
    return true;
  }

  #take(now: number): void {
    const size = this.#moving ? this.#smaller() : this.#size;
    const resized = size.width !== this.#sized.width || size.height !== this.#sized.height;
    if (resized) {
      this.#simulation.resize(size.width, size.height);
      this.#sized = size;
    }
    for (const [index, value] of this.#changes) this.#simulation.set(index, value);
    if ((resized || this.#changes.size > 0) && this.#owed === 0) {
      this.#owed = now;
      this.#spent = 0;
    }
    // A picture that is finished before newer input must not use up the report that the newer one owes.
    this.#counts ||= this.#countsHeard;
    this.#countsHeard = false;
    if (this.#taken !== this.#received) this.#rest = false;
    this.#taken = this.#received;
    this.#changes.clear();
  }

  #smaller(): Size {
    const longer = Math.max(this.#size.width, this.#size.height);
    const scale = Math.min(1, this.#movingSide / longer);
    const px = (side: number) => Math.max(1, Math.round(side * scale));
    return { width: px(this.#size.width), height: px(this.#size.height) };
  }

  #present(rest: boolean): void {
    if (!rest || this.#owed !== 0) this.#draw();
    if (this.#moving && this.#owed !== 0 && this.#spent > 0)
      this.#movingSide = movingSide(this.#movingSide, this.#spent);
    this.#rest = rest;
    this.#owed = 0;
    const { width, height } = this.#sized;
    const places = this.#handles && this.#simulation.handles();
    const frame = { width, height, rest, serial: this.#taken, ...(places && { handles: places }) };
    this.#listener.frame(this.#counts ? { ...frame, report: this.#simulation.report() } : frame);
    this.#counts = false;
  }

  #draw(): void {
    const image = this.#simulation.image();
    const { canvas } = this.#surface;
    // Setting the size clears the canvas; in the same turn as the picture nobody sees that.
    if (canvas.width !== image.width || canvas.height !== image.height) {
      canvas.width = image.width;
      canvas.height = image.height;
    }
    this.#surface.putImageData(image, 0, 0);
  }
}
