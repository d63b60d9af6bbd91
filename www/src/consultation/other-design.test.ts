// The second of two designs in a code: the same for every later version, and left out by every earlier one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { anyState, chance } from "../../../tests/unit/states";
import { codeOf, decodeState, encode } from "../state/code";
import { isInForce } from "../state/in-force";
import { parameters } from "../state/table";
import { type State, Values } from "../state/values";
import { changed, type OtherDesign, otherOf, ownOf, partner, SHOWN } from "./other-design";

const tools = { Values, parameters, isInForce, encode, decodeState };

/** Given away: the present design is B, and A has other settings. */
const GIVEN = "1.xsdgo.sw18c.u5w3uw.__ad._xsdgo._lsr99c._dhfc2._sxw_6y.ey";
const B = { norwood: 6, tone: 3, compare: 50 };
const A = { norwood: 6, density: 120, hairline: "defined", "left-temple-up": -2.5 };

const state = (given: State): Values => changed(tools, new Values(), given);

/** What opened codes before there were two designs: parts of names that it does not know are left out. */
function readAsOne(code: string): string[] {
  const [, body] = code.match(/^(1(?:\.\w{3}-?\w+)*)\.(\w\w)$/) ?? assert.fail(`no code then: ${code}`);
  const names = new Set(parameters.map(({ name }) => encode({ [name]: 1 }).slice(2, 5)));
  return body!.split(".").filter((part, i) => i === 0 || names.has(part.slice(0, 3)));
}

test("two designs that were given away mean the same", () => {
  const two = changed(tools, state(B), {}, { letter: "a", shown: "divided", values: state(A) });
  assert.equal(codeOf(two), GIVEN);
  const found = decodeState(GIVEN)!;
  assert.deepEqual(found.all(), state(B).all());
  const other = otherOf(tools, found);
  assert.deepEqual([other?.letter, other?.shown], ["a", "divided"]);
  assert.deepEqual(ownOf(tools, other!.values.all()), ownOf(tools, state(A).all()));
});

test("both come back from any code, and a reader of one design finds the present one", () => {
  const next = chance();
  for (let i = 0; i < 200; i++) {
    const [present, values] = [anyState(next), anyState(next)];
    const given: OtherDesign = { letter: next() < 0.5 ? "a" : "b", shown: SHOWN[i % SHOWN.length]!, values };
    const code = codeOf(changed(tools, present, {}, given));
    for (const written of [code, ` ${code.toUpperCase()}\n`]) {
      const found = decodeState(written)!;
      assert.deepEqual(found.all(), present.all(), code);
      const other = otherOf(tools, found)!;
      assert.deepEqual([other.letter, other.shown], [given.letter, given.shown]);
      assert.deepEqual(ownOf(tools, other.values.all()), ownOf(tools, values.all()), code);
      assert.equal(codeOf(changed(tools, found, {}, other)), code);
    }
    assert.deepEqual(readAsOne(code), encode(present.nonDefault()).split(".").slice(0, -1), code);
  }
});

test("head, light and view are shared, all else is a design's own", () => {
  const own = ownOf(tools, new Values().all());
  const shared = parameters.map(({ name }) => name).filter((name) => !(name in own));
  assert.deepEqual(shared.sort(), ["compare", "light", "pitch", "seed", "view", "yaw", "zoom"]);
  const present = state({ ...B, seed: 7, yaw: 12.34, light: "flash" });
  const { values } = otherOf(tools, changed(tools, present, {}, { letter: "b", shown: "beside", values: state(A) }))!;
  assert.deepEqual(
    ["seed", "yaw", "light", "density", "tone"].map((name) => values.get(name)),
    [7, 12.34, "flash", 120, new Values().get("tone")],
  );
});

test("what a part of a code cannot mean is left out or is the nearest value", () => {
  const read = (other: string) => otherOf(tools, Object.assign(new Values(), { other }));
  assert.equal(read("__ax"), undefined);
  assert.equal(read("nonsense"), undefined);
  const far = encode({ norwood: 99, yaw: 12, "nose-length": 3 }).split(".").slice(1, -1);
  const { values } = read(["__bd", ...far.map((part) => `_${part}`)].join("."))!;
  assert.equal(values.get("norwood"), 7);
  assert.equal(values.get("yaw"), new Values().get("yaw"), "a view is no design's own");
});

test("the partner of a design has the other letter", () => {
  assert.deepEqual([partner("a"), partner("b")], ["b", "a"]);
});
