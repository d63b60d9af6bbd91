// What a page, a link or a script may hand over: clamped, ignored or reported; never run, never thrown back.

import assert from "node:assert/strict";
import { test } from "node:test";

const MARKUP = `"><img src=x onerror="window.ran = 1"><script>window.ran = 1</script>`;
/** Runs in the page: values of every kind that a script could set. */
const NONSENSE = `
  const thrower = new Proxy(() => {}, Object.fromEntries(["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor", "apply"].map((trap) => [trap, () => { throw new Error("thrown by " + trap); }])));
  const texts = { toString() { throw new Error("toString"); }, valueOf() { throw new Error("valueOf"); }, get norwood() { throw new Error("getter"); } };
  const worded = () => {};
  worded.toString = texts.toString;
  const nonsense = [NaN, Infinity, -Infinity, 1e308, -0, 2 ** 53, 10n, true, null, undefined, Symbol("s"), "", " ", "1e999", "0x10", "٣", ${JSON.stringify(MARKUP)}, "__proto__", "constructor", "toString", "x".repeat(1e5), {}, [], [3], { __proto__: null }, new Date(NaN), thrower, texts, worded, window, document.body];`;

export default (visitor, { name, quiet }) => {
  /** The page is as it was, the element draws, and every value is one that the table allows. */
  const unharmed = async () => {
    await visitor.rest();
    assert.equal(await visitor.run("return window.ran;"), null, "nothing was run");
    assert.deepEqual(
      await visitor.run("return [Object.keys(Object.prototype), Object.keys(Array.prototype), {}.polluted ?? null];"),
      [[], [], null],
    );
    assert.deepEqual(
      await visitor.run(
        "return [...e.shadowRoot.querySelectorAll('script, iframe, object, [onerror], [onload]')].map((found) => found.outerHTML);",
      ),
      [],
    );
    const strange = await visitor.run(
      "return Object.entries(e.getState()).filter(([, value]) => !(Number.isFinite(value) || /^[a-z-]+$/.test(value)));",
    );
    assert.deepEqual(strange, []);
    assert.deepEqual(
      (await visitor.problems()).filter((problem) => !problem.startsWith("error: from the host")),
      [],
    );
  };

  test("attributes of any text are clamped or ignored, with a warning each", async () => {
    await visitor.load("strict", "fixed.html");
    const names = await visitor.run(
      "return e.constructor.observedAttributes.filter((name) => name !== 'lang' && name !== 'texts');",
    );
    await visitor.run(
      `${NONSENSE}
      for (const name of given(arguments)) for (const value of nonsense) {
        let text;
        try { text = String(value); } catch { continue; }
        e.setAttribute(name, text);
      }
      function given(list) { return list[0]; }`,
      names,
    );
    assert.ok((await visitor.warnings()).length > names.length);
    await unharmed();
    for (const name of names) await visitor.run("e.removeAttribute(arguments[0]);", name);
    await visitor.driver.executeScript(`
      const made = document.createElement("smp-visualizer");
      for (const name of ["lang", "dir", "controls", "loading", "reveal", "name", "code", "disabled", "pattern", "__proto__", "constructor"]) made.setAttribute(name, name === "lang" ? "constructor" : name === "loading" ? "__proto__" : ${JSON.stringify(MARKUP)});
      made.className = "fixed";
      document.querySelector("smp-visualizer").replaceWith(made);`);
    await visitor.until("return e?.shadowRoot?.querySelector('.stage') && true;");
    assert.match(
      await visitor.run("return q('.caption slot').assignedNodes({ flatten: true })[0].textContent;"),
      /simulation/i,
      "words, for a language there is none of",
    );
    await visitor.run("e.removeAttribute('reveal');");
    await unharmed();
  });

  test("properties of any kind keep the old value and say so; none throws into the page", async () => {
    await visitor.load("strict", "fixed.html");
    const thrown = await visitor.run(`${NONSENSE}
      const thrown = [];
      for (const [place, value] of nonsense.entries()) {
        for (const key of ["norwood", "pattern", "seed", "hairDensity", "view"]) try { e[key] = value; } catch (error) { thrown.push(key + " " + place + ": " + error); }
        for (const state of [value, { norwood: value, [typeof value === "object" ? "x" : place]: value }]) try { e.setState(state); } catch (error) { thrown.push("setState " + place + ": " + error); }
      }
      try { e.setState(JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "norwood": 3, "hasOwnProperty": 1}')); } catch (error) { thrown.push(String(error)); }
      return thrown;`);
    assert.deepEqual(thrown, []);
    assert.ok((await visitor.events("smp-error")).every((error) => error.type === "parameter"));
    assert.equal(await visitor.value("norwood"), 3);
    await unharmed();
  });

  test("an address of any text opens the page all the same", async () => {
    for (const query of [
      `norwood=${encodeURIComponent(MARKUP)}&__proto__=1&constructor=1&toString=x&tone=1e999&seed=99999999999999999999999&pattern=constructor`,
      "norwood=%E0%A4%A&tone=%00&density=%F0%9F%92%A9&view=__proto__&code=" + encodeURIComponent(MARKUP),
      `norwood=${"9".repeat(4000)}&norwood=2&norwood=x`,
    ]) {
      await visitor.open("strict", `fixed.html?${query}`);
      await unharmed();
      const lost = await visitor.run("e.reset(); return e.norwood;");
      assert.equal(lost, 5);
    }
  });

  test("messages and the page's own faults are the page's", async () => {
    await visitor.load("strict", "fixed.html");
    const before = await visitor.run("return e.getState();");
    await visitor.wait(`
      for (const data of [{ smp: "state", state: { norwood: 2 } }, { type: "start" }, { type: "change", changes: [[0, NaN]] }, "smp", null, { smp: { __proto__: null } }]) window.postMessage(data, "*");
      await new Promise((done) => setTimeout(done, 200));`);
    assert.deepEqual(await visitor.run("return e.getState();"), before);
    // A listener that throws is reported by the browser, and hinders nobody.
    await visitor.run("e.addEventListener('smp-change', () => { throw 'from the host'; }); e.norwood = 6; e.tone = 2;");
    assert.equal(await visitor.value("tone"), 2);
    await visitor.rest();
    const said = await visitor.problems();
    assert.ok(
      said.every((problem) => /from the host|Script error/.test(problem)),
      said.join(),
    );
  });
};
