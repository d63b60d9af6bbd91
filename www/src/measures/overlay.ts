// Millimeters on the head, fetched with the first press: lines over the skin with their lengths, angles, treated skin
// by parts, and a scale. Drawn over the stage, and over pictures to keep.

import type { Drawing } from "../engine/drawing";
import type { Box, PictureSource } from "../sharing/save";
import type { MeasuredRows } from "../sharing/sheet";
import type { Values } from "../state/values";
import type { el } from "../ui/dom";
import type { addStyle } from "../ui/styles";
import type { Words } from "../ui/words";
import type { Report } from "../worker/core";
import { arrange, type Figure, type Label, type Rectangle, type Sheet, SPOT_SPACE } from "./arrange";
import { type Measured, type Part, readMeasures, rowsOf } from "./measures";
import styles from "./overlay.css";

/** What the chunk is handed by the element, so that it shares no code with it. */
export interface Desk {
  readonly el: typeof el;
  readonly addStyle: typeof addStyle;
  readonly words: Words;
  readonly ui: { readonly root: HTMLElement; readonly stage: HTMLElement; readonly measure: HTMLElement };
  readonly drawing: Drawing;
  readonly values: Values;
}

/** Letters of the stage are no smaller than this, px, and no larger than this share of its width. */
const LEAST_LETTERS = 11;
const MOST_LETTERS = 0.045;
/** The same for a picture to keep, as of its tags; the tags themselves lie above, in heights of letters. */
const KEPT_LETTERS = 0.024;
const KEPT_TOP = 3.4;
/** Width kept free for the names beside the divider, in heights of letters; on the stage it is the least. */
const TAG_SIDE = 6;
const KEPT_TAG_SIDE = 9;
/** In heights of letters: widths of a line, of a spot and of what lies behind each, the dashes of the hairline. */
const LINE = 0.12;
const HALO = 0.34;
const SPOT = 0.24;
const SPOT_HALO = 0.42;
const DASHES = [0.5, 0.4];
/** Radius of the spot in a label. */
const BIG_SPOT = 0.28;
const FONT = "system-ui, sans-serif";
const LIGHT = "#fff";
const DARK = "rgb(20 18 16 / 0.72)";
/** Colors of the parts: all are light, behind all is something dark, so that they are seen on any skin. */
const COLORS: Readonly<Record<Part, string>> = {
  hairline: "#ffd166",
  crown: "#7fd1ff",
  top: "#b8f2a0",
  sides: "#f7a8d6",
  scar: "#ffffff",
};
const SVG = "http://www.w3.org/2000/svg";

function node(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

export class MeasureOverlay {
  readonly #desk: Desk;
  readonly #layer = node("svg", { class: "measures", "aria-hidden": "true" }) as SVGSVGElement;
  readonly #list: HTMLElement;
  readonly #note: HTMLElement;
  /** Which part of the stage is of the design that is set. */
  readonly #designs = new MutationObserver(() => this.#draw());
  readonly #ruler = document.createElement("canvas").getContext("2d")!;
  #measured: Measured | undefined;
  #report: Report | undefined;
  #resized: ResizeObserver | undefined;

  constructor(desk: Desk) {
    const { el, addStyle, ui, words } = desk;
    this.#desk = desk;
    addStyle(ui.root.getRootNode() as ShadowRoot, styles);
    this.#list = el("dl", { class: "facts measured", "aria-label": words.text("desk.measures") });
    this.#note = el("p", { class: "hint measured" }, words.text("desk.measures.note"));
  }

  toggle(): void {
    const { ui, drawing } = this.#desk;
    const on = !this.#resized;
    ui.measure.setAttribute("aria-pressed", String(on));
    if (on) {
      ui.stage.querySelector(".over")?.before(this.#layer);
      ui.root.querySelector(".takes > .hint")?.after(this.#list, this.#note);
      this.#resized = new ResizeObserver(() => this.#draw());
      this.#resized.observe(ui.stage);
      this.#designs.observe(ui.root, { attributeFilter: ["data-design", "data-designs"] });
      this.#designs.observe(ui.stage, { attributeFilter: ["data-second"] });
      drawing.measures(({ measures, report }) => {
        this.#measured = measures && readMeasures(measures);
        this.#report = report ?? this.#report;
        if (report) this.#setList();
        this.#draw();
      });
      return;
    }
    drawing.measures();
    this.#resized?.disconnect();
    this.#designs.disconnect();
    this.#resized = this.#measured = undefined;
    this.#layer.remove();
    this.#list.remove();
    this.#note.remove();
  }

  /** What a sheet of paper says of the head of a report, while it is shown. */
  get listed(): ((report: Report) => MeasuredRows) | undefined {
    const { words } = this.#desk;
    return this.#resized
      ? (report) => ({
          heading: words.text("desk.measures"),
          rows: rowsOf(report, words),
          note: words.text("desk.measures.note"),
        })
      : undefined;
  }

  /** The same of the present report. */
  get present(): MeasuredRows | undefined {
    return this.#report && this.listed?.(this.#report);
  }

  /** Draws it over pictures to keep, while it is shown. */
  get painter(): Pick<PictureSource, "overlay"> | undefined {
    if (!this.#resized) return undefined;
    const { words, ui } = this.#desk;
    const { direction } = getComputedStyle(ui.root);
    const overlay: PictureSource["overlay"] = (context, box, measures, report) => {
      const letters = Math.max(LEAST_LETTERS, box.width * KEPT_LETTERS);
      context.direction = direction as CanvasDirection;
      const top = letters * KEPT_TOP;
      const sheet = sheetOf(context, box, letters, [top, letters], cornersOf(box, letters * KEPT_TAG_SIDE, top));
      paint(context, box, arrange(readMeasures(measures), report, words, sheet), letters);
    };
    return { overlay };
  }

  #setList(): void {
    const { el, words } = this.#desk;
    this.#list.replaceChildren(
      ...rowsOf(this.#report!, words).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
    );
    this.#list.hidden = this.#note.hidden = this.#list.childElementCount === 0;
  }

  /** From where to where the stage shows the design that is set: side by side the middle half of its picture. */
  #shareOf(width: number): { readonly from: number; readonly to: number } {
    const { ui, values } = this.#desk;
    const { design, designs } = ui.root.dataset;
    if (!ui.stage.hasAttribute("data-second")) return { from: 0, to: width };
    if (designs === "beside") return { from: width / 4, to: (3 * width) / 4 };
    const cut = (values.number("compare") / 100) * width;
    return design === "a" ? { from: 0, to: cut } : { from: cut, to: width };
  }

  #draw(): void {
    const [measured, report] = [this.#measured, this.#report];
    const { clientWidth: width, clientHeight: height } = this.#layer.parentElement ?? {};
    if (!width || !height || !measured || !report) {
      this.#layer.replaceChildren();
      return;
    }
    const wanted = Number.parseFloat(getComputedStyle(this.#layer).fontSize);
    const letters = Math.max(LEAST_LETTERS, Math.min(wanted, width * MOST_LETTERS));
    const stage = this.#layer.parentElement!;
    const box = stage.getBoundingClientRect();
    // Those that are not shown have no width.
    const sides = [...stage.querySelectorAll(".tag")].map((tag) => {
      const { left, right } = tag.getBoundingClientRect();
      return left === right ? 0 : Math.min(right - box.left, box.right - left);
    });
    const side = Math.max(letters * TAG_SIDE, ...sides);
    const seen = { width, height, ...this.#shareOf(width) };
    const grip = stage.querySelector(".grip")!.getBoundingClientRect();
    const taken = [
      ...cornersOf(seen, side, BARS_PX[0]),
      { x: grip.left - box.left, y: grip.top - box.top, width: grip.width, height: grip.height },
    ];
    const sheet = sheetOf(this.#ruler, seen, letters, BARS_PX, taken);
    this.#layer.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.#layer.replaceChildren(...nodesOf(arrange(measured, report, this.#desk.words, sheet), letters));
  }
}

/** Where the names beside the divider stand: in both upper corners of what is seen. */
const cornersOf = ({ from, to }: Box, width: number, height: number): Rectangle[] =>
  [from, to - width].map((x) => ({ x, y: 0, width, height }));

/** What lies over the stage at its upper and its lower edge: tags and tools, px. */
const BARS_PX = [44, 60] as const;

function sheetOf(
  context: CanvasRenderingContext2D,
  box: Box,
  letters: number,
  [top, bottom]: readonly [number, number],
  taken: readonly Rectangle[],
): Sheet {
  context.font = `${letters}px ${FONT}`;
  return { ...box, letters, top, bottom, taken, widthOf: (text) => context.measureText(text).width };
}

/** All strokes of a figure, from the lowest to the uppermost; `dashes` are lengths, or none. */
const strokesOf = ({ tapes, hairline, leaders, spots }: Figure, letters: number) =>
  [
    ...spots.flatMap(([part, path]) => [
      [path, DARK, SPOT_HALO * letters, []] as const,
      [path, COLORS[part], SPOT * letters, []] as const,
    ]),
    [hairline, DARK, HALO * letters, []],
    [hairline, LIGHT, LINE * letters, DASHES.map((share) => share * letters)],
    [tapes, DARK, HALO * letters, []],
    [tapes, LIGHT, LINE * letters, []],
    [leaders, DARK, LINE * letters, []],
  ] as const;

/** The spot before the words of a part's label: its middle and its radius. */
const spotOf = ({ x, middle }: Label, letters: number) =>
  [x + SPOT_SPACE * letters, middle[1], letters * BIG_SPOT] as const;

/** The figure as nodes of SVG. */
function nodesOf(figure: Figure, letters: number): SVGElement[] {
  const nodes = strokesOf(figure, letters).map(([d, stroke, width, dashes]) =>
    node("path", { d, stroke, "stroke-width": width, "stroke-dasharray": dashes.join(" ") || "none" }),
  );
  for (const label of figure.labels) {
    const { text, part, middle, x, y, width, height } = label;
    const [cx, cy, r] = spotOf(label, letters);
    nodes.push(node("rect", { x, y, width, height, rx: height / 2, fill: DARK }));
    if (part) nodes.push(node("circle", { cx, cy, r, fill: COLORS[part] }));
    const written = node("text", { x: middle[0], y: middle[1], "font-size": letters, fill: LIGHT });
    written.textContent = text;
    nodes.push(written);
  }
  return nodes;
}

/** The same on a canvas. */
function paint(context: CanvasRenderingContext2D, box: Box, figure: Figure, letters: number): void {
  context.save();
  context.beginPath();
  context.rect(box.from, 0, box.to - box.from, box.height);
  context.clip();
  context.lineCap = context.lineJoin = "round";
  for (const [path, color, width, dashes] of strokesOf(figure, letters)) {
    [context.strokeStyle, context.lineWidth] = [color, width];
    context.setLineDash([...dashes]);
    context.stroke(new Path2D(path));
  }
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const label of figure.labels) {
    const { text, part, middle, x, y, width, height } = label;
    context.fillStyle = DARK;
    context.beginPath();
    // Square where a browser has no round ones.
    (context.roundRect ?? context.rect).call(context, x, y, width, height, height / 2);
    context.fill();
    if (part) {
      context.fillStyle = COLORS[part];
      context.beginPath();
      context.arc(...spotOf(label, letters), 0, 2 * Math.PI);
      context.fill();
    }
    context.fillStyle = LIGHT;
    context.fillText(text, ...middle);
  }
  context.restore();
}
