// The element's inside: stage, divider, buttons, caption and panel, as nodes with the few moves they need.

import type { Charts } from "../panel/charts";
import { type Asker, Controls } from "../panel/controls";
import { Takes } from "../panel/report";
import type { Told } from "../sharing/print";
import { Divider } from "../stage/divider";
import { around, type Hand, listen, ZOOM_STEP } from "../stage/gestures";
import { type Choice, defaultOf, means, parameter, parameters, type Range } from "../state/table";
import type { Values } from "../state/values";
import { el, icon } from "../ui/dom";
import type { Words } from "../ui/words";
import type { Report } from "../worker/core";

export interface Actions extends Asker {
  readonly hand: Hand;
  anotherHead(): void;
  reset(): void;
  retry(): void;
  ask(): void;
}

/** Degrees for one press of a turn button. */
const BUTTON_TURN = 30;
const STATUS_PAUSE = 500;
/** A new core's canvas is surely on the screen this long after its first picture, ms; found by trial. */
const HANDOVER = 100;

const ICONS = {
  left: "M9 5 4 10l5 5M4 10h10a6 6 0 0 1 0 9h-3",
  right: "m15 5 5 5-5 5M20 10H10a6 6 0 0 0 0 9h3",
  out: "M5 12h14",
  in: "M5 12h14M12 5v14",
  home: "M5 9V5h4M19 9V5h-4M5 15v4h4M19 15v4h-4",
};

export class View {
  readonly root: HTMLElement;
  readonly stage: HTMLElement;
  canvas: HTMLCanvasElement;
  readonly #words: Words;
  readonly #controls: Controls;
  readonly #divider: Divider;
  readonly #views: HTMLButtonElement[];
  readonly #compare: HTMLButtonElement;
  readonly #message: HTMLElement;
  readonly #status: HTMLElement;
  readonly #takes: Takes;
  readonly #caption: HTMLSlotElement;
  readonly #retry: HTMLButtonElement;
  #taken = false;
  /** The picture of the core before this one, on top until there is a new one. */
  #last: HTMLCanvasElement | undefined;
  #timer = 0;

  /** With the poster's slot, and the view it comes in place of, whose picture it takes over. */
  constructor(words: Words, actions: Actions, poster: Element, old?: View) {
    this.#words = words;
    const { hand } = actions;
    const button = (key: string, press: () => void, ...inside: (Node | string)[]) => {
      const label = words.text(`button.${key}`);
      const made = el("button", { type: "button", "data-button": key }, ...inside);
      if (inside.length === 0) made.append(label);
      else made.setAttribute("aria-label", label);
      if (inside.length > 0) made.title = label;
      made.addEventListener("click", press);
      return made;
    };
    const turn = (degrees: number) => () => {
      hand.turn({ yaw: around(hand.camera().yaw + degrees) });
      hand.commit();
    };
    const zoom = (factor: number) => () => {
      hand.turn({ zoom: hand.camera().zoom * factor });
      hand.commit();
    };
    const home = () => {
      hand.home();
      hand.commit();
    };

    this.canvas = old?.canvas ?? this.#newCanvas();
    if (old) [this.#last, this.#taken] = [old.#last, old.#taken];
    this.#message = el("div", { class: "message", role: "alert", hidden: true });
    this.stage = el(
      "div",
      {
        class: "stage",
        role: "group",
        tabindex: 0,
        "aria-label": words.text("stage.label"),
        "data-drawn": old?.stage.hasAttribute("data-drawn"),
      },
      el("div", { class: "poster" }, poster),
      this.canvas,
      ...(this.#last ? [this.#last] : []),
    );
    const compare = parameter("compare") as Range;
    let last = 50;
    const commit = () => actions.commit("compare");
    const slide = (value: number) => {
      if (value > 0 && value < 100) last = value;
      actions.move("compare", value);
    };
    this.#divider = new Divider(compare, words, this.stage, slide, commit);
    this.#compare = button("compare", () => {
      actions.move("compare", this.#compare.getAttribute("aria-pressed") === "true" ? 0 : last);
      commit();
    });
    const tools = el(
      "div",
      { class: "tools" },
      button("left", turn(BUTTON_TURN), icon(ICONS.left)),
      button("right", turn(-BUTTON_TURN), icon(ICONS.right)),
      button("out", zoom(1 / ZOOM_STEP), icon(ICONS.out)),
      button("in", zoom(ZOOM_STEP), icon(ICONS.in)),
      button("home", home, icon(ICONS.home)),
    );
    this.stage.append(this.#divider.before, this.#divider.after, this.#divider.handle, tools, this.#message);

    const choices = (parameter("view") as Choice).choices;
    this.#views = choices.map((word, place) => {
      const made = el("button", { type: "button", "data-view": word }, words.text(`view.${word}`));
      made.addEventListener("click", () => {
        hand.view(place);
        hand.commit();
      });
      return made;
    });

    this.#controls = new Controls(words, actions, (text) => this.#speak(text));
    const cta = el("slot", { name: "cta" });
    cta.addEventListener("click", () => actions.ask());
    this.#takes = new Takes(words);
    this.#caption = el("slot", { name: "disclaimer" }, words.text("caption"));
    const { handles, mistakes, timeline } = this.#controls;
    this.stage.append(this.#takes.remarks, handles.layer, mistakes.label);
    this.#status = el("p", { class: "unseen", role: "status" });

    this.root = el(
      "div",
      { class: "layout" },
      el(
        "div",
        { class: "look" },
        el(
          "div",
          { class: "seen" },
          this.stage,
          el("div", { class: "under" }, handles.pad, el("p", { class: "caption" }, this.#caption), this.#compare),
        ),
        el("div", { class: "views", role: "group", "aria-label": words.text("views") }, ...this.#views),
      ),
      el(
        "div",
        { class: "panel", role: "group", "aria-label": words.text("controls") },
        this.#controls.main,
        this.#takes.panel,
        this.#controls.groups,
        el("div", { class: "foot" }, button("head", actions.anotherHead), button("reset", actions.reset)),
        cta,
      ),
      this.#status,
    );
    this.#retry = button("retry", actions.retry);
    listen(this.stage, hand);
    timeline.watch(this.root);
    this.#takes.watch(this.root);
    // Groups that are open stay so.
    for (const open of old?.root.querySelectorAll<HTMLElement>("[data-group][open]") ?? []) {
      this.root.querySelector(`[data-group="${open.dataset.group}"]`)?.toggleAttribute("open", true);
    }
  }

  /** Everything is seen, and nothing can be moved. */
  bar(barred: boolean): void {
    this.root.inert = barred;
  }

  /** A picture is on the canvas, with the handles there. */
  place(handles: ArrayLike<number>): void {
    this.#controls.handles.place(handles);
  }

  get charts(): Charts {
    return this.#controls.charts;
  }

  /** Shows the values; called once per frame of the browser at most. */
  update(values: Values, report?: Report): void {
    this.#controls.update((name) => values.get(name), report);
    const compare = values.number("compare");
    this.#divider.update(compare);
    this.#compare.setAttribute("aria-pressed", String(compare > 0));
    const view = values.view();
    for (const made of this.#views) made.setAttribute("aria-pressed", String(made.dataset.view === view));
    if (report) this.#takes.update(report);
    const description = this.describe(values, report);
    this.canvas.setAttribute("aria-label", description);
    this.#announce(`${description} ${this.#takes.spoken}`);
  }

  /** The picture in one sentence. */
  describe(values: Values, report?: Report, compare = values.number("compare")): string {
    const words = this.#words;
    const say = (name: string) => words.value(parameter(name), values.get(name), report);
    const named = values.view();
    const yaw = words.value(parameter("yaw"), Math.round(values.number("yaw")));
    const treated = values.number("density") > 0;
    const value = (name: string) => values.get(name);
    const scale = ["norwood", "ludwig"].find((name) => means(parameter(name), value));
    const extent = means(parameter("extent"), value) ? { extent: say("extent") } : undefined;
    const loss = scale
      ? say(scale)
      : extent
        ? words.text("stage.loss", { pattern: say("pattern"), ...extent })
        : say("pattern");
    // Said where it is not as usual.
    const unusual = (name: string) => means(parameter(name), value) && values.get(name) !== defaultOf(parameter(name));
    const hair = unusual("hair-length") ? [words.text("stage.hair", { length: say("hair-length") })] : [];
    const time = ["sessions", "months"].filter((name) => treated && unusual(name)).map(say);
    const wrong = this.#controls.mistakes.shown;
    const treatment = treated
      ? words.text("stage.treated", { density: say("density"), tone: say("tone") })
      : words.text("stage.untreated");
    return words.text(compare > 0 ? "stage.describe.compare" : "stage.describe", {
      view: named ? words.text(`view.${named}`) : words.text("stage.turned", { yaw }),
      loss: words.list([loss, ...hair]),
      treatment: words.list([treatment, ...time, ...(wrong ? [words.text("mistake.shown", { what: wrong })] : [])]),
      compare: words.percent(compare / 100),
    });
  }

  /** What stands under the picture. */
  get caption(): string {
    const said = this.#caption
      .assignedNodes()
      .map((node) => node.textContent)
      .join(" ")
      .trim();
    return said || this.#words.text("caption");
  }

  /** What a sheet on paper says beside the pictures. */
  told(values: Values, link: string | undefined): Told {
    const words = this.#words;
    const value = (name: string) => values.get(name);
    const set = parameters.filter(
      (p) => p.group !== "view" && means(p, value) && (p.group === "main" || value(p.name) !== defaultOf(p)),
    );
    return {
      title: words.text("sheet"),
      description: this.describe(values, undefined, 0),
      ...this.#takes.told,
      settings: set.map((p) => [words.name(p), words.value(p, value(p.name))]),
      codeName: words.text("sheet.code"),
      link,
      date: new Intl.DateTimeFormat(words.lang, { dateStyle: "long" }).format(new Date()),
    };
  }

  /** The first picture of a core is on the canvas: it takes the place of the poster or of the last one. */
  drawn(): void {
    this.stage.toggleAttribute("data-drawn", true);
    const last = this.#last;
    this.#last = undefined;
    // A worker tells of its picture before the browser shows it.
    setTimeout(() => last?.remove(), HANDOVER);
  }

  /** Says in words what went wrong; the poster or the last picture stays. */
  say(key?: string, again = false): void {
    this.#message.hidden = key === undefined;
    this.#message.replaceChildren();
    if (key === undefined) return;
    this.#message.append(el("p", {}, this.#words.text(key)));
    if (again) this.#message.append(this.#retry);
  }

  /** The canvas to draw on, beneath the last picture. One that a worker has taken cannot be given to another. */
  freshCanvas(): HTMLCanvasElement {
    if (this.#taken) {
      const fresh = this.#newCanvas();
      if (this.#last) this.canvas.replaceWith(fresh);
      else this.canvas.before(fresh);
      this.#last ??= this.canvas;
      this.#last.ariaHidden = "true";
      this.canvas = fresh;
    }
    this.#taken = true;
    return this.canvas;
  }

  /** The core has ended: what it had drawn stays. */
  keep(image: ImageBitmap): void {
    // It was ended before it drew anything.
    if (this.#last) return;
    const kept = this.canvas.cloneNode() as HTMLCanvasElement;
    kept.width = image.width;
    kept.height = image.height;
    kept.getContext("bitmaprenderer")?.transferFromImageBitmap(image);
    this.canvas.replaceWith(kept);
    this.canvas = kept;
  }

  #newCanvas(): HTMLCanvasElement {
    return el("canvas", { role: "img", "aria-label": this.#words.text("view.three-quarter") });
  }

  /** Speaks only to someone who is inside, and only when they pause. */
  #announce(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      const inside = (this.root.getRootNode() as ShadowRoot).activeElement;
      if (inside) this.#speak(text);
    }, STATUS_PAUSE);
  }

  #speak(text: string): void {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }
}
