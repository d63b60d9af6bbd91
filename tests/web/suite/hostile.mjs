// What a page, a link or a script may hand over: clamped, ignored or reported; never run, never thrown back.

import assert from "node:assert/strict";

const MARKUP = `"><img src=x onerror="window.ran = 1"><script>window.ran = 1</script>`;
/** Runs in the page: values of every kind that a script could set. */
const NONSENSE = `
  const traps = ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor", "apply"];
  const fails = (what) => () => { throw new Error("thrown by " + what); };
  const thrower = new Proxy(() => {}, Object.fromEntries(traps.map((trap) => [trap, fails(trap)])));
  const texts = { toString: fails("toString"), valueOf: fails("valueOf") };
  Object.defineProperty(texts, "norwood", { get: fails("a getter"), enumerable: true });
  const worded = () => {};
  worded.toString = texts.toString;
  const nonsense = [
    NaN, Infinity, -Infinity, 1e308, -0, 2 ** 53, 10n, true, null, undefined, Symbol("s"),
    "", " ", "1e999", "0x10", "٣", ${JSON.stringify(MARKUP)}, "__proto__", "constructor", "toString", "x".repeat(1e5),
    {}, [], [3], { __proto__: null }, new Date(NaN), thrower, texts, worded, window, document.body,
  ];`;

export default (visitor, { test }) => {
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
        `const found = e.shadowRoot.querySelectorAll("script, iframe, object, [onerror], [onload]");
         return [...found].map((each) => each.outerHTML);`,
      ),
      [],
    );
    const strange = await visitor.run(
      `const allowed = (value) => Number.isFinite(value) || /^[a-z-]+$/.test(value);
       return Object.entries(e.getState()).filter(([, value]) => !allowed(value));`,
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
    await visitor.run("for (const name of arguments[0]) e.removeAttribute(name);", names);
    await visitor.driver.executeScript(`
      const made = document.createElement("smp-visualizer");
      const names = ["dir", "controls", "reveal", "name", "code", "disabled", "pattern", "__proto__", "constructor"];
      for (const name of names) made.setAttribute(name, ${JSON.stringify(MARKUP)});
      made.setAttribute("lang", "constructor");
      made.setAttribute("loading", "__proto__");
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
        const attempt = (what, set) => {
          try { set(); } catch (error) { thrown.push(what + " " + place + ": " + error); }
        };
        for (const key of ["norwood", "pattern", "seed", "hairDensity", "view"])
          attempt(key, () => { e[key] = value; });
        for (const state of [value, { norwood: value, [typeof value === "object" ? "x" : place]: value }])
          attempt("setState", () => e.setState(state));
      }
      const state = {
        ["__proto__"]: { polluted: 1 }, constructor: { prototype: { polluted: 1 } }, norwood: 3, hasOwnProperty: 1,
      };
      try { e.setState(state); } catch (error) { thrown.push(String(error)); }
      return thrown;`);
    assert.deepEqual(thrown, []);
    assert.ok((await visitor.events("smp-error")).every((error) => error.type === "parameter"));
    assert.equal(await visitor.value("norwood"), 3);
    await unharmed();
  });

  test("an address of any text opens the page all the same", async () => {
    for (const query of [
      `norwood=${encodeURIComponent(MARKUP)}&__proto__=1&constructor=1&toString=x&tone=1e999`,
      "pattern=constructor&seed=99999999999999999999999",
      `norwood=%E0%A4%A&tone=%00&density=%F0%9F%92%A9&view=__proto__&code=${encodeURIComponent(MARKUP)}`,
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
      const last = "the last message";
      const heard = new Promise((done) => addEventListener("message", ({ data }) => data === last && done()));
      for (const data of [
        { smp: "state", state: { norwood: 2 } },
        { type: "start" },
        { type: "change", changes: [[0, NaN]] },
        "smp",
        null,
        { smp: { __proto__: null } },
        last,
      ])
        window.postMessage(data, "*");
      await heard;`);
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
