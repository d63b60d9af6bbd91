// The page's address as state: `?norwood=6&tone=2`. Only values that differ from the defaults are written; other keys
// are left alone. `?code=…` opens a state code.

import { parameters } from "./table";
import type { State } from "./values";

/** Delay before the address is written, ms: browsers refuse more than about a hundred changes in half a minute. */
const WRITE_PAUSE_MS = 300;

const KNOWN = new Set(["code", ...parameters.map((p) => p.name)]);

/** Whether the page's address can hold a state: those of `srcdoc` frames, `data:` and `blob:` take no query. */
export const hasAddress = (): boolean => !/^(about|data|blob):/.test(location.protocol);

/** Parameters and codes in the address; unknown keys may belong to the page. */
export const readAddress = (): [string, string][] =>
  [...new URLSearchParams(location.search)].filter(([name]) => KNOWN.has(name));

/** The address with this state in it. */
export function addressWith(state: State): string {
  const query = new URLSearchParams(location.search);
  for (const name of KNOWN) query.delete(name);
  for (const [name, value] of Object.entries(state)) query.set(name, String(value));
  const text = query.toString();
  return `${location.pathname}${text && `?${text}`}${location.hash}`;
}

/** The whole address that opens this state here. */
export const linkTo = (state: State): string => new URL(addressWith(state), location.href).href;

/** The page that is shown, among those that a router shows in one document: its path, or a route in the fragment. */
const place = (): string => location.pathname + (/^#!?\/.*/.exec(location.hash)?.[0] ?? "");

/** Writes the state into the address, debounced, while the page is the one that the element was put into. */
export class Address {
  #timer = 0;
  #write = () => {};
  /** The query of the address when it was last written or read. */
  #search = location.search;
  #home: string | undefined;
  #listening: AbortSignal | undefined;

  /** The element has left the document, or a router shows another page. */
  get #elsewhere(): boolean {
    return this.#listening?.aborted === true || (this.#home !== undefined && this.#home !== place());
  }

  scheduleWrite(state: () => State): void {
    const asked = place();
    this.#write = () => {
      clearTimeout(this.#timer);
      this.#write = () => {};
      if (this.#elsewhere || place() !== asked) return;
      try {
        history.replaceState(history.state, "", addressWith(state()));
        this.#search = location.search;
      } catch {
        // A sandboxed frame has no address of its own; the picture does not depend on it.
      }
    };
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#write(), WRITE_PAUSE_MS);
  }

  /**
   * Handles plain clicks on links to this same page with other settings (`<a href="?norwood=3">`) without loading it,
   * as an entry of the history, and going back and forward. Ends with the signal.
   */
  listen(signal: AbortSignal, onNavigate: (byLink: boolean) => void): void {
    this.#listening = signal;
    this.#home = undefined;
    // Some routers write the address of a page after they have built it.
    window.setTimeout(() => (this.#home = place()));
    document.addEventListener(
      "click",
      (event) => {
        // Flush, so that the history entry left behind has the present state.
        this.#write();
        const link = this.#elsewhere ? undefined : settingsLink(event);
        if (!link) return;
        event.preventDefault();
        history.pushState(null, "", link);
        this.#search = location.search;
        onNavigate(true);
      },
      { signal },
    );
    window.addEventListener(
      "popstate",
      () => {
        // Only the fragment changed, or all of it.
        if (location.search === this.#search || this.#elsewhere) return;
        this.#search = location.search;
        clearTimeout(this.#timer);
        this.#write = () => {};
        onNavigate(false);
      },
      { signal },
    );
  }
}

/** The address of a link to this page whose query holds only our keys, if a plain click would follow it. */
function settingsLink(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    return undefined;
  const link = (event.target as Element).closest?.<HTMLAnchorElement>("a[href]");
  if (!link || link.target || link.download || link.origin !== location.origin || link.pathname !== location.pathname)
    return undefined;
  // A fragment (`#section`) of a page whose address holds settings.
  if (link.hash && link.search === location.search) return undefined;
  const names = [...new URLSearchParams(link.search).keys()];
  return names.length > 0 && names.every((name) => KNOWN.has(name)) ? link.href : undefined;
}
