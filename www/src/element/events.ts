// Events for the page: DOM events that bubble and, with the attribute `data-layer`, entries of its `dataLayer`.

import type { State } from "../state/values";

/** Events that are pushed to the `dataLayer`. */
const DATA_LAYER_EVENTS = new Set(["smp-ready", "smp-commit", "smp-cta"]);

interface StatefulElement extends HTMLElement {
  readonly value: string;
  getState(): State;
}

export function fire(element: StatefulElement, type: string, detail: unknown): void {
  element.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  if (!DATA_LAYER_EVENTS.has(type) || !element.hasAttribute("data-layer")) return;
  const host = window as { dataLayer?: unknown[] };
  host.dataLayer ??= [];
  host.dataLayer.push({ event: type, smp: { code: element.value, ...element.getState() } });
}
