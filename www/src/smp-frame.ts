// For the page around frames of ours: each is as high as its content, and its events arrive on it. One script for all of
// them; it hears nobody but frames from where it comes from itself.

const { origin } = new URL(import.meta.url);
/** A frame may ask for no more than this, px. */
const MOST = 20_000;

const ours = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(`${origin}/`));

addEventListener("message", (event) => {
  if (event.origin !== origin) return;
  const frame = ours().find(({ contentWindow }) => contentWindow === event.source);
  const { smp, height, type, detail } = Object(event.data);
  if (!frame) return;
  if (smp === "height" && Number.isFinite(height)) frame.style.height = `${Math.min(MOST, Math.max(0, height))}px`;
  if (smp === "event" && /^smp-[a-z]+$/.test(type)) frame.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
});
// Those that were there first have told nobody.
for (const { contentWindow } of ours()) contentWindow?.postMessage({ smp: "ask" }, origin);
