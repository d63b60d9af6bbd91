// How many pixels a picture has: those of the screen, up to a limit that is still drawn quickly.

import type { Size } from "../worker/loop";

/** Beyond two device pixels per CSS pixel no eye gains anything. */
const RATIO = 2;
/** Pixels of one picture at most. */
const MOST = 1.4e6;

/**
 * Pixels of the screen for each of the page's. WebKit leaves its visitor's zoom out of it; there a page that is not in
 * a frame sees it by how much of its window it fills.
 */
export function pixelRatio(): number {
  const ratio = devicePixelRatio || 1;
  if (parent !== window || "devicePixelContentBoxSize" in ResizeObserverEntry.prototype) return ratio;
  const zoom = outerWidth / innerWidth;
  return zoom > 1.02 && zoom < 6 ? ratio * zoom : ratio;
}

export function pictureSize(entry: ResizeObserverEntry): Size {
  const css = entry.contentBoxSize[0];
  const device = entry.devicePixelContentBoxSize?.[0];
  const ratio = pixelRatio();
  // The box of device pixels knows how CSS ones were rounded and zoomed; in an emulated device it ignores the ratio.
  const side = (css = 0, device = 0) =>
    device && (ratio === 1 || Math.abs(device - css) > 1) ? device : Math.round(css * ratio);
  const width = side(css?.inlineSize, device?.inlineSize);
  const height = side(css?.blockSize, device?.blockSize);
  const scale = Math.min(1, RATIO / ratio, Math.sqrt(MOST / Math.max(1, width * height)));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
