// Options of a picture to save: what it shows, its size, with or without caption.

export type Show = "shown" | "before" | "after" | "both";

export const SHOWS: readonly Show[] = ["shown", "before", "after", "both"];

/** Limits of the longer side of a picture that a page may request, px. */
const LEAST_SIDE = 64;
const MOST_SIDE = 2048;

/** What a picture is to show; see `toBlob`. */
export interface Picture {
  readonly show?: Show;
  readonly size?: number;
  readonly caption?: boolean;
}

export interface SaveOptions {
  /** `designs`: both of two designs side by side, for paper. */
  readonly show: Show | "designs";
  /** Longer side of the picture, px; the caption comes below it. */
  readonly size: number;
  readonly caption: boolean;
}

/** Options whose size may be undefined: as shown. */
export type RequestedOptions = Omit<SaveOptions, "size"> & { readonly size: number | undefined };

/** Validates the options of `toBlob`: clamps the size; throws a TypeError if `show` is not allowed. */
export function saveOptionsOf({ show = "shown", size, caption = true }: Picture): RequestedOptions {
  if (!SHOWS.includes(show)) throw new TypeError(`toBlob: show "${show}" is not allowed; allowed: ${SHOWS.join(", ")}`);
  const side = size === undefined ? size : Math.round(Math.min(MOST_SIDE, Math.max(LEAST_SIDE, Number(size) || 0)));
  return { show, size: side, caption: Boolean(caption) };
}
