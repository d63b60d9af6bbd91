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

/**
 * The whole address with this state in it, which opens it here. What is the page's own stays letter for letter; names
 * and values of ours need no escapes.
 */
export function linkTo(state: State): string {
  const theirs = location.search
    .slice(1)
    .split("&")
    .filter((pair) => pair && !KNOWN.has(pair.split("=")[0]!));
  const query = [...theirs, ...Object.entries(state).map((pair) => pair.join("="))].join("&");
  // A page may have another base for what is relative.
  return `${location.href.split(/[?#]/)[0]}${query && `?${query}`}${location.hash}`;
}

/** The page that is shown, among those that a router shows in one document: its path, or a route in the fragment. */
const place = (): string => location.pathname.replace(/\/$/, "") + (/^#!?\/.*/.exec(location.hash)?.[0] ?? "");

/** Writes the state into the address, debounced, while the page is the one that the element was put into. */
export class Address {
  #timer = 0;
  #write = () => {};
  /** The query of the address when it was last written or read. */
  #search = location.search;
  #home: string | undefined;
  /** The page was seen elsewhere since the address was last followed. */
  #left = false;
  #state: () => State = () => ({});
  #listening: AbortSignal | undefined;

  /** The element has left the document, or a router shows another page. */
  get #elsewhere(): boolean {
    return this.#listening?.aborted === true || (this.#home !== undefined && this.#home !== place());
  }

  scheduleWrite(state: () => State): void {
    this.#state = state;
    const asked = place();
    this.#write = () => {
      clearTimeout(this.#timer);
      this.#write = () => {};
      if (this.#elsewhere || place() !== asked) return;
      try {
        history.replaceState(history.state, "", linkTo(state()));
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
   * as an entry of the history, and going back and forward, also from other pages of a router that has left the
   * element where it was. Ends with the signal.
   */
  listen(signal: AbortSignal, onNavigate: (byLink: boolean) => void): void {
    this.#listening = signal;
    this.#home = undefined;
    this.#left = false;
    // Some routers write the address of a page after they have built it.
    window.setTimeout(() => (this.#home = place()));
    /** The address may be another: `byWay` through the history, else by a router, which says nothing of it. */
    const arrive = (byWay: boolean): void => {
      const left = this.#left;
      this.#left = this.#elsewhere;
      // Else only the fragment changed, or all of it.
      const other = byWay && location.search !== this.#search;
      if (this.#left || !(left || other)) return;
      this.#search = location.search;
      clearTimeout(this.#timer);
      this.#write = () => {};
      if (other || readAddress().length > 0) onNavigate(false);
      // An address without a word of it: what was set meanwhile stays.
      else this.scheduleWrite(this.#state);
    };
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
    window.addEventListener("popstate", () => arrive(true), { signal });
    // Safari 26 and Firefox 146 tell a page of no entry: there most routers write it at a press.
    const { navigation } = window as { navigation?: EventTarget };
    (navigation ?? document).addEventListener(
      navigation ? "currententrychange" : "click",
      () => window.setTimeout(() => arrive(false)),
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
