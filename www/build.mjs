// Bundles www/src and the compiled core (www/pkg) into www/dist, static files for any web server, and into www/package,
// the same element for npm.
//
// The parameter table is read from the core itself, here, so that the element knows its attributes when it is
// defined and no range is ever written twice.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";
import encodeWebp, { init as startWebp } from "@jsquash/webp/encode.js";
import { build, transform } from "esbuild";
import { drawGallery, headPage, oembed, POSTER, readGallery, siteOf } from "./gallery.mjs";
import { manifestOf, readElement, typesOf } from "./manifest.mjs";
import { versionOf, writePackage } from "./package.mjs";
import { reference } from "./reference.mjs";

let site;
try {
  site = siteOf(process.env.SITE || "http://localhost:8080/");
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const at = (...path) => join(here, ...path);
const sri = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

const common = {
  bundle: true,
  minify: true,
  write: false,
  target: ["es2022"],
  legalComments: "none",
  logLevel: "warning",
};

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
  simulation.resize(POSTER.width, POSTER.height);
  while (simulation.step() !== undefined);
  await startWebp(
    await WebAssembly.compile(await readFile(at("node_modules/@jsquash/webp/codec/enc/webp_enc_simd.wasm"))),
  );
  const poster = Buffer.from(await encodeWebp(simulation.image(), { quality: POSTER.quality, method: 6 }));
  simulation.free();
  return poster;
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
  for (const [name, value] of [
    ["norwood", 7],
    ["density", 0],
    ["yaw", 0],
    ["pitch", 30],
    ["zoom", 3],
  ])
    simulation.set(place(name), value);
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

/** The core is always handed over; a bundler would look in vain for the file that its glue would fetch by itself. */
const glue = {
  name: "glue",
  setup(bundler) {
    bundler.onLoad({ filter: /pkg\/smp_visualizer\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text.replace("new URL('smp_visualizer_bg.wasm', import.meta.url)", "undefined");
      if (contents === text) throw new Error("the glue of wasm-bindgen names its file in another way now");
      return { contents, loader: "js" };
    });
  },
};

/**
 * A host may set its root's letters to 62.5 %; letters and targets of ours never go below what a browser has by itself.
 */
const ownMeasure = (css) =>
  css.replace(/@media[^{]+|(@container[^{]+)|(?<!_rem:\s*max\()(-?\d*\.?\d+)rem\b/g, (whole, query, n) =>
    n
      ? `calc(var(--_rem)*${n})`
      : query
        ? query.replace(/(\d*\.?\d+)rem\b/g, (length, n) => `max(${length},${n * 16}px)`)
        : whole,
  );

/** `import table from "build:table"` and the like, the files of `build:assets`, and styles as text. */
const parts = (table, { wasm, worker, languages, poster, starts }) => ({
  name: "parts",
  setup(bundler) {
    bundler.onResolve({ filter: /^build:/ }, ({ path }) => ({ path, namespace: "build" }));
    for (const [name, content] of Object.entries({ table, starts })) {
      bundler.onLoad({ filter: RegExp(`^build:${name}$`), namespace: "build" }, () => ({
        contents: JSON.stringify(content),
        loader: "json",
      }));
    }
    // Word for word what the bundlers of other people look for, so that they take these files along.
    const beside = (name) => `new URL("./${name}", import.meta.url).href`;
    const checked = ({ name, integrity }) => `{ url: ${beside(name)}, integrity: "${integrity}" }`;
    bundler.onLoad({ filter: /^build:assets$/, namespace: "build" }, () => ({
      contents: `export const wasm = ${checked(wasm)}, worker = ${checked(worker)},
        languages = {${Object.entries(languages).map(([name, file]) => `${name}: ${beside(file)}`)}};`,
      loader: "js",
    }));
    bundler.onLoad({ filter: /^build:poster$/, namespace: "build" }, () => ({
      contents: `export default ${beside(poster)};`,
      loader: "js",
    }));
    // Styles go with the script, as short as it is.
    bundler.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), {
        loader: "css",
        minify: true,
        target: common.target,
      });
      return { contents: ownMeasure(code.trim()), loader: "text" };
    });
  },
});

const wasm = await readFile(at("pkg/smp_visualizer_bg.wasm"));
const core = await loadCore(wasm);
const table = readTable(core);
const poster = await drawPoster(core);

// One file that needs no other: it is read as text, to make a worker of.
const worker = (await build({ ...common, entryPoints: [at("src/worker/worker.ts")], format: "esm", plugins: [glue] }))
  .outputFiles[0].contents;

/**
 * The element: what a page loads with its tag, what both parts share, the rest, and what these fetch. Each file is
 * given away by `keep(file, bytes)`, which says the name it is to have from then on.
 */
async function bundle(keep, { bundled = false } = {}) {
  const assets = {
    wasm: { name: keep("smp-visualizer.wasm", wasm), integrity: sri(wasm) },
    // A bundler may make a script shorter than its hash allows.
    worker: { name: keep("smp-visualizer-worker.js", worker), integrity: bundled ? "" : sri(worker) },
    poster: keep("poster.webp", poster),
    languages: {},
    // Two words of every language, for the time before one is loaded.
    starts: {},
  };
  for (const file of await readdir(at("locales"))) {
    const texts = JSON.parse(await readFile(at("locales", file), "utf8"));
    const language = file.replace(".json", "");
    assets.languages[language] = keep(`locales/${file}`, JSON.stringify(texts));
    assets.starts[language] = Object.fromEntries(["button.start", "button.retry"].map((key) => [key, texts[key]]));
  }
  const { outputFiles } = await build({
    ...common,
    entryPoints: [at("src/element/smp-visualizer.ts")],
    format: "esm",
    splitting: true,
    outdir: at("dist"),
    chunkNames: "smp-visualizer-[name]-[hash]",
    plugins: [parts(table, assets)],
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  if (bundled) {
    // What is imported by an address that is known only then is to be left alone.
    for (const [file, text] of texts)
      texts.set(file, text.replace(/import\(([\w$]+)\)/g, "import(/* @vite-ignore */ /* webpackIgnore: true */ $1)"));
  }
  // Whoever names nobody else gets its name first; then those who name only it, and so on.
  while (texts.size > 0) {
    const [file, text] =
      [...texts].find(([file, text]) => [...texts.keys()].every((other) => other === file || !text.includes(other))) ??
      [];
    if (!file) throw new Error("two parts of the element name each other");
    texts.delete(file);
    const name = keep(file.replace(/-[A-Z0-9]{8}\.js$/, ".js"), text);
    for (const [other, text] of texts) texts.set(other, text.replaceAll(file, name));
  }
}

/** By their plain names, files under names that tell their content, so that a browser may keep them for ever. */
const named = new Map();
function keep(file, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const name = file.replace(/(\.\w+)$/, `.${hash}$1`);
  if (named.has(file)) throw new Error(`two files would be called ${file}`);
  named.set(file, { name, bytes: Buffer.from(bytes) });
  return name;
}
await bundle(keep);
const { name: scriptName, bytes: script } = named.get("smp-visualizer.js");
/** A script of its own, not of the element. */
async function single(name, define = {}) {
  const { outputFiles } = await build({ ...common, entryPoints: [at(`src/page/${name}.ts`)], format: "esm", define });
  return { name: keep(`${name}.js`, outputFiles[0].contents), integrity: sri(outputFiles[0].contents) };
}
await single("embed");
const version = await versionOf();
const files = {
  element: { name: scriptName, integrity: sri(script) },
  frame: await single("smp-frame"),
  package: `smp-visualizer-${version}.tgz`,
};
await single("page", { FILES: JSON.stringify(files) });
for (const sheet of ["page.css", "developers.css"])
  keep(sheet, (await build({ ...common, bundle: false, entryPoints: [at(sheet)] })).outputFiles[0].contents);

// ---- Pages. `{{site}}` and the like are filled in; every file is named as it is called here.

const element = readElement(table.parameters);
const manifest = `${JSON.stringify(manifestOf(element), null, 2)}\n`;
const index = await readFile(at("index.html"), "utf8");
const heads = readGallery(index, table.parameters);
const pages = new Map();
for (const [i, { card, poster, preview }] of (await drawGallery(core, heads)).entries()) {
  const { name, file } = heads[i];
  keep(file, card);
  keep(`heads/${name}.webp`, poster);
  const seen = keep(`heads/${name}-preview.webp`, preview);
  pages.set(`heads/${name}.html`, headPage(await readFile(at("head.html"), "utf8"), heads[i], site, seen));
  pages.set(`oembed/${name}.json`, `${JSON.stringify(oembed(heads[i], site, seen), null, 2)}\n`);
}
pages.set("custom-elements.json", manifest);
for (const page of ["embed.html", "developers.html"]) pages.set(page, await readFile(at(page), "utf8"));
pages.set("index.html", index);
const places = {
  site,
  origin: new URL(site).origin,
  script: (up) => `src="${up}${scriptName}" integrity="${sri(script)}"`,
  file: scriptName,
  package: files.package,
  integrity: sri(script),
  poster: named.get("poster.webp").name,
  preload: (up) =>
    [
      ...["chunk", "inside"].map((part) => `<link rel="modulepreload" href="${up}smp-visualizer-${part}.js" />`),
      `<link rel="preload" as="fetch" crossorigin href="${up}locales/en.json" />`,
    ].join("\n    "),
  heads: heads.map(({ name, title }) => `<li><a href="heads/${name}.html">${title}</a></li>`).join("\n            "),
  reference: reference(element),
};
/** A page as it is served: filled in, and with the names of files that tell their content. */
function finished(page, html) {
  const up = page.includes("/") ? "../" : "";
  const filled = html.replace(/\{\{(\w+)\}\}/g, (whole, key) =>
    typeof places[key] === "function" ? places[key](up) : (places[key] ?? whole),
  );
  if (/\{\{\w+\}\}/.test(filled)) throw new Error(`${page}: nothing to fill in for ${filled.match(/\{\{\w+\}\}/)[0]}`);
  return filled.replace(/(src|href)="((?:\.\.\/)?)([\w/.-]+)"/g, (whole, way, up, file) => {
    // The shortest page that works names what an embedder would.
    const found = file === "smp-visualizer.js" || file === "smp-frame.js" ? undefined : named.get(file);
    return found ? `${way}="${up}${found.name}"` : whole;
  });
}

await rm(at("dist"), { recursive: true, force: true });
const write = async (file, content) => {
  await mkdir(dirname(at("dist", file)), { recursive: true });
  await writeFile(at("dist", file), content);
  // For servers that send what was packed in advance; pictures are packed already.
  if (!/\.(js|wasm|css|html|json)$/.test(file)) return;
  await writeFile(at("dist", `${file}.br`), brotliCompressSync(content));
  await writeFile(at("dist", `${file}.gz`), gzipSync(content, { level: 9 }));
};
for (const { name, bytes } of named.values()) await write(name, bytes);
// Whoever embeds these gets what is newest.
await write("smp-frame.js", `import "./${files.frame.name}";\n`);
await write(
  "smp-visualizer.js",
  `import "./${named.get("smp-visualizer-chunk.js").name}";\nexport * from "./${scriptName}";\n`,
);
for (const [page, html] of pages) await write(page, page.endsWith(".html") ? finished(page, html) : html);
// Netlify, Cloudflare Pages and others read this; nginx.conf says the same for a server of one's own.
const forever = [...named.values()].map(
  ({ name }) => `/${name}\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n`,
);
const always = ["Cache-Control: no-cache", "Access-Control-Allow-Origin: *", "X-Content-Type-Options: nosniff"];
await writeFile(at("dist/_headers"), `/*\n${always.map((line) => `  ${line}\n`).join("")}${forever.join("")}`);

// Bundlers name files themselves: here each has its plain name.
const plain = new Map();
const keepPlain = (file, bytes) => {
  plain.set(file, bytes);
  return file;
};
await bundle(keepPlain, { bundled: true });
await writePackage(at("package"), plain, { types: typesOf(element), manifest });
// To be installed from where it is served.
await run("npm", ["pack", "--silent", "--pack-destination", at("dist"), at("package")]);
