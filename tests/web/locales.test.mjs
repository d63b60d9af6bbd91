// Every language says everything English says, and leaves room for the same numbers.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const folder = new URL("../../www/locales/", import.meta.url);
const read = (file) => JSON.parse(readFileSync(new URL(file, folder), "utf8"));
const english = read("en.json");
const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
/** The same in every language: names, units and numbers. */
const COMMON =
  /^(stop\.(norwood|ludwig|extent|touch-up)|unit|between|fact\.\w+\.value|fact\.range|value\.skin|value\.norwood)/;

/** A form for some counts only; each language has its own. */
const FORM = /\.(zero|one|two|few|many)$/;

for (const file of readdirSync(folder).filter((file) => file !== "en.json")) {
  test(`${file} is complete`, () => {
    const texts = read(file);
    const bases = (all) =>
      Object.keys(all)
        .filter((key) => !FORM.test(key))
        .sort();
    assert.deepEqual(bases(texts), bases(english));
    const forms = new Intl.PluralRules(file.replace(".json", "")).resolvedOptions().pluralCategories;
    for (const [key, text] of Object.entries(texts)) {
      const form = key.match(FORM)?.[1];
      const base = key.replace(FORM, "");
      assert.ok(!form || (forms.includes(form) && base in texts), `${key}: a form that counts`);
      // "Two years" may need no figure.
      if (form !== "two" && form !== "one") assert.deepEqual(places(text), places(english[base]), key);
      assert.ok(text.trim() === text && text.length > 0, `${key}: "${text}"`);
      assert.ok(text.length <= 2.2 * english[base].length + 14, `${key} is far longer than in English: ${text}`);
    }
  });

  test(`${file} leaves no sentence in English`, () => {
    const left = Object.entries(read(file)).filter(
      ([key, text]) =>
        !COMMON.test(key) &&
        text === english[key] &&
        text
          .replace(/\{\w+\}/g, "")
          .split(/\P{L}+/u)
          .filter(Boolean).length > 2,
    );
    assert.deepEqual(left, []);
  });
}
