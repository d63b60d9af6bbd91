// The page's address as state: `?norwood=6&tone=2`. Only values that differ from a fresh head are written, and
// keys that are not ours are left alone. `?code=…` opens a state code.

import { parameters } from "./table";
import type { State } from "./values";

/** Browsers refuse more than about a hundred changes of the address in half a minute. */
const PAUSE = 300;

const KNOWN = new Set(["code", ...parameters.map((p) => p.name)]);

/** Ours among the keys of the address; unknown ones may belong to the page. */
export const readAddress = (): [string, string][] =>
  [...new URLSearchParams(location.search)].filter(([name]) => KNOWN.has(name));

/** The address with this state in it. */
export function written(state: State): string {
  const query = new URLSearchParams(location.search);
  for (const name of KNOWN) query.delete(name);
  for (const [name, value] of Object.entries(state)) query.set(name, String(value));
  const text = query.toString();
  return `${location.pathname}${text && `?${text}`}${location.hash}`;
}

/** Follows the state, a moment behind. */
export class Address {
  #timer = 0;
  #write = () => {};
  /** The settings that the address held when it was last looked at. */
  #search = location.search;

  follow(state: () => State): void {
    if (this.#timer) return;
    this.#write = () => {
      clearTimeout(this.#timer);
      this.#timer = 0;
      this.#write = () => {};
      try {
        history.replaceState(history.state, "", written(state()));
        this.#search = location.search;
      } catch {
        // A sandboxed frame has no address of its own; the picture does not depend on it.
      }
    };
    this.#timer = window.setTimeout(() => this.#write(), PAUSE);
  }

  /**
   * Takes plain clicks on links to this same page with other settings (`<a href="?norwood=3">`) in place, as an entry
   * of the history, and the ways back and forth. Ends with the signal.
   */
  listen(signal: AbortSignal, arrived: (byLink: boolean) => void): void {
    document.addEventListener(
      "click",
      (event) => {
        // The entry that is left, if it is, tells what was shown there.
        this.#write();
        const link = ownLink(event);
        if (!link) return;
        event.preventDefault();
        history.pushState(null, "", link);
        this.#search = location.search;
        arrived(true);
      },
      { signal },
    );
    window.addEventListener(
      "popstate",
      () => {
        // A way to another place of the same page.
        if (location.search === this.#search) return;
        this.#search = location.search;
        clearTimeout(this.#timer);
        this.#timer = 0;
        arrived(false);
      },
      { signal },
    );
  }
}

/** The address of a link that holds nothing but other settings of ours, if a plain click would follow it. */
function ownLink(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    return undefined;
  const link = (event.target as Element).closest?.<HTMLAnchorElement>("a[href]");
  if (!link || link.target || link.download || link.origin !== location.origin || link.pathname !== location.pathname)
    return undefined;
  // `#place` on a page that holds settings.
  if (link.hash && link.search === location.search) return undefined;
  const names = [...new URLSearchParams(link.search).keys()];
  return names.length > 0 && names.every((name) => KNOWN.has(name)) ? link.href : undefined;
}
