// The bar at the head of the panel: which of two designs is set, how both are compared, and what can be done with them.

import type { Options, OptionsSpec } from "../panel/options";
import { type Letter, partner, SHOWN, type Shown } from "./other-design";
import type { Tools } from "./tools";

export interface BarActions {
  /** The other design is set from now on. */
  edit(letter: Letter): void;
  show(shown: Shown): void;
  /** A becomes B, and B A. */
  swap(): void;
  /** The design that is set becomes a copy of the other. */
  copy(): void;
  /** Only the other design is left. */
  drop(): void;
  /** Takes the last copy or drop back. */
  undo(): void;
}

/** What the bar shows; without a letter there is one design. */
export interface BarState {
  readonly letter: Letter | undefined;
  readonly shown: Shown;
  /** Why only one of them is in the picture, if that is so. */
  readonly because: string | undefined;
  /** What was done last and can be taken back. */
  readonly done: string | undefined;
}

export class Bar {
  readonly root: HTMLElement;
  readonly #tools: Tools;
  readonly #pair: HTMLElement;
  readonly #letters: Options;
  readonly #shown: Options;
  readonly #because: HTMLElement;
  readonly #done: HTMLElement;
  readonly #undo: HTMLButtonElement;
  readonly #copy: HTMLButtonElement;
  readonly #drop: HTMLButtonElement;

  constructor(tools: Tools, actions: BarActions) {
    const { el, words, ui } = tools;
    const options = (spec: OptionsSpec) => tools.options(spec, ui.thumbnails);
    this.#tools = tools;
    const button = (key: string, press: () => void) => {
      const made = el("button", { type: "button", "data-button": `design-${key}` }, words.text(`desk.${key}`));
      made.addEventListener("click", press);
      return made;
    };
    this.#letters = options({
      key: "design",
      legend: words.text("desk.setting"),
      look: "words",
      list: (["a", "b"] as const).map((value) => ({ value, text: words.text(`desk.design.${value}`) })),
      pick: (letter) => actions.edit(letter as Letter),
    });
    this.#shown = options({
      key: "designs-shown",
      legend: words.text("desk.shown"),
      look: "words",
      list: SHOWN.map((value) => ({ value, text: words.text(`desk.shown.${value}`) })),
      pick: (shown) => actions.show(shown as Shown),
    });
    this.#because = el("p", { class: "hint" });
    this.#copy = button("copy", actions.copy);
    this.#drop = button("drop", actions.drop);
    this.#pair = el(
      "div",
      { class: "pair" },
      this.#letters.row,
      this.#shown.row,
      this.#because,
      el("div", { class: "presses" }, button("swap", actions.swap), this.#copy, this.#drop),
    );
    this.#undo = button("undo", actions.undo);
    this.#done = el("span", { role: "status" });
    this.root = el(
      "div",
      { class: "designs", role: "group", "aria-label": words.text("desk.designs") },
      this.#pair,
      el("p", { class: "by-hand done" }, this.#done, this.#undo),
    );
  }

  update({ letter, shown, because, done }: BarState): void {
    const { words } = this.#tools;
    const say = (place: HTMLElement, text: string) => {
      if (place.textContent !== text) place.textContent = text;
    };
    this.root.hidden = letter === undefined && done === undefined;
    this.#pair.hidden = letter === undefined;
    this.#undo.hidden = done === undefined;
    say(this.#done, done ?? "");
    if (letter === undefined) return;
    const [own, other] = [letter.toUpperCase(), partner(letter).toUpperCase()];
    this.#letters.update(letter);
    this.#shown.update(shown);
    this.#shown.row.disabled = because !== undefined;
    this.#because.hidden = because === undefined;
    say(this.#because, because ?? "");
    say(this.#copy, words.text("desk.copy", { other, own }));
    say(this.#drop, words.text("desk.drop", { own }));
  }

  /** To the choice of the design, or where there is one again, to the button that takes that back. */
  focus(): void {
    const place = this.#pair.hidden ? this.#undo : this.#letters.row.querySelector<HTMLElement>(":checked");
    place?.focus({ preventScroll: true });
    this.root.scrollIntoView({ block: "nearest" });
  }
}
