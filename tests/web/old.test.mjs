// The least Chromium (111), a real one: what the element needs a newer one for is not missed.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { start } from "./browser.mjs";
import { openSite } from "./site.mjs";
import { LOOK, pause, TIMEOUT } from "./visitor.mjs";

const { PNG } = createRequire(new URL("../../www/package.json", import.meta.url))("pngjs");
const DIST = new URL("../../www/dist", import.meta.url).pathname;

let site;
let browser;
before(async () => {
  site = await openSite(DIST);
  browser = await start("old");
});
after(async () => {
  await browser?.close();
  site?.close();
});

/** The driver's own way to run a script needs a newer browser. */
async function run(body) {
  const expression = `(() => { const e = document.querySelector("smp-visualizer");
    const q = (s) => e.shadowRoot.querySelector(s); ${body} })()`;
  const { result, exceptionDetails } = await browser.driver.sendAndGetDevToolsCommand("Runtime.evaluate", {
    expression,
    returnByValue: true,
  });
  assert.equal(exceptionDetails, undefined, exceptionDetails?.exception?.description);
  return result.value;
}

async function until(body) {
  for (const end = Date.now() + TIMEOUT; Date.now() < end; await pause(LOOK)) if (await run(body)) return;
  assert.fail(`never: ${body}`);
}

test("the least Chromium draws the head, and shows what is chosen", async () => {
  await browser.driver.get(site.url("plain", "dark.html"));
  assert.match(await run("return navigator.userAgent;"), /Chrome\/111\./);
  await until("return seen.events.some(({ type }) => type === 'smp-ready');");
  await run("for (const group of e.shadowRoot.querySelectorAll('details')) group.open = true;");
  const [accent, ink] = await run(`return [getComputedStyle(q(".foot button")).color, getComputedStyle(e).color];`);
  assert.deepEqual([accent, ink], ["rgb(147, 196, 182)", "rgb(242, 237, 230)"]);
  // As it is painted: accent before the thumb, a line behind it.
  const [left, width, middle] = await run(`
    q("#in-density").scrollIntoView({ block: "end" });
    const { left, width, top, height } = q("#in-density").getBoundingClientRect();
    return [left, width, Math.round(top + height / 2)];`);
  const { data, width: row } = PNG.sync.read(Buffer.from(await browser.driver.takeScreenshot(), "base64"));
  const color = (share) => [...data.subarray(4 * (middle * row + Math.round(left + share * width)))].slice(0, 3);
  assert.deepEqual(color(0.1), [147, 196, 182]);
  const [red] = color(0.9);
  assert.ok(red > 80 && red < 140, `a line of ${color(0.9)}`);
  const chosen = await run(`
    const borders = [...e.shadowRoot.querySelectorAll("[data-name=build] input")].map((each) =>
      [each.checked, getComputedStyle(each).borderTopColor, getComputedStyle(each.nextElementSibling).color]);
    return borders.flat();`);
  assert.deepEqual(chosen, [true, accent, ink, false, chosen[4], chosen[5]]);
  assert.ok(chosen[4] !== accent && chosen[5] !== ink, "an option that is not chosen does not look chosen");
  for (const part of [".message", ".mistake"])
    assert.equal(await run(`return q("${part}").checkVisibility();`), false, part);
  assert.deepEqual(await run("return seen.problems;"), []);
});
