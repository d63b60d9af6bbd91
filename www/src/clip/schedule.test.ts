import assert from "node:assert/strict";
import { test } from "node:test";
import { valueAt } from "../state/scale";
import { type NumberParameter, parameter } from "../state/table";
import { Values } from "../state/values";
import { frameState, isSame, type Kind } from "./schedule";

const p = parameter("months") as NumberParameter;
const months = { last: p.knots!.length - 1, at: (position: number) => valueAt(p, position) };
const present = { ...new Values().all(), yaw: 36, compare: 40 };
const frames = (kind: Kind, n: number, state = present) =>
  Array.from({ length: n }, (_, i) => frameState(kind, i, n, state, months));
const changed = (state: typeof present, name: string) =>
  Object.keys(state).filter(
    (key) => key !== name && state[key as keyof typeof present] !== present[key as keyof typeof present],
  );

test("a turn begins at the present view, goes evenly once around, and ends one step before it", () => {
  const all = frames("turn", 120);
  assert.equal(all[0]!.yaw, 36);
  assert.equal(all[1]!.yaw, 39);
  assert.equal(all[48]!.yaw, -180, "within the range of yaw");
  assert.equal(all[119]!.yaw, 33);
  assert.equal(new Set(all.map(({ yaw }) => yaw)).size, 120);
  for (const state of all) assert.deepEqual(changed(state as typeof present, "yaw"), [], "nothing else moves");
  assert.equal(frames("turn", 7)[1]!.yaw, 87.43, "in hundredths");
});

test("before to after begins with all of one, ends with all of the other, and never goes back", () => {
  const all = frames("compare", 96).map(({ compare }) => Number(compare));
  assert.equal(all[0], 100);
  assert.equal(all[23], 100, "still for a quarter");
  assert.equal(all[72], 0);
  assert.equal(all[95], 0);
  assert.ok(all.every((value, i) => i === 0 || value <= all[i - 1]!));
  assert.ok(Math.abs(all[47]! + all[48]! - 100) < 0.1, "the middle in the middle");
});

test("sessions are none, one, two, three, as long each, without a divider", () => {
  const all = frames("sessions", 12);
  assert.deepEqual(
    all.map(({ sessions }) => sessions),
    [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3],
  );
  assert.ok(all.every(({ compare }) => compare === 0));
  assert.ok(isSame(all[0]!, all[2]!) && !isSame(all[2]!, all[3]!));
});

test("the years go from the day itself to the last, along the slider; loss goes on to its end", () => {
  const state = { ...present, norwood: 4, "later-norwood": 6, ludwig: 2, "later-ludwig": 1 };
  const all = frames("years", 49, state);
  assert.deepEqual([all[0]!.months, all[48]!.months], [p.min, p.max]);
  assert.equal(all[24]!.months, months.at(months.last / 2), "half of the slider at half of the clip");
  assert.ok(all.every(({ months }, i) => i === 0 || months! > all[i - 1]!.months!));
  assert.deepEqual([all[0]!["later-norwood"], all[48]!["later-norwood"]], [4, 6]);
  assert.equal(all[24]!["later-norwood"], Math.round((4 + (2 * Number(all[24]!.months)) / p.max) * 100) / 100);
  assert.ok(
    all.every((frame) => frame["later-ludwig"] === 1),
    "what has no later loss has none",
  );
});

test("a clip of one frame shows the present view, or the end", () => {
  assert.equal(frames("turn", 1)[0]!.yaw, 36);
  assert.equal(frames("compare", 1)[0]!.compare, 0);
  assert.equal(frames("years", 1)[0]!.months, p.max);
  assert.equal(frames("sessions", 1)[0]!.sessions, 0);
});
