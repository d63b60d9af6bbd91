// The element's page in a frame: tells the page around it how high it is and what happens, and takes a state from it.
// Both ways only with one origin: the one named in the address, `?host=https://clinic.example`, else the one that the
// browser says has framed it.

import type { SmpVisualizer } from "./smp-visualizer";

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
sheet.replaceSync("body { margin: 0 } smp-visualizer { --smp-max-height: 100vw }");

const host = origin(new URLSearchParams(location.search).get("host")) ?? origin(document.referrer);
if (parent !== window) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
if (parent !== window && host) {
  /** What the page around calls this frame. */
  let frame: unknown;
  const say = (message: object) => parent.postMessage({ ...message, frame }, host);
  const measure = () => say({ smp: "height", height: Math.ceil(document.body.getBoundingClientRect().height) });
  new ResizeObserver(measure).observe(document.body);
  for (const type of EVENTS) document.addEventListener(type, (event) => say({ smp: "event", type, detail: (event as CustomEvent).detail }));
  addEventListener("message", ({ origin, data }) => {
    if (origin !== host) return;
    if (data?.smp === "ask") {
      frame = data.frame;
      measure();
    }
    if (data?.smp === "state") document.querySelector<SmpVisualizer>("smp-visualizer")?.setState?.(Object(data.state));
  });
}
