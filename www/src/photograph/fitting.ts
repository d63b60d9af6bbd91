// The handles with which a photograph is fitted: dragged under a loupe, placed by a press, moved by keys or buttons.
// The head's outline and wire follow.

import type { PhotographFit } from "../worker/core";
import { type Place, sizeOf } from "./frame";
import { KINDS, PINS, pairs, placesOf, type Shot, triples, VIEWS } from "./shot";
import type { Tools } from "./surroundings";

export interface FittingActions {
  /** The fit is right. */
  accept(): void;
}

/** Px of the photograph for one press of an arrow key; with shift, or for a button, in px of the screen. */
const KEY_STEP = 1;
const KEY_STEP_SHIFT = 10;
const BUTTON_STEP = 2;
/** Width of the loupe and how much larger than the stage it shows, px and a factor: choices. */
const LOUPE_WIDTH = 120;
const LOUPE_FACTOR = 2.5;
/** Distance of a handle from its landmark that is a good or a rough fit, as a share of the skull's width: choices. */
const WELL = 0.04;
const ROUGHLY = 0.1;
/** Pins have numbers after the kinds of handles. */
const PIN = 10;

const ARROWS: Readonly<Record<string, readonly [right: number, down: number, path: string]>> = {
  ArrowLeft: [-1, 0, "M19 12H5m6-6-6 6 6 6"],
  ArrowUp: [0, -1, "M12 19V5m-6 6 6-6 6 6"],
  ArrowDown: [0, 1, "M12 5v14m6-6-6 6-6-6"],
  ArrowRight: [1, 0, "M5 12h14m-6-6 6 6-6 6"],
};

const SVG = "http://www.w3.org/2000/svg";
const drawn = (line: readonly number[]) =>
  placesOf(line)
    .map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join("");

export class Fitting {
  /** Over the stage. */
  readonly layer: HTMLElement;
  /** Below it. */
  readonly bar: HTMLElement;
  readonly #tools: Tools;
  readonly #shot: Shot;
  readonly #raw: HTMLCanvasElement;
  readonly #loupe: HTMLCanvasElement;
  readonly #lines: SVGSVGElement;
  readonly #points: HTMLElement;
  readonly #buttons = new Map<number, HTMLButtonElement>();
  readonly #chips: HTMLButtonElement[];
  readonly #status: HTMLElement;
  readonly #name: HTMLElement;
  readonly #accept: HTMLButtonElement;
  #chosen = 0;
  #fit: PhotographFit | undefined;
  /** What is to be solved next: 0 nothing, 1 while dragging, 2 with the outline. */
  #due = 0;
  #solving: Promise<void> | undefined;
  #ended = false;

  constructor(tools: Tools, shot: Shot, actions: FittingActions) {
    const { el, icon, words } = tools;
    this.#tools = tools;
    this.#shot = shot;
    const { width, height } = shot.given.pixels;
    this.#raw = el("canvas", { width, height, "aria-hidden": "true" });
    this.#raw.getContext("2d")?.putImageData(shot.given.pixels, 0, 0);
    this.#loupe = el("canvas", { class: "loupe", width: 2 * LOUPE_WIDTH, height: 2 * LOUPE_WIDTH, hidden: true });
    this.#lines = document.createElementNS(SVG, "svg");
    this.#lines.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.#lines.setAttribute("preserveAspectRatio", "none");
    this.#lines.setAttribute("aria-hidden", "true");
    this.#points = el("div", { class: "points" });
    this.layer = el("div", { class: "photo" }, this.#raw, this.#lines, this.#points, this.#loupe);
    this.#listen(this.layer, () => this.#chosen, true);

    this.#chips = VIEWS.map((view, i) => {
      const chip = el("button", { type: "button", "data-photo-view": view });
      chip.append(words.find(`photo.view.${view}`) ?? words.text(`view.${view}`));
      chip.addEventListener("click", () => void this.begin(i));
      return chip;
    });
    this.#status = el("p", { role: "status" });
    this.#name = el("span", { class: "name" });
    this.#accept = el("button", { type: "button", class: "main", "data-button": "fits" }, words.text("photo.right"));
    this.#accept.addEventListener("click", () => actions.accept());
    const arrows = Object.entries(ARROWS).map(([key, [right, down, path]]) => {
      const label = words.text(`button.${key}`);
      const button = el(
        "button",
        { type: "button", "data-button": key, "aria-label": label, title: label },
        icon(path),
      );
      button.addEventListener("click", ({ shiftKey }) => {
        const step = Math.max(1, Math.round(BUTTON_STEP * this.#ratio)) * (shiftKey ? KEY_STEP_SHIFT : 1);
        this.#move(this.#chosen, right * step, down * step);
      });
      return button;
    });
    this.bar = el(
      "div",
      { class: "photo-bar" },
      el("div", { class: "chips", role: "group", "aria-label": words.text("photo.which") }, ...this.#chips),
      el("p", { class: "hint" }, words.text("photo.how")),
      el("div", { class: "nudge" }, this.#name, el("div", { class: "arrows" }, ...arrows), this.#accept),
      this.#status,
    );
  }

  /** Places the handles of a view; those that a hand has moved stay. */
  async begin(view = this.#shot.view): Promise<void> {
    const shot = this.#shot;
    const places = await this.#tools.drawing.ask("nominalHandles", view);
    if (this.#ended || !places) return;
    const nominal = Array.from({ length: places.length / 3 }, (_, i): [number, Place] => [
      places[3 * i]!,
      [places[3 * i + 1]!, places[3 * i + 2]!],
    ]);
    if (view !== shot.view) shot.pins = [];
    shot.view = view;
    shot.handles = new Map(nominal.map(([kind, at]) => [kind, (shot.moved.has(kind) && shot.handles.get(kind)) || at]));
    for (const [i, chip] of this.#chips.entries()) chip.setAttribute("aria-pressed", String(i === view));
    this.#build();
    await this.solve(true);
  }

  /** All handles back to where those of the view begin. */
  async again(): Promise<void> {
    this.#shot.moved.clear();
    this.#shot.pins = [];
    await this.begin();
  }

  /** Fits, with the newest places; one request at a time. Resolves when nothing is left to be solved. */
  solve(snap: boolean): Promise<void> {
    this.#due = Math.max(this.#due, snap ? 2 : 1);
    this.#solving ??= this.#solveAll().finally(() => {
      this.#solving = undefined;
    });
    return this.#solving;
  }

  end(): void {
    this.#ended = true;
    this.#tools.drawing.hold(false);
    this.layer.remove();
    this.bar.remove();
    this.#raw.width = this.#raw.height = this.#loupe.width = 0;
  }

  async #solveAll(): Promise<void> {
    while (this.#due > 0 && !this.#ended) {
      const snap = this.#due === 2;
      this.#due = 0;
      const shot = this.#shot;
      const fit = await this.#tools.drawing.ask("fitPhotograph", shot.view, triples(shot), pairs(shot), snap);
      if (!fit || this.#ended) return;
      this.#show(fit, snap);
    }
  }

  #show(fit: PhotographFit, said: boolean): void {
    const { words } = this.#tools;
    this.#fit = fit;
    if (!fit.problem) this.#shot.fit = fit;
    this.#accept.disabled = fit.problem !== "";
    const lines = fit.problem ? [] : [...fit.wire, fit.outline];
    this.#lines.replaceChildren(
      ...["under", ""].flatMap((className) =>
        lines.map((line) => {
          const path = document.createElementNS(SVG, "path");
          path.setAttribute("d", drawn(line));
          path.setAttribute("class", `${className} ${line === fit.outline ? "outline" : ""}`);
          return path;
        }),
      ),
    );
    this.#place();
    if (!said) return;
    const { handles, moved } = this.#shot;
    const began = moved.size > 0 && moved.size < handles.size;
    // Points that wait for a hand are no mistake.
    const key = began && fit.problem === "implausible" ? "unfinished" : `problem.${fit.problem}`;
    const problem = () => words.text(`photo.${key}`, { handle: this.#nameOf(fit.handle) });
    const fits = () => words.text("photo.fits", { n: words.number(Math.max(1, Math.round(fit.landmark_mm))) });
    const texts = fit.problem ? [problem()] : [fits(), ...(fit.stretched ? [words.text("photo.stretched")] : [])];
    this.#status.textContent = texts.join(" ");
  }

  /** Px of the photograph for each of the screen. */
  get #ratio(): number {
    return sizeOf(this.#shot.crop).width / (this.layer.clientWidth || 1);
  }

  #nameOf(id: number): string {
    const { words } = this.#tools;
    if (id >= PIN) return words.text("photo.pin", { n: words.number(id - PIN + 1) });
    return words.text(`photo.handle.${KINDS[id] ?? ""}`);
  }

  #build(): void {
    const { el } = this.#tools;
    this.#buttons.clear();
    const pins = Array.from({ length: PINS }, (_, i) => PIN + i);
    for (const id of [...this.#shot.handles.keys(), ...pins]) {
      const button = el("button", {
        type: "button",
        class: id < PIN ? "handle" : "handle outline-pin",
        "data-handle": KINDS[id] ?? `pin-${id - PIN}`,
        "aria-label": this.#nameOf(id),
      });
      button.addEventListener("focus", () => this.#choose(id));
      button.addEventListener("blur", () => (this.#loupe.hidden = true));
      button.addEventListener("keydown", (event) => {
        const arrow = ARROWS[event.key];
        if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        const step = event.shiftKey ? KEY_STEP_SHIFT : KEY_STEP;
        this.#move(id, arrow[0] * step, arrow[1] * step);
      });
      this.#listen(button, () => id, false);
      this.#buttons.set(id, button);
    }
    this.#points.replaceChildren(...this.#buttons.values());
    this.#choose([...this.#shot.handles.keys()][0] ?? PIN);
    this.#place();
  }

  #choose(id: number): void {
    this.#chosen = id;
    this.#name.textContent = this.#nameOf(id);
    for (const [each, button] of this.#buttons) button.setAttribute("aria-pressed", String(each === id));
  }

  /** Where a handle or a pin is; a pin that no hand has set lies on the outline. */
  #at(id: number): Place | undefined {
    if (id < PIN) return this.#shot.handles.get(id);
    const outline = placesOf(this.#fit?.outline ?? this.#shot.fit?.outline ?? []);
    const i = Math.round(((id - PIN + 0.5) / PINS) * (outline.length - 1));
    return this.#shot.pins[id - PIN] ?? outline[i];
  }

  #put(id: number, [x, y]: Place): void {
    const { width, height } = this.#shot.given.pixels;
    const at: Place = [Math.min(width, Math.max(0, x)), Math.min(height, Math.max(0, y))];
    if (id >= PIN) this.#shot.pins[id - PIN] = at;
    else {
      this.#shot.handles.set(id, at);
      this.#shot.moved.add(id);
    }
    this.#place();
  }

  #move(id: number, right: number, down: number): void {
    const at = this.#at(id);
    if (!at) return;
    this.#put(id, [at[0] + right, at[1] + down]);
    this.#magnify(id);
    void this.solve(true);
  }

  /** Drags one handle from its own button, or the chosen one from a press anywhere in the picture. */
  #listen(target: HTMLElement, which: () => number, jump: boolean): void {
    let grip: Place | undefined;
    const pointer = (event: PointerEvent): Place => {
      const box = this.layer.getBoundingClientRect();
      return [(event.clientX - box.left) * this.#ratio, (event.clientY - box.top) * this.#ratio];
    };
    const drag = (event: PointerEvent) => {
      const [x, y] = pointer(event);
      this.#put(which(), [x - grip![0], y - grip![1]]);
      this.#magnify(which());
      void this.solve(false);
    };
    target.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || (jump && (event.target as Element).closest("button"))) return;
      event.preventDefault();
      event.stopPropagation();
      this.#buttons.get(which())?.focus({ preventScroll: true });
      const at = this.#at(which());
      if (!at) return;
      const [x, y] = pointer(event);
      grip = jump ? [0, 0] : [x - at[0], y - at[1]];
      target.setPointerCapture(event.pointerId);
      this.#tools.drawing.hold(true);
      if (jump) drag(event);
      else this.#magnify(which());
    });
    target.addEventListener("pointermove", (event) => {
      if (grip && target.hasPointerCapture(event.pointerId)) drag(event);
    });
    target.addEventListener("lostpointercapture", () => {
      if (!grip) return;
      grip = undefined;
      this.#loupe.hidden = true;
      this.#tools.drawing.hold(false);
      void this.solve(true);
    });
  }

  /** Shows the surroundings of a handle, large, in the corner that is farther from it. */
  #magnify(id: number): void {
    const at = this.#at(id);
    const context = this.#loupe.getContext("2d");
    if (!at || !context) return;
    const { width } = this.#loupe;
    const radius = (LOUPE_WIDTH * this.#ratio) / 2 / LOUPE_FACTOR;
    context.fillStyle = "#777";
    context.fillRect(0, 0, width, width);
    context.drawImage(this.#raw, at[0] - radius, at[1] - radius, 2 * radius, 2 * radius, 0, 0, width, width);
    for (const [line, color] of [
      [6, "#fff"],
      [2, "#1d4a43"],
    ] as const) {
      context.fillStyle = color;
      context.fillRect((width - line) / 2, width / 3, line, width / 3);
      context.fillRect(width / 3, (width - line) / 2, width / 3, line);
    }
    this.#loupe.toggleAttribute("data-right", at[0] < this.#shot.given.pixels.width / 2);
    this.#loupe.hidden = false;
  }

  #place(): void {
    const { words } = this.#tools;
    const { width, height } = this.#shot.given.pixels;
    for (const [id, button] of this.#buttons) {
      const at = this.#at(id);
      button.hidden = !at;
      if (!at) continue;
      button.style.left = `${(100 * at[0]) / width}%`;
      button.style.top = `${(100 * at[1]) / height}%`;
      const where = words.text("photo.place", { x: words.percent(at[0] / width), y: words.percent(at[1] / height) });
      const texts = [where, ...this.#quality(id, at)];
      button.setAttribute("aria-description", words.list(texts));
    }
  }

  /** How well a handle fits, in words. */
  #quality(id: number, [x, y]: Place): string[] {
    const { head_px: head = 0, handles = [] } = this.#fit ?? {};
    const i = handles.findIndex((kind, place) => place % 3 === 0 && kind === id);
    if (i < 0 || head <= 0) return [];
    const off = Math.hypot(handles[i + 1]! - x, handles[i + 2]! - y) / head;
    return [this.#tools.words.text(`photo.${off < WELL ? "well" : off < ROUGHLY ? "roughly" : "badly"}`)];
  }
}
