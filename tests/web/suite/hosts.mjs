// Hosts and browsers that refuse something.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { native } from "../native.mjs";

export default (visitor, { test, same, differ }) => {
  test("without a worker the main thread draws the same picture", every("policy", "canvas"), async () => {
    const usual = native("", 320);
    await visitor.open("no-worker", "fixed.html");
    const [ready] = await visitor.events("smp-ready");
    assert.equal(ready.where, "main");
    same(await visitor.picture(), usual, "the same pixels");
    await visitor.run("e.norwood = 6;");
    differ(await visitor.picture(), usual, "and it still answers");
    assert.deepEqual(
      (await visitor.problems()).filter((problem) => !problem.startsWith("csp: worker-src")),
      [],
    );
  });

  for (const [host, type, words] of [
    ["no-wasm", "download", /could not be downloaded/],
    ["other-wasm", "download", /could not be downloaded/],
    ["no-compile", "wasm", /cannot run/],
    ["no-engine", "wasm", /cannot run/],
    ["no-canvas", "canvas", /cannot draw/],
  ]) {
    test(`${host}: the page says so in words and the poster stays`, every("policy"), async () => {
      await visitor.goto(host, "poster.html");
      await visitor.failed(type, words);
      assert.equal(await visitor.run("return q('[data-button=retry]').checkVisibility();"), true);
      assert.equal(await visitor.wait("return await e.toBlob().then(() => 'a picture', () => 'none');"), "none");
    });
  }

  test("a failed download can be tried again", every("policy"), async () => {
    await visitor.goto("late-wasm", "poster.html");
    await visitor.until("return q('[role=alert]')?.innerText;");
    await visitor.click("[data-button=retry]");
    await visitor.until("return seen.events.some((event) => event.type === 'smp-ready');");
    assert.equal(await visitor.run("return q('[role=alert]').checkVisibility();"), false);
    await visitor.rest();
  });
};
