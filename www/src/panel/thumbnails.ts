// Thumbnails of the visitor's own head to choose from, drawn by the core between frames, and only while visible.

import { type ChoiceParameter, parameter, parameterIndex, type Value } from "../state/table";
import { el } from "../ui/dom";
import type { ThumbnailRequest } from "../worker/loop";

/** What is drawn: a choice of a parameter; for a pattern of loss at a `share` of its full extent. */
export interface ThumbnailSpec {
  readonly name: string;
  readonly choice: string;
  readonly share?: number;
}

const HEAD = ["build", "seed", "skin", "hair-color"];
/** Parameters that a thumbnail of a parameter's choices depends on: it is redrawn when one of them changes. */
const THUMBNAIL_DEPENDS_ON: Readonly<Record<string, readonly string[]>> = {
  pattern: HEAD,
  "hair-style": [
    ...HEAD,
    ...[
      "pattern",
      "norwood",
      "norwood-type",
      "ludwig",
      "extent",
      "hair-density",
      "hair-length",
      "hair-texture",
      "gray",
      "months",
    ],
    ...["later-norwood", "later-ludwig", "later-extent"],
    ...["grafts", "graft-months", "scar", "scar-size", "shine", "skin-state"],
  ],
};
/** Side of the largest thumbnail that the core draws, px. */
const MOST_SIDE = 192;

interface ThumbnailSlot {
  readonly canvas: HTMLCanvasElement;
  readonly spec: ThumbnailSpec;
  /** Number of the pending request, 0 for none: an image with another number is out of date. */
  id: number;
  /** The values that were requested, as one text. */
  key: string;
}

export class Thumbnails {
  readonly #slots: ThumbnailSlot[] = [];
  readonly #request: (wanted: readonly ThumbnailRequest[], side: number) => void;
  #ids = 0;

  constructor(ask: (wanted: readonly ThumbnailRequest[], side: number) => void) {
    this.#request = ask;
  }

  /** A canvas for a thumbnail: empty and of the same size until it is drawn. */
  canvas(spec: ThumbnailSpec): HTMLCanvasElement {
    const canvas = el("canvas", { class: "chart", "aria-hidden": "true" });
    this.#slots.push({ canvas, spec, id: 0, key: "" });
    return canvas;
  }

  /** Requests the thumbnails that are visible and do not show these values yet. */
  update(value: (name: string) => Value): void {
    const wanted: ThumbnailRequest[] = [];
    let side = 0;
    let changed = false;
    for (const slot of this.#slots) {
      const { name, choice, share = 0 } = slot.spec;
      const width = slot.canvas.clientWidth;
      const key = [...THUMBNAIL_DEPENDS_ON[name]!, ...(choice === "norwood" ? ["norwood-type"] : [])].map(value).join();
      // Thumbnails in a closed group may have a width all the same.
      if (width === 0 || slot.canvas.dataset.drawn === key || slot.canvas.closest("details:not([open])")) {
        changed ||= slot.id > 0;
        slot.id = 0;
        continue;
      }
      side = Math.max(side, Math.min(MOST_SIDE, Math.round(width * Math.min(2, devicePixelRatio || 1))));
      if (slot.id === 0 || slot.key !== key) {
        changed = true;
        slot.id = ++this.#ids;
        slot.key = key;
      }
      wanted.push({
        id: slot.id,
        parameter: parameterIndex(name),
        choice: (parameter(name) as ChoiceParameter).choices.indexOf(choice),
        share,
      });
    }
    if (changed) this.#request(wanted, side);
  }

  /** Forgets the pending requests, so that all are requested again: another core draws now. */
  invalidate(): void {
    for (const slot of this.#slots) slot.id = 0;
  }

  /** Shows the image requested with this number; undefined where there is nothing to show. */
  show(id: number, image: ImageData | undefined): void {
    const slot = this.#slots.find((each) => each.id === id);
    if (!slot) return;
    slot.id = 0;
    const { canvas } = slot;
    // Setting a size clears it.
    canvas.width = image?.width ?? canvas.width;
    canvas.height = image?.height ?? canvas.height;
    if (image) canvas.getContext("2d")?.putImageData(image, 0, 0);
    canvas.dataset.drawn = slot.key;
  }
}
