// Speed in Chromium against the limits and against the committed record.
//   make bench             prints the table
//   RECORD=1 make bench    also writes it down as the new record

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../www/serve.mjs";
import { start } from "../web/browser.mjs";
import { sizes, total } from "../web/size.mjs";
import { measureLandings, printLandings, RECORD } from "./lighthouse.mjs";

const here = (path) => new URL(path, import.meta.url).pathname;
const require = createRequire(here("../../www/package.json"));
const { buildSync } = require("esbuild");

/** Figure, words, limit. */
const FIGURES = [
  ["tone", "tone moves, to the finished picture", 10, "ms"],
  ["density", "density moves, to the finished picture", 10, "ms"],
  ["norwood", "Norwood moves, to the finished picture", 40, "ms"],
  ["light", "another light, to the finished picture", 100, "ms"],
  ["turn", "one step of a turn, 400 px", 16, "ms"],
  ["settle", "full picture after a turn", 60, "ms"],
  ["start", "script start to first full picture", 1000, "ms"],
  ["memory", "memory of an element", 66, "MiB"],
  ["worn", "the same with worn hair", 84, "MiB"],
  ["photograph-drag", "photograph: one step of a handle's drag", 16, "ms"],
  ["photograph-tone", "photograph: tone moves", 12, "ms"],
  ["photograph-density", "photograph: density moves", 20, "ms"],
  ["photograph-norwood", "photograph: Norwood moves", 45, "ms"],
  ["photograph-anew", "photograph: everything anew", 400, "ms"],
  ["photograph-memory", "memory a photograph adds", 64, "MiB"],
  ["photograph-kept", "memory 20 more of them add", 2, "MiB"],
  ["download", "all that an element loads, brotli", 221, "kB"],
];

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const least = (numbers) => Math.min(...numbers);

async function measure() {
  const dist = here("../../www/dist");
  const folder = mkdtempSync(join(tmpdir(), "smp-bench-"));
  let server;
  let browser;
  try {
    cpSync(dist, folder, { recursive: true });
    cpSync(here("../../www/pkg"), join(folder, "core"), { recursive: true });
    buildSync({
      entryPoints: [here("page.js")],
      bundle: true,
      format: "esm",
      external: ["./core/*"],
      nodePaths: [here("../../www/node_modules")],
      outfile: join(folder, "bench.js"),
      logLevel: "warning",
    });
    writeFileSync(
      join(folder, "bench.html"),
      `<!doctype html><title>bench</title><link rel="icon" href="data:,">
       <script type="module" src="bench.js"></script>`,
    );
    writeFileSync(
      join(folder, "start.html"),
      `<!doctype html><style>body{margin:0}smp-visualizer{width:1024px;--smp-max-height:1024px}</style>
       <smp-visualizer controls="none"></smp-visualizer>
       <script type="module">
         const began = performance.now();
         document.addEventListener("smp-ready", () => parent.postMessage(performance.now() - began));
         import("./smp-visualizer.js");
       </script>`,
    );
    server = await serve(folder);
    // Without a graphics card WebGL needs this word to run at all; it makes three.js possible here, not slower.
    browser = await start("chromium", ["--enable-unsafe-swiftshader", "--window-size=1100,1100"]);
    await browser.driver.manage().setTimeouts({ script: 580_000 });
    await browser.driver.get(`http://localhost:${server.address().port}/bench.html`);
    const answer = await browser.driver.executeAsyncScript(
      `const tell = arguments[0];
       const ready = async () => { while (!window.bench) await new Promise((done) => setTimeout(done, 50)); };
       ready().then(() => bench())
         .then((value) => tell({ value }), (error) => tell({ error: String(error.stack ?? error) }));`,
    );
    if (answer.error) throw new Error(answer.error);
    return { ...answer.value, kilobytes: total(sizes(dist), "element") / 1000 };
  } finally {
    await browser?.close();
    server?.close();
    server?.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
}

const record = (() => {
  try {
    return JSON.parse(readFileSync(RECORD, "utf8"));
  } catch {
    return { date: "no record", figures: {} };
  }
})();

const { figures, ends, others, dots, mebibytes, worn, photographs, kilobytes } = await measure();

/** The arithmetic loop on this machine when nobody else uses it, ms: shared hosts alternate between speeds. */
const quiet = least(
  Object.values(figures)
    .flat()
    .map((s) => s.pace),
);

/** Median, the same over the rounds that began at quiet speed, least, and the work per machine speed. */
const summary = (samples) => {
  const calm = samples.filter((s) => s.pace < quiet * 1.15);
  const chosen = calm.length >= 5 ? calm : samples;
  return {
    median: median(samples.map((s) => s.ms)),
    quiet: median(chosen.map((s) => s.ms)),
    least: least(samples.map((s) => s.ms)),
    paced: median(chosen.map((s) => s.ms / s.pace)),
  };
};
const stagesOf = (samples) => {
  const names = [...new Set(samples.flatMap((s) => Object.keys(s.stages)))];
  return names.map((name) => `${name} ${median(samples.map((s) => s.stages[name] ?? 0)).toFixed(1)}`).join(" · ");
};

const now = {};
for (const [name, samples] of Object.entries(figures)) now[name] = summary(samples);
const fixed = (value) => ({ median: value, quiet: value, least: value, paced: value });
now.memory = fixed(mebibytes);
now.worn = fixed(worn);
now["photograph-memory"] = fixed(photographs.opened);
now["photograph-kept"] = fixed(photographs.kept);
now.download = fixed(kilobytes);

const cell = (text, width) => String(text).padStart(width);
const amount = (value, unit) => cell(`${value.toFixed(value < 100 ? 1 : 0)} ${unit}`, 10);
const all = Object.values(figures).flat();
const pace = median(all.map((s) => s.pace)).toFixed(1);
console.log(
  `\n1024 × 1024 px, Chromium, ${dots} dots, medians of ${figures.tone.length}; \
a fixed loop of arithmetic took ${pace} ms (quiet: ${quiet.toFixed(1)})`,
);
console.log(
  '"quiet" is the median of the rounds before which that loop ran at this speed: a busy host blurs the others',
);
console.log(`ratios are against ${record.date}, both divided by that loop's time\n`);
const heads = ["median", "quiet", "least", "limit"].map((head) => cell(head, 10)).join("");
console.log(`${"".padEnd(40)}${heads}${cell("ratio", 8)}`);
const ratios = [];
for (const [name, words, limit, unit] of FIGURES) {
  const old = record.figures[name];
  const ratio = old && now[name].paced / old.paced;
  if (ratio) ratios.push(ratio);
  const over = now[name].quiet > limit ? "  over" : "";
  const { median: usual, quiet: calm, least: best } = now[name];
  const amounts = [usual, calm, best].map((value) => amount(value, unit)).join("");
  const [most, change] = [cell(`${limit} ${unit}`, 10), cell(ratio ? `${ratio.toFixed(2)}×` : "–", 8)];
  console.log(`${words.padEnd(40)}${amounts}${most}${change}${over}`);
  if (figures[name]?.[0]?.stages && stagesOf(figures[name])) console.log(`    ${stagesOf(figures[name])}`);
}
if (ratios.length > 0) {
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  console.log(`${"geometric mean".padEnd(80)}${cell(`${mean.toFixed(2)}×`, 8)}`);
}

/**
 * What a move may take: as named above, any slider like the Norwood stage; a tenth of a second, which feels like at
 * once, for a press and where light is made anew; a new head as the start. Worn hair takes half as long again.
 */
const mayTake = ({ parameter, pressed, relit, worn }) => {
  if (parameter === "tone" || parameter === "density") return 10;
  if (parameter === "build" || parameter === "seed") return 1000;
  if (worn && !pressed) return 60;
  return pressed || relit ? 100 : 40;
};
console.log(
  `\nboth ends of every range, every choice and the heaviest heads (${ends.length}), least of a few; the slowest:`,
);
for (const [key, words, limit] of [
  ["move", "the move there", mayTake],
  ["turn", `one step of a turn there`, () => 16],
  ["full", "full picture there", ({ worn }) => (worn ? 90 : 60)],
]) {
  const slow = ends.filter((end) => end[key] !== undefined).sort((a, b) => b[key] / limit(b) - a[key] / limit(a));
  const over = slow.filter((end) => end[key] > limit(end)).length;
  for (const end of slow.slice(0, Math.max(3, Math.min(over, 12)))) {
    const name = `${words}${key === "turn" ? `, ${end.at} px` : ""}: ${end.name}`;
    const most = cell(`${limit(end)} ms`, 20);
    console.log(`${name.padEnd(62)}${amount(end[key], "ms")}${most}${end[key] > limit(end) ? "  over" : ""}`);
  }
}

console.log(`\nthe same ${dots} dots as a web developer would draw them, without head, hair or light:`);
const ours = now.tone.paced;
for (const [name, words] of [
  ["arcs", "Canvas2D, one arc per dot"],
  ["splat", "plain JavaScript, float splats"],
  ["points", "three.js Points, software WebGL"],
]) {
  const samples = others[name];
  if (!samples) console.log(`${words.padEnd(40)}  not available in this browser`);
  else {
    const { median: usual, quiet: calm, least: best, paced } = summary(samples);
    const amounts = [usual, calm, best].map((value) => amount(value, "ms")).join("");
    const share = cell(`${(paced / ours).toFixed(2)}×`, 18);
    console.log(`${words.padEnd(40)}${amounts}${share}  of our whole picture when the tone moves`);
  }
}

const landings = await measureLandings();
printLandings(landings, record.landings);

if (process.env.RECORD) {
  const rounded = Object.fromEntries(
    Object.entries(now).map(([name, values]) => [
      name,
      Object.fromEntries(Object.entries(values).map(([k, v]) => [k, Number(v.toPrecision(4))])),
    ]),
  );
  writeFileSync(
    RECORD,
    `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), dots, figures: rounded, landings }, null, 2)}\n`,
  );
  console.log(`\nwritten to tests/bench/record.json`);
}
