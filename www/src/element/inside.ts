// The rest of the element, fetched once it is about to be seen: what draws, the panel, their words and their looks.

import { wasm, worker } from "build:assets";
import { Drawing, type Owner } from "../engine/drawing";
import mistakes from "../panel/mistakes.css";
import options from "../panel/options.css";
import panel from "../panel/panel.css";
import report from "../panel/report.css";
import slider from "../panel/slider.css";
import timeline from "../panel/timeline.css";
import buttons from "../sharing/buttons.css";
import type { OpenOrder } from "../sharing/order";
import type { Studio } from "../sharing/save";
import { type Shot, shoot } from "../sharing/shots";
import handles from "../stage/handles.css";
import stage from "../stage/stage.css";
import { cameraOf } from "../state/values";
import base from "../ui/base.css";
import { el } from "../ui/dom";
import { dress } from "../ui/styles";
import { type Texts, wordsFor } from "../ui/words";
import { held } from "./placeholder";
import responsive from "./responsive.css";
import { type Actions, View } from "./view";

const FILES = { wasm: wasm.url, worker: worker.url };
/** Longer side of a picture to keep where none is shown yet, px. */
const LARGEST = 2048;
/** In the order in which they win. */
const STYLES = [stage, base, panel, slider, buttons, options, handles, timeline, mistakes, report, responsive];
/** One for every element of the page. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLES.join(""));

export interface Inside {
  readonly view: View;
  readonly drawing: Drawing;
  /** A picture to keep. */
  save(order: OpenOrder): Promise<Blob>;
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
      const { save } = await import("../sharing/keepsake");
      // As it is shown: if it has a place, but has not been shown yet, it will be.
      if (order.size === undefined && view.stage.clientWidth > 0) await drawing.rest();
      const { width, height } = drawing.size;
      return save({ ...order, size: order.size ?? (Math.max(width, height) || LARGEST) }, studio());
    },
    print: async () => {
      const { print } = await import("../sharing/keepsake");
      await print(el, studio(), cameraOf, view.told(owner.values, actions.link()), view.root);
    },
  };
}
