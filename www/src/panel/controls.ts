// The panel: one control per row of the parameter table. The `main` group is always visible, the others are closed at
// first. A row that is not in force with the other choices is hidden and keeps its value.

import skins from "build:skins";
import { type SharingActions, SharingButtons } from "../sharing/buttons";
import type { HandleActions, Handles } from "../stage/handles";
import { isInForce } from "../state/in-force";
import { withLinkedSettings } from "../state/linked-settings";
import {
  type CameraAngles,
  type ChoiceParameter,
  defaultOf,
  type NumberParameter,
  type Parameter,
  parameter,
  parameters,
  todaysOf,
  type Value,
} from "../state/table";
import { el } from "../ui/dom";
import type { Words } from "../ui/words";
import type { Report } from "../worker/core";
import type { ThumbnailRequest } from "../worker/loop";
import type { LearnTopics } from "./learn";
import { type MistakeActions, Mistakes } from "./mistakes";
import { type Option, options } from "./options";
import { type ControlActions, numberField, type PanelControl, slider } from "./slider";
import { Thumbnails } from "./thumbnails";
import { Timeline } from "./timeline";

export interface PanelActions extends ControlActions, HandleActions, SharingActions, Pick<MistakeActions, "put"> {
  /** Switches the handles of the hairline on or off. */
  byHand(): void;
  /** Replaces the pending requests for thumbnails; each is a square of `side` px. */
  thumbnails(wanted: readonly ThumbnailRequest[], side: number): void;
  /** Shows the view that a choice is seen best from, with some angles of its own. */
  show(view: string, camera?: Partial<CameraAngles>): void;
}

/** `view` has its buttons, `compare` its divider and the hairline its handles: none is a row of the panel. */
const notInPanel = (p: Parameter) => p.name === "compare" || p.name === "view" || p.group === "handles";
/** Integers with a range up to this have a slider; others a number field. */
const MOST_SLIDER_VALUES = 12;
/** How the options of a choice are shown; the others are words. */
const CHOICE_STYLE: Readonly<Record<string, string>> = {
  pattern: "charts",
  "hair-style": "charts",
  "hair-color": "swatches",
};
/** Extent at which a pattern is recognized best in its thumbnail, as a share of its full extent. */
const THUMBNAIL_SHARE: Readonly<Record<string, number>> = {
  norwood: 4 / 6,
  ludwig: 0.5,
  areata: 0.25,
  patchy: 0.35,
  scarring: 0.2,
  "frontal-band": 0.5,
  diffuse: 0.4,
  totalis: 1,
  universalis: 1,
};
/** Parameters named in the summary of a closed group; all but the first only where they differ from the default. */
const GROUP_SUMMARY: Readonly<Record<string, readonly string[]>> = {
  loss: ["pattern"],
  hair: ["hair-color", "hair-length"],
  skin: ["skin", "scar"],
  hairline: ["hairline"],
  light: ["light"],
  treatment: ["zone", "sessions"],
  time: ["months", "later-norwood", "later-ludwig", "later-extent", "touch-up"],
  removal: ["laser"],
};
/** The choice that the hint for a slider's value depends on. */
const DEPENDS_ON: Readonly<Record<string, string>> = {
  norwood: "norwood-type",
  extent: "pattern",
  "later-norwood": "norwood-type",
  "later-extent": "pattern",
};
/** The view that shows a choice best. */
const BEST_VIEW: Readonly<Record<string, Readonly<Record<string, string>>>> = {
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
    scarring: "crown",
    "frontal-band": "three-quarter",
  },
  "norwood-type": { classic: "three-quarter", a: "three-quarter", vertex: "crown" },
  scar: { fut: "back", fue: "back", plugs: "three-quarter", trauma: "top", burn: "top" },
  zone: { hairline: "hairline", crown: "crown", "between-hairs": "top" },
};
/** CSS colors of shaved hair, in the order of the options. */
const HAIR_SWATCHES: Readonly<Record<string, string>> = {
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
  readonly thumbnails: Thumbnails;
  /** The button that switches the handles of the hairline on and off, and the sentence beside it. */
  readonly byHand: HTMLButtonElement;
  readonly byHandHint: HTMLElement;
  /** These, once they were asked for. */
  handles: Handles | undefined;
  readonly mistakes: Mistakes;
  readonly timeline: Timeline;
  readonly sharing: SharingButtons;
  readonly #words: Words;
  readonly #controls: (PanelControl & { readonly p: Parameter })[] = [];
  readonly #summaries: [HTMLElement, readonly Parameter[]][] = [];
  /** Placeholder of the loss slider's height for patterns of total loss, which avoids a layout shift. */
  readonly #totalRow: HTMLElement;
  readonly #totalTexts = [el("output"), el("p", { class: "hint" })] as const;
  #value: (name: string) => Value = () => "";

  constructor(words: Words, actions: PanelActions, learn: LearnTopics, announce: (text: string) => void) {
    this.#words = words;
    this.thumbnails = new Thumbnails((wanted, side) => actions.thumbnails(wanted, side));
    this.main = el("div", { class: "main" });
    this.groups = el("div", { class: "groups" });
    const groups = new Map([["main", this.main]]);
    const put = (group: string, p: Parameter, control: PanelControl) => {
      this.#controls.push({ p, ...control });
      groups
        .set(group, groups.get(group) ?? this.#group(group))
        .get(group)
        ?.append(control.row);
    };
    const linkedActions = {
      ...actions,
      move: withLinkedSettings(
        (name, value) => actions.move(name, value),
        (name) => this.#value(name),
      ),
    };
    const pick = (p: Parameter) => (value: Value) => {
      linkedActions.move(p.name, value);
      const view = this.#bestView(p.name, value);
      if (view) actions.show(view);
      actions.commit(p.name);
    };
    const [total, hint] = this.#totalTexts;
    const head = el("div", { class: "head" }, el("span", { class: "name" }, words.text("whole")), total);
    this.#totalRow = el(
      "div",
      { class: "row whole" },
      head,
      el("div", { class: "track" }),
      el("div", { class: "marks" }),
      hint,
    );
    for (const p of parameters) {
      if (notInPanel(p)) continue;
      if (p.kind === "choice") put(p.group, p, this.#choice(p, pick(p)));
      else {
        const typed = p.kind === "integer" && p.max - p.min > MOST_SLIDER_VALUES;
        put(p.group, p, (typed ? numberField : slider)(p, words, linkedActions));
      }
      if (p.name === "extent") this.main.append(this.#totalRow);
    }
    const group = (name: string) => groups.get(name)!;
    this.byHand = el(
      "button",
      { type: "button", "data-button": "by-hand", "aria-pressed": "false" },
      words.text("button.by-hand"),
    );
    this.byHand.addEventListener("click", () => actions.byHand());
    this.byHandHint = el("p", { class: "hint" }, words.text("about.by-hand"));
    group("hairline").append(el("div", { class: "row by-hand" }, this.byHand, this.byHandHint));
    // On a photograph as it is, no hair leaves: there the row is not shown.
    const later = () =>
      this.#controls.find(({ p, row }) => todaysOf(p) && getComputedStyle(row).display !== "none")
        ?.p as NumberParameter;
    this.timeline = new Timeline(parameter("months") as NumberParameter, words, actions, later);
    group("time").querySelector('[data-name="months"] output')?.after(this.timeline.button);
    this.mistakes = new Mistakes(words, {
      put: (state) => {
        actions.put(state);
        actions.commit("mistakes");
      },
      bestView: () => this.#bestViewOfDots(),
    });
    this.#group("mistakes", group("time").parentElement!).append(this.mistakes.list, learn.topic("removal"));
    this.sharing = new SharingButtons(words, actions, announce);
    this.#group("keep").append(this.sharing.row);
    // The stops of a scale again, as thumbnails like the published chart.
    for (const name of ["norwood", "ludwig"]) {
      const p = parameter(name) as NumberParameter;
      const share = (value: number) => (value - p.min) / (p.max - p.min);
      const list = words
        .stops(p)
        .map((stop): Option => ({ ...stop, thumbnail: { name: "pattern", choice: name, share: share(stop.value) } }));
      put(
        "loss",
        p,
        options(
          { key: `stop-${name}`, legend: words.text("stops"), look: "charts stops", list, pick: pick(p) },
          this.thumbnails,
        ),
      );
    }
    const skin = parameter("skin") as NumberParameter;
    const tones = skins.map(
      (color, i): Option => ({ value: i + 1, text: words.value(skin, i + 1), color, labelHidden: true }),
    );
    const swatches = options(
      { key: "stop-skin", legend: words.text("swatches"), look: "swatches tones", list: tones, pick: pick(skin) },
      this.thumbnails,
    );
    this.#controls
      .find(({ p }) => p === skin)
      ?.row.querySelector(".track")
      ?.before(swatches.row);
    this.#controls.push({ p: skin, ...swatches });
    group("treatment").append(learn.topic("how"));
    group("time").append(learn.topic("first-days"), learn.topic("how-long"));
    group("skin").append(learn.topic("who-waits"));
  }

  update(value: (name: string) => Value, report?: Report): void {
    this.#value = value;
    const root = this.main.getRootNode() as Document | ShadowRoot;
    const focused = root.activeElement;
    for (const { p, row, update } of this.#controls) {
      row.hidden = !isInForce(p, value);
      const [governing, today] = [DEPENDS_ON[p.name], todaysOf(p)];
      if (!row.hidden) update(value(p.name), report, governing && value(governing), today && value(today));
    }
    this.#updateTotalRow(value);
    const drawn = isInForce(parameter("hairline"), value);
    this.byHand.parentElement!.hidden = !drawn;
    this.handles?.update(value, drawn);
    this.mistakes.update(value);
    this.timeline.update(value);
    // Focus in a row that is hidden now moves to the nearest visible control.
    if (focused?.closest("[hidden]")) {
      const near = focused.closest("details")?.querySelector("summary");
      (near ?? this.main.querySelector<HTMLElement>(".row:not([hidden]) [type=range]"))?.focus();
    }
    for (const [summary, all] of this.#summaries) {
      const named = all.filter((p, i) => isInForce(p, value) && (i === 0 || value(p.name) !== defaultOf(p)));
      summary.textContent = this.#words.list(named.map((p) => this.#words.summary(p, value)));
    }
    this.thumbnails.update(value);
  }

  #updateTotalRow(value: (name: string) => Value): void {
    this.#totalRow.hidden = ["norwood", "ludwig", "extent"].some((name) => isInForce(parameter(name), value));
    if (this.#totalRow.hidden) return;
    const [pattern, [total, hint]] = [parameter("pattern"), this.#totalTexts];
    total.value = this.#words.value(pattern, value("pattern"));
    hint.textContent = this.#words.text(`whole.${value("pattern")}`);
  }

  #choice(p: ChoiceParameter, pick: (value: Value) => void): PanelControl {
    const words = this.#words;
    const look = CHOICE_STYLE[p.name] ?? "words";
    const order = p.name === "hair-color" ? Object.keys(HAIR_SWATCHES) : p.choices;
    const list = order.map((word): Option => {
      const thumbnail =
        look === "charts" ? { name: p.name, choice: word, share: THUMBNAIL_SHARE[word] ?? 0.7 } : undefined;
      return {
        value: word,
        text: words.value(p, word),
        thumbnail,
        color: look === "swatches" ? HAIR_SWATCHES[word] : undefined,
      };
    });
    return options(
      { key: p.name, legend: words.name(p), look, list, pick, hint: (value) => words.hint(p, value) },
      this.thumbnails,
    );
  }

  /** The view that shows a choice best, if any does. */
  #bestView(name: string, value: Value): string | undefined {
    if (name === "hairline") return "hairline";
    // The zone of a scar is where the scar is.
    if (name === "zone" && value === "scar") return BEST_VIEW.scar?.[this.#value("scar")];
    return BEST_VIEW[name]?.[value];
  }

  /** The view that shows dots best. */
  #bestViewOfDots(): string {
    if (isInForce(parameter("hairline"), this.#value)) return "hairline";
    return this.#bestView("pattern", this.#value("pattern")) ?? "top";
  }

  #group(name: string, before?: Element): HTMLElement {
    const body = el("div", { class: "rows" });
    const summary = el("summary", {}, el("span", {}, this.#words.text(`group.${name}`)));
    const named = GROUP_SUMMARY[name];
    if (named) {
      const text = el("span", { class: "said" });
      this.#summaries.push([text, named.map(parameter)]);
      summary.append(text);
    }
    const details = el("details", { class: "group", "data-group": name }, summary, body);
    details.addEventListener("toggle", () => this.thumbnails.update(this.#value));
    if (before) before.after(details);
    else this.groups.append(details);
    return body;
  }
}
