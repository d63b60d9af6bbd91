// The element's page in a frame: posts its height and events to the embedding page, and receives a state from it, both
// with one origin only: the one in the address, `?host=https://clinic.example`, else that of the referrer. The address
// may also have `lang`, `controls`, `own-photo`, `photo`, `photo-fit`, `save`, `mark` (the address of an image),
// `theme` (dark, or auto: as the device), and in a frame `price` and `demo`.

import type { SmpVisualizer } from "../element/smp-visualizer";

/** Share of the frame in sight from which nothing is missing. */
const WHOLE = 0.9;
const EVENTS = ["smp-ready", "smp-commit", "smp-error", "smp-cta"];

function origin(address: string | null, base?: string): string | undefined {
  try {
    const { origin } = new URL(address ?? "", base);
    return origin === "null" ? undefined : origin;
  } catch {
    return undefined;
  }
}

// The content's height must not depend on the frame's, which follows it.
const sheet = new CSSStyleSheet();
const FRAMED = "body { margin: 0 } smp-visualizer { --smp-max-height: 100vw }";
/** Nothing scrolls here: the element has to keep picture and sliders together by itself. */
const GROWN = "html, body { overflow: hidden }";
sheet.replaceSync(FRAMED);

const query = new URLSearchParams(location.search);
const page = document.documentElement;
const lang = query.get("lang");
if (lang && /^[a-z]{2,3}(-\w+)*$/i.test(lang))
  [page.lang, page.dir] = [lang, /^(ar|fa|he|ur)\b/i.test(lang) ? "rtl" : "ltr"];
const theme = query.get("theme");
if (theme === "dark" || theme === "auto") page.style.colorScheme = theme === "dark" ? "dark" : "light dark";
const host = origin(query.get("host")) ?? origin(document.referrer);
const element = document.querySelector<SmpVisualizer>("smp-visualizer");
// A picture comes from here or from the embedding page: whoever writes an address names no third server.
const isOurs = (address: string) => [location.origin, host].includes(origin(address, location.href) ?? "none");
/** Said by the embedding page to its visitors: whoever writes a link to this page sets no price. */
const FRAMED_ONLY = ["price", "demo"];
for (const name of ["controls", "own-photo", "photo", "photo-fit", "save", ...(parent === window ? [] : FRAMED_ONLY)]) {
  const value = query.get(name);
  if (value === null || (value === "" && name !== "demo")) continue;
  if (name !== "photo" || isOurs(value)) element?.setAttribute(name, value);
}
const mark = query.get("mark");
if (mark && isOurs(mark)) {
  const image = document.createElement("img");
  Object.assign(image, { slot: "mark", alt: "", crossOrigin: "anonymous", src: mark });
  element?.append(image);
}
// A shared link opens without the embedding page, and has no price in it.
const own = ["host", ...FRAMED_ONLY].filter((name) => query.has(name));
if (own.length > 0) {
  for (const name of own) query.delete(name);
  history.replaceState(history.state, "", `${location.pathname}?${query}`);
}
if (parent !== window) {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  /** The number of this frame in the embedding page. */
  let frame: unknown;
  let warned = false;
  const post = (message: object) => host && parent.postMessage({ ...message, frame }, host);
  // Until the element is there its height is a guess.
  const measure = () =>
    document.querySelector("smp-visualizer")?.shadowRoot?.querySelector(".waiting") ||
    post({ smp: "height", height: Math.ceil(document.body.getBoundingClientRect().height) });
  new ResizeObserver(measure).observe(document.body);
  // Something is set while the frame is partly out of sight: the embedding page may bring it back.
  let whole = true;
  new IntersectionObserver(([entry]) => (whole = entry!.intersectionRatio >= WHOLE), { threshold: WHOLE }).observe(
    document.body,
  );
  document.addEventListener("input", () => whole || post({ smp: "look" }));
  for (const type of EVENTS)
    document.addEventListener(type, (event) => post({ smp: "event", type, detail: (event as CustomEvent).detail }));
  addEventListener("message", ({ origin, data }) => {
    const asked = data?.smp === "ask";
    if (origin !== host) {
      if (asked && !warned)
        console.warn(
          `smp-visualizer: this frame trusts ${host ?? "nobody"}, not ${origin}; add host=${origin} to its address`,
        );
      warned ||= asked;
      return;
    }
    if (asked) {
      frame = data.frame;
      // The frame follows the content's height: no scroll bar is needed.
      sheet.replaceSync(GROWN + FRAMED);
      dispatchEvent(new Event("resize"));
      measure();
    }
    if (data?.smp === "state") element?.setState?.(Object(data.state));
  });
}
