// Arranges what is measured in one picture: which pieces of lines are seen, and where their numbers have room. Both the
// stage and saved pictures draw what comes out.

import type { Words } from "../ui/words";
import type { Report } from "../worker/core";
import { areasOf, type Measured, type Part, type Place, saidOf } from "./measures";

/** A picture, px: its sides, from where to where it is seen, the letters' size, and what lies over it. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
  readonly letters: number;
  /** Height of what lies over the upper and the lower edge. */
  readonly top: number;
  readonly bottom: number;
  /** What else no label should hide or lie under: the names beside the divider, and its grip. */
  readonly taken: readonly Rectangle[];
  /** Width of a text in these letters. */
  widthOf(text: string): number;
}

export interface Label {
  readonly text: string;
  /** The part whose color it has. */
  readonly part?: Part;
  /** The middle of its words, the upper left corner and the sides of what lies behind them. */
  readonly middle: readonly [x: number, y: number];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Paths in the notation of SVG, which canvases read too. */
export interface Figure {
  readonly tapes: string;
  readonly hairline: string;
  /** From labels to what they are about. */
  readonly leaders: string;
  readonly spots: readonly (readonly [part: Part, path: string])[];
  readonly labels: readonly Label[];
}

type Point = readonly [x: number, y: number];

/**
 * In heights of the letters: a label's height, its space before and after the words, what a part's spot takes before
 * them, and half the tick at a tape's end.
 */
const LABEL_HEIGHT = 1.55;
const LABEL_SPACE = 0.5;
export const SPOT_SPACE = 0.9;
const TICK = 0.45;
/** Where a label may stand: on its place, or so far from it in so many directions, in heights of the letters. */
const RINGS = [0, 1.6, 2.4, 3.4, 4.6, 6, 7.6, 9.4];
const DIRECTIONS = 16;
/** What a px away from its place costs, and a point of another line behind it, beside a px² that two labels share. */
const AWAY = 0.1;
const CROSSED = 0.25;
/** Points of other lines stay so far off; a label so far from its place has a line to it. In heights of the letters. */
const CLEAR = 0.3;
const LEADER_FROM = 0.7;
/** Distance of the scale from the left edge, and of its number from it. */
const SCALE_INSET = 1;
const SCALE_GAP = 0.5;

const point = ([x, y]: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
const pathOf = (run: readonly Point[]): string => `M${run.map(point).join("L")}`;

/** Runs of places that are seen, px; a single one is none. */
function seenRuns(places: readonly Place[], { width, height, from, to }: Sheet): Point[][] {
  const runs: Point[][] = [[]];
  for (const { x, y, seen } of places) {
    if (seen && x * width >= from && x * width <= to) runs.at(-1)!.push([x * width, y * height]);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}

/** A stroke across the end of a line. */
function tick([x, y]: Point, [fromX, fromY]: Point, length: number): string {
  const along = Math.hypot(x - fromX, y - fromY) || 1;
  const [dx, dy] = [((fromY - y) / along) * length, ((x - fromX) / along) * length];
  return pathOf([
    [x - dx, y - dy],
    [x + dx, y + dy],
  ]);
}

/** The arc of an angle between its two arms. */
function arc([from, corner, to]: readonly Point[]): string {
  if (!from || !corner || !to) return "";
  const half = ([x, y]: Point): Point => [(x + corner[0]) / 2, (y + corner[1]) / 2];
  const [a, b] = [half(from), half(to)];
  const reach = (Math.hypot(a[0] - corner[0], a[1] - corner[1]) + Math.hypot(b[0] - corner[0], b[1] - corner[1])) / 2;
  const turn = (a[0] - corner[0]) * (b[1] - corner[1]) - (a[1] - corner[1]) * (b[0] - corner[0]);
  return `M${point(a)}A${reach.toFixed(1)} ${reach.toFixed(1)} 0 0 ${turn > 0 ? 1 : 0} ${point(b)}`;
}

/** Finds room for labels, one after the other. */
class Room {
  readonly labels: Label[] = [];
  /** Short lines from labels that stand apart to their places. */
  leaders = "";
  readonly #sheet: Sheet;
  readonly #taken: Rectangle[];

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
    this.#taken = [...sheet.taken];
  }

  #size(text: string, part?: Part): readonly [width: number, height: number] {
    const { letters, widthOf } = this.#sheet;
    return [widthOf(text) + letters * (2 * LABEL_SPACE + (part ? SPOT_SPACE : 0)), letters * LABEL_HEIGHT];
  }

  /** At a fixed place: its left edge, and the middle of its height; what is drawn from `from` to there is taken too. */
  put(text: string, x: number, middle: number, from: number): void {
    const [width, height] = this.#size(text);
    this.#add(text, { x, y: middle - height / 2, width, height });
    this.#taken.push({ x: from, y: middle - height / 2, width: x - from, height });
  }

  #add(text: string, box: Rectangle, part?: Part): void {
    const spot = part ? this.#sheet.letters * SPOT_SPACE : 0;
    const middle = [box.x + (spot + box.width) / 2, box.y + box.height / 2] as const;
    this.labels.push({ text, middle, ...box, ...(part && { part }) });
  }

  /** On its place or beside it, where it hides the least of other labels and of other lines, whose points these are. */
  place(text: string, at: Point, others: readonly Point[], part?: Part): void {
    const { letters, from, to, height: high, bottom } = this.#sheet;
    const [width, height] = this.#size(text, part);
    let best = { cost: Number.POSITIVE_INFINITY, box: { x: 0, y: 0, width, height } };
    for (const ring of RINGS) {
      for (let i = 0; i < DIRECTIONS; i++) {
        const angle = (2 * Math.PI * i) / DIRECTIONS;
        // Around an ellipse: labels are wide.
        const away = ring && letters * (ring - 1);
        const x = at[0] + Math.cos(angle) * (away + (ring && width / 2)) - width / 2;
        const y = at[1] + Math.sin(angle) * (away + (ring && height / 2)) - height / 2;
        const box = {
          x: Math.min(to - width - 2, Math.max(from + 2, x)),
          y: Math.min(high - bottom - height, Math.max(2, y)),
          width,
          height,
        };
        const hidden = [...this.labels, ...this.#taken].reduce((sum, label) => sum + overlap(label, box), 0);
        const crossed = others.filter((point) => distance(point, box) < letters * CLEAR).length;
        const moved = away + Math.hypot(box.x - x, box.y - y);
        const cost = hidden + CROSSED * crossed * letters + AWAY * moved;
        if (cost < best.cost) best = { cost, box };
      }
    }
    this.#add(text, best.box, part);
    if (distance(at, best.box) > letters * LEADER_FROM) {
      const { x, y } = best.box;
      const end: Point = [clamp(at[0], x, x + width), clamp(at[1], y, y + height)];
      this.leaders += pathOf([at, end]);
    }
  }
}

export type Rectangle = Pick<Label, "x" | "y" | "width" | "height">;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Distance of a place from a rectangle, 0 inside. */
const distance = ([atX, atY]: Point, { x, y, width, height }: Rectangle): number =>
  Math.hypot(atX - clamp(atX, x, x + width), atY - clamp(atY, y, y + height));

function overlap(a: Rectangle, b: Rectangle): number {
  const side = (from: number, length: number, other: number, otherLength: number) =>
    Math.max(0, Math.min(from + length, other + otherLength) - Math.max(from, other));
  return side(a.x, a.width, b.x, b.width) * side(a.y, a.height, b.y, b.height);
}

/** The place of a list that is nearest to the mean of all, where any lies in the picture. */
function middleOf(places: readonly Point[], { from, to, height }: Sheet): Point | undefined {
  const inside = places.filter(([x, y]) => x > from && y > 0 && x < to && y < height);
  const mean = (axis: 0 | 1) => inside.reduce((sum, place) => sum + place[axis], 0) / inside.length;
  const [x, y] = [mean(0), mean(1)];
  const away = (place: Point) => Math.hypot(place[0] - x, place[1] - y);
  return inside.reduce<Point | undefined>(
    (best, place) => (best && away(best) <= away(place) ? best : place),
    undefined,
  );
}

export function arrange(
  { centimeter, line: placesOf, part: spotsOf }: Measured,
  report: Report,
  words: Words,
  sheet: Sheet,
): Figure {
  const { letters, width, height, top } = sheet;
  const room = new Room(sheet);
  const tapes: string[] = [];
  if (centimeter > 0) {
    const said = words.text("unit.cm", { n: words.number(1) });
    const long = centimeter * width;
    // At the outer edge of what is seen.
    const whole = long + letters * (SCALE_GAP + 2 * LABEL_SPACE) + sheet.widthOf(said);
    const left =
      sheet.from > 0 && sheet.to === width ? width - whole - letters * SCALE_INSET : sheet.from + letters * SCALE_INSET;
    const middle = top + letters;
    const [from, to]: [Point, Point] = [
      [left, middle],
      [left + long, middle],
    ];
    tapes.push(pathOf([from, to]), tick(from, to, letters * TICK), tick(to, from, letters * TICK));
    room.put(said, to[0] + letters * SCALE_GAP, middle, left);
  }
  const drawn = saidOf(report, words).flatMap(([line, text]) => {
    const places = placesOf(line);
    const angle = line.endsWith("temple");
    const runs = seenRuns(places, sheet);
    if (angle && runs[0]?.length !== places.length) return [];
    for (const run of runs) tapes.push(pathOf(run));
    if (angle) tapes.push(arc(runs[0] ?? []));
    else tapes.push(...endsOf(places, sheet));
    const points = runs.flat();
    const anchor = middleOf(angle ? points.slice(1, 2) : points, sheet);
    return anchor ? [{ text, anchor, points }] : [];
  });
  for (const { text, anchor, points } of drawn)
    room.place(
      text,
      anchor,
      drawn.flatMap((other) => (other.points === points ? [] : other.points)),
    );
  const spots: [Part, string][] = [];
  for (const [part, text] of areasOf(report, words)) {
    const seen = spotsOf(part)
      .filter((place) => place.seen)
      .map(({ x, y }): Point => [x * width, y * height]);
    // Strokes without length: round ends make dots of them. A canvas leaves out what has no length at all.
    spots.push([part, seen.map((place) => `M${point(place)}h.01`).join("")]);
    const anchor = middleOf(seen, sheet);
    const lines = drawn.flatMap(({ points }) => points);
    if (anchor) room.place(`${words.text(`desk.part.${part}`)} ${text}`, anchor, lines, part);
  }
  const hairline = seenRuns(placesOf("hairline"), sheet).map(pathOf).join("");
  return { tapes: tapes.join(""), hairline, leaders: room.leaders, spots, labels: room.labels };
}

/** Ticks at those ends of a tape that are seen. */
function endsOf(places: readonly Place[], { width, height, from: least, to: most, letters }: Sheet): string[] {
  const ends: (readonly [Place | undefined, Place | undefined])[] = [
    [places[0], places[1]],
    [places.at(-1), places.at(-2)],
  ];
  return ends.flatMap(([end, from]) => {
    if (!end?.seen || !from || end.x * width < least || end.x * width > most) return [];
    return [tick([end.x * width, end.y * height], [from.x * width, from.y * height], letters * TICK)];
  });
}
