// Bundles www/src and the compiled core (www/pkg) into www/dist: static files for any web server.
//
// The parameter table is read from the core itself, here, so that the element knows its attributes when it is
// defined and no range is ever written twice.

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import encodeWebp, { init as startWebp } from "@jsquash/webp/encode.js";
import { build, transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const at = (...path) => join(here, ...path);
const sri = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

const common = { bundle: true, minify: true, write: false, target: ["es2022"], legalComments: "none", logLevel: "warning" };

/** Side of the poster, px, and its quality: the least that still reads as the same head. */
const POSTER = { side: 520, quality: 44 };

/** The same for a picture of the gallery; all twelve together are not to weigh more than four posters. */
const CARD = { side: 240, quality: 20 };

/** The compiled core, running here as it will in a browser. */
async function loadCore(wasm) {
  // The one thing of a browser that the core returns.
  globalThis.ImageData ??= class {
    constructor(data, width, height) {
      Object.assign(this, { data, width, height });
    }
  };
  const core = await import(at("pkg/smp_visualizer.js"));
  await core.default({ module_or_path: wasm });
  return core;
}

/** The first picture of a fresh head, for the time before the script runs and for browsers where it cannot. */
async function drawPoster(core) {
  const simulation = new core.Simulation();
  simulation.resize(POSTER.side, POSTER.side);
  while (simulation.step() !== undefined);
  await startWebp(await WebAssembly.compile(await readFile(at("node_modules/@jsquash/webp/codec/enc/webp_enc_simd.wasm"))));
  const poster = Buffer.from(await encodeWebp(simulation.image(), { quality: POSTER.quality, method: 6 }));
  simulation.free();
  return poster;
}

/** Draws every card of the gallery in the state of its link; a state that the table does not allow ends the build. */
async function drawGallery(core, html) {
  const parameters = core.parameterTable();
  const simulation = new core.Simulation();
  simulation.resize(CARD.side, CARD.side);
  for (const [, link, file] of html.matchAll(/<a href="\?([^"]+)"[^>]*>\s*<img src="([^"]+)"/g)) {
    const given = new URLSearchParams(link.replaceAll("&amp;", "&"));
    for (const name of given.keys()) if (!parameters.some((p) => p.name === name)) throw new Error(`${link}: ${name} is no parameter`);
    // The view first, so that a given angle refines it.
    const last = ["yaw", "pitch", "zoom"];
    for (const [i, p] of [...parameters.entries()].sort(([, a], [, b]) => last.includes(a.name) - last.includes(b.name))) {
      const text = given.get(p.name);
      if (text === null && last.includes(p.name)) continue;
      const choice = p.choices?.indexOf(text ?? p.choices[0]);
      simulation.set(i, choice ?? Number(text ?? p.default));
    }
    while (simulation.step() !== undefined);
    await writeFile(at("dist", file), Buffer.from(await encodeWebp(simulation.image(), { quality: CARD.quality, method: 6 })));
  }
  simulation.free();
}

/** The parameter table and, for each named view, the camera it stands for. */
function readTable(core) {
  const parameters = core.parameterTable();
  const simulation = new core.Simulation();
  const place = (name) => parameters.findIndex((p) => p.name === name);
  const views = parameters[place("view")].choices.map((_, i) => {
    simulation.set(place("view"), i);
    return Object.fromEntries(["yaw", "pitch", "zoom"].map((name) => [name, simulation.get(place(name))]));
  });
  // A forehead of each whole Monk tone: the swatches are the skin that will be seen.
  simulation.resize(48, 48);
  for (const [name, value] of [["norwood", 7], ["density", 0], ["yaw", 0], ["pitch", 30], ["zoom", 3]]) simulation.set(place(name), value);
  const { min, max } = parameters[place("skin")];
  const skins = Array.from({ length: max - min + 1 }, (_, i) => {
    simulation.set(place("skin"), min + i);
    while (simulation.step() !== undefined);
    const { data } = simulation.image();
    const middle = (24 * 48 + 24) * 4;
    return `#${Buffer.from(data.slice(middle, middle + 3)).toString("hex")}`;
  });
  simulation.free();
  return { parameters, views, skins };
}

/** `import table from "build:table"` and `import code from "build:worker"`. */
const parts = (core) => ({
  name: "parts",
  setup(bundler) {
    bundler.onResolve({ filter: /^build:/ }, ({ path }) => ({ path, namespace: "build" }));
    bundler.onLoad({ filter: /^build:table$/, namespace: "build" }, () => ({
      contents: JSON.stringify(readTable(core)),
      loader: "json",
    }));
    // Styles go with the script, as short as it is.
    bundler.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true, target: common.target });
      return { contents: code.trim(), loader: "text" };
    });
    // The worker travels inside the script as text: a worker from another origin's address is refused everywhere.
    bundler.onLoad({ filter: /^build:worker$/, namespace: "build" }, async () => {
      const { outputFiles } = await build({
        ...common,
        entryPoints: [at("src/worker.ts")],
        format: "iife",
        define: { "import.meta.url": '""' },
      });
      return { contents: outputFiles[0].text, loader: "text" };
    });
  },
});

const languages = (await readdir(at("locales"))).map((file) => file.replace(".json", ""));
const wasm = await readFile(at("pkg/smp_visualizer_bg.wasm"));
const core = await loadCore(wasm);
const script = (
  await build({
    ...common,
    entryPoints: [at("src/smp-visualizer.ts")],
    format: "esm",
    define: { WASM_INTEGRITY: JSON.stringify(sri(wasm)), LANGUAGES: JSON.stringify(languages) },
    plugins: [parts(core)],
  })
).outputFiles[0].contents;
const style = (await build({ ...common, bundle: false, entryPoints: [at("page.css")] })).outputFiles[0].contents;

await rm(at("dist"), { recursive: true, force: true });
await mkdir(at("dist/locales"), { recursive: true });
await mkdir(at("dist/gallery"), { recursive: true });
await writeFile(at("dist/smp-visualizer.js"), script);
await writeFile(at("dist/smp-visualizer.wasm"), wasm);
await writeFile(at("dist/page.css"), style);
await writeFile(at("dist/poster.webp"), await drawPoster(core));
for (const page of ["index.html", "embed.html"]) {
  const html = (await readFile(at(page), "utf8")).replaceAll("{{script-integrity}}", sri(script));
  await writeFile(at("dist", page), html);
  await drawGallery(core, html);
}
// English travels inside the script.
for (const file of await readdir(at("locales"))) if (file !== "en.json") await copyFile(at("locales", file), at("dist/locales", file));
