// For the page around frames of ours: each is as high as its content, and its events arrive on it. One script for all
// of them; it hears nobody but frames from where it comes from itself.

const { origin } = new URL(import.meta.url);
/** A frame may ask for no more than this, px. */
const MOST = 20_000;

/** Each frame gets a number and sends it back; by its window alone WebKit does not always know it again. */
const frames: HTMLIFrameElement[] = [];

function ask(frame: HTMLIFrameElement): void {
  if (!frame.src.startsWith(`${origin}/`)) return;
  if (!frames.includes(frame)) frames.push(frame);
  // No secret, and the frame may still be empty.
  frame.contentWindow?.postMessage({ smp: "ask", frame: frames.indexOf(frame) }, "*");
}

addEventListener("message", (event) => {
  if (event.origin !== origin) return;
  const { smp, height, type, detail, frame: number } = Object(event.data);
  const frame = frames[Number(number)] ?? frames.find(({ contentWindow }) => contentWindow === event.source);
  if (!frame) return;
  if (smp === "height" && Number.isFinite(height)) frame.style.height = `${Math.min(MOST, Math.max(0, height))}px`;
  if (smp === "event" && /^smp-[a-z]+$/.test(type))
    frame.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
});
// Those that were there first have told nobody; others come later.
for (const frame of document.querySelectorAll("iframe")) ask(frame);
document.addEventListener("load", ({ target }) => target instanceof HTMLIFrameElement && ask(target), true);
