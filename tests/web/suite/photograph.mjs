// A photograph of one's own: opened, fitted and treated by pointer and by keys; kept to itself; forgotten.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { photographer } from "../photographer.mjs";
import { Key } from "../visitor.mjs";

/** Rows of a picture. */
const rows = ({ width, data }, from, to) => data.subarray(4 * width * from, 4 * width * to);

export default (visitor, { test, name, quiet, differ, same }) => {
  const { begin, carry, chord, choose, open, shown, accept, forget, place, kept, original } = photographer(visitor);

  for (const host of ["plain", "no-worker"]) {
    // Without a worker other engines draw into a host's photograph.
    const where = host === "plain" ? every("input") : {};
    test(`a photograph is opened, fitted and treated by pointer, and saved (${host})`, where, async () => {
      await begin(host);
      const head = await visitor.picture();
      await choose();
      await open();
      const before = await place("nose");
      await visitor.drag(".photo [data-handle=nose]", [0.5, 0.5], 12, 8);
      const after = await place("nose");
      assert.ok(after[0] > before[0] + 0.5 && after[1] > before[1] + 0.3, `the nose was at ${before}, is at ${after}`);
      await visitor.until("return /fits to about/.test(q('.photo-bar [role=status]').textContent);");
      await visitor.drag(".photo [data-handle=nose]", [0.5, 0.5], -12, -8);
      // Without dragging: the chosen handle goes where the picture is pressed.
      await visitor.drag(".photo", [0.5, 0.4]);
      const pressed = await place("nose");
      assert.ok(Math.abs(pressed[0] - 50) < 1 && Math.abs(pressed[1] - 40) < 1, `pressed at ${pressed}`);
      await visitor.click("[data-button=again]");
      await visitor.until("return !q('.photo-bar .main').disabled;");
      await accept();
      const hidden = await visitor.run(
        `const seen = (part) => q("." + part).checkVisibility({ visibilityProperty: true });
         return ["tools", "views", "own", "poster"].filter(seen);`,
      );
      assert.deepEqual(hidden, [], "a photograph does not turn, and no model looks out beside it");
      assert.match(await visitor.run("return q('.caption').innerText;"), /On a photograph/);
      assert.match(
        await visitor.run("return getComputedStyle(q('.facts dd'), '::after').content;"),
        /± 10%/,
        "areas are about",
      );
      const photo = original();
      const untreated = await kept("before");
      assert.equal(untreated.width, photo.width);
      assert.ok(untreated.height > photo.height, "with its caption");
      // Below the tag.
      assert.ok(rows(untreated, 80, photo.height).equals(rows(photo, 80, photo.height)), "before is the photograph");
      const treated = await kept("after");
      assert.ok(!rows(treated, 80, photo.height).equals(rows(photo, 80, photo.height)), "after is treated");
      assert.ok(!treated.bytes.includes("eXIf") && !treated.bytes.includes("Exif"), "no Exif");
      assert.equal((await kept("both")).width, 2 * photo.width);
      await forget();
      assert.equal(await visitor.run("return e.shadowRoot.activeElement?.dataset.button;"), "own-photo");
      const again = await visitor.picture();
      const off = again.data.filter((byte, i) => byte !== head.data[i]).length;
      same(
        again,
        head,
        `the head again: ${again.width} × ${again.height}, was ${head.width} × ${head.height}, ${off} bytes`,
      );
      // Without a worker the policy's refusal of one has been told already.
      if (host === "plain") await quiet();
    });
  }

  test("all of it goes by keys alone", every("focus"), async () => {
    await begin();
    await visitor.press("[data-button=own-photo]", Key.ENTER);
    await visitor.until("return e.shadowRoot.activeElement?.dataset.button === 'choose';");
    await visitor.driver.actions().sendKeys(Key.ESCAPE).perform();
    await visitor.until("return !q('.chooser') && e.shadowRoot.activeElement?.dataset.button === 'own-photo';");
    await visitor.press("[data-button=own-photo]", Key.ENTER);
    await visitor.until("return q('.chooser').checkVisibility();");
    await open();
    await visitor.until("return e.shadowRoot.activeElement?.matches('.photo .handle');", "the first handle");
    const described = "return q('.photo [data-handle=nose]').getAttribute('aria-description');";
    assert.match(await visitor.run(described), /from the left, .* from the top, (fits|does not fit)/);
    const [x, y] = await place("nose");
    await visitor.press(".photo [data-handle=nose]", Key.ARROW_RIGHT);
    await chord(".photo [data-handle=nose]", Key.SHIFT, Key.ARROW_DOWN);
    const moved = await place("nose");
    const size = await visitor.run("const { width, height } = q('.photo canvas'); return [width, height];");
    const px = [moved[0] - x, moved[1] - y].map((share, i) => Math.round((share / 100) * size[i]));
    assert.deepEqual(px, [1, 10], "one px, and ten with shift");
    await visitor.press("[data-photo-view=bowed]", Key.ENTER);
    await visitor.until("return q('[data-photo-view=bowed]').ariaPressed === 'true';");
    await visitor.press("[data-photo-view=front]", Key.ENTER);
    await visitor.until("return q('[data-photo-view=front]').ariaPressed === 'true';");
    await visitor.until("return !q('.photo-bar .main').disabled;");
    await visitor.press("[data-button=fits]", Key.ENTER);
    await shown();
    await visitor.rest();
    await visitor.press("[data-button=brush]", Key.ENTER);
    await visitor.until("return e.shadowRoot.activeElement?.matches('.photo.brush');");
    for (let i = 0; i < 31; i++) await visitor.driver.actions().sendKeys(" ", Key.ARROW_RIGHT).perform();
    const undo = "return q('[data-button=undo]').ariaDisabled;";
    for (let i = 0; i < 31; i++) {
      assert.equal(await visitor.run(undo), "false", `${i} undone`);
      await chord(".photo.brush", Key.CONTROL, "z");
    }
    assert.equal(await visitor.run(undo), "true", "nothing is left to undo");
    await chord(".photo.brush", Key.CONTROL, "y");
    assert.equal(await visitor.run(undo), "false", "one is done again");
    await visitor.press("[data-button=undo]", Key.ENTER);
    await visitor.press(".photo-bar [data-button=done]", Key.ENTER);
    await shown();
    await visitor.rest();
    await visitor.press("[data-button=forget]", Key.ENTER);
    await visitor.until("return !q('.photo-bar');");
    await quiet();
  });

  test("the brush keeps dots away and brings them back", async () => {
    await begin();
    await choose();
    await open();
    await accept();
    const all = await kept("after");
    const paint = async (sign) => {
      await visitor.click("[data-button=brush]");
      if (sign === "restore") await visitor.click("[data-button=restore]");
      for (let i = 0; i < 4; i++) await visitor.click("[data-button=larger]");
      await visitor.drag(".photo.brush", [0.5, 0.12], 60, 0);
      await visitor.click(".photo-bar [data-button=done]");
      await shown();
      await visitor.rest();
    };
    await paint("erase");
    const erased = await kept("after");
    differ(erased, all, "dots are gone");
    // A divider would hide the dots that are brushed.
    await visitor.run("e.compare = 60;");
    await visitor.click("[data-button=brush]");
    assert.equal(await visitor.run("return e.compare;"), 0);
    await visitor.click(".photo-bar [data-button=done]");
    await shown();
    assert.equal(await visitor.run("return e.compare;"), 60);
    await visitor.run("e.compare = 0;");
    await paint("restore");
    differ(await kept("after"), erased, "and back");
    await quiet();
  });

  test("a visitor's photograph leaves no trace and asks for nothing", every("policy"), async () => {
    // With a hairline of its own: the usual one goes along with a photograph, and that may be told.
    await begin("strict", "form.html?norwood=5&tone=2");
    await visitor.run("e.hairlineHeight = 6; seen.events = [];");
    await visitor.run("e.setAttribute('data-layer', ''); e.setAttribute('address', ''); window.dataLayer = [];");
    await choose();
    const core = "performance.getEntriesByType('resource').some(({ name }) => /photograph\\.\\w+\\.wasm$/.test(name))";
    await visitor.until(`return ${core};`, "what a photograph needs is there");
    // Its small pictures too: a request is listed when it ends, which may be after the list is cleared.
    await visitor.until(
      "return [...e.shadowRoot.querySelectorAll('.chooser img')].every((image) => image.complete && image.naturalWidth);",
      "small pictures are there",
    );
    await visitor.rest();
    await visitor.run(
      `const meta = document.createElement("meta");
       meta.httpEquiv = "Content-Security-Policy";
       meta.content = "connect-src 'none'; img-src blob: data:; font-src 'none'; media-src 'none'";
       document.head.append(meta);
       performance.clearResourceTimings();`,
    );
    const traces = () =>
      visitor.wait(
        `const names = (await indexedDB.databases?.()) ?? [];
         const stores = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
         const form = new FormData(document.querySelector("form")).get("head");
         return [e.value, form, JSON.stringify(e.getState()), location.href, history.length, ...stores, names.length,
           (await caches.keys()).length];`,
      );
    const before = await traces();
    await visitor.forget();
    const asked = visitor.site.asked.length;
    await open();
    await visitor.drag(".photo [data-handle=nose]", [0.5, 0.5], 6, 6);
    await accept();
    await visitor.click("[data-button=brush]");
    await visitor.drag(".photo.brush", [0.5, 0.2], 40, 0);
    await visitor.click(".photo-bar [data-button=done]");
    await shown();
    await kept("both");
    assert.deepEqual(await traces(), before);
    assert.deepEqual(await visitor.run("return seen.events.map(({ type }) => type);"), [], "no event tells of it");
    assert.deepEqual(await visitor.run("return window.dataLayer;"), []);
    // What a host asks for is the head of the model, without the green corner.
    const green = await visitor.wait(
      `const picture = await createImageBitmap(await e.toBlob({ show: "before", caption: false, size: 400 }));
       const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
       context.drawImage(picture, 0, 0);
       return [...context.getImageData(5, picture.height - 6, 1, 1).data];`,
    );
    assert.ok(green[1] < green[0] + 60, `${green} is no green`);
    await visitor.run("e.tone = 3;");
    await visitor.rest();
    const [change] = await visitor.events("smp-change");
    assert.deepEqual(Object.keys(change).sort(), ["name", "source", "state", "value"]);
    await forget();
    const entries = await visitor.run(
      "return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !/^(blob|data):/.test(name));",
    );
    assert.deepEqual(entries, []);
    assert.equal(visitor.site.asked.length, asked, `${visitor.site.asked.slice(asked)}`);
    await quiet();
  });

  test("several photographs of one person each keep their own fit; a mirror is symmetric", async () => {
    await begin();
    await choose();
    await open();
    await chord(".photo [data-handle=nose]", Key.SHIFT, Key.ARROW_LEFT);
    const nose = await place("nose");
    await visitor.click("[data-button=mirror]");
    await visitor.until("return q('.photo .handle') && q('.photo-bar [role=status]').textContent !== '';");
    const [x, y] = await place("nose");
    assert.ok(Math.abs(x - (100 - nose[0])) < 0.1 && Math.abs(y - nose[1]) < 0.1, `${nose} in a mirror is ${x}, ${y}`);
    await accept();
    await visitor.click("[data-button=another]");
    await visitor.until("return q('.chooser').checkVisibility();");
    await open();
    await visitor.click("[data-photo-view=top]");
    await visitor.until("return q('[data-photo-view=top]').ariaPressed === 'true';");
    await visitor.until("return !q('.photo-bar .main').disabled;");
    await accept();
    const tabs = () =>
      visitor.run("return [...e.shadowRoot.querySelectorAll('[data-tab]')].map((tab) => tab.innerText);");
    assert.deepEqual(await tabs(), ["1: Front", "2: Top"]);
    await visitor.click("[data-tab='0']");
    await visitor.until("return q('[data-tab=\"0\"]').ariaPressed === 'true';");
    await visitor.rest();
    await visitor.click("[data-button=adjust]");
    await visitor.until("return q('.photo .handle') && true;");
    assert.ok(Math.abs((await place("nose"))[0] - x) < 0.1, "its nose is where it was");
    await visitor.until("return !q('.photo-bar .main').disabled;");
    await accept();
    await visitor.click("[data-button=forget]");
    await visitor.until("return q('.photo-bar') && !q('[data-tab]');", "one is left");
    await visitor.click("[data-button=forget]");
    await visitor.until("return !q('.photo-bar');", "none is left");
    await quiet();
  });

  test("the usual hairline comes down to a photograph and goes back, a chosen one stays", async () => {
    const hairline = () =>
      visitor.run("return [e.hairlineHeight, q('input[data-name=hairline-height]').valueAsNumber];");
    await begin();
    assert.deepEqual(await hairline(), [8, 8]);
    await choose();
    await open();
    assert.deepEqual(await hairline(), [8, 8], "not before it fits");
    await accept();
    assert.deepEqual(await hairline(), [6.5, 6.5]);
    assert.equal(await visitor.run("return q('[data-button=match]').textContent;"), "As your sides");
    const about = "return getComputedStyle(q('label[for=in-density]'), '::after').content;";
    assert.match(await visitor.run(about), /± 10%/);
    await visitor.click("[data-button=reset]");
    await visitor.rest();
    assert.deepEqual(await hairline(), [6.5, 6.5], "its usual height here");
    await forget();
    assert.deepEqual(await hairline(), [8, 8], "back");
    assert.equal(await visitor.run("return q('[data-button=match]').textContent;"), "Match the hair");
    assert.equal(await visitor.run(about), "none");
    await choose();
    await open();
    await accept();
    await visitor.run("e.hairlineHeight = 7;");
    await visitor.rest();
    const chosen = await hairline();
    assert.deepEqual(chosen, [7, 7]);
    await forget();
    assert.deepEqual(await hairline(), chosen, "a choice of the visitor's");
    await choose();
    await open();
    await accept();
    assert.deepEqual(await hairline(), chosen, "and on the next photograph too");
    await forget();
    await quiet();
  });

  test("another language leaves the photograph open, where it was", async () => {
    await begin();
    await choose();
    await open();
    const asked = (text) => visitor.until(`return q('.photo-bar')?.innerText.includes(${JSON.stringify(text)});`);
    await visitor.press(".photo [data-handle=nose]", Key.ARROW_RIGHT);
    const nose = await place("nose");
    await visitor.run("e.lang = 'de';");
    await asked("Punkte neu");
    await visitor.until("return q('.photo .handle') && !q('.photo-bar .main').disabled;");
    assert.deepEqual(await place("nose"), nose);
    await accept();
    const treated = await visitor.picture();
    await visitor.run("e.lang = 'en';");
    await asked("Adjust the fit");
    await visitor.rest();
    same(await visitor.picture(), treated, "the same picture");
    assert.equal(await visitor.run("return e.hairlineHeight;"), 6.5);
    await forget();
    assert.equal(await visitor.run("return e.hairlineHeight;"), 8);
    await quiet();
  });

  test("forgotten, left or removed, nothing of it stays", every("worker"), async () => {
    await begin();
    const known = () => visitor.run("return [seen.listeners, seen.observers];");
    const before = await known();
    await choose();
    await open();
    await accept();
    await forget();
    assert.deepEqual(await known(), before, "no listener and no observer is left");
    await choose();
    await open();
    await visitor.run("dispatchEvent(new PageTransitionEvent('pagehide'));");
    await visitor.until("return !q('.photo-bar') && !q('.photo');", "gone with the page");
    await visitor.rest();
    await choose();
    await open();
    await visitor.run("window.removed = e; e.remove();");
    await visitor.until("return !removed.shadowRoot.querySelector('.photo-bar') && seen.workers === 0;", "gone");
    await visitor.driver.executeScript("document.body.prepend(removed);");
    await visitor.rest();
    assert.equal(await visitor.run("return Boolean(q('.photo'));"), false);
    await quiet();
  });

  test("a host takes the button out", async () => {
    await visitor.load("plain");
    assert.ok(await visitor.run("return q('[data-button=own-photo]').checkVisibility();"));
    await visitor.run("e.setAttribute('own-photo', 'off');");
    assert.equal(await visitor.run("return q('[data-button=own-photo]').checkVisibility();"), false);
    await visitor.load("plain", "embed.html?own-photo=off");
    assert.equal(await visitor.run("return q('[data-button=own-photo]').checkVisibility();"), false);
  });

  test("axe finds nothing on the way, and 320 px are enough for every target", every("layout"), async () => {
    await visitor.goto("plain", "narrow.html");
    await visitor.driver.switchTo().frame(0);
    await visitor.rest();
    await carry();
    // What it finds is the same in every engine, and found in one.
    const finds = name === "chromium";
    const look = async (where) => {
      if (finds) assert.deepEqual(await visitor.violations(), [], where);
      assert.deepEqual(await visitor.smallTargets(), [], where);
      assert.ok(await visitor.run("return document.documentElement.scrollWidth <= 320;"), `${where}: nothing sideways`);
    };
    await choose();
    await look("choosing");
    await open();
    await look("fitting");
    await accept();
    await look("at work");
    await visitor.click("[data-button=brush]");
    await look("brush");
    await visitor.driver.switchTo().defaultContent();
  });
};
