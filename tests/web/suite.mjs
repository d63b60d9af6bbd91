// The page used as a visitor would, in one browser. Each test names a promise of the page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { start } from "./browser.mjs";
import { native } from "./native.mjs";
import { openSite } from "./site.mjs";
import { Key, samePixels, Visitor } from "./visitor.mjs";

const require = createRequire(new URL("../../www/package.json", import.meta.url));
const DIST = new URL("../../www/dist", import.meta.url).pathname;

/** A few states that between them use every stage. */
const FIXED = ["", "norwood=6&tone=2&density=240&view=top", "norwood=3.4&skin=8&view=hairline&compare=50&seed=7"];

export function suite(name) {
  describe(name, () => {
    let browser;
    let site;
    /** @type {Visitor} */
    let visitor;
    before(async () => {
      site = await openSite(DIST);
      browser = await start(name);
      visitor = new Visitor(browser, site);
      await browser.driver.manage().window().setRect({ width: 1280, height: 1000 });
    });
    after(async () => {
      await browser?.close();
      site?.close();
    });

    const quiet = async () => assert.deepEqual(await visitor.problems(), []);
    const same = (a, b, what) => assert.ok(samePixels(a, b), what);
    const differ = (a, b, what) => assert.ok(!samePixels(a, b), what);

    // ---- The picture

    test("opens on a head, in a worker, asks only its own host, and complains about nothing", async () => {
      await visitor.open("strict");
      const [ready] = await visitor.events("smp-ready");
      assert.equal(ready.where, "worker");
      assert.equal(await visitor.run("return q('canvas').checkVisibility({ opacityProperty: true });"), true);
      assert.match(await visitor.run("return q('.caption slot').assignedNodes({ flatten: true })[0].textContent;"), /simulation.*vary/i);
      assert.match(await visitor.run("return q('canvas').getAttribute('aria-label');"), /Norwood V,.*180 dots per cm².*dots.*medium/);
      const asked = await visitor.run(
        "return performance.getEntriesByType('resource').map((entry) => entry.name).filter((url) => !/^(data|blob):/.test(url));",
      );
      assert.ok(asked.some((url) => url.endsWith(".wasm")));
      const home = new URL(site.url("strict")).origin;
      assert.deepEqual(asked.filter((url) => new URL(url).origin !== home), []);
      await quiet();
      if (name === "chromium") {
        const log = await browser.driver.manage().logs().get("browser");
        assert.deepEqual(log.map((entry) => entry.message), []);
      }
    });

    for (const query of FIXED) {
      test(`draws ${query || "the first head"} with the bytes of the native program`, async () => {
        const expected = native(query, 320);
        await visitor.open("plain", `fixed.html?${query}`);
        const picture = await visitor.picture();
        assert.equal(`${picture.width}×${picture.height}`, `${expected.width}×${expected.height}`);
        same(picture, expected, "the browser's pixels are the native ones");
      });
    }

    test("ends on the same picture whichever way it came there", async () => {
      await visitor.open("plain", "fixed.html?norwood=6&view=left");
      const straight = await visitor.picture();
      await visitor.open("plain", "fixed.html");
      await visitor.run("e.tone = 5; e.seed = 3; e.view = 'left';");
      await visitor.drag(".stage", [0.5, 0.5], 60, 20);
      await visitor.run("e.norwood = 2; e.tone = 3; e.view = 'left'; e.yaw = 90; e.seed = 1; e.norwood = 6; e.view = 'front'; e.view = 'left';");
      same(await visitor.picture(), straight, "no trace of the way");
    });

    // ---- Sliders

    test("the three sliders move by key and by pointer, say it in words and change the picture", async () => {
      await visitor.open("plain");
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
    });

    test("every other slider moves by key and by pointer", async () => {
      await visitor.load("plain");
      await visitor.run("for (const group of e.shadowRoot.querySelectorAll('details')) group.open = true;");
      const sliders = await visitor.run("return [...e.shadowRoot.querySelectorAll('.groups input[type=range]')].map((i) => i.dataset.name);");
      assert.ok(sliders.length >= 14, `${sliders.length} sliders`);
      for (const slider of sliders) {
        const input = `#in-${slider}`;
        await visitor.press(input, Key.HOME, Key.ARROW_RIGHT);
        const [value, min, step, max] = await visitor.run("const i = q(arguments[0]); return [e.getState()[i.dataset.name], +i.min, +i.step, +i.max];", input);
        assert.ok(Math.abs(value - min - step) < 1e-9, `${slider} by key: ${value}`);
        await visitor.drag(input, [0.75, 0.5]);
        const share = ((await visitor.value(slider)) - min) / (max - min);
        assert.ok(Math.abs(share - 0.75) < 0.06, `${slider} by pointer: ${share}`);
      }
      await visitor.run("q('.stage').scrollIntoView();");
      await visitor.rest();
      await quiet();
    });

    test("limits are said in words beside the sliders", async () => {
      await visitor.open("plain", "index.html?density=300");
      await visitor.until("return /More dots than practitioners/.test(q('.notes').innerText);");
      await visitor.run("e.density = 150; e.norwood = 1.5;");
      await visitor.until("return !/More dots/.test(q('.notes').innerText);");
    });

    test("a named stop can be pressed", async () => {
      await visitor.load("plain");
      await visitor.click(".mark[data-value='3']");
      assert.equal(await visitor.value("norwood"), 3);
      await visitor.until("return q('output[for=in-norwood]').value === 'Norwood III';");
    });

    // ---- Turning

    test("a drag turns the head with the hand; the keys do the same", async () => {
      await visitor.open("plain");
      const before = await visitor.picture();
      const [yaw, pitch] = [await visitor.value("yaw"), await visitor.value("pitch")];
      await visitor.drag(".stage", [0.5, 0.4], 80, 40);
      assert.ok((await visitor.value("yaw")) < yaw - 5, "to the right, the near side goes right");
      assert.ok((await visitor.value("pitch")) > pitch + 2, "down, the crown comes forward");
      const dragged = await visitor.picture();
      differ(dragged, before, "the picture turned");
      assert.equal(`${dragged.width}×${dragged.height}`, `${before.width}×${before.height}`, "full size again at rest");
      const stage = await visitor.run("return `${q('.stage').clientWidth}×${q('.stage').clientHeight}`;");
      assert.equal(`${dragged.width}×${dragged.height}`, stage, "one pixel for each of the screen");

      await visitor.press(".stage", "0");
      assert.equal(await visitor.value("yaw"), yaw);
      same(await visitor.picture(), before, "0 brings the first view back");
      await visitor.press(".stage", Key.ARROW_LEFT, Key.ARROW_LEFT, Key.ARROW_DOWN);
      assert.equal(await visitor.value("yaw"), yaw + 10);
      assert.equal(await visitor.value("pitch"), pitch + 5);
      await visitor.press(".stage", Key.HOME);
      assert.equal(await visitor.value("yaw"), yaw);
      await quiet();
    });

    test("turning never ends at the back", async () => {
      await visitor.load("plain", "index.html?view=back");
      await visitor.press(".stage", Key.ARROW_LEFT);
      assert.equal(await visitor.value("yaw"), -175);
    });

    test("plus, minus, ctrl + wheel and the buttons zoom, within the range", async () => {
      await visitor.load("plain");
      await visitor.press(".stage", "+", "+");
      assert.ok(Math.abs((await visitor.value("zoom")) - 1.5625) < 1e-6);
      await visitor.press(".stage", "-", "-", "-", "-");
      assert.equal(await visitor.value("zoom"), 1);
      await visitor.run("q('.stage').dispatchEvent(new WheelEvent('wheel', { deltaY: -100, ctrlKey: true, bubbles: true, cancelable: true }));");
      const pinched = await visitor.value("zoom");
      assert.ok(pinched > 1.2, `wheel: ${pinched}`);
      const scrolled = await visitor.run(
        "const wheel = new WheelEvent('wheel', { deltaY: 100, bubbles: true, cancelable: true }); q('.stage').dispatchEvent(wheel); return wheel.defaultPrevented;",
      );
      assert.equal(scrolled, false, "a bare wheel is the page's");
      for (let i = 0; i < 15; i++) await visitor.run("q('[data-button=in]').click();");
      assert.equal(await visitor.value("zoom"), 12);
      await visitor.click("[data-button=home]");
      assert.equal(await visitor.value("zoom"), 1);
      const yaw = await visitor.value("yaw");
      await visitor.click("[data-button=left]");
      assert.equal(await visitor.value("yaw"), yaw + 30);
    });

    // WebKitGTK's driver knows one pointer only.
    test("two fingers zoom", { skip: name === "webkit" && "the driver has one pointer" }, async () => {
      await visitor.load("plain");
      await visitor.part(".stage");
      const box = await visitor.run("const { x, y, width, height } = q('.stage').getBoundingClientRect(); return { x: x + width / 2, y: y + height / 2 };");
      const finger = (id, from, to) => ({
        type: "pointer",
        id,
        parameters: { pointerType: "touch" },
        actions: [
          { type: "pointerMove", duration: 0, x: Math.round(box.x + from), y: Math.round(box.y) },
          { type: "pointerDown", button: 0 },
          { type: "pointerMove", duration: 120, x: Math.round(box.x + to), y: Math.round(box.y) },
          { type: "pointerUp", button: 0 },
        ],
      });
      const { Command } = require("selenium-webdriver/lib/command");
      await browser.driver.execute(new Command("actions").setParameter("actions", [finger("a", -40, -120), finger("b", 40, 120)]));
      const zoom = await visitor.value("zoom");
      assert.ok(zoom > 2 && zoom < 4, `three times as far apart: ${zoom}`);
    });

    test("each view has a button and a digit", async () => {
      await visitor.load("plain");
      const views = await visitor.run("return [...e.shadowRoot.querySelectorAll('[data-view]')].map((b) => b.dataset.view);");
      assert.equal(views.length, 8);
      for (const [place, view] of views.entries()) {
        await visitor.click(`[data-view=${view}]`);
        assert.equal(await visitor.value("view"), view);
        await visitor.until(`return q('[data-view=${view}]').getAttribute('aria-pressed') === 'true';`);
        const yaw = await visitor.value("yaw");
        await visitor.press(".stage", "0", String(place + 1));
        assert.equal(await visitor.value("view"), view);
        assert.equal(await visitor.value("yaw"), yaw);
      }
      await visitor.press(".stage", Key.ARROW_LEFT);
      await visitor.until("return !q('[data-view][aria-pressed=true]');", "a turned head is none of the views");
    });

    // ---- Before and after

    test("the line between before and after moves by key and by drag", async () => {
      await visitor.open("plain");
      const after = await visitor.picture();
      assert.ok(await visitor.run("return q('.before').hidden && q('.after').hidden;"));
      await visitor.click("[data-button=compare]");
      assert.equal(await visitor.value("compare"), 50);
      await visitor.until("return !q('.before').hidden && !q('.after').hidden;");
      differ(await visitor.picture(), after, "half of it is before");
      await visitor.press(".divider", Key.ARROW_LEFT, Key.PAGE_DOWN);
      assert.equal(await visitor.value("compare"), 39);
      await visitor.press(".divider", Key.END);
      assert.equal(await visitor.value("compare"), 100);
      await visitor.press(".divider", Key.HOME);
      assert.equal(await visitor.value("compare"), 0);
      const width = await visitor.run("return q('.stage').clientWidth;");
      await visitor.rest();
      await visitor.drag(".divider", [0.5, 0.3], Math.round(width * 0.4), 0);
      const dragged = await visitor.value("compare");
      assert.ok(dragged > 35 && dragged < 48, `dragged to ${dragged}`);
      await visitor.until(`return q('.divider').getAttribute('aria-valuenow') === '${dragged}';`);
      assert.match(await visitor.run("return q('.divider').getAttribute('aria-valuetext');"), new RegExp(`${dragged}\\s?% .*before`));
    });

    test("in a right-to-left page the left arrow still moves the line left", async () => {
      await visitor.load("plain", "rtl.html");
      await visitor.press(".divider", Key.ARROW_LEFT);
      assert.equal(await visitor.value("compare"), 49);
      await visitor.drag("#in-norwood", [0.9, 0.5]);
      assert.ok((await visitor.value("norwood")) < 2, "sliders run from right to left");
    });

    // ---- Address and properties

    test("the address opens a state, follows the sliders, and a reload shows the same picture", async () => {
      await visitor.open("plain", "index.html?norwood=6&tone=2&theirs=1#there");
      assert.equal(await visitor.value("norwood"), 6);
      assert.equal(await visitor.value("tone"), 2);
      await visitor.press("#in-density", Key.HOME, Key.PAGE_UP);
      await visitor.press(".stage", "2", Key.ARROW_LEFT);
      const density = await visitor.value("density");
      await visitor.until(`return /density=${density}\\b/.test(location.search) && /yaw=5/.test(location.search);`, "the address follows");
      const query = new URLSearchParams(await visitor.run("return location.search;"));
      assert.deepEqual(Object.fromEntries(query), { theirs: "1", norwood: "6", tone: "2", density: String(density), view: "front", yaw: "5" });
      assert.equal(await visitor.run("return location.hash;"), "#there");
      const picture = await visitor.picture();
      await browser.driver.navigate().refresh();
      await visitor.rest();
      same(await visitor.picture(), picture, "the shared head is the same head");
      await visitor.click("[data-button=reset]");
      await visitor.until("return location.search === '?theirs=1';", "a fresh head needs no words");
    });

    test("another head comes from a fresh seed", async () => {
      await visitor.open("plain");
      const before = await visitor.picture();
      await visitor.click("[data-button=head]");
      const seed = await visitor.until("return e.seed !== 1 && e.seed;");
      assert.ok(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32);
      differ(await visitor.picture(), before, "another head");
      await visitor.until(`return location.search === '?seed=${seed}';`);
    });

    test("a bad address is clamped or ignored, with one warning each, and the picture is there", async () => {
      await visitor.load("plain", "index.html?norwood=77&tone=blue&density=&view=inside&zoom=1e999&hair-length=0.4mm&nothing=1");
      assert.equal(await visitor.value("norwood"), 7);
      assert.equal(await visitor.value("tone"), 3);
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
      assert.deepEqual([state.view, state.zoom, state.norwood, state.tone, state["hair-length"]], ["top", 3, 7, 3, 0.4]);
      assert.equal((await visitor.warnings()).length, 2);
      await visitor.run("e.setAttribute('norwood', '-4');");
      assert.equal(await visitor.value("norwood"), 1);
      assert.equal((await visitor.warnings()).length, 3);
      await visitor.run("document.querySelector('#cta').click();");
      assert.equal((await visitor.events("smp-cta"))[0].state.view, "top");
      await quiet();
    });

    test("a property set to nonsense keeps the old value and says why", async () => {
      await visitor.open("plain");
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
        const [old, now] = await visitor.run(`const old = e[arguments[0]]; e[arguments[0]] = ${value}; return [old, e[arguments[0]]];`, property);
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

    // ---- Hosts and browsers that refuse something

    test("without a worker the main thread draws the same picture", async () => {
      await visitor.open("plain", "fixed.html");
      const usual = await visitor.picture();
      await visitor.open("no-worker", "fixed.html");
      const [ready] = await visitor.events("smp-ready");
      assert.equal(ready.where, "main");
      same(await visitor.picture(), usual, "the same pixels");
      await visitor.run("e.norwood = 6;");
      differ(await visitor.picture(), usual, "and it still answers");
      assert.deepEqual((await visitor.problems()).filter((problem) => !problem.startsWith("csp: worker-src")), []);
    });

    for (const [host, type, words] of [
      ["no-wasm", "download", /could not be downloaded/],
      ["other-wasm", "download", /could not be downloaded/],
      ["no-compile", "wasm", /cannot run/],
      ["no-engine", "wasm", /cannot run/],
      ["no-canvas", "canvas", /cannot draw/],
    ]) {
      test(`${host}: the page says so in words and the poster stays`, async () => {
        await visitor.goto(host, "poster.html");
        await visitor.until("return seen.events.some((event) => event.type === 'smp-error');");
        const [error] = await visitor.events("smp-error");
        assert.equal(error.type, type);
        assert.match(await visitor.run("return q('[role=alert]').innerText;"), words);
        assert.ok(await visitor.run("return document.querySelector('#poster').checkVisibility() && getComputedStyle(q('canvas')).opacity === '0';"));
        assert.equal(await visitor.run("return Boolean(q('[data-button=retry]'));"), type === "download");
        assert.equal(await visitor.wait("return await e.toBlob().then(() => 'a picture', () => 'none');"), "none");
      });
    }

    test("a failed download can be tried again", async () => {
      await visitor.goto("late-wasm", "poster.html");
      await visitor.until("return q('[role=alert]')?.innerText;");
      await visitor.click("[data-button=retry]");
      await visitor.until("return seen.events.some((event) => event.type === 'smp-ready');");
      assert.equal(await visitor.run("return q('[role=alert]').checkVisibility();"), false);
      await visitor.rest();
    });

    // ---- Manners as an element

    test("two on a page share one download", async () => {
      await visitor.goto("plain", "two.html");
      const [a, b] = await visitor.wait("await customElements.whenDefined('smp-visualizer'); return (await Promise.all([...document.querySelectorAll('smp-visualizer')].map((each) => each.toBlob()))).map((blob) => blob.size);");
      assert.ok(a > 0 && b > 0 && a !== b, "each has its own picture");
      const asked = await visitor.run("return performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('.wasm')).length;");
      assert.equal(asked, 1);
    });

    test("out of sight nothing is drawn; moved nothing is lost; removed it rests, and comes back", async () => {
      await visitor.goto("plain", "far.html");
      await new Promise((done) => setTimeout(done, 600));
      assert.equal(await visitor.run("return performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('.wasm'));"), false);
      await visitor.run("e.scrollIntoView();");
      await visitor.rest();
      const picture = await visitor.picture();
      await visitor.run("document.body.prepend(e); scrollTo(0, 0); e.norwood = 6; e.norwood = 5;");
      await visitor.rest();
      assert.equal((await visitor.events("smp-ready")).length, 1, "the same start");
      await visitor.run("window.kept = e; e.remove();");
      await new Promise((done) => setTimeout(done, 3300));
      assert.equal(await visitor.driver.executeScript("return seen.workers;"), 0, "its memory is given back");
      await visitor.driver.executeScript("document.body.prepend(kept);");
      same(await visitor.picture(), picture, "the same head again");
      assert.equal((await visitor.events("smp-ready")).length, 2, "a new start");
      await quiet();
    });

    test("one status speaks, politely, and only while someone is inside", async () => {
      await visitor.load("plain");
      await visitor.run("e.norwood = 2;");
      await new Promise((done) => setTimeout(done, 900));
      assert.equal(await visitor.run("return q('[role=status]').textContent;"), "");
      await visitor.press(".stage", "2");
      await visitor.until("return /Front: Norwood II,/.test(q('[role=status]').textContent);");
    });

    test("the keys reach everything in the order of the page", async () => {
      await visitor.load("plain");
      await visitor.run("q('.stage').focus();");
      const order = [];
      for (let i = 0; i < 24; i++) {
        order.push(await visitor.run("const a = e.shadowRoot.activeElement; return a && (a.dataset.button ?? a.dataset.view ?? a.dataset.name ?? (a.localName === 'summary' ? a.textContent : a.className));"));
        await browser.driver.actions().sendKeys(Key.TAB).perform();
      }
      const expected = ["stage", "divider", "left", "right", "out", "in", "home", "compare", "three-quarter", "front", "left", "right", "top", "back", "crown", "hairline", "norwood", "tone", "density"];
      assert.deepEqual(order.slice(0, expected.length), expected);
      assert.equal(order[expected.length], await visitor.run("return q('summary').textContent;"));
    });

    test("320 px wide nothing is cut off and every target is large enough for a finger", async () => {
      await visitor.goto("plain", "narrow.html");
      await browser.driver.switchTo().frame(0);
      await visitor.rest();
      await visitor.run("for (const group of e.shadowRoot.querySelectorAll('details')) group.open = true;");
      assert.ok(await visitor.run("return document.documentElement.scrollWidth <= 320;"), "no scrolling sideways");
      const small = await visitor.run(`
        return [...e.shadowRoot.querySelectorAll("button, input, select, summary, [role=slider]")]
          .filter((target) => target.checkVisibility())
          .map((target) => [target, target.getBoundingClientRect()])
          .filter(([, box]) => box.width < 43.5 || box.height < 43.5)
          .map(([target, box]) => target.outerHTML.slice(0, 80) + " " + box.width + "×" + box.height);`);
      assert.deepEqual(small, []);
      await browser.driver.switchTo().defaultContent();
    });

    for (const [page, rules] of [
      ["index.html", {}],
      // The shortest page is a fragment to embed: without headings or landmarks of its own.
      ["embed.html", { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }],
    ]) {
      test(`axe finds nothing in ${page}`, async () => {
        const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
        await visitor.open("plain", `${page}?compare=50`);
        await visitor.run("for (const group of e.shadowRoot.querySelectorAll('details')) group.open = true;");
        await browser.driver.executeScript(axe);
        const found = await visitor.wait(
          "const { violations } = await axe.run(given[0]); return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 90)).join(' | ')}`);",
          rules,
        );
        assert.deepEqual(found, []);
      });
    }
  });
}
