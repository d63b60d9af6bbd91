// What lies behind an element on any page is its paper, from which its other colors are derived. What a host sets by a
// custom property stays as it is.

import { BLACK, colorsOn, luminance, mix, over, parseColor, type Rgba, rgb, WHITE } from "./contrast";
import { ancestors, dock } from "./scroll";
import { adoptStyles } from "./styles";

/** A page may change a style with every frame: then the colors follow at intervals of, ms. */
const PAUSE_MS = 250;
/** What a dark photograph is taken for: it cannot be looked at, but its light text can. */
const DARK = rgb(0x171513);
const COLOR = /\b(?:rgba?|color|hsla?|hwb|lab|lch|oklab|oklch)\([^()]*\)/g;

export class Paper {
  readonly sheet = new CSSStyleSheet();
  readonly #root: ShadowRoot;
  #text = "";

  constructor(root: ShadowRoot) {
    this.#root = root;
  }

  /** Follows the page until the signal: its classes and styles, its sheets, the device's scheme, the window's size. */
  watch(signal: AbortSignal): void {
    const { host } = this.#root;
    let timer = 0;
    let last = 0;
    const later = () => {
      if (!timer)
        timer = window.setTimeout(
          () => {
            [timer, last] = [0, performance.now()];
            if (!signal.aborted) this.update();
          },
          performance.now() - last > PAUSE_MS ? 0 : PAUSE_MS,
        );
    };
    const observer = new MutationObserver(later);
    observer.observe(host, { attributeFilter: ["class", "style", "controls"] });
    for (const each of ancestors(host)) observer.observe(each, { attributes: true });
    signal.addEventListener("abort", () => observer.disconnect());
    const page = host.ownerDocument;
    // A background may change by a transition, and a sheet may come late or change unseen.
    page.addEventListener("transitionend", later, { signal });
    page.addEventListener("load", ({ target }) => (target as Element).localName === "link" && later(), {
      capture: true,
      signal,
    });
    host.addEventListener("pointerenter", later, { signal });
    addEventListener("resize", later, { signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", later, { signal });
    this.update();
  }

  update(): void {
    const { host } = this.#root;
    const layout = this.#root.querySelector<HTMLElement>(".layout");
    if (!host.isConnected || !layout) return;
    const own = getComputedStyle(host);
    const set = (name: string) => {
      const value = own.getPropertyValue(name).trim();
      return value ? this.#read(value) : undefined;
    };
    const { scheme, ...colors } = colorsOn(this.#behind(), set("--smp-paper"), set("--smp-ink"));
    const rules = Object.entries(colors).map(([name, color]) => `--_own-${name}:${color}`);
    const text = `:host{color-scheme:${scheme};${rules.join(";")}}`;
    layout.dir = own.direction;
    if (text !== this.#text) {
      this.#text = text;
      this.sheet.replaceSync(text);
      // A document of another window has a copy.
      adoptStyles(this.#root);
    }
    dock(layout);
  }

  /** What is seen through the element: backgrounds of its ancestors, one below the other, down to the canvas. */
  #behind(): Rgba {
    const { host } = this.#root;
    let seen: Rgba = [0, 0, 0, 0];
    for (const each of [host, ...ancestors(host)]) {
      const { backgroundColor, backgroundImage, color } = getComputedStyle(each);
      const stops = backgroundImage.match(COLOR)?.map((stop) => this.#read(stop) ?? seen);
      if (stops)
        seen = over(
          seen,
          stops.reduce((sum, stop, i) => mix(sum, stop, 1 / (i + 1))),
        );
      const own = this.#read(backgroundColor) ?? seen;
      seen = over(seen, own);
      const pictured = backgroundImage.includes("url(") && own[3] < 1;
      if (pictured && luminance(this.#read(color) ?? BLACK) > 0.5) seen = over(seen, DARK);
      if (seen[3] > 0.99) return seen;
    }
    const { colorScheme } = getComputedStyle(host.ownerDocument.documentElement);
    return over(seen, this.#read("Canvas", colorScheme) ?? WHITE);
  }

  /** Any color of CSS in numbers: an outline that is not drawn has the browser compute it. */
  #read(color: string, scheme = ""): Rgba | undefined {
    if (/^rgb/.test(color)) return parseColor(color);
    const { style } = this.#root.firstElementChild as HTMLElement;
    [style.colorScheme, style.outlineColor] = [scheme, ""];
    style.outlineColor = `color-mix(in srgb, ${color}, ${color})`;
    const read = style.outlineColor && parseColor(getComputedStyle(this.#root.firstElementChild!).outlineColor);
    [style.colorScheme, style.outlineColor] = ["", ""];
    return read || undefined;
  }
}
