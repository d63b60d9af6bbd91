// What is measured on the head: as the core lists it for a picture, and in words.

import type { Words } from "../ui/words";
import type { Report } from "../worker/core";

/** Lines in the core's order, and after them the parts of the scalp. */
export const LINES = ["brow", "vertex", "corners", "left-temple", "right-temple", "hairline"] as const;
export const PARTS = ["hairline", "crown", "top", "sides", "scar"] as const;
export type Line = (typeof LINES)[number];
export type Part = (typeof PARTS)[number];

/** A place of the skin as shares of the picture's sides, and whether it is seen. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly seen: boolean;
}

export interface Measured {
  /** Length of a centimeter on the scalp, as a share of the picture's width. */
  readonly centimeter: number;
  line(line: Line): readonly Place[];
  /** Spots on its treated skin, one a cm². */
  part(part: Part): readonly Place[];
}

/** Reads the core's list, which may be empty; see src/wasm.rs. */
export function readMeasures(numbers: ArrayLike<number>): Measured {
  const lists = [...LINES, ...PARTS].map((): Place[] => []);
  for (let at = 1; at < numbers.length; at += 4)
    lists[numbers[at]!]?.push({ x: numbers[at + 1]!, y: numbers[at + 2]!, seen: numbers[at + 3] === 1 });
  return {
    centimeter: numbers[0] ?? 0,
    line: (line) => lists[LINES.indexOf(line)]!,
    part: (part) => lists[LINES.length + PARTS.indexOf(part)]!,
  };
}

/** Least area of a part that is named, cm²: less rounds to nothing. */
const LEAST_CM2 = 0.5;

/** The report's numbers as they stand at the lines. */
export function saidOf({ measures }: Report, words: Words): (readonly [Line, string])[] {
  if (!measures) return [];
  const said = (unit: string, value: number) => words.text(`unit.${unit}`, { n: words.number(value) });
  return [
    ["brow", said("mm", measures.brow_to_hairline_mm)],
    ["vertex", said("mm", measures.hairline_to_vertex_mm)],
    ["corners", said("mm", measures.corner_to_corner_mm)],
    ["left-temple", said("°", measures.left_temple_deg)],
    ["right-temple", said("°", measures.right_temple_deg)],
  ];
}

/** The same of the parts that are treated. */
export const areasOf = ({ treated_parts_cm2: treated }: Report, words: Words): (readonly [Part, string])[] =>
  PARTS.flatMap((part) => {
    const cm2 = treated[part];
    return cm2 < LEAST_CM2 ? [] : [[part, words.counted("fact.area.value", cm2, { n: words.number(cm2) })] as const];
  });

/** All of it as rows of a list, for whoever reads and for paper. */
export const rowsOf = (report: Report, words: Words): (readonly [string, string])[] => [
  ...saidOf(report, words).map(([line, said]) => [words.text(`desk.${line}`), said] as const),
  ...areasOf(report, words).map(([part, said]) => {
    const name = words.text("desk.treated", { part: words.text(`desk.part.${part}`) });
    return [name, said] as const;
  }),
];
