// The consultation sheet as it comes out of the printer: its pages, and the link that a phone reads from it.

import assert from "node:assert/strict";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../../www/package.json", import.meta.url));
const { PNG } = require("pngjs");
const readQr = require("jsqr");

const LANGUAGES = ["en", "de", "fr", "es", "it", "tr", "ar"];
/** Nearly everything that a sheet can say: many settings that are not the usual ones, and most remarks at once. */
const FULL =
  "norwood=6&hair-length=5&hair-style=back&hair-color=red&gray=40&grafts=1500&graft-months=7&skin=2&skin-state=sunburnt" +
  "&scar=fut&hairline=straight&hairline-height=5.8&temple-recession=0&softness=1.5&asymmetry=0&density=290&depth=0.9" +
  "&dot-diameter=0.9&months=60&sun=0.9&touch-up=3&laser=3&laser-days=20&later-norwood=7&light=daylight&beard=3&tone=4.5" +
  "&middle-forward=5&left-corner-forward=3&right-temple-up=4&seed=7&shine=0.9&zone=hairline&sessions=1&norwood-type=a" +
  "&irregularity=0.9&hair-density=260&hair-texture=wavy&left-temple-forward=2&right-corner-out=3&middle-aside=2";
const PRICE = { currency: "EUR", perSession: [300, 450], note: "Example prices incl. VAT, without travel; ".repeat(4) };

/** Paper, cm. */
const A4 = { width: 21, height: 29.7 };
const LETTER = { width: 21.59, height: 27.94 };

/** Only a corner of each picture is drawn: all of it takes long. */
const SMALL = `
  window.post ??= Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    const small = message.type === "size" && message.size.width > 900;
    post.call(this, small ? { ...message, size: { width: 64, height: 64 } } : message, ...more);
  };`;
/** The sheet as a page of its own. */
const PAGE = `
  const { contentDocument: page } = sheet;
  const canvas = document.createElement("canvas");
  for (const image of page.images) {
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    canvas.getContext("2d").drawImage(image, 0, 0);
    image.src = canvas.toDataURL();
  }
  const styles = [...page.adoptedStyleSheets].flatMap((one) => [...one.cssRules].map((rule) => rule.cssText)).join("");
  const html = page.documentElement.outerHTML.replace("</head>", "<meta charset=utf-8><style>" + styles + "</style></head>");
  sheet.contentWindow.dispatchEvent(new Event("afterprint"));
  return "<!doctype html>" + html;`;

export default (visitor, { test, quiet }) => {
  /** The sheet of the page that is open, as a page of its own. */
  const print = async (name) => {
    await visitor.run(SMALL);
    await visitor.catchSheet();
    await visitor.run("q('[data-button=print]').click();");
    await visitor.until("return window.sheet && true;", "a sheet");
    visitor.site.put(name, await visitor.wait(PAGE));
  };
  const pagesOf = async (size) => {
    const pdf = Buffer.from(
      await visitor.driver.printPage({ background: false, shrinkToFit: false, ...size }),
      "base64",
    );
    return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  };
  /** What a phone reads from the sheet that is open. */
  const linkOn = async () => {
    const [code] = await visitor.driver.findElements({ css: "footer svg" });
    if (!code) return undefined;
    // As large as its camera sees it.
    await visitor.driver.executeScript(
      "arguments[0].style.inlineSize = '700px'; arguments[0].scrollIntoView({ block: 'end' });",
      code,
    );
    const { width, height, data } = PNG.sync.read(Buffer.from(await code.takeScreenshot(), "base64"));
    return readQr(new Uint8ClampedArray(data), width, height)?.data;
  };

  test("the sheet has two pages in every language with everything on it, with room for notes, and the mark", async () => {
    const image = new PNG({ width: 300, height: 100 });
    image.data.fill(255);
    visitor.site.put("logo.png", PNG.sync.write(image));
    await visitor.open("plain", `low.html?${FULL}`);
    await visitor.run(
      `e.price = arguments[0];
       e.append(Object.assign(document.createElement("img"), { slot: "mark", src: "logo.png", alt: "Clinic" }));`,
      PRICE,
    );
    const address = await visitor.run("return location.href;");
    for (const language of LANGUAGES) {
      await visitor.run("document.documentElement.lang = arguments[0];", language);
      await visitor.until("return q('.layout').lang === document.documentElement.lang;");
      await visitor.until("return q('.facts').textContent.includes('€');");
      await print(`sheet-${language}.html`);
    }
    await quiet();
    for (const language of LANGUAGES) {
      await visitor.goto("plain", `sheet-${language}.html`);
      for (const size of [A4, LETTER]) assert.equal(await pagesOf(size), 2, `${language}, ${size.height} cm`);
      const [cut, lines, signs, price] = await visitor.driver.executeScript(`
        const pages = [...document.querySelectorAll("article")];
        const { height } = document.querySelector(".lines").getBoundingClientRect();
        return [pages.filter((page) => page.scrollHeight > page.clientHeight).length, (height / 96) * 25.4,
          document.querySelectorAll(".sign").length, document.body.innerText.includes("€")];`);
      assert.equal(cut, 0, `${language}: nothing is cut off`);
      assert.ok(lines > 25, `${language}: ${lines} mm for notes`);
      assert.ok(signs > 0 && price, `${language}: the mark and the price`);
    }
    // The rows of the table in their order, not in the page's.
    const settings = (link) => [...new URL(link).searchParams].sort();
    assert.deepEqual(settings(await linkOn()), settings(address), "a long link is read too");
  });

  test("a phone reads the link from the sheet; without a link there is no code to read", async () => {
    await visitor.open("plain", "low.html?norwood=6&density=210&skin=3");
    const address = await visitor.run("return location.href;");
    await print("sheet.html");
    await quiet();
    await visitor.goto("plain", "sheet.html");
    assert.equal(await linkOn(), address);
    await visitor.open("plain", "neighbors.html");
    await print("sheet.html");
    await quiet();
    await visitor.goto("plain", "sheet.html");
    assert.equal(await linkOn(), undefined);
    assert.match(await visitor.driver.executeScript("return document.body.innerText;"), /Code 1\./);
  });
};
