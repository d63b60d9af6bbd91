// The picture: where it is drawn, by whom, and that it is the native one.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { native } from "../native.mjs";

/** A few states that between them use every stage: the first by the address, then those of another seed. */
const FIXED = ["norwood=3.4&skin=8&view=hairline&compare=50&seed=7", "norwood=6&tone=2&density=240&view=top", ""];

export default (visitor, { test, quiet, same }) => {
  test(
    "opens on a head, in a worker, asks only its own host, and complains about nothing",
    every("worker", "policy"),
    async () => {
      await visitor.open("strict");
      const [ready] = await visitor.events("smp-ready");
      assert.equal(ready.where, "worker");
      assert.equal(await visitor.run("return q('canvas').checkVisibility({ opacityProperty: true });"), true);
      assert.match(
        await visitor.run("return q('.caption slot').assignedNodes({ flatten: true })[0].textContent;"),
        /simulation.*vary/i,
      );
      assert.match(
        await visitor.run("return q('canvas').getAttribute('aria-label');"),
        /Norwood V,.*180 dots per cm².*dots.*medium/,
      );
      const asked = await visitor.run(
        `const asked = performance.getEntriesByType("resource").map((entry) => entry.name);
         return asked.filter((url) => !/^(data|blob):/.test(url));`,
      );
      assert.ok(asked.some((url) => url.endsWith(".wasm")));
      const home = new URL(visitor.site.url("strict")).origin;
      assert.deepEqual(
        asked.filter((url) => new URL(url).origin !== home),
        [],
      );
      await quiet();
      assert.deepEqual(await visitor.console(), []);
    },
  );

  test("draws with the bytes of the native program", every("wasm", "canvas"), async () => {
    await visitor.open("plain", `fixed.html?${FIXED[0]}`);
    for (const [place, query] of FIXED.entries()) {
      const expected = native(query, 320);
      if (place > 0) {
        const state = [...new URLSearchParams(query)].map(([name, text]) => [name, Number.isNaN(+text) ? text : +text]);
        await visitor.run("e.reset(); e.setState(arguments[0]);", Object.fromEntries(state));
      }
      const picture = await visitor.picture();
      assert.equal(`${picture.width}×${picture.height}`, `${expected.width}×${expected.height}`);
      same(picture, expected, `the browser's pixels are the native ones: ${query || "the first head"}`);
    }
  });

  test("ends on the same picture whichever way it came there", async () => {
    const straight = native("norwood=6&view=left", 320);
    await visitor.open("plain", "fixed.html");
    await visitor.run("e.tone = 5; e.seed = 3; e.view = 'left';");
    await visitor.drag(".stage", [0.5, 0.5], 60, 20);
    await visitor.run("e.norwood = 2; e.tone = 3.6; e.view = 'left'; e.yaw = 90; e.seed = 1;");
    await visitor.run("e.norwood = 6; e.view = 'front'; e.view = 'left';");
    same(await visitor.picture(), straight, "no trace of the way");
  });
};
