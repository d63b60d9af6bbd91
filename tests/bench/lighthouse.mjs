// What the element costs a clinic's landing page on a phone, as Lighthouse judges it: below the fold, on top, absent.
//   node tests/bench/lighthouse.mjs             alone; RECORD=1 writes its part of the record

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { serve } from "../../www/serve.mjs";
import { freePort } from "../web/browser.mjs";

const here = (path) => new URL(path, import.meta.url).pathname;
const require = createRequire(here("../../www/package.json"));
export const RECORD = here("record.json");

/** Rounds of each page. Medians are taken, and the least blocking beside them: what else a busy host does only adds. */
const ROUNDS = 5;
const PAGES = { without: "without the element", below: "element below the fold", top: "element on top" };
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** The landing page with the element in one of its places, or in none. */
function landing(folder, place) {
  const script = `<script type="module" src="smp-visualizer.js"></script>`;
  const section = `<section><h2>See it on a head like yours</h2><smp-visualizer><img
    slot="poster" src="poster.webp" width="520" height="520" alt="A head with hair loss and scalp micropigmentation"
  /></smp-visualizer></section>`;
  const named = (plain) =>
    readdirSync(join(folder, plain.split("/").slice(0, -1).join("/"))).find(
      (file) => file.replace(/\.[0-9a-f]{10}\./, ".") === plain.split("/").at(-1),
    ) ?? plain;
  return readFileSync(here("landing.html"), "utf8")
    .replace("{{script}}", place === "without" ? "" : script)
    .replace("{{top}}", place === "top" ? section : "")
    .replace("{{below}}", place === "below" ? section : "")
    .replace(
      /src="((?:gallery\/)?[\w-]+\.webp)"/g,
      (_, file) => `src="${[...file.split("/").slice(0, -1), named(file)].join("/")}"`,
    );
}

/** Performance and accessibility of 100, layout shift, blocking time in ms and largest paint in s, for each page. */
export async function measureLandings(say = () => {}) {
  const { default: lighthouse } = await import(pathToFileURL(require.resolve("lighthouse")).href);
  const folder = mkdtempSync(join(tmpdir(), "smp-lighthouse-"));
  let server;
  let browser;
  try {
    cpSync(here("../../www/dist"), folder, { recursive: true });
    for (const place of Object.keys(PAGES)) {
      const html = landing(folder, place);
      writeFileSync(join(folder, `${place}.html`), html);
      writeFileSync(join(folder, `${place}.html.br`), brotliCompressSync(html));
    }
    // As a host serves it: what was packed in advance goes out packed.
    server = await serve(folder, 0, (path) =>
      existsSync(join(folder, `${path}.br`))
        ? { path: `${path}.br`, headers: { "content-encoding": "br", "content-type": TYPES[extname(path)] } }
        : {},
    );
    const port = await freePort();
    browser = spawn(
      existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : "/usr/bin/google-chrome",
      [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        `--remote-debugging-port=${port}`,
        `--user-data-dir=${join(folder, ".profile")}`,
        "about:blank",
      ],
      { stdio: "ignore" },
    );
    for (let tries = 0; tries < 100; tries++) {
      if (
        await fetch(`http://127.0.0.1:${port}/json/version`).then(
          () => true,
          () => false,
        )
      )
        break;
      await new Promise((done) => setTimeout(done, 100));
    }
    const seen = Object.fromEntries(Object.keys(PAGES).map((place) => [place, []]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const place of Object.keys(PAGES)) {
        const url = `http://localhost:${server.address().port}/${place}.html`;
        const { lhr } = await lighthouse(url, {
          port,
          logLevel: "error",
          onlyCategories: ["performance", "accessibility"],
        });
        if (lhr.runtimeError) throw new Error(`${place}: ${lhr.runtimeError.message}`);
        const value = (audit) => lhr.audits[audit].numericValue;
        const faults = lhr.categories.accessibility.auditRefs
          .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score === 0)
          .map(({ id }) => id);
        const figures = {
          performance: Math.round(lhr.categories.performance.score * 100),
          accessibility: Math.round(lhr.categories.accessibility.score * 100),
          shift: value("cumulative-layout-shift"),
          blocking: value("total-blocking-time"),
          paint: value("largest-contentful-paint") / 1000,
        };
        say(place, figures, faults);
        seen[place].push(figures);
      }
    }
    return Object.fromEntries(
      Object.entries(seen).map(([place, all]) => {
        const of = (key, place = ROUNDS >> 1) =>
          Number(
            all
              .map((each) => each[key])
              .toSorted((a, b) => a - b)
              .at(place)
              .toPrecision(4),
          );
        // What moves or is hard to use is a fault in any round.
        return [
          place,
          {
            performance: of("performance"),
            accessibility: of("accessibility", 0),
            shift: of("shift", -1),
            blocking: of("blocking"),
            least: of("blocking", 0),
            paint: of("paint"),
          },
        ];
      }),
    );
  } finally {
    browser?.kill();
    server?.close();
    server?.closeAllConnections();
    await new Promise((done) => setTimeout(done, 300));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The table, with what is over its limit. */
export function printLandings(landings, old) {
  const { version } = require("lighthouse/package.json");
  console.log(
    `\na clinic's landing page on a phone, Lighthouse ${version}, medians of ${ROUNDS}; \
limits: performance 95, accessibility 100, shift 0, 50 ms of blocking added`,
  );
  console.log(
    `${"".padEnd(26)}performance  accessibility  layout shift  blocking ms     added   least added  largest paint s`,
  );
  for (const [place, words] of Object.entries(PAGES)) {
    const now = landings[place];
    const added = now.blocking - landings.without.blocking;
    const least = now.least - landings.without.least;
    // On a busy host only the least says anything.
    const over =
      place !== "without" && (now.performance < 95 || now.accessibility < 100 || now.shift > 0 || least > 50);
    const cells = [
      now.performance,
      now.accessibility,
      now.shift,
      now.blocking.toFixed(0),
      ...(place === "without" ? ["", ""] : [added.toFixed(0), least.toFixed(0)]),
      now.paint.toFixed(2),
    ];
    const row = cells.map((cell, i) => String(cell).padStart([11, 15, 14, 13, 10, 14, 17][i])).join("");
    const before = old?.[place];
    const was = before ? `  (was ${before.performance}, ${before.blocking.toFixed(0)} ms)` : "";
    console.log(`${words.padEnd(26)}${row}${over ? "  over" : ""}${was}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const record = JSON.parse(readFileSync(RECORD, "utf8"));
  const landings = await measureLandings((place, figures, faults) =>
    console.log(place.padEnd(8), JSON.stringify(figures), faults.join()),
  );
  printLandings(landings, record.landings);
  if (process.env.RECORD) writeFileSync(RECORD, `${JSON.stringify({ ...record, landings }, null, 2)}\n`);
}
