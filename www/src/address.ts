// The page's address as state: `?norwood=6&tone=2`. Only values that differ from a fresh head are written, and
// keys that are not ours are left alone.

import { parameters } from "./table";
import type { State } from "./state";

/** Browsers refuse more than about a hundred changes of the address in half a minute. */
const PAUSE = 300;

/** Ours among the keys of the address; unknown ones may belong to the page. */
export function readAddress(): [string, string][] {
  const known = new Set(parameters.map((p) => p.name));
  return [...new URLSearchParams(location.search)].filter(([name]) => known.has(name));
}

function written(state: State): string {
  const query = new URLSearchParams(location.search);
  for (const { name } of parameters) query.delete(name);
  // A dragged camera has many digits; a tenth of a degree or of a factor is more than an eye can tell.
  for (const [name, value] of Object.entries(state)) {
    query.set(name, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
  }
  const text = query.toString();
  return `${location.pathname}${text && `?${text}`}${location.hash}`;
}

/** Follows the state, a moment behind. */
export class Address {
  #timer = 0;

  follow(state: () => State): void {
    if (this.#timer) return;
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      try {
        history.replaceState(history.state, "", written(state()));
      } catch {
        // A sandboxed frame has no address of its own; the picture does not depend on it.
      }
    }, PAUSE);
  }
}
