// The time line as it is played, by a clock of ours.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { type NumberParameter, parameter, type Value } from "../state/table";
import type { Words } from "../ui/words";
import type { ControlActions } from "./slider";
import { Timeline } from "./timeline";

const months = parameter("months") as NumberParameter;

/** As much of a page as a button needs. */
class Node extends EventTarget {
  readonly attributes = new Map<string, string>();
  text = "";
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  append(...children: unknown[]): void {
    this.replaceChildren(...children);
  }
  replaceChildren(...children: unknown[]): void {
    this.text = children.filter((child) => typeof child === "string").join("");
  }
}
/** What recurs: Node's own clock for tests goes on with what its own call has ended. */
const clock = {
  now: 0,
  next: 1,
  due: new Map<number, { body: () => void; every: number; at: number }>(),
  tick(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const [first] = [...this.due.values()].sort((a, b) => a.at - b.at);
      if (!first || first.at > end) break;
      this.now = first.at;
      first.at += first.every;
      first.body();
    }
    this.now = end;
  },
};
const setInterval = (body: () => void, every: number): number => {
  clock.due.set(clock.next, { body, every, at: clock.now + every });
  return clock.next++;
};
/** Observers of sight that are watching. */
const eyes = new Set<(entries: { isIntersecting: boolean }[]) => void>();
const screen = { hidden: false, still: false };
Object.assign(globalThis, {
  window: { setInterval },
  clearInterval: (id: number) => clock.due.delete(id),
  document: {
    createElement: () => new Node(),
    createElementNS: () => new Node(),
    get hidden() {
      return screen.hidden;
    },
  },
  matchMedia: (query: string) => ({ matches: /reduced-motion: reduce/.test(query) && screen.still }),
  IntersectionObserver: class {
    readonly #told;
    constructor(told: (entries: { isIntersecting: boolean }[]) => void) {
      this.#told = told;
    }
    observe(): void {
      eyes.add(this.#told);
    }
    disconnect(): void {
      eyes.delete(this.#told);
    }
  },
  KeyboardEvent: class extends Event {
    readonly key: string;
    constructor(type: string, { key }: { key: string }) {
      super(type);
      this.key = key;
    }
  },
  WheelEvent: class extends Event {
    readonly ctrlKey: boolean;
    constructor(type: string, { ctrlKey }: { ctrlKey: boolean }) {
      super(type);
      this.ctrlKey = ctrlKey;
    }
  },
});

beforeEach(() => {
  Object.assign(screen, { hidden: false, still: false });
  clock.due.clear();
  eyes.clear();
});

/**
 * A time line at a value, in an element that takes what it moves; `log` is all it has done. `loss` is a man's stage
 * today and later, where later loss has a slider.
 */
function timeline(value: number, loss?: readonly [today: number, later: number]) {
  const log: string[] = [];
  const [norwood, later] = loss ?? [5, 1];
  const state = { value, log, moves: [] as number[], norwood, later, stages: [] as (readonly [number, number])[] };
  const read = (name: string): Value => {
    assert.ok(["months", "norwood", "later-norwood"].includes(name), name);
    return name === "months" ? state.value : name === "norwood" ? state.norwood : state.later;
  };
  const handler: ControlActions = {
    move(name: string, given: Value) {
      if (name === "later-norwood") {
        state.later = Number(given);
        state.stages.push([state.value, state.later]);
      } else {
        assert.equal(name, "months");
        state.value = Number(given);
        state.moves.push(state.value);
      }
      line.update(read);
    },
    commit: (name: string) => void log.push(`commit ${name}`),
  };
  const words = { text: (key: string) => key } as unknown as Words;
  const slider = loss && (parameter("later-norwood") as NumberParameter);
  const line = new Timeline(months, words, handler, () => slider);
  const root = new EventTarget();
  line.watch(root as unknown as HTMLElement);
  line.update(read);
  const button = line.button as unknown as Node;
  const press = () => button.dispatchEvent(new Event("click"));
  /** Values that another hand sets. */
  const set = (values: Partial<typeof state>) => {
    Object.assign(state, values);
    line.update(read);
  };
  return { line, state, root, press, set, playing: () => button.text === "button.pause" };
}

test("from the first stop to the last it takes twelve seconds, by as much as a key goes, and ends there", () => {
  const { state, press, playing } = timeline(0);
  press();
  let passed = 0;
  for (; playing() && passed < 20_000; passed += 10) clock.tick(10);
  assert.ok(passed > 11_800 && passed <= 12_000, `${passed} ms`);
  assert.equal(state.moves.length, 70, "seven pieces, ten steps each");
  assert.deepEqual(state.moves.slice(0, 10), [0.03, 0.05, 0.08, 0.1, 0.13, 0.15, 0.18, 0.2, 0.23, 0.25]);
  assert.deepEqual(
    [...state.moves].sort((a, b) => a - b),
    state.moves,
  );
  for (const stop of months.knots!.slice(1)) assert.ok(state.moves.includes(stop), `${stop} is met`);
  assert.equal(state.value, 240);
  assert.deepEqual(state.log, ["commit months"]);
  clock.tick(5000);
  assert.equal(state.moves.length, 70, "it stands still");
});

test("it never begins by itself, and from the end it begins anew", () => {
  const { state, press, playing } = timeline(240);
  clock.tick(60_000);
  assert.deepEqual([state.value, state.moves.length, playing()], [240, 0, false]);
  press();
  assert.equal(state.value, 0);
  assert.ok(playing());
  clock.tick(200);
  assert.equal(state.value, 0.03);
});

test("from between two stops it goes on, on the same steps", () => {
  const { state, press } = timeline(60);
  press();
  clock.tick(2 * 1714 + 20);
  assert.deepEqual([state.value, state.moves.length], [240, 20], "two of seven pieces");
  const other = timeline(13);
  other.press();
  clock.tick(200);
  assert.equal(other.state.value, 14.4);
});

test("a press pauses it, and another goes on from there", () => {
  const { state, press, playing } = timeline(0);
  press();
  clock.tick(1000);
  press();
  const { value } = state;
  assert.deepEqual([playing(), state.log], [false, ["commit months"]]);
  clock.tick(5000);
  assert.equal(state.value, value);
  press();
  clock.tick(200);
  assert.ok(state.value > value);
});

test("any other input pauses it, passing by with Tab or scrolling does not", () => {
  const key = (name: string) => new KeyboardEvent("keydown", { key: name });
  const wheel = (ctrlKey: boolean) => new WheelEvent("wheel", { ctrlKey });
  for (const [event, pauses] of [
    [() => new Event("pointerdown"), true],
    [() => key("ArrowLeft"), true],
    [() => wheel(true), true],
    [() => key("Tab"), false],
    [() => key("Shift"), false],
    [() => wheel(false), false],
  ] as const) {
    const { root, press, playing, line } = timeline(0);
    press();
    root.dispatchEvent(event());
    assert.equal(playing(), !pauses, event().type);
    line.pause();
  }
});

test("what happens on its own button is its own", () => {
  const { line, root, press, playing } = timeline(0);
  press();
  const event = new Event("pointerdown");
  Object.defineProperty(event, "composedPath", { value: () => [line.button, root] });
  root.dispatchEvent(event);
  assert.ok(playing());
  line.pause();
});

test("another hand, going out of sight and a hidden tab pause it", () => {
  const moved = timeline(0);
  moved.press();
  clock.tick(500);
  moved.set({ value: 100 });
  assert.equal(moved.playing(), false);

  const away = timeline(0);
  away.press();
  assert.equal(eyes.size, 1);
  for (const eye of eyes) eye([{ isIntersecting: true }]);
  assert.ok(away.playing());
  for (const eye of eyes) eye([{ isIntersecting: true }, { isIntersecting: false }]);
  assert.equal(away.playing(), false);
  assert.equal(eyes.size, 0, "nobody looks any more");

  const hidden = timeline(0);
  hidden.press();
  clock.tick(500);
  const { value } = hidden.state;
  screen.hidden = true;
  clock.tick(500);
  assert.deepEqual([hidden.playing(), hidden.state.value], [false, value]);
});

test("for whoever wants no motion it goes from stop to stop, with time to look", () => {
  screen.still = true;
  const { state, press, playing } = timeline(2);
  press();
  clock.tick(1499);
  assert.deepEqual(state.moves, []);
  clock.tick(1);
  clock.tick(1500);
  assert.deepEqual(state.moves, [12, 36]);
  clock.tick(3 * 1500);
  assert.deepEqual([state.value, playing()], [240, false]);
  // From a stop to the next, not to itself.
  const from = timeline(36);
  from.press();
  clock.tick(1500);
  assert.equal(from.state.value, 60);
});

/** Later loss at the months that were played, for stages III today and V at the end: evenly in time. */
const stageAt = (value: number) => Math.round((3 + (2 * value) / 240) * 100) / 100;

test("later loss is played along, from today's stage at the session to its end at the last stop", () => {
  const { state, press, playing } = timeline(0, [3, 5]);
  press();
  clock.tick(12_100);
  assert.equal(playing(), false);
  assert.equal(state.stages.length, 70, "once with every step of the years");
  for (const [value, stage] of state.stages) assert.equal(stage, stageAt(value), `${value} months`);
  assert.deepEqual(state.stages.at(-1), [240, 5]);
  assert.deepEqual(state.log, ["commit later-norwood", "commit months"]);
  // Again from the start, to the same end.
  press();
  assert.deepEqual([state.value, state.later], [0, 3], "it begins with today's hair");
  clock.tick(12_100);
  assert.deepEqual([state.value, state.later], [240, 5]);
});

test("loss that is no later than today's is not touched", () => {
  for (const loss of [[5, 1], [5, 5], undefined] as const) {
    const { state, press } = timeline(0, loss);
    press();
    clock.tick(12_100);
    assert.deepEqual([state.value, state.stages], [240, []]);
    assert.deepEqual(state.log, ["commit months"]);
  }
});

test("paused, it stands where it was played to, and its end is still to come", () => {
  const { state, press, set } = timeline(0, [3, 5]);
  press();
  clock.tick(7500);
  press();
  assert.ok(
    state.value > 36 && state.value < 96 && state.later === stageAt(state.value),
    `${state.value} ${state.later}`,
  );
  const { later } = state;
  clock.tick(5000);
  assert.equal(state.later, later);
  // Pressed twice before it has moved anything.
  press();
  press();
  press();
  clock.tick(200);
  assert.equal(state.later, stageAt(state.value));
  press();
  // Another end, by hand.
  set({ later: 7 });
  press();
  clock.tick(12_000);
  assert.deepEqual([state.value, state.later], [240, 7]);
  // More has been lost by now, and is part of today.
  set({ norwood: 7 });
  press();
  const { length } = state.stages;
  clock.tick(12_100);
  assert.equal(state.stages.length, length, "nothing is left to lose");
});

test("another hand on later loss pauses it", () => {
  const { press, playing, set } = timeline(0, [3, 5]);
  press();
  clock.tick(1000);
  assert.ok(playing());
  set({ later: 6 });
  assert.equal(playing(), false);
});

test("for whoever wants no motion loss goes from stop to stop as well", () => {
  screen.still = true;
  const { state, press } = timeline(0, [3, 5]);
  press();
  clock.tick(7 * 1500);
  const stops = months.knots!.slice(1);
  assert.deepEqual(
    state.stages,
    stops.map((value) => [value, stageAt(value)]),
  );
});
