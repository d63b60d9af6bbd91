// In a form: the state goes with it as a short code, and the code opens the same head again.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";

export default (visitor, { test, quiet, same }) => {
  test("a form sends the state as a code, and the code opens the same head", async () => {
    await visitor.open("plain", "form.html");
    const sent = () => visitor.run("return Object.fromEntries(new FormData(document.querySelector('form')));");
    const usual = (await sent()).head;
    assert.match(usual, /^1\.\w\w$/);
    await visitor.run(
      `e.setState({ norwood: 6.35, skin: 9, "hair-color": "black", view: "top", yaw: -31.27 });
       e.setState({ seed: 4294967295, "left-temple-up": -2.5 });`,
    );
    const { head: code, person } = await sent();
    assert.equal(person, "kept", "with what else is in the form");
    assert.match(code, /^[\w.-]{20,70}$/);
    const state = await visitor.run("return e.getState();");
    const picture = await visitor.picture();
    await visitor.run("e.reset();");
    assert.equal((await sent()).head, usual);
    await visitor.run("e.value = arguments[0].toUpperCase();", ` ${code} `);
    assert.deepEqual(await visitor.run("return e.getState();"), state);
    same(await visitor.picture(), picture, "the same head");
    await visitor.open("plain", `fixed.html?code=${code}`);
    assert.deepEqual(await visitor.run("return e.getState();"), state);
    same(await visitor.picture(), picture, "and by a link");
    await quiet();
  });

  test(
    "what was set before it was in the page wins over the tag; a form's reset goes back to the tag",
    every("tree", "form"),
    async () => {
      await visitor.goto("plain", "fixture.html");
      const early = await visitor.wait(`
        await customElements.whenDefined("smp-visualizer");
        const made = document.createElement("smp-visualizer");
        made.setAttribute("norwood", "4");
        made.setAttribute("tone", "2");
        made.norwood = 6;
        // As if the class had come later.
        const early = (value) => ({ value, configurable: true, writable: true, enumerable: true });
        Object.defineProperties(made, { texts: early({ caption: "ours" }), skin: early(9) });
        window.heard = 0;
        made.addEventListener("smp-change", () => heard++);
        document.body.append(made);
        return [made.norwood, made.tone, made.skin, made.texts.caption, Object.hasOwn(made, "texts"), heard];`);
      assert.deepEqual(early, [6, 2, 9, "ours", false, 0]);
      await visitor.open("plain", "form.html");
      await visitor.run(
        `e.setAttribute("norwood", "4");
         e.setAttribute("address", "");
         document.body.append(e);
         document.querySelector("form").append(e);
         e.norwood = 7;`,
      );
      await visitor.until("return /norwood=7/.test(location.search);");
      await visitor.run("document.querySelector('form').reset();");
      assert.equal(await visitor.value("norwood"), 4);
    },
  );

  test("a code that is none is told and changes nothing", async () => {
    await visitor.load("plain", "form.html");
    await visitor.run("e.norwood = 6;");
    const code = await visitor.run("return e.value;");
    // One letter put wrong: the check at the end tells.
    const slip = code.replace(/^1\.(.)/, (_, letter) => `1.${letter === "a" ? "b" : "a"}`);
    for (const wrong of ["", "1", slip, "2.abc", "<b>", "x".repeat(5000), "1.__proto__.00"]) {
      await visitor.forget();
      await visitor.run("e.value = arguments[0];", wrong);
      assert.equal((await visitor.events("smp-error")).length, 1, wrong.slice(0, 20));
      await visitor.run("e.setAttribute('code', arguments[0]);", wrong);
      assert.match((await visitor.warnings())[0], /is no code of a state; ignored/);
      assert.equal(await visitor.value("norwood"), 6);
    }
  });

  test(
    "reset, disabled, its label and the submitted address are as with any control",
    every("form", "focus"),
    async () => {
      await visitor.open("plain", "form.html");
      await visitor.run("e.norwood = 2; document.querySelector('form').reset();");
      assert.equal(await visitor.value("norwood"), 5);
      assert.deepEqual(await visitor.run("return [e.type, e.name, e.form?.id, e.labels.length];"), [
        "smp-visualizer",
        "head",
        "form",
        1,
      ]);
      await visitor.run("document.querySelector('label').click();");
      assert.equal(await visitor.run("return e.shadowRoot.activeElement?.className;"), "stage");
      await visitor.run("document.querySelector('fieldset').disabled = true;");
      await visitor.until("return q('.layout').inert;");
      assert.equal(await visitor.run("return new FormData(document.querySelector('form')).has('head');"), false);
      await visitor.run("document.querySelector('fieldset').disabled = false; e.norwood = 3;");
      assert.equal(await visitor.run("return q('.layout').inert;"), false);
      const code = await visitor.run("return e.value;");
      await visitor.run("document.querySelector('form').submit();");
      await visitor.until("return location.search && e?.getState;");
      assert.equal(new URL(await visitor.driver.getCurrentUrl()).searchParams.get("head"), code);
    },
  );

  test("whoever presses the clinic's button takes the code along; the data layer hears it if asked", async () => {
    await visitor.open("plain", "attributes.html");
    await visitor.run("e.norwood = 4;");
    await visitor.run("document.querySelector('#cta').click();");
    const [{ code, state }] = await visitor.events("smp-cta");
    assert.equal(code, await visitor.run("return e.value;"));
    assert.equal(state.norwood, 4);
    assert.equal(await visitor.run("return window.dataLayer === undefined;"), true);
    await visitor.run("e.setAttribute('data-layer', '');");
    await visitor.run("document.querySelector('#cta').click();");
    const layer = await visitor.run("return window.dataLayer;");
    assert.equal(layer.length, 1);
    assert.equal(layer[0].event, "smp-cta");
    assert.deepEqual(layer[0].smp, { code, ...state });
  });
};
