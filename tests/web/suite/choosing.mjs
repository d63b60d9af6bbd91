// Choosing shows what was chosen: from where it is seen, with what must be said of it, and without a jump.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { Key } from "../visitor.mjs";

export default (visitor, { test, quiet }) => {
  const pick = (name, value) =>
    visitor.run("q('input[name=' + arguments[0] + '][value=' + arguments[1] + ']').click();", name, value);

  test("whoever chooses a pattern or a scar sees it, and a camera placed by hand stays", async () => {
    await visitor.load("plain", "low.html");
    for (const [name, value, view] of [
      ["pattern", "ophiasis", "back"],
      ["pattern", "norwood", "three-quarter"],
      ["scar", "fut", "back"],
      ["scar", "none", "back"],
      ["scar", "burn", "top"],
      ["norwood-type", "vertex", "crown"],
    ]) {
      await pick(name, value);
      assert.equal(await visitor.value("view"), view, `${name} ${value}`);
    }
    await visitor.run("e.yaw = 120;");
    await pick("pattern", "ludwig");
    await pick("scar", "fut");
    assert.deepEqual(await visitor.run("return [e.yaw, e.view];"), [120, "crown"]);
    await visitor.run("e.view = 'front'; e.pattern = 'patchy';");
    assert.equal(await visitor.value("view"), "front", "a page that sets a property moves no camera");
    await quiet();
  });

  const MAN = { build: "masculine", pattern: "norwood", "hair-length": 0.5, "hair-style": "cut", zone: "full" };
  const WOMAN = {
    build: "feminine",
    pattern: "ludwig",
    "hair-length": 240,
    "hair-style": "middle-parting",
    zone: "between-hairs",
  };
  const comes = async (wanted, why) => {
    const state = await visitor.run("return e.getState();");
    assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((name) => [name, state[name]])), wanted, why);
  };

  test("a woman’s head comes with what a woman looks for, a man’s with what a man does, and both say so", async () => {
    await visitor.load("plain", "low.html?norwood=4");
    await visitor.forget();
    await pick("build", "feminine");
    await comes({ ...WOMAN, ludwig: 2, norwood: 4 });
    const changes = await visitor.events("smp-change");
    assert.deepEqual(
      Object.fromEntries(changes.map(({ name, value }) => [name, value])),
      WOMAN,
      "each is told, and nothing else",
    );
    for (const { name, value, source, state } of changes)
      assert.deepEqual([source, state[name]], ["user", value], name);
    assert.deepEqual(
      (await visitor.events("smp-commit")).map(({ name, state }) => [name, state.zone]),
      [["build", "between-hairs"]],
    );
    await visitor.until("return new URLSearchParams(location.search).get('hair-length') === '240';", "in the address");
    await pick("build", "masculine");
    await comes({ ...MAN, norwood: 4 });
    await pick("build", "feminine");
    await visitor.click("[data-button=reset]");
    await comes({ ...MAN, norwood: 5 }, "start over");
    await quiet();
  });

  test("what somebody has chosen stays, and so does all that a page, a link or a code sets", async () => {
    await visitor.load("plain", "low.html");
    await pick("pattern", "areata");
    await pick("build", "feminine");
    await comes({ ...WOMAN, pattern: "areata" });
    await pick("hair-style", "tied");
    await visitor.run("e.hairLength = 90;");
    await pick("build", "masculine");
    await comes(
      { pattern: "areata", "hair-style": "tied", "hair-length": 90, zone: "between-hairs" },
      "the hair is as long as it was",
    );
    await visitor.run("e.reset(); e.build = 'feminine'; e.hairLength = 100;");
    await comes({ ...MAN, build: "feminine", "hair-length": 100 }, "a page gets what it sets");
    await visitor.run("const code = e.value; e.reset(); e.value = code;");
    await comes({ ...MAN, build: "feminine", "hair-length": 100 }, "and what a code says");
    await visitor.load("plain", "low.html?build=feminine");
    await comes({ ...MAN, build: "feminine" }, "a link too");
    await pick("build", "masculine");
    await comes(MAN);
    await quiet();
  });

  test("hair that grows over the scalp takes the dots between the hairs, and cut it gives them back", async () => {
    await visitor.load("plain", "low.html");
    await visitor.run("q('[data-group=hair]').open = true;");
    const stop = (length) => visitor.click(`[data-name=hair-length] .mark[data-value='${length}']`);
    await stop(10);
    await comes({ "hair-length": 10, zone: "full" });
    await stop(30);
    await comes({ "hair-length": 30, zone: "between-hairs" });
    await visitor.press("#in-hair-length", Key.HOME);
    await comes({ "hair-length": 0, zone: "full" });
    await visitor.press("#in-hair-length", Key.END);
    await comes({ "hair-length": 300, zone: "between-hairs" });
    await pick("zone", "crown");
    await stop(3);
    await comes({ "hair-length": 3, zone: "crown" }, "who wants the crown keeps it");
    await visitor.rest();
    await quiet();
  });

  test("nothing below moves when another pattern brings another slider, or none", every("layout"), async () => {
    await visitor.load("plain", "low.html");
    const place = `const top = (name) => q("[data-name=" + name + "]").getBoundingClientRect().top;
       return top("tone") - top("build");`;
    const first = await visitor.run(place);
    for (const pattern of [
      "ludwig",
      "diffuse",
      "areata",
      "ophiasis",
      "totalis",
      "universalis",
      "traction",
      "patchy",
      "scarring",
      "frontal-band",
    ]) {
      await visitor.run("e.pattern = arguments[0];", pattern);
      await visitor.until(`return q('input[name=pattern][value=${pattern}]').checked;`);
      assert.ok(Math.abs((await visitor.run(place)) - first) <= 1, pattern);
    }
    assert.match(
      await visitor.wait(`
        e.pattern = "totalis";
        for (let i = 0; i < 2; i++) await new Promise((done) => requestAnimationFrame(done));
        return q(".whole").innerText;`),
      /Whole scalp/,
    );
  });

  test("what a stage means is said in words of its own course", async () => {
    await visitor.load("plain", "low.html?norwood=4");
    const hint = "return q('.row[data-name=norwood] .hint').textContent;";
    const [classic, front, crown] = [
      await visitor.run(hint),
      "The front is open to the middle of the top.",
      "The crown is open, the front hardly.",
    ];
    assert.match(classic, /crown/);
    await visitor.run("e.norwoodType = 'a';");
    await visitor.until(`return q('.row[data-name=norwood] .hint').textContent === ${JSON.stringify(front)};`);
    await visitor.run("e.norwoodType = 'vertex'; e.norwood = 3;");
    await visitor.until(`return q('.row[data-name=norwood] .hint').textContent === ${JSON.stringify(crown)};`);
    assert.match(
      await visitor.run("return q('#in-norwood').getAttribute('aria-valuetext');"),
      /Norwood III: The crown is open/,
    );
  });

  test("what must be said of a state stands on the picture, beside it, and is spoken", every("layout"), async () => {
    await visitor.open("plain", "index.html?hair-length=6&norwood=7&hair-density=100&grafts=5000");
    const said = "return [q('.remarks').innerText, q('.notes').innerText];";
    await visitor.until("return q('.remarks').childElementCount === 2;");
    const [short, full] = await visitor.run(said);
    assert.match(short, /Hair this long shows/);
    assert.match(short, /Fewer grafts/);
    assert.match(full, /told apart from dots.*at the back can usually give/s);
    assert.match(await visitor.run("return q('output[for=in-grafts]').value;"), /^5,000 · [34],\d{3} placed$/);
    const inside = await visitor.run(
      `const [a, b, c] = [".remarks", ".stage", ".tools"].map((part) => q(part).getBoundingClientRect());
       return a.top > b.top + b.height / 2 && a.bottom <= c.top;`,
    );
    assert.ok(inside, "over the lower half of the picture, above the buttons");
    await visitor.press(".stage", "2");
    await visitor.until("return /told apart from dots/.test(q('[role=status]').textContent);");
    // Brows are no hair beside dots.
    await visitor.run("e.pattern = 'totalis';");
    await visitor.until("return q('.remarks').childElementCount === 0 && q('.notes').childElementCount === 0;");
    await quiet();
  });

  test("the counts are those of the last value, however fast values came", async () => {
    await visitor.open("plain", "fixed.html");
    const area = "return q('.facts dd').textContent;";
    const expected = await visitor.run(area);
    for (const pause of [30, 70, 120]) {
      await visitor.wait(
        `const pause = () => new Promise((done) => setTimeout(done, given[0]));
         e.build = "feminine"; e.pattern = "totalis";
         await pause();
         e.build = "masculine"; e.pattern = "norwood";
         await pause();
         e.hairDensity = 221; e.hairDensity = 220;`,
        pause,
      );
      await visitor.rest();
      await visitor.until(
        `return q('.facts dd').textContent === ${JSON.stringify(expected)};`,
        `after ${pause} ms: ${await visitor.run(area)} is ${expected}`,
      );
    }
    await quiet();
  });
};
