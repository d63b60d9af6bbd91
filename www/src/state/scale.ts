// Places on sliders, and decimals of steps.

import { type NumberParameter, stepOf } from "./table";

/** Decimals that a step needs: 0.05 → 2. */
export const decimalsOf = (p: NumberParameter): number => {
  const [, decimals = ""] = String(stepOf(p)).split(".");
  return decimals.length;
};

/** The position of a slider for a value: the value, or the interpolated index of a knot. */
export function positionOf({ knots }: NumberParameter, value: number): number {
  if (!knots) return value;
  const piece = Math.min(knots.length - 2, knots.filter((from) => from <= value).length - 1);
  return piece + (value - knots[piece]!) / (knots[piece + 1]! - knots[piece]!);
}

/** The inverse of `positionOf`, rounded to a hundredth as in the address. */
export function valueAt({ knots }: NumberParameter, position: number): number {
  if (!knots) return position;
  const piece = Math.min(knots.length - 2, Math.floor(position));
  const value = knots[piece]! + (position - piece) * (knots[piece + 1]! - knots[piece]!);
  return Math.round(value * 100) / 100;
}
