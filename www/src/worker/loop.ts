// The render loop: apply changes, step the core, present; the same for start-up, sliders, dragging and refinement.
//
// Runs unchanged in a worker and on the main thread. Between two steps it yields, so that newer input is applied first;
// but a picture that has been due for a while is finished before newer input may restart it, or steady dragging would
// never show one.

import type { PhotographCall, Report, Simulation } from "./core";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface RenderedFrame {
  readonly width: number;
  readonly height: number;
  /** All steps have run: the picture is final. */
  readonly refined: boolean;
  /** Number of calls of `change` and `size` that the picture contains; shows whether it is the latest one. */
  readonly serial: number;
  /** Present when the counts may have changed since the last frame. */
  readonly report?: Report;
  /** The places of the hairline handles in this picture, while they are requested. */
  readonly handles?: Float32Array;
  /** What is measured in this picture, while that is requested. */
  readonly measures?: Float32Array;
}

/** A handle and its target place in the picture, as shares of its sides. */
export type HandleTarget = readonly [handle: number, x: number, y: number];

/** A choice of a parameter, both by index; a pattern of loss at a share of its full extent. */
export interface ThumbnailRequest {
  readonly id: number;
  readonly parameter: number;
  readonly choice: number;
  readonly share: number;
}

export interface FrameListener {
  frame(frame: RenderedFrame): void;
  /** A thumbnail is drawn; undefined where there is nothing to show. */
  thumbnail(id: number, image: ImageData | undefined): void;
  /** Drawing has ended with an error. */
  failed(error: unknown): void;
}

export type Change = readonly [index: number, value: number];

type Context2d = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Time after which a due picture is finished before newer input is applied, ms. */
const FINISH_AFTER_MS = 50;
/** Target frame time while moving, ms: 60 frames per second. */
const MOVING_FRAME_MS = 16;
/** Longer side of the picture while moving, px: at first, the least at which a head is recognized, and the most. */
export const MOVING_SIDE = 400;
const MOVING_LEAST = 320;
const MOVING_MOST = 720;
/** Idle time before thumbnails are drawn, ms. */
const IDLE_BEFORE_THUMBNAILS_MS = 200;

/** Adapts the side of moving pictures to the measured frame time, ms, in coarse steps so that it converges. */
export function adaptMovingSide(side: number, spent: number): number {
  const ratio = Math.sqrt(MOVING_FRAME_MS / spent);
  if (ratio >= 1 && ratio < 1.3) return side;
  const wanted = side * Math.min(1.25, Math.max(0.6, ratio));
  return Math.floor(Math.min(MOVING_MOST, Math.max(MOVING_LEAST, wanted)) / 16) * 16;
}

export class RenderLoop {
  readonly #simulation: Simulation;
  readonly #context: Context2d;
  readonly #listener: FrameListener;
  readonly #taskChannel = new MessageChannel();

  #changes = new Map<number, number>();
  #size: Size = { width: 0, height: 0 };
  #appliedSize: Size = this.#size;
  #moving = false;
  #movingSide = MOVING_SIDE;
  #active = true;
  #scheduled = false;
  /** When work on the next picture began; 0 while none is due. */
  #dueSince = 0;
  /** Time spent inside steps since then, ms. */
  #spent = 0;
  #receivedSerial = 0;
  #appliedSerial = 0;
  /** Whether the report must be sent: for pending changes, and with the next picture. */
  #countsPending = true;
  #counts = false;
  #refined = false;
  #freed = false;
  #thumbnails: readonly ThumbnailRequest[] = [];
  #thumbnailSide = 0;
  /** Time of the last change, size or request for thumbnails. */
  #lastInput = 0;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;
  #handles = false;
  #measures = false;
  /** The picture is a photograph: of one size, whatever the stage's is. */
  #photograph = false;

  constructor(simulation: Simulation, context: Context2d, listener: FrameListener) {
    this.#simulation = simulation;
    this.#context = context;
    this.#listener = listener;
    this.#taskChannel.port1.onmessage = () => this.#run();
  }

  /** Queues new values; `counts` if dots or areas may differ afterwards. */
  change(changes: readonly Change[], counts: boolean): void {
    // A value set again moves to the end of the queue: `view` sets the camera, so a later yaw must come after it.
    for (const [index, value] of changes) {
      this.#changes.delete(index);
      this.#changes.set(index, value);
    }
    this.#countsPending ||= counts;
    this.#receivedSerial++;
    this.#lastInput = performance.now();
    this.#schedule();
  }

  /** Full size of the picture, px. While `moving`, a smaller one is drawn instead. */
  size(size: Size, moving: boolean): void {
    this.#size = size;
    this.#moving = moving;
    this.#receivedSerial++;
    this.#lastInput = performance.now();
    this.#schedule();
  }

  /** Thumbnails to draw when idle; replaces earlier requests. */
  thumbnails(wanted: readonly ThumbnailRequest[], side: number): void {
    this.#thumbnails = wanted;
    this.#thumbnailSide = side;
    // A request counts as input: it usually follows a press.
    this.#lastInput = performance.now();
    this.#schedule();
  }

  /** Whether each frame carries the places of the handles; the present frame is sent again at once. */
  handles(wanted: boolean): void {
    this.#handles = wanted;
    this.#refined = false;
    this.#schedule();
  }

  /** Whether each frame carries what is measured; the present frame is sent again at once, with the report. */
  measures(wanted: boolean): void {
    this.#measures = wanted;
    this.#counts ||= wanted;
    this.#refined = false;
    this.#schedule();
  }

  /** The values of a handle's rows for a target place; empty where there is no handle. */
  handleValues([handle, x, y]: HandleTarget): readonly number[] {
    try {
      return [...this.#simulation.handleValues(handle, x, y)];
    } catch (error) {
      this.#listener.failed(error);
      return [];
    }
  }

  /** Asks the core about a photograph; its answer, or nothing if drawing fails at it. */
  photograph([method, ...given]: PhotographCall): unknown {
    try {
      const core = this.#simulation as unknown as Record<string, (...given: readonly unknown[]) => unknown>;
      const answer = core[method]!(...given);
      if (method === "openPhotograph") this.#photograph = true;
      if (method === "forgetPhotograph") {
        this.#photograph = false;
        this.#appliedSize = { width: 0, height: 0 };
      }
      this.#countsPending = true;
      this.#receivedSerial++;
      this.#schedule();
      return answer;
    } catch (error) {
      this.#listener.failed(error);
      return undefined;
    }
  }

  /** Pauses or resumes; work continues where it stopped. */
  setActive(active: boolean): void {
    this.#active = active;
    this.#schedule();
  }

  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    clearTimeout(this.#idleTimer);
    this.#taskChannel.port1.close();
    try {
      this.#simulation.free();
    } catch {
      // One that failed in the middle of a step counts as in use for ever; its memory goes with its instance.
    }
  }

  /** There is a step to take, or a pause of input to wait for. */
  get busy(): boolean {
    return this.#scheduled || (this.#active && this.#thumbnails.length > 0);
  }

  #schedule(): void {
    if (this.#scheduled || this.#freed || !this.#active || this.#size.width === 0) return;
    this.#scheduled = true;
    this.#taskChannel.port2.postMessage(0);
  }

  #run(): void {
    this.#scheduled = false;
    if (this.#freed || !this.#active) return;
    try {
      if (this.#step()) this.#schedule();
    } catch (error) {
      this.#listener.failed(error);
    }
  }

  /** Runs one step; false when nothing is left to do. */
  #step(): boolean {
    const began = performance.now();
    if (this.#dueSince === 0 || began - this.#dueSince < FINISH_AFTER_MS) this.#applyPending(began);
    const name = this.#simulation.step();
    this.#spent += performance.now() - began;
    if (name === "compose") {
      this.#present(false);
      // Moving pictures are not refined.
      if (this.#small) return this.#appliedSerial !== this.#receivedSerial;
    }
    if (name !== undefined) return true;
    if (this.#appliedSerial !== this.#receivedSerial) {
      this.#dueSince = 0;
      return true;
    }
    if (!this.#refined) this.#present(true);
    return !this.#small && this.#thumbnails.length > 0 && this.#drawThumbnail(began);
  }

  /** Draws one thumbnail, or waits until input pauses; true when there may be more to do. */
  #drawThumbnail(now: number): boolean {
    const wait = this.#lastInput + IDLE_BEFORE_THUMBNAILS_MS - now;
    if (wait > 0) {
      clearTimeout(this.#idleTimer);
      this.#idleTimer = setTimeout(() => this.#schedule(), wait);
      return false;
    }
    const [next, ...others] = this.#thumbnails;
    this.#thumbnails = others;
    if (next)
      this.#listener.thumbnail(
        next.id,
        this.#simulation.thumbnail(next.parameter, next.choice, next.share, this.#thumbnailSide),
      );
    return true;
  }

  #applyPending(now: number): void {
    const size = this.#photograph ? this.#appliedSize : this.#small ? this.#movingSize() : this.#size;
    const resized = size.width !== this.#appliedSize.width || size.height !== this.#appliedSize.height;
    if (resized) {
      this.#simulation.resize(size.width, size.height);
      this.#appliedSize = size;
    }
    for (const [index, value] of this.#changes) this.#simulation.set(index, value);
    if ((resized || this.#changes.size > 0) && this.#dueSince === 0) {
      this.#dueSince = now;
      this.#spent = 0;
    }
    // A picture that is finished before newer input is applied must not consume the report due with the newer one.
    this.#counts ||= this.#countsPending;
    this.#countsPending = false;
    if (this.#appliedSerial !== this.#receivedSerial) this.#refined = false;
    this.#appliedSerial = this.#receivedSerial;
    this.#changes.clear();
  }

  /** A smaller picture is drawn than the full one. */
  get #small(): boolean {
    return this.#moving && !this.#photograph;
  }

  #movingSize(): Size {
    const longer = Math.max(this.#size.width, this.#size.height);
    const scale = Math.min(1, this.#movingSide / longer);
    const px = (side: number) => Math.max(1, Math.round(side * scale));
    return { width: px(this.#size.width), height: px(this.#size.height) };
  }

  #present(refined: boolean): void {
    if (!refined || this.#dueSince !== 0) this.#draw();
    if (this.#small && this.#dueSince !== 0 && this.#spent > 0)
      this.#movingSide = adaptMovingSide(this.#movingSide, this.#spent);
    this.#refined = refined;
    this.#dueSince = 0;
    const { width, height } = this.#context.canvas;
    const places = this.#handles && this.#simulation.handles();
    const measures = this.#measures && this.#simulation.measures();
    const frame = {
      width,
      height,
      refined,
      serial: this.#appliedSerial,
      ...(places && { handles: places }),
      ...(measures && { measures }),
    };
    this.#listener.frame(this.#counts ? { ...frame, report: this.#simulation.report() } : frame);
    this.#counts = false;
  }

  #draw(): void {
    const image = this.#simulation.image();
    const { canvas } = this.#context;
    // Setting the size clears the canvas; in the same task as the picture, so it is not visible.
    if (canvas.width !== image.width || canvas.height !== image.height) {
      canvas.width = image.width;
      canvas.height = image.height;
    }
    this.#context.putImageData(image, 0, 0);
  }
}
