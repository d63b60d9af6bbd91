// The address, attributes and properties.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { Key } from "../visitor.mjs";

export default (visitor, { test, quiet, same, differ }) => {
  test(
    "the address opens a state, follows the sliders, and a reload shows the same picture",
    every("history"),
    async () => {
      await visitor.open("plain", "low.html?norwood=6&tone=2&theirs=1#there");
      assert.equal(await visitor.value("norwood"), 6);
      assert.equal(await visitor.value("tone"), 2);
      await visitor.press("#in-density", Key.HOME, Key.PAGE_UP);
      await visitor.press(".stage", "2", Key.ARROW_LEFT);
      const density = await visitor.value("density");
      await visitor.until(
        `return /density=${density}\\b/.test(location.search) && /yaw=5/.test(location.search);`,
        "the address follows",
      );
      const query = new URLSearchParams(await visitor.run("return location.search;"));
      assert.deepEqual(Object.fromEntries(query), {
        theirs: "1",
        norwood: "6",
        tone: "2",
        density: String(density),
        view: "front",
        yaw: "5",
      });
      assert.equal(await visitor.run("return location.hash;"), "#there");
      const picture = await visitor.picture();
      await visitor.driver.navigate().refresh();
      await visitor.rest();
      same(await visitor.picture(), picture, "the shared head is the same head");
      await visitor.click("[data-button=reset]");
      await visitor.until("return location.search === '?theirs=1';", "a fresh head needs no words");
    },
  );

  test("a turn and a slider write the address once, at their end; on another page of a router nothing is", async () => {
    await visitor.load("plain", "low.html");
    await visitor.run(`
      window.written = [];
      const usual = history.replaceState;
      history.replaceState = function (...given) {
        written.push(given[2]);
        return usual.apply(this, given);
      };`);
    // Longer than the address waits, in the middle of the turn.
    await visitor.part(".stage");
    const stage = await visitor.run("return q('.stage');");
    const hand = () => visitor.driver.actions({ async: true });
    await hand()
      .move({ origin: stage, duration: 0 })
      .press()
      .move({ origin: stage, x: 20, y: 5, duration: 30 })
      .perform();
    assert.notEqual(await visitor.value("yaw"), 35);
    await visitor.stays("return written.length === 0;", 500, "no address while it turns");
    await hand().move({ origin: stage, x: 40, y: 5, duration: 30 }).release().perform();
    await visitor.until("return written.length > 0;");
    await visitor.press("#in-norwood", Key.ARROW_LEFT, Key.ARROW_LEFT, Key.ARROW_LEFT);
    await visitor.until("return written.length > 1;");
    await visitor.stays("return written.length === 2;", 400, "once each");
    await visitor.run(
      `e.norwood = 6;
       history.pushState({}, "", "/thanks?order=7");
       e.tone = 2;`,
    );
    await visitor.stays("return location.pathname + location.search === '/thanks?order=7';", 500);
  });

  test(
    "another page of a router gets nothing; back at its own the element follows again",
    every("history"),
    async () => {
      await visitor.load("plain", "low.html?norwood=6");
      await visitor.run(`
      window.go = (to) => {
        const link = Object.assign(document.createElement("a"), { href: to });
        document.body.append(link);
        link.onclick = (event) => (event.preventDefault(), history.pushState({}, "", to));
        link.click();
        link.remove();
      };
      window.home = location.pathname;
      go("/thanks?order=7");
      e.norwood = 3;`);
      await visitor.stays("return location.pathname + location.search === '/thanks?order=7';", 500);
      await visitor.run("history.back();");
      await visitor.until("return location.search === '?norwood=6' && e.norwood === 6;", "the entry is the head again");
      await visitor.run("go('/thanks'); e.tone = 2;");
      await visitor.stays("return location.pathname + location.search === '/thanks';", 500);
      await visitor.run("go(home + '?norwood=2');");
      await visitor.until("return e.norwood === 2 && e.tone === 3.6;", "so is a router's link");
      await visitor.run("go('/thanks'); e.tone = 4; e.norwood = 3;");
      await visitor.stays("return location.search === '';", 500);
      await visitor.run("go(home);");
      await visitor.until(
        "return location.search === '?norwood=3&tone=4';",
        "without a word it takes those of the head",
      );
      await quiet();
    },
  );

  test("a link to another place of the page goes there, and takes nothing back", every("history"), async () => {
    await visitor.open("plain", "low.html?norwood=6&tone=2.5");
    await visitor.run("e.tone = 4; document.querySelector('.ahead a').click();");
    await visitor.until(
      `const { top } = document.querySelector("#begin").getBoundingClientRect();
       return location.hash === "#begin" && Math.abs(top) < 200;`,
    );
    await visitor.until("return /tone=4/.test(location.search);");
    // The browser's own button would pass over an entry that no hand has made.
    await visitor.run("history.back();");
    await visitor.until(
      "return location.hash === '' && e?.getState && e.norwood === 6 && e.tone === 4;",
      "the way back changes nothing of the head",
    );
  });

  for (const host of ["plain", "no-worker"]) {
    test(`${host}: another head comes from a fresh seed`, async () => {
      await visitor.open(host, "low.html");
      const before = await visitor.picture();
      await visitor.click("[data-button=head]");
      const seed = await visitor.until("return e.seed !== 1 && e.seed;");
      assert.ok(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32);
      differ(await visitor.picture(), before, "another head");
      await visitor.until(`return location.search === '?seed=${seed}';`);
    });
  }

  test("a bad address is clamped or ignored, with one warning each, and the picture is there", async () => {
    await visitor.load(
      "plain",
      "low.html?norwood=77&tone=blue&density=&view=inside&zoom=1e999&hair-length=0.4mm&nothing=1",
    );
    assert.equal(await visitor.value("norwood"), 7);
    assert.equal(await visitor.value("tone"), 3.6);
    assert.equal(await visitor.value("view"), "three-quarter");
    assert.equal(await visitor.value("zoom"), 12);
    assert.equal(await visitor.value("hair-length"), 0.4);
    const warnings = await visitor.warnings();
    for (const key of ["norwood", "tone", "density", "view", "zoom"]) {
      assert.equal(warnings.filter((warning) => warning.includes(` ${key}: `)).length, 1, `one warning for ${key}`);
    }
    assert.equal(warnings.length, 5);
    await quiet();
  });

  test("attributes: units, clamping, and a view that does not undo the zoom beside it", async () => {
    await visitor.open("plain", "attributes.html");
    const state = await visitor.run("return e.getState();");
    assert.deepEqual(
      [state.view, state.zoom, state.norwood, state.tone, state["hair-length"]],
      ["top", 3, 7, 3.6, 0.4],
    );
    assert.equal((await visitor.warnings()).length, 2);
    await visitor.run("e.setAttribute('norwood', '-4');");
    assert.equal(await visitor.value("norwood"), 1);
    assert.equal((await visitor.warnings()).length, 3);
    await visitor.run("document.querySelector('#cta').click();");
    assert.equal((await visitor.events("smp-cta"))[0].state.view, "top");
    await quiet();
  });

  test("a property set to nonsense keeps the old value and says why", async () => {
    await visitor.open("plain", "low.html");
    const before = await visitor.picture();
    for (const [property, value] of [
      ["norwood", '"many"'],
      ["norwood", "8"],
      ["tone", "NaN"],
      ["density", "null"],
      ["view", '"inside"'],
      ["seed", "1.5"],
      ["hairDensity", "{}"],
      ["hairDensity", "Object.create(null)"],
      ["shine", "Symbol('s')"],
    ]) {
      await visitor.forget();
      const [old, now] = await visitor.run(
        `const old = e[arguments[0]]; e[arguments[0]] = ${value}; return [old, e[arguments[0]]];`,
        property,
      );
      assert.equal(now, old, `${property} = ${value}`);
      const errors = await visitor.events("smp-error");
      assert.equal(errors.length, 1, `${property} = ${value}`);
      assert.equal(errors[0].type, "parameter");
      assert.match(errors[0].message, /is not allowed; allowed: /);
    }
    await visitor.run("e.setState(null); e.setState({ norwood: 2, nothing: 1 });");
    assert.equal(await visitor.value("norwood"), 2);
    assert.match((await visitor.events("smp-error")).at(-1).message, /nothing/);
    await visitor.run("e.norwood = 5;");
    same(await visitor.picture(), before, "the picture stays");
    await quiet();
  });
};
