// The panel: one control per row of the table. The `main` group is always in sight, the others are closed at first.
// A row that means nothing with the other choices is left out and keeps its value.

import { Keep, type Keeper } from "../sharing/buttons";
import { Handles, type Mover } from "../stage/handles";
import { accompanied } from "../state/companions";
import {
  type Camera,
  type Choice,
  defaultOf,
  means,
  type Parameter,
  parameter,
  parameters,
  type Range,
  skins,
  type Value,
} from "../state/table";
import { el } from "../ui/dom";
import type { Words } from "../ui/words";
import type { Report } from "../worker/core";
import type { Chart } from "../worker/loop";
import { Charts } from "./charts";
import { Mistakes, type Shower } from "./mistakes";
import { type Option, options } from "./options";
import { type Control, entry, slider } from "./slider";
import { type Player, Timeline } from "./timeline";

export interface Asker extends Player, Mover, Keeper, Pick<Shower, "put"> {
  /** Small charts are wanted, `side` px. */
  charts(wanted: readonly Chart[], side: number): void;
  /** What was chosen is seen best from here, and a little other than the view if need be. */
  show(view: string, camera?: Partial<Camera>): void;
}

/** `view` has its buttons, `compare` its divider and the hairline its handles; all are left out of the panel. */
const ELSEWHERE = (p: Parameter) => p.name === "compare" || p.name === "view" || p.group === "handles";
/** Whole numbers up to so many have a slider; beyond, they are typed. */
const FEW = 12;
/** How a choice is shown; the others are words. */
const LOOKS: Readonly<Record<string, string>> = { pattern: "charts", "hair-style": "charts", "hair-color": "swatches" };
/** How far a pattern has gone where its own chart tells it best, as a share of its way. */
const TELLING: Readonly<Record<string, number>> = {
  norwood: 4 / 6,
  ludwig: 0.5,
  areata: 0.25,
  patchy: 0.35,
  diffuse: 0.4,
  totalis: 1,
  universalis: 1,
};
/** What a closed group says of itself; all but the first only where they are not as usual. */
const SAYS: Readonly<Record<string, readonly string[]>> = {
  loss: ["pattern"],
  hair: ["hair-color", "hair-length"],
  skin: ["skin", "scar"],
  hairline: ["hairline"],
  treatment: ["zone", "sessions"],
  time: ["months", "touch-up"],
};
/** The choice that the meaning of a slider's value depends on. */
const COURSE: Readonly<Record<string, string>> = { norwood: "norwood-type", extent: "pattern" };
/** Where a choice is seen best: nobody is to choose a scar at the back and see a forehead. */
const SEEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  pattern: {
    norwood: "three-quarter",
    ludwig: "top",
    diffuse: "top",
    areata: "crown",
    ophiasis: "back",
    totalis: "three-quarter",
    universalis: "three-quarter",
    traction: "three-quarter",
    patchy: "top",
  },
  "norwood-type": { classic: "three-quarter", a: "three-quarter", vertex: "crown" },
  scar: { fut: "back", fue: "back", plugs: "three-quarter", trauma: "top", burn: "top" },
  zone: { hairline: "hairline", crown: "crown", "between-hairs": "top" },
};
/** Beside the front view: where all five handles of the hairline are seen. */
const FIVE = { pitch: 36, zoom: 1.7 };
/** Hair as a shaved head shows it, in the order it is offered. */
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
  readonly handles: Handles;
  readonly mistakes: Mistakes;
  readonly timeline: Timeline;
  readonly #words: Words;
  readonly #controls: (Control & { readonly p: Parameter })[] = [];
  readonly #says: [HTMLElement, readonly Parameter[]][] = [];
  /** Stands in for the slider of loss where all is lost, so that nothing jumps. */
  readonly #whole: HTMLElement;
  readonly #wholeSaid = [el("output"), el("p", { class: "hint" })] as const;
  #value: (name: string) => Value = () => "";

  constructor(words: Words, handler: Asker, announce: (text: string) => void) {
    this.#words = words;
    this.charts = new Charts((wanted, side) => handler.charts(wanted, side));
    this.main = el("div", { class: "main" });
    this.groups = el("div", { class: "groups" });
    const groups = new Map([["main", this.main]]);
    const put = (group: string, p: Parameter, control: Control) => {
      this.#controls.push({ p, ...control });
      groups
        .set(group, groups.get(group) ?? this.#group(group))
        .get(group)
        ?.append(control.row);
    };
    const hand = {
      ...handler,
      move: accompanied(
        (name, value) => handler.move(name, value),
        (name) => this.#value(name),
      ),
    };
    const pick = (p: Parameter) => (value: Value) => {
      hand.move(p.name, value);
      const view = this.#seen(p.name, value);
      if (view) handler.show(view);
      handler.commit(p.name);
    };
    const [whole, meaning] = this.#wholeSaid;
    const head = el("div", { class: "head" }, el("span", { class: "name" }, words.text("whole")), whole);
    this.#whole = el(
      "div",
      { class: "row whole" },
      head,
      el("div", { class: "track" }),
      el("div", { class: "marks" }),
      meaning,
    );
    for (const p of parameters) {
      if (ELSEWHERE(p)) continue;
      if (p.kind === "choice") put(p.group, p, this.#choice(p, pick(p)));
      else
        put(p.group, p, p.kind === "integer" && p.max - p.min > FEW ? entry(p, words, hand) : slider(p, words, hand));
      if (p.name === "extent") this.main.append(this.#whole);
    }
    const group = (name: string) => groups.get(name)!;
    this.handles = new Handles(words, handler, () => handler.show("front", FIVE));
    group("hairline").append(this.handles.row);
    this.timeline = new Timeline(parameter("months") as Range, words, handler);
    group("time").querySelector('[data-name="months"] output')?.after(this.timeline.button);
    this.mistakes = new Mistakes(words, { put: (state) => handler.put(state), best: () => this.#best() });
    this.#group("mistakes", group("time").parentElement!).append(this.mistakes.list);
    this.#group("keep").append(new Keep(words, handler, announce).row);
    // The stops of a scale once more, as the familiar chart.
    for (const name of ["norwood", "ludwig"]) {
      const p = parameter(name) as Range;
      const share = (value: number) => (value - p.min) / (p.max - p.min);
      const list = words
        .stops(p)
        .map((stop) => ({ ...stop, chart: { name: "pattern", choice: name, share: share(stop.value) } }));
      put(
        "loss",
        p,
        options(
          { key: `stop-${name}`, legend: words.text("stops"), look: "charts stops", list, pick: pick(p) },
          this.charts,
        ),
      );
    }
    const skin = parameter("skin") as Range;
    const tones = skins.map((color, i) => ({ value: i + 1, text: words.value(skin, i + 1), color, silent: true }));
    const swatches = options(
      { key: "stop-skin", legend: words.text("swatches"), look: "swatches tones", list: tones, pick: pick(skin) },
      this.charts,
    );
    this.#controls
      .find(({ p }) => p === skin)
      ?.row.querySelector(".track")
      ?.before(swatches.row);
    this.#controls.push({ p: skin, ...swatches });
  }

  update(value: (name: string) => Value, report?: Report): void {
    this.#value = value;
    const root = this.main.getRootNode() as Document | ShadowRoot;
    const focused = root.activeElement;
    for (const { p, row, update } of this.#controls) {
      row.hidden = !means(p, value);
      const course = COURSE[p.name];
      if (!row.hidden) update(value(p.name), report, course && value(course));
    }
    this.#sayWhole(value);
    this.handles.update(value, means(parameter("hairline"), value));
    this.mistakes.update(value);
    this.timeline.update(Number(value("months")));
    // Whoever was in a row that has gone stays near it.
    if (focused?.closest("[hidden]")) {
      const near = focused.closest("details")?.querySelector("summary");
      (near ?? this.main.querySelector<HTMLElement>(".row:not([hidden]) [type=range]"))?.focus();
    }
    for (const [said, all] of this.#says) {
      const told = all.filter((p, i) => means(p, value) && (i === 0 || value(p.name) !== defaultOf(p)));
      const texts = told.map((p) => {
        const v = this.#words.value(p, value(p.name));
        return this.#words.find(`said.${p.name}`) ? this.#words.text(`said.${p.name}`, { v }) : v;
      });
      said.textContent = this.#words.list(texts);
    }
    this.charts.update(value);
  }

  #sayWhole(value: (name: string) => Value): void {
    this.#whole.hidden = ["norwood", "ludwig", "extent"].some((name) => means(parameter(name), value));
    if (this.#whole.hidden) return;
    const [pattern, [said, meaning]] = [parameter("pattern"), this.#wholeSaid];
    said.value = this.#words.value(pattern, value("pattern"));
    meaning.textContent = this.#words.text(`whole.${value("pattern")}`);
  }

  #choice(p: Choice, pick: (value: Value) => void): Control {
    const words = this.#words;
    const look = LOOKS[p.name] ?? "words";
    const order = p.name === "hair-color" ? Object.keys(HAIR) : p.choices;
    const list = order.map((word): Option => {
      const chart = look === "charts" ? { name: p.name, choice: word, share: TELLING[word] ?? 0.7 } : undefined;
      return { value: word, text: words.value(p, word), chart, color: look === "swatches" ? HAIR[word] : undefined };
    });
    return options(
      { key: p.name, legend: words.name(p), look, list, pick, hint: (value) => words.hint(p, value) },
      this.charts,
    );
  }

  /** Where a choice is seen best, if it matters. */
  #seen(name: string, value: Value): string | undefined {
    if (name === "hairline") return "hairline";
    // A zone of scars lies where they do.
    if (name === "zone" && value === "scar") return SEEN.scar?.[this.#value("scar")];
    return SEEN[name]?.[value];
  }

  /** Where dots are seen best. */
  #best(): string {
    if (means(parameter("hairline"), this.#value)) return "hairline";
    return this.#seen("pattern", this.#value("pattern")) ?? "top";
  }

  #group(name: string, before?: Element): HTMLElement {
    const body = el("div", { class: "rows" });
    const summary = el("summary", {}, el("span", {}, this.#words.text(`group.${name}`)));
    const says = SAYS[name];
    if (says) {
      const said = el("span", { class: "said" });
      this.#says.push([said, says.map(parameter)]);
      summary.append(said);
    }
    const details = el("details", { class: "group", "data-group": name }, summary, body);
    details.addEventListener("toggle", () => this.charts.update(this.#value));
    if (before) before.after(details);
    else this.groups.append(details);
    return body;
  }
}
