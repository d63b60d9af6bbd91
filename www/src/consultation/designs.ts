// Two designs, A and B, fetched with the press that makes the second: the panel sets one of them, and the divider lies
// between both. They share head, light and view; all else is a design's own.

import type { PictureSource } from "../sharing/save";
import type { MeasuredRows, SheetContent } from "../sharing/sheet";
import type { State, Values } from "../state/values";
import type { Report } from "../worker/core";
import { Bar } from "./bar";
import styles from "./designs.css";
import { sheetOf } from "./differences";
import { changed, type Letter, type OtherDesign, otherOf, ownOf, partner, type Shown } from "./other-design";
import { SecondPicture } from "./second-picture";
import { setWhole, type Tools } from "./tools";

/** Where the divider lies at first, %. */
const HALF = 50;

/** Those of an interface, by its tools. */
const made = new WeakMap<Tools, Promise<Designs>>();

/** Shows the designs where there are two; with a press the present one becomes the first of them. */
export async function designs(tools: Tools, press = false): Promise<void> {
  const making = made.get(tools) ?? make(tools);
  made.set(tools, making);
  making.catch(() => made.delete(tools));
  tools.ui.failure.textContent = "";
  if (press) (await making).begin();
  else (await making).update();
}

async function make(tools: Tools): Promise<Designs> {
  const all = { ...tools, words: await tools.desk() };
  all.addStyle(all.ui.root.getRootNode() as ShadowRoot, styles);
  const made = new Designs(all);
  all.ui.designs = made;
  return made;
}

class Designs {
  readonly #tools: Tools;
  readonly #bar: Bar;
  readonly #names: readonly [string, string];
  readonly #photographs: MutationObserver;
  /** Whose figures the panel has. */
  readonly #counted: HTMLElement;
  #second: SecondPicture | undefined;
  /** The report of the design that is set. */
  #report: Report | undefined;
  /** The report of the other design, and of which it is: known also while its picture is not shown. */
  #beside: { readonly report: Report; readonly of: string } | undefined;
  /** The second picture could not be drawn. */
  #failed = false;
  /** The second picture is drawn for its report alone. */
  #counting = false;
  /** What a copy or a drop has replaced, and what is said about it. */
  #undoable: { readonly values: Values; readonly text: string } | undefined;
  /** What was last named beside the divider. */
  #named = "";
  /** Where the divider was last between its ends, %. */
  #last = HALF;

  constructor(tools: Tools) {
    const { ui, words } = tools;
    this.#tools = tools;
    this.#names = [words.text("desk.design.a"), words.text("desk.design.b")];
    this.#bar = new Bar(tools, {
      edit: (letter) => this.#edit(letter),
      show: (shown) => this.#show(shown),
      swap: () => this.#swap(),
      copy: () => this.#copy(),
      drop: () => this.#drop(),
      undo: () => this.#undo(),
    });
    ui.root.querySelector(".panel")?.prepend(this.#bar.root);
    this.#counted = tools.el("p", { class: "counted" });
    ui.report.panel.prepend(this.#counted);
    // Before the button itself hears of it.
    ui.root.querySelector(".under")?.addEventListener("click", (event) => this.#onCompare(event), { capture: true });
    this.#photographs = new MutationObserver(() => this.update());
    this.#photographs.observe(ui.root, { attributeFilter: ["data-photograph"] });
    this.update();
  }

  get #button(): HTMLElement | null {
    return this.#tools.ui.root.querySelector("[data-button=compare]");
  }

  get #other(): OtherDesign | undefined {
    const { state, values } = this.#tools;
    return otherOf(state, values);
  }

  /** What the figures of the other design depend on. */
  get #dependsOn(): string {
    const { values } = this.#tools;
    return `${values.other} ${values.get("seed")}`;
  }

  // ---- What the element asks

  /** Makes the present design the first of two. */
  begin(): void {
    const { values } = this.#tools;
    if (!values.other) {
      this.#undoable = undefined;
      this.#put(compared(values), { letter: "a", shown: "divided", values });
    }
    this.#bar.focus();
  }

  /** Brings picture, bar and words in line with the values. */
  update(report = this.#report, compare = this.#tools.values.number("compare")): void {
    this.#report = report;
    const { ui, drawing, words } = this.#tools;
    const other = this.#other;
    const letter = other && partner(other.letter);
    const photograph = ui.root.dataset.photograph !== undefined;
    const both = other !== undefined && other.shown !== "treated" && !photograph && !this.#failed;
    this.#draw(other, both);
    setWhole(drawing, both, compare);
    ui.stage.toggleAttribute("data-second", both && this.#second?.drawn === true);
    ui.stage.style.setProperty("--_cut", `${compare}%`);
    const set = (name: "design" | "designs", value: string | undefined) => {
      if (value === undefined) delete ui.root.dataset[name];
      else ui.root.dataset[name] = value;
    };
    set("design", letter);
    set("designs", both ? other.shown : letter && "treated");
    this.#name(letter, both);
    this.#compare(letter, both, compare);
    const reason = photograph ? "desk.photograph" : this.#failed ? "desk.failed" : undefined;
    this.#bar.update({
      letter,
      shown: other ? this.#shownIn(other) : "divided",
      because: reason && words.text(reason),
      done: this.#undoable?.text,
    });
  }

  /** Resolves when the pictures of both are complete. */
  async refined(): Promise<void> {
    this.update();
    await this.#second?.refined();
  }

  /** The pictures to keep. */
  source(usual: PictureSource): PictureSource {
    const { values, drawing, words, ui } = this.#tools;
    const other = this.#other;
    if (!other || usual.fixed || drawing.photograph) return usual;
    const states = inOrder<State>(other, values.all(), other.values.all());
    const second = this.#second;
    const shown = ui.root.dataset.designs === "treated" ? "treated" : this.#shownIn(other);
    const drawn = JSON.stringify(states.map((state) => ({ ...state, compare: 0 })));
    const { width, height } = drawing.size;
    return {
      ...usual,
      designs: { shown, states, names: this.#names, tags: [words.text("before"), this.#nameOf(partner(other.letter))] },
      render: async (requests) => {
        const there =
          second !== undefined &&
          shown !== "treated" &&
          requests.every((each) => each.width === width && each.height === height && !each.measured) &&
          JSON.stringify(requests.map(({ state }) => state)) === drawn;
        return there ? inOrder(other, await drawing.toPng(), await second.toPng()) : usual.render(requests);
      },
    };
  }

  /** Makes sure that the figures of both are known. */
  async #count(): Promise<void> {
    const { values } = this.#tools;
    if (!values.other || this.#beside?.of === this.#dependsOn || this.#failed) return;
    this.#counting = true;
    try {
      await this.refined();
    } finally {
      this.#counting = false;
      this.update();
    }
  }

  /** The sheet on paper. */
  async sheet(usual: SheetContent, listed?: (report: Report) => MeasuredRows): Promise<SheetContent> {
    const { values, drawing } = this.#tools;
    const other = this.#other;
    if (!other || drawing.photograph) return usual;
    await this.#count();
    const report = this.#beside?.of === this.#dependsOn ? this.#beside?.report : undefined;
    const all = inOrder(other, { values, report: this.#report }, { values: other.values, report });
    const named = all.map((each, i) => ({ ...each, name: this.#names[i]! }));
    return sheetOf(this.#tools, usual, named, this.#report, listed);
  }

  /** The picture in words. */
  describe(report = this.#report): string | undefined {
    const { ui, values, words } = this.#tools;
    const other = this.#other;
    if (!other) return undefined;
    const own = this.#nameOf(partner(other.letter));
    const both = ui.root.dataset.designs !== "treated";
    const text = ui.describe(values, report, both ? 0 : values.number("compare"));
    const [a, b] = this.#names;
    return `${words.text(both ? "desk.described" : "desk.described.one", { a, b, own })} ${text}`;
  }

  /** The interface goes. */
  leave(): void {
    this.#photographs.disconnect();
    this.#draw(undefined, false);
    setWhole(this.#tools.drawing, false, this.#tools.values.number("compare"));
  }

  // ---- What the visitor does

  /** Applies some values, and the other design, as one step of the visitor's. */
  #put(state: State, other: OtherDesign | undefined): void {
    const { actions, values, state: tools } = this.#tools;
    actions.apply(changed(tools, values, state, other));
    actions.commit("designs");
    this.update();
  }

  #edit(letter: Letter): void {
    const { values, state } = this.#tools;
    const other = this.#other;
    if (other?.letter !== letter) return;
    this.#undoable = undefined;
    const before = changed(state, values, {});
    this.#second?.exchange(before, this.#report);
    this.#put(
      { ...ownOf(state, other.values.all()), ...this.#inSight(letter) },
      { ...other, letter: partner(letter), values: before },
    );
  }

  #show(shown: Shown): void {
    const other = this.#other;
    if (!other) return;
    this.#failed = false;
    this.#put(shown === "divided" ? compared(this.#tools.values) : {}, { ...other, shown });
  }

  #swap(): void {
    const other = this.#other;
    if (!other) return;
    this.#undoable = undefined;
    // What is set stays: it has the other letter, and the other side.
    this.#put(this.#inSight(other.letter), { ...other, letter: partner(other.letter) });
  }

  #copy(): void {
    const { state } = this.#tools;
    const other = this.#other;
    if (!other) return;
    this.#remember("desk.copied", other);
    this.#put(ownOf(state, other.values.all()), other);
  }

  #drop(): void {
    const { values, state } = this.#tools;
    const other = this.#other;
    if (!other) return;
    this.#remember("desk.dropped", other);
    // The picture of the one that is left is there already.
    this.#second?.exchange(changed(state, values, {}), this.#report);
    this.#put({ ...ownOf(state, other.values.all()), compare: 0 }, undefined);
    this.#bar.focus();
  }

  #remember(key: string, other: OtherDesign): void {
    const { values, state, words } = this.#tools;
    const names = { own: this.#nameOf(partner(other.letter)), other: this.#nameOf(other.letter) };
    this.#undoable = { values: changed(state, values, {}, other), text: words.text(key, names) };
  }

  #undo(): void {
    const { state } = this.#tools;
    const before = this.#undoable?.values;
    if (!before) return;
    this.#undoable = undefined;
    this.#put({ ...ownOf(state, before.all()), compare: before.get("compare") }, otherOf(state, before));
    this.#bar.focus();
  }

  // ---- Inside

  /** Draws the other design beside the present one, where its picture or its report is needed. */
  #draw(other: OtherDesign | undefined, both: boolean): void {
    if (!other || !(both || this.#counting) || this.#failed) {
      this.#second?.end();
      this.#second = undefined;
      return;
    }
    this.#second ??= new SecondPicture(
      this.#tools,
      other.values,
      () => {
        this.#failed = true;
        this.update();
      },
      () => this.update(),
    );
    this.#second.update(other.values);
    const { report } = this.#second;
    if (report) this.#beside = { report, of: this.#dependsOn };
  }

  #nameOf(letter: Letter): string {
    return this.#names[letter === "a" ? 0 : 1];
  }

  /** How two designs are shown in this element: side by side where it is wide, else with the divider. */
  #shownIn({ shown }: OtherDesign): Shown {
    const line = this.#tools.ui.divider.handle;
    return shown === "beside" && getComputedStyle(line).display !== "none" ? "divided" : shown;
  }

  /** The divider where it leaves something of a design that is set from now on. */
  #inSight(letter: Letter): State {
    const { values, ui } = this.#tools;
    const hidden = ui.root.dataset.designs === "divided" && values.get("compare") === (letter === "a" ? 0 : 100);
    return hidden ? { compare: HALF } : {};
  }

  /** What the divider and the button beside the caption say of where it is. */
  #compare(letter: Letter | undefined, both: boolean, compare: number): void {
    const { ui, words } = this.#tools;
    ui.stage.toggleAttribute("data-end", compare === 100);
    if (compare > 0 && compare < 100) this.#last = compare;
    if (!both) return;
    const said = words.text("desk.divider.value", { n: words.percent(compare / 100), a: this.#names[0] });
    ui.divider.handle.setAttribute("aria-valuetext", said);
    this.#button?.setAttribute("aria-pressed", String(compare !== alone(letter)));
  }

  /** The button shows what is set alone, or both again. */
  #onCompare(event: Event): void {
    const { ui, values, actions } = this.#tools;
    const both = ui.root.dataset.designs === "divided" || ui.root.dataset.designs === "beside";
    if (!both || event.target !== this.#button) return;
    event.stopPropagation();
    const end = alone(ui.root.dataset.design);
    actions.move("compare", values.number("compare") === end ? this.#last : end);
    actions.commit("compare");
  }

  /** Names the designs beside the divider and wherever else they are not said, once for each state. */
  #name(letter: Letter | undefined, both: boolean): void {
    const { ui, words } = this.#tools;
    const { divider } = ui;
    const key = `${letter}${both}`;
    if (key === this.#named) return;
    this.#named = key;
    const [a, b] = this.#names;
    const tags = both ? this.#names : [words.text("before"), letter ? this.#nameOf(letter) : words.text("after")];
    for (const [i, tag] of [divider.before, divider.after].entries()) {
      tag.textContent = tags[i]!;
      tag.toggleAttribute("data-set", letter !== undefined && i === (both && letter === "a" ? 0 : 1));
    }
    divider.handle.setAttribute("aria-label", words.text(both ? "desk.divider" : "divider", { a, b }));
    const own = letter && this.#nameOf(letter);
    const panel = ui.root.querySelector(".panel");
    panel?.setAttribute("aria-label", own ? words.text("desk.panel", { own }) : words.text("controls"));
    const begin = ui.root.querySelector<HTMLElement>("[data-button=designs]");
    if (begin) begin.hidden = letter !== undefined;
    this.#counted.textContent = own ?? "";
    this.#counted.hidden = !own;
    if (this.#button) this.#button.textContent = words.text(both ? "desk.compare" : "button.compare");
  }
}

/** What belongs to the design that is set, and to the other one, in the order of their letters. */
const inOrder = <T>({ letter }: OtherDesign, own: T, other: T): T[] => (letter === "a" ? [other, own] : [own, other]);

/** The value of `compare` at which there is nothing beside what is set. */
const alone = (letter: string | undefined): number => (letter === "a" ? 100 : 0);

/** The divider where it shows something on either side. */
function compared(values: Values): State {
  const compare = values.number("compare");
  return { compare: compare > 0 && compare < 100 ? compare : HALF };
}
