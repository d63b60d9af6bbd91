// The element's page in a frame: tells the page around it how high it is and what happens, and takes a state from it.
// Both ways only with one origin: the one named in the address, `?host=https://clinic.example`, else the one that the
// browser says has framed it. The address may also say `lang`, `controls` and `theme` (dark, or auto: as the device).

import type { SmpVisualizer } from "../element/smp-visualizer";

const EVENTS = ["smp-ready", "smp-commit", "smp-error", "smp-cta"];

function origin(address: string | null): string | undefined {
  try {
    const { origin } = new URL(address ?? "");
    return origin === "null" ? undefined : origin;
  } catch {
    return undefined;
  }
}

// As high as its content, so that the frame can follow: nothing in it may go by the height of the frame.
const sheet = new CSSStyleSheet();
const FRAMED = "body { margin: 0 } smp-visualizer { --smp-max-height: 100vw }";
sheet.replaceSync(FRAMED);

const asked = new URLSearchParams(location.search);
const page = document.documentElement;
const lang = asked.get("lang");
if (lang && /^[a-z]{2,3}(-\w+)*$/i.test(lang))
  [page.lang, page.dir] = [lang, /^(ar|fa|he|ur)\b/i.test(lang) ? "rtl" : "ltr"];
const theme = asked.get("theme");
if (theme === "dark" || theme === "auto") page.style.colorScheme = theme === "dark" ? "dark" : "light dark";
const controls = asked.get("controls");
if (controls) document.querySelector("smp-visualizer")?.setAttribute("controls", controls);
const host = origin(asked.get("host")) ?? origin(document.referrer);
// A link to what is seen opens it without the page around.
if (asked.has("host")) {
  asked.delete("host");
  history.replaceState(history.state, "", `${location.pathname}?${asked}`);
}
if (parent !== window) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
if (parent !== window && host) {
  /** What the page around calls this frame. */
  let frame: unknown;
  const say = (message: object) => parent.postMessage({ ...message, frame }, host);
  const measure = () => say({ smp: "height", height: Math.ceil(document.body.getBoundingClientRect().height) });
  new ResizeObserver(measure).observe(document.body);
  for (const type of EVENTS)
    document.addEventListener(type, (event) => say({ smp: "event", type, detail: (event as CustomEvent).detail }));
  addEventListener("message", ({ origin, data }) => {
    if (origin !== host) return;
    if (data?.smp === "ask") {
      frame = data.frame;
      // It grows: a bar beside the content would only take its room.
      sheet.replaceSync(`html { overflow: hidden } ${FRAMED}`);
      measure();
    }
    if (data?.smp === "state") document.querySelector<SmpVisualizer>("smp-visualizer")?.setState?.(Object(data.state));
  });
}
