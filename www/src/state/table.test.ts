// Reading values from a page, a link or an attribute; where a slider stands; what is in force.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isInForce } from "./in-force";
import { decimalsOf, positionOf, valueAt } from "./scale";
import {
  type ChoiceParameter,
  cameras,
  defaultOf,
  type NumberParameter,
  numberOf,
  type Parameter,
  parameter,
  parameterIndex,
  parameters,
  parseValue,
  propertyOf,
  rangeOf,
  type Value,
} from "./table";

const range = (name: string): NumberParameter => parameter(name) as NumberParameter;
const ranges = parameters.filter((p): p is NumberParameter => p.kind !== "choice");
const choices = parameters.filter((p): p is ChoiceParameter => p.kind === "choice");

test("numbers are read with and without their unit", () => {
  for (const [name, given, value] of [
    ["norwood", "6", 6],
    ["norwood", " 6.35 ", 6.35],
    ["norwood", "1e0", 1],
    ["norwood", 2, 2],
    ["hair-length", "0.4mm", 0.4],
    ["hair-length", "0.4 mm", 0.4],
    ["yaw", "-31.5°", -31.5],
    ["extent", "40%", 40],
    ["zoom", "2×", 2],
    ["density", "180dots/cm²", 180],
    ["sessions", "2sessions", 2],
    ["seed", "4294967295", 4294967295],
  ] as const)
    assert.deepEqual(parseValue(parameter(name), given), { value }, `${name}=${given}`);
});

test("what is shared is what is shown: hundredths", () => {
  assert.deepEqual(parseValue(parameter("yaw"), "12.3456"), { value: 12.35 });
  assert.deepEqual(parseValue(parameter("norwood"), 2.34567), { value: 2.35 });
});

test("out of range, the nearest value is named; whole numbers stay whole", () => {
  for (const [name, given, near] of [
    ["norwood", "99", 7],
    ["norwood", "-4", 1],
    ["norwood", 8, 7],
    ["zoom", "1e999", 12],
    ["tone", Infinity, 5],
    ["tone", -Infinity, 1],
    ["seed", 1.5, 2],
    ["seed", "99999999999999999999999", 4294967295],
    ["sessions", "2.4", 2],
    ["density", 1e308, 300],
  ] as const) {
    const reading = parseValue(parameter(name), given);
    assert.ok("problem" in reading, `${name}=${given}`);
    assert.equal(reading.near, near, `${name}=${given}`);
    assert.ok(reading.problem.startsWith(`${name}: `) && reading.problem.endsWith(rangeOf(parameter(name))));
  }
});

/** Values of every kind that a script could hand over; none is a number or a word. */
const traps = ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor", "apply"];
const fails = (what: string) => (): never => {
  throw new Error(`thrown by ${what}`);
};
const NONSENSE: readonly unknown[] = [
  Number.NaN,
  10n,
  true,
  null,
  undefined,
  Symbol("s"),
  "",
  " ",
  "٣",
  "blue",
  "NaN",
  "6 of 7",
  "6px",
  "mm",
  '"><img src=x onerror="window.ran = 1">',
  "__proto__",
  "constructor",
  "toString",
  "x".repeat(1e5),
  {},
  [],
  [3],
  { __proto__: null },
  Object.create(null),
  new Date(Number.NaN),
  Object.assign(() => {}, { toString: fails("toString") }),
  { toString: fails("toString"), valueOf: fails("valueOf") },
  new Proxy(() => {}, Object.fromEntries(traps.map((trap) => [trap, fails(trap)]))),
];

test("nonsense of any kind is a problem in words, without a value near it, and throws nothing", () => {
  for (const p of parameters) {
    for (const [place, given] of NONSENSE.entries()) {
      const reading = parseValue(p, given);
      assert.ok("problem" in reading, `${p.name}, ${place}`);
      assert.equal(reading.near, undefined, `${p.name}, ${place}`);
      assert.match(reading.problem, /is not allowed; allowed: /);
    }
  }
});

test("a choice takes its own words and nothing else", () => {
  for (const p of choices) {
    for (const word of p.choices) assert.deepEqual(parseValue(p, word), { value: word });
    for (const other of ["inside", 0, 1, String(p.choices[0]).toUpperCase(), ` ${p.choices[0]}`])
      assert.ok("problem" in parseValue(p, other), `${p.name}=${other}`);
  }
});

test("every default is allowed, and every value has a number for the core", () => {
  for (const p of parameters) {
    assert.deepEqual(parseValue(p, defaultOf(p)), { value: defaultOf(p) }, p.name);
    assert.equal(parameters[parameterIndex(p.name)], p);
  }
  for (const p of ranges) {
    for (const end of [p.min, p.max]) assert.deepEqual(parseValue(p, String(end)), { value: end }, p.name);
    assert.equal(numberOf(p, "0.5"), 0.5);
  }
  for (const p of choices)
    assert.deepEqual(
      p.choices.map((word) => numberOf(p, word)),
      [...p.choices.keys()],
      p.name,
    );
  assert.throws(() => parameter("nose"), /no parameter nose/);
});

test("an uneven slider runs evenly between its stops, and back", () => {
  const uneven = ranges.filter((p) => p.knots);
  assert.deepEqual(uneven.map(({ name }) => name).sort(), ["beard", "dot-diameter", "hair-length", "months"]);
  for (const p of uneven) {
    const knots = p.knots!;
    assert.deepEqual([knots[0], knots.at(-1)], [p.min, p.max], p.name);
    for (const [place, stop] of knots.entries()) {
      assert.equal(positionOf(p, stop), place, `${p.name} ${stop}`);
      assert.equal(valueAt(p, place), stop, `${p.name} ${stop}`);
    }
    let last = -1;
    for (let position = 0; position <= knots.length - 1; position += 0.01) {
      const value = valueAt(p, position);
      assert.ok(value >= last && value >= p.min && value <= p.max, `${p.name} at ${position}: ${value}`);
      last = value;
      // A hundredth of the value is what is kept of it.
      const [from = 0, to = 0] = knots.slice(Math.min(knots.length - 2, Math.floor(position)));
      const coarse = 0.0051 / (to - from);
      assert.ok(Math.abs(positionOf(p, value) - position) <= coarse, `${p.name} at ${position}: ${value}`);
    }
  }
  assert.equal(positionOf(range("months"), 24), 3.5);
  assert.equal(valueAt(range("months"), 3.5), 24);
  // A tenth of the way from one stop to the next, as a key goes.
  assert.equal(valueAt(range("months"), 0.1), 0.03);
  assert.equal(valueAt(range("beard"), 0.1), 0.06);
  assert.equal(valueAt(range("hair-length"), 0.1), 0.05);
});

test("a slider without knots stands where its value is", () => {
  for (const p of ranges.filter(({ knots }) => !knots))
    for (const value of [p.min, p.max, p.default]) {
      assert.equal(positionOf(p, value), value);
      assert.equal(valueAt(p, value), value);
    }
});

test("steps say how many decimals they need, names how their property is called", () => {
  assert.deepEqual(
    ["norwood", "extent", "shine", "zoom", "seed"].map((name) => decimalsOf(range(name))),
    [2, 0, 2, 1, 0],
  );
  assert.equal(propertyOf("hair-density"), "hairDensity");
  assert.equal(propertyOf("right-corner-forward"), "rightCornerForward");
  assert.equal(propertyOf("tone"), "tone");
  assert.equal(rangeOf(parameter("norwood")), "1 to 7");
  assert.equal(rangeOf(parameter("seed")), "whole numbers 0 to 4294967295");
  assert.match(rangeOf(parameter("build")), /^masculine, feminine$/);
});

test("a setting means something only under the choices it belongs to", () => {
  const under = (given: Readonly<Record<string, Value>>) => (name: string) => given[name] ?? defaultOf(parameter(name));
  const meant = (name: string, given: Readonly<Record<string, Value>> = {}) => isInForce(parameter(name), under(given));
  const loss = (pattern: string) => ["norwood", "ludwig", "extent"].filter((name) => meant(name, { pattern }));
  assert.deepEqual(loss("norwood"), ["norwood"]);
  assert.deepEqual(loss("ludwig"), ["ludwig"]);
  assert.deepEqual(loss("areata"), ["extent"]);
  assert.deepEqual(loss("totalis"), []);
  assert.equal(meant("scar-size"), false);
  assert.equal(meant("scar-size", { scar: "fut" }), true);
  assert.equal(meant("beard"), true);
  assert.equal(meant("beard", { build: "feminine" }), false);
  // Worn in a style is only what is longer than stubble, where hair is at all.
  assert.equal(meant("hair-style", { "hair-length": 10 }), false);
  assert.equal(meant("hair-style", { "hair-length": 10.05 }), true);
  assert.equal(meant("hair-style", { "hair-length": 240, pattern: "totalis" }), false);
  assert.ok(
    parameters.filter(({ name }) => ["tone", "density", "build"].includes(name)).every((p: Parameter) => meant(p.name)),
  );
});

test("each named view has a camera", () => {
  assert.equal(cameras.length, (parameter("view") as ChoiceParameter).choices.length);
  for (const camera of cameras)
    for (const [name, value] of Object.entries(camera))
      assert.deepEqual(parseValue(parameter(name), value), { value }, name);
});
