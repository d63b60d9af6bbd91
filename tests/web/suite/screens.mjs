// Screens of another ratio, zoomed pages, hidden tabs, and pages that run from right to left.

import assert from "node:assert/strict";
import { start } from "../browser.mjs";
import { every } from "../engines.mjs";
import { native } from "../native.mjs";
import { eventually, Key, Visitor } from "../visitor.mjs";

export default (visitor, { test, name, quiet, same, differ }) => {
  /** Pixels of the picture at rest, and the stage's CSS size. */
  const measures = async (who = visitor) => {
    await who.rest();
    const { width, height } = await who.picture();
    const [wide, high, ratio] = await who.run(
      "const box = q('.stage').getBoundingClientRect(); return [box.width, box.height, devicePixelRatio];",
    );
    return { pixels: `${width}×${height}`, stage: `${wide}×${high}`, ratio };
  };

  // That a third pixel is left out is arithmetic (size.test.ts), and seen below.
  test("on a screen of 2 pixels each way there are 2 for each of the page", every("scale"), async () => {
    const browser = await start(name, [], 2);
    try {
      const there = new Visitor(name);
      Object.assign(there, { driver: browser.driver, site: visitor.site });
      await there.open("plain", "fixed.html");
      assert.deepEqual(await measures(there), { pixels: "640×640", stage: "320×320", ratio: 2 });
      // As many as a quick picture may have, and no more.
      await there.run("e.style.inlineSize = '900px'; e.style.setProperty('--smp-max-height', '900px');");
      await there.until("return q('.stage').clientWidth === 900;");
      await eventually(async () => {
        const [side] = (await measures(there)).pixels.split("×").map(Number);
        assert.ok(side * side <= 1.4e6 + 2 * side && side > 1150, `${side} px`);
      });
    } finally {
      await browser.close();
    }
  });

  // Only Chromium's driver can change the ratio of a running browser. Its boxes stay those of the real screen then.
  test("when the ratio changes the picture follows", async () => {
    await visitor.open("plain", "fixed.html");
    // Only with another width does it tell of another ratio.
    const metrics = (deviceScaleFactor) =>
      visitor.driver.sendDevToolsCommand("Emulation.setDeviceMetricsOverride", {
        width: 1000 + 10 * deviceScaleFactor,
        height: 800,
        deviceScaleFactor,
        mobile: false,
      });
    try {
      for (const [ratio, pixels] of [
        [1, "320×320"],
        [2, "640×640"],
        [1.5, "480×480"],
        [3, "640×640"],
        [1, "320×320"],
      ]) {
        await metrics(ratio);
        await visitor.until(`return devicePixelRatio === ${ratio};`);
        await eventually(async () => assert.deepEqual(await measures(), { pixels, stage: "320×320", ratio }));
      }
      assert.equal((await visitor.events("smp-ready")).length, 1);
    } finally {
      await visitor.driver.sendDevToolsCommand("Emulation.clearDeviceMetricsOverride", {});
    }
    await quiet();
  });

  test(
    "zoomed by its visitor the picture has the pixels of the screen, and the panel its place",
    every("scale", "layout"),
    async () => {
      await visitor.open("plain", "fixed.html");
      // The window shrinks with it, in its own lengths.
      await visitor.run("e.style.setProperty('--smp-max-height', '320px');");
      try {
        // WebKit's ratio knows nothing of it, and goes by whole pixels of the window's width.
        const webkit = name === "webkit";
        for (const factor of webkit ? [1.2, 1.728, 1] : [1.5, 2, 0.5, 1]) {
          await visitor.zoom(factor);
          await visitor.until(
            webkit
              ? `return Math.abs(outerWidth / innerWidth - ${factor}) < 0.01;`
              : `return devicePixelRatio === ${factor};`,
          );
          await eventually(async () => {
            const { pixels, stage } = await measures();
            assert.deepEqual(stage.split("×").map(Math.round), [320, 320]);
            for (const side of pixels.split("×"))
              assert.ok(Math.abs(side - 320 * factor) <= (webkit ? 2 : 0), `${pixels} at ${factor}`);
          });
        }
        assert.equal((await visitor.events("smp-ready")).length, 1);
        await quiet();
        await visitor.load("plain");
        // As far as it goes; WebKitGTK's window goes to three.
        const most = webkit ? 1.2 ** 6 : 4;
        await visitor.zoom(most);
        await visitor.until(`return innerWidth * ${most} < 1300;`);
        const [inner, wide, room] = await visitor.run(
          "const page = document.documentElement; return [innerWidth, page.scrollWidth, page.clientWidth];",
        );
        assert.ok(wide <= room, `at the most: ${wide} px in ${room} of ${inner}`);
      } finally {
        await visitor.zoom(1);
      }
    },
  );

  // WebKit's boxes do not say how far a page has zoomed them.
  test("zoomed by the page the picture has as many pixels as are seen, and its shape", {
    ...every("scale"),
    skip: name === "webkit" && "a box there does not know that it is zoomed",
  }, async () => {
    await visitor.open("plain", "fixed.html");
    for (const [zoom, side] of [
      [2, 640],
      [1.25, 400],
      [0.5, 160],
      [1, 320],
    ]) {
      await visitor.run(`document.body.style.zoom = ${zoom};`);
      await eventually(async () => assert.equal((await measures()).pixels, `${side}×${side}`));
    }
    await quiet();
  });

  for (const host of ["plain", "no-worker"]) {
    const where = host === "plain" ? every("sight") : {};
    test(`${host}: while the tab is hidden nothing is drawn; seen again it goes on`, where, async () => {
      await visitor.open(host, "fixed.html");
      const before = await visitor.picture();
      const there = await visitor.driver.manage().window().getRect();
      await visitor.driver.manage().window().minimize();
      try {
        await visitor.until("return document.visibilityState === 'hidden';");
        await visitor.run("seen.frames = 0; e.norwood = 2; e.yaw = 10;");
        await visitor.stays("return seen.frames === 0;", 800, "nothing is drawn");
      } finally {
        await visitor.driver.manage().window().setRect(there);
      }
      await visitor.until("return document.visibilityState === 'visible';");
      await visitor.rest();
      assert.ok((await visitor.run("return seen.frames;")) > 0);
      differ(await visitor.picture(), before, "another head");
      assert.equal((await visitor.events("smp-ready")).length, 1);
    });
  }

  test("scrolled away nothing is drawn, unless somebody asks for it", every("sight"), async () => {
    await visitor.goto("plain", "far.html");
    await visitor.run("e.scrollIntoView();");
    await visitor.rest();
    await visitor.run("scrollTo(0, 0);");
    await visitor.observed();
    await visitor.run("seen.frames = 0; e.norwood = 2;");
    await visitor.stays("return seen.frames === 0;", 800, "nothing is drawn");
    await visitor.rest();
    assert.ok((await visitor.run("return seen.frames;")) > 0, "`rendered` asks");
  });

  test(
    "from right to left: keys as the platform has them, everything mirrored but the picture",
    every("input", "layout"),
    async () => {
      const usual = native("compare=50", 320);
      await visitor.goto("plain", "arabic.html");
      await visitor.run("e.className = 'fixed';");
      same(await visitor.picture(), usual, "the same picture");
      const bare = await visitor.driver.findElement({ id: "bare" });
      await bare.sendKeys(Key.ARROW_LEFT);
      const platform = Math.sign((await visitor.driver.executeScript("return bare.valueAsNumber;")) - 50);
      assert.notEqual(platform, 0);
      for (const row of ["norwood", "tone", "density"]) {
        const old = await visitor.value(row);
        await visitor.press(`#in-${row}`, Key.ARROW_LEFT);
        assert.equal(Math.sign((await visitor.value(row)) - old), platform, row);
      }
      assert.match(
        await visitor.run("return q('.caption slot').assignedNodes({ flatten: true })[0].textContent;"),
        /[\u0600-\u06ff]{4}/,
      );
      // Before is on the left of the picture in every language, and so is its word.
      const [before, after] = await visitor.run(
        "return ['.before', '.after'].map((each) => q(each).getBoundingClientRect().left);",
      );
      assert.ok(before < after);
      await visitor.run("e.className = '';");
      const [look, panel] = await visitor.run(
        "return ['.look', '.panel'].map((each) => q(each).getBoundingClientRect().left);",
      );
      assert.ok(panel < look, "the panel is on the left");
      await quiet();
    },
  );

  test("from right to left nothing is cut off at 320 px", every("layout"), async () => {
    await visitor.goto("plain", "narrow-arabic.html");
    await visitor.driver.switchTo().frame(0);
    await visitor.rest();
    await visitor.openGroups();
    await visitor.run("q('[data-button=by-hand]').click(); q('[data-mistake=dense]').click();");
    await visitor.rest();
    assert.ok(
      await visitor.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth;"),
      "no scrolling sideways",
    );
    const cut = await visitor.run(`
      // A bar for scrolling may stand on the left.
      const page = document.documentElement.getBoundingClientRect();
      const kinds = "button:not(.handle, .mark), input, summary, label, legend, output, dt, dd, p:not(.unseen)";
      const within = (box) => box.left >= page.left - 1 && box.right <= page.right + 1;
      const full = (each) => each.matches("button, summary") && each.scrollWidth > each.clientWidth + 1;
      return [...e.shadowRoot.querySelectorAll(kinds)]
        .filter((each) => each.checkVisibility() && getComputedStyle(each).clipPath === "none")
        .map((each) => [each, each.getBoundingClientRect()])
        .filter(([each, box]) => !within(box) || full(each))
        .map(([each, box]) => each.outerHTML.slice(0, 60) + " " + box.left + "–" + box.right);`);
    assert.deepEqual(cut, []);
    await visitor.driver.switchTo().defaultContent();
  });
};
