// A demonstration for landing pages: until the visitor's first touch the divider or one slider moves by itself, slowly,
// a few times. It is shown, not set: no event, code or address tells of it. Fetched only where the attribute `demo` is.

import type { Drawing } from "../engine/drawing";
import type { NumberParameter, Parameter, Value } from "../state/table";
import type { Values } from "../state/values";

/** What it needs of the element; handed over, so that no code is shared with it. */
export interface DemoTools {
  readonly element: HTMLElement;
  readonly ui: { readonly root: HTMLElement; readonly stage: HTMLElement; preview(values?: Values): void };
  readonly values: Values;
  readonly drawing: Pick<Drawing, "whenRefined" | "startMoving" | "preview">;
  readonly parameters: readonly Parameter[];
  isInForce(p: Parameter, value: (name: string) => Value): boolean;
  positionOf(p: NumberParameter, value: number): number;
  valueAt(p: NumberParameter, position: number): number;
  /** Whether pictures are smaller while a parameter changes. */
  movesMuch(p: Parameter, hairLength: number): boolean;
}

/** A demonstration under way, or still to come. */
export interface Demo {
  readonly asked: string;
  /** Goes on in another interface of the element. */
  moveTo(ui: DemoTools["ui"]): void;
  /** Ends it for good: the picture returns to the present value. */
  stop(): void;
}

/** How often it goes there and back. */
const TIMES = 3;
/** Time across the whole range, and at least for one way, ms: slow enough to be followed. */
const ACROSS_MS = 4500;
const LEAST_MS = 600;
/** Shares of the range between which it moves: at the very ends of the divider there is nothing to compare. */
const [LOW, HIGH] = [0.15, 0.85];
/** Share of the picture in sight from which it begins. */
const IN_SIGHT = 0.5;
/** Whole numbers with a range up to this have a slider. */
const MOST_SLIDER_VALUES = 12;

/** As all values are. */
const HUNDREDTHS = 100;
const inHundredths = (value: number) => Math.round(value * HUNDREDTHS) / HUNDREDTHS;

/** Whether a parameter is a number on a scale; a seed is none. */
const isScale = (p: Parameter): p is NumberParameter =>
  p.kind === "number" || (p.kind === "integer" && p.max - p.min <= MOST_SLIDER_VALUES);

/** Where it is after so many ms, on its way from `start` between two ends and back; nothing once it has arrived. */
export function positionAfter(ms: number, start: number, [low, high]: readonly [number, number]): number | undefined {
  const range = (high - low) / (HIGH - LOW);
  // First to the end that is farther away.
  const round = high - start > start - low ? [high, low] : [low, high];
  let [from, left] = [start, ms];
  for (const to of [...Array.from({ length: TIMES }, () => round).flat(), start]) {
    const time = Math.max(LEAST_MS, (Math.abs(to - from) / range) * ACROSS_MS);
    const share = left / time;
    // Smoothly out of each end and into the next.
    if (share < 1) return from + (to - from) * share * share * (3 - 2 * share);
    [from, left] = [to, left - time];
  }
  return undefined;
}

const demos = new WeakMap<Element, Demo>();
const told = new Set<string>();

/** The demonstration of an element, over or not. */
export const demonstrated = (element: Element): Demo | undefined => demos.get(element);

/** Begins what the attribute asks for, goes on with it where the element has a new interface, or ends it. */
export function demonstrate(asked: string | null, tools: DemoTools): void {
  const { element, ui } = tools;
  const last = demos.get(element);
  if (last?.asked === asked) {
    last.moveTo(ui);
    return;
  }
  last?.stop();
  demos.delete(element);
  if (asked === null) return;
  const made = begin(asked, tools);
  if (typeof made === "object") {
    demos.set(element, made);
    made.moveTo(ui);
  } else {
    const problem = `demo: "${asked}" ${made}`;
    if (!told.has(problem)) console.warn(`smp-visualizer: ${problem}; ignored`);
    told.add(problem);
  }
}

/** The demonstration, which starts once the picture is complete and in sight, or what is wrong with what is asked. */
function begin(asked: string, { element, values, drawing, ...tools }: DemoTools): Demo | string {
  const name = asked || "compare";
  const scales = tools.parameters.filter(isScale);
  const p = scales.find((each) => each.name === name);
  if (!p) return `is not allowed; allowed: ${scales.map((each) => each.name).join(", ")}`;
  if (!tools.isInForce(p, (each) => values.get(each))) return "changes nothing with these settings";

  const listening = new AbortController();
  const { signal } = listening;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const step = p.knots ? 1 / HUNDREDTHS : (p.step ?? 1);
  const [least, most] = [tools.positionOf(p, p.min), tools.positionOf(p, p.max)];
  const ends = [LOW, HIGH].map((share) => least + share * (most - least)) as [number, number];
  let { ui } = tools;
  let [given, shown] = [0, 0];
  let [inSight, waiting] = [false, false];
  let began: number | undefined;
  let frame = 0;

  const show = (value?: number) => {
    if (tools.movesMuch(p, values.number("hair-length"))) drawing.startMoving();
    drawing.preview(name, value);
    ui.preview(value === undefined ? undefined : values.with(name, value));
  };
  const stop = () => {
    if (signal.aborted) return;
    listening.abort();
    sight.disconnect();
    cancelAnimationFrame(frame);
    if (shown !== given) show();
  };
  const move = (now: number) => {
    began ??= now;
    const at = positionAfter(now - began, tools.positionOf(p, given), ends);
    // The page has set it meanwhile, or has taken the element out.
    if (at === undefined || values.get(name) !== given || !element.isConnected) return stop();
    const next = inHundredths(Math.round(tools.valueAt(p, at) / step) * step);
    if (next !== shown) show(next);
    shown = next;
    frame = requestAnimationFrame(move);
  };
  const start = async () => {
    waiting = true;
    await drawing.whenRefined();
    waiting = false;
    if (signal.aborted || !inSight || frame) return;
    if (still.matches || document.hidden || element.matches(":focus-within")) return stop();
    given = shown = values.number(name);
    // Not before: until then the page scrolls by the same keys, and may be opened in the background.
    document.addEventListener("keydown", stop, { signal, capture: true });
    document.addEventListener("visibilitychange", stop, { signal });
    still.addEventListener("change", stop, { signal });
    frame = requestAnimationFrame(move);
  };
  const shares = new Map<Element, number>();
  const sight = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio } of entries) shares.set(target, intersectionRatio);
      const least = Math.min(...shares.values());
      inSight = least >= IN_SIGHT;
      if (frame && least === 0) stop();
      else if (inSight && !frame && !waiting) start().catch(stop);
    },
    { threshold: [0, IN_SIGHT] },
  );

  for (const type of ["pointerdown", "focusin", "keydown"])
    element.addEventListener(type, stop, { signal, capture: true, passive: true });
  // A bare wheel scrolls the page.
  element.addEventListener("wheel", (event) => event.ctrlKey && stop(), { signal, capture: true, passive: true });
  return {
    asked,
    moveTo(next) {
      sight.disconnect();
      if (signal.aborted) return;
      ui = next;
      shares.clear();
      sight.observe(ui.stage);
      // Without its slider nobody would see why the picture changes; one in a closed group is not missed.
      const slider = ui.root.querySelector(`.row[data-name="${name}"]`);
      if (slider?.getClientRects().length) sight.observe(slider);
    },
    stop,
  };
}
