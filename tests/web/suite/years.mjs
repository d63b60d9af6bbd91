// Sessions and the years: stepped and played.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { Key } from "../visitor.mjs";

/** Longer than a playing time line stands still, and longer than the address takes to follow a value, ms. */
const [STEP, WRITTEN] = [400, 450];
const PLAYING = "return q('[data-button=play]').textContent === 'Pause';";
const STILL = PLAYING.replace("===", "!==");

export default (visitor, { test, quiet, differ }) => {
  const begin = async (path = "low.html") => {
    await visitor.open("plain", path);
    await visitor.run("q('[data-group=time]').open = true; q('[data-group=treatment]').open = true;");
  };

  test("sessions are one control with named steps", async () => {
    await begin();
    await visitor.press("#in-sessions", Key.HOME);
    let last;
    for (const [n, words] of [
      "none yet",
      "after the first",
      "after the second",
      "after the third",
      "after the fourth",
    ].entries()) {
      assert.equal(await visitor.value("sessions"), n);
      await visitor.until(`return q('output[for=in-sessions]').value === '${words}';`, words);
      const picture = await visitor.picture();
      if (last) differ(picture, last, `${words}, more is seen`);
      last = picture;
      await visitor.press("#in-sessions", Key.ARROW_RIGHT);
    }
    await visitor.click("[data-name=sessions] .mark[data-value='1']");
    assert.equal(await visitor.value("sessions"), 1);
    await visitor.until(
      "return /, after the first$/.test(q('[data-group=treatment] .said').textContent);",
      "a closed group says so",
    );
    assert.match(
      await visitor.run("return q('.facts').innerText;"),
      /Sessions\s+2–3/,
      "the whole treatment is counted",
    );
    assert.match(
      await visitor.run("return q('#in-sessions').getAttribute('aria-valuetext');"),
      /after the first: Light dots/,
    );
    await quiet();
  });

  test("the time line runs evenly between its stops, which can be pressed", async () => {
    await begin();
    const stops = await visitor.run(
      `const marks = [...q(".row[data-name=months]").querySelectorAll(".mark")];
       return marks.map((mark) => [mark.dataset.value, mark.style.getPropertyValue("--at")].map(Number));`,
    );
    assert.deepEqual(
      stops.map(([value]) => value),
      [0, 0.25, 1.5, 12, 36, 60, 96, 240],
    );
    for (const [place, [, at]] of stops.entries()) assert.ok(Math.abs(at - place / 7) < 1e-6, `stop ${place} at ${at}`);
    for (const [value] of stops) {
      // Notes that come with the picture move what lies below them.
      await visitor.rest();
      await visitor.click(`[data-name=months] .mark[data-value='${value}']`);
      await visitor.until(`return e.months === ${value};`, `pressed ${value}`);
    }
    await visitor.press("#in-months", Key.HOME, Key.ARROW_RIGHT);
    assert.equal(await visitor.value("months"), 0.03);
    await visitor.press("#in-months", ...Array(9).fill(Key.ARROW_RIGHT));
    assert.equal(await visitor.value("months"), 0.25, "ten keys from stop to stop");
    await quiet();
  });

  test(
    "the years are played at a press, pause at a press or any other input, and the address follows at the end",
    every("input", "sight"),
    async () => {
      await begin();
      const first = await visitor.value("months");
      await visitor.stays(`return e.months === ${first};`, STEP, "never by itself");
      await visitor.click("[data-button=play]");
      await visitor.until(PLAYING);
      await visitor.until(`return e.months > ${first};`);
      await visitor.stays("return location.search === '';", WRITTEN, "the address waits");
      const changes = await visitor.events("smp-change");
      assert.deepEqual([...new Set(changes.map((c) => `${c.name} ${c.source}`))], ["months user"]);
      await visitor.click("[data-button=play]");
      await visitor.until(STILL);
      const stopped = await visitor.value("months");
      await visitor.stays(`return e.months === ${stopped};`, STEP, "it stands still");
      await visitor.until(`return location.search === '?months=${stopped}';`, "the address follows");
      assert.equal((await visitor.events("smp-commit")).at(-1).name, "months");
      for (const [what, other] of [
        ["a key", () => visitor.press(".stage", "2")],
        ["a press elsewhere", () => visitor.drag("#in-tone", [0.3, 0.5])],
        ["another value of its own", () => visitor.run("e.months = 100;")],
        ["going out of sight", () => visitor.run("scrollTo(0, document.documentElement.scrollHeight);")],
      ]) {
        // Far from its end.
        await visitor.run("e.months = 0;");
        await visitor.until("return q('output[for=in-months]').value === 'fresh';");
        await visitor.click("[data-button=play]");
        await visitor.until(PLAYING, `playing before ${what}`);
        await other();
        await visitor.until(STILL, `${what} pauses it`);
      }
      await visitor.run("e.scrollIntoView(); e.months = 240;");
      await visitor.until("return q('output[for=in-months]').value === '20 years';");
      await visitor.click("[data-button=play]");
      await visitor.until("return e.months < 1;", "from the end it begins anew");
      await visitor.run("e.months = 236;");
      await visitor.until(STILL);
      await visitor.click("[data-button=play]");
      await visitor.until("return e.months === 240;", "to the end");
      await visitor.until(STILL, "it ends there");
      await visitor.until("return /months=240\\b/.test(location.search);", "the address says the end");
      await quiet();
    },
  );

  test("hair goes on to leave beside the treatment of today, by one slider beside the years", async () => {
    await begin();
    await visitor.run("e.norwood = 3;");
    const shown = () =>
      visitor.run(
        `const rows = [...q('[data-group=time] .rows').children].filter((row) => !row.hidden);
         return rows.slice(0, 2).map((row) => row.dataset.name);`,
      );
    await visitor.until("return q('output[for=in-later-norwood]').value === 'as today';");
    assert.deepEqual(await shown(), ["months", "later-norwood"], "directly beside the years");
    await visitor.rest();
    const bare = "return [...q('.facts').children].some((row) => !row.hidden && /Newly bare/.test(row.innerText));";
    const dots = () => visitor.run("return q('.facts').innerText.match(/Dots\\s+([\\d,]+)/)[1];");
    const [today, planned] = [await visitor.picture(), await dots()];
    assert.equal(await visitor.run(bare), false, "no figure of what there is none of");
    await visitor.click("[data-name=later-norwood] .mark[data-value='5']");
    await visitor.until("return e.laterNorwood === 5;");
    await visitor.until("return q('output[for=in-later-norwood]').value === 'Norwood V';");
    await visitor.until("return /new edge/.test(q('.notes').innerText);", "the note says what is done about it");
    await visitor.until(bare, "and the figures how much it is");
    await visitor.rest();
    differ(await visitor.picture(), today, "hair has left");
    assert.equal(await dots(), planned, "the treatment is that of today");
    assert.match(await visitor.run("return q('[data-group=time] .said').textContent;"), /Norwood V by then/);
    assert.match(await visitor.run("return q('canvas').getAttribute('aria-label');"), /Norwood III, Norwood V by then/);
    await visitor.press("#in-later-norwood", Key.HOME);
    await visitor.until("return q('output[for=in-later-norwood]').value === 'as today';");
    await visitor.run("e.pattern = 'ludwig';");
    await visitor.until("return q('#in-later-norwood').closest('.row').hidden;");
    assert.deepEqual(await shown(), ["months", "later-ludwig"]);
    await quiet();
  });

  test("playing the years plays later loss along, from today's hair to its end", every("input"), async () => {
    await begin();
    await visitor.run("e.norwood = 3; e.laterNorwood = 5; e.months = 0;");
    await visitor.until("return q('output[for=in-later-norwood]').value === 'Norwood V';");
    await visitor.click("[data-button=play]");
    await visitor.until("return e.months > 12 && e.laterNorwood > 3 && e.laterNorwood < 5;", "both move");
    await visitor.click("[data-button=play]");
    await visitor.until(STILL);
    const [months, later] = [await visitor.value("months"), await visitor.value("later-norwood")];
    assert.equal(later, Math.round((3 + (2 * months) / 240) * 100) / 100, "evenly in time");
    await visitor.until(
      `return new RegExp('later-norwood=${later}(&|$)').test(location.search);`,
      "the address follows",
    );
    assert.deepEqual(
      (await visitor.events("smp-commit")).slice(-2).map(({ name }) => name),
      ["later-norwood", "months"],
    );
    await visitor.run("e.months = 236;");
    await visitor.until("return q('output[for=in-months]').value === '19½ years';");
    await visitor.click("[data-button=play]");
    await visitor.until("return e.months === 240 && e.laterNorwood === 5;", "to the end of both");
    await visitor.until(STILL);
    await visitor.click("[data-button=play]");
    await visitor.until(
      "return e.months < 1 && e.laterNorwood <= 3.01;",
      "from the end it begins anew, with today's hair",
    );
    await visitor.click("[data-button=play]");
    await visitor.until(STILL);
    await quiet();
  });
};
