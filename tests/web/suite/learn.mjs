// The short texts about the treatment: where they stand, and what a host makes of them.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { Key } from "../visitor.mjs";

const TOPICS = ["how", "first-days", "who-waits", "how-long", "removal", "what-we-know"];

export default (visitor, { test, quiet }) => {
  const topic = (name) => `[data-group=learn-${name}]`;
  /** Which of them a visitor could open. */
  const offered = () =>
    visitor.run(
      `return arguments[0].filter((name) => q("[data-group=learn-" + name + "]").checkVisibility());`,
      TOPICS,
    );
  const openGroups = () =>
    visitor.run("for (const group of e.shadowRoot.querySelectorAll('.group')) group.open = true;");

  test(
    "each stands closed at the end of the group it is about, and opens by press and by key",
    every("focus", "layout"),
    async () => {
      await visitor.open("plain", "low.html");
      await openGroups();
      const places = await visitor.run(
        `return arguments[0].map((name) => {
        const details = q("[data-group=learn-" + name + "]");
        const last = [...details.parentElement.children].findLastIndex((each) => !each.matches(".learn"));
        const at = [...details.parentElement.children].indexOf(details);
        return [details.open, at > last, details.parentElement.closest("[data-group]")?.dataset.group ?? "report"];
      });`,
        TOPICS,
      );
      const groups = ["treatment", "time", "skin", "time", "mistakes", "report"];
      assert.deepEqual(
        places,
        groups.map((group) => [false, true, group]),
      );
      for (const [i, name] of TOPICS.entries()) {
        const shown = () => visitor.run("return q(arguments[0]).querySelector('p').checkVisibility();", topic(name));
        assert.equal(await shown(), false, `${name} is closed`);
        if (i % 2 === 0) await visitor.press(`${topic(name)} summary`, Key.ENTER);
        else await visitor.click(`${topic(name)} summary`);
        await visitor.until(`return q("${topic(name)}").querySelector("p").checkVisibility();`, name);
        const [wide, room] = await visitor.run(
          "const details = q(arguments[0]); return [details.scrollWidth, details.clientWidth];",
          topic(name),
        );
        assert.ok(wide <= room, `${name}: ${wide} px in ${room}`);
      }
      await quiet();
    },
  );

  test("what is open stays open in another language, and reads from right to left", every("layout"), async () => {
    await visitor.open("plain", "low.html");
    await openGroups();
    await visitor.click(`${topic("removal")} summary`);
    await visitor.run("e.lang = 'ar'; e.dir = 'rtl';");
    await visitor.until(`return /الليزر|بالليزر/.test(q("${topic("removal")} p")?.innerText ?? "");`);
    const [mark, words] = await visitor.run(
      `const summary = q(arguments[0] + " summary"), range = document.createRange();
       range.selectNodeContents(summary);
       return [summary.getBoundingClientRect(), range.getBoundingClientRect()].map((box) => box.right);`,
      topic("removal"),
    );
    assert.ok(Math.abs(mark - words) < 2, "the question begins at the right");
    await visitor.run("e.removeAttribute('lang'); e.removeAttribute('dir');");
  });

  test("a host replaces one, keeps some or takes all away", async () => {
    await visitor.open("plain", "low.html");
    await openGroups();
    assert.deepEqual(await offered(), TOPICS);
    await visitor.run(
      `
      const own = document.createElement("div");
      own.slot = "learn-removal"; own.id = "own"; own.textContent = "Ask us.";
      e.append(own);
      q(arguments[0]).open = true; q(arguments[1]).open = true;`,
      topic("removal"),
      topic("how"),
    );
    const seen = () =>
      visitor.run(
        `return [document.querySelector("#own"), q(arguments[0] + " p"), q(arguments[1] + " p")].map((each) => each.checkVisibility());`,
        topic("removal"),
        topic("how"),
      );
    assert.deepEqual(await seen(), [true, false, true], "its own words in place of ours, and only there");
    for (const [attribute, left] of [
      ["how first-days", ["how", "first-days"]],
      ["off", []],
      ["on", TOPICS],
    ]) {
      await visitor.run("e.setAttribute('learn', arguments[0]);", attribute);
      assert.deepEqual(await offered(), left, attribute);
    }
    assert.deepEqual(await visitor.warnings(), []);
    await visitor.run("e.setAttribute('learn', 'how prices');");
    assert.deepEqual(await offered(), ["how"]);
    const warnings = await visitor.warnings();
    assert.equal(warnings.length, 1);
    assert.match(warnings[0], /learn: prices/);
    await visitor.run("e.removeAttribute('learn');");
    assert.deepEqual(await offered(), TOPICS);
    await quiet();
  });

  test("an answer that cannot be had says so, and is asked for again", async () => {
    await visitor.goto("no-words", "fixture.html");
    await visitor.run("document.body.innerHTML = '<smp-visualizer class=\"fixed low\"></smp-visualizer>';");
    await visitor.until("return q('.learn') && true;");
    await openGroups();
    const answer = (name, words) => visitor.until(`return ${words}.test(q("${topic(name)} p").textContent);`);
    await visitor.click(`${topic("removal")} summary`);
    await answer("removal", /could not be downloaded/);
    await visitor.run("const real = fetch; window.fetch = (file) => real(String(file).replace('no-words', 'plain'));");
    await visitor.click(`${topic("how")} summary`);
    await answer("how", /needle/);
    await visitor.click(`${topic("removal")} summary`);
    await visitor.click(`${topic("removal")} summary`);
    await answer("removal", /laser/);
  });

  test("our page has the same words as a section of its own, each with an anchor", every("layout"), async () => {
    await visitor.open("plain", "low.html");
    await visitor.openGroups();
    await visitor.until("return [...e.shadowRoot.querySelectorAll('.learn p')].every((answer) => answer.textContent);");
    const [page, panel] = await visitor.run(
      `const words = (name) => ["summary", "p"].map((part) => q("[data-group=learn-" + name + "] " + part).textContent);
       const section = (name) => {
         const heading = document.querySelector("#learn-" + name);
         return [heading.textContent, heading.nextElementSibling.textContent];
       };
       return [arguments[0].map(section), arguments[0].map(words)];`,
      TOPICS,
    );
    assert.deepEqual(page, panel);
    const levels = await visitor.run(
      "return [...document.querySelector('#learn').parentElement.querySelectorAll('h2, h3')].map((each) => each.localName);",
    );
    assert.deepEqual(levels, ["h2", ...TOPICS.map(() => "h3")]);
  });

  test("hair is said in days since the shave, and the report names how often one shaves", async () => {
    await visitor.open("plain", "low.html?hair-length=1.4");
    const text = () => visitor.run("return q('output[for=in-hair-length]').value;");
    assert.equal(await text(), "1.40 mm · 4 days after the shave");
    const facts = () =>
      visitor.run(
        `return Object.fromEntries([...q(".facts").children].filter((f) => !f.hidden)
          .map((f) => [...f.children].map((c) => c.textContent)));`,
      );
    await visitor.until("return q('.facts').textContent.includes('2–3 days');");
    assert.equal((await facts())["Stubble shows"], "day 3");
    await visitor.run("e.hairColor = 'white';");
    await visitor.until("return q('.facts').textContent.includes('at once');");
    assert.equal((await facts())["Shave every"], undefined, "no shave hides that");
    await visitor.run("e.setState({ 'hair-color': 'dark-brown', tone: 1 });");
    await visitor.until(
      `const shown = [...q(".facts").children].filter((fact) => !fact.hidden);
       return shown.at(-1).querySelector("dd").textContent === "day";`,
    );
    await visitor.run("e.hairLength = 60;");
    await visitor.until("return !/Stubble|Shave/.test(q('.facts').innerText);", "long hair is not shaved");
    assert.equal(await text(), "6 cm");
    assert.equal(await visitor.run("return q('[data-group=hair] .said').textContent;"), "Dark brown, 6 cm");
    await quiet();
  });
};
