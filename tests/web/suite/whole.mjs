// Whole on any page: the picture beside what is set, no style of the host's within, its colors those of the page.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { eventually } from "../visitor.mjs";

/** A phone's window, px. */
const [WIDE, HIGH] = [360, 640];
/** What words inherit besides font family and color, which are the host's to set on the tag. */
const INHERITED = `white-space: pre; text-transform: uppercase; letter-spacing: 3px; word-spacing: 9px; text-indent: 99px;
  text-align: end; line-height: 4; word-break: break-all; font-size: 33px; font-style: italic; font-weight: 700;
  font-variant: small-caps; text-shadow: 1px 1px red; cursor: wait; hyphens: none; line-break: anywhere;
  tab-size: 1; list-style: square; font-kerning: none; text-rendering: geometricPrecision; overflow-wrap: anywhere;
  -webkit-text-stroke: 1px red; text-emphasis: dot; quotes: none; orphans: 5; border-collapse: collapse;`;

/** The share of the picture in the phone's window, at its least, while each slider of each group is moved. */
const SWEEP = `
  let least = 1;
  for (const group of e.shadowRoot.querySelectorAll("details")) group.open = true;
  const shift = () => (parent === window ? 0 : frameElement.getBoundingClientRect().top);
  const high = parent.innerHeight;
  for (const block of ["start", "end"])
    for (const slider of e.shadowRoot.querySelectorAll("input[type=range]")) {
      if (!slider.checkVisibility()) continue;
      slider.scrollIntoView({ block });
      slider.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
      const [top, bottom, own] = [".stage", ".stage", "#" + slider.id].map((part) => q(part).getBoundingClientRect())
        .map((box, i) => (i === 0 ? box.top : i === 1 ? box.bottom : (box.top + box.bottom) / 2) + shift());
      const seen = (Math.min(bottom, high) - Math.max(top, 0)) / (bottom - top);
      least = Math.min(least, own > 0 && own < high ? seen : 0);
    }
  return least;`;

export default (visitor, { test, quiet }) => {
  /** A window that is as high inside, px. */
  const resize = async (high) => {
    const { width, height } = await visitor.driver.manage().window().getRect();
    const inner = await visitor.driver.executeScript("return innerHeight;");
    await visitor.driver
      .manage()
      .window()
      .setRect({ width, height: height + high - inner });
    await visitor.until(`return Math.abs(innerHeight - ${high}) < 3;`, "a low window");
  };
  const beside = async (what) => {
    const least = await visitor.run(SWEEP);
    assert.ok(least >= 0.5, `${what}: ${Math.round(least * 100)} % of the picture in sight`);
  };

  test(
    "on a phone the picture stays while sliders are moved, whatever holds the element",
    every("layout"),
    async () => {
      await visitor.load("plain", "held.html");
      const { width, height } = await visitor.driver.manage().window().getRect();
      try {
        await resize(HIGH);
        for (const holder of ["plain", "page", "hidden", "sideways", "scrolled", "contents"]) {
          await visitor.run(
            "document.documentElement.className = arguments[0]; dispatchEvent(new Event('resize'));",
            holder,
          );
          const docks = ["page", "hidden", "sideways"].includes(holder);
          await visitor.until(
            `return q(".layout").hasAttribute("data-docked") === ${docks};`,
            `${holder}: docked or not`,
          );
          if (!["sideways", "scrolled"].includes(holder)) await beside(holder);
          assert.ok(
            await visitor.run(`return q(".layout").getBoundingClientRect().width <= ${WIDE};`),
            `${holder}: no wider than its place`,
          );
        }
      } finally {
        await visitor.driver.manage().window().setRect({ width, height });
      }
    },
  );

  test("in our own frame too, and what is set in it brings it into sight", every("frame", "layout"), async () => {
    const { width, height } = await visitor.driver.manage().window().getRect();
    visitor.site.put(
      "framed.html",
      `<!doctype html><meta charset="utf-8"><title>a clinic</title><script src="probe.js"></script>
       <body style="margin: 0"><p style="height: 900px">above</p>
       <iframe src="embed.html" title="head" width="${WIDE}" height="300" style="border: 0"></iframe>
       <p style="height: 900px">below</p><script type="module" src="smp-frame.js"></script>`,
    );
    await visitor.goto("plain", "framed.html");
    try {
      await resize(HIGH);
      await visitor.driver.switchTo().frame(0);
      await visitor.until("return q('canvas') && q('.layout').dataset.docked === 'frame';", "a frame that has grown");
      await visitor.until(`return innerHeight > 500 && innerHeight <= ${HIGH};`, "no higher than a phone");
      await beside("in a frame");
      // Half of it has been scrolled out of the window.
      await visitor.run("q('.layout').scrollTop = 9e9; parent.scrollTo(0, 900 + 400);");
      await visitor.observed();
      await visitor.run(
        "const zoom = q('#in-zoom'); zoom.value = 2; zoom.dispatchEvent(new Event('input', { bubbles: true }));",
      );
      await visitor.until("return frameElement.getBoundingClientRect().top >= -1;", "the whole frame in sight");
    } finally {
      await visitor.driver.switchTo().defaultContent();
      await visitor.driver.manage().window().setRect({ width, height });
    }
    await quiet();
  });

  test("no style of the words around comes in", every("layout"), async () => {
    await visitor.load("plain", "host.html");
    const changed = await visitor.run(
      `const parts = [".caption", ".stage", ".row label", ".row output", ".views button", ".hint"];
       const styles = () => parts.map((part) => Object.fromEntries(Array.from(getComputedStyle(q(part)),
         (property) => [property, getComputedStyle(q(part)).getPropertyValue(property)])));
       const before = styles();
       e.parentElement.style.cssText = arguments[0];
       const after = styles();
       return parts.flatMap((part, i) => Object.keys(before[i]).filter((each) => before[i][each] !== after[i][each])
         .map((each) => part + " " + each + ": " + after[i][each]));`,
      INHERITED,
    );
    assert.deepEqual(changed, []);
    // What a host sets on the tag itself is its choice.
    await visitor.run("e.style.cssText = 'font-family: monospace; color: rgb(1, 2, 3); visibility: hidden';");
    assert.deepEqual(
      await visitor.run(
        "const { fontFamily, color, visibility } = getComputedStyle(q('.seen')); return [fontFamily, color, visibility];",
      ),
      ["monospace", "rgb(1, 2, 3)", "hidden"],
    );
  });

  test(
    "the host's rules for images leave the poster where the picture comes, and below the buttons",
    every("layout", "focus"),
    async () => {
      for (const written of ["?picture", "?pictured"]) {
        await visitor.goto("plain", `host.html${written}`);
        const filled = `const [a, b] = [e.querySelector("img"), q(".placeholder, .stage")]
            .map((each) => ["x", "y", "width", "height"].map((of) => each.getBoundingClientRect()[of]).join());
          return a === b && getComputedStyle(e.querySelector("img")).objectFit === "contain";`;
        await visitor.until(filled, `${written}: a poster that fills its place`);
        await visitor.until("return q('.stage[data-drawn]') && true;");
        assert.ok(await visitor.run(filled), `${written}: and stays there`);
      }
      await visitor.goto("plain", "host.html?press");
      await visitor.until("return q('.placeholder button') && true;");
      const box = (part) =>
        visitor.run(
          `const { x, y, width, height } = ${part}.getBoundingClientRect(); return [x, y, width, height].map(Math.round);`,
        );
      const poster = "e.querySelector('img')";
      const place = await box("q('.placeholder')");
      assert.deepEqual(await box(poster), place);
      assert.deepEqual(
        await visitor.run(
          `const { objectFit, padding, transform } = getComputedStyle(${poster}); return [objectFit, padding, transform];`,
        ),
        ["contain", "0px", "none"],
      );
      const onTop = (part) =>
        visitor.run(
          `const { x, y, width, height } = q("${part}").getBoundingClientRect();
         return q("${part}").contains(e.shadowRoot.elementFromPoint(x + width / 2, y + height / 2));`,
        );
      assert.ok(await onTop(".placeholder button"), "the button can be pressed");
      await visitor.click(".placeholder button");
      await visitor.until("return q('.stage[data-drawn]') && true;");
      assert.deepEqual(await box("q('.stage')"), place, "the picture is where the poster was");
      assert.deepEqual(await box(poster), place);
      assert.ok(await onTop("[data-button=home]"), "the buttons can be pressed");
      // For readers there is one picture, and nothing below it can be reached.
      await visitor.run(`${poster}.tabIndex = 0; ${poster}.focus();`);
      assert.notEqual(await visitor.run("return document.activeElement?.localName;"), "img");
    },
  );

  test("without a box of its own the element loads all the same", every("sight", "layout"), async () => {
    await visitor.goto("plain", "host.html?contents");
    await visitor.until("return q('canvas') && getComputedStyle(e).display === 'contents';");
    // It is as wide as its place allows: beside each other.
    const [look, panel] = await visitor.run(
      "return ['.look', '.panel'].map((part) => q(part).getBoundingClientRect().right);",
    );
    assert.ok(panel > look, "picture and panel beside each other");
  });

  test("paper is what lies behind, again when that changes, and what a host sets wins", every("color"), async () => {
    await visitor.load("plain", "host.html");
    const colors = () =>
      visitor.run(
        `const own = getComputedStyle(e);
         return ["paper", "ink", "quiet", "line"].map((each) => own.getPropertyValue("--_" + each).replaceAll(" ", ""));`,
      );
    const page = (text) => visitor.run("document.documentElement.style.cssText = arguments[0];", text);
    const body = (text) => visitor.run("document.body.style.cssText = arguments[0];", text);
    const paper = (expected, what) => eventually(async () => assert.equal((await colors())[0], expected, what));
    await paper("rgb(255,255,255)", "the canvas");
    for (const [set, text, expected] of [
      [body, "background: #d1e4dd", "rgb(209,228,221)"],
      [body, "background: rgb(0 0 0 / 0.5)", /^rgb\(12[78],12[78],12[78]\)$/],
      [body, "background: color(srgb 0.2 0.4 0.6)", "rgb(51,102,153)"],
      [body, "background: linear-gradient(#102030, #304050)", "rgb(32,48,64)"],
      [body, "background: #171717; transition: background 0.1s", "rgb(23,23,23)"],
    ]) {
      await set(text);
      await eventually(async () =>
        assert.match((await colors())[0], RegExp(expected.source ?? expected.replace(/[()]/g, "\\$&"))),
      );
    }
    assert.equal(await visitor.run("return getComputedStyle(e).colorScheme;"), "dark");
    await body("");
    await page("color-scheme: dark");
    await eventually(async () => assert.ok(Number((await colors())[0].match(/\d+/)[0]) < 60, "a dark canvas"));
    await page("");
    await paper("rgb(255,255,255)", "and back");
    await body("--smp-paper: #102030; --smp-line: lime; background: white");
    await eventually(async () => {
      const [own, ink, , line] = await colors();
      assert.deepEqual([own, line], ["#102030", "lime"]);
      assert.ok(Number(ink.match(/\d+/)[0]) > 200, `${ink} on the host's paper`);
    });
    await quiet();
  });

  // Only Chromium's driver can say what a device asks for.
  test("on paper, with more contrast and in the dark every color of its own is readable", async () => {
    await visitor.load("plain", "host.html");
    await visitor.run("document.body.style.cssText = 'background: #171717; color-scheme: light dark';");
    await visitor.until("return getComputedStyle(e).colorScheme === 'dark';");
    const emulate = (media, ...features) =>
      visitor.driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { media, features });
    const painted = `const { color, borderTopColor } = getComputedStyle(q(".group"));
      return [getComputedStyle(q(".foot button")).color, color, borderTopColor, getComputedStyle(q(".layout")).backgroundColor]
        .map((each) => each.match(/[\\d.]+/g).map(Number));`;
    try {
      await emulate("print");
      const [accent, ink, line, sheet] = await visitor.run(painted);
      assert.deepEqual(sheet, [255, 255, 255]);
      for (const dark of [accent, ink, line]) assert.ok(Math.max(...dark) < 150, `${dark} on a white sheet`);
      await emulate("", { name: "prefers-contrast", value: "more" });
      const [quiet, more] = await visitor.run(
        "return ['.caption', '.group'].map((part) => getComputedStyle(q(part)).color);",
      );
      assert.equal(quiet, more, "nothing is quiet");
    } finally {
      await emulate("");
    }
    await quiet();
  });

  test("a browser that is too old shows the poster and a sentence, and harms nobody", async () => {
    await visitor.goto("too-old", "press.html");
    await visitor.until("return e.querySelector('p') && true;");
    assert.match(await visitor.run("return e.innerText;"), /^Questo browser .+\.$/);
    await visitor.until("const image = e.querySelector('img'); return image.complete && image.naturalWidth > 100;");
    await visitor.goto("too-old", "poster.html");
    await visitor.until("return e.querySelector('#poster + p') && true;");
    assert.equal(await visitor.run("return e.querySelector('img');"), null, "the host's own poster is enough");
    await quiet();
  });
};
