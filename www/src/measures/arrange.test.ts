// What is seen of the measures in one picture, and where their numbers stand.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Words } from "../ui/words";
import type { Report } from "../worker/core";
import { arrange, type Label, type Sheet } from "./arrange";
import { readMeasures, rowsOf } from "./measures";

const words = {
  number: (value: number) => String(Math.round(value)),
  text: (key: string, { n = "", part = "" } = {}) => [n, key.slice(key.lastIndexOf(".") + 1), part].join(" ").trim(),
  counted: (_key: string, _: number, { n = "" }) => `${n} cm²`,
} as unknown as Words;
const report = {
  measures: {
    brow_to_hairline_mm: 80.4,
    hairline_to_vertex_mm: 79.2,
    corner_to_corner_mm: 97.8,
    left_temple_deg: 93.3,
    right_temple_deg: 91.1,
  },
  treated_parts_cm2: { hairline: 72.6, crown: 62.2, top: 0.4, sides: 0, scar: 0 },
} as Report;
/** Of such a side, with names so wide in its upper corners. */
const sheet = (side: number, names = 80): Sheet => ({
  width: side,
  height: side,
  letters: 11,
  top: 44,
  from: 0,
  to: side,
  taken: [0, side - names].map((x) => ({ x, y: 0, width: names, height: 44 })),
  bottom: 60,
  widthOf: (text) => 6 * text.length,
});

/** Lines of the core's list: of each its places, x, y and 1 where it is seen. */
const listed = (...lines: readonly (readonly number[])[]) =>
  readMeasures([
    0.05,
    ...lines.flatMap((line, of) => line.flatMap((value, i) => (i % 3 === 0 ? [of, value] : [value]))),
  ]);
const up = [0.5, 0.6, 1, 0.5, 0.5, 1, 0.5, 0.4, 1];
const [over, across] = [
  [0.5, 0.4, 1, 0.5, 0.3, 1, 0.5, 0.2, 0],
  [0.3, 0.4, 1, 0.5, 0.38, 1, 0.7, 0.4, 1],
];
const corner = (x: number) => [x, 0.35, 1, x, 0.4, 1, x, 0.5, 1];
const spots = [0.5, 0.35, 1, 0.52, 0.36, 1, 0.4, 0.3, 0];
const head = listed(up, over, across, corner(0.3), corner(0.7), across, spots, spots, [], [], []);

const apart = (a: Label, b: Label): boolean =>
  a.x + a.width <= b.x + 0.5 ||
  b.x + b.width <= a.x + 0.5 ||
  a.y + a.height <= b.y + 0.5 ||
  b.y + b.height <= a.y + 0.5;

test("numbers stand in the picture, clear of each other and of what lies over its edges, on small ones too", () => {
  for (const side of [260, 320, 600]) {
    const { labels } = arrange(head, report, words, sheet(side));
    assert.equal(labels.length, 8, `${labels.map(({ text }) => text)}`);
    for (const [i, label] of labels.entries()) {
      assert.ok(label.x >= 0 && label.x + label.width <= side, `${side} px: ${JSON.stringify(label)}`);
      assert.ok(label.y >= 44 && label.y + label.height <= side - 60, `${side} px: ${JSON.stringify(label)}`);
      for (const other of labels.slice(i + 1))
        assert.ok(apart(label, other), `${side} px: ${label.text} and ${other.text}`);
    }
  }
});

test("what is not seen is not drawn, and has no number", () => {
  const behind = (line: readonly number[]) => line.map((value, i) => (i % 3 === 2 ? 0 : value));
  const lines = [up, over, across, corner(0.3), corner(0.7), across, spots, spots, [], [], []];
  const { tapes, hairline, spots: seen, labels } = arrange(listed(...lines.map(behind)), report, words, sheet(320));
  assert.deepEqual(
    labels.map(({ text }) => text),
    ["1 cm"],
  );
  assert.equal(hairline, "");
  assert.ok(seen.every(([, path]) => path === ""));
  assert.equal(tapes.match(/M/g)?.length, 3, "the scale with both its ends");
});

test("an angle with an arm out of sight is none", () => {
  const half = [0.3, 0.35, 0, 0.3, 0.4, 1, 0.3, 0.5, 1];
  const { labels } = arrange(listed(up, over, across, half, corner(0.7)), report, words, sheet(320));
  assert.deepEqual(
    labels.map(({ text }) => text).filter((text) => text.includes("°")),
    ["91 °"],
  );
});

test("an empty list draws nothing but does not fail", () => {
  assert.deepEqual(arrange(readMeasures([]), report, words, sheet(320)).labels, []);
});

test("rows name what there is, without parts that round to nothing", () => {
  assert.deepEqual(
    rowsOf(report, words).map(([, said]) => said),
    ["80 mm", "79 mm", "98 mm", "93 °", "91 °", "73 cm²", "62 cm²"],
  );
  assert.equal(rowsOf({ ...report, measures: null }, words).length, 2);
});

test("no number lies under the names in the upper corners", () => {
  // Everything is measured there.
  const corner = [0.9, 0.05, 1, 0.95, 0.1, 1, 0.85, 0.12, 1];
  const measured = listed(corner, corner, corner);
  for (const side of [60, 80, 130]) {
    const { labels } = arrange(measured, report, words, sheet(320, side));
    for (const { x, y, text } of labels.filter(({ text }) => text.endsWith("mm")))
      assert.ok(y >= 44 || x + 6 * text.length < 320 - side, `${text} at ${x}, ${y} beside ${side} px`);
  }
});

test("of a picture that is seen in part nothing is drawn and no number stands beside that part", () => {
  for (const [from, to] of [
    [0, 330],
    [280, 600],
    [150, 450],
  ] as const) {
    const { labels, tapes, hairline } = arrange(head, report, words, { ...sheet(600), from, to });
    assert.ok(labels.length >= 4, `${labels.map(({ text }) => text)}`);
    for (const { text, x, width } of labels)
      assert.ok(x >= from && x + width <= to, `${text} at ${x} in ${from}–${to}`);
    // But for the ticks at ends of lines.
    for (const [, x = ""] of (tapes + hairline).matchAll(/[ML]([\d.]+) /g))
      assert.ok(Number(x) >= from - 6 && Number(x) <= to + 6, `a line to ${x} in ${from}–${to}`);
  }
});

test("no number lies under the grip of the divider", () => {
  const grip = { x: 138, y: 138, width: 44, height: 44 };
  const middle = [0.5, 0.45, 1, 0.5, 0.5, 1, 0.5, 0.55, 1];
  const { labels } = arrange(listed(middle, middle), report, words, { ...sheet(320), taken: [grip] });
  for (const { x, y, width, height, text } of labels)
    assert.ok(x + width <= 138 || x >= 182 || y + height <= 138 || y >= 182, `${text} at ${x}, ${y}`);
});
