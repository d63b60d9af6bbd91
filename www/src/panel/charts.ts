// Small pictures of the visitor's own head to choose from, drawn by the core between frames, where they can be seen.

import { type Choice, parameter, placeOf, type Value } from "../state/table";
import { el } from "../ui/dom";
import type { Chart } from "../worker/loop";

/** What is drawn: a choice of a parameter; a pattern has gone for a `share` of its way. */
export interface Picture {
  readonly name: string;
  readonly choice: string;
  readonly share?: number;
}

const HEAD = ["build", "seed", "skin", "hair-color"];
/** What a picture shows besides its choice, by its parameter; it is drawn anew when one of these differs. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
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
    ...["grafts", "scar", "scar-size", "shine", "skin-state"],
  ],
};
/** Beyond this the core draws none, px. */
const LARGEST = 192;

interface Place {
  readonly canvas: HTMLCanvasElement;
  readonly picture: Picture;
  /** The number under which it is asked for, and what was: an image under another one is out of date. 0: nothing is. */
  id: number;
  asked: string;
}

export class Charts {
  readonly #places: Place[] = [];
  readonly #ask: (wanted: readonly Chart[], side: number) => void;
  #ids = 0;

  constructor(ask: (wanted: readonly Chart[], side: number) => void) {
    this.#ask = ask;
  }

  /** A place for a picture: empty and of the same size until it is drawn. */
  canvas(picture: Picture): HTMLCanvasElement {
    const canvas = el("canvas", { class: "chart", "aria-hidden": "true" });
    this.#places.push({ canvas, picture, id: 0, asked: "" });
    return canvas;
  }

  /** Asks for the pictures that can be seen and do not show these values yet. */
  update(value: (name: string) => Value): void {
    const wanted: Chart[] = [];
    let side = 0;
    let news = false;
    for (const place of this.#places) {
      const { name, choice, share = 0 } = place.picture;
      const width = place.canvas.clientWidth;
      const key = [...SHOWN[name]!, ...(choice === "norwood" ? ["norwood-type"] : [])].map(value).join();
      // What a closed group holds may have a width all the same.
      if (width === 0 || place.canvas.dataset.drawn === key || place.canvas.closest("details:not([open])")) {
        news ||= place.id > 0;
        place.id = 0;
        continue;
      }
      side = Math.max(side, Math.min(LARGEST, Math.round(width * Math.min(2, devicePixelRatio || 1))));
      if (place.id === 0 || place.asked !== key) {
        news = true;
        place.id = ++this.#ids;
        place.asked = key;
      }
      wanted.push({
        id: place.id,
        parameter: placeOf(name),
        choice: (parameter(name) as Choice).choices.indexOf(choice),
        share,
      });
    }
    if (news) this.#ask(wanted, side);
  }

  /** Everything is to be asked for again: another core draws now. */
  forget(): void {
    for (const place of this.#places) place.id = 0;
  }

  /** What was asked for under this number; without an image where there is nothing to show. */
  show(id: number, image: ImageData | undefined): void {
    const place = this.#places.find((each) => each.id === id);
    if (!place) return;
    place.id = 0;
    const { canvas } = place;
    // Setting a size clears it.
    canvas.width = image?.width ?? canvas.width;
    canvas.height = image?.height ?? canvas.height;
    if (image) canvas.getContext("2d")?.putImageData(image, 0, 0);
    canvas.dataset.drawn = place.asked;
  }
}
