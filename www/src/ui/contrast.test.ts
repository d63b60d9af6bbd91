// Colors on paper of any color, against published contrasts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { colorsOn, parseColor, rgb } from "./contrast";

/** WCAG 2.2, relative luminance and contrast ratio, on bytes; on its own, since ours is what is tested. */
function ratio(a: readonly number[], b: readonly number[]): number {
  const [high, low] = [a, b]
    .map((color) => color.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)))
    .map(([red, green, blue]) => 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!)
    .sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
const bytes = (css: string) => css.match(/\d+/g)!.map(Number);

test("the ratio is that of WCAG's examples", () => {
  assert.equal(ratio([0, 0, 0], [255, 255, 255]).toFixed(2), "21.00");
  // #777777 fails on white, #767676 passes: the two that every checker names.
  assert.equal(ratio([0x77, 0x77, 0x77], [255, 255, 255]).toFixed(2), "4.48");
  assert.equal(ratio([0x76, 0x76, 0x76], [255, 255, 255]).toFixed(2), "4.54");
});

test("on every paper text, quiet text, lines and accent are readable", () => {
  const steps = [0, 0x20, 0x44, 0x66, 0x77, 0x80, 0x99, 0xbb, 0xdd, 0xff];
  for (const red of steps)
    for (const green of steps)
      for (const blue of steps) {
        const given = rgb((red << 16) | (green << 8) | blue);
        const { paper, ink, quiet, line, accent, scheme } = colorsOn(given);
        assert.deepEqual(bytes(paper!), [red, green, blue]);
        const on = (color: string) => ratio(bytes(color), [red, green, blue]);
        const all = `${paper}: ${ink} ${quiet} ${line} ${accent}`;
        assert.ok(on(ink!) >= 4.5 && on(quiet!) >= 4.5 && on(accent!) >= 4.5, all);
        assert.ok(on(line!) >= 3, all);
        assert.ok(on(ink!) >= on(quiet!) - 0.1 && on(quiet!) >= on(line!) - 0.1, all);
        assert.equal(scheme, ratio([0, 0, 0], [red, green, blue]) < on("255 255 255") ? "dark" : "light");
      }
});

test("what a host sets is what the others are derived from", () => {
  const { paper, ink, quiet } = colorsOn(rgb(0xffffff), rgb(0x202020), rgb(0xd0d0ff));
  assert.deepEqual([paper, ink], ["rgb(32,32,32)", "rgb(208,208,255)"]);
  const [red, , blue] = bytes(quiet!);
  assert.ok(blue! > red!, "as tinted as the ink");
  // Half of white over black.
  assert.equal(colorsOn(rgb(0), [1, 1, 1, 0.5]).paper, "rgb(128,128,128)");
});

test("computed colors are read as each engine writes them", () => {
  assert.deepEqual(parseColor("rgb(255, 0, 51)"), [1, 0, 0.2, 1]);
  assert.deepEqual(parseColor("rgba(0, 255, 0, 0.25)"), [0, 1, 0, 0.25]);
  assert.deepEqual(parseColor("color(srgb 0.2 -0.01 1.2 / 0.5)"), [0.2, 0, 1, 0.5]);
  assert.deepEqual(parseColor("color(srgb 1e-3 .5 1)"), [0.001, 0.5, 1, 1]);
  assert.equal(parseColor("transparent"), undefined);
});
