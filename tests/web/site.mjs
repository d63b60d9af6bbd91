// The built page as several hosts would serve it, on one port: `/plain/`, `/strict/`, `/no-worker/` …
// Each is the same folder; only headers, single files and the probe differ.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../www/serve.mjs";

/** The recipe that the README gives to careful hosts. */
const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; img-src 'self' blob: data:; connect-src 'self'; style-src 'self'";

/** Runs before the page's own script and writes down what happens. */
const PROBE = `
window.seen = { problems: [], warnings: [], events: [] };
addEventListener("error", (e) => seen.problems.push("error: " + e.message));
addEventListener("unhandledrejection", (e) => seen.problems.push("rejection: " + e.reason));
document.addEventListener("securitypolicyviolation", (e) => seen.problems.push("csp: " + e.violatedDirective + " " + e.blockedURI));
for (const [level, list] of [["error", seen.problems], ["warn", seen.warnings]]) {
  const usual = console[level];
  console[level] = (...words) => { list.push(words.join(" ")); usual.apply(console, words); };
}
// How many workers live: an element that has gone must leave none.
seen.workers = 0;
window.Worker = class extends Worker {
  constructor(...given) { super(...given); seen.workers++; }
  terminate() { super.terminate(); seen.workers--; }
};
for (const type of ["ready", "change", "commit", "error", "cta"])
  document.addEventListener("smp-" + type, (e) => seen.events.push({ type: "smp-" + type, detail: e.detail }));
`;

const BREAK = {
  "no-canvas": `HTMLCanvasElement.prototype.getContext = () => null; delete HTMLCanvasElement.prototype.transferControlToOffscreen;`,
  "no-engine": `delete window.WebAssembly;`,
};

/** Requests that the late host has had. */
let late = 0;

const HOSTS = {
  plain: () => ({}),
  strict: () => ({ headers: { "content-security-policy": STRICT } }),
  "no-worker": () => ({ headers: { "content-security-policy": STRICT.replace("worker-src blob:", "worker-src 'none'") } }),
  "no-compile": () => ({ headers: { "content-security-policy": STRICT.replace(" 'wasm-unsafe-eval'", "") } }),
  "no-wasm": (file) => (file.endsWith(".wasm") ? { status: 404 } : {}),
  "late-wasm": (file) => (file.endsWith(".wasm") && late++ === 0 ? { status: 503 } : {}),
  "other-wasm": (file) => (file.endsWith(".wasm") ? { path: "/smp-visualizer.js" } : {}),
  "no-canvas": (file) => (file === "/probe.js" ? { path: "/probe-no-canvas.js" } : {}),
  "no-engine": (file) => (file === "/probe.js" ? { path: "/probe-no-engine.js" } : {}),
};

const page = (body, head = "") => `<!doctype html><html lang="en"><meta charset="utf-8"><title>fixture</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="fixture.css">${head}
<script src="probe.js"></script><script type="module" src="smp-visualizer.js"></script><body>${body}</body></html>`;

const FIXTURES = {
  // One state at one size, without the panel: what the picture tests look at.
  "fixed.html": page(`<smp-visualizer class="fixed" controls="none" address></smp-visualizer>`),
  "poster.html": page(`<smp-visualizer class="fixed" controls="none"><p slot="poster" id="poster">still</p></smp-visualizer>`),
  "two.html": page(`<smp-visualizer class="fixed"></smp-visualizer><smp-visualizer class="fixed" norwood="2"></smp-visualizer>`),
  "far.html": page(`<div class="tall"></div><smp-visualizer class="fixed" controls="none"></smp-visualizer>`),
  "narrow.html": page(`<iframe class="narrow" src="index.html" title="narrow"></iframe>`),
  "rtl.html": page(`<div dir="rtl"><smp-visualizer class="fixed" compare="50"></smp-visualizer></div>`),
  "attributes.html": page(
    `<smp-visualizer class="fixed" zoom="3" view="top" norwood="99" tone="much" hair-length="0.4mm"><a slot="cta" href="#talk" id="cta">Talk to us</a></smp-visualizer>`,
  ),
  "fixture.html": page(""),
  "press.html": page(`<div lang="it"><smp-visualizer class="fixed" reveal="press"></smp-visualizer></div>`),
  "form.html": page(
    `<form id="form"><fieldset><label for="head">Your head</label><input type="hidden" name="person" value="kept"><smp-visualizer id="head" class="fixed" name="head"></smp-visualizer></fieldset></form>`,
  ),
  "texts.html": page(
    `<smp-visualizer class="fixed"><script type="application/json" slot="texts">{ "caption": "<b>Our</b> simulation", "no.such.text": "x", "views": 3 }</script></smp-visualizer>`,
  ),
  "fixture.css": `body { margin: 0 } .fixed { inline-size: 320px } .tall { block-size: 9000px } .narrow { inline-size: 320px; block-size: 700px; border: 0 }`,
  "probe.js": PROBE,
  "probe-no-canvas.js": PROBE + BREAK["no-canvas"],
  "probe-no-engine.js": PROBE + BREAK["no-engine"],
};

/** `{ url(host, path), close() }` */
export async function openSite(dist) {
  const folder = mkdtempSync(join(tmpdir(), "smp-site-"));
  cpSync(dist, folder, { recursive: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(FIXTURES)) writeFileSync(join(folder, name), text);
  const index = readFileSync(join(folder, "index.html"), "utf8");
  const probed = index.replace("<script ", `<script src="probe.js"></script>\n<script `);
  if (probed === index) throw new Error("index.html has no script to put the probe before");
  writeFileSync(join(folder, "index.html"), probed);

  const server = await serve(folder, 0, (asked) => {
    const [, host, file] = asked.match(/^\/([\w-]+)(\/.*)$/) ?? [];
    return HOSTS[host] ? { path: file, ...HOSTS[host](file) } : { status: 404 };
  });
  // The same files on another origin, as a page elsewhere would load them.
  const away = await serve(folder, 0, () => ({ headers: { "access-control-allow-origin": "*" } }));
  return {
    /** Another page of the site. */
    put: (name, html) => writeFileSync(join(folder, name), html),
    away: (path) => `http://localhost:${away.address().port}/${path}`,
    url: (host, path = "index.html") => `http://localhost:${server.address().port}/${host}/${path}`,
    close() {
      for (const each of [server, away]) {
        each.close();
        each.closeAllConnections();
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
