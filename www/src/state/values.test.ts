// The values of one element.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type ChoiceParameter, cameras, defaultOf, parameter, parameters } from "./table";
import { cameraOf, inSettingOrder, Values } from "./values";

const views = (parameter("view") as ChoiceParameter).choices;

test("fresh values are the defaults, and nothing of them has changed", () => {
  const values = new Values();
  for (const p of parameters) assert.equal(values.get(p.name), defaultOf(p), p.name);
  assert.deepEqual(values.nonDefault(), {});
  assert.equal(values.namedView(), "three-quarter");
  assert.deepEqual(
    Object.keys(values.all()),
    parameters.map(({ name }) => name),
  );
});

test("a value set twice changes once", () => {
  const values = new Values();
  assert.deepEqual(values.set("norwood", 6), ["norwood"]);
  assert.deepEqual(values.set("norwood", 6), []);
  assert.deepEqual(values.nonDefault(), { norwood: 6 });
  assert.deepEqual(values.set("norwood", 5), ["norwood"]);
  assert.deepEqual(values.nonDefault(), {});
});

test("a view moves the camera, which may then be moved on its own", () => {
  for (const [place, view] of views.entries()) {
    const values = new Values();
    values.set("view", view);
    const { yaw, pitch, zoom } = cameras[place] ?? assert.fail(view);
    assert.deepEqual([values.get("yaw"), values.get("pitch"), values.get("zoom")], [yaw, pitch, zoom], view);
    assert.equal(values.namedView(), view);
    assert.deepEqual(values.nonDefault(), view === views[0] ? {} : { view }, "its camera needs no words of its own");
    values.set("yaw", 12.34);
    assert.equal(values.namedView(), undefined);
    assert.deepEqual(values.nonDefault(), view === views[0] ? { yaw: 12.34 } : { view, yaw: 12.34 });
    assert.equal(values.get("view"), view);
    values.set("yaw", yaw);
    assert.equal(values.namedView(), view, "turned back it is that view again");
  }
  assert.equal(cameraOf("inside"), undefined);
});

test("setting a view tells of every value that it moved", () => {
  const values = new Values();
  assert.deepEqual(values.set("view", "hairline").sort(), ["pitch", "view", "yaw", "zoom"]);
  assert.deepEqual(values.set("view", "hairline"), []);
  // The same camera under another name.
  values.set("zoom", 5);
  assert.deepEqual(values.set("view", "hairline"), ["zoom"]);
});

test("a code stands for all, a view comes before what refines it, everything else as it was given", () => {
  const given = ["zoom", "view", "norwood", "code", "yaw"].map((name) => [name, 1] as const);
  assert.deepEqual(
    inSettingOrder(given).map(([name]) => name),
    ["code", "view", "zoom", "norwood", "yaw"],
  );
});

test("the words for a state, set again in any order, make the same state", () => {
  const values = new Values();
  for (const [name, value] of [
    ["view", "top"],
    ["yaw", -31.27],
    ["norwood", 6.35],
    ["hair-color", "black"],
  ] as const)
    values.set(name, value);
  const words = Object.entries(values.nonDefault());
  for (let turn = 0; turn < words.length; turn++) {
    words.push(...words.splice(0, 1));
    const again = new Values();
    for (const [name, value] of inSettingOrder(words)) again.set(name, value);
    assert.deepEqual(again.all(), values.all());
  }
});
