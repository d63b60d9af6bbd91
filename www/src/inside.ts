// The rest of the element, fetched once it is about to be seen: what draws, the panel, their words and their looks.

import { wasm, worker } from "build:assets";
import craft from "./craft.css";
import { el } from "./dom";
import { Drawing, type Owner } from "./drawing";
import looks from "./options.css";
import panel from "./panel.css";
import room from "./room.css";
import style from "./style.css";
import type { Order, Studio } from "./save";
import { type Shot, shoot } from "./shots";
import { cameraOf } from "./state";
import { type Actions, View } from "./view";
import { dress, held } from "./waiting";
import { type Texts, wordsFor } from "./words";

const FILES = { wasm: wasm.url, worker: worker.url };
/** Longer side of a picture to keep where none is shown yet, px. */
const LARGEST = 2048;
/** One for every element of the page. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(style + panel + looks + craft + room);

export interface Inside {
  readonly view: View;
  readonly drawing: Drawing;
  /** A picture to keep; `size` as it is shown if not given. */
  save(order: Omit<Order, "size"> & { readonly size?: number | undefined }): Promise<Blob>;
  /** The sheet for a consultation. */
  print(): Promise<void>;
}

const breath = () => new Promise((done) => setTimeout(done));

/** Puts the inside into an element, in place of its poster or of an inside with other words; the picture stays. */
export async function furnish(
  element: HTMLElement & { readonly value: string },
  texts: Texts,
  owner: Owner,
  actions: Actions,
  drawing = new Drawing(element, FILES, owner),
  old?: View,
): Promise<Inside> {
  const words = await wordsFor(element, texts);
  const root = element.shadowRoot!;
  const view = new View(words, actions, root.querySelector("slot[name=poster]")!, old);
  // One after the other, with room for the page in between: on a phone each takes as long as a page may be blocked.
  if (!old) {
    await breath();
    view.update(owner.values);
    await breath();
  }
  dress(root, [held, sheet]);
  drawing.unwatch();
  root.replaceChildren(view.root);
  const studio = (): Studio => {
    const { width, height } = drawing.size;
    const state = owner.values.all();
    const present = ([one, ...more]: readonly Shot[]) =>
      more.length === 0 && one?.width === width && one.height === height && one.state.compare === state.compare;
    return {
      words,
      caption: view.caption,
      state,
      code: element.value,
      aspect: width / height || 1,
      shoot: async (shots) => (present(shots) ? [await drawing.picture()] : shoot(FILES, shots)),
    };
  };
  return {
    drawing,
    view,
    save: async (order) => {
      const { save } = await import("./keepsake");
      // As it is shown: if it has a place, but has not been shown yet, it will be.
      if (order.size === undefined && view.stage.clientWidth > 0) await drawing.rest();
      const { width, height } = drawing.size;
      return save({ ...order, size: order.size ?? (Math.max(width, height) || LARGEST) }, studio());
    },
    print: async () => {
      const { print } = await import("./keepsake");
      await print(el, studio(), cameraOf, view.told(owner.values, actions.link()), view.root);
    },
  };
}
