// Values in words, as people say them, in English and where other languages differ.

import { languages } from "build:assets";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mock, test } from "node:test";
import { type NumberParameter, parameter, parameters, type Value } from "../state/table";
import type { Report } from "../worker/core";
import { type Texts, Words, wordsFor } from "./words";

const textsOf = (lang: string): Texts =>
  JSON.parse(readFileSync(new URL(languages[lang] ?? assert.fail(lang)), "utf8"));
const english = new Words("en", textsOf("en"));
const say = (name: string, value: Value, report?: Report): string =>
  english.value(parameter(name), value, report).replaceAll("\u00a0", " ");

test("times are said in the unit that a person would take", () => {
  for (const [value, text] of [
    [0, "fresh"],
    [0.03, "1 day"],
    [0.1, "3 days"],
    [0.25, "1 week"],
    [1, "4 weeks"],
    [1.5, "healed, 6 weeks"],
    [2, "2 months"],
    [4, "4 months"],
    [12, "1 year"],
    [13, "13 months"],
    [24, "2 years"],
    [30, "2½ years"],
    [36, "3 years"],
    [240, "20 years"],
  ] as const)
    assert.equal(say("months", value), text);
});

test("lengths are said as people say them", () => {
  for (const [value, text] of [
    [0, "wet shave"],
    [0.2, "0.20 mm · 14 hours after the shave"],
    [0.5, "0.50 mm · 1½ days after the shave"],
    [0.7, "0.70 mm · 2 days after the shave"],
    [1.4, "1.40 mm · 4 days after the shave"],
    [3, "3 mm, guard 1 · 9 days after the shave"],
    [10, "10 mm, guard 3 · 29 days after the shave"],
    [10.05, "10.05 mm"],
    [15, "15.00 mm"],
    [16, "1.6 cm"],
    [30, "3 cm"],
    [45, "4.5 cm"],
    [240, "24 cm, to the chin"],
    [300, "30 cm, to the shoulder"],
  ] as const)
    assert.equal(say("hair-length", value), text);
  assert.equal(english.brief(parameter("hair-length"), 3), "3 mm, guard 1");
});

test("stages and tones are said by their names, and what lies between by both", () => {
  for (const [name, value, text] of [
    ["norwood", 1, "Norwood I"],
    ["norwood", 2.85, "Norwood II–III"],
    ["norwood", 2.9, "Norwood III"],
    ["norwood", 3.1, "Norwood III"],
    ["norwood", 3.5, "Norwood III–IV"],
    ["norwood", 7, "Norwood VII"],
    ["ludwig", 2.4, "Ludwig II–III"],
    ["tone", 2, "light"],
    ["tone", 2.5, "light to medium"],
    ["tone", 4.95, "very dark"],
  ] as const)
    assert.equal(say(name, value), text);
});

test("counts, shares and choices are said with what they count", () => {
  const report = { dots: 24_123, grafts: 3456 } as unknown as Report;
  for (const [name, value, text, counted] of [
    ["density", 0, "no treatment", "no treatment"],
    ["density", 180, "180 dots per cm²", "180 dots per cm² · 24,100 dots"],
    ["grafts", 5000, "5,000 units", "5,000 · 3,456 placed"],
    ["sessions", 0, "none yet", "none yet"],
    ["sessions", 4, "after the fourth", "after the fourth"],
    ["extent", 25, "25%", "25%"],
    ["shine", 0.5, "50%", "50%"],
    ["shine", 1, "oily", "oily"],
    ["touch-up", 1, "every year", "every year"],
    ["touch-up", 7, "every 7 years", "every 7 years"],
    ["skin", 4, "Monk tone 4", "Monk tone 4"],
    ["skin", 4.25, "Monk tone 4.3", "Monk tone 4.3"],
    ["yaw", -31, "-31°", "-31°"],
    ["seed", 4294967295, "4294967295", "4294967295"],
    ["hair-color", "dark-brown", "Dark brown", "Dark brown"],
    ["pattern", "ludwig", english.text("pattern.ludwig"), english.text("pattern.ludwig")],
  ] as const) {
    assert.equal(say(name, value), text);
    assert.equal(say(name, value, report), counted);
  }
  assert.equal(say("density", 1), "1 dot per cm²");
});

test("what a stage means is said in words of its own course", () => {
  const hint = (value: number, course: string) => english.hint(parameter("norwood"), value, course);
  assert.equal(hint(4, "classic"), "Deep temples, a thin crown, hair between.");
  assert.equal(hint(4, "a"), "The front is open to the middle of the top.");
  assert.equal(hint(3, "vertex"), "The crown is open, the front hardly.");
  assert.equal(hint(6, "vertex"), "Front and crown are one.", "where the courses meet again");
  assert.equal(hint(2.6, "a"), "The front draws back as one.", "the nearest stage");
  const months = (value: number) => english.hint(parameter("months"), value);
  assert.equal(months(11.9), "Settled: now it can be judged.", "the last stop that has passed");
  assert.equal(months(12), "A little paler.");
  assert.equal(english.hint(parameter("extent"), 40, "areata"), "Share of the whole scalp (SALT).");
  assert.equal(english.hint(parameter("hair-color"), "black"), undefined);
});

test("sliders have the stops that have a name", () => {
  const stops = (name: string) =>
    english.stops(parameter(name) as NumberParameter).map(({ value, text }) => `${value} ${text}`);
  assert.deepEqual(stops("norwood"), ["1 I", "2 II", "3 III", "4 IV", "5 V", "6 VI", "7 VII"]);
  assert.deepEqual(stops("months"), [
    "0 fresh",
    "0.25 1 wk",
    "1.5 6 wk",
    "12 1 yr",
    "36 3",
    "60 5",
    "96 8",
    "240 20 yr",
  ]);
  assert.deepEqual(stops("hair-density"), ["120 30,000", "170 40,000", "240 50,000"]);
  assert.deepEqual(stops("shine"), []);
});

test("later loss has the words of its stage, and reads as today where it is no later", () => {
  const then = parameter("later-norwood");
  const said = (later: number, today: number) =>
    english.valueAmong(then, (name) => (name === "norwood" ? today : later));
  assert.deepEqual(
    [said(5, 3), said(4.5, 3), said(3, 3), said(2, 3), said(1, 1)],
    ["Norwood V", "Norwood IV–V", "as today", "as today", "as today"],
  );
  assert.equal(
    english.valueAmong(parameter("later-extent"), (name) => (name === "extent" ? 25 : 60)),
    "60%",
  );
  const among = (name: string) => (name === "norwood" ? 3 : 5);
  assert.equal(english.summary(then, among), "Norwood V by then");
  assert.equal(english.summary(parameter("norwood"), among), "Norwood III");
  assert.equal(english.name(then), english.name(parameter("later-extent")));
  assert.ok(english.about(then));
  assert.equal(english.about(parameter("norwood")), undefined);
  assert.deepEqual(english.stops(then as NumberParameter), english.stops(parameter("norwood") as NumberParameter));
  assert.equal(english.hint(then, 3, "a"), english.hint(parameter("norwood"), 3, "a"));
  assert.equal(english.hint(parameter("later-ludwig"), 2), english.hint(parameter("ludwig"), 2));
});

test("places in a text are filled; what has no text is still named", () => {
  assert.equal(english.text("fact.range", { a: "2", b: "3" }), "2–3");
  assert.equal(english.text("fact.range", { a: "2" }), "2–{b}");
  assert.equal(english.text("no.such-text.here"), "such text.here");
  assert.equal(english.range([2, 3]), "2–3");
  assert.equal(english.range([3, 3]), "3");
  assert.equal(english.list(["a", "b"]), "a, b");
});

test("a count takes the form that its language has for it", () => {
  const forms: Texts = {
    k: "{n} other",
    "k.one": "{n} one",
    "k.two": "{n} two",
    "k.few": "{n} few",
    "k.many": "{n} many",
  };
  const counted = (lang: string, count: number | readonly [number, number]) =>
    new Words(lang, forms).counted("k", count, { n: String(count) });
  assert.deepEqual(
    [0, 1, 2, 3, 11, 100].map((n) => counted("ar", n)),
    ["0 other", "1 one", "2 two", "3 few", "11 many", "100 other"],
  );
  assert.deepEqual(
    [0, 1, 2].map((n) => counted("en", n)),
    ["0 other", "1 one", "2 other"],
  );
  assert.equal(counted("en", [1, 1]), "1,1 other");
  assert.equal(counted("fr", 0), "0 one");
});

test("numbers stand as the language writes them", () => {
  assert.equal(new Words("de", {}).number(1234.5, 1), "1.234,5");
  assert.equal(english.number(24_100), "24,100");
  assert.match(new Words("fr", {}).percent(0.25), /^25\s%$/u);
  assert.equal(new Words("tr", {}).percent(0.25), "%25");
  assert.equal(new Words("tr", {}).lower("IĞDIR"), "ığdır");
});

test("every value at both ends and in the middle has words in every language", () => {
  for (const lang of Object.keys(languages)) {
    const words = new Words(lang, textsOf(lang));
    for (const p of parameters) {
      const values = p.kind === "choice" ? p.choices : [p.min, p.max, p.default, (p.min + p.max) / 2];
      for (const value of values) {
        const text = words.value(p, value);
        assert.ok(text.length > 0 && !/[{}]|NaN|undefined/.test(text), `${lang} ${p.name} ${value}: ${text}`);
      }
    }
  }
});

/** An element in a language, with texts of the host in it. */
const element = (lang: string, json?: string): Element =>
  ({
    closest: () => ({ getAttribute: () => lang }),
    getRootNode: () => ({}),
    querySelector: () => (json === undefined ? null : { textContent: json }),
  }) as unknown as Element;

/** The words for it, and what is said about the host's. */
async function found(lang: string, own: Texts = {}, json?: string, sent?: Response | Error) {
  const warn = mock.method(console, "warn", () => {});
  const fetched: string[] = [];
  mock.method(globalThis, "fetch", async (url: string) => {
    fetched.push(url.replace(/^.*\//, ""));
    if (sent instanceof Error) throw sent;
    return sent ?? new Response(readFileSync(new URL(url)));
  });
  try {
    const words = await wordsFor(element(lang, json), own);
    return { words, fetched, warnings: warn.mock.calls.map(({ arguments: [text] }) => String(text)) };
  } finally {
    mock.restoreAll();
  }
}

test("a language that is there is fetched, and English where it is not", async () => {
  for (const [lang, file, as] of [
    ["de-AT", "de.json", "de-at"],
    ["nl", "en.json", "en"],
    ["constructor", "en.json", "en"],
  ] as const) {
    const { words, fetched } = await found(lang);
    assert.deepEqual([fetched, words.lang], [[file], as], lang);
  }
});

test("the host's own words come first, if they are words for something", async () => {
  const json = `{ "caption": "<b>Ours</b>", "no.such.text": "x", "button.reset": 3, "__proto__": "x" }`;
  const { words, warnings } = await found("en", { "button.reset": "Once more" }, json);
  assert.equal(words.text("caption"), "<b>Ours</b>");
  assert.equal(words.text("button.reset"), "Once more");
  assert.deepEqual(
    warnings.map((warning) => warning.match(/"(.*?)"/)?.[1]),
    ["no.such.text", "__proto__"],
  );
  const broken = await found("en", {}, "{ no JSON");
  assert.match(String(broken.warnings[0]), /no JSON; ignored/);
  assert.equal(broken.words.text("button.reset"), "Start over");
});

test("where a language cannot be had it is English, whatever was sent in its place", async () => {
  const forbidden = { code: "rest_forbidden" };
  for (const [sent, status] of [
    ["<h1>404.3</h1>", 404],
    [JSON.stringify(forbidden), 403],
    [JSON.stringify(forbidden), 200],
    ["null", 200],
    ["[]", 200],
    ["", 200],
    ['{"caption": "Compu', 200],
  ] as const) {
    for (const lang of ["de", "en"]) {
      const { words, warnings } = await found(lang, {}, undefined, new Response(sent, { status }));
      assert.deepEqual([words.lang, words.text("caption")], ["en", english.text("caption")], sent);
      assert.equal(words.text("name.hair-density"), english.text("name.hair-density"));
      assert.equal(warnings.length, 1, sent);
    }
  }
  const { words } = await found("de", { caption: "Unsere" }, undefined, new TypeError("dropped"));
  assert.deepEqual([words.text("caption"), words.text("button.reset")], ["Unsere", "Start over"]);
});
