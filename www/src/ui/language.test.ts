// The language of an element.

import assert from "node:assert/strict";
import { test } from "node:test";
import { languageOf } from "./language";

/** An element below one that says its language, or none; `host` is that of its shadow tree. */
const said = (lang: string | undefined, host?: Element): Element =>
  ({
    closest: () => (lang === undefined ? null : { getAttribute: () => lang }),
    getRootNode: () => ({ host }),
  }) as unknown as Element;

test("a language is said through shadow trees; the nearest one counts", () => {
  const outer = said("de");
  assert.equal(languageOf(said(undefined, said(undefined, outer))), "de");
  assert.equal(languageOf(said("fr", outer)), "fr");
  assert.equal(languageOf(said(undefined, said(undefined))), "en");
});

test("the language is the nearest one said, as its tag; none that nobody speaks", () => {
  const inside = (lang: string | undefined) => languageOf(said(lang));
  for (const [lang, tag] of [
    ["de", "de"],
    ["de-AT", "de-at"],
    ["pt_BR", "pt-br"],
    ["EN", "en"],
    ["zh-hant-tw", "zh-hant-tw"],
    ["", "en"],
    [undefined, "en"],
    ["<b>", "en"],
    ["x", "en"],
    ["constructor", "en"],
  ] as const)
    assert.equal(inside(lang), tag, String(lang));
});
