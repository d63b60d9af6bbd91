// The element's page in a frame: posts its height and events to the embedding page, and receives a state from it, both
// with one origin only: the one in the address, `?host=https://clinic.example`, else that of the referrer. The address
// may also have `lang`, `controls`, `own-photo`, `photo`, `photo-fit` and `theme` (dark, or auto: as the device).

import type { SmpVisualizer } from "../element/smp-visualizer";

/** Share of the frame in sight from which nothing is missing. */
const WHOLE = 0.9;
const EVENTS = ["smp-ready", "smp-commit", "smp-error", "smp-cta"];

function origin(address: string | null): string | undefined {
  try {
    const { origin } = new URL(address ?? "");
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
for (const name of ["controls", "own-photo", "photo", "photo-fit"]) {
  const value = query.get(name);
  // A photograph comes from here or from the embedding page: whoever writes an address names no third server.
  const foreign = () => ![location.origin, host].includes(origin(new URL(value!, location.href).href));
  if (value && (name !== "photo" || !foreign())) document.querySelector("smp-visualizer")?.setAttribute(name, value);
}
// A shared link opens without the embedding page.
if (query.has("host")) {
  query.delete("host");
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
    if (data?.smp === "state") document.querySelector<SmpVisualizer>("smp-visualizer")?.setState?.(Object(data.state));
  });
}
