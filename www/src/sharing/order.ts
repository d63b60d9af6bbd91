// Which picture is asked for: what it shows, how large, with its caption or without.

export type Show = "shown" | "before" | "after" | "both";

export const SHOWS: readonly Show[] = ["shown", "before", "after", "both"];

/** Longer side of a picture that a page may ask for, px. */
const LEAST = 64;
const MOST = 2048;

/** What a picture is to show; see `toBlob`. */
export interface Picture {
  readonly show?: Show;
  readonly size?: number;
  readonly caption?: boolean;
}

export interface Order {
  readonly show: Show;
  /** Longer side of the picture, px; the caption comes below it. */
  readonly size: number;
  readonly caption: boolean;
}

/** An order whose size may be left open: as shown. */
export type OpenOrder = Omit<Order, "size"> & { readonly size: number | undefined };

/** What was asked for, brought into range; throws where `show` is none of ours. */
export function orderOf({ show = "shown", size, caption = true }: Picture): OpenOrder {
  if (!SHOWS.includes(show)) throw new TypeError(`toBlob: show "${show}" is not allowed; allowed: ${SHOWS.join(", ")}`);
  const side = size === undefined ? size : Math.round(Math.min(MOST, Math.max(LEAST, Number(size) || 0)));
  return { show, size: side, caption: Boolean(caption) };
}
