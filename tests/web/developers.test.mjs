// The developer's page keeps its word: its policies and its frame in three browsers, the rest of it in one.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../../www/serve.mjs";
import { names, start } from "./browser.mjs";
import { LOOK, pause, TIMEOUT } from "./visitor.mjs";

const dist = fileURLToPath(new URL("../../www/dist/", import.meta.url));
const require = createRequire(new URL("../../www/package.json", import.meta.url));
const html = readFileSync(join(dist, "developers.html"), "utf8");
const text = (markup) =>
  markup
    .replace(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
const [, site] = html.match(/addresses are those of this copy, <code>([^<]+)<\/code>/);

/** What stands under a name, with the addresses of the servers here in place of those of the copy. */
function written(kind, name) {
  const [, markup] =
    html.match(new RegExp(`<pre data-${kind}="${name}"><code>([\\s\\S]*?)</code></pre>`)) ??
    assert.fail(`no ${kind} ${name}`);
  return text(markup).replaceAll(site, `${far}/`).replaceAll(new URL(site).origin, far);
}

let folder;
let servers;
/** Origins: of the clinic's page, and of the server with our files. */
let near;
let far;
/** The policy of the clinic's pages. */
let policy;
let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "smp-developers-"));
  cpSync(dist, join(folder, "same"), { recursive: true });
  servers = [
    await serve(folder, 0, () => (policy ? { headers: { "content-security-policy": policy } } : {})),
    await serve(dist, 0, () => ({ headers: { "access-control-allow-origin": "*" } })),
  ];
  [near, far] = servers.map((server) => `http://localhost:${server.address().port}`);
  writeFileSync(
    join(folder, "listen.js"),
    `
    window.heard = { refused: [], errors: [] };
    document.addEventListener("securitypolicyviolation", (e) =>
      heard.refused.push(e.effectiveDirective + " " + e.blockedURI));
    document.addEventListener("smp-ready", (e) => (heard.where = e.detail.where));
    document.addEventListener("smp-error", (e) => heard.errors.push(e.detail.type));`,
  );
});

after(async () => {
  for (const server of servers ?? []) {
    server.close();
    server.closeAllConnections();
  }
  rmSync(folder, { recursive: true, force: true });
});

const run = (body, ...given) => browser.driver.executeScript(body, ...given);

async function until(body) {
  for (const end = Date.now() + TIMEOUT; Date.now() < end; await pause(LOOK))
    if (await run(`return Boolean(${body});`)) return;
  assert.fail(`never: ${body}; ${JSON.stringify(await run("return window.heard;"))}`);
}

/** A clinic's page with `body` in it. */
async function open(body, under, head = "") {
  policy = under;
  writeFileSync(
    join(folder, "page.html"),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>a clinic</title><link rel="icon" href="data:,">
     <script src="listen.js"></script>${head}<body>${body}`,
  );
  await browser.driver.get(`${near}/page.html`);
}

const OWN = '<script type="module" src="same/smp-visualizer.js"></script>';
const FAR = () => `<script type="module" src="${far}/smp-visualizer.js"></script>`;
const TAG = "<smp-visualizer></smp-visualizer>";
/** It can be used; its head may still come. */
const INSIDE = "document.querySelector('smp-visualizer')?.shadowRoot?.querySelector('canvas')";

for (const name of process.env.BROWSERS?.split(",") ?? names) {
  describe(name, () => {
    before(async () => {
      browser = await start(name);
    });
    after(() => browser?.close());

    test("a head is drawn in a worker under the policy for the same origin", async () => {
      const same = written("policy", "same");
      await open(TAG, same, OWN);
      await until("heard.where");
      assert.deepEqual(await run("return [heard.where, heard.refused, heard.errors];"), ["worker", [], []]);
      const index = readFileSync(join(dist, "index.html"), "utf8");
      assert.ok(index.includes(`content="${same}"`), "it is the policy of our own page");
    });

    test("a head is drawn in a worker under the policy for another origin", async () => {
      await open(TAG, written("policy", "other"), FAR());
      await until("heard.where");
      assert.deepEqual(await run("return [heard.where, heard.refused, heard.errors];"), ["worker", [], []]);
    });

    test("without a directive it happens what the page says", async () => {
      const other = written("policy", "other");
      await open(TAG, other.replace(" 'wasm-unsafe-eval'", ""), FAR());
      await until("heard.errors.length > 0");
      assert.deepEqual(await run("return heard.errors;"), ["wasm"]);

      await open(TAG, other.replace("worker-src blob:", "worker-src 'none'"), FAR());
      await until("heard.where");
      assert.equal(await run("return heard.where;"), "main");

      // A browser that does not know them reads neither of the two.
      const knows = await run("return 'trustedTypes' in window;");
      for (const [names, where] of [
        ["'none'", knows ? "main" : "worker"],
        ...(knows ? [["smp-visualizer", "worker"]] : []),
      ]) {
        await open(TAG, `${other}; require-trusted-types-for 'script'; trusted-types ${names}`, FAR());
        await until("heard.where");
        assert.equal(await run("return heard.where;"), where);
      }

      await open(TAG, other.replace(/connect-src [^;]+/, "connect-src 'none'"), FAR());
      await until("heard.errors.length > 0");
      assert.deepEqual(await run("return heard.errors;"), ["download"]);

      await open(`${TAG}<p id="still">still here</p>`, other.replace(` ${far} 'wasm`, " 'wasm"), FAR());
      await until("heard.refused.length > 0");
      assert.equal(
        await run(
          "return customElements.get('smp-visualizer') === undefined && document.querySelector('#still').textContent;",
        ),
        "still here",
      );

      await open(TAG, other.replace(/style-src [^;]+/, "style-src 'none'"), FAR());
      await until("heard.where");
      assert.equal(
        await run(
          `const { shadowRoot } = document.querySelector("smp-visualizer");
           return getComputedStyle(shadowRoot.querySelector(".stage")).position;`,
        ),
        "relative",
      );
    });

    test("the frame draws as it is written, under its policy, grows, tells and is told", async () => {
      const [frame, script] = written("sample", "frame").split("\n");
      await open(frame, written("policy", "frame"), script);
      await run(
        "document.querySelector('iframe').addEventListener('smp-ready', (e) => (heard.told = e.detail.state.tone));",
      );
      await until("heard.told");
      assert.equal(await run("return heard.told;"), 3);
      await until("document.querySelector('iframe').offsetHeight !== 1100");
      await browser.driver.switchTo().frame(0);
      const inside = await run("return document.body.getBoundingClientRect().height;");
      await browser.driver.switchTo().defaultContent();
      const outside = await run("return document.querySelector('iframe').offsetHeight;");
      assert.ok(Math.abs(outside - inside) < 6, `${outside} px around ${inside}`);
      await run(written("sample", "message"));
      await browser.driver.switchTo().frame(0);
      await until("document.querySelector('smp-visualizer').norwood === 6");
      await browser.driver.switchTo().defaultContent();
      // But for the icon of the page around it.
      assert.deepEqual(
        (await run("return heard.refused;")).filter((each) => each !== "img-src data"),
        [],
      );
    });
    if (name === "chromium") details();
  });
}

/** What does not depend on the browser. */
function details() {
  test("the tag draws as it is written", async () => {
    await open(written("sample", "tag"));
    await until("heard.where");
    assert.deepEqual(
      await run(
        "const { norwood, tone, density } = document.querySelector('smp-visualizer'); return [norwood, tone, density];",
      ),
      [5, 3, 180],
    );
  });

  test("the pinned script fits its hash, and the poster is there", async () => {
    await open(written("sample", "poster"), undefined, written("sample", "pinned"));
    await until("heard.where");
    assert.ok(
      await run(
        `const image = Object.assign(document.querySelector("img"), { loading: "eager" });
         return image.decode().then(() => image.naturalWidth === image.width || image.naturalWidth === 520);`,
      ),
    );
  });

  test("looks are taken as they are written, and whatever shows words is a part that the page can style", async () => {
    writeFileSync(join(folder, "looks.css"), written("sample", "looks"));
    await open(TAG, undefined, `${OWN}<link rel="stylesheet" href="looks.css">`);
    await until("heard.where");
    const [font, style, radius] = await run(`const root = document.querySelector('smp-visualizer').shadowRoot;
      const [caption, stage] = [".caption", ".stage"].map((one) => getComputedStyle(root.querySelector(one)));
      return [caption.fontFamily, caption.fontStyle, stage.borderRadius];`);
    assert.deepEqual([font, style, radius], ["Georgia, serif", "italic", "0px"]);
    const bare = await run(`const root = document.querySelector("smp-visualizer").shadowRoot;
      const wide = ["panel", "stage", "group", "row"].map((part) => \`:not([part=\${part}])\`).join("");
      const words = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
      const styled = "[part]" + wide + ", [class=unseen], slot";
      const bare = [...root.querySelectorAll("*")].filter((node) => words(node) && !node.closest(styled));
      return bare.map((node) => node.outerHTML.slice(0, 90));`);
    assert.deepEqual(bare, []);
    assert.equal(await run("return typeof dataLayer;"), "undefined", "who does not ask has no data layer");
  });

  test("the host's own words are taken as they are written", async () => {
    await open(written("sample", "texts"), undefined, OWN);
    await until(INSIDE);
    const [reset, tone, caption] = await run(`const element = document.querySelector("smp-visualizer");
      const one = (selector) => element.shadowRoot.querySelector(selector);
      const caption = one("slot[name=disclaimer]").assignedNodes()[0];
      return [one("[data-button=reset]"), one("label[for=in-tone]"), caption].map((node) => node.textContent);`);
    assert.deepEqual(
      [reset, tone, caption],
      ["Von vorn", "Farbton", "Computersimulation. Ihr Ergebnis kann abweichen."],
    );
  });

  test("the form sends a code, and the address the page names opens the same head", async () => {
    await open(written("sample", "form"), undefined, OWN);
    await until(INSIDE);
    await run("document.querySelector('smp-visualizer').setState({ skin: 8, 'hair-color': 'black', yaw: -20 });");
    await run(`
      document.addEventListener("submit", (event) => {
        event.preventDefault();
        const form = event.target;
        heard.sent = [new URL(form.action).pathname, form.method, new FormData(form).get("smp")];
      });`);
    await run("document.querySelector('button').click();");
    const [action, method, code] = await run("return heard.sent;");
    assert.deepEqual([action, method], ["/appointment", "post"]);
    const [, address] = html.match(/On your side <code>([^<]+)<\/code> opens the same head/);
    const state = await run("return document.querySelector('smp-visualizer').getState();");
    assert.deepEqual([state.norwood, state.skin], [4, 8]);
    await browser.driver.get(address.replace(site, `${far}/`).replace("…", encodeURIComponent(code)));
    await until("document.querySelector('smp-visualizer')?.shadowRoot");
    assert.deepEqual(await run("return document.querySelector('smp-visualizer').getState();"), state);
  });

  test("without a form the press is heard, with the code", async () => {
    writeFileSync(join(folder, "cta.js"), written("sample", "cta"));
    await open(
      '<smp-visualizer norwood="6"><button slot="cta">Ask</button></smp-visualizer>',
      undefined,
      `${OWN}<script src="cta.js"></script>`,
    );
    await until(INSIDE);
    const code = await run("return document.querySelector('smp-visualizer').value;");
    await run("document.querySelector('button').click();");
    await until("location.pathname === '/appointment'");
    assert.equal(new URL(await run("return location.href;")).searchParams.get("smp"), code);
  });

  test("a price stands among the facts, and the rest is taken as it is written", async () => {
    await open(written("sample", "clinic").replace("/logo.png", "same/poster.webp"), undefined, OWN);
    await until("/€/.test(document.querySelector('smp-visualizer').shadowRoot?.querySelector('.facts')?.textContent)");
    assert.equal(await run("return document.querySelector('smp-visualizer').price.perSession[1];"), 450);
  });

  test("the data layer is told settings, if asked", async () => {
    await open(written("sample", "layer"), undefined, OWN);
    await until("heard.where");
    const [{ event, smp, ...more }] = await run("return dataLayer;");
    assert.equal(event, "smp-ready");
    assert.deepEqual(more, {});
    const state = await run("return document.querySelector('smp-visualizer').getState();");
    assert.deepEqual(smp, { code: await run("return document.querySelector('smp-visualizer').value;"), ...state });
  });

  test("the package is where it is said to be", () => {
    const [, address] = written("sample", "install").match(/^npm install (\S+)$/);
    assert.ok(existsSync(join(dist, address.slice(far.length + 1))), address);
  });

  test("every link leads somewhere, and every anchor is on the page", () => {
    for (const [, address] of text(html.replace(/<(?=[^>]*(?:href|src)=)/g, "&lt;")).matchAll(
      /(?:href|src)="([^"]+)"/g,
    )) {
      if (address.startsWith("data:")) continue;
      // Samples write whole addresses.
      const target = address.replace(site, "").split("?")[0];
      if (target.startsWith("#")) assert.ok(html.includes(`id="${target.slice(1)}"`), target);
      else assert.ok(existsSync(join(dist, target)), target);
    }
    assert.match(readFileSync(join(dist, "index.html"), "utf8"), /<footer>.*href="developers\.html"/);
  });

  for (const [page, width] of [
    ["developers.html", 1280],
    ["developers.html", 320],
    ["heads/dark.html", 1280],
  ]) {
    test(`axe finds nothing in ${page}, ${width} px wide, and nothing is wider`, async () => {
      policy = undefined;
      writeFileSync(
        join(folder, "frame.html"),
        `<!doctype html><html lang="en"><title>frame</title>
         <main><iframe title="page" src="same/${page}" width="${width}" height="900"></iframe></main>`,
      );
      await browser.driver.get(`${near}/frame.html`);
      await browser.driver.switchTo().frame(0);
      await until("document.readyState === 'complete'");
      await run("for (const each of document.querySelectorAll('details')) each.open = true;");
      await run(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
      const found = await browser.driver.executeAsyncScript(`const tell = arguments[0];
        const places = (nodes) => nodes.map((node) => node.html.slice(0, 90)).join(" | ");
        axe.run().then(({ violations }) => tell(violations.map(({ id, nodes }) => id + ": " + places(nodes))));`);
      assert.deepEqual(found, []);
      assert.ok(await run("return document.documentElement.scrollWidth <= innerWidth;"), "no sideways scrolling");
      await browser.driver.switchTo().defaultContent();
    });
  }
}
