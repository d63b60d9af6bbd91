// Colors of an element on a paper of any color: ink, accent, quiet text and lines by relative luminance and contrast
// (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11).

/** Red, green, blue in sRGB and opacity, each 0–1. */
export type Rgba = readonly [number, number, number, number];

export const rgb = (hex: number): Rgba => [(hex >> 16) / 255, ((hex >> 8) & 255) / 255, (hex & 255) / 255, 1];
export const [BLACK, WHITE] = [rgb(0), rgb(0xffffff)];
/** Ink and accent on light and on dark paper; a choice. */
const INKS = [rgb(0x211d19), rgb(0xf2ede6)] as const;
const ACCENTS = [rgb(0x1d4a43), rgb(0x93c4b6)] as const;
/** Least contrast with the paper: enhanced text, text, graphics (WCAG 2.2), and a little for rounding to bytes. */
const [INK, TEXT, GRAPHICS] = [7.05, 4.55, 3.05];
/** Quiet text is that much paper where it stays readable, and a line at least so much ink; a choice. */
const [QUIET, LINE] = [0.35, 0.12];
const STEP = 0.01;

export const mix = (a: Rgba, b: Rgba, share: number) =>
  a.map((from, i) => from + (b[i]! - from) * share) as unknown as Rgba;
/** One color over another. */
export const over = (top: Rgba, below: Rgba): Rgba => {
  const alpha = top[3] + below[3] * (1 - top[3]);
  const channel = (i: 0 | 1 | 2) => (top[i] * top[3] + below[i] * below[3] * (1 - top[3])) / (alpha || 1);
  return [channel(0), channel(1), channel(2), alpha];
};

/** Relative luminance. */
export const luminance = (color: Rgba): number => {
  const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
};
const contrast = (a: Rgba, b: Rgba): number => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

/** The first color on the way from `a`, or a share of it, to `b` that has this contrast with the paper; else `b`. */
function readable(a: Rgba, b: Rgba, paper: Rgba, least: number, share = 0): Rgba {
  for (; share < 1; share += STEP) if (contrast(mix(a, b, share), paper) >= least) return mix(a, b, share);
  return b;
}

const css = (color: Rgba) => `rgb(${color.slice(0, 3).map((c) => Math.round(c * 255))})`;

/** Colors from what lies behind, and from paper and ink of a host that has set them. */
export function colorsOn(behind: Rgba, hostPaper?: Rgba, hostInk?: Rgba): Readonly<Record<string, string>> {
  const paper = hostPaper ? over(hostPaper, behind) : behind;
  const dark = contrast(WHITE, paper) > contrast(BLACK, paper) ? 1 : 0;
  const pole = dark ? WHITE : BLACK;
  const ink = hostInk ? over(hostInk, paper) : readable(INKS[dark], pole, paper, INK);
  return {
    scheme: dark ? "dark" : "light",
    paper: css(paper),
    ink: css(ink),
    accent: css(readable(ACCENTS[dark], pole, paper, TEXT)),
    quiet: css(readable(paper, ink, paper, TEXT, 1 - QUIET)),
    line: css(readable(paper, ink, paper, GRAPHICS, LINE)),
  };
}

/** A color as `getComputedStyle` writes one that was mixed in sRGB. */
export function parseColor(text: string): Rgba | undefined {
  const numbers = text.match(/-?\d*\.?\d+(e-?\d+)?/g)?.map(Number) ?? [];
  if (numbers.length < 3) return undefined;
  const most = text.startsWith("rgb") ? 255 : 1;
  const [red, green, blue] = numbers.slice(0, 3).map((c) => Math.min(1, Math.max(0, c / most))) as [
    number,
    number,
    number,
  ];
  return [red, green, blue, numbers[3] ?? 1];
}
