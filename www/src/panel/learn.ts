// Short texts about the treatment, each closed at first: a question and its answer, at the end of the group where it
// belongs. The answers are fetched with the first that is opened.

import files from "build:later/learn";
import { el } from "../ui/dom";
import type { Words } from "../ui/words";

/** Each has a slot, `learn-how` and so on, and texts `learn.how`, `learn.how.text`. */
export const TOPICS = ["how", "first-days", "who-waits", "how-long", "removal", "what-we-know"];

/** What the element's attribute leaves of them (all without it or with `on`, none with `off`), and what names none. */
export function topicsOf(attribute: string | null): { readonly shown: readonly string[]; readonly unknown: string[] } {
  const named = (attribute ?? "").split(/\s+/).filter(Boolean);
  const [only] = named.length === 1 ? named : [];
  if (named.length === 0 || only === "on") return { shown: TOPICS, unknown: [] };
  if (only === "off") return { shown: [], unknown: [] };
  return {
    shown: TOPICS.filter((topic) => named.includes(topic)),
    unknown: named.filter((name) => !TOPICS.includes(name)),
  };
}

export class LearnTopics {
  readonly #topics = new Map<string, HTMLElement>();

  constructor(words: Words) {
    let answers: Promise<Words> | undefined;
    for (const topic of TOPICS) {
      const key = `learn.${topic}.text`;
      const answer = el("p", { class: "hint" });
      // As a group, so that one that is open stays so in another language.
      const details = el(
        "details",
        { class: "learn", "data-group": `learn-${topic}` },
        el("summary", {}, words.text(`learn.${topic}`)),
        el("slot", { name: `learn-${topic}` }, answer),
      );
      details.addEventListener("toggle", async () => {
        if (!details.open) return;
        answers ??= words.with(files, key);
        const found = await answers.catch(() => {
          // The next that is opened asks again.
          answers = undefined;
        });
        answer.textContent = found ? found.text(key) : words.text("error.text");
      });
      this.#topics.set(topic, details);
    }
  }

  topic(name: string): HTMLElement {
    return this.#topics.get(name)!;
  }

  /** Shows those that the attribute leaves, and warns of names that are none. */
  show(attribute: string | null): void {
    const { shown, unknown } = topicsOf(attribute);
    for (const [topic, details] of this.#topics) details.hidden = !shown.includes(topic);
    if (unknown.length > 0)
      console.warn(`smp-visualizer: learn: ${unknown.join(", ")}: no such text; there are ${TOPICS.join(", ")}`);
  }
}
