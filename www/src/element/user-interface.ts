// The element's user interface: stage, divider, buttons, caption and panel.

import type { ShownPrice } from "../host/price";
import type { Saving } from "../host/rules";
import { Controls, type PanelActions } from "../panel/controls";
import { LearnTopics } from "../panel/learn";
import { ReportPanel } from "../panel/report";
import type { Thumbnails } from "../panel/thumbnails";
import type { PictureSource } from "../sharing/save";
import type { MeasuredRows, SheetContent } from "../sharing/sheet";
import { Divider } from "../stage/divider";
import { type CameraActions, listenToGestures, wrapDegrees, ZOOM_STEP } from "../stage/gestures";
import { keepOwnEvents } from "../stage/own-events";
import { isInForce } from "../state/in-force";
import { type ChoiceParameter, defaultOf, type NumberParameter, parameter, parameters, todaysOf } from "../state/table";
import type { Values } from "../state/values";
import { el, icon } from "../ui/dom";
import type { Words } from "../ui/words";
import type { Report } from "../worker/core";

/** What the element knows of the visitor's photographs; the rest is fetched with the first press. */
export interface Photographs {
  /** What the picture shows, in words, while it is a photograph. */
  readonly shown: string | undefined;
  /** The pictures to keep, while it is a photograph. */
  source(usual: PictureSource): PictureSource;
  /** What a sheet of paper has to say besides. */
  readonly remarks: readonly string[];
  /** Opens the choice of a photograph. */
  choose(): void;
  /** The picture is a host's own photograph. */
  readonly hosted: boolean;
  /** The visitor has photographs here. */
  readonly kept: boolean;
  /** Goes on with the visitor's of the interface before, and shows the photograph of an element's attributes. */
  begin(element: Element, before?: Photographs): Promise<void>;
  /** Frees the visitor's; resolves when the head is in the picture again, or the host's photograph. */
  forget(): Promise<void>;
  /** The interface goes: frees the host's, and hands the visitor's to the next one. */
  leave(): Promise<void>;
}

/** What the element knows of its two designs; the rest is fetched with the first press. */
export interface Designs {
  /** Brings picture, bar and words in line with the values, after all else; the divider may be shown elsewhere. */
  update(report?: Report, compare?: number): void;
  /** Resolves when the pictures of both are complete. */
  refined(): Promise<void>;
  /** The pictures to keep. */
  source(usual: PictureSource): PictureSource;
  /** The sheet on paper; `listed` says what is measured by a report, while that is shown. */
  sheet(usual: SheetContent, listed?: (report: Report) => MeasuredRows): Promise<SheetContent>;
  /** The picture in words. */
  describe(report?: Report): string | undefined;
  /** The interface goes. */
  leave(): void;
}

export interface UiActions extends PanelActions {
  readonly cameraActions: CameraActions;
  anotherHead(): void;
  /** Opens the choice of a photograph. */
  photograph(): void;
  /** Shows the designs where there are two; with a press the present one is the first of them. */
  consult(press?: boolean): void;
  /** Applies a full state. */
  apply(target: Values): void;
  /** Shows or hides what is measured on the head. */
  measures(): void;
  reset(): void;
  retry(): void;
  onCta(): void;
}

/** Degrees for one press of a turn button. */
const TURN_BUTTON_DEGREES = 30;
const STATUS_PAUSE_MS = 500;
/** Share of the picture's height that is in sight while something is set. */
const LEAST_SEEN = 0.6;
/** Time after a new core's first picture until its canvas is on the screen, ms; found by trial. */
const CANVAS_SWAP_MS = 100;

const ICONS = {
  left: "M9 5 4 10l5 5M4 10h10a6 6 0 0 1 0 9h-3",
  right: "m15 5 5 5-5 5M20 10H10a6 6 0 0 0 0 9h3",
  out: "M5 12h14",
  in: "M5 12h14M12 5v14",
  home: "M5 9V5h4M19 9V5h-4M5 15v4h4M19 15v4h-4",
  measures: "M3 16 16 3l5 5L8 21zM8 11l2 2m1-5 3 3m0-6 2 2",
};

export class ElementUi {
  readonly root: HTMLElement;
  readonly stage: HTMLElement;
  /** Below the picture: the caption, and before it what is opened for the picture. */
  readonly under: HTMLElement;
  canvas: HTMLCanvasElement;
  /** The button that opens a photograph, with its sentence. */
  readonly own: HTMLElement;
  /** The button that shows what is measured on the head. */
  readonly measure: HTMLButtonElement;
  /** The visitor's photographs, once one was asked for. */
  photographs: Photographs | undefined;
  /** The two designs, once there were two. */
  designs: Designs | undefined;
  readonly learn: LearnTopics;
  /** Reads what the host says by attributes; set by who mounts it. */
  obey: () => void = () => {};
  readonly divider: Divider;
  readonly report: ReportPanel;
  /** What is said after it where a press has failed. */
  readonly failure = el("p", { role: "alert" });
  readonly #words: Words;
  readonly #actions: UiActions;
  readonly #controls: Controls;
  readonly #views: HTMLButtonElement[];
  readonly #compare: HTMLButtonElement;
  readonly #message: HTMLElement;
  readonly #poster: HTMLElement;
  readonly #status: HTMLElement;
  readonly #caption: HTMLSlotElement;
  readonly #retry: HTMLButtonElement;
  /** The design for which the rest was fetched: once, where it cannot be had. */
  #asked: string | undefined;
  #canvasTaken = false;
  /** The canvas of the former core, on top until the new one has drawn. */
  lastCanvas: HTMLCanvasElement | undefined;
  #statusTimer = 0;
  /** What was to be shown last, and what is shown in its place for a while. */
  #last: readonly [values: Values, report: Report | undefined] | undefined;
  #preview: Values | undefined;

  /** `poster` is the slot; `old` is the interface that this one replaces, whose canvas it takes over. */
  constructor(words: Words, actions: UiActions, poster: Element, old?: ElementUi) {
    this.#words = words;
    this.#actions = actions;
    const { cameraActions } = actions;
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
      cameraActions.moveCamera({ yaw: wrapDegrees(cameraActions.camera().yaw + degrees) });
      cameraActions.commit();
    };
    const zoom = (factor: number) => () => {
      cameraActions.moveCamera({ zoom: cameraActions.camera().zoom * factor });
      cameraActions.commit();
    };
    const home = () => {
      cameraActions.home();
      cameraActions.commit();
    };

    this.canvas = old?.canvas ?? this.#newCanvas();
    if (old) [this.lastCanvas, this.#canvasTaken] = [old.lastCanvas, old.#canvasTaken];
    this.#message = el("div", { class: "message", role: "alert", hidden: true });
    this.#poster = el("div", { class: "poster", inert: old?.stage.hasAttribute("data-drawn") }, poster);
    this.stage = el(
      "div",
      {
        class: "stage",
        role: "group",
        tabindex: 0,
        "aria-label": words.text("stage.label"),
        "data-drawn": old?.stage.hasAttribute("data-drawn"),
      },
      this.#poster,
      this.canvas,
      ...(this.lastCanvas ? [this.lastCanvas] : []),
    );
    const compare = parameter("compare") as NumberParameter;
    let last = 50;
    const commit = () => actions.commit("compare");
    const slide = (value: number) => {
      if (value > 0 && value < 100) last = value;
      actions.move("compare", value);
    };
    this.divider = new Divider(compare, words, slide, commit);
    this.#compare = button("compare", () => {
      actions.move("compare", this.#compare.getAttribute("aria-pressed") === "true" ? 0 : last);
      commit();
    });
    this.measure = button("measures", () => actions.measures(), icon(ICONS.measures));
    this.measure.setAttribute("aria-pressed", "false");
    const tools = el(
      "div",
      { class: "tools" },
      button("left", turn(TURN_BUTTON_DEGREES), icon(ICONS.left)),
      button("right", turn(-TURN_BUTTON_DEGREES), icon(ICONS.right)),
      button("out", zoom(1 / ZOOM_STEP), icon(ICONS.out)),
      button("in", zoom(ZOOM_STEP), icon(ICONS.in)),
      button("home", home, icon(ICONS.home)),
      this.measure,
    );
    this.stage.append(this.divider.layer, tools, this.#message);

    const choices = (parameter("view") as ChoiceParameter).choices;
    this.#views = choices.map((word, place) => {
      const made = el("button", { type: "button", "data-view": word }, words.text(`view.${word}`));
      made.addEventListener("click", () => {
        cameraActions.setView(place);
        cameraActions.commit();
      });
      return made;
    });

    this.learn = new LearnTopics(words);
    this.#controls = new Controls(words, actions, this.learn, (text) => this.#setStatus(text));
    const cta = el("slot", { name: "cta" });
    cta.addEventListener("click", () => actions.onCta());
    this.report = new ReportPanel(words, this.learn);
    const photograph = button("own-photo", () => actions.photograph());
    const stays = el("span", { class: "hint" }, words.text("about.own-photo"));
    this.own = el("div", { class: "row by-hand own" }, photograph, " ", stays);
    this.#controls.main.prepend(this.own);
    this.#caption = el("slot", { name: "disclaimer" }, words.text("caption"));
    const { mistakes, timeline } = this.#controls;
    this.stage.append(this.report.remarks, mistakes.label);
    this.under = el("div", { class: "under" }, el("p", { class: "caption" }, this.#caption), this.#compare);
    this.#status = el("p", { class: "unseen", role: "status" });

    const designs = button("designs", () => actions.consult(true));
    this.root = el(
      "div",
      { class: "layout", lang: words.lang },
      el(
        "div",
        { class: "look" },
        el("div", { class: "seen" }, this.stage, this.under),
        el("div", { class: "views", role: "group", "aria-label": words.text("views") }, ...this.#views),
      ),
      el(
        "div",
        { class: "panel", role: "group", "aria-label": words.text("controls") },
        this.#controls.main,
        this.report.panel,
        this.#controls.groups,
        el("div", { class: "foot" }, button("head", actions.anotherHead), button("reset", actions.reset), designs),
        this.failure,
        cta,
      ),
      this.#status,
    );
    this.#retry = button("retry", () => {
      // The button goes with its message: the focus stays on the stage.
      this.stage.focus({ preventScroll: true });
      actions.retry();
    });
    keepOwnEvents(this.root);
    listenToGestures(this.stage, cameraActions);
    // What is set without seeing the picture brings it into sight; where it is sticky it is there.
    this.root.addEventListener("input", () => {
      const { top, bottom, height } = this.stage.getBoundingClientRect();
      const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
      if (this.root.dataset.docked && seen < height * LEAST_SEEN) this.root.scrollIntoView({ block: "nearest" });
    });
    timeline.watch(this.root);
    this.report.watch(this.root);
    // Groups that are open stay so.
    for (const open of old?.root.querySelectorAll<HTMLElement>("[data-group][open]") ?? []) {
      this.root.querySelector(`[data-group="${open.dataset.group}"]`)?.toggleAttribute("open", true);
    }
  }

  /** Makes the interface inert (disabled): visible, but without interaction. */
  setInert(inert: boolean): void {
    this.root.inert = inert;
  }

  /** Places the handles in the picture on the canvas. */
  setHandles(handles: ArrayLike<number>): void {
    this.#controls.handles?.place(handles);
  }

  /** The button of the handles of the hairline, with its sentence, and these, once they were asked for. */
  get controls(): Pick<Controls, "byHand" | "byHandHint" | "handles"> {
    return this.#controls;
  }

  get thumbnails(): Thumbnails {
    return this.#controls.thumbnails;
  }

  /** Shows other values than those that are set; without any, these again. */
  preview(values?: Values): void {
    this.#preview = values;
    if (this.#last) this.update(...this.#last);
  }

  /** Shows the values; called at most once per animation frame. */
  update(set: Values, report?: Report): void {
    this.#last = [set, report];
    const values = this.#preview ?? set;
    this.#controls.update((name) => values.get(name), report);
    const compare = values.number("compare");
    this.divider.update(compare);
    this.#compare.setAttribute("aria-pressed", String(compare > 0));
    const view = values.namedView();
    for (const made of this.#views) made.setAttribute("aria-pressed", String(made.dataset.view === view));
    if (report) this.report.update(report);
    const description = this.designs?.describe(report) ?? this.describe(values, report);
    this.canvas.setAttribute("aria-label", description);
    this.#announce(`${description} ${this.report.spoken}`);
    if (this.designs) this.designs.update(report, compare);
    else if (values.other !== this.#asked) {
      this.#asked = values.other;
      this.#actions.consult();
    }
  }

  /** The picture in one sentence. */
  describe(values: Values, report?: Report, compare = values.number("compare")): string {
    const words = this.#words;
    const textOf = (name: string) => words.brief(parameter(name), values.get(name), report);
    const named = values.namedView();
    const yaw = words.value(parameter("yaw"), Math.round(values.number("yaw")));
    const treated = values.number("density") > 0;
    const value = (name: string) => values.get(name);
    const scale = ["norwood", "ludwig"].find((name) => isInForce(parameter(name), value));
    const extent = isInForce(parameter("extent"), value) ? { extent: textOf("extent") } : undefined;
    const loss = scale
      ? textOf(scale)
      : extent
        ? words.text("stage.loss", { pattern: textOf("pattern"), ...extent })
        : textOf("pattern");
    // Mentioned only where it differs from the default.
    const unusual = (name: string) =>
      isInForce(parameter(name), value) && values.get(name) !== defaultOf(parameter(name));
    const hair = unusual("hair-length") ? [words.text("stage.hair", { length: textOf("hair-length") })] : [];
    const later = parameters.filter(
      (p) => isInForce(p, value) && values.number(p.name) > Number(value(todaysOf(p) ?? p.name)),
    );
    const then = later.map((p) => words.summary(p, value));
    const time = ["sessions", "months"].filter((name) => treated && unusual(name)).map(textOf);
    if (treated && unusual("laser")) time.push(words.text("said.laser", { v: textOf("laser") }));
    const wrong = this.#controls.mistakes.shown;
    const treatment = treated
      ? words.text("stage.treated", { density: textOf("density"), tone: textOf("tone") })
      : words.text("stage.untreated");
    return words.text(compare > 0 ? "stage.describe.compare" : "stage.describe", {
      view: this.photographs?.shown ?? (named ? words.text(`view.${named}`) : words.text("stage.turned", { yaw })),
      loss: words.list([loss, ...then, ...hair]),
      treatment: words.list([treatment, ...time, ...(wrong ? [words.text("mistake.shown", { what: wrong })] : [])]),
      compare: words.percent(compare / 100),
    });
  }

  /** The caption below the picture. */
  get caption(): string {
    const caption = this.#caption
      .assignedNodes()
      .map((node) => node.textContent)
      .join(" ")
      .trim();
    return caption || this.#words.text("caption");
  }

  /** The first picture of a core is on the canvas: it replaces the poster or the last canvas. */
  onFirstFrame(): void {
    this.stage.toggleAttribute("data-drawn", true);
    // It lies below the picture: nobody reads it or reaches it any more.
    this.#poster.inert = true;
    const last = this.lastCanvas;
    this.lastCanvas = undefined;
    // A worker's message arrives before the browser shows its picture.
    setTimeout(() => last?.remove(), CANVAS_SWAP_MS);
  }

  /** Shows an error message with a button to try again, or none. The poster or the last picture stays. */
  setError(key?: string): void {
    this.#message.hidden = key === undefined;
    this.stage.toggleAttribute("data-failed", key !== undefined);
    this.#message.replaceChildren();
    if (key === undefined) return;
    this.#message.append(el("p", {}, this.#words.text(key)), this.#retry);
  }

  /** Says, in a sentence beside the button that was pressed or in its title, why something is not there. */
  say(text: string, shown: HTMLElement): void {
    if (shown instanceof HTMLButtonElement) shown.title = text;
    else shown.textContent = text;
    this.#setStatus(text);
  }

  /** The canvas to draw on, beneath the last picture; a new one each time, as control is transferred only once. */
  freshCanvas(): HTMLCanvasElement {
    if (this.#canvasTaken) {
      const fresh = this.#newCanvas();
      if (this.lastCanvas) this.canvas.replaceWith(fresh);
      else this.canvas.before(fresh);
      this.lastCanvas ??= this.canvas;
      this.lastCanvas.setAttribute("aria-hidden", "true");
      this.canvas = fresh;
    }
    this.#canvasTaken = true;
    return this.canvas;
  }

  /** What the host allows visitors to take along. */
  allow(saving: Saving): void {
    this.#controls.sharing.allow(saving);
    // A browser's own menu saves a canvas.
    this.stage.oncontextmenu = saving === "all" ? null : (event) => event.preventDefault();
  }

  /** The price as the host says it. */
  setPrice(price: ShownPrice | undefined): void {
    this.report.setPrice(price);
  }

  /** Shows the last picture of a core that has ended. */
  keepSnapshot(image: ImageBitmap): void {
    // The core was ended before it drew anything.
    if (this.lastCanvas) return;
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

  /** Live region: announces only while focus is inside, debounced. */
  #announce(text: string): void {
    clearTimeout(this.#statusTimer);
    this.#statusTimer = window.setTimeout(() => {
      const inside = (this.root.getRootNode() as ShadowRoot).activeElement;
      if (inside) this.#setStatus(text);
    }, STATUS_PAUSE_MS);
  }

  #setStatus(text: string): void {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }
}
