// Manners as an element among others, and for everyone.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { Key } from "../visitor.mjs";

export default (visitor, { test, quiet, same }) => {
  test("two on a page share one download", async () => {
    await visitor.goto("plain", "two.html");
    const [a, b] = await visitor.wait(`
      await customElements.whenDefined("smp-visualizer");
      const blobs = [...document.querySelectorAll("smp-visualizer")].map((each) => each.toBlob());
      return (await Promise.all(blobs)).map((blob) => blob.size);`);
    assert.ok(a > 0 && b > 0 && a !== b, "each has its own picture");
    const asked = await visitor.run(
      "return performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('.wasm')).length;",
    );
    assert.equal(asked, 1);
  });

  test("out of sight nothing is drawn; moved nothing is lost; removed it rests, and comes back", async () => {
    await visitor.goto("plain", "far.html");
    await visitor.observed();
    const fetched = "performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('.wasm'))";
    await visitor.stays(`return !${fetched};`, 300, "nothing is fetched");
    await visitor.run("e.scrollIntoView();");
    await visitor.rest();
    const picture = await visitor.picture();
    await visitor.run("document.body.prepend(e); scrollTo(0, 0); e.norwood = 6; e.norwood = 5;");
    await visitor.rest();
    assert.equal((await visitor.events("smp-ready")).length, 1, "the same start");
    await visitor.run("window.kept = e; e.remove();");
    await visitor.until("return seen.workers === 0;", "its memory is given back");
    await visitor.driver.executeScript("document.body.prepend(kept);");
    same(await visitor.picture(), picture, "the same head again");
    assert.equal((await visitor.events("smp-ready")).length, 2, "a new start");
    await quiet();
  });

  test("one status speaks, politely, and only while someone is inside", async () => {
    await visitor.load("plain");
    await visitor.run("e.norwood = 2;");
    // Longer than it waits before it speaks.
    await visitor.stays("return q('[role=status]').textContent === '';", 800, "silence");
    await visitor.press(".stage", "2");
    await visitor.until("return /Front: Norwood II,/.test(q('[role=status]').textContent);");
  });

  test("the keys reach everything in the order of the page", every("focus"), async () => {
    await visitor.load("plain");
    await visitor.run("q('.stage').focus();");
    const order = [];
    for (let i = 0; i < 25; i++) {
      order.push(
        await visitor.run(
          `const a = e.shadowRoot.activeElement;
           const words = a?.localName === "summary" ? a.textContent : a?.className;
           return a && (a.dataset.button ?? a.dataset.view ?? a.dataset.name ?? words);`,
        ),
      );
      await visitor.driver.actions().sendKeys(Key.TAB).perform();
    }
    const expected = [
      "stage",
      "divider",
      "left",
      "right",
      "out",
      "in",
      "home",
      "measures",
      "compare",
      "three-quarter",
      "front",
      "left",
      "right",
      "top",
      "back",
      "crown",
      "hairline",
      "own-photo",
      "build",
      "norwood",
      "tone",
      "density",
    ];
    assert.deepEqual(order.slice(0, expected.length), expected);
    assert.equal(order[expected.length], await visitor.run("return q('summary').textContent;"));
  });

  test("everything that a pointer can do is reached by keys alone, with every group open", every("focus"), async () => {
    // Something set in each choice, so that every row means something.
    await visitor.load("plain", "low.html?norwood=6&hair-length=60&scar=trauma&grafts=500&touch-up=3&compare=50");
    await visitor.until(
      "return q('[data-button=by-hand]') && e.shadowRoot.querySelectorAll('canvas.chart, .chart').length > 0;",
    );
    await visitor.openGroups();
    await visitor.run("q('[data-button=by-hand]').click(); q('[data-mistake=too-deep]').click();");
    await visitor.rest();
    await visitor.until("return q('.mistake').checkVisibility() && q('.pad').checkVisibility();");
    // One of several radio buttons is reached by Tab, the others by arrows from there.
    await visitor.run(`
      window.reached = new Set();
      e.shadowRoot.addEventListener("focusin", ({ target }) => reached.add(target));
      q(".stage").focus();`);
    const wanted = `
      const usable = (each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled;
      const kinds = "button, input, summary, [role=slider], [tabindex='0']";
      const wanted = [...e.shadowRoot.querySelectorAll(kinds)].filter(usable);`;
    const many = await visitor.run(`${wanted} return wanted.length;`);
    assert.ok(many > 120, `${many} things to use`);
    for (let i = 0; i < many; i += 20)
      await visitor.driver
        .actions()
        .sendKeys(...Array(20).fill(Key.TAB))
        .perform();
    const missed = await visitor.run(`${wanted}
      const groups = new Set([...reached].filter((each) => each.type === "radio").map((each) => each.name));
      const within = (each) => reached.has(each) || (each.type === "radio" && groups.has(each.name));
      const missed = wanted.filter((each) => !within(each) && !each.matches(".mark"));
      return missed.map((each) => each.outerHTML.slice(0, 110));`);
    assert.deepEqual(missed, []);
    // A stop below a slider is a shortcut for what the slider's own keys do.
    const before = await visitor.value("skin");
    await visitor.run("e.shadowRoot.querySelector('input[type=radio][name$=stop-skin]:checked').focus();");
    await visitor.driver.actions().sendKeys(Key.ARROW_RIGHT).perform();
    assert.equal(await visitor.value("skin"), before + 1, "arrows choose among radio buttons");
  });

  test("320 px wide nothing is cut off and every target is large enough for a finger", every("layout"), async () => {
    await visitor.goto("plain", "narrow.html");
    await visitor.driver.switchTo().frame(0);
    await visitor.rest();
    await visitor.openGroups();
    await visitor.run("q('[data-button=by-hand]').click(); q('[data-mistake=dense]').click();");
    await visitor.until("return q('.mistake').checkVisibility() && q('.pad').checkVisibility();");
    const wide = "return document.documentElement.scrollWidth;";
    assert.ok((await visitor.run(wide)) <= 320, "no scrolling sideways");
    assert.deepEqual(await visitor.smallTargets(), []);
    const away = await visitor.run(
      `const cut = (b) => b.getBoundingClientRect().right > 320 || b.scrollWidth > b.clientWidth;
       return [...e.shadowRoot.querySelectorAll(".views button")].filter(cut).map((b) => b.textContent);`,
    );
    assert.deepEqual(away, [], "every view is in sight");
    for (const block of ["start", "center", "end"]) {
      await visitor.run("e.scrollIntoView({ block: arguments[0] });", block);
      const [stage, under] = await visitor.run(
        `const boxes = [".stage", ".under"].map((part) => q(part).getBoundingClientRect());
         return boxes.map(({ top, bottom }) => [top, bottom]);`,
      );
      assert.ok(under[0] >= stage[1] - 1, `${block}: nothing covers the buttons in the picture`);
    }

    // What scrolls under the picture stays under it, with longer hair and its rows, and without a mistake's bar.
    await visitor.run("q('[data-button=done]').click(); e.reset(); e.setState({ 'hair-length': 60 });");
    await visitor.until("return !q('.mistake').checkVisibility() && !q('.pad').checkVisibility();");
    await visitor.rest();
    const [under, over] = await visitor.run(`
      const kinds = ".mark span, input[type=range], .option, summary";
      const parts = [...e.shadowRoot.querySelectorAll(kinds)].filter((part) => part.checkVisibility());
      const met = parts.map((part) => {
        part.scrollIntoView({ block: "start" });
        const { left, top, width, height } = part.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        const stage = q(".stage").getBoundingClientRect();
        const within = x > stage.left && x < stage.right && y > stage.top && y < stage.bottom;
        return [part, within, within && e.shadowRoot.elementFromPoint(x, y)];
      }).filter(([, within]) => within);
      const over = met.filter(([part, , top]) => part.contains(top) || top?.contains(part));
      return [met.length, over.map(([part]) => part.outerHTML.slice(0, 70))];`);
    assert.ok(under > 20, `${under} parts have been under the picture`);
    assert.deepEqual(over, []);

    // With text twice as large nothing is cut off, and nothing covers the picture.
    await visitor.run(
      "document.documentElement.style.fontSize = '200%'; document.body.style.overflowWrap = 'anywhere'; e.reset();",
    );
    await visitor.run("e.setState({ density: 280, 'hair-length': 6 }); q('[data-button=by-hand]').click();");
    await visitor.until("return q('.pad').checkVisibility();");
    await visitor.rest();
    const cut = await visitor.run(`
      const kinds = "button:not(.handle), input, summary, label, legend, output, dt, dd, p:not(.unseen)";
      return [...e.shadowRoot.querySelectorAll(kinds)]
        .filter((each) => each.checkVisibility() && getComputedStyle(each).clipPath === "none")
        .map((each) => [each, each.getBoundingClientRect()])
        .filter(([, box]) => box.left < -1 || box.right > 321)
        .map(([each, box]) => each.outerHTML.slice(0, 60) + " " + box.left + "–" + box.right);`);
    assert.deepEqual(cut, []);
    assert.ok((await visitor.run(wide)) <= 320, "no scrolling sideways");
    assert.equal(await visitor.run("return q('.remarks').checkVisibility();"), false);
    await visitor.driver.switchTo().defaultContent();
  });

  for (const [page, rules] of [
    ["index.html", {}],
    // The shortest page is a fragment to embed: without headings or landmarks of its own.
    ["embed.html", { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }],
  ]) {
    test(`axe finds nothing in ${page}`, async () => {
      await visitor.open("plain", `${page}?compare=50&hair-length=60`);
      await visitor.openGroups();
      await visitor.run("q('[data-button=by-hand]').click(); q('[data-mistake=too-deep]').click();");
      await visitor.rest();
      assert.deepEqual(await visitor.violations(rules), []);
    });
  }
};
