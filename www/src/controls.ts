// The panel: one control per row of the table. The `main` group is always in sight, the others are closed at first.
// A row that means nothing with the other choices is left out and keeps its value.

import { Charts } from "./charts";
import type { Report } from "./core";
import { el } from "./dom";
import type { Chart } from "./loop";
import { type Option, options } from "./options";
import { type Control, entry, type Handler, slider } from "./slider";
import { type Choice, means, type Parameter, parameter, parameters, type Range, skins, type Value } from "./table";
import type { Words } from "./words";

export interface Asker extends Handler {
  /** Small charts are wanted, `side` px. */
  charts(wanted: readonly Chart[], side: number): void;
}

/** `view` has its buttons and `compare` its divider; both are left out of the panel. */
const ELSEWHERE = new Set(["view", "compare"]);
/** How a choice is shown; the others are words. */
const LOOKS: Readonly<Record<string, string>> = { pattern: "charts", "hair-color": "swatches" };
/** How far a pattern has gone where its own chart tells it best, as a share of its way. */
const TELLING: Readonly<Record<string, number>> = { norwood: 4 / 6, ludwig: 0.5, areata: 0.25, patchy: 0.35, diffuse: 0.4, totalis: 1, universalis: 1 };
/** What a closed group says of itself. */
const SAYS: Readonly<Record<string, string>> = { loss: "pattern", hair: "hair-color", skin: "skin" };
/** Hair as a shaved head shows it. */
const HAIR: Readonly<Record<string, string>> = {
  black: "#1b1817",
  "dark-brown": "#35261e",
  brown: "#574031",
  "light-brown": "#86684c",
  blond: "#c6a878",
  red: "#8c4a2c",
  gray: "#8d8a87",
  white: "#dcd9d4",
};

export class Controls {
  readonly main: HTMLElement;
  readonly groups: HTMLElement;
  readonly charts: Charts;
  readonly #words: Words;
  readonly #controls: (Control & { readonly p: Parameter })[] = [];
  readonly #says: [HTMLElement, Parameter][] = [];
  #value: (name: string) => Value = () => "";

  constructor(words: Words, handler: Asker) {
    this.#words = words;
    this.charts = new Charts((wanted, side) => handler.charts(wanted, side));
    this.main = el("div", { class: "main" });
    this.groups = el("div", { class: "groups" });
    const groups = new Map([["main", this.main]]);
    const put = (group: string, p: Parameter, control: Control) => {
      this.#controls.push({ p, ...control });
      groups.set(group, groups.get(group) ?? this.#group(group)).get(group)?.append(control.row);
    };
    const pick = (p: Parameter) => (value: Value) => {
      handler.move(p.name, value);
      handler.commit(p.name);
    };
    for (const p of parameters) {
      if (ELSEWHERE.has(p.name)) continue;
      if (p.kind === "choice") put(p.group, p, this.#choice(p, pick(p)));
      else put(p.group, p, p.kind === "integer" ? entry(p, words, handler) : slider(p, words, handler));
    }
    // The stops of a scale once more, as the familiar chart.
    for (const name of ["norwood", "ludwig"]) {
      const p = parameter(name) as Range;
      const list = words.stops(p).map(({ value, text }) => ({ value, text, chart: { pattern: name, share: (value - p.min) / (p.max - p.min) } }));
      put("loss", p, options({ key: `stop-${name}`, legend: words.text("stops"), look: "charts stops", list, pick: pick(p) }, this.charts));
    }
    const skin = parameter("skin") as Range;
    const tones = skins.map((color, i) => ({ value: i + 1, text: words.value(skin, i + 1), color, silent: true }));
    const swatches = options({ key: "stop-skin", legend: words.text("swatches"), look: "swatches tones", list: tones, pick: pick(skin) }, this.charts);
    this.#controls.find(({ p }) => p === skin)?.row.querySelector(".track")?.before(swatches.row);
    this.#controls.push({ p: skin, ...swatches });
  }

  update(value: (name: string) => Value, report?: Report): void {
    this.#value = value;
    const root = this.main.getRootNode() as Document | ShadowRoot;
    const focused = root.activeElement;
    for (const { p, row, update } of this.#controls) {
      row.hidden = !means(p, value);
      if (!row.hidden) update(value(p.name), report);
    }
    // Whoever was in a row that has gone stays near it.
    if (focused?.closest("[hidden]")) {
      const near = focused.closest("details")?.querySelector("summary");
      (near ?? this.main.querySelector<HTMLElement>(".row:not([hidden]) [type=range]"))?.focus();
    }
    for (const [said, p] of this.#says) said.textContent = this.#words.value(p, value(p.name));
    this.charts.update(value);
  }

  #choice(p: Choice, pick: (value: Value) => void): Control {
    const words = this.#words;
    const look = LOOKS[p.name] ?? "words";
    const list = p.choices.map((word): Option => {
      const chart = look === "charts" ? { pattern: word, share: TELLING[word] ?? 0.7 } : undefined;
      return { value: word, text: words.value(p, word), chart, color: look === "swatches" ? HAIR[word] : undefined };
    });
    return options({ key: p.name, legend: words.name(p), look, list, pick, hint: (value) => words.hint(p, value) }, this.charts);
  }

  #group(name: string): HTMLElement {
    const body = el("div", { class: "rows" });
    const summary = el("summary", {}, el("span", {}, this.#words.text(`group.${name}`)));
    const says = SAYS[name];
    if (says) {
      const said = el("span", { class: "said" });
      this.#says.push([said, parameter(says)]);
      summary.append(said);
    }
    const details = el("details", { class: "group", part: "group", "data-group": name }, summary, body);
    details.addEventListener("toggle", () => this.charts.update(this.#value));
    this.groups.append(details);
    return body;
  }
}
