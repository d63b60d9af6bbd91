// Hosts and browsers that refuse something.

import assert from "node:assert/strict";
import { every } from "../engines.mjs";
import { native } from "../native.mjs";

export default (visitor, { test, same, differ }) => {
  test("without a worker the main thread draws the same picture", every("policy", "canvas"), async () => {
    const usual = native("", 320);
    await visitor.open("no-worker", "fixed.html");
    const [ready] = await visitor.events("smp-ready");
    assert.equal(ready.where, "main");
    same(await visitor.picture(), usual, "the same pixels");
    await visitor.run("e.norwood = 6;");
    differ(await visitor.picture(), usual, "and it still answers");
    assert.deepEqual(
      (await visitor.problems()).filter((problem) => !problem.startsWith("csp: worker-src")),
      [],
    );
  });

  for (const [host, type, words] of [
    ["no-wasm", "download", /could not be downloaded/],
    ["other-wasm", "download", /could not be downloaded/],
    ["no-compile", "wasm", /cannot run/],
    ["no-engine", "wasm", /cannot run/],
    ["no-canvas", "canvas", /cannot draw/],
  ]) {
    test(`${host}: the page says so in words and the poster stays`, every("policy"), async () => {
      await visitor.goto(host, "poster.html");
      await visitor.failed(type, words);
      assert.equal(await visitor.run("return q('[data-button=retry]').checkVisibility();"), true);
      assert.equal(await visitor.wait("return await e.toBlob().then(() => 'a picture', () => 'none');"), "none");
    });
  }

  test("what optimizers make of the tag still loads the element, or says what to do", every("script"), async () => {
    const { site } = visitor;
    const tag = site.text("smp-visualizer.js");
    // Between scripts of a host that end without a semicolon, in its own folder and elsewhere.
    const bundle = `window.theme = 1\n${tag}(function () { window.menu = 1 })()`;
    for (const folder of ["", "heads/"]) {
      site.put(`${folder}bundle.js`, bundle);
      site.put(`${folder}smp-visualizer.js`, tag);
    }
    const copy = `${site.other}/open/smp-visualizer.js`;
    const element = '<smp-visualizer reveal="press"><p slot="poster" id="poster">still</p></smp-visualizer>';
    const open = async (scripts, folder = "") => {
      site.put(
        `${folder}mangled.html`,
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>mangled</title><link rel="icon" href="data:,">
         <script src="/plain/probe.js"></script>${scripts}<body>${element}</body>`,
      );
      await visitor.goto("plain", `${folder}mangled.html`);
    };
    for (const scripts of [
      '<script src="smp-visualizer.js?ver=6.5"></script>',
      `<script defer src="smp-visualizer.js"></script><script type="module" src="${copy}"></script>`,
      '<script src="bundle.js"></script>',
      `<script>addEventListener("load", () => {
         document.head.append(Object.assign(document.createElement("script"), { src: "smp-visualizer.js" }));
       });</script>`,
      '<script type="module">import "./smp-visualizer.js";</script>',
    ]) {
      await open(scripts);
      await visitor.until("return q('button')?.textContent === 'Start';", scripts);
      assert.deepEqual(await visitor.problems(), [], scripts);
      if (scripts.includes("bundle")) assert.deepEqual(await visitor.run("return [theme, menu];"), [1, 1]);
    }
    for (const scripts of [
      '<script src="bundle.js"></script>',
      '<script type="module" src="smp-visualizer.js?ver=1"></script>',
      `<script>${tag}</script>`,
      `<script type="module">${tag}</script>`,
    ]) {
      await open(scripts, "heads/");
      await visitor.until("return e.shadowRoot?.textContent.includes('without its other files');", scripts);
      const [events, problems, poster] = await visitor.run(
        `return [seen.events.map(({ detail }) => detail.type), seen.problems,
                 document.querySelector("#poster").checkVisibility()];`,
      );
      assert.deepEqual([events, problems.length, poster], [["download"], 1, true], problems.join());
      assert.match(problems[0], /^smp-visualizer: .*\/plain\/heads\//);
      if (scripts.includes("bundle")) assert.deepEqual(await visitor.run("return [theme, menu];"), [1, 1]);
    }
  });

  test("a failed download can be tried again", every("policy"), async () => {
    await visitor.goto("late-wasm", "poster.html");
    await visitor.until("return q('[role=alert]')?.innerText;");
    await visitor.click("[data-button=retry]");
    // Where both requests before were one, the host refuses once more.
    await visitor.until(
      `const retry = q("[data-button=retry]");
       if (retry?.checkVisibility()) retry.click();
       return seen.events.some((event) => event.type === "smp-ready");`,
    );
    assert.equal(await visitor.run("return q('[role=alert]').checkVisibility();"), false);
    await visitor.rest();
  });
};
