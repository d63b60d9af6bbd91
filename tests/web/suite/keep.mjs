// What a visitor takes along: pictures with a caption, a link, a sheet of paper.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { every } from "../engines.mjs";
import { native } from "../native.mjs";

const require = createRequire(new URL("../../../www/package.json", import.meta.url));
const { PNG } = require("pngjs");

/** The pixels of a part of a picture. */
function crop({ width, data }, x, y, w, h) {
  const rows = Array.from({ length: h }, (_, row) =>
    data.subarray(((y + row) * width + x) * 4, ((y + row) * width + x + w) * 4),
  );
  return Buffer.concat(rows);
}

/** The text of the first iTXt chunk. */
function note(bytes) {
  const at = bytes.indexOf("iTXt");
  const length = bytes.readUInt32BE(at - 4);
  return at < 0 ? "" : bytes.subarray(at + 4, at + 4 + length).toString("utf8");
}

export default (visitor, { test, name, quiet }) => {
  const saved = async (order) => {
    const base64 = await visitor.wait(
      `const bytes = new Uint8Array(await (await e.toBlob(given[0])).arrayBuffer());
       let text = "";
       for (const byte of bytes) text += String.fromCharCode(byte);
       return btoa(text);`,
      order,
    );
    const bytes = Buffer.from(base64, "base64");
    return { bytes, ...PNG.sync.read(bytes) };
  };

  test(
    "a picture to keep is the native one, large, with a caption below and a note inside",
    every("canvas"),
    async () => {
      await visitor.open("plain", "fixed.html?norwood=6&compare=30");
      const state = await visitor.run("return e.getState();");
      const both = await saved({ show: "both", size: 1200 });
      assert.equal(both.width, 1200);
      assert.ok(both.height > 620 && both.height < 680, `${both.height}: a strip below the pictures`);
      const [before, after] = ["norwood=6&compare=100", "norwood=6"].map((query) => native(query, 600));
      // Below the tags, which lie over the first pixels.
      for (const [x, picture] of [
        [0, before],
        [600, after],
      ]) {
        assert.ok(crop(both, x, 60, 600, 540).equals(crop(picture, 0, 60, 600, 540)), `${x}: the same pixels`);
      }
      const strip = crop(both, 0, 600, 1200, both.height - 600);
      assert.ok(strip.includes(0x21) && strip.includes(0xfb), "dark words on light paper");
      assert.match(note(both.bytes), /^Description\0\0\0\0\0Computer simulation.*code 1\./s);
      assert.deepEqual(await visitor.run("return e.getState();"), state, "and what is shown has not moved");
      await visitor.rest();
      await quiet();
    },
  );

  test("sizes are kept within bounds, and a wish that nobody knows is refused in words", async () => {
    await visitor.open("plain", "fixed.html");
    const bare = await saved({ show: "after", size: 1, caption: false });
    assert.deepEqual([bare.width, bare.height], [64, 64]);
    assert.match(note(bare.bytes), /simulation/, "without a caption it says so inside");
    assert.equal((await saved({ size: "much", caption: false })).width, 64);
    const refused = await visitor.wait(
      "return await e.toBlob({ show: '<b>' }).then(() => '', (error) => error.message);",
    );
    assert.match(refused, /show "<b>" is not allowed; allowed: shown, before, after, both/);
  });

  for (const order of [{}, { show: "before" }]) {
    test(`who waits for a picture, ${JSON.stringify(order)}, hears when the worker is gone`, async () => {
      await visitor.goto("plain", "fixture.html");
      // The workers never hear that a picture is wanted.
      await visitor.run(`
        const real = Worker;
        Object.assign(window, { spawned: [], lost: 0 });
        window.Worker = class extends real {
          constructor(...given) {
            super(...given);
            spawned.push(this);
          }
          postMessage(message, ...more) {
            if (message.type === "png") lost++;
            else super.postMessage(message, ...more);
          }
        };
        document.body.innerHTML = "<smp-visualizer class=fixed controls=none></smp-visualizer>";`);
      await visitor.rest();
      await visitor.run(
        "e.toBlob(arguments[0]).then(() => (window.told = 'a picture'), () => (window.told = 'refused'));",
        order,
      );
      await visitor.until("return lost > 0;", "a picture is asked for");
      await visitor.stays("return !window.told;", 300, "an answer is waited for");
      await visitor.run(
        "for (const worker of spawned) worker.onerror?.(new ErrorEvent('error', { message: 'gone' }));",
      );
      assert.equal(await visitor.until("return window.told;"), "refused");
    });
  }

  test("the panel saves pictures, one at a time, and says so", async () => {
    await visitor.open("plain", "index.html?norwood=6");
    await visitor.run(`
      q('[data-group=keep]').open = true; window.links = [];
      HTMLAnchorElement.prototype.click = function () { links.push([this.download, this.href]); };`);
    await visitor.click("[data-button=save-both]");
    await visitor.until("return /downloads/.test(q('.keep .hint').textContent);");
    const [[name, href]] = await visitor.run("return links;");
    assert.equal(name, "smp-both.png");
    const [width, height] = await visitor.wait(
      `const image = Object.assign(new Image(), { src: given[0] });
       await image.decode();
       return [image.naturalWidth, image.naturalHeight];`,
      href,
    );
    assert.equal(width, 2048);
    assert.ok(height > 700);
    assert.match(await visitor.run("return q('[role=status]').textContent;"), /downloads/);
    await quiet();
  });

  test("where what is read from a canvas is noise, nothing is saved, and that is said", every("canvas"), async () => {
    const resist = (on) =>
      name === "firefox" &&
      visitor.inFirefox("Services.prefs.setBoolPref('privacy.resistFingerprinting', arguments[0]);", on);
    await resist(true);
    try {
      await visitor.open(name === "firefox" ? "plain" : "noised", "neighbors.html");
      const refused = await visitor.wait(
        "return await e.toBlob({ size: 64 }).then(() => '', (error) => error.message);",
      );
      assert.match(refused, /alters pictures/);
      await visitor.run("q('[data-group=keep]').open = true; q('[data-button=save-both]').click();");
      await visitor.until("return /screenshot/.test(q('.keep .hint').textContent);");
      await visitor.run("q('[data-button=own-photo]').click();");
      await visitor.until("return /screenshot/.test(q('.own').textContent);");
      assert.equal(await visitor.run("return q('canvas').checkVisibility();"), true, "the picture is there");
    } finally {
      await resist(false);
    }
  });

  test(
    "a sandbox: a download that may not come is shown instead; print leaves nothing behind",
    every("frame"),
    async () => {
      visitor.site.put(
        "sandboxed.html",
        `<!doctype html><title>a post</title>
       <iframe sandbox="allow-scripts" src="embed.html?norwood=5" width="320" height="900" title="head"></iframe>`,
      );
      await visitor.goto("open", "sandboxed.html");
      await visitor.driver.switchTo().frame(0);
      try {
        await visitor.rest();
        await visitor.run("q('[data-group=keep]').open = true;");
        for (let i = 0; i < 2; i++) {
          await visitor.run("q('.keep .hint').textContent = ''; q('[data-button=print]').click();");
          await visitor.until("return /did not work/.test(q('.keep .hint').textContent);");
          assert.equal(await visitor.run("return e.shadowRoot.querySelectorAll('iframe').length;"), 0);
        }
        if (name !== "chromium") return;
        const shown = async () => {
          await visitor.run("q('[data-button=save-after]').click();");
          await visitor.until(
            "return /If no file/.test(q('.keep .hint').textContent) && q('.keep img').naturalWidth > 0;",
          );
        };
        await shown();
        // Within a frame that the sandbox is not written on.
        visitor.site.put(
          "sandboxed.html",
          '<!doctype html><iframe sandbox="allow-scripts allow-same-origin" src="frames.html" height="900"></iframe>',
        );
        await visitor.driver.switchTo().defaultContent();
        await visitor.goto("plain", "sandboxed.html");
        for (let depth = 0; depth < 2; depth++) await visitor.driver.switchTo().frame(0);
        await visitor.rest();
        await visitor.run("q('[data-group=keep]').open = true;");
        await shown();
      } finally {
        await visitor.driver.switchTo().defaultContent();
      }
    },
  );

  test("the link is shared by the device's sheet, else copied, else shown; it opens the same picture", async () => {
    await visitor.open("plain", "low.html?norwood=6");
    const picture = await visitor.picture();
    await visitor.run("q('[data-group=keep]').open = true; e.tone = 2; e.yaw = 12.34;");
    const offer = (share, copy) =>
      visitor.run(`
        window.shared = undefined;
        Object.defineProperty(navigator, "share", { configurable: true, value: ${share} });
        Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: ${copy} } });`);
    const [take, refuse] = [
      "async (what) => { window.shared = what; }",
      "async () => { throw new DOMException('no', 'NotAllowedError'); }",
    ];
    await offer(take, refuse);
    await visitor.click("[data-button=share]");
    const { url } = await visitor.until("return window.shared;");
    await offer("undefined", take);
    await visitor.click("[data-button=share]");
    assert.equal(await visitor.until("return window.shared;"), url);
    await visitor.until("return /copied/.test(q('.keep .hint').textContent);");
    await offer("undefined", refuse);
    await visitor.click("[data-button=share]");
    assert.equal(await visitor.until("return q('.keep input').checkVisibility() && q('.keep input').value;"), url);
    const now = await visitor.picture();
    assert.ok(!now.data.equals(picture.data));
    await visitor.driver.get(url);
    await visitor.rest();
    assert.ok((await visitor.picture()).data.equals(now.data), "the same picture");
    assert.equal(await visitor.run("return e.yaw;"), 12.34);
  });

  test(
    "the sheet has two views before and after, what it takes, the remarks and the settings, under the strict policy",
    every("frame", "policy"),
    async () => {
      await visitor.open("strict", "index.html?norwood=6&density=280&skin=5");
      await visitor.catchSheet();
      await visitor.printSheet();
      const [images, text, size] = await visitor.run(
        `const { body } = sheet.contentDocument;
         const images = [...body.querySelectorAll("img")].map((image) => [image.naturalWidth, image.naturalHeight]);
         return [images, body.innerText, sheet.contentWindow.getComputedStyle(body.querySelector("h1")).fontSize];`,
      );
      assert.deepEqual(images[0], images[1]);
      assert.ok(images[0][0] === 1900 && images[0][1] > 500, `${images}`);
      for (const word of [
        /Norwood VI/,
        /simulation/,
        /dots per cm²/,
        /Treated area/,
        /Skin tone/,
        /\b1\.\w+\./,
        /norwood=6/,
      ])
        assert.match(text, word);
      assert.notEqual(size, "32px", "with its own looks");
      await visitor.run("sheet.contentWindow.dispatchEvent(new Event('afterprint'));");
      await visitor.until("return !sheet.isConnected;");
      assert.equal(
        await visitor.run("return e.shadowRoot.activeElement?.dataset.button;"),
        "print",
        "who has printed is where they were",
      );
      assert.deepEqual(await visitor.problems(), []);
    },
  );
};
