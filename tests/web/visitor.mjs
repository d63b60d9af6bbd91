// What a visitor does on the page, in the words of the tests.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../www/package.json", import.meta.url));
const { Key, Origin } = require("selenium-webdriver");
const { PNG } = require("pngjs");

/** The rules of accessibility, as a script of a page. */
const axe = () => readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
/** Side of a target for a finger, px: 44 (WCAG 2.5.5) but for what a browser rounds. */
const LEAST_TARGET = 43.5;

export { Key };

const ELEMENT = "const e = document.querySelector('smp-visualizer'); const q = (s) => e.shadowRoot.querySelector(s);";

/** A visitor aims at what stands still: so many frames in one place, and no longer than that for what never does. */
const STILL_FRAMES = 3;
const MOST_FRAMES = 60;
const MOST_TRIES = 5;
/** A key of a window is pressed again when nothing has come of it for so long, ms. */
const KEYS_ARRIVE = 4000;
/** What a key zooms WebKitGTK by, and how far from a step its ratio of whole pixels may be, steps. */
const ZOOM_STEP = 1.2;
const ZOOM_SLACK = 0.2;

/**
 * How often a condition is looked at, ms: each look is work for the browser that is waited for, so that later ones are
 * rarer; and for how long, on a machine that does much else besides.
 */
export const LOOK = 25;
const RARELY = 150;
const rarer = (waited) => Math.min(RARELY, LOOK + waited / 5);
export const TIMEOUT = 30_000;
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Tries until `check` throws no more, and says what it threw last; what starts several cores may take longer. */
export async function eventually(check, ms = TIMEOUT) {
  for (const end = Date.now() + ms; ; await pause(LOOK)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

export class Visitor {
  /** The browser's name, its driver and the site it is on; all but the first are set once both run. */
  name;
  driver;
  /** Address of the driver's own server, and the screen of a browser that needs one. */
  server;
  display;
  site;
  /** Memory that the browser holds, MiB. */
  memory;
  /** The tab with Chromium's settings while a page is zoomed: it takes longer to open than a head. */
  #settings;

  constructor(name) {
    this.name = name;
  }

  /** Opens a page and waits until its picture is at rest. */
  async open(host, path) {
    await this.goto(host, path);
    await this.rest();
  }

  /** Opens a page and waits until the element can be used; its picture may still come. */
  async load(host, path) {
    await this.goto(host, path);
    await this.until("return e?.shadowRoot?.querySelector('canvas') && true;", "an element with an inside");
  }

  async goto(host, path) {
    await this.driver.get(this.site.url(host, path));
  }

  /** Zooms the page as its visitor does, by a factor; WebKitGTK goes by steps of a fifth. */
  async zoom(factor) {
    const { driver } = this;
    if (this.name === "webkit") {
      // Its driver cannot: real keys in its window, one at a time, since a busy machine may lose or delay one.
      const env = { ...process.env, DISPLAY: this.display };
      const tool = (...given) => execFileSync("xdotool", given, { env, encoding: "utf8", stdio: "pipe" }).trim();
      const steps = async () =>
        Math.log(factor / (await this.run("return outerWidth / innerWidth;"))) / Math.log(ZOOM_STEP);
      for (const end = Date.now() + 2 * TIMEOUT; Date.now() < end; ) {
        const missing = await steps();
        if (Math.abs(missing) < ZOOM_SLACK) return;
        try {
          const windows = tool("search", "--onlyvisible", "--class", "MiniBrowser").split("\n");
          tool("windowfocus", "--sync", windows.at(-1));
          tool("key", missing > 0 ? "ctrl+plus" : "ctrl+minus");
        } catch {
          // A window of the browser's own, such as a tooltip, has just closed: look again.
          await pause(LOOK);
          continue;
        }
        for (const late = Date.now() + KEYS_ARRIVE; Date.now() < late && (await steps()) === missing; )
          await pause(LOOK);
      }
      assert.fail(`never zoomed: ${factor}`);
    }
    if (this.name === "chromium") {
      // For every page, by the browser's own settings.
      const page = await driver.getWindowHandle();
      if (this.#settings) {
        await driver.switchTo().window(this.#settings);
      } else {
        await driver.switchTo().newWindow("tab");
        await driver.get("chrome://settings/");
        this.#settings = await driver.getWindowHandle();
      }
      await driver.executeAsyncScript("chrome.settingsPrivate.setDefaultZoom(arguments[0], arguments[1]);", factor);
      if (factor === 1) {
        await driver.close();
        this.#settings = undefined;
      }
      await driver.switchTo().window(page);
      await driver.sendDevToolsCommand("Page.bringToFront", {});
      return;
    }
    await this.inFirefox("gBrowser.selectedBrowser.fullZoom = arguments[0];", factor);
  }

  /** Runs `body` with Firefox's own rights. */
  async inFirefox(body, ...values) {
    const session = (await this.driver.getSession()).getId();
    const context = (context) =>
      fetch(`${this.server}/session/${session}/moz/context`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ context }),
      });
    await context("chrome");
    await this.driver.executeScript(body, ...values);
    await context("content");
  }

  /** Runs `body` in the page with the element as `e` and its inside as `q(selector)`. */
  run(body, ...values) {
    return this.driver.executeScript(`${ELEMENT} ${body}`, ...values);
  }

  /** The same for a body that awaits. */
  async wait(body, ...values) {
    const answer = await this.driver.executeAsyncScript(
      `const tell = arguments[arguments.length - 1]; ${ELEMENT}
       (async (...given) => { ${body} })(...arguments)
         .then((value) => tell({ value }), (error) => tell({ error: String(error) }));`,
      ...values,
    );
    if (answer.error) throw new Error(answer.error);
    return answer.value;
  }

  rest() {
    // On a busy machine the driver may come before the script has run, and even before the page is there.
    return this.wait(`
      await customElements.whenDefined("smp-visualizer");
      await document.querySelector("smp-visualizer").rendered;`);
  }

  /** Waits until `body` is true in the page; while what it looks at is not there yet, it is not. */
  async until(body, what = body) {
    let fault = "";
    for (const began = Date.now(); Date.now() < began + TIMEOUT; await pause(rarer(Date.now() - began))) {
      try {
        const value = await this.run(body);
        if (value) return value;
        fault = "";
      } catch (error) {
        if (error.name !== "JavascriptError") throw error;
        fault = `; ${error.message}`;
      }
    }
    assert.fail(`never: ${what}${fault}`);
  }

  /** Watches that `body` stays true in the page for so long, which is a multiple of what its opposite would take. */
  async stays(body, ms, what = body) {
    for (const end = Date.now() + ms; Date.now() < end; await pause(LOOK)) {
      assert.ok(await this.run(body), `no longer: ${what}`);
    }
  }

  /**
   * Waits until the page's observers have told what is in sight and how large it is, as of now, and until whatever was
   * asked of the server for it would have reached it.
   */
  observed() {
    return this.wait(`
      const told = (Observer) => new Promise((done) => {
        const observer = new Observer(() => (observer.disconnect(), done()));
        observer.observe(e);
      });
      // Twice: what an observer has changed is seen in the next frame.
      for (let i = 0; i < 2; i++) await Promise.all([told(IntersectionObserver), told(ResizeObserver)]);
      for (let i = 0; i < 2; i++) await (await fetch("fixture.css", { cache: "no-store" })).text();`);
  }

  /** Waits until the page has been painted with what it is now. */
  painted() {
    return this.wait("for (let i = 0; i < 2; i++) await new Promise((done) => requestAnimationFrame(done));");
  }

  /** What axe finds: rule and places. `given` are a context and options of its own; without, the page by all rules. */
  async violations(...given) {
    if (!(await this.run("return Boolean(window.axe);"))) await this.run(`${axe()} window.axe = axe;`);
    return this.wait(
      `const { violations } = await axe.run(...given[0]);
       return violations.map(({ id, nodes }) => id + ": " + nodes.map((node) => node.html.slice(0, 90)).join(" | "));`,
      given,
    );
  }

  /** Targets that are too small for a finger, of those that a selector names. */
  smallTargets(selector = "button, input, select, summary, [role=slider]") {
    return this.run(
      `return [...e.shadowRoot.querySelectorAll(arguments[0])]
         .filter((target) => target.checkVisibility())
         .map((target) => [target, target.getBoundingClientRect()])
         .filter(([, box]) => box.width < ${LEAST_TARGET} || box.height < ${LEAST_TARGET})
         .map(([target, box]) => target.outerHTML.slice(0, 80) + " " + box.width + "×" + box.height);`,
      selector,
    );
  }

  /** Opens the group of the buttons that save and print; from now on a sheet is caught before it is printed. */
  catchSheet() {
    return this.run(`
      q("[data-group=keep]").open = true;
      window.sheet = undefined;
      window.sheets ??= new MutationObserver((changes) => {
        for (const frame of changes.flatMap(({ addedNodes }) => [...addedNodes]))
          if (frame.localName === "iframe")
            frame.contentWindow.print = () => {
              window.sheet = frame;
              frame.contentWindow.dispatchEvent(new Event("beforeprint"));
            };
      });
      sheets.observe(e.shadowRoot, { childList: true, subtree: true });`);
  }

  /** Presses the button that prints, and waits for the sheet: the frame \`sheet\` of the page. */
  async printSheet() {
    await this.click("[data-button=print]");
    await this.until("return window.sheet && true;", "a sheet");
  }

  /** Opens every group of the panel. */
  openGroups() {
    return this.run("for (const group of e.shadowRoot.querySelectorAll('details')) group.open = true;");
  }

  value(name) {
    return this.run("return e.getState()[arguments[0]];", name);
  }

  /** A part in the middle of the window, once the layout stands still. */
  async part(selector) {
    return this.wait(
      `const found = q(given[0]);
       for (let last, still = 0, frames = 0; found && still < ${STILL_FRAMES} && frames < ${MOST_FRAMES}; frames++) {
         found.scrollIntoView({ block: "center" });
         const { x, y } = found.getBoundingClientRect();
         still = last?.x === x && last.y === y ? still + 1 : 0;
         last = { x, y };
         await new Promise((done) => requestAnimationFrame(done));
       }
       return found;`,
      selector,
    );
  }

  async press(selector, ...keys) {
    // To what has the focus: sent to a part they take Chromium's driver a third of a second each, and thrice the work.
    await this.part(selector);
    await this.run("q(arguments[0]).focus();", selector);
    await this.driver
      .actions({ async: true })
      .sendKeys(...keys)
      .perform();
  }

  /** Presses a part. What a late note moved from under the pointer after the layout stood still is pressed again. */
  async click(selector) {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const target = await this.part(selector);
      await this.run(
        `window.pressed = false;
         arguments[0].addEventListener("click", () => (window.pressed = true), { capture: true, once: true });`,
        target,
      );
      await this.driver.actions({ async: true }).move({ origin: target, duration: 0 }).press().release().perform();
      if (await this.run("return window.pressed;")) return;
    }
    assert.fail(`never pressed: ${selector}`);
  }

  /** Presses at a share of the width and height of a part, and lets go after moving by `dx`, `dy` px. */
  async drag(selector, [across, down], dx = 0, dy = 0) {
    const target = await this.part(selector);
    const { width, height } = await target.getRect();
    const x = Math.round((across - 0.5) * width);
    const y = Math.round((down - 0.5) * height);
    let hand = this.driver.actions({ async: true }).move({ origin: target, x, y, duration: 0 }).press();
    const steps = dx || dy ? 4 : 0;
    for (let i = 0; i < steps; i++) {
      hand = hand.move({ origin: Origin.POINTER, x: Math.round(dx / steps), y: Math.round(dy / steps), duration: 30 });
    }
    await hand.release().perform();
  }

  /** The picture at rest: `{ width, height, data }`, data as RGBA. */
  async picture() {
    const base64 = await this.wait(`
      const bytes = new Uint8Array(await (await e.toBlob({ caption: false })).arrayBuffer());
      let text = "";
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);`);
    return PNG.sync.read(Buffer.from(base64, "base64"));
  }

  events(type) {
    return this.run(
      "return seen.events.filter((event) => event.type === arguments[0]).map((event) => event.detail);",
      type,
    );
  }

  forget() {
    return this.run("seen.events.length = 0; seen.problems.length = 0; seen.warnings.length = 0;");
  }

  /** Messages on the browser's own console since the last time it was asked; only Chromium's driver tells them. */
  async console() {
    if (this.name !== "chromium") return [];
    return (await this.driver.manage().logs().get("browser")).map((entry) => entry.message);
  }

  /** Waits until drawing has failed with an error of this type: the page says so in `words`, and the poster stays. */
  async failed(type, words) {
    await this.until("return seen.events.some((event) => event.type === 'smp-error');");
    const [error] = await this.events("smp-error");
    assert.equal(error.type, type);
    assert.match(await this.run("return q('[role=alert]').innerText;"), words);
    const poster = await this.run(
      `const poster = document.querySelector("#poster");
       return poster.checkVisibility() && getComputedStyle(q("canvas")).opacity === "0";`,
    );
    assert.ok(poster, "the poster stays");
  }

  problems() {
    return this.run("return seen.problems;");
  }

  warnings() {
    return this.run("return seen.warnings;");
  }
}

export const samePixels = (a, b) => a.width === b.width && a.height === b.height && a.data.equals(b.data);
