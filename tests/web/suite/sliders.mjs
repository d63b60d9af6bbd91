// Sliders: by key, by pointer, in words.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { Key } from "../visitor.mjs";

export default (visitor, { test, quiet, differ }) => {
  test(
    "the three sliders move by key and by pointer, say it in words and change the picture",
    every("input"),
    async () => {
      await visitor.open("plain", "low.html");
      for (const [slider, words] of [
        ["norwood", /^Norwood I/],
        ["tone", /light/],
        ["density", /^\d+ dots per cm² · [\d,]+ dots$/],
      ]) {
        const input = `#in-${slider}`;
        const first = await visitor.value(slider);
        const picture = await visitor.picture();
        await visitor.forget();
        await visitor.press(input, Key.ARROW_RIGHT);
        const stepped = await visitor.value(slider);
        assert.ok(stepped > first, `${slider} by key`);
        await visitor.drag(input, [0.3, 0.5]);
        const pressed = await visitor.value(slider);
        assert.ok(pressed < first, `${slider} by pointer: ${pressed}`);
        const changes = await visitor.events("smp-change");
        assert.deepEqual([...new Set(changes.map((c) => `${c.name} ${c.source}`))], [`${slider} user`]);
        assert.equal(changes.at(-1).value, pressed);
        assert.ok((await visitor.events("smp-commit")).length > 0, `${slider} is let go of`);
        differ(await visitor.picture(), picture, `${slider} changes the picture`);
        await visitor.until(`return ${words}.test(q('output[for=in-${slider}]').value);`, `${slider} in words`);
        const spoken = await visitor.run("return q(arguments[0]).getAttribute('aria-valuetext');", input);
        assert.match(spoken, words);
      }
      await quiet();
    },
  );

  test("every other slider moves by key and by pointer", every("input"), async () => {
    await visitor.load("plain", "low.html");
    await visitor.openGroups();
    const sliders = await visitor.run(
      `const all = [...e.shadowRoot.querySelectorAll(".groups input[type=range]")];
       return all.filter((input) => input.checkVisibility()).map((input) => input.dataset.name);`,
    );
    assert.ok(sliders.length >= 14, `${sliders.length} sliders`);
    for (const slider of sliders) {
      const input = `#in-${slider}`;
      await visitor.press(input, Key.HOME, Key.ARROW_RIGHT);
      const [value, min, step, max] = await visitor.run(
        "const i = q(arguments[0]); return [e.getState()[i.dataset.name], +i.min, +i.step, +i.max];",
        input,
      );
      // Time, beard, hair and dots run unevenly below an even slider: a tenth of the first week, of the first 0.6, 0.5, 0.1 mm.
      assert.ok(
        Math.abs(
          value - ({ months: 0.03, beard: 0.06, "hair-length": 0.05, "dot-diameter": 0.11 }[slider] ?? min + step),
        ) < 1e-9,
        `${slider} by key: ${value}`,
      );
      await visitor.drag(input, [0.75, 0.5]);
      const share = ((await visitor.run("return q(arguments[0]).valueAsNumber;", input)) - min) / (max - min);
      assert.ok(Math.abs(share - 0.75) < 0.06, `${slider} by pointer: ${share}`);
    }
    await visitor.run("q('.stage').scrollIntoView();");
    await visitor.rest();
    await quiet();
  });

  test("limits are said in words beside the sliders", async () => {
    await visitor.open("plain", "low.html?density=300");
    await visitor.until("return /More dots than practitioners/.test(q('.notes').innerText);");
    await visitor.run("e.density = 150; e.norwood = 1.5;");
    await visitor.until("return !/More dots/.test(q('.notes').innerText);");
  });

  test("a named stop can be pressed", async () => {
    await visitor.load("plain", "low.html");
    await visitor.click(".mark[data-value='3']");
    assert.equal(await visitor.value("norwood"), 3);
    await visitor.until("return q('output[for=in-norwood]').value === 'Norwood III';");
  });
};
