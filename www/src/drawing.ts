// Keeps one element's picture up to date: when to start, how large, whether to work at all, and when it is done.

import { type Engine, type Files, open } from "./engine";
import type { Change, Chart, Frame, Reach, Size } from "./loop";
import { type Failure, failureOf } from "./refusal";
import { pictureSize } from "./size";
import { inOrder, type Values } from "./state";
import { numberOf, parameter, placeOf, type Value } from "./table";
import type { View } from "./view";

export interface Owner {
  readonly values: Values;
  /** A picture is on the canvas; `first` since drawing started. */
  drawn(frame: Frame, first: boolean): void;
  failed(type: Failure, error: unknown): void;
}

/** Full resolution returns this long after the last turn, ms. */
const SETTLE = 120;
/** Whether there may be other dots, hairs and areas to count, or another tone to fit them. */
const counts = (name: string): boolean => name !== "tone" && parameter(name).stage !== "view";

export class Drawing {
  readonly #element: HTMLElement;
  readonly #files: Files;
  readonly #owner: Owner;
  #view: View | undefined;
  #engine: Engine | undefined;
  #opening = false;
  /** Counts closings: an engine that comes after one is not wanted any more. */
  #epoch = 0;
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
  #shown = false;
  #rested = false;
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
  watch(view: View | undefined): void {
    this.#view = view;
    if (!view || !this.#element.isConnected || this.#observers.length > 0) return;
    const resized = new ResizeObserver(([entry]) => {
      if (entry) this.#resize(pictureSize(entry));
    });
    try {
      resized.observe(view.stage, { box: "device-pixel-content-box" });
    } catch {
      resized.observe(view.stage);
    }
    const seen = new IntersectionObserver(
      (entries) => {
        this.#near = entries.at(-1)?.isIntersecting ?? false;
        this.#wake();
      },
      { rootMargin: "25%" },
    );
    // All of it: charts are drawn while the panel alone is in sight.
    seen.observe(view.root);
    document.addEventListener("visibilitychange", this.#onVisibility);
    this.#observers = [resized, seen];
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
    this.#epoch++;
    this.#engine?.free();
    this.#engine = undefined;
    this.#shown = false;
    this.#rested = false;
  }

  retry(): void {
    this.#broken = false;
    this.#wake();
  }

  /** These values are different now. */
  change(entries: readonly (readonly [string, Value])[]): void {
    this.#rested = false;
    if (!this.#engine) return;
    const changes: Change[] = entries.map(([name, value]) => [placeOf(name), numberOf(parameter(name), value)]);
    this.#sent++;
    this.#engine.change(changes, entries.some(([name]) => counts(name)));
  }

  /** The visitor turns the head: smaller pictures until the hand rests. */
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
  rest(): Promise<void> {
    this.#wake();
    if (this.#rested) return Promise.resolve();
    if (this.#broken) return Promise.reject(new Error("no picture"));
    return new Promise((done, failed) => this.#waiting.push({ done, failed }));
  }

  async picture(): Promise<Blob> {
    this.#wanted++;
    try {
      await this.rest();
      if (!this.#engine) throw new Error("no picture");
      return await this.#engine.picture();
    } finally {
      this.#wanted--;
      this.#wake();
    }
  }

  charts(wanted: readonly Chart[], side: number): void {
    this.#engine?.charts(wanted, side);
  }

  /** Whether each picture is to say where the handles of the hairline are. */
  handles(wanted: boolean): void {
    this.#handles = wanted;
    this.#engine?.handles(wanted);
  }

  async reach(reach: Reach): Promise<readonly number[]> {
    return (await this.#engine?.reach(reach)) ?? [];
  }

  /** Starts, pauses or resumes, as the element is seen, wanted or neither. */
  #wake(): void {
    const awake = this.#wanted > 0 || (this.#near && document.visibilityState !== "hidden");
    const start = awake || (this.#element.isConnected && this.#element.getAttribute("loading") === "eager");
    if (start && !this.#engine && !this.#opening && !this.#broken) void this.#open();
    this.#engine?.awake(awake);
  }

  async #open(): Promise<void> {
    const view = this.#view;
    if (!view) return;
    this.#opening = true;
    try {
      const epoch = this.#epoch;
      const engine = await open(this.#files, () => view.freshCanvas(), {
        frame: (frame) => this.#frame(frame),
        chart: (id, image) => this.#view?.charts.show(id, image),
        failed: (error) => this.#fail(error),
      });
      if (epoch === this.#epoch) this.#begin(engine);
      else engine.free();
    } catch (error) {
      this.#fail(error);
    }
    this.#opening = false;
    this.#wake();
  }

  #begin(engine: Engine): void {
    this.#engine = engine;
    this.#sent = 0;
    this.change(inOrder(Object.entries(this.#owner.values.all())));
    if (this.#handles) engine.handles(true);
    if (this.size.width > 0) this.#resize(this.size);
  }

  #fail(error: unknown): void {
    // What still arrives from a worker that has failed says nothing new.
    if (this.#broken) return;
    this.close();
    this.#broken = true;
    for (const { failed } of this.#waiting.splice(0)) failed(new Error("no picture"));
    this.#owner.failed(failureOf(error), error);
  }

  #resize(size: Size): void {
    this.size = size;
    this.#rested = false;
    if (!this.#engine) return;
    this.#sent++;
    this.#engine.size(size, this.#moving);
  }

  #frame(frame: Frame): void {
    const first = !this.#shown;
    this.#shown = true;
    this.#owner.drawn(frame, first);
    if (!frame.rest || this.#moving || frame.serial !== this.#sent) return;
    this.#rested = true;
    for (const { done } of this.#waiting.splice(0)) done();
  }
}
