// The short texts about the treatment as HTML for our page: the words are the panel's, from the English locale.

import { escaped } from "./reference.mjs";

/** A heading and a paragraph for each text, in the order of the locale. */
export function learnSection(texts) {
  const topics = Object.keys(texts).filter((key) => `${key}.text` in texts && key.startsWith("learn."));
  if (topics.length === 0) throw new Error("the locale has no texts about the treatment");
  const text = (key) => escaped(texts[key]);
  return topics
    .flatMap((key) => [`<h3 id="${key.replace(".", "-")}">${text(key)}</h3>`, `<p>${text(`${key}.text`)}</p>`])
    .join("\n          ");
}
