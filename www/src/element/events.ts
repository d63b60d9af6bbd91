// What a page hears of its element: events that bubble and, if it asks for that, the same in its `dataLayer`.

import type { State } from "../state/values";

/** Events that go to the `dataLayer`. */
const LAYERED = new Set(["smp-ready", "smp-commit", "smp-cta"]);

interface Source extends HTMLElement {
  readonly value: string;
  getState(): State;
}

export function fire(element: Source, type: string, detail: unknown): void {
  element.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  if (!LAYERED.has(type) || !element.hasAttribute("data-layer")) return;
  const host = window as { dataLayer?: unknown[] };
  host.dataLayer ??= [];
  host.dataLayer.push({ event: type, smp: { code: element.value, ...element.getState() } });
}
