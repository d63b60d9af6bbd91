// Keeps one element's picture up to date: when to start, how large, whether to work at all, and when it is done.

import { numberOf, parameter, placeOf, type Value } from "../state/table";
import { inOrder, type Values } from "../state/values";
import { type Failure, failureOf } from "../worker/failure";
import type { Change, Chart, Frame, Reach, Size } from "../worker/loop";
import { type Engine, type Files, open } from "./engine";
import { ask, dismiss, type Guest, left, serve, use } from "./pool";
import { pictureSize, pixelRatio } from "./size";

/** Where it draws. */
export interface Target {
  /** All that is seen of the element, and the place of the picture in it. */
  readonly root: HTMLElement;
  readonly stage: HTMLElement;
  readonly charts: { show(id: number, image: ImageData | undefined): void };
  /** A canvas that no worker has taken yet. */
  freshCanvas(): HTMLCanvasElement;
  /** The core has ended: what it had drawn stays. */
  keep(image: ImageBitmap): void;
}

export interface Owner {
  readonly values: Values;
  /** A picture is on the canvas: the `first` of a core, perhaps not of the element. */
  drawn(frame: Frame, first: boolean, again: boolean): void;
  failed(type: Failure, error: unknown): void;
}

/** Full resolution returns this long after the last turn, ms. */
const SETTLE = 120;
/** Whether there may be other dots, hairs and areas to count, or another tone to fit them. */
const counts = (name: string): boolean => name !== "tone" && parameter(name).stage !== "view";

export class Drawing implements Guest {
  readonly #element: HTMLElement;
  readonly #files: Files;
  readonly #owner: Owner;
  #target: Target | undefined;
  #engine: Engine | undefined;
  /** An engine is on its way, in or out. */
  #busy = false;
  /** The element is gone: an engine is only for who asks for a picture all the same. */
  #closed = false;
  /** Drawing ended in an error; it is not started again by itself, since it would fail in a circle. */
  #broken = false;
  /** Of the picture at rest, px. */
  size: Size = { width: 0, height: 0 };
  #moving = false;
  #handles = false;
  #settle = 0;
  #near = false;
  /** Someone waits for the picture even if nobody sees it. */
  #wanted = 0;
  /** Calls the engine was given; a frame with this serial shows all of them. */
  #sent = 0;
  /** The engine has shown nothing yet. */
  #fresh = false;
  #shown = false;
  #rested = false;
  /** Charts that were asked for and have not come. */
  readonly #charts = new Set<number>();
  #waiting: { done: () => void; failed: (error: Error) => void }[] = [];
  #observers: { disconnect(): void }[] = [];
  readonly #onVisibility = () => this.#wake();

  constructor(element: HTMLElement, files: Files, owner: Owner) {
    this.#element = element;
    this.#files = files;
    this.#owner = owner;
  }

  get where(): string | undefined {
    return this.#engine?.where;
  }

  /** Watches the stage: its size, and whether it is about to be seen. */
  watch(target: Target | undefined): void {
    this.#target = target;
    this.#closed = false;
    if (!target || !this.#element.isConnected || this.#observers.length > 0) return;
    const resized = new ResizeObserver(([entry]) => {
      const size = pictureSize(entry!);
      // What is hidden keeps its picture, and so does what comes back as it was.
      const same = size.width === this.size.width && size.height === this.size.height;
      if (!same && size.width * size.height > 0) this.#resize(size);
    });
    try {
      resized.observe(target.stage, { box: "device-pixel-content-box" });
    } catch {
      resized.observe(target.stage);
    }
    const seen = new IntersectionObserver(
      (entries) => {
        this.#near = entries.at(-1)?.isIntersecting ?? false;
        use(this);
        this.#wake();
      },
      { rootMargin: "25%" },
    );
    // All of it: charts are drawn while the panel alone is in sight.
    seen.observe(target.root);
    document.addEventListener("visibilitychange", this.#onVisibility);
    // Without boxes in device pixels, in Safari, nothing else tells of another screen.
    const ratio = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const again = () => {
      this.unwatch();
      this.watch(target);
    };
    const before = pixelRatio();
    const zoomed = () => pixelRatio() !== before && again();
    ratio.addEventListener("change", again);
    addEventListener("resize", zoomed);
    const deaf = () => {
      ratio.removeEventListener("change", again);
      removeEventListener("resize", zoomed);
    };
    this.#observers = [resized, seen, { disconnect: deaf }];
    this.#wake();
  }

  unwatch(): void {
    for (const observer of this.#observers) observer.disconnect();
    this.#observers = [];
    document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#near = false;
    this.#wake();
  }

  /** Gives the memory back; the next `watch` starts anew. */
  close(): void {
    this.#closed = true;
    this.#shown = this.#rested = false;
    this.#wake();
  }

  get due(): boolean {
    return !this.#broken && (this.#wanted > 0 || (this.#awake && (!this.#rested || this.#charts.size > 0)));
  }

  get idle(): boolean {
    return !this.#busy && !this.due;
  }

  get seen(): boolean {
    return this.#near;
  }

  /** Somebody may see the picture, or waits for it. */
  get #awake(): boolean {
    if (document.visibilityState === "hidden" || !this.#element.isConnected || this.size.width === 0) return false;
    const eager = !this.#shown && this.#element.getAttribute("loading") === "eager";
    return this.#near || eager || this.#waiting.length > 0;
  }

  retry(): void {
    this.#broken = false;
    this.#wake();
  }

  /** These values are different now. */
  change(entries: readonly (readonly [string, Value])[]): void {
    this.#rested = false;
    use(this);
    this.#wake();
    if (!this.#engine) return;
    const changes: Change[] = entries.map(([name, value]) => [placeOf(name), numberOf(parameter(name), value)]);
    this.#sent++;
    this.#engine.change(
      changes,
      entries.some(([name]) => counts(name)),
    );
  }

  /** The visitor turns the head, or lays its hair anew: smaller pictures until the hand rests. */
  turning(): void {
    clearTimeout(this.#settle);
    if (!this.#moving) {
      this.#moving = true;
      this.#resize(this.size);
    }
    this.#settle = window.setTimeout(() => {
      this.#moving = false;
      this.#resize(this.size);
    }, SETTLE);
  }

  /** Resolves when the picture is complete, fully refined and shows the present values. */
  async rest(): Promise<void> {
    if (this.#rested) return;
    if (this.#broken) throw new Error("no picture");
    await new Promise<void>((done, failed) => {
      this.#waiting.push({ done, failed });
      this.#wake();
    });
  }

  /** The picture as PNG, once it is complete. */
  picture(): Promise<Blob> {
    return this.#ask((engine) => engine.picture(), true);
  }

  /** A seed nobody chose. */
  seed(): Promise<number> {
    return this.#ask((engine) => engine.seed(), false);
  }

  /** Asks the engine, which is started for it where there is none; `atRest`: once the picture is complete. */
  async #ask<T>(question: (engine: Engine) => Promise<T>, atRest: boolean): Promise<T> {
    this.#wanted++;
    this.#need();
    try {
      if (atRest || !this.#engine) await this.rest();
      if (!this.#engine) throw new Error("no picture");
      return await question(this.#engine);
    } finally {
      this.#wanted--;
      this.#wake();
    }
  }

  charts(wanted: readonly Chart[], side: number): void {
    this.#charts.clear();
    for (const { id } of wanted) this.#charts.add(id);
    this.#engine?.charts(wanted, side);
    this.#wake();
  }

  /** Whether each picture is to say where the handles of the hairline are. */
  handles(wanted: boolean): void {
    this.#handles = wanted;
    this.#engine?.handles(wanted);
    this.#need();
  }

  async reach(reach: Reach): Promise<readonly number[]> {
    this.#need();
    return (await this.#engine?.reach(reach)) ?? [];
  }

  /** Something is asked that the last picture alone cannot answer. */
  #need(): void {
    if (!this.#engine) this.#rested = false;
    this.#wake();
  }

  /** Starts, pauses or resumes, as the element is seen, wanted or neither. */
  #wake(): void {
    this.#engine?.awake(this.#wanted > 0 || this.#awake);
    if (this.due) ask(this);
    else if (this.#closed && this.#engine && !this.#busy) void dismiss(this);
    else serve();
  }

  async start(): Promise<void> {
    this.#busy = true;
    try {
      const engine = await open(this.#files, () => this.#target!.freshCanvas(), {
        frame: (frame) => this.#frame(frame),
        chart: (id, image) => {
          this.#target?.charts.show(id, image);
          if (this.#charts.delete(id)) serve();
        },
        failed: (error) => this.#fail(error),
      });
      this.#begin(engine);
    } catch (error) {
      this.#fail(error);
    }
    this.#busy = false;
    if (!this.#engine) left(this);
    this.#wake();
  }

  async end(): Promise<void> {
    const engine = this.#engine!;
    this.#engine = undefined;
    this.#busy = true;
    const image = await engine.last().catch(() => undefined);
    engine.free();
    if (image) this.#target?.keep(image);
    this.#busy = false;
  }

  #begin(engine: Engine): void {
    this.#engine = engine;
    this.#fresh = true;
    this.#sent = 0;
    this.change(inOrder(Object.entries(this.#owner.values.all())));
    if (this.#handles) engine.handles(true);
    if (this.size.width > 0) this.#resize(this.size);
  }

  #fail(error: unknown): void {
    // What still arrives from a worker that has failed says nothing new.
    if (this.#broken) return;
    this.#broken = true;
    this.#engine?.free();
    this.#engine = undefined;
    this.#shown = this.#rested = false;
    left(this);
    for (const { failed } of this.#waiting.splice(0)) failed(new Error("no picture"));
    this.#owner.failed(failureOf(error), error);
  }

  #resize(size: Size): void {
    this.size = size;
    this.#rested = false;
    use(this);
    this.#wake();
    if (!this.#engine) return;
    this.#sent++;
    this.#engine.size(size, this.#moving);
  }

  #frame(frame: Frame): void {
    const [first, again] = [this.#fresh, this.#shown];
    this.#fresh = false;
    this.#shown = true;
    // They are asked for anew.
    if (first) this.#charts.clear();
    this.#owner.drawn(frame, first, again);
    if (!frame.rest || this.#moving || frame.serial !== this.#sent) return;
    this.#rested = true;
    for (const { done } of this.#waiting.splice(0)) done();
    this.#wake();
  }
}
