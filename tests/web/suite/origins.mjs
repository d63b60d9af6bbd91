// The element on a page of another origin, and in frames; and that it asks nobody else and keeps nothing.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { native } from "../native.mjs";

export default (visitor, { test, quiet, same }) => {
  /** What the browser was asked for by this page, without what it makes itself. */
  const requests = () =>
    visitor.run(
      `const asked = performance.getEntriesByType("resource").map((entry) => entry.name);
       return asked.filter((url) => !/^(data|blob):/.test(url));`,
    );
  const OURS = /\/(smp-visualizer[\w.-]*\.(js|wasm)|(locales|learn)\/\w+\.\w+\.json|poster\.\w+\.webp)$/;

  for (const [host, where] of [
    ["apart", "worker"],
    ["apart-no-worker", "main"],
  ]) {
    test(`${host}: from another origin it draws the same, and asks only that origin`, async () => {
      const usual = native("norwood=3&tone=2", 320);
      await visitor.open(host, "cross.html?norwood=3&tone=2");
      const [ready] = await visitor.events("smp-ready");
      assert.equal(ready.where, where);
      same(await visitor.picture(), usual, "the same pixels");
      await visitor.run("e.tone = 4;");
      await visitor.rest();
      const asked = await requests();
      const foreign = asked.filter((url) => url.startsWith(visitor.site.other));
      assert.ok(foreign.some((url) => url.endsWith(".wasm")));
      assert.deepEqual(
        foreign.filter((url) => !OURS.test(url)),
        [],
        "nothing but its own files",
      );
      assert.deepEqual(
        asked.filter((url) => !foreign.includes(url) && !/\/(probe\.js|fixture\.css)$/.test(url)),
        [],
        "nothing of the page's origin",
      );
      assert.deepEqual(
        (await visitor.problems()).filter((problem) => where === "worker" || !problem.startsWith("csp: worker-src")),
        [],
      );
    });
  }

  for (const [host, path, type, words] of [
    ["apart-no-compile", "cross.html", "wasm", /cannot run/],
    ["apart", "partly.html", "download", /could not be downloaded/],
  ]) {
    test(
      `${host}, ${path}: what another origin's page or host refuses is said in words, and the poster stays`,
      every("policy"),
      async () => {
        await visitor.goto(host, path);
        await visitor.failed(type, words);
        assert.equal(await visitor.run("return seen.workers;"), 0, "and no worker is left");
      },
    );
  }

  test(
    "in a page that is isolated from other origins it gets its own files, and its frames",
    every("policy"),
    async () => {
      await visitor.goto("isolated", "isolated.html");
      assert.equal(await visitor.driver.executeScript("return crossOriginIsolated;"), true);
      await visitor.until("return q('slot[name=poster] img').naturalWidth > 0;", "a poster");
      await visitor.click("button");
      await visitor.rest();
      const [ready] = await visitor.events("smp-ready");
      assert.equal(ready.where, "worker");
      await visitor.driver.switchTo().frame(0);
      await visitor.until("return q('slot[name=poster]') && true;", "a frame");
      await visitor.driver.switchTo().defaultContent();
      await quiet();
    },
  );

  test("in a frame, of this origin and of another, it draws", every("frame"), async () => {
    await visitor.goto("plain", "frames.html");
    for (const place of [0, 1]) {
      await visitor.driver.switchTo().frame(place);
      await visitor.run("document.scrollingElement.scrollIntoView();");
      await visitor.rest();
      const { width, data } = await visitor.picture();
      assert.ok(width > 200 && new Set(data).size > 60, "a picture");
      await visitor.driver.switchTo().defaultContent();
    }
    await quiet();
  });

  test("it keeps nothing: no cookie, no storage; and asks for nothing but its own files", async () => {
    const before = visitor.site.asked.length;
    await visitor.open("strict");
    await visitor.run("e.norwood = 6; e.compare = 50;");
    await visitor.click("[data-button=head]");
    await visitor.openGroups();
    await visitor.rest();
    await visitor.picture();
    const kept = await visitor.wait(`
      const workers = await navigator.serviceWorker?.getRegistrations();
      const lists = [localStorage, sessionStorage, await indexedDB.databases?.(), await caches.keys(), workers];
      const stored = lists.map((list) => list?.length ?? 0);
      return [document.cookie, ...stored].join();`);
    assert.equal(kept, ",0,0,0,0,0");
    const asked = visitor.site.asked.slice(before);
    assert.deepEqual(
      asked.filter(
        (path) =>
          !OURS.test(path) && !/^\/(index\.html|probe\.js|page\.\w+\.(css|js)|gallery\/[\w-]+\.\w+\.webp)$/.test(path),
      ),
      [],
    );
    const home = new URL(visitor.site.url("strict")).origin;
    assert.deepEqual(
      (await requests()).filter((url) => new URL(url).origin !== home),
      [],
    );
    await quiet();
  });
};
