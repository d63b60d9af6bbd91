// State codes: short, the same for every later version, and with a check against slips.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { anyState, chance } from "../../../tests/unit/states";
import { addressed, applyText, codeOf as codeOfAll, decodeState, encode } from "./code";
import { parameters, type Value } from "./table";
import { type State, Values } from "./values";

/** A state of settings that come one after the other. */
function state(given: Readonly<Record<string, Value>>): Values {
  const values = new Values();
  for (const [name, value] of Object.entries(given)) values.set(name, value);
  return values;
}
const codeOf = (given: Readonly<Record<string, Value>>): string => encode(state(given).nonDefault());

/** Codes that have been given away, the first of them in docs/embedding.md: they mean this for ever. */
const GIVEN: readonly (readonly [string, State])[] = [
  ["1.xsdgo.sw18c.1t", { norwood: 6, tone: 3 }],
  ["1.q4", {}],
  ["1.xsdhn.5f", { norwood: 6.35 }],
  [
    "1.4ub2c.sxw-6y.h2k5hb39hgc.sc8i4.u7c-2ev.h8",
    { view: "top", yaw: -31.27, "hair-color": "black", seed: 4294967295, "left-temple-up": -2.5 },
  ],
  [
    "1.vkzhi.1jb6o.vjdjb.rioiio.pch26.9frdz.7gip.u5w3uw.mu",
    {
      build: "feminine",
      pattern: "ludwig",
      ludwig: 2.4,
      "hair-length": 240,
      "hair-style": "middle-parting",
      zone: "between-hairs",
      months: 0.25,
      compare: 50,
    },
  ],
];

test("codes that were given away mean the same", () => {
  for (const [code, given] of GIVEN) {
    assert.equal(codeOf(given), code);
    assert.deepEqual(decodeState(code)?.all(), state(given).all(), code);
  }
});

test("any state comes back from its code, in any letters and with spaces around it", () => {
  const next = chance();
  for (let i = 0; i < 200; i++) {
    const values = anyState(next);
    const code = encode(values.nonDefault());
    assert.match(code, /^1(\.\w{3}-?\w+)*\.\w\w$/);
    assert.deepEqual(decodeState(code)?.all(), values.all(), code);
    assert.deepEqual(decodeState(` ${code.toUpperCase()}\n`)?.all(), values.all(), code);
  }
});

test("a fresh head has the shortest code, and a head of many changes one that can be sent", () => {
  assert.match(codeOf({}), /^1\.\w\w$/);
  const most = state({ view: "top" });
  for (const p of parameters) {
    if (["view", "yaw", "pitch", "zoom"].includes(p.name)) continue;
    most.set(p.name, p.kind === "choice" ? (p.choices.at(-1) ?? "") : p.max);
  }
  const code = encode(most.nonDefault());
  assert.ok(code.length < 400, `${code.length} letters`);
});

test("names and words have letters of their own", () => {
  const codes = parameters.flatMap((p) => {
    const values = p.kind === "choice" ? p.choices.slice(1) : [p.max === p.default ? p.min : p.max];
    return values.map((value) => encode({ [p.name]: value }));
  });
  assert.equal(new Set(codes).size, codes.length);
});

test("one letter put wrong is noticed, or is another state in its range", () => {
  const code = codeOf({ norwood: 6.35, tone: 2.7, "hair-color": "black", yaw: -31.27 });
  const letters = "0123456789abcdefghijklmnopqrstuvwxyz.-";
  let [slips, missed] = [0, 0];
  for (let place = 0; place < code.length; place++) {
    for (const letter of letters) {
      if (letter === code[place]) continue;
      slips++;
      if (decodeState(code.slice(0, place) + letter + code.slice(place + 1))) missed++;
    }
  }
  // Two letters of 36: one slip in 1300 may pass.
  assert.ok(slips > 1000 && missed / slips < 0.005, `${missed} of ${slips} slips pass`);
});

test("what is no code is none", () => {
  const code = codeOf({ norwood: 6 });
  for (const wrong of [
    "",
    " ",
    "1",
    "1.",
    "2.abc",
    code.replace(/^1/, "2"),
    code.slice(0, -1),
    `${code}a`,
    code.replace(".", ".."),
    "<b>",
    "x".repeat(5000),
    "1.__proto__.00",
    "1.constructor.00",
    "١.ab",
  ])
    assert.equal(decodeState(wrong), undefined, wrong.slice(0, 30));
});

test("what a newer version has added is left out, and a value beyond the range is the nearest one", () => {
  const newer = encode({ norwood: 6, "nose-length": 30, "hair-color": "green" });
  assert.deepEqual(decodeState(newer)?.all(), state({ norwood: 6 }).all());
  assert.equal(decodeState(encode({ norwood: 99 }))?.get("norwood"), 7);
  assert.equal(decodeState(encode({ yaw: -900 }))?.get("yaw"), -180);
});

test("a view in a code is refined by its camera, in whichever order they stand", () => {
  const found = decodeState(encode({ yaw: 12.34, view: "top" }));
  assert.deepEqual([found?.get("view"), found?.get("yaw"), found?.get("pitch")], ["top", 12.34, 84]);
});

/** What is taken of a text, and what is said about it. */
function taken(name: string, text: string, from: "attribute" | "address" = "attribute") {
  const warn = mock.method(console, "warn", () => {});
  const into: Record<string, Value> = {};
  try {
    const set = (each: string, value: Value) => {
      into[each] = value;
    };
    applyText(name, text, from, set, (state) => Object.assign(into, state.all()));
    return { into, warnings: warn.mock.calls.map(({ arguments: [text] }) => String(text)) };
  } finally {
    warn.mock.restore();
  }
}

test("text of a page or a link is taken, clamped or ignored, with one warning where it is not as it says", () => {
  assert.deepEqual(taken("norwood", "6"), { into: { norwood: 6 }, warnings: [] });
  assert.deepEqual(taken("norwood", "77", "address"), {
    into: { norwood: 7 },
    warnings: ['smp-visualizer: address norwood: "77" is not allowed; allowed: 1 to 7; taken as 7'],
  });
  assert.deepEqual(taken("tone", "blue"), {
    into: {},
    warnings: ['smp-visualizer: attribute tone: "blue" is not allowed; allowed: 1 to 5; ignored'],
  });
  for (const [name, text] of [
    ["density", ""],
    ["view", "inside"],
    ["view", "__proto__"],
    ["norwood", "%E0%A4%A"],
  ] as const) {
    const { into, warnings } = taken(name, text);
    assert.deepEqual([into, warnings.length], [{}, 1], `${name}=${text}`);
  }
});

test("a code of a page or a link stands for every value; one that is none, for nothing", () => {
  const { into, warnings } = taken("code", codeOf({ norwood: 6, yaw: 12 }), "address");
  assert.deepEqual(into, state({ norwood: 6, yaw: 12 }).all());
  assert.ok(Object.keys(into).indexOf("view") < Object.keys(into).indexOf("yaw"), "the view first");
  assert.deepEqual(warnings, []);
  assert.deepEqual(taken("code", "<b>"), {
    into: {},
    warnings: ['smp-visualizer: attribute code: "<b>" is no code of a state; ignored'],
  });
});

test("a second design goes along, and what is none is left out", () => {
  const one = state({ norwood: 6 });
  assert.equal(codeOfAll(one), encode(one.nonDefault()));
  assert.deepEqual(addressed(one), { norwood: 6 });
  for (const other of ["__ad", "__bt._lsr99c", "__bb._sxw_6y._dhfc2"]) {
    const two = decodeState(encode({ norwood: 6 }, other));
    assert.deepEqual([two?.get("norwood"), two?.other], [6, other]);
    assert.equal(codeOfAll(two!), encode({ norwood: 6 }, other));
    assert.deepEqual(addressed(two!), { code: codeOfAll(two!) });
  }
  for (const other of ["__cd", "__ax", "__adx", "_lsr99c", "__ad._", "__ad.lsr99c", "__proto__"])
    assert.equal(decodeState(encode({ norwood: 6 }, other))?.other, undefined, other);
});
