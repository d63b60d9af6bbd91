// What frame i of n of a clip shows: nothing but arithmetic, the same as `smp-render --clip` draws.

import type { State } from "../state/values";

/** What moves in a clip. */
export type Kind = "turn" | "compare" | "sessions" | "years";

export const KINDS: readonly Kind[] = ["turn", "compare", "sessions", "years"];

/** The slider of the months: its last position, and the months at a position. */
export interface MonthsSlider {
  readonly last: number;
  at(position: number): number;
}

/** The last session that is shown: those of a usual treatment. */
const LAST_SESSION = 3;
/** The shares of a clip before and after which the divider stands still, so that both pictures are seen whole. */
const [STILL_UNTIL, STILL_FROM] = [0.25, 0.75];

/** In hundredths, as all values are. */
const rounded = (value: number) => Math.round(value * 100) / 100;

/** An angle from −180° up to 180°. */
const wrapped = (degrees: number) => ((((degrees + 180) % 360) + 360) % 360) - 180;

/**
 * The state in frame `i` of `n`, `present` being that of the picture.
 *
 * - `turn`: yaw grows evenly from the present one, once around; the last frame is one step before the first.
 * - `compare`: all before, then the divider goes evenly from right to left, then all after.
 * - `sessions`: none, then after each of three, as long each.
 * - `years`: evenly along the slider of the months, from the first to the last; later loss goes on to the present
 *   stage, evenly in time.
 */
export function frameState(kind: Kind, i: number, n: number, present: State, months: MonthsSlider): State {
  if (kind === "turn") return { ...present, yaw: rounded(wrapped(Number(present.yaw) + (360 * i) / n)) };
  const whole = { ...present, compare: 0 };
  if (kind === "sessions") return { ...whole, sessions: Math.floor(((LAST_SESSION + 1) * i) / n) };
  // The last frame shows the end.
  const share = n > 1 ? i / (n - 1) : 1;
  if (kind === "compare") {
    const moved = Math.min(1, Math.max(0, (share - STILL_UNTIL) / (STILL_FROM - STILL_UNTIL)));
    return { ...present, compare: rounded(100 * (1 - moved)) };
  }
  const time = months.at(share * months.last);
  const later = Object.entries(present).flatMap(([name, end]) => {
    const today = Number(present[name.replace(/^later-/, "")]);
    if (!name.startsWith("later-") || Number(end) <= today) return [];
    return [[name, rounded(today + ((Number(end) - today) * time) / months.at(months.last))] as const];
  });
  return { ...whole, months: time, ...Object.fromEntries(later) };
}

/** Whether two frames show the same picture. */
export const isSame = (a: State, b: State): boolean => Object.keys(a).every((name) => a[name] === b[name]);
