// A price as a host writes it: taken or refused, worked out, and written in a language.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Report } from "../worker/core";
import { costOf, type Price, readPrice, shownPrice, written } from "./price";

const report = (treated_area_cm2: number, from = 2, to = 4) =>
  ({ treated_area_cm2, sessions: [from, to] }) as unknown as Report;
const english = { lang: "en", text: (_: string, fill: Readonly<Record<string, string>> = {}) => `${fill.a}–${fill.b}` };
const read = (given: unknown): Price => {
  const price = readPrice(JSON.stringify(given));
  return typeof price === "string" ? assert.fail(price) : price;
};

test("each of the four ways gives a sum, and a range stays one", () => {
  const cost = (more: object, area = 83.4) => costOf(read({ currency: "EUR", ...more }), report(area));
  assert.deepEqual(cost({ perSession: 350 }), [700, 1400]);
  assert.deepEqual(cost({ perSession: [300, 450] }), [600, 1800]);
  // By the area that the facts show: 83 cm².
  assert.deepEqual(cost({ perCm2: 12 }), [996, 996]);
  assert.deepEqual(cost({ perCm2: [10, 12.35] }), [830, 1025]);
  assert.equal(cost({ total: 2500 }), 2500);
  const steps = [{ upTo: 40, price: 900 }, { upTo: 83, price: [1400, 1700] }, { price: 2400 }];
  assert.equal(cost({ steps }, 39.6), 900);
  assert.deepEqual(cost({ steps }, 83.4), [1400, 1700]);
  assert.equal(cost({ steps }, 200), 2400);
  assert.equal(cost({ steps: steps.slice(0, 2) }, 200), undefined, "the host has not said it");
});

test("small sums keep their cents, whole ones have none", () => {
  assert.deepEqual(costOf(read({ currency: "EUR", perCm2: 1.25 }), report(7)), [8.75, 8.75]);
  assert.equal(written(8.75, "EUR", english), "€8.75");
  assert.equal(written(12.5, "EUR", english), "€12.50");
  assert.equal(written(900, "EUR", english), "€900");
  assert.equal(written(900, "JPY", english), "¥900");
  assert.equal(written(900.5, "KWD", english).replace(/\s/g, " "), "KWD 900.500");
});

test("sums are written as the language does, in any currency", () => {
  const plain = (text: string) => text.replace(/[\s\u200e\u200f]+/g, " ");
  const de = plain(written([900, 1800], "EUR", { ...english, lang: "de" }));
  assert.match(de, /^900 ?(€ ?)?– ?1\.800 €$/);
  assert.match(plain(written([900, 1800], "usd", english)), /^\$900 ?– ?\$?1,800$/);
  assert.match(plain(written(1500, "TRY", { ...english, lang: "tr" })), /₺1\.500/);
  assert.match(plain(written(1500, "AED", { ...english, lang: "ar" })), /1,500|١٬٥٠٠/);
  for (const currency of Intl.supportedValuesOf("currency")) assert.ok(written([1, 2.5], currency, english));
});

test("where a range cannot be written by the browser, both ends are", () => {
  const { formatRange } = Intl.NumberFormat.prototype;
  Object.assign(Intl.NumberFormat.prototype, { formatRange: undefined });
  try {
    assert.equal(written([900, 1800], "EUR", english), "€900–€1,800");
  } finally {
    Object.assign(Intl.NumberFormat.prototype, { formatRange });
  }
});

test("nonsense is refused whole, and in words that name it, its value and what is allowed", () => {
  const refused: [unknown, RegExp][] = [
    ["much", /"much".*JSON such as/],
    [[], /\[\].*JSON such as/],
    [null, /null.*JSON such as/],
    [300, /300.*JSON such as/],
    [{}, /currency nothing.*ISO 4217/],
    [{ currency: "€", total: 1 }, /currency "€".*ISO 4217/],
    [{ currency: "EURO", total: 1 }, /currency "EURO".*ISO 4217/],
    [{ currency: 978, total: 1 }, /currency 978/],
    [{ currency: "EUR" }, /one of perSession, perCm2, steps, total/],
    [{ currency: "EUR", total: 1, perCm2: 1 }, /"perCm2, total".*one of/],
    [{ currency: "EUR", perSesion: 1 }, /"perSesion".*currency, perSession/],
    [{ currency: "EUR", perSession: "300" }, /perSession "300".*a number from 0 on/],
    [{ currency: "EUR", perSession: -1 }, /perSession -1/],
    [{ currency: "EUR", perSession: [450, 300] }, /perSession \[450,300\]/],
    [{ currency: "EUR", perSession: [1, 2, 3] }, /perSession \[1,2,3\]/],
    [{ currency: "EUR", total: null }, /total null/],
    [{ currency: "EUR", steps: [] }, /steps \[\]/],
    [{ currency: "EUR", steps: [{ upTo: 10 }] }, /steps\[0\]\.price nothing/],
    [{ currency: "EUR", steps: [{ price: 1 }, { price: 2 }] }, /steps\[0\]\.upTo nothing/],
    [
      {
        currency: "EUR",
        steps: [
          { upTo: 9, price: 1 },
          { upTo: 9, price: 2 },
        ],
      },
      /steps\[1\]\.upTo 9.*above 9/,
    ],
    [{ currency: "EUR", steps: [{ upto: 9, price: 1 }] }, /steps\[0\] /],
    [{ currency: "EUR", total: 1, note: 3 }, /note 3/],
    [{ currency: "EUR", total: 1, note: "x".repeat(201) }, /note "x+….*200 characters/],
    [{ currency: "EUR", total: 1, ["<img onerror=alert(1)>".repeat(9)]: 1 }, /….*is not allowed/],
  ];
  for (const [given, words] of refused) {
    const text = typeof given === "string" ? given : JSON.stringify(given);
    const problem = readPrice(text);
    if (typeof problem !== "string") assert.fail(`taken: ${text}`);
    assert.match(problem, words);
    assert.match(problem, /^price: .* is not allowed; allowed: /);
    assert.ok(problem.length < 300, problem);
  }
  assert.equal(typeof readPrice('{"currency":"EUR","total":1e999}'), "string", "without an end");
  assert.equal(typeof readPrice('{"__proto__":{"total":1},"currency":"EUR"}'), "string");
});

test("one warning tells of nonsense, however often it is read", (t) => {
  const warn = t.mock.method(console, "warn", () => {});
  for (let i = 0; i < 3; i++) assert.equal(shownPrice("twice", english), undefined);
  assert.equal(warn.mock.callCount(), 1);
  assert.match(String(warn.mock.calls[0]?.arguments[0]), /^smp-visualizer: price: "twice".*; ignored$/);
  const shown = shownPrice('{"currency":"EUR","perSession":300,"note":" incl. VAT "}', english);
  assert.equal(shown?.note, "incl. VAT");
  assert.match(String(shown?.said(report(80))), /^€600 ?– ?€?1,200$/);
});
