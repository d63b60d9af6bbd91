// Short texts about the treatment, each closed at first: a question and its answer, at the end of the group where it
// belongs.

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
    for (const topic of TOPICS) {
      // As a group, so that one that is open stays so in another language.
      const details = el(
        "details",
        { class: "learn", "data-group": `learn-${topic}` },
        el("summary", {}, words.text(`learn.${topic}`)),
        el("slot", { name: `learn-${topic}` }, el("p", { class: "hint" }, words.text(`learn.${topic}.text`))),
      );
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
