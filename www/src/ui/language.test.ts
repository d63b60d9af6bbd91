// The language of an element.

import assert from "node:assert/strict";
import { test } from "node:test";
import { languageOf } from "./language";

test("the language is the nearest one said, as its tag; none that nobody speaks", () => {
  const inside = (lang: string | undefined) =>
    languageOf({ closest: () => (lang === undefined ? null : { getAttribute: () => lang }) } as unknown as Element);
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
