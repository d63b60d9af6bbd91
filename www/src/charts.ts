// Small charts of the visitor's own head, drawn by the core between frames, and only where they can be seen.

import { el } from "./dom";
import type { Chart } from "./loop";
import { parameter, type Choice, type Value } from "./table";

/** What a chart shows besides its pattern; it is drawn anew when one of these differs. */
const LOOKS = ["build", "seed", "skin", "hair-color"];
/** Beyond this the core draws none, px. */
const LARGEST = 192;

interface Place {
  readonly canvas: HTMLCanvasElement;
  readonly pattern: string;
  readonly share: number;
  /** What was asked for and what is shown. */
  asked: string;
}

export class Charts {
  readonly #places: Place[] = [];
  readonly #ask: (wanted: readonly Chart[], side: number) => void;

  constructor(ask: (wanted: readonly Chart[], side: number) => void) {
    this.#ask = ask;
  }

  /** A place for a chart of `pattern`, gone for a share of its way: empty and of the same size until it is drawn. */
  canvas({ pattern, share }: { readonly pattern: string; readonly share: number }): HTMLCanvasElement {
    const canvas = el("canvas", { class: "chart", "aria-hidden": "true" });
    this.#places.push({ canvas, pattern, share, asked: "" });
    return canvas;
  }

  /** Asks for the charts that can be seen and do not show these values yet. */
  update(value: (name: string) => Value): void {
    const look = LOOKS.map(value).join();
    const choices = (parameter("pattern") as Choice).choices;
    const wanted: Chart[] = [];
    let side = 0;
    let news = false;
    for (const [id, place] of this.#places.entries()) {
      const width = place.canvas.clientWidth;
      // What a closed group holds may have a width all the same.
      if (width === 0 || place.canvas.closest("details:not([open])")) continue;
      const key = `${look},${place.pattern === "norwood" ? value("norwood-type") : ""}`;
      side = Math.max(side, Math.min(LARGEST, Math.round(width * Math.min(2, devicePixelRatio || 1))));
      if (place.canvas.dataset.drawn === key) continue;
      news ||= place.asked !== key;
      place.asked = key;
      wanted.push({ id, pattern: choices.indexOf(place.pattern), share: place.share });
    }
    if (news) this.#ask(wanted, side);
  }

  /** Everything is to be asked for again: another core draws now. */
  forget(): void {
    for (const place of this.#places) place.asked = "";
  }

  show(id: number, image: ImageData): void {
    const place = this.#places[id];
    if (!place) return;
    const { canvas } = place;
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext("2d")?.putImageData(image, 0, 0);
    canvas.dataset.drawn = place.asked;
  }
}
