// Scheduling of one element's picture: when to start a core, at what size, when to pause, and when it is complete.

import { numberOf, parameter, parameterIndex, type Value } from "../state/table";
import { inSettingOrder, type Values } from "../state/values";
import type { PhotographCall, PhotographCore } from "../worker/core";
import { DrawingError, type Failure, failureOf, isEngineFault } from "../worker/failure";
import type { Change, HandleTarget, RenderedFrame, Size, ThumbnailRequest } from "../worker/loop";
import { type CoreFiles, downloadCore, type Engine, openEngine } from "./engine";
import { assignCores, evict, markUsed, type PoolClient, releaseCore, requestCore } from "./pool";
import { pictureSize, pixelRatio } from "./size";

/** The DOM that it draws in. */
export interface DrawingTarget {
  /** The element's visible content, and the box of the picture in it. */
  readonly root: HTMLElement;
  readonly stage: HTMLElement;
  readonly thumbnails: { show(id: number, image: ImageData | undefined): void };
  /** A canvas that no worker has taken yet. */
  freshCanvas(): HTMLCanvasElement;
  /** Removes the error message. */
  setError(): void;
  /** Keeps the picture of a core that has ended. */
  keepSnapshot(image: ImageBitmap): void;
}

export interface DrawingHost {
  readonly values: Values;
  /** A picture is on the canvas: the `first` of a core, perhaps not of the element. */
  onFrame(frame: RenderedFrame, first: boolean, again: boolean): void;
  onError(type: Failure, error: Error): void;
}

/** Time after the last movement until the picture returns to full resolution, ms. */
const SETTLE_MS = 120;
/** Whether a parameter may change the counts of the report, or the matching tone. */
const counts = (name: string): boolean => name !== "tone" && parameter(name).stage !== "view";

/** What draws another design on the same stage: it moves, waits and ends along with the drawing. */
export interface Companion {
  change(entries: Entries): void;
  startMoving(): void;
  watch(): void;
  unwatch(): void;
  close(): void;
}

type Entries = readonly (readonly [string, Value])[];

/** Whose an engine is: what it tells goes to that drawing. */
interface Owner {
  is: Drawing;
}

export class Drawing implements PoolClient {
  readonly #element: HTMLElement;
  #files: CoreFiles;
  readonly #host: DrawingHost;
  #target: DrawingTarget | undefined;
  #engine: Engine | undefined;
  /** An engine is starting or ending. */
  #busy = false;
  /** The element was removed: an engine is started only for explicit requests. */
  #closed = false;
  /** Why drawing failed; it is not restarted automatically, to avoid a loop of failures. */
  #broken: Error | undefined;
  /** A core has ended by a fault of the browser's, and no picture has been complete since. */
  #faulted = false;
  /** Size of the refined picture, px. */
  size: Size = { width: 0, height: 0 };
  #moving = false;
  #handles = false;
  #measured: ((frame: RenderedFrame) => void) | undefined;
  /** What a new core has to be told of the photograph that is open; none while none is. */
  photograph: (() => readonly PhotographCall[]) | undefined;
  /** Draws another design beside this one. */
  companion: Companion | undefined;
  #owner: Owner = { is: this };
  /** The divider lies between two designs: where it is does not change the picture. */
  whole = false;
  #held = false;
  /** The picture shows another value than the present one. */
  #away = false;
  #settleTimer = 0;
  #near = false;
  /** Number of pending requests that need the picture although it may be out of sight. */
  #requests = 0;
  /** Number of changes and sizes sent to the engine; a frame with this serial shows all of them. */
  #serialSent = 0;
  /** The next frame is the engine's first. */
  #firstFrame = false;
  #shown = false;
  #refined = false;
  /** Ids of thumbnails that were requested and not yet drawn. */
  readonly #pendingThumbnails = new Set<number>();
  #waiting: { done: () => void; failed: (error: Error) => void }[] = [];
  #observers: { disconnect(): void }[] = [];
  readonly #onVisibility = () => this.#schedule();

  constructor(element: HTMLElement, files: CoreFiles, host: DrawingHost) {
    this.#element = element;
    this.#files = files;
    this.#host = host;
  }

  /** The core that it draws with. */
  get files(): CoreFiles {
    return this.#files;
  }

  get where(): string | undefined {
    return this.#engine?.where;
  }

  /** Observes the size of the stage, and whether it is near the viewport. */
  watch(target: DrawingTarget | undefined): void {
    this.#target = target;
    this.#closed = false;
    this.companion?.watch();
    if (!target || !this.#element.isConnected || this.#observers.length > 0) return;
    this.#clearError();
    const resized = new ResizeObserver(([entry]) => {
      const size = pictureSize(entry!);
      // A hidden element keeps its picture, and so does one that returns with the same size.
      const same = size.width === this.size.width && size.height === this.size.height;
      if (!same && size.width * size.height > 0) this.#resize(size);
    });
    try {
      resized.observe(target.stage, { box: "device-pixel-content-box" });
    } catch {
      resized.observe(target.stage);
    }
    const visible = new IntersectionObserver(
      (entries) => {
        this.#near = entries.at(-1)?.isIntersecting ?? false;
        markUsed(this);
        this.#schedule();
      },
      { rootMargin: "25%" },
    );
    // The whole element: thumbnails are drawn while only the panel is visible.
    visible.observe(target.root);
    document.addEventListener("visibilitychange", this.#onVisibility);
    // Safari has no device-pixel boxes: a change of screen is detected by its resolution.
    const ratio = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const again = () => {
      this.unwatch();
      this.watch(target);
    };
    const before = pixelRatio();
    const zoomed = () => pixelRatio() !== before && again();
    ratio.addEventListener("change", again);
    addEventListener("resize", zoomed);
    const unlisten = () => {
      ratio.removeEventListener("change", again);
      removeEventListener("resize", zoomed);
    };
    this.#observers = [resized, visible, { disconnect: unlisten }];
    this.#schedule();
  }

  unwatch(): void {
    this.companion?.unwatch();
    for (const observer of this.#observers) observer.disconnect();
    this.#observers = [];
    document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#near = false;
    this.#schedule();
  }

  /** Frees the engine; the next `watch` starts a new one. */
  close(): void {
    this.companion?.close();
    this.#closed = true;
    this.#shown = this.#refined = false;
    this.#schedule();
  }

  get needsCore(): boolean {
    return (
      !this.#broken && (this.#requests > 0 || (this.#visible && (!this.#refined || this.#pendingThumbnails.size > 0)))
    );
  }

  get canEvict(): boolean {
    return !this.#busy && !this.needsCore && !this.photograph;
  }

  get inSight(): boolean {
    return this.#near;
  }

  /** The picture may be visible, or is awaited. */
  get #visible(): boolean {
    if (document.visibilityState === "hidden" || !this.#element.isConnected || this.size.width === 0) return false;
    const eager = !this.#shown && this.#element.getAttribute("loading") === "eager";
    return this.#near || eager || this.#waiting.length > 0;
  }

  /** Starts again after a failure of any kind, with the present values. */
  retry(): void {
    this.#clearError();
    this.#schedule();
  }

  #clearError(): void {
    if (this.#broken) this.#target?.setError();
    this.#broken = undefined;
  }

  /** Passes changed values to the engine. */
  change(given: Entries): void {
    this.companion?.change(given);
    const entries = this.whole ? given.filter(([name]) => name !== "compare") : given;
    if (entries.length === 0) return;
    this.#refined = false;
    markUsed(this);
    this.#schedule();
    if (!this.#engine) return;
    const changes: Change[] = entries.map(([name, value]) => [parameterIndex(name), numberOf(parameter(name), value)]);
    this.#serialSent++;
    this.#engine.change(
      changes,
      entries.some(([name]) => counts(name)),
    );
  }

  /**
   * Shows another value than the present one for a while, then, without one, the present one again: until that is done
   * the picture is not complete.
   */
  preview(name: string, value?: Value): void {
    this.#away = value !== undefined;
    this.change([[name, value ?? this.#host.values.get(name)]]);
  }

  /** The camera moves, or strands of hair change: smaller pictures until input pauses. */
  startMoving(): void {
    this.companion?.startMoving();
    clearTimeout(this.#settleTimer);
    if (!this.#moving) {
      this.#moving = true;
      this.#resize(this.size);
    }
    this.#settleTimer = window.setTimeout(() => {
      this.#moving = false;
      this.#resize(this.size);
    }, SETTLE_MS);
  }

  /** Resolves when the picture is complete, fully refined and shows the present values. */
  async whenRefined(): Promise<void> {
    if (this.#refined) return;
    if (this.#broken) throw this.#broken;
    await new Promise<void>((done, failed) => {
      this.#waiting.push({ done, failed });
      this.#schedule();
    });
  }

  /** The picture as PNG, once it is complete. */
  toPng(): Promise<Blob> {
    return this.#withEngine((engine) => engine.toPng(), true);
  }

  /** A random seed. */
  seed(): Promise<number> {
    return this.#withEngine((engine) => engine.seed(), false);
  }

  /** Runs `work` on the engine, which is started if there is none; `refined`: once the picture is complete. */
  async #withEngine<T>(work: (engine: Engine) => Promise<T>, refined: boolean): Promise<T> {
    this.#requests++;
    const attempt = async () => {
      this.#requireEngine();
      if (refined || !this.#engine) await this.whenRefined();
      if (!this.#engine) throw new Error("no picture");
      return work(this.#engine);
    };
    try {
      return await attempt().catch((error: unknown) => {
        if (this.#broken || !isEngineFault(error)) throw error;
        return attempt();
      });
    } finally {
      this.#requests--;
      this.#schedule();
    }
  }

  thumbnails(wanted: readonly ThumbnailRequest[], side: number): void {
    this.#pendingThumbnails.clear();
    for (const { id } of wanted) this.#pendingThumbnails.add(id);
    this.#engine?.thumbnails(wanted, side);
    this.#schedule();
  }

  /** Whether each frame carries the places of the hairline handles. */
  handles(wanted: boolean): void {
    this.#handles = wanted;
    this.#engine?.handles(wanted);
    this.#requireEngine();
  }

  /** Hands each frame over with what is measured in it; to nobody without a listener. */
  measures(listener?: (frame: RenderedFrame) => void): void {
    this.#measured = listener;
    this.#engine?.measures(listener !== undefined);
    if (listener) this.#requireEngine();
  }

  async handleValues(target: HandleTarget): Promise<readonly number[]> {
    this.#requireEngine();
    // The failure has been reported already.
    return (await this.#engine?.handleValues(target).catch(() => undefined)) ?? [];
  }

  /** Draws with another core from now on; resolves once it is there. */
  async use(files: CoreFiles): Promise<void> {
    await downloadCore(files);
    if (this.#files === files) return;
    this.#files = files;
    if (this.#engine && !this.#busy) await evict(this);
    this.#requireEngine();
  }

  /** Asks the core about a photograph; nothing where drawing has failed, which has been reported then. */
  ask<Method extends keyof PhotographCore>(
    ...call: readonly [method: Method, ...given: Parameters<PhotographCore[Method]>]
  ): Promise<ReturnType<PhotographCore[Method]> | undefined> {
    return this.tell(call as unknown as PhotographCall) as Promise<ReturnType<PhotographCore[Method]> | undefined>;
  }

  /** The same for a call that is at hand. */
  tell(call: PhotographCall): Promise<unknown> {
    return this.#withEngine((engine) => {
      this.#refined = false;
      this.#serialSent++;
      return engine.photograph(call);
    }, false).catch(() => undefined);
  }

  /** Draws nothing while handles of a photograph are dragged: the core has time for the fit alone. */
  hold(held: boolean): void {
    this.#held = held;
    this.#schedule();
  }

  /** Starts an engine if there is none, for a request that the last picture cannot answer. */
  #requireEngine(): void {
    if (!this.#engine) this.#refined = false;
    this.#schedule();
  }

  /** Starts, pauses or resumes the engine, by visibility and pending requests. */
  #schedule(): void {
    this.#engine?.setActive(!this.#held && (this.#requests > 0 || this.#visible));
    if (this.needsCore) requestCore(this);
    else if (this.#closed && this.#engine && !this.#busy) void evict(this);
    else assignCores();
  }

  async start(): Promise<void> {
    this.#busy = true;
    const files = this.#files;
    const owner: Owner = { is: this };
    this.#owner = owner;
    try {
      const engine = await openEngine(files, () => this.#target!.freshCanvas(), {
        frame: (frame) => owner.is.#onFrame(frame),
        thumbnail: (id, image) => owner.is.#onThumbnail(id, image),
        failed: (error) => owner.is.#fail(error),
      });
      if (files === this.#files) this.#onEngineOpen(engine);
      else engine.free();
    } catch (error) {
      this.#fail(error);
    }
    this.#busy = false;
    if (!this.#engine) releaseCore(this);
    this.#schedule();
  }

  /**
   * Exchanges the cores of two drawings on one stage, which have drawn: no picture is drawn again. The caller exchanges
   * the canvases, and what both have been told to draw. False where that cannot be.
   */
  exchange(other: Drawing): boolean {
    const [engine, owner, serial] = [this.#engine, this.#owner, this.#serialSent];
    if (!engine || !other.#engine || this.#moving !== other.#moving || this.#files !== other.#files) return false;
    [this.#engine, this.#owner, this.#serialSent] = [other.#engine, other.#owner, other.#serialSent];
    [other.#engine, other.#owner, other.#serialSent] = [engine, owner, serial];
    this.#owner.is = this;
    owner.is = other;
    for (const each of [this, other]) {
      each.#engine?.handles(each.#handles);
      each.#engine?.measures(each.#measured !== undefined);
      each.thumbnails([], 0);
      // A frame follows: it tells who waits that the picture is complete.
      each.#resize(each.size);
    }
    return true;
  }

  async end(): Promise<void> {
    const engine = this.#engine!;
    this.#engine = undefined;
    this.#busy = true;
    const image = await engine.snapshot().catch(() => undefined);
    engine.free();
    if (image) this.#target?.keepSnapshot(image);
    this.#busy = false;
  }

  #onEngineOpen(engine: Engine): void {
    this.#engine = engine;
    this.#firstFrame = true;
    this.#serialSent = 0;
    this.change(inSettingOrder(Object.entries(this.#host.values.all())));
    if (this.#handles) engine.handles(true);
    if (this.#measured) engine.measures(true);
    for (const call of this.photograph?.() ?? []) {
      this.#serialSent++;
      void engine.photograph(call).catch(() => {});
    }
    if (this.size.width > 0) this.#resize(this.size);
  }

  #fail(error: unknown): void {
    // Later messages of a failed worker are ignored.
    if (this.#broken) return;
    this.#engine?.free();
    this.#engine = undefined;
    this.#refined = false;
    releaseCore(this);
    if (isEngineFault(error) && !this.#faulted) {
      this.#faulted = true;
      this.#schedule();
      return;
    }
    this.#broken = error instanceof Error ? error : new DrawingError("core", error);
    this.#shown = false;
    for (const { failed } of this.#waiting.splice(0)) failed(this.#broken);
    this.#host.onError(failureOf(error), this.#broken);
  }

  #resize(size: Size): void {
    this.size = size;
    this.#refined = false;
    markUsed(this);
    this.#schedule();
    if (!this.#engine) return;
    this.#serialSent++;
    this.#engine.size(size, this.#moving);
  }

  #onThumbnail(id: number, image: ImageData | undefined): void {
    this.#target?.thumbnails.show(id, image);
    if (this.#pendingThumbnails.delete(id)) assignCores();
  }

  #onFrame(frame: RenderedFrame): void {
    const [first, again] = [this.#firstFrame, this.#shown];
    this.#firstFrame = false;
    this.#shown = true;
    // The host requests them again.
    if (first) this.#pendingThumbnails.clear();
    this.#host.onFrame(frame, first, again);
    if (frame.measures) this.#measured?.(frame);
    if (!frame.refined || this.#moving || this.#away || frame.serial !== this.#serialSent) return;
    this.#refined = true;
    this.#faulted = false;
    for (const { done } of this.#waiting.splice(0)) done();
    this.#schedule();
  }
}
