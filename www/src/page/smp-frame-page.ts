// Script for pages that embed our frames: fits their height to the content and dispatches their events on them. One
// script serves all frames; it trusts one origin, that which it came from itself.

const { origin } = new URL(import.meta.url);
/** Greatest height that a frame may request, px. */
const MOST_HEIGHT = 20_000;

/** Frames by the number that each sends back: WebKit does not always give the same window as `event.source`. */
const frames: HTMLIFrameElement[] = [];
let warned = false;
/** WebKit may not tell which frame its first messages are from; once it has been asked, a frame says its number. */
const MOST_STRANGE = 4;
let strange = 0;

/** The frames of a page, those in shadow trees too. */
function framesIn(root: ParentNode): HTMLIFrameElement[] {
  return [...root.querySelectorAll("*")].flatMap((node) => [
    ...(node instanceof HTMLIFrameElement ? [node] : []),
    ...(node.shadowRoot ? framesIn(node.shadowRoot) : []),
  ]);
}

function announceTo(frame: HTMLIFrameElement): void {
  if (!frames.includes(frame)) frames.push(frame);
  // The message has no secret, and the frame may not have loaded its origin yet.
  frame.contentWindow?.postMessage({ smp: "ask", frame: frames.indexOf(frame) }, "*");
}

/** Asks a frame that seems to be ours. Others hear nothing; one of ours among them is known by its first message. */
function greet(frame: HTMLIFrameElement): void {
  if (frame.src.startsWith(`${origin}/`) || /\/embed\.html\b/.test(frame.src)) announceTo(frame);
}

function warn(reason: string): void {
  if (!reason || warned) return;
  warned = true;
  console.warn(`smp-frame: a frame does not grow and tells nothing: ${reason}`);
}

/** The frame of ours that has told something, or why it is not heard, if anything is to be said of that. */
function senderOf(number: unknown, from: string, source: unknown): HTMLIFrameElement | string {
  if (from !== origin) return `it is from ${from}, this script from ${origin}`;
  let frame = frames[Number(number)];
  if (frame) return frame;
  frame = framesIn(document).find(({ contentWindow }) => contentWindow === source);
  if (frame) {
    announceTo(frame);
    return frame;
  }
  framesIn(document).forEach(greet);
  return ++strange > MOST_STRANGE ? "it lies in a closed shadow tree" : "";
}

function hear({ data, origin: from, source }: MessageEvent): void {
  const { smp, height, type, detail, frame: number } = Object(data);
  if (!/^(height|look|event)$/.test(smp)) return;
  const frame = senderOf(number, from, source);
  if (typeof frame === "string") warn(frame);
  else if (smp === "look") frame.scrollIntoView({ block: "nearest" });
  else if (smp === "height" && Number.isFinite(height))
    frame.style.height = `${Math.min(MOST_HEIGHT, Math.max(0, height))}px`;
  else if (smp === "event" && /^smp-[a-z]+$/.test(type))
    frame.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
}

addEventListener("message", hear);
// Frames that loaded before this script, then later ones.
framesIn(document).forEach(greet);
document.addEventListener("load", ({ target }) => target instanceof HTMLIFrameElement && greet(target), true);
