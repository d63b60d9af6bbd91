// Script for pages that embed our frames: fits their height to the content and dispatches their events on them. One
// script serves all frames; it accepts messages from its own origin only.

const { origin } = new URL(import.meta.url);
/** Greatest height that a frame may request, px. */
const MOST_HEIGHT = 20_000;

/** Frames by the number that each sends back: WebKit does not always give the same window as `event.source`. */
const frames: HTMLIFrameElement[] = [];

function announceTo(frame: HTMLIFrameElement): void {
  if (!frame.src.startsWith(`${origin}/`)) return;
  if (!frames.includes(frame)) frames.push(frame);
  // The message has no secret, and the frame may not have loaded its origin yet.
  frame.contentWindow?.postMessage({ smp: "ask", frame: frames.indexOf(frame) }, "*");
}

addEventListener("message", (event) => {
  if (event.origin !== origin) return;
  const { smp, height, type, detail, frame: number } = Object(event.data);
  const frame = frames[Number(number)] ?? frames.find(({ contentWindow }) => contentWindow === event.source);
  if (!frame) return;
  if (smp === "height" && Number.isFinite(height))
    frame.style.height = `${Math.min(MOST_HEIGHT, Math.max(0, height))}px`;
  if (smp === "event" && /^smp-[a-z]+$/.test(type))
    frame.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
});
// Frames that loaded before this script, then later ones.
for (const frame of document.querySelectorAll("iframe")) announceTo(frame);
document.addEventListener("load", ({ target }) => target instanceof HTMLIFrameElement && announceTo(target), true);
