// Sessions and the years: stepped and played.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "../visitor.mjs";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const PLAYING = "return q('[data-button=play]').textContent === 'Pause';";
const STILL = PLAYING.replace("===", "!==");

export default (visitor, { quiet, differ }) => {
  const begin = async (path = "index.html") => {
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

  test("the time line runs evenly between its stops, and says the real thing", async () => {
    await begin();
    const words = async (value) => {
      await visitor.run(`e.months = ${value};`);
      await visitor.until(`return Math.abs(e.months - ${value}) < 0.01;`);
      return visitor.wait(
        "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); return q('output[for=in-months]').value;",
      );
    };
    for (const [value, text] of [
      [0, "fresh"],
      [0.1, "3 days"],
      [0.25, "1 week"],
      [1, "4 weeks"],
      [1.5, "healed, 6 weeks"],
      [4, "4 months"],
      [12, "1 year"],
      [30, "2½ years"],
      [36, "3 years"],
      [240, "20 years"],
    ]) {
      assert.equal(await words(value), text);
    }
    const stops = await visitor.run(
      "return [...q('.row[data-name=months]').querySelectorAll('.mark')].map((m) => [m.dataset.value, m.style.getPropertyValue('--at')].map(Number));",
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

  test("the years are played at a press, pause at a press or any other input, and the address follows at the end", async () => {
    await begin();
    const first = await visitor.value("months");
    await pause(400);
    assert.equal(await visitor.value("months"), first, "never by itself");
    await visitor.click("[data-button=play]");
    await visitor.until(PLAYING);
    await visitor.until(`return e.months > ${first};`);
    await pause(900);
    assert.equal(await visitor.run("return location.search;"), "", "the address waits");
    const changes = await visitor.events("smp-change");
    assert.deepEqual([...new Set(changes.map((c) => `${c.name} ${c.source}`))], ["months user"]);
    await visitor.click("[data-button=play]");
    await visitor.until(STILL);
    const stopped = await visitor.value("months");
    await pause(500);
    assert.equal(await visitor.value("months"), stopped);
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
    await visitor.click("[data-button=play]");
    await quiet();
  });

  test("it plays to the end in about twelve seconds", async () => {
    await begin("index.html?months=60");
    const began = Date.now();
    await visitor.click("[data-button=play]");
    await visitor.until("return e.months === 240;");
    const spent = Date.now() - began;
    // Two of seven pieces.
    assert.ok(spent > 2800 && spent < 5500, `${spent} ms`);
    await visitor.until(STILL);
    await visitor.until("return location.search === '?months=240';");
  });

  test("for whoever wants no motion it goes from stop to stop", async () => {
    await begin();
    await visitor.run(
      "const usual = matchMedia; window.matchMedia = (query) => (/reduced-motion/.test(query) ? { matches: true } : usual.call(window, query)); e.months = 2;",
    );
    await visitor.until("return q('output[for=in-months]').value === '2 months';");
    await visitor.forget();
    await visitor.click("[data-button=play]");
    await visitor.until("return e.months === 36;", "the second stop");
    await visitor.click("[data-button=play]");
    assert.deepEqual(
      (await visitor.events("smp-change")).map((c) => c.value),
      [12, 36],
    );
  });
};
