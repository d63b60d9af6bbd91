// The picture of the design that is not being set: a drawing of its own, on a canvas beside the element's, so that both
// turn together. It is there only while both are shown, since each core holds some 60 MiB.

import type { Companion, Drawing } from "../engine/drawing";
import type { Value } from "../state/table";
import type { Values } from "../state/values";
import type { Report } from "../worker/core";
import { ownOf } from "./other-design";
import { setWhole, type Tools } from "./tools";

type Entries = readonly (readonly [string, Value])[];

export class SecondPicture implements Companion {
  readonly #tools: Tools;
  readonly #drawing: Drawing;
  #values: Values;
  #canvas: HTMLCanvasElement | undefined;
  /** The canvas of the former core, on top until the new one has drawn. */
  #last: HTMLCanvasElement | undefined;
  /** Of this design, once it is known. */
  report: Report | undefined;
  /** There is a picture. */
  drawn = false;

  /** `failed` is called where it cannot be drawn, `changed` when it is there, and when its counts are others. */
  constructor(tools: Tools, values: Values, failed: () => void, changed: () => void) {
    this.#tools = tools;
    this.#values = values;
    const self = this;
    this.#drawing = tools.open({
      get values() {
        return self.#values;
      },
      onFrame: (frame, first) => {
        if (frame.report) this.report = frame.report;
        if (first) {
          this.#last?.remove();
          this.#last = undefined;
          this.drawn = true;
        }
        if (first || frame.report) changed();
      },
      onError: failed,
    });
    setWhole(this.#drawing, true, 0);
    tools.drawing.companion = this;
    this.watch();
  }

  /** Draws these values from now on. */
  update(values: Values): void {
    const before = this.#values;
    this.#values = values;
    const changed = Object.entries(values.all()).filter(([name, value]) => before.get(name) !== value);
    if (changed.length === 0) return;
    this.report = undefined;
    this.#drawing.change(changed);
  }

  /** What both share goes to both at once. */
  change(entries: Entries): void {
    const own = ownOf(this.#tools.state, Object.fromEntries(entries));
    const shared = entries.filter(([name]) => !(name in own));
    for (const [name, value] of shared) this.#values.set(name, value);
    if (shared.length > 0) this.#drawing.change(shared);
  }

  startMoving(): void {
    this.#drawing.startMoving();
  }

  watch(): void {
    const { root, stage } = this.#tools.ui;
    this.#drawing.watch({
      root,
      stage,
      thumbnails: { show: () => {} },
      freshCanvas: () => this.#freshCanvas(),
      setError: () => {},
      keepSnapshot: (image) => this.#keepSnapshot(image),
    });
  }

  unwatch(): void {
    this.#drawing.unwatch();
  }

  close(): void {
    this.#drawing.close();
  }

  refined(): Promise<void> {
    return this.#drawing.whenRefined();
  }

  toPng(): Promise<Blob> {
    return this.#drawing.toPng();
  }

  /**
   * Takes the picture of the design that has been set, with its values and its report, and gives this one for it: none
   * is drawn again. Where that cannot be now, both are drawn anew.
   */
  exchange(values: Values, report: Report | undefined): void {
    const { drawing, ui } = this.#tools;
    if (!this.drawn || !this.#canvas || this.#last || ui.lastCanvas || !drawing.exchange(this.#drawing)) return;
    const former = ui.canvas;
    ui.canvas = this.#canvas;
    for (const name of ["class", "role", "aria-label", "aria-hidden"]) {
      const [mine, other] = [this.#canvas.getAttribute(name), former.getAttribute(name)];
      for (const [canvas, text] of [[this.#canvas, other] as const, [former, mine] as const])
        if (text === null) canvas.removeAttribute(name);
        else canvas.setAttribute(name, text);
    }
    this.#canvas = former;
    this.#values = values;
    this.report = report;
    ui.thumbnails.invalidate();
  }

  /** Frees it. */
  end(): void {
    this.#tools.drawing.companion = undefined;
    this.#drawing.unwatch();
    this.#drawing.close();
    this.#canvas?.remove();
    this.#last?.remove();
  }

  #freshCanvas(): HTMLCanvasElement {
    const { el, ui } = this.#tools;
    const fresh = el("canvas", { class: "second", "aria-hidden": "true" });
    this.#last ??= this.#canvas;
    this.#canvas?.remove();
    if (this.#last) this.#last.remove();
    ui.canvas.after(fresh, ...(this.#last ? [this.#last] : []));
    this.#canvas = fresh;
    return fresh;
  }

  #keepSnapshot(image: ImageBitmap): void {
    const { el } = this.#tools;
    if (this.#last || !this.#canvas?.isConnected) return;
    const kept = el("canvas", { class: "second", "aria-hidden": "true" });
    [kept.width, kept.height] = [image.width, image.height];
    kept.getContext("bitmaprenderer")?.transferFromImageBitmap(image);
    this.#canvas.replaceWith(kept);
    this.#canvas = kept;
  }
}
