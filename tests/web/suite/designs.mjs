// Two designs, A and B: made, set, swapped, copied, dropped, shared, printed and reloaded.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { every } from "../engines.mjs";
import { photographer } from "../photographer.mjs";
import { Key } from "../visitor.mjs";

const require = createRequire(new URL("../../../www/package.json", import.meta.url));
const { PNG } = require("pngjs");

/** Where the divider lies at first, as a share of the width. */
const HALF = 0.5;

/** A part of a picture, by shares of its width. */
function share({ width, height, data }, from, to) {
  const [left, right] = [Math.round(width * from), Math.round(width * to)];
  const rows = Array.from({ length: height }, (_, y) => data.subarray((y * width + left) * 4, (y * width + right) * 4));
  return { width: right - left, height, data: Buffer.concat(rows) };
}
const left = (picture) => share(picture, 0, HALF);
const right = (picture) => share(picture, HALF, 1);
/** What is seen of a picture on the right, side by side: its middle half. */
function middle(picture) {
  const from = Math.round(picture.width / 4) / picture.width;
  return share(picture, from, from + 1 - Math.round(picture.width / 2) / picture.width);
}

/** Two designs whose A is lighter than B. */
const TWO = "1.xsdgo.sw18c.u5w3uw.__ad._xsdgo._lsr99c._dhfc2._sxw_6y.ey";

const BUTTON = "[data-button=designs]";
const LETTER = (letter) => `[data-name=design][value=${letter}]`;
const SHOWN = (shown) => `[data-name=designs-shown][value=${shown}]`;

export default (visitor, { test, name, quiet, same, differ }) => {
  const begin = async () => {
    await visitor.click(BUTTON);
    await visitor.until("return q('.stage[data-second]') && true;", "a second picture");
  };
  const set = (state) => visitor.run("e.setState(arguments[0]);", state);
  const { carry, choose, open, accept } = photographer(visitor);
  const press = (selector) => visitor.run("q(arguments[0]).click();", selector);

  test(
    "two designs are made, set, swapped, copied and dropped, each on its side of the divider",
    every("worker", "canvas"),
    async () => {
      await visitor.open("plain", "low.html?norwood=6");
      const a = await visitor.picture();
      const workers = await visitor.run("return seen.workers;");
      await visitor.forget();
      await begin();
      assert.equal(await visitor.value("compare"), HALF * 100);
      assert.deepEqual(
        (await visitor.events("smp-commit")).map(({ name }) => name),
        ["designs"],
      );
      same(await visitor.picture(), a, "a copy of it");
      await set({ density: 60, tone: 2 });
      const both = await visitor.picture();
      same(left(both), left(a), "A is what it was");
      differ(right(both), right(a), "B is what has been set");
      assert.deepEqual(
        await visitor.run("return [...q('.over').querySelectorAll('.tag')].map((tag) => tag.innerText);"),
        ["Design A", "Design B"],
      );

      // The other one is set: nothing moves, and no core draws it anew.
      await visitor.run("window.drawn = [...q('.stage').querySelectorAll('canvas')];");
      await visitor.click(LETTER("a"));
      await visitor.until("return q('.tag.before').hasAttribute('data-set');", "A is marked");
      assert.equal(
        await visitor.run("return q('.takes').firstChild.innerText;"),
        "Design A",
        "whose figures these are",
      );
      assert.deepEqual(
        await visitor.run("return drawn.map((canvas) => canvas.isConnected && canvas.classList.contains('second'));"),
        [true, false],
      );
      assert.deepEqual([await visitor.value("density"), await visitor.value("tone")], [180, 3.6]);
      same(await visitor.picture(), both, "the same picture");
      await set({ yaw: 60 });
      const rotated = await visitor.picture();
      differ(left(rotated), left(both), "A has rotated");
      differ(right(rotated), right(both), "B too");
      await set({ yaw: 36 });
      same(await visitor.picture(), both, "and back");

      await press("[data-button=design-swap]");
      const swapped = await visitor.picture();
      assert.equal(await visitor.value("density"), 180, "what is set stays");
      same(right(swapped), right(a), "on the other side");
      assert.ok(await visitor.run("return q('.tag.after').hasAttribute('data-set');"));

      await press("[data-button=design-copy]");
      assert.equal(await visitor.value("density"), 60);
      same(left(await visitor.picture()), left(swapped));
      await visitor.until("return q('.done [role=status]').textContent !== '';", "it says so");
      await press("[data-button=design-undo]");
      same(await visitor.picture(), swapped, "taken back");

      await visitor.click("[data-button=design-drop]");
      assert.equal(await visitor.value("density"), 60, "the other is left");
      assert.equal(await visitor.value("compare"), 0);
      await visitor.until(`return seen.workers === ${workers} && !q('.second');`, "one core, as before");
      assert.ok(await visitor.run(`return q('${BUTTON}').checkVisibility();`));
      same(left(await visitor.picture()), left(swapped));
      assert.equal(await visitor.run("return e.shadowRoot.activeElement?.dataset.button;"), "design-undo");
      await press("[data-button=design-undo]");
      same(await visitor.picture(), swapped, "both are there again");
      await quiet();
    },
  );

  test(
    "a link, a code and a form bring both back, to the same bytes of the picture",
    every("history", "form", "wasm"),
    async () => {
      await visitor.open("plain", "low.html?norwood=6");
      await begin();
      await set({ density: 60, "left-temple-up": -2.5, hairline: "defined" });
      await visitor.until(
        "return new URLSearchParams(location.search).get('code') === e.value;",
        "both in the address",
      );
      const [picture, state, code] = [
        await visitor.picture(),
        await visitor.run("return e.getState();"),
        await visitor.run("return e.value;"),
      ];
      await visitor.driver.navigate().refresh();
      await visitor.rest();
      same(await visitor.picture(), picture, "after a reload");
      assert.deepEqual(await visitor.run("return e.getState();"), state);
      await visitor.load("plain", "form.html");
      await visitor.run("e.value = arguments[0];", code);
      await visitor.until("return q('.stage[data-second]') && true;", "a second picture");
      assert.equal(await visitor.run("return new FormData(document.querySelector('form')).get('head');"), code);
      await visitor.rest();
      const small = await visitor.picture();
      differ(left(small), right(small), "two designs");
      await visitor.run("document.querySelector('form').reset();");
      await visitor.until("return !q('.second');", "one design again");
      assert.match(await visitor.run("return e.value;"), /^1\.\w\w$/);
      await visitor.run("e.setAttribute('code', arguments[0]);", code);
      await visitor.rest();
      same(await visitor.picture(), small, "by an attribute, without a word of them");
      await quiet();
    },
  );

  test("back and forward bring a second design and take it away", every("history"), async () => {
    await visitor.open("plain", "low.html?norwood=6");
    await begin();
    await visitor.until("return /\\?code=/.test(location.search);");
    await visitor.run(
      "const link = Object.assign(document.createElement('a'), { href: '?norwood=3' }); document.body.append(link); link.click();",
    );
    await visitor.until("return e.norwood === 3 && !q('.second');", "a link of one design");
    await visitor.driver.navigate().back();
    await visitor.until("return e.norwood === 6 && q('.second') && true;", "both again");
    await quiet();
  });

  test("side by side where there is room, and before and after of the one that is set", every("layout"), async () => {
    await visitor.open("plain", "low.html?norwood=6");
    await begin();
    await set({ density: 60 });
    await visitor.rest();
    await visitor.click(SHOWN("beside"));
    await visitor.until("return !q('.divider').checkVisibility();", "no divider");
    const places = await visitor.run(
      `const place = (part) => Math.round(q(part).getBoundingClientRect().left - q(".stage").getBoundingClientRect().left);
       return [place("canvas.second"), place("canvas:not(.second)"), q(".stage").clientWidth];`,
    );
    assert.deepEqual(places.slice(0, 2), [-places[2] / 4, places[2] / 4].map(Math.round), "A left, B right");
    await visitor.rest();
    const beside = await visitor.picture();
    await visitor.click(SHOWN("treated"));
    await visitor.until("return q('.divider').checkVisibility() && !q('.second');", "one picture");
    assert.deepEqual(await visitor.run("return [q('.tag.before').innerText, q('.tag.after').innerText];"), [
      "Before",
      "Design B",
    ]);
    await set({ compare: 0 });
    assert.ok(await visitor.run("return q('.tag.after').checkVisibility();"), "which one it is stays said");
    same(middle(await visitor.picture()), right(beside), "the middle of B stood on the right");
    await press(LETTER("a"));
    await visitor.until("return q('.tag.after').innerText === 'Design A';");
    await press(SHOWN("beside"));
    await visitor.rest();
    same(await visitor.picture(), beside, "the same, whichever is set");
    await quiet();
  });

  test("a picture to keep has both, with their names", async () => {
    await visitor.open("plain", "fixed.html");
    await visitor.run("e.value = arguments[0];", TWO);
    await visitor.rest();
    const saved = async (order) =>
      PNG.sync.read(
        Buffer.from(
          await visitor.wait(
            `const bytes = new Uint8Array(await (await e.toBlob(given[0])).arrayBuffer());
             let text = "";
             for (const byte of bytes) text += String.fromCharCode(byte);
             return btoa(text);`,
            order,
          ),
          "base64",
        ),
      );
    const small = await saved({ caption: false });
    const named = await saved({});
    assert.ok(named.height > small.height, "with a caption");
    const head = ({ width, data }) => data.subarray(0, width * 4 * 40);
    assert.ok(!head(named).equals(head(small)), "names over the picture");
    const large = await saved({ size: 400, caption: false });
    const after = await saved({ show: "after", size: 400, caption: false });
    same(right(large), right(after), "B as it is alone, drawn anew at that size");
    await quiet();
  });

  test("the sheet shows both, and lists what differs", every("frame"), async () => {
    await visitor.open("plain", "low.html?norwood=6&skin=5");
    await begin();
    await set({ density: 60, sessions: 2 });
    await visitor.rest();
    await visitor.catchSheet();
    // Only one of them is in the picture, and the figures of both are told.
    await press(SHOWN("treated"));
    await visitor.printSheet();
    const [rows, text, images] = await visitor.run(
      `const { body } = sheet.contentDocument;
       const cells = (row) => [...row.cells].map((cell) => cell.textContent);
       return [[...body.querySelectorAll("tr")].map(cells), body.innerText, body.querySelectorAll("img").length];`,
    );
    assert.deepEqual(rows[0], ["", "Design A", "Design B"]);
    const names = rows.map(([first]) => first);
    assert.ok(names.includes("Density") && names.includes("Sessions done"), `${names}`);
    assert.ok(names.length > 4, `${names}: figures too`);
    assert.ok(!names.includes("Skin tone") && /Skin tone/.test(text), "what is the same stands elsewhere, once");
    for (const [, a, b] of rows.slice(1)) assert.notEqual(a, b);
    assert.equal(images, 2);
    await visitor.run("sheet.contentWindow.dispatchEvent(new Event('afterprint'));");
    await visitor.until("return !sheet.isConnected;");
    await quiet();
  });

  test("keys reach everything, 320 px are enough, and axe finds nothing", every("layout", "focus"), async () => {
    await visitor.goto("plain", "narrow.html");
    await visitor.driver.switchTo().frame(0);
    try {
      await visitor.rest();
      await visitor.press(BUTTON, Key.ENTER);
      await visitor.until("return q('.stage[data-second]') && true;", "a second picture");
      assert.equal(
        await visitor.run("return e.shadowRoot.activeElement?.value;"),
        "b",
        "the focus is where one goes on",
      );
      await visitor.press(LETTER("b"), Key.ARROW_LEFT);
      await visitor.until("return q('.layout').dataset.design === 'a';", "A is set");
      await visitor.press(SHOWN("divided"), Key.ARROW_RIGHT);
      await visitor.until("return q('.layout').dataset.designs === 'treated';", "before and after");
      await visitor.press(SHOWN("treated"), Key.ARROW_LEFT);
      await visitor.until("return q('.layout').dataset.designs === 'divided';");
      await visitor.press(".divider", Key.ARROW_LEFT);
      await visitor.until("return /49\\s?% .*Design A/.test(q('.divider').getAttribute('aria-valuetext'));");
      for (const button of ["swap", "copy", "undo"]) await visitor.press(`[data-button=design-${button}]`, Key.ENTER);
      await visitor.run("e.density = 60;");
      await visitor.rest();
      assert.deepEqual(await visitor.smallTargets(), []);
      assert.ok(await visitor.run("return document.documentElement.scrollWidth <= 320;"), "nothing sideways");
      if (name !== "chromium") return;
      for (const shown of ["divided", "treated"]) {
        await press(SHOWN(shown));
        await visitor.rest();
        assert.deepEqual(await visitor.violations(), [], shown);
      }
    } finally {
      await visitor.driver.switchTo().defaultContent();
    }
    await quiet();
  });

  test("removed both end, put back both are there, and in another language too", every("worker", "sight"), async () => {
    await visitor.open("plain", "low.html?norwood=6");
    await begin();
    await set({ density: 60 });
    const picture = await visitor.picture();
    await visitor.run("window.place = e.parentElement; window.gone = e; e.remove();");
    await visitor.until("return seen.workers === 0;", "no core without its element");
    await visitor.run("place.append(gone);");
    await visitor.until("return q('.stage[data-second]') && true;");
    same(await visitor.picture(), picture, "both");
    await visitor.run("e.lang = 'de';");
    await visitor.until("return q('.tag.after')?.innerText === 'Entwurf B' && q('.stage[data-second]') && true;");
    same(await visitor.picture(), picture, "in words of another language");
    assert.equal(await visitor.run("return e.shadowRoot.querySelectorAll('.designs').length;"), 1);
    await quiet();
  });

  test("both turn together, in small pictures until they rest", every("worker"), async () => {
    await visitor.open("plain", "index.html?norwood=6");
    await begin();
    await visitor.rest();
    await visitor.run(`
      window.sides = [];
      const look = () => {
        const [a, b] = [q("canvas.second"), q("canvas:not(.second)")].map((canvas) => canvas.width);
        sides.push([a, b]);
        window.turning = requestAnimationFrame(look);
      };
      look();`);
    const whole = await visitor.run("return sides[0][0];");
    await visitor.run("q('.stage').focus();");
    const turn = () => visitor.press(".stage", Key.ARROW_LEFT, Key.ARROW_LEFT);
    for (let turns = 0; turns < 20; turns++) {
      await turn();
      if (await visitor.run(`return sides.some(([a, b]) => a < ${whole} && b < ${whole});`)) break;
    }
    assert.ok(await visitor.run(`return sides.some(([a, b]) => a < ${whole} && b < ${whole});`), "both small at once");
    await visitor.rest();
    assert.deepEqual(await visitor.run("cancelAnimationFrame(turning); return sides.at(-1);"), [whole, whole]);
    await quiet();
  });

  test("on a photograph the one that is set is drawn, and it says why", async () => {
    await visitor.open("plain", "index.html");
    await begin();
    await set({ density: 60 });
    await carry();
    await choose();
    await open();
    await accept();
    await visitor.until("return /one design at a time/.test(q('.designs').innerText) && !q('.second');");
    assert.ok(await visitor.run("return q('[data-name=designs-shown]').matches(':disabled');"));
    await visitor.click(LETTER("a"));
    assert.equal(await visitor.value("density"), 180, "each can be set");
    await visitor.click("[data-button=forget]");
    await visitor.until("return q('.stage[data-second]') && true;", "both again");
    assert.equal(await visitor.run("return q('.layout').dataset.designs;"), "divided");
    await quiet();
  });

  test("a second picture that cannot be drawn leaves the first, and says so", async () => {
    await visitor.open("plain", "low.html");
    const picture = await visitor.picture();
    await visitor.run("window.first = [...seen.living];");
    await begin();
    await visitor.run(
      "for (const worker of seen.living) if (!first.includes(worker)) worker.onerror(new ErrorEvent('error', { message: 'gone' }));",
    );
    await visitor.until("return /could not be drawn/.test(q('.designs').innerText) && !q('.second');");
    await set({ compare: 0 });
    same(await visitor.picture(), picture);
    await visitor.click(LETTER("a"));
    await visitor.until("return q('.layout').dataset.design === 'a';", "each can be set");
    await quiet();
  });

  test("where its script cannot be had the press says so, and works once it can", async () => {
    await visitor.open("late-parts", "low.html");
    await visitor.click(BUTTON);
    await visitor.until("return /did not work/.test(q('.foot + [role=alert]').innerText);");
    await begin();
    assert.equal(await visitor.run("return q('.foot + [role=alert]').innerText;"), "");
  });

  test("without workers both are drawn on the page", async () => {
    await visitor.open("no-worker", "low.html?norwood=6");
    const a = await visitor.picture();
    await begin();
    await set({ density: 60 });
    const both = await visitor.picture();
    same(left(both), left(a));
    differ(right(both), right(a));
    assert.equal(await visitor.run("return seen.workers;"), 0);
  });
};
