// The built page as several hosts would serve it, on one port: `/plain/`, `/strict/`, `/no-worker/` …
// Each is the same folder; only headers, single files and the probe differ.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../www/serve.mjs";

/** The recipe that the docs give to careful hosts. */
const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; img-src 'self' blob: data:; " +
  "connect-src 'self'; style-src 'self'";

const apart = (other) => {
  const own = STRICT.replace("script-src 'self'", `script-src 'self' ${other}`);
  return `${own.replace("connect-src 'self'", `connect-src ${other}`)}; frame-src 'self' ${other}`;
};
const ISOLATED = { "cross-origin-embedder-policy": "require-corp" };
const OPEN = { "access-control-allow-origin": "*" };

/** Runs before the page's own script and writes down what happens. */
const PROBE = `
window.seen = { problems: [], warnings: [], events: [] };
addEventListener("error", (e) => seen.problems.push("error: " + e.message));
addEventListener("unhandledrejection", (e) => seen.problems.push("rejection: " + e.reason));
document.addEventListener("securitypolicyviolation", (e) =>
  seen.problems.push("csp: " + e.violatedDirective + " " + e.blockedURI));
for (const [level, list] of [["error", seen.problems], ["warn", seen.warnings]]) {
  const usual = console[level];
  console[level] = (...words) => { list.push(words.join(" ")); usual.apply(console, words); };
}
// Pictures that were put on a canvas.
seen.frames = 0;
const put = CanvasRenderingContext2D.prototype.putImageData;
CanvasRenderingContext2D.prototype.putImageData = function (...given) { seen.frames++; return put.apply(this, given); };
// How many workers live, and lived at most; how many listeners and observers are on the page: an element that has gone
// must leave none.
seen.workers = seen.most = seen.listeners = seen.observers = 0;
seen.living = new Set();
window.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    seen.living.add(this);
    seen.most = Math.max(seen.most, ++seen.workers);
    this.addEventListener("message", ({ data }) => data.type === "frame" && seen.frames++);
  }
  terminate() { super.terminate(); seen.workers--; seen.living.delete(this); }
  // As the browser ends one: nobody is told.
  die() { super.terminate(); }
};
for (const kind of ["ResizeObserver", "IntersectionObserver", "MutationObserver"])
  window[kind] = class extends window[kind] {
    #on = false;
    observe(...given) { if (!this.#on) seen.observers++; this.#on = true; super.observe(...given); }
    disconnect() { if (this.#on) seen.observers--; this.#on = false; super.disconnect(); }
  };
for (const target of [window, document, document.documentElement]) {
  const [add, remove] = [target.addEventListener, target.removeEventListener];
  const known = new Map();
  const forget = (type, listener) => known.get(type)?.delete(listener) && seen.listeners--;
  target.addEventListener = (type, listener, options) => {
    if (!known.has(type)) known.set(type, new Set());
    if (!known.get(type).has(listener)) seen.listeners++;
    known.get(type).add(listener);
    options?.signal && add.call(options.signal, "abort", () => forget(type, listener));
    add.call(target, type, listener, options);
  };
  target.removeEventListener = (type, listener, options) => {
    forget(type, listener);
    remove.call(target, type, listener, options);
  };
}
for (const type of ["ready", "change", "commit", "error", "cta"])
  document.addEventListener("smp-" + type, (e) => seen.events.push({ type: "smp-" + type, detail: e.detail }));
`;

/** Runs `text` in every worker before its own script. */
const inWorkers = (text) => `
window.Blob = class extends Blob {
  constructor(parts, options) {
    super(options?.type === "text/javascript" ? [${JSON.stringify(text)}, ...parts] : parts, options);
  }
};`;
const NOISE = `
for (const kind of [self.CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D]) {
  const read = kind?.prototype.getImageData;
  if (read) kind.prototype.getImageData = function (...given) {
    const image = read.apply(this, given);
    for (let i = 0; i < image.data.length; i += 7) image.data[i] = (i * 31) % 256;
    return image;
  };
}`;
const NO_LOCKS = `Object.defineProperty(navigator, "locks", { value: undefined });`;
/**
 * A step of the loop that takes as long as it was told to, ms; the first one too. It sleeps, in memory of its own that
 * nobody wakes: a machine with other tests to run has no core to spare for it.
 */
const SLOW = `
const sleeping = new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer);
let slow = 2000;
addEventListener("message", (event) => {
  if (!event.data.slow) return;
  slow = event.data.slow;
  event.stopImmediatePropagation();
});
const post = MessagePort.prototype.postMessage;
MessagePort.prototype.postMessage = function (...given) {
  if (slow > 0) Atomics.wait(sleeping, 0, 0, slow);
  slow = 0;
  return post.apply(this, given);
};`;
/** A core with too little memory for more than a small head with short hair: it traps once it wants more. */
const SMALL = `
const [PAGES, MEMORY] = [620, 5];
// A number in LEB128, and how many bytes it takes.
const number = (bytes, at) => {
  let value = 0, size = 0;
  do value += (bytes[at + size] & 127) * 2 ** (7 * size); while (bytes[at + size++] & 128);
  return [value, size];
};
WebAssembly.compileStreaming = async (response) => {
  const bytes = new Uint8Array(await (await response).arrayBuffer());
  for (let at = 8; ; ) {
    const [length, size] = number(bytes, at + 1);
    const body = at + 1 + size;
    if (bytes[at] !== MEMORY) { at = body + length; continue; }
    const least = bytes.slice(body + 2, body + 2 + number(bytes, body + 2)[1]);
    const limits = [1, 1, ...least, (PAGES & 127) | 128, PAGES >> 7];
    const rest = bytes.slice(body + length);
    return WebAssembly.compile(Uint8Array.from([...bytes.slice(0, at), MEMORY, limits.length, ...limits, ...rest]));
  }
};`;
const NO_WORKER = "delete window.Worker;";
/** A core that reaches out of its memory at its third step, as browsers' faults make it do, or at the next when told. */
const TRAP = (fails) => `
let steps = ${fails} ? 3 : 0;
addEventListener("message", (event) => {
  if (!event.data.trap) return;
  steps = 1;
  event.stopImmediatePropagation();
});
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...given) => {
  const { exports } = await instantiate.apply(WebAssembly, given);
  const simulation_step = (...values) => {
    if (steps > 0 && --steps === 0) throw new WebAssembly.RuntimeError("Out of bounds memory access");
    return exports.simulation_step(...values);
  };
  return Object.create(WebAssembly.Instance.prototype, { exports: { value: { ...exports, simulation_step } } });
};`;
/** So many cores of a page that do, the first ones; more once `traps` is set again. */
const TRAPS = (count) => `
window.traps = ${count};
const trap = ${TRAP};
window.Blob = class extends Blob {
  constructor(parts, options) {
    super(options?.type === "text/javascript" ? [trap(window.traps-- > 0), ...parts] : parts, options);
  }
};`;

/** What a browser lacks, by the host whose pages say so. */
const BREAK = {
  "no-canvas": `
    HTMLCanvasElement.prototype.getContext = () => null;
    delete HTMLCanvasElement.prototype.transferControlToOffscreen;`,
  "no-engine": `delete window.WebAssembly;`,
  // Its inside cannot be built until it is put back.
  "no-numbers": `window.numbers = Intl.NumberFormat; Intl.NumberFormat = undefined;`,
  // What is read from a canvas is noise, as with Firefox's resistFingerprinting.
  noised: NOISE + inWorkers(NOISE),
  "no-locks": NO_LOCKS + inWorkers(NO_LOCKS),
  slow: inWorkers(SLOW),
  "slow-no-locks": NO_LOCKS + inWorkers(NO_LOCKS + SLOW),
  "too-old": "delete HTMLElement.prototype.attachInternals;",
  small: SMALL,
  "small-no-worker": SMALL + NO_WORKER,
  trap: TRAPS(1),
  traps: TRAPS(2),
  "trap-no-worker": TRAP(true) + NO_WORKER,
};

/** Requests that a late host has had, by its name. */
const late = { wasm: 0, inside: 0, keepsake: 0, designs: 0, handles: 0 };

const HOSTS = {
  plain: () => ({}),
  strict: () => ({ headers: { "content-security-policy": STRICT } }),
  "no-worker": () => ({
    headers: { "content-security-policy": STRICT.replace("worker-src blob:", "worker-src 'none'") },
  }),
  "no-compile": () => ({ headers: { "content-security-policy": STRICT.replace(" 'wasm-unsafe-eval'", "") } }),
  "no-wasm": (file) => (file.endsWith(".wasm") ? { status: 404 } : {}),
  // It is asked for once beforehand, and once by who draws.
  "late-wasm": (file) => (file.endsWith(".wasm") && late.wasm++ < 2 ? { status: 503 } : {}),
  // Each browser of a run asks anew.
  "late-parts": (file) => {
    const part = ["inside", "keepsake", "designs", "handles"].find((name) => file.includes(`-${name}.`));
    return part && late[part]++ === 0 ? { status: 503 } : {};
  },
  "no-words": (file) => (/^\/(locales|learn)\//.test(file) ? { status: 404 } : {}),
  "other-wasm": (file) => (file.endsWith(".wasm") ? { path: "/smp-visualizer.js" } : {}),
  // Pages whose element comes from another origin, which their policy names.
  apart: (_, other) => ({ headers: { "content-security-policy": apart(other) } }),
  "apart-no-worker": (_, other) => ({
    headers: { "content-security-policy": apart(other).replace("worker-src blob:", "worker-src 'none'") },
  }),
  "apart-no-compile": (_, other) => ({
    headers: { "content-security-policy": apart(other).replace(" 'wasm-unsafe-eval'", "") },
  }),
  // A host that has moved: everything is on the other origin.
  moved: (file, other) => ({ status: 301, headers: { location: `${other}/open${file}` } }),
  // A page that is isolated from other origins.
  isolated: () => ({ headers: { "cross-origin-opener-policy": "same-origin", ...ISOLATED } }),
  // And hosts of the element that let other origins have all of it, or not the core.
  open: () => ({ headers: OPEN }),
  "isolated-open": () => ({ headers: { ...OPEN, ...ISOLATED, "cross-origin-resource-policy": "cross-origin" } }),
  partly: (file) => (file.endsWith(".wasm") ? {} : { headers: OPEN }),
  ...Object.fromEntries(
    Object.keys(BREAK).map((name) => [name, (file) => (file === "/probe.js" ? { path: `/probe-${name}.js` } : {})]),
  ),
};

const page = (body, from = "") => `<!doctype html><html lang="en"><meta charset="utf-8"><title>fixture</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="fixture.css"><script src="probe.js"></script>
<script type="module" src="${from}smp-visualizer.js"></script><body>${body}</body></html>`;

/** `count` small elements in sight at once, each with a head of its own. */
const many = (count, more = "") =>
  Array.from(
    { length: count },
    (_, i) =>
      `<smp-visualizer controls="none" norwood="${1 + (i % 7)}" skin="${1 + i * 0.45}" ${more}></smp-visualizer>`,
  ).join("");

const FIXTURES = {
  // One state at one size, without the panel: what the picture tests look at.
  "fixed.html": page(`<smp-visualizer class="fixed" controls="none" address></smp-visualizer>`),
  "poster.html": page(
    `<smp-visualizer class="fixed" controls="none"><p slot="poster" id="poster">still</p></smp-visualizer>`,
  ),
  "two.html": page(
    `<smp-visualizer class="fixed"></smp-visualizer><smp-visualizer class="fixed" norwood="2"></smp-visualizer>`,
  ),
  "pair.html": page(`<div class="grid">${many(2)}</div>`),
  // The last one is far below the others.
  "five.html": page(
    `<div class="grid">${many(4)}</div><div class="tall"></div><smp-visualizer class="fixed" controls="none"></smp-visualizer>`,
  ),
  "twenty.html": page(`<div class="grid">${many(20)}</div>`),
  // One more than may be at work.
  "crowd.html": page(`<div class="grid">${many(5)}</div>`),
  // The other origin is filled in once it is known.
  "cross.html": (other) =>
    page(
      `<smp-visualizer class="fixed" controls="none" address><p slot="poster" id="poster">still</p></smp-visualizer>`,
      `${other}/open/`,
    ),
  "isolated.html": (other) =>
    page(
      `<smp-visualizer class="fixed low" controls="none" reveal="press"></smp-visualizer>
       <iframe src="${other}/isolated-open/embed.html?reveal=press" title="theirs"></iframe>`,
      `${other}/open/`,
    ),
  "unclosed.html": page(
    `<div class="tall"></div><smp-visualizer class="fixed low" loading="lazy" /><h2>Contact</h2><p>text</p>`,
  ),
  "partly.html": (other) =>
    page(
      `<smp-visualizer class="fixed" controls="none"><p slot="poster" id="poster">still</p></smp-visualizer>`,
      `${other}/partly/`,
    ),
  "frames.html": (other) =>
    page(
      `<iframe class="frame" src="embed.html" title="ours"></iframe>
       <iframe class="frame" src="${other}/strict/embed.html" title="theirs"></iframe>`,
    ),
  "arabic.html": page(`<input id="bare" type="range"><smp-visualizer compare="50"></smp-visualizer>`).replace(
    'lang="en"',
    'lang="ar" dir="rtl"',
  ),
  "narrow-arabic.html": page(`<iframe class="narrow" src="arabic.html" title="narrow"></iframe>`),
  "far.html": page(`<div class="tall"></div><smp-visualizer class="fixed" controls="none"></smp-visualizer>`),
  "narrow.html": page(`<iframe class="narrow" src="index.html" title="narrow"></iframe>`),
  "rtl.html": page(`<div dir="rtl"><smp-visualizer class="fixed" compare="50"></smp-visualizer></div>`),
  "attributes.html": page(
    `<smp-visualizer class="fixed" zoom="3" view="top" norwood="99" tone="much" hair-length="0.4mm">
       <a slot="cta" href="#talk" id="cta">Talk to us</a></smp-visualizer>`,
  ),
  "fixture.html": page(""),
  // What may hold an element, by the class of the page.
  "held.html": page(
    `<div class="before"></div><main><div class="phone"><smp-visualizer></smp-visualizer></div></main><div class="before"></div>`,
  ),
  // A host with rules for its own images, at an address that may ask for more.
  "host.html": page(
    `<div class="wide"><smp-visualizer><img slot="poster" src="poster.svg" width="520" height="520" alt="A head"></smp-visualizer></div>
     <script>
       const asked = location.search;
       const own = document.querySelector("smp-visualizer");
       if (asked === "?press") own.setAttribute("reveal", "press");
       if (asked === "?contents") own.style.display = "contents";
       // By hand, and as optimizers of images write it.
       if (asked.startsWith("?picture")) {
         const image = own.firstElementChild;
         const picture = document.createElement("picture");
         if (asked === "?picture") [picture.slot, image.slot] = ["poster", ""];
         picture.append(document.createElement("source"), image);
         own.append(picture);
       }
     </script>`,
  ),
  "poster.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1H0z" fill="#b0b0b0"/></svg>`,
  // Dark, and says so by its background alone.
  "dark.html": page(`<div class="dark"><smp-visualizer></smp-visualizer></div>`),
  "press.html": page(`<div lang="it"><smp-visualizer class="fixed" reveal="press"></smp-visualizer></div>`),
  "form.html": page(
    `<form id="form"><fieldset>
       <label for="head">Your head</label><input type="hidden" name="person" value="kept">
       <smp-visualizer id="head" class="fixed" name="head"></smp-visualizer></fieldset></form>`,
  ),
  // A row of slides and shortcuts, as themes have them, with the guard that most have.
  "neighbors.html": page(
    `<div id="row"><smp-visualizer class="fixed low" compare="50"></smp-visualizer></div>
     <script>
       window.taken = { keys: [], drags: [], clicks: 0 };
       for (const type of ["pointerdown", "mousedown", "touchstart", "touchmove", "touchend"])
         row.addEventListener(type, () => taken.drags.push(type));
       row.addEventListener("click", () => taken.clicks++);
       for (const type of ["keydown", "keypress", "keyup"])
         document.addEventListener(type, (event) => {
           if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
           event.preventDefault();
           taken.keys.push(event.key);
         });
     </script>`,
  ),
  "texts.html": page(
    `<smp-visualizer class="fixed"><script type="application/json" slot="texts">
       { "caption": "<b>Our</b> simulation", "no.such.text": "x", "views": 3 }</script></smp-visualizer>`,
  ),
  "fixture.css": `
    body { margin: 0 }
    .fixed { inline-size: 320px }
    .low { --smp-max-height: 160px }
    .grid { display: grid; grid-template-columns: repeat(5, 160px) }
    .frame { inline-size: 500px; block-size: 900px; border: 0 }
    .tall { block-size: 9000px }
    .wide { margin-block-start: 20px; inline-size: 1100px; --smp-max-height: 160px }
    .phone { inline-size: 360px }
    .before { block-size: 500px }
    .page, .page body { overflow-x: hidden }
    .hidden .phone { overflow: hidden }
    .sideways main { overflow-x: auto }
    .scrolled main { overflow: auto; block-size: 100vh }
    .contents smp-visualizer { display: contents }
    html :where(img) {
      height: auto; max-width: 60%; padding: 9px; border: 3px solid red; margin: 5px; z-index: 9; position: relative;
      transform: scale(1.1); object-fit: fill
    }
    .dark { background: #171717; --smp-max-height: 160px }
    .narrow { inline-size: 320px; block-size: 700px; border: 0 }`,
  // low.html is our own page with a low picture, for what stands beside it: half the work of each change.
  "low.css": "smp-visualizer { --smp-max-height: 160px }",
  "probe.js": PROBE,
  ...Object.fromEntries(Object.entries(BREAK).map(([name, more]) => [`probe-${name}.js`, PROBE + more])),
};

/** Two origins with the same files: `{ url(host, path), other, asked, close() }`; `asked` are the paths requested. */
export async function openSite(dist) {
  const folder = mkdtempSync(join(tmpdir(), "smp-site-"));
  cpSync(dist, folder, { recursive: true });
  mkdirSync(folder, { recursive: true });
  const index = readFileSync(join(folder, "index.html"), "utf8");
  const probed = index.replace("<script ", `<script src="probe.js"></script>\n<script `);
  if (probed === index) throw new Error("index.html has no script to put the probe before");
  writeFileSync(join(folder, "index.html"), probed);
  writeFileSync(join(folder, "low.html"), probed.replace("</head>", '<link rel="stylesheet" href="low.css"></head>'));

  let other = "";
  const asked = [];
  const answer = (path) => {
    const [, host, file] = path.match(/^\/([\w-]+)(\/.*)$/) ?? [];
    asked.push(file ?? path);
    return HOSTS[host] ? { path: file, ...HOSTS[host](file, other) } : { status: 404 };
  };
  const servers = [await serve(folder, 0, answer), await serve(folder, 0, answer)];
  const [own, theirs] = servers.map((server) => `http://localhost:${server.address().port}`);
  other = theirs;
  for (const [name, text] of Object.entries(FIXTURES))
    writeFileSync(join(folder, name), typeof text === "string" ? text : text(other));
  return {
    other,
    asked,
    /** The text of a file of the site. */
    text: (name) => readFileSync(join(folder, name), "utf8"),
    /** Another page of the site. */
    put: (name, html) => writeFileSync(join(folder, name), html),
    /** The same files on the other origin, as a page elsewhere would load them. */
    away: (path) => `${theirs}/open/${path}`,
    url: (host, path = "index.html") => `${own}/${host}/${path}`,
    close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
