// Examples of what can go wrong, shown on request, labeled on the picture, and left again by one press.

import { defaultOf, type NumberParameter, parameter, type Value } from "../state/table";
import { el } from "../ui/dom";
import type { Words } from "../ui/words";

type MistakeState = Readonly<Record<string, Value>>;

/** The values of each mistake. Without treatment the default density is set first. */
const MISTAKES: Readonly<Record<string, MistakeState>> = {
  "too-deep": { depth: 0.9 },
  "too-shallow": { depth: 0.1, months: 1.5 },
  sunburnt: { "skin-state": "sunburnt" },
  dense: { density: 300, "dot-diameter": 0.55 },
  "too-wide": { density: 80, "dot-diameter": 1.75 },
};
/** Parameters of any mistake: those that are not of the shown one are reset, so that nothing else is wrong. */
const RESET_PARAMETERS = ["depth", "months", "skin-state", "dot-diameter", "sessions", "laser"];
const CAMERA = ["view", "yaw", "pitch", "zoom"];
/** Zoom at which single dots are seen, and pitch, °, at which the dots behind a hairline fill the picture; choices. */
const MISTAKE_ZOOM = 3;
const HAIRLINE_PITCH = 50;

export interface MistakeActions {
  /** Sets several values, as changed by the visitor. */
  put(state: MistakeState): void;
  /** The view that shows dots best. */
  bestView(): string;
}

export class Mistakes {
  readonly list: HTMLElement;
  /** Over the picture: the name of the mistake, and a button that restores the former values. */
  readonly label: HTMLElement;
  readonly #text = el("span");
  readonly #buttons: HTMLButtonElement[];
  readonly #words: Words;
  readonly #actions: MistakeActions;
  #shown = "";
  /** Whether the initial values were compared with the mistakes. */
  #initialized = false;
  #before: MistakeState = {};
  #value: (name: string) => Value = () => "";

  constructor(words: Words, actions: MistakeActions) {
    this.#words = words;
    this.#actions = actions;
    const back = el("button", { type: "button", "data-button": "back" }, words.text("button.back"));
    back.addEventListener("click", () => this.#back());
    this.label = el(
      "div",
      { class: "mistake", role: "group", "aria-label": words.text("mistakes"), hidden: true },
      this.#text,
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
    if (!this.#initialized) this.#detectInitial();
    // Changing one of its values leaves the mistake.
    if (this.#shown && Object.entries(MISTAKES[this.#shown]!).some(([name, own]) => value(name) !== own))
      this.#shown = "";
    for (const made of this.#buttons) made.setAttribute("aria-pressed", String(made.dataset.mistake === this.#shown));
    this.label.hidden = this.#shown === "";
    this.label.parentElement?.toggleAttribute("data-mistake", !this.label.hidden);
    const text = this.#shown && this.#words.text("mistake.shown", { what: this.#words.lower(this.shown) });
    if (this.#text.textContent !== text) this.#text.textContent = text;
  }

  /** A link may open on a mistake: then it is labeled as such, and the button restores the defaults. */
  #detectInitial(): void {
    this.#initialized = true;
    const [name] =
      Object.entries(MISTAKES).find(([, values]) =>
        Object.entries(values).every(([each, value]) => this.#value(each) === value),
      ) ?? [];
    if (!name) return;
    this.#shown = name;
    this.#before = Object.fromEntries(
      [...RESET_PARAMETERS, "density"].map((each) => [each, defaultOf(parameter(each))]),
    );
  }

  #show(name: string): void {
    const all = [...RESET_PARAMETERS, "density", ...CAMERA];
    if (!this.#shown) this.#before = Object.fromEntries(all.map((each) => [each, this.#value(each)]));
    const defaults = Object.fromEntries(RESET_PARAMETERS.map((each) => [each, defaultOf(parameter(each))]));
    const density = Number(this.#before.density) || (parameter("density") as NumberParameter).default;
    this.#shown = name;
    const view = this.#actions.bestView();
    this.#actions.put({
      ...defaults,
      density,
      ...MISTAKES[name],
      view,
      ...(view === "hairline" && { pitch: HAIRLINE_PITCH }),
      zoom: MISTAKE_ZOOM,
    });
  }

  #back(): void {
    if (!this.#shown) return;
    this.#shown = "";
    this.#actions.put(this.#before);
    this.#buttons[0]?.closest("details")?.querySelector("summary")?.focus({ preventScroll: true });
  }
}
