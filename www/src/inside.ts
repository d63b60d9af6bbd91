// The rest of the element, fetched once it is about to be seen: what draws, the panel, their words and their looks.

import { wasm, worker } from "build:assets";
import craft from "./craft.css";
import { Drawing, type Owner } from "./drawing";
import looks from "./options.css";
import panel from "./panel.css";
import room from "./room.css";
import style from "./style.css";
import { type Actions, View } from "./view";
import { wordsFor } from "./words";

const FILES = { wasm: wasm.url, worker: worker.url };
/** One for every element of the page. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(style + panel + looks + craft + room);

export interface Inside {
  readonly view: View;
  readonly drawing: Drawing;
}

/** Puts the inside into an element, in place of its poster. */
export async function furnish(element: HTMLElement, root: ShadowRoot, owner: Owner, actions: Actions): Promise<Inside> {
  const words = await wordsFor(element);
  const inside = { view: new View(words, actions), drawing: new Drawing(element, FILES, owner) };
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  root.replaceChildren(inside.view.root);
  return inside;
}
