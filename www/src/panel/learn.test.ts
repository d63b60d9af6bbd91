// Which short texts an attribute leaves.

import { languages } from "build:assets";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { TOPICS, topicsOf } from "./learn";

test("the attribute leaves all, none or those it names", () => {
  for (const [attribute, shown, unknown] of [
    [null, TOPICS, []],
    ["", TOPICS, []],
    [" on ", TOPICS, []],
    ["off", [], []],
    ["how", ["how"], []],
    ["first-days  how", ["how", "first-days"], []],
    ["how how", ["how"], []],
    ["price how", ["how"], ["price"]],
    ["price", [], ["price"]],
    ["off how", ["how"], ["off"]],
  ] as const)
    assert.deepEqual(topicsOf(attribute), { shown, unknown }, String(attribute));
});

test("every text has a question and two to five short sentences, in every language", () => {
  for (const [language, file] of Object.entries(languages)) {
    const texts = JSON.parse(readFileSync(new URL(file), "utf8"));
    for (const topic of TOPICS) {
      assert.match(texts[`learn.${topic}`], /[?؟]$/, `${language}: ${topic}`);
      const sentences: string[] = texts[`learn.${topic}.text`].split(/(?<=[.!?؟])\s+/);
      assert.ok(sentences.length >= 2 && sentences.length <= 5, `${language}: ${topic}: ${sentences.length} sentences`);
      for (const sentence of sentences)
        assert.ok(sentence.split(/\s+/).length <= 36, `${language}: ${topic}: a long sentence: ${sentence}`);
    }
    const named = Object.keys(texts).filter((key) => /^learn\.[\w-]+$/.test(key));
    assert.deepEqual(
      named,
      TOPICS.map((topic) => `learn.${topic}`),
      language,
    );
  }
});
