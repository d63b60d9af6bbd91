// What can go wrong, shown on request, labelled on the picture, and left again with one press.

import { defaultOf, parameter, type Range, type Value } from "../state/table";
import { el } from "../ui/dom";
import type { Words } from "../ui/words";

type State = Readonly<Record<string, Value>>;

/** What each mistake is made of. Where an artist placed nothing, nothing could go wrong: the usual is placed first. */
const MISTAKES: Readonly<Record<string, State>> = {
  "too-deep": { depth: 0.9 },
  "too-shallow": { depth: 0.1, months: 1.5 },
  sunburnt: { "skin-state": "sunburnt" },
  dense: { density: 300, "dot-diameter": 0.55 },
};
/** All that a mistake sets. What is not its own goes to the usual, so that nothing else is wrong. */
const SET = ["depth", "months", "skin-state", "dot-diameter", "sessions"];
const CAMERA = ["view", "yaw", "pitch", "zoom"];
/** Near enough to see single dots, and on a hairline from so high, °, that they fill the picture. */
const NEAR = 3;
const ABOVE = 50;

export interface Shower {
  /** Sets several values as the visitor's. */
  put(state: State): void;
  /** Where the present pattern is seen best. */
  best(): string;
}

export class Mistakes {
  readonly list: HTMLElement;
  /** Over the picture: what it shows, and the way back. */
  readonly label: HTMLElement;
  readonly #said = el("span");
  readonly #buttons: HTMLButtonElement[];
  readonly #words: Words;
  readonly #shower: Shower;
  #shown = "";
  /** Whether the first values were looked at. */
  #met = false;
  #before: State = {};
  #value: (name: string) => Value = () => "";

  constructor(words: Words, shower: Shower) {
    this.#words = words;
    this.#shower = shower;
    const back = el("button", { type: "button", "data-button": "back" }, words.text("button.back"));
    back.addEventListener("click", () => this.#back());
    this.label = el(
      "div",
      { class: "mistake", role: "group", "aria-label": words.text("mistakes"), hidden: true },
      this.#said,
      back,
    );
    this.#buttons = Object.keys(MISTAKES).map((name) => {
      const made = el(
        "button",
        { type: "button", "data-mistake": name },
        el("strong", {}, words.text(`mistake.${name}`)),
        el("span", {}, words.text(`mistake.${name}.seen`)),
      );
      made.addEventListener("click", () => (this.#shown === name ? this.#back() : this.#show(name)));
      return made;
    });
    this.list = el(
      "div",
      { class: "mistakes" },
      el("p", { class: "hint" }, words.text("about.mistakes")),
      ...this.#buttons,
    );
  }

  get shown(): string {
    return this.#shown && this.#words.text(`mistake.${this.#shown}`);
  }

  update(value: (name: string) => Value): void {
    this.#value = value;
    if (!this.#met) this.#meet();
    // Whoever has moved what the mistake is made of has left it.
    if (this.#shown && Object.entries(MISTAKES[this.#shown]!).some(([name, wrong]) => value(name) !== wrong))
      this.#shown = "";
    for (const made of this.#buttons) made.setAttribute("aria-pressed", String(made.dataset.mistake === this.#shown));
    this.label.hidden = this.#shown === "";
    const text = this.#shown && this.#words.text("mistake.shown", { what: this.#words.lower(this.shown) });
    if (this.#said.textContent !== text) this.#said.textContent = text;
  }

  /** A link may open on a mistake: then that is what it is called, and the way back leads to the usual. */
  #meet(): void {
    this.#met = true;
    const [name] =
      Object.entries(MISTAKES).find(([, wrong]) =>
        Object.entries(wrong).every(([each, is]) => this.#value(each) === is),
      ) ?? [];
    if (!name) return;
    this.#shown = name;
    this.#before = Object.fromEntries([...SET, "density"].map((each) => [each, defaultOf(parameter(each))]));
  }

  #show(name: string): void {
    const all = [...SET, "density", ...CAMERA];
    if (!this.#shown) this.#before = Object.fromEntries(all.map((each) => [each, this.#value(each)]));
    const usual = Object.fromEntries(SET.map((each) => [each, defaultOf(parameter(each))]));
    const density = Number(this.#before.density) || (parameter("density") as Range).default;
    this.#shown = name;
    const view = this.#shower.best();
    this.#shower.put({
      ...usual,
      density,
      ...MISTAKES[name],
      view,
      ...(view === "hairline" && { pitch: ABOVE }),
      zoom: NEAR,
    });
  }

  #back(): void {
    if (!this.#shown) return;
    this.#shown = "";
    this.#shower.put(this.#before);
    this.#buttons[0]?.closest("details")?.querySelector("summary")?.focus({ preventScroll: true });
  }
}
