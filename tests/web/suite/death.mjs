// A worker or a core that ends after start-up, and that tells nobody: it is noticed, said in words, and started afresh.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { eventually, pause } from "../visitor.mjs";

/** What was promised, ms. */
const NOTICED = 5000;
/** Longer than an idle worker may be silent, ms. */
const LONG = 5000;
/** A removed element keeps its worker for 3 s, and a death is noticed within 3 s more, ms. */
const GRACE = 6500;
/** A page that a busy machine has not kept is left once more. */
const MOST_TRIES = 3;
const PAUSE = "const pause = (ms) => new Promise((done) => setTimeout(done, ms));";
const ALL = `const all = [...document.querySelectorAll("smp-visualizer")];
  const drawn = async (some) => {
    await customElements.whenDefined("smp-visualizer");
    await Promise.all(some.map((each) => each.rendered));
  };`;
/**
 * Until a worker of the page has been sent a message of this type. It answers in a task of its own, so one that dies at
 * once has not answered, however fast it is.
 */
const SENT = `const sent = (type) => new Promise((done) => {
  for (const worker of seen.living) {
    const post = worker.postMessage;
    worker.postMessage = (...given) => {
      post.apply(worker, given);
      if (given[0].type === type) done(worker);
    };
  }
});`;
const DIE = "for (const worker of seen.living) worker.die();";
const ASK = "const working = sent('change'); e.hairLength = 100; await working;";

export default (visitor, { test, quiet, same, differ }) => {
  /** Opens a page whose element draws in a worker; on a busy machine one may be given up that starts too late. */
  const open = async (host, path) => {
    for (let tries = 0; tries < 3; tries++) {
      await visitor.open(host, path);
      if ((await visitor.events("smp-ready"))[0].where === "worker" || host.endsWith("no-worker")) return;
    }
    assert.fail("no worker has started");
  };
  /**
   * Runs `body` in the page and waits for the failure that follows; after how many ms it was told. All that wait for a
   * picture are to be rejected with one error, those of `waits`, which were there before, and those that come after.
   */
  const failing = async (body, waits = []) => {
    const heard = await visitor.wait(
      `${PAUSE} ${SENT}
      const failure = new Promise((done) =>
        document.addEventListener(
          "smp-error",
          ({ detail }) => done({ ...detail, after: performance.now() - began }),
          { once: true },
        ));
      let began = performance.now();
      ${body}
      const asked = [${waits}].map((promise) => promise.then(() => "no error", (error) => error));
      const detail = await Promise.race([failure, pause(45_000).then(() => ({ type: "none" }))]);
      if (detail.type === "none") return detail;
      const late = [e.rendered, e.toBlob()].map((promise) => promise.catch((error) => error));
      const errors = await Promise.all([...asked, ...late]);
      return { ...detail, one: new Set(errors).size === 1, error: errors[0]?.message };`,
    );
    assert.equal(heard.type, "core");
    assert.ok(heard.message);
    assert.equal(heard.one, true, "every promise is rejected with one error");
    assert.equal(heard.error, heard.message, "the one that the event tells of");
    assert.match(await visitor.run("return q('[role=alert]').innerText;"), /stopped/);
    return heard.after;
  };
  const noticed = async (body, waits) => {
    const after = await failing(body, waits);
    assert.ok(after < NOTICED, `after ${after} ms`);
  };
  const again = async () => {
    await visitor.forget();
    await visitor.click("[data-button=retry]");
  };
  const revived = async (picture, state) => {
    await visitor.until("return seen.events.some((event) => event.type === 'smp-ready');");
    assert.equal(await visitor.run("return q('[role=alert]').checkVisibility();"), false);
    assert.deepEqual(await visitor.run("return e.getState();"), state);
    same(await visitor.picture(), picture, "the same picture as before");
    await quiet();
  };

  for (const host of ["plain", "no-locks"]) {
    // Without locks beats are counted, which is arithmetic.
    const where = host === "plain" ? every("worker") : {};
    test(
      `${host}: a worker terminated at rest is noticed, and started afresh with the same settings`,
      where,
      async () => {
        await open(host, "fixed.html?norwood=6&tone=2&yaw=20");
        await visitor.run("e.tone = 4;");
        const [picture, state] = [await visitor.picture(), await visitor.run("return e.getState();")];
        // A second later it has said that it has nothing to do.
        await noticed(`await pause(1500); began = performance.now(); ${DIE}`, ["e.toBlob()"]);
        await again();
        await revived(picture, state);
        assert.equal(await visitor.run("return seen.workers;"), 1, "in a worker of its own, and the other is gone");
        assert.equal(await visitor.run("return e.shadowRoot.activeElement?.className;"), "stage");
      },
    );
  }

  test(
    "one terminated while it works is noticed, and what was set meanwhile is what is drawn",
    every("worker"),
    async () => {
      await open("plain", "fixed.html?hair-length=60");
      const [picture, state] = [await visitor.picture(), await visitor.run("return e.getState();")];
      await visitor.run("e.hairLength = 1;");
      await visitor.rest();
      await noticed(`${ASK} began = performance.now(); ${DIE}`, ["e.rendered"]);
      await visitor.run("e.hairLength = 60;");
      await again();
      await revived(picture, state);
    },
  );

  test("without locks one terminated while it works is noticed too, if later", async () => {
    await open("no-locks", "fixed.html");
    await failing(`${ASK} ${DIE}`, ["e.rendered"]);
  });

  for (const host of ["slow", "slow-no-locks"]) {
    test(`${host}: a step that takes long is no death`, async () => {
      await open(host, "fixed.html");
      const picture = await visitor.picture();
      await visitor.wait(
        `${PAUSE}
        await pause(1500);
        const began = performance.now();
        for (const worker of seen.living) worker.postMessage({ slow: given[0] });
        e.tone = 2;
        await e.rendered;
        if (performance.now() - began < given[0]) throw new Error("it was not slow");`,
        LONG,
      );
      assert.deepEqual(await visitor.events("smp-error"), []);
      differ(await visitor.picture(), picture, "another tone");
      assert.equal(await visitor.run("return seen.workers;"), 1);
    });
  }

  test("one terminated in the middle of a step that takes long is noticed by its lock", every("worker"), async () => {
    await open("slow", "fixed.html");
    await noticed(
      `for (const worker of seen.living) worker.postMessage({ slow: 20_000 });
      e.tone = 2;
      await pause(1500);
      began = performance.now();
      ${DIE}`,
      ["e.rendered"],
    );
  });

  test("of two on a page the other one goes on", async () => {
    await visitor.goto("plain", "pair.html");
    const TWO = `${ALL} const said = (each) => each.shadowRoot.querySelector("[role=alert]").checkVisibility();`;
    await visitor.wait(`${TWO} await drawn(all);`);
    await visitor.run("[...seen.living][0].die();");
    await visitor.until(`${TWO} return all.some(said);`);
    assert.equal(
      await visitor.wait(
        `${TWO}
        const other = all.find((each) => !said(each));
        other.tone = 2;
        await other.rendered;
        return (await other.toBlob({ caption: false })).size > 0;`,
      ),
      true,
    );
    await visitor.stays(`${TWO} return all.filter(said).length === 1;`, 3000, "the other one lives");
    assert.equal((await visitor.events("smp-error")).length, 1);
    await visitor.wait(
      `${TWO}
      const broken = all.find(said);
      broken.shadowRoot.querySelector("[data-button=retry]").click();
      await broken.rendered;`,
    );
    assert.equal(await visitor.run(`${TWO} return all.filter(said).length;`), 0);
  });

  test("taken out of the page and put back it starts afresh by itself", async () => {
    await open("plain", "fixed.html?norwood=6");
    const [picture, state] = [await visitor.picture(), await visitor.run("return e.getState();")];
    await noticed(DIE);
    await visitor.forget();
    await visitor.run("e.remove(); document.body.append(e);");
    await revived(picture, state);
  });

  for (const host of ["small", "small-no-worker"]) {
    const where = host === "small" ? every("worker") : {};
    test(`${host}: a core that runs out of memory is said, and a new one draws`, where, async () => {
      await open(host, "fixed.html");
      const [picture, state] = [await visitor.picture(), await visitor.run("return e.getState();")];
      await noticed("e.hairLength = 60;", ["e.rendered"]);
      assert.deepEqual(await visitor.problems(), []);
      // It fails again as long as it is asked for the same, but only when it is asked.
      await again();
      await visitor.until("return seen.events.some((event) => event.type === 'smp-error');");
      assert.equal(await visitor.run("return q('[data-button=retry]').checkVisibility();"), true);
      await visitor.run("e.hairLength = arguments[0];", state["hair-length"]);
      await again();
      await revived(picture, state);
    });
  }

  for (const host of ["trap", "trap-no-worker"]) {
    const where = host === "trap" ? every("worker", "wasm") : {};
    test(`${host}: a core that traps by a fault of the browser's gives way to another, unseen`, where, async () => {
      await visitor.open("plain", "fixed.html?norwood=6");
      const picture = await visitor.picture();
      await visitor.open(host, "fixed.html?norwood=6");
      same(await visitor.picture(), picture, "the picture of a core that does not");
      const workers = host === "trap" ? 1 : 0;
      assert.equal(await visitor.run("return seen.workers;"), workers);
      await visitor.run("e.tone = 2;");
      const lighter = await visitor.picture();
      await visitor.run("e.tone = 3;");
      await visitor.rest();
      if (workers) {
        await visitor.run("for (const worker of seen.living) worker.postMessage({ trap: true }); e.tone = 2;");
        same(await visitor.picture(), lighter, "and what is set goes to the next one");
        await visitor.run("traps = 1;");
        assert.ok(
          await visitor.wait("return (await e.toBlob({ size: 200 })).size > 0;"),
          "one for a saved picture too",
        );
      }
      assert.deepEqual(await visitor.events("smp-error"), []);
      assert.equal((await visitor.events("smp-ready")).length, 1, "and nobody is told twice");
      await quiet();
    });
  }

  test("traps: two in a row are said, and a third draws", async () => {
    await visitor.open("plain", "fixed.html");
    const [picture, state] = [await visitor.picture(), await visitor.run("return e.getState();")];
    await visitor.load("traps", "fixed.html");
    await visitor.until("return seen.events.some((event) => event.type === 'smp-error');");
    assert.match(await visitor.run("return q('[role=alert]').innerText;"), /stopped/);
    await again();
    await revived(picture, state);
  });

  test("a message that cannot be read ends in the same way", async () => {
    await open("plain", "fixed.html");
    const [picture, state] = [await visitor.picture(), await visitor.run("return e.getState();")];
    await noticed("for (const worker of seen.living) worker.dispatchEvent(new MessageEvent('messageerror'));");
    await again();
    await revived(picture, state);
  });

  test("a picture of another size is refused if its own worker dies; the one in view stays", async () => {
    await open("plain", "fixed.html");
    const [message, after] = await visitor.wait(`${PAUSE} ${SENT}
      const asked = e.toBlob({ size: 2048 }).then(() => "a picture", (error) => error.message);
      while (seen.living.size < 2) await pause(5);
      const working = await sent("png");
      const began = performance.now();
      working.die();
      return [await asked, performance.now() - began];`);
    assert.match(message, /ended/);
    assert.ok(after < NOTICED, `after ${after} ms`);
    assert.deepEqual(await visitor.events("smp-error"), []);
    assert.equal(await visitor.run("return seen.workers;"), 1);
    await visitor.run("e.tone = 2;");
    await visitor.rest();
  });

  test("dead ones out of sight give way to who wants to draw", async () => {
    await visitor.goto("plain", "five.html");
    const FIVE = PAUSE + ALL;
    await visitor.wait(`${FIVE} await drawn(all.slice(0, 4));`);
    // Out of sight nobody listens to their hearts.
    await visitor.wait(
      `${FIVE}
      ${DIE}
      all[4].scrollIntoView();
      const late = pause(15_000).then(() => {
        throw new Error("it waits for the dead");
      });
      await Promise.race([all[4].rendered, late]);`,
    );
  });

  test("who is removed has not died", async () => {
    await visitor.goto("plain", "pair.html");
    const told = await visitor.wait(`${PAUSE} ${ALL}
      await drawn(all);
      let told = 0;
      for (const each of all) each.addEventListener("smp-error", () => told++);
      all[0].remove();
      await pause(${GRACE});
      return told;`);
    assert.equal(told, 0);
  });

  test("who comes back out of the browser's cache has not died", every("worker", "history"), async () => {
    const url = () => visitor.driver.getCurrentUrl();
    const loaded = () => visitor.driver.executeScript("return document.readyState === 'complete';");
    /** Goes to another page and back; whether this one came out of the cache. */
    const returns = async () => {
      await open("plain", "fixed.html");
      // After the picture the lock is released: Firefox keeps no page that holds one.
      await visitor.wait(
        `${PAUSE}
        await new Promise((done) => {
          for (const worker of seen.living)
            worker.addEventListener("message", ({ data }) => data.type === "pong" && data.idle && done());
        });
        await pause(200);
        addEventListener("pageshow", ({ persisted }) => (window.persisted = persisted));`,
      );
      const home = await url();
      // A page left before the next one has come is not kept, so this waits for each.
      await visitor.driver.executeScript("location.href = 'fixture.css';");
      await eventually(async () => assert.ok((await url()) !== home && (await loaded())));
      await visitor.driver.executeScript("history.back();");
      await eventually(async () => assert.ok((await url()) === home && (await loaded())));
      // One that was kept has heard so by then; one that was loaded anew has nobody who listens.
      await visitor.observed();
      return visitor.run("return window.persisted === true;");
    };
    // Firefox learns a while later that a lock is released, and tells nobody when.
    let kept = false;
    for (let tries = 0; tries < MOST_TRIES && !kept; tries++) kept = await returns();
    assert.ok(kept, "out of the cache");
    await pause(NOTICED);
    assert.deepEqual(await visitor.events("smp-error"), []);
    const picture = await visitor.picture();
    await visitor.run("e.tone = 2;");
    differ(await visitor.picture(), picture, "and it still answers");
    assert.equal(await visitor.run("return seen.workers;"), 1);
  });
};
