// Size of the picture in device pixels, limited to what is drawn quickly.

import type { Size } from "../worker/loop";

/** Most device pixels per CSS pixel; a choice: more are not distinguished at reading distance. */
const MOST_DEVICE_RATIO = 2;
/** Most pixels of a picture; a choice. */
const MOST_PIXELS = 1.4e6;

/**
 * Device pixels per CSS pixel. WebKit's `devicePixelRatio` does not contain the page zoom; there a page outside a
 * frame derives it from the outer and the inner width of the window.
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
  // The device-pixel box is exact after rounding and zoom; in an emulated device it ignores the ratio.
  const side = (css = 0, device = 0) =>
    device && (ratio === 1 || Math.abs(device - css) > 1) ? device : Math.round(css * ratio);
  const width = side(css?.inlineSize, device?.inlineSize);
  const height = side(css?.blockSize, device?.blockSize);
  const scale = Math.min(1, MOST_DEVICE_RATIO / ratio, Math.sqrt(MOST_PIXELS / Math.max(1, width * height)));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
