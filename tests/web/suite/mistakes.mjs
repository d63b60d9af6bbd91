// What can go wrong, shown on request; and what it takes.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";

export default (visitor, { test, quiet, same, differ }) => {
  test("a mistake is shown on request, labeled, and left with one press", async () => {
    await visitor.open("plain", "low.html?norwood=6&depth=0.25&months=36&view=crown&yaw=150");
    const state = await visitor.run("return e.getState();");
    const good = await visitor.picture();
    assert.equal(await visitor.run("return q('.mistake').checkVisibility();"), false);
    await visitor.run("q('[data-group=mistakes]').open = true;");
    const seen = [good];
    for (const [name, words, values] of [
      ["too-deep", "too deep", { depth: 0.9 }],
      ["too-shallow", "too shallow", { depth: 0.1, months: 1.5 }],
      ["sunburnt", "sunburnt skin", { "skin-state": "sunburnt" }],
      ["dense", "too dense", { density: 300, "dot-diameter": 0.55 }],
      ["too-wide", "dots too wide", { density: 80, "dot-diameter": 1.75 }],
    ]) {
      await visitor.click(`[data-mistake=${name}]`);
      await visitor.until(
        `return q('.mistake').checkVisibility() && q('.mistake span').textContent === 'Shown on request: ${words}';`,
        words,
      );
      const now = await visitor.run("return e.getState();");
      for (const [key, value] of Object.entries(values)) assert.equal(now[key], value, `${name}: ${key}`);
      if (name !== "too-deep") assert.notEqual(now.depth, 0.9, "one mistake at a time");
      assert.ok(now.zoom >= 3, "from close by");
      const picture = await visitor.picture();
      for (const other of seen) differ(picture, other, `${name} is another picture`);
      seen.push(picture);
      assert.match(await visitor.run("return q('canvas').getAttribute('aria-label');"), new RegExp(words, "i"));
      assert.equal(
        await visitor.run("return q(arguments[0]).getAttribute('aria-pressed');", `[data-mistake=${name}]`),
        "true",
      );
    }
    await visitor.click("[data-button=back]");
    assert.deepEqual(await visitor.run("return e.getState();"), state, "exactly the values from before");
    same(await visitor.picture(), good, "the good result");
    await visitor.until("return !q('.mistake').checkVisibility() && !q('[data-mistake][aria-pressed=true]');");
    assert.ok(await visitor.run("return e.shadowRoot.activeElement;"), "nobody is left behind");
    await quiet();
  });

  test("a link to a mistake says what it shows, and leads back to the usual", async () => {
    await visitor.open("plain", "low.html?norwood=6&depth=0.9&zoom=3");
    assert.equal(
      await visitor.run("return q('.mistake').checkVisibility() && q('.mistake span').textContent;"),
      "Shown on request: too deep",
    );
    await visitor.click("[data-button=back]");
    await visitor.until("return !q('.mistake').checkVisibility();");
    const { depth, norwood, zoom } = await visitor.run("return e.getState();");
    assert.deepEqual({ depth, norwood, zoom }, { depth: 0.3, norwood: 6, zoom: 3 }, "and to nothing else");
    await quiet();
  });

  test("whoever moves what a mistake is made of, or starts over, has left it", async () => {
    await visitor.load("plain", "low.html");
    await visitor.run("q('[data-group=mistakes]').open = true;");
    for (const leave of ["e.depth = 0.4;", "e.reset();"]) {
      await visitor.run("q('[data-mistake=too-deep]').click();");
      await visitor.until("return q('.mistake').checkVisibility();");
      await visitor.run("e.tone = 2;");
      await visitor.until(
        "return q('output[for=in-tone]').value === 'light' && q('.mistake').checkVisibility();",
        "another value changes nothing of that",
      );
      await visitor.run(leave);
      await visitor.until("return !q('.mistake').checkVisibility();", leave);
    }
    await quiet();
  });

  test("what it takes stands beside the picture, with three remarks at most at once", every("layout"), async () => {
    await visitor.open("plain", "index.html?norwood=6");
    const facts = () =>
      visitor.run(
        "return Object.fromEntries([...q('.facts').children].map((f) => [...f.children].map((c) => c.textContent)));",
      );
    await visitor.until("return !/–$/.test(q('.facts dd').textContent);");
    const usual = await facts();
    assert.match(usual["Treated area"], /^\d{2,3} cm²$/);
    assert.match(usual.Dots, /^[\d,]+00$/);
    assert.match(usual["Dots per cm²"], /^1\d\d$/);
    assert.match(usual.Sessions, /^\d–\d$/);
    assert.match(usual["In the chair"], /^\d+–\d+ h$/);
    assert.equal(usual["To a touch-up"], "3–6 years");
    assert.equal(await visitor.run("return q('.notes').childElementCount;"), 0);
    assert.match(await visitor.run("return q('.more').textContent;"), /^Before you decide.*keloid/);
    await visitor.run("e.setState({ sun: 1, softness: 2, asymmetry: 0, hairline: 'straight', 'hairline-height': 6 });");
    await visitor.until("return q('.notes').childElementCount === 3;", "three at once");
    await visitor.until("return /^1 more/.test(q('.more summary').textContent);", "the others behind a press");
    assert.equal((await facts())["To a touch-up"], "2–3 years");
    assert.match(await visitor.run("return q('.notes').textContent;"), /low.*straight/);
    await visitor.click(".more summary");
    assert.match(await visitor.run("return q('.more').innerText;"), /mirror image/);
    // Remarks come and go above it: what a hand is on stays in its place.
    await visitor.run(`
      q("[data-group=hairline]").open = true;
      e.setState({ softness: 8, asymmetry: 0.3, hairline: "natural", "hairline-height": 8 });`);
    await visitor.until("return q('.notes').childElementCount === 0;");
    await visitor.drag("#in-softness", [0.5, 0.5]);
    const place = async () => {
      await visitor.painted();
      return visitor.run("return q('#in-softness').getBoundingClientRect().top;");
    };
    const top = await place();
    for (const [softness, n] of [
      [1, 1],
      [8, 0],
    ]) {
      await visitor.run(`e.softness = ${softness};`);
      await visitor.until(`return q('.notes').childElementCount === ${n};`);
      assert.ok(Math.abs((await place()) - top) < 2, `${n} remarks above`);
    }
    await visitor.run("e.density = 0;");
    await visitor.until(
      "return [...e.shadowRoot.querySelectorAll('dd')].every((d) => d.textContent === '–');",
      "nothing to count",
    );
    await quiet();
  });
};
