// In a form: the state goes with it as a short code, and the code opens the same head again.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { Key } from "../visitor.mjs";

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
      await visitor.load("plain", "form.html");
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
      // Frameworks set an empty one for "nothing yet".
      assert.equal((await visitor.events("smp-error")).length, wrong ? 1 : 0, wrong.slice(0, 20));
      await visitor.run("e.setAttribute('code', arguments[0]);", wrong);
      assert.match((await visitor.warnings())[0], /is no code of a state; ignored/);
      assert.equal(await visitor.value("norwood"), 6);
    }
  });

  test(
    "reset, disabled, its label and the submitted address are as with any control",
    every("form", "focus"),
    async () => {
      await visitor.load("plain", "form.html");
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

  test("scripts that collect or check forms find it, and hear of every way of changing it", every("form"), async () => {
    await visitor.load("plain", "form.html");
    const answers = await visitor.run(`
      const form = document.querySelector("form");
      const asJQuery = () => [...form.elements]
        .filter((each) => each.name && /^(input|select|textarea)$/i.test(each.nodeName) && !each.matches(":disabled"))
        .map((each) => each.name + "=" + each.value).join("&");
      const before = [asJQuery(), new URLSearchParams(new FormData(form)).toString(), form.elements.head === e];
      e.setCustomValidity("too bald");
      const refused = [form.checkValidity(), e.validity.customError, e.validationMessage, e.matches(":invalid")];
      e.setCustomValidity("");
      const valid = [...form.elements].every((each) => each.checkValidity() && each.validity.valid);
      e.disabled = true;
      const off = [asJQuery(), e.willValidate];
      e.disabled = false;
      return [before, refused, [valid, e.willValidate, e.reportValidity()], off];`);
    const code = await visitor.run("return e.value;");
    const both = `person=kept&head=${code}`;
    assert.deepEqual(answers, [
      [both, both, true],
      [false, true, "too bald", true],
      [true, true, true],
      ["person=kept", false],
    ]);

    // A slider says `input` by itself, across shadow trees; all else would say nothing.
    await visitor.run(`
      window.heard = [];
      for (const type of ["input", "change"])
        document.querySelector("form").addEventListener(type, ({ target }) => heard.push(type, target === e, e.value));`);
    let last = code;
    const changed = async (what, act) => {
      await visitor.run("heard.length = 0;");
      await act();
      await visitor.until("return heard.includes('change');", `${what}: a change`);
      const heard = await visitor.run("return heard;");
      const types = heard.filter((_, i) => i % 3 === 0);
      assert.deepEqual([types[0], types.at(-1)], ["input", "change"], `${what}: ${types}`);
      assert.ok(!heard.includes(false), `${what}: from the element`);
      assert.notEqual(heard.at(-1), last, `${what}: with the new value`);
      last = heard.at(-1);
    };
    const press = (selector) => () => visitor.run("q(arguments[0]).click();", selector);
    await visitor.openGroups();
    await changed("slider", () => visitor.press("#in-norwood", Key.ARROW_LEFT));
    await changed("named stop", press(".mark[data-value='3']"));
    await changed("field", () => visitor.press("#in-seed", "7", Key.ENTER));
    await changed("choice", press("[data-name=pattern] [value=ludwig]"));
    await changed("view", press("[data-view=front]"));
    await changed("turn", press("[data-button=left]"));
    await changed("drag", () => visitor.drag(".stage", [0.2, 0.3], 20, 0));
    await changed("divider", () => visitor.press(".divider", Key.ARROW_RIGHT));
    await changed("compare", press("[data-button=compare]"));
    await changed("head", press("[data-button=head]"));
    await changed("mistake", press("[data-mistake=dense]"));
    await changed("back from it", press("[data-button=back]"));
    await changed("time", () =>
      visitor.run("q('[data-button=play]').click(); setTimeout(() => q('[data-button=play]').click(), 400);"),
    );
    await changed("reset", press("[data-button=reset]"));
    // The button comes back with the pattern that has a drawn line, in the frame after the change.
    await visitor.until("return q('[data-button=by-hand]').getClientRects().length > 0;");
    await press("[data-button=by-hand]")();
    await visitor.until("return parseFloat(q('.handle').style.left) > 0;");
    await changed("handle", press("[data-button=ArrowUp]"));
    // What is set by a script is no news for it.
    await visitor.run("heard.length = 0; e.tone = 2; e.value = ''; e.setState({ norwood: 6 });");
    assert.deepEqual(await visitor.run("return heard;"), []);
    await quiet();
  });

  test("scripts find it too where it belongs to a form by attribute, comes into one later, or is a clone", async () => {
    await visitor.goto("plain", "fixture.html");
    await visitor.run(
      `document.body.innerHTML = '<form id="f"></form><form id="g"></form>' +
         '<smp-visualizer class="fixed low" loading="eager" controls="none" name="a" form="f"></smp-visualizer>' +
         '<smp-visualizer class="fixed low" loading="eager" controls="none" name="b" norwood="2"></smp-visualizer>';`,
    );
    const drawn =
      "return [...document.querySelectorAll('smp-visualizer')].every((each) => each.shadowRoot?.querySelector('canvas'));";
    await visitor.until(drawn);
    const [byAttribute, later] = await visitor.run(
      `window.asJQuery = (form) => [...document.forms[form].elements]
         .filter((each) => each.name && /^input$/i.test(each.nodeName)).map((each) => each.name + "=" + each.value).join("&");
       window.code = (i) => document.querySelectorAll("smp-visualizer")[i].value;
       window.sent = (form) => new URLSearchParams(new FormData(document.forms[form])).toString();
       document.forms.g.append(document.querySelectorAll("smp-visualizer")[1]);
       const twice = (form, expected) => asJQuery(form) === expected && sent(form) === expected;
       return [twice("f", "a=" + e.value), twice("g", "b=" + document.forms.g.firstChild.value)];`,
    );
    assert.deepEqual([byAttribute, later], [true, true]);
    await visitor.run(
      `const made = document.forms.g.firstChild.cloneNode(true);
       made.name = "c";
       made.setAttribute("norwood", "7");
       document.forms.g.append(made);`,
    );
    await visitor.until(`${drawn.replace(";", "")} && asJQuery("g") === sent("g") && /^b=.*&c=/.test(sent("g"));`);
    await quiet();
  });

  test("what frameworks write before the tag is defined is what they mean", async () => {
    await visitor.goto("plain", "fixture.html");
    const state = await visitor.wait(`
      await customElements.whenDefined("smp-visualizer");
      const { value } = Object.assign(document.createElement("smp-visualizer"), { norwood: 6 });
      document.body.innerHTML = "<smp-visualizer hairlength='3' hair-color='black' value='" + value + "'></smp-visualizer>";
      const made = document.querySelector("smp-visualizer");
      made.setAttribute("temPleRecession", "0.7");
      return [made.hairLength, made.hairColor, made.norwood, made.templeRecession];`);
    assert.deepEqual(state, [3, "black", 6, 0.7]);
  });

  test("whoever presses the clinic's button takes the code along; the data layer hears it if asked", async () => {
    await visitor.load("plain", "attributes.html");
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
