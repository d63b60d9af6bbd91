// An element's life among others: many of them, removed and come back, moved, unseen.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { eventually, pause } from "../visitor.mjs";

const EACH = "const all = [...document.querySelectorAll('smp-visualizer')];";
/** Waits until each of `all` has drawn. */
const DRAWN =
  "await customElements.whenDefined('smp-visualizer'); await Promise.all(all.map((each) => each.rendered));";
const PAUSE = `
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const frame = () => new Promise((done) => requestAnimationFrame(done));`;
/** Pixels as text that differs when one of them does: those on the screen, and those of a file. */
const PRINTS = `
  const print = (source) => {
    const surface = new OffscreenCanvas(source.width, source.height).getContext("2d");
    surface.drawImage(source, 0, 0);
    const { data, width, height } = surface.getImageData(0, 0, source.width, source.height);
    let sum = 0;
    for (let i = 0; i < data.length; i++) sum = (Math.imul(sum, 31) + data[i]) | 0;
    return width + "×" + height + " " + sum;
  };
  const shown = (each) => print(each.shadowRoot.querySelector("canvas"));
  const exported = async (each) => print(await createImageBitmap(await each.toBlob({ caption: false })));
  // A worker tells of its picture before the browser shows it.
  const both = async (each) => {
    const file = await exported(each);
    for (let i = 0; i < 600 && shown(each) !== file; i++) await new Promise((done) => requestAnimationFrame(done));
    return [shown(each), file];
  };`;
/** What memory is measured by: less of a change in so long is none, MiB and ms. */
const [STILL, BETWEEN] = [4, 150];

export default (visitor, { test, name, quiet, same }) => {
  /** Waits until no worker is left, a while after the last element was removed, and none comes any more. */
  const rest = async () => {
    await visitor.until("return seen.workers === 0;", "no worker");
    await visitor.stays("return seen.workers === 0;", 300, "no worker");
  };
  /** Memory once the browser has taken back what was given back, MiB. */
  const memory = async () => {
    for (let last = visitor.memory(); ; ) {
      await pause(BETWEEN);
      const now = visitor.memory();
      if (Math.abs(now - last) < STILL) return now;
      last = now;
    }
  };
  /** The elements of the page show so many different pictures; those, as text. */
  const pictures = (count) =>
    eventually(async () => {
      const prints = await visitor.wait(`${EACH} ${PRINTS} return all.map(shown);`);
      assert.equal(new Set(prints).size, count, prints.join());
      return prints;
    });
  /** What a page would have to carry for ever. */
  const carried = () => visitor.driver.executeScript("return [seen.workers, seen.listeners, seen.observers];");
  /** Nodes and listeners that live and kilobytes that scripts hold, when all rubbish is gone; only Chromium tells. */
  const heap = async () => {
    if (name !== "chromium") return undefined;
    const ask = (command) => visitor.driver.sendAndGetDevToolsCommand(command, {});
    await ask("Performance.enable");
    for (let i = 0; i < 3; i++) await ask("HeapProfiler.collectGarbage");
    const { metrics } = await ask("Performance.getMetrics");
    const of = (key) => metrics.find((metric) => metric.name === key).value;
    return { nodes: of("Nodes"), listeners: of("JSEventListeners"), kilobytes: of("JSHeapUsedSize") / 1000 };
  };
  /** The heap comes back to what it was, to within `most`: once timers and requests that hold an element have ended. */
  const leftNothing = (before, most) =>
    eventually(async () => {
      const after = await heap();
      for (const [what, growth] of Object.entries(after ? most : {}))
        assert.ok(after[what] < before[what] + growth, `${what}: ${before[what]} to ${after[what]}`);
    });

  test("twenty on a page: one download, four at work at most, and all of them drawn", async () => {
    await visitor.open("plain", "fixed.html");
    const one = visitor.memory();
    await visitor.goto("plain", "twenty.html");
    // Some at a time: on a busy machine all of them take longer than a script may.
    for (const from of [0, 5, 10, 15])
      await visitor.wait(`${EACH} ${DRAWN.replace("all.", "all.slice(...given).")}`, from, from + 5);
    const more = visitor.memory() - one;
    // Four hold 150 to 280 MiB here, twenty would 590 to 650.
    assert.ok(more < 450, `${more} MiB more than one`);
    assert.equal(
      await visitor.run(
        "return performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('.wasm')).length;",
      ),
      1,
    );
    assert.ok((await visitor.run("return seen.most;")) <= 4);
    const prints = await pictures(20);
    // Who gave way shows what it would export, and starts again for that, and for a change.
    for (const place of [0, 19]) {
      assert.equal(await visitor.wait(`${EACH} ${PRINTS} return exported(all[given[0]]);`, place), prints[place]);
    }
    await visitor.wait(`${EACH} all[1].tone = 3.3; await all[1].rendered;`);
    const changed = await visitor.wait(`${EACH} ${PRINTS} return both(all[1]);`);
    assert.equal(changed[0], changed[1]);
    assert.notEqual(changed[0], prints[1]);
    assert.equal((await visitor.events("smp-ready")).length, 20, "each was ready once");
    assert.deepEqual(await visitor.events("smp-error"), [], "who gives way has not died");
    assert.ok((await visitor.run("return seen.most;")) <= 4);
    await quiet();
  });

  test("who has given way rests: being in sight alone starts nobody", every("worker", "canvas"), async () => {
    await visitor.goto("plain", "crowd.html");
    await visitor.wait(`${EACH} ${DRAWN}`);
    assert.ok((await visitor.run("return seen.most;")) <= 4);
    const prints = await pictures(5);
    await visitor.run(`
      document.body.style.blockSize = "9000px";
      scrollTo(0, 9000);
      const real = Worker;
      window.started = 0;
      window.Worker = class extends real {
        constructor(...given) {
          super(...given);
          window.started++;
        }
      };`);
    await visitor.observed();
    await visitor.run("scrollTo(0, 0);");
    await visitor.observed();
    await visitor.stays("return window.started === 0;", 500, "nobody starts");
    assert.equal(
      await visitor.wait(`${EACH} ${PRINTS} return exported(all[0]);`),
      prints[0],
      "and shows what it exports",
    );
    // Another size is another picture, for all of them: by rules of ours.
    if (name !== "chromium") return quiet();
    await visitor.wait(`${EACH} ${PAUSE}
      document.querySelector(".grid").style.gridTemplateColumns = "repeat(5, 120px)";
      await frame();
      await frame();
      await Promise.all(all.map((each) => each.rendered));`);
    await eventually(async () => {
      const sizes = await visitor.wait(`${EACH} ${PRINTS} return all.map((each) => shown(each).split(" ")[0]);`);
      assert.deepEqual([...new Set(sizes)], ["120×120"]);
    });
    await quiet();
  });

  test("without workers five share four cores on the main thread", async () => {
    await visitor.goto("no-worker", "crowd.html");
    await visitor.wait(`${EACH} ${DRAWN}`);
    const prints = await pictures(5);
    assert.equal(await visitor.wait(`${EACH} ${PRINTS} return exported(all[3]);`), prints[3]);
  });

  test(
    "removed and put back a thousand times it is the same element, and nothing has grown",
    every("tree", "worker"),
    async () => {
      await visitor.open("plain", "fixed.html");
      const picture = await visitor.picture();
      const before = [await carried(), await heap(), await memory()];
      await visitor.wait(`${PAUSE}
        for (let i = 0; i < 1000; i++) {
          e.remove();
          if (i % 10 === 3) await frame();
          document.body.append(e);
          if (i % 10 === 7) await frame();
        }`);
      same(await visitor.picture(), picture, "the same head");
      assert.deepEqual(await carried(), before[0]);
      assert.equal(await visitor.run("return seen.most;"), 1, "one worker did it all");
      assert.equal((await visitor.events("smp-ready")).length, 1, "the same start");
      await leftNothing(before[1], { nodes: 20, listeners: 5, kilobytes: 1000 });
      const after = await memory();
      assert.ok(after < before[2] + 150, `${before[2]} to ${after} MiB`);
      await quiet();
    },
  );

  test("fifty that came and went have left nothing, and the next one draws", every("tree", "worker"), async () => {
    await visitor.open("plain", "fixed.html");
    await visitor.run("e.remove();");
    await rest();
    const before = [await carried(), await heap(), await memory()];
    await visitor.driver.executeAsyncScript(`const tell = arguments[0]; ${PAUSE}
      (async () => {
        for (let i = 0; i < 50; i++) {
          const made = document.createElement("smp-visualizer");
          made.className = "fixed";
          made.norwood = 1 + (i % 7);
          if (i % 2) made.setAttribute("address", "");
          document.body.append(made);
          await pause((i % 5) * 40);
          if (i % 3 === 0) {
            made.remove();
            document.body.append(made);
          }
          made.remove();
        }
      })().then(tell);`);
    await rest();
    assert.deepEqual(await carried(), [0, ...before[0].slice(1)]);
    assert.ok((await visitor.driver.executeScript("return seen.most;")) <= 4);
    await leftNothing(before[1], { nodes: 1000, listeners: 50, kilobytes: 2000 });
    const after = await memory();
    assert.ok(after < before[2] + 250, `${before[2]} to ${after} MiB`);
    await visitor.driver.executeScript(
      "document.body.innerHTML = '<smp-visualizer class=fixed controls=none></smp-visualizer>';",
    );
    await visitor.rest();
    await quiet();
  });

  test(
    "moved into a shadow tree, into a frame's document and back it loses nothing and does not start again",
    every("tree", "frame"),
    async () => {
      await visitor.open("plain", "fixed.html?norwood=6&yaw=12");
      const picture = await visitor.picture();
      const looks = "[getComputedStyle(q('.stage')).overflow, getComputedStyle(q('canvas')).position]";
      const styled = await visitor.run(`return ${looks};`);
      await visitor.wait(`${PAUSE}
        window.kept = e;
        const host = document.createElement("div");
        host.attachShadow({ mode: "open" });
        host.shadowRoot.innerHTML = "<style>smp-visualizer { display: block; inline-size: 320px }</style>";
        document.body.append(host);
        host.shadowRoot.append(e);
        await frame();
        await frame();
        await e.rendered;`);
      const moved = (body) =>
        visitor.driver.executeAsyncScript(
          `const tell = arguments[0];
           const e = kept;
           const q = (s) => e.shadowRoot.querySelector(s);
           ${PRINTS} ${PAUSE}
           (async () => { ${body} })().then(tell, (error) => tell(String(error)));`,
        );
      const [shown, print] = await moved("return both(e);");
      assert.equal(shown, print);
      const inFrame = await moved(`
        const inner = document.createElement("iframe");
        inner.style = "inline-size: 500px; block-size: 500px; border: 0";
        document.body.append(inner);
        const { body } = inner.contentDocument;
        body.innerHTML = "<style>body { margin: 0 } smp-visualizer { display: block; inline-size: 320px }</style>";
        body.append(e);
        await frame();
        await frame();
        await e.rendered;
        return [...${looks}, ...(await both(e)), e.norwood, e.yaw].join();`);
      assert.equal(inFrame, [...styled, print, print, 6, 12].join());
      const back = await moved(`
        document.body.prepend(e);
        await frame();
        await frame();
        for (const tone of [2, 3.6]) {
          e.tone = tone;
          await e.rendered;
        }
        return [...${looks}, ...(await both(e))].join();`);
      assert.equal(back, [...styled, print, print].join());
      assert.equal(await visitor.driver.executeScript("return seen.most;"), 1);
      assert.equal(
        await visitor.driver.executeScript("return seen.events.filter((event) => event.type === 'smp-ready').length;"),
        1,
      );
      same(await visitor.picture(), picture, "the same head");
      await quiet();
    },
  );
};
