// Patterns, their charts, and what else is chosen among names.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { Key } from "../visitor.mjs";

/** The slider that says how far each pattern has gone. */
const SLIDERS = {
  norwood: "norwood",
  ludwig: "ludwig",
  diffuse: "extent",
  areata: "extent",
  ophiasis: "extent",
  totalis: undefined,
  universalis: undefined,
  traction: "extent",
  patchy: "extent",
  scarring: "extent",
  "frontal-band": "extent",
};
/** Patterns with a hairline for an artist to draw. */
const DRAWN = ["norwood", "totalis", "universalis"];

/** What the charts of a fieldset show: one number for each, 0 while there is none. */
const CHARTS = `
  const sum = (bytes) => bytes.reduce((sum, byte) => (sum * 31 + byte) >>> 0, 7);
  return [...e.shadowRoot.querySelectorAll("[data-name=" + arguments[0] + "] canvas")].map((c) =>
    c.dataset.drawn ? sum(c.getContext("2d").getImageData(0, 0, c.width, c.height).data) : 0);`;
const DRAWN_ALL = (fieldset) =>
  `return [...e.shadowRoot.querySelectorAll("[data-name=${fieldset}] canvas")].every((c) => c.dataset.drawn);`;

export default (visitor, { test, quiet, differ }) => {
  const shown = () =>
    visitor.run(
      `const rows = [...e.shadowRoot.querySelectorAll(".row[data-name]")].filter((row) => row.checkVisibility());
       return rows.map((row) => row.dataset.name);`,
    );

  test(
    "every pattern is chosen by pointer and by keys, and only what means something is shown",
    every("input", "focus"),
    async () => {
      await visitor.console();
      await visitor.open("plain", "low.html");
      await visitor.openGroups();
      const words = Object.keys(SLIDERS);
      const radios = await visitor.run(
        "return [...e.shadowRoot.querySelectorAll('input[name=pattern]')].map((i) => i.value);",
      );
      assert.deepEqual(radios, words);
      for (const [place, word] of words.entries()) {
        await visitor.click(`input[name=pattern][value=${word}]`);
        assert.equal(await visitor.value("pattern"), word, "by pointer");
        await visitor.until(
          `const label = q("input[name=pattern][value=${word}]").closest("label");
           return q("[data-group=loss] .said").textContent === label.textContent;`,
        );
        const rows = await shown();
        assert.deepEqual(
          rows.filter((row) => ["norwood", "ludwig", "extent"].includes(row)),
          SLIDERS[word] ? [SLIDERS[word]] : [],
          word,
        );
        assert.equal(rows.includes("hairline-height"), DRAWN.includes(word), word);
        assert.equal(rows.includes("norwood-type"), word === "norwood");
        assert.equal(rows.includes("hair-density"), !["totalis", "universalis"].includes(word), word);
        assert.ok(
          ["tone", "density", "hair-color", "softness"].every((row) => rows.includes(row)),
          word,
        );
        // At the end some browsers go on at the beginning, some stay.
        if (place === words.length - 1) break;
        await visitor.press(`input[name=pattern][value=${word}]`, Key.ARROW_DOWN);
        assert.equal(await visitor.value("pattern"), words[place + 1], "by key");
      }
      await visitor.rest();
      await quiet();
      assert.deepEqual(await visitor.console(), []);
    },
  );

  test("each pattern draws its own picture, says it in words and in the address", async () => {
    await visitor.open("plain", "low.html");
    let last = await visitor.picture();
    for (const word of Object.keys(SLIDERS).slice(1)) {
      await visitor.run("e.pattern = arguments[0];", word);
      const picture = await visitor.picture();
      differ(picture, last, word);
      last = picture;
      await visitor.until(`return location.search === '?pattern=${word}';`);
    }
    assert.match(await visitor.run("return q('canvas').getAttribute('aria-label');"), /Scarred front band, 25\s?%/);
    await quiet();
  });

  for (const host of ["strict", "no-worker"]) {
    const where = host === "strict" ? every("canvas", "sight") : {};
    test(`${host}: the charts are drawn when they can be seen, each another one`, where, async () => {
      await visitor.open(host, "low.html");
      assert.deepEqual([...new Set(await visitor.run(CHARTS, "pattern"))], [0], "none before");
      const height = "return q('[data-name=pattern]').getBoundingClientRect().height;";
      await visitor.run("q('[data-group=loss]').open = true;");
      const empty = await visitor.run(height);
      for (const [fieldset, count] of [
        ["pattern", 11],
        ["stop-norwood", 7],
      ]) {
        await visitor.until(DRAWN_ALL(fieldset), `charts of ${fieldset}`);
        assert.equal(new Set(await visitor.run(CHARTS, fieldset)).size, count, fieldset);
      }
      assert.equal(await visitor.run(height), empty, "nothing jumps");
      const before = await visitor.run(CHARTS, "pattern");
      await visitor.run("e.skin = 9;");
      await visitor.until(
        `const charts = [...e.shadowRoot.querySelectorAll("[data-name=pattern] canvas")];
         return charts.every((chart) => chart.dataset.drawn.includes(",9,"));`,
        "charts on another skin",
      );
      assert.ok((await visitor.run(CHARTS, "pattern")).every((chart, i) => chart !== before[i]));
      await visitor.click("input[name=stop-norwood][value='3']");
      assert.equal(await visitor.value("norwood"), 3);
      assert.deepEqual(
        (await visitor.problems()).filter((problem) => !problem.startsWith("csp: worker-src")),
        [],
      );
    });
  }

  test("every other choice is a named radio button", async () => {
    await visitor.load("plain", "low.html");
    await visitor.run("e.scar = 'fut'; e.hairLength = 60;");
    await visitor.openGroups();
    const names = await visitor.run(`
      return [...e.shadowRoot.querySelectorAll("input[type=radio]")].map((input) => [
        input.closest("fieldset").querySelector("legend").textContent,
        input.getAttribute("aria-label") ?? input.closest("label").textContent,
      ]);`);
    assert.ok(names.length > 45 && names.every((both) => both.every((name) => name.length > 0)), JSON.stringify(names));
    for (const name of ["hair-style", "hair-texture", "build", "hair-color", "skin-state", "scar", "norwood-type"]) {
      const values = await visitor.run(
        "return [...e.shadowRoot.querySelectorAll('input[name=' + arguments[0] + ']')].map((i) => i.value);",
        name,
      );
      await visitor.click(`input[name=${name}][value=${values.at(-1)}]`);
      assert.equal(await visitor.value(name), values.at(-1), name);
      await visitor.press(`input[name=${name}][value=${values.at(-1)}]`, Key.ARROW_UP);
      assert.equal(await visitor.value(name), values.at(-2), name);
    }
    await visitor.click("input[name=stop-skin][value='9']");
    assert.equal(await visitor.value("skin"), 9);
    await visitor.click("[data-name=hair-density] .mark[data-value='170']");
    assert.equal(await visitor.value("hair-density"), 170);
    await visitor.rest();
    await quiet();
  });

  test("the tone that fits the hair is marked, offered with one press, and follows the hair", async () => {
    await visitor.open("plain", "low.html?hair-color=black&tone=1");
    const offered = "return q('[data-button=match]').checkVisibility({ visibilityProperty: true });";
    await visitor.until(offered, "an offer");
    assert.equal(await visitor.run("return q('[data-button=match]').textContent;"), "Match the hair");
    const mark = "return getComputedStyle(q('.row[data-name=tone] .track'), '::before').insetInlineStart;";
    const black = await visitor.run(mark);
    await visitor.click("[data-button=match]");
    const matched = await visitor.value("tone");
    assert.ok(matched > 2, `black hair takes a dark tone: ${matched}`);
    await visitor.until(offered.replace("return ", "return !"), "no offer when it fits");
    assert.equal(
      await visitor.run("return e.shadowRoot.activeElement?.dataset.name;"),
      "tone",
      "the focus is on the slider",
    );
    assert.match(await visitor.run("return q('#in-tone').getAttribute('aria-valuetext');"), /matching the hair/);
    await visitor.run("e.hairColor = 'blond';");
    await visitor.until(offered, "another offer for other hair");
    assert.notEqual(await visitor.run(mark), black, "the mark moves");
    await quiet();
  });

  test("a row that goes keeps its value and leaves nobody behind", every("focus"), async () => {
    await visitor.load("plain", "low.html?pattern=ludwig&ludwig=3");
    await visitor.run("q('#in-ludwig').focus(); e.pattern = 'areata';");
    await visitor.until("return !q('#in-ludwig').checkVisibility();");
    assert.equal(await visitor.run("return e.shadowRoot.activeElement?.dataset.name;"), "extent");
    assert.equal(await visitor.value("ludwig"), 3);
    await visitor.run("e.pattern = 'ludwig'; e.scar = 'burn'; q('[data-group=skin]').open = true;");
    await visitor.until("return q('#in-scar-size').checkVisibility() && q('#in-ludwig').value === '3';");
    await visitor.run("q('#in-scar-size').focus(); e.scar = 'none';");
    await visitor.until("return e.shadowRoot.activeElement?.localName === 'summary';");
    await quiet();
  });
};
