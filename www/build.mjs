// Bundles www/src and the compiled core (www/pkg) into www/dist, static files for any web server, and into www/package,
// the same element for npm.
//
// The parameter table is read from the core here, so that the element knows its attributes when it is defined and no
// range is written twice.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";
import encodeWebp, { init as startWebp } from "@jsquash/webp/encode.js";
import { build, transform } from "esbuild";
import { minify } from "terser";
import { drawSkins, loadCore, readTable } from "./core.mjs";
import { drawGallery, headPage, oembed, POSTER, readGallery, siteOf } from "./gallery.mjs";
import { learnSection } from "./learn.mjs";
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

/** The least browsers: README.md names them, tests/web/features.test.mjs holds them. */
const LEAST = ["chrome111", "firefox115", "safari16.4"];

const common = {
  bundle: true,
  minify: true,
  write: false,
  // Older browsers than those that draw read the scripts too, and say that they are too old.
  target: ["es2022"],
  legalComments: "none",
  logLevel: "warning",
};

/** A bundled script, smaller by another thirtieth (brotli): terser evaluates and inlines across statements. */
async function shrink(text) {
  // Nothing newer than what esbuild was told; names of modules are their own.
  const { code } = await minify(text, { module: true, ecma: 2017, compress: { passes: 3 } });
  return code;
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

/** The core is always handed over; a bundler would look in vain for the file that its glue would fetch by itself. */
const glue = (folder) => ({
  name: "glue",
  setup(bundler) {
    bundler.onLoad({ filter: /pkg\/smp_visualizer\.js$/ }, async () => {
      const text = await readFile(at(folder, "smp_visualizer.js"), "utf8");
      const contents = text.replace("new URL('smp_visualizer_bg.wasm', import.meta.url)", "undefined");
      if (contents === text) throw new Error("the glue of wasm-bindgen names its file in another way now");
      return { contents, loader: "js" };
    });
  },
});

/** A length of so many `rem`; `before` is what stands before it, in which a sum or a choice may have begun. */
function inRem(n, before) {
  if (n === "1") return "var(--_rem)";
  let open = before.match(/[^;{}]*$/)[0];
  for (let last; last !== open; ) [last, open] = [open, open.replace(/\([^()]*\)/g, "")];
  return /\b(calc|clamp|max|min)\([^(]*$/.test(open) ? `var(--_rem)*${n}` : `calc(var(--_rem)*${n})`;
}

/**
 * Makes `rem` independent of a host that sets its root's font size below the browser's default, such as to 62.5 %.
 */
const absoluteUnits = (css) =>
  css.replace(/@media[^{]+|(@container[^{]+)|(?<!_rem:\s*max\()(-?\d*\.?\d+)rem\b/g, (match, query, n, at) =>
    n
      ? inRem(n, css.slice(0, at))
      : query
        ? query.replace(/(\d*\.?\d+)rem\b/g, (length, n) => `max(${length},${n * 16}px)`)
        : match,
  );

/** `import table from "build:table"` and the like, the files of `build:assets`, and styles as text. */
const parts = ({ core, languages, later, photographCore, poster, startTexts, english, oldTexts }) => ({
  name: "parts",
  setup(bundler) {
    bundler.onResolve({ filter: /^build:/ }, ({ path }) => ({ path: path.slice("build:".length), namespace: "build" }));
    for (const [name, content] of Object.entries({ table: short, rules, skins, startTexts, oldTexts })) {
      bundler.onLoad({ filter: RegExp(`^${name}$`), namespace: "build" }, () => ({
        contents: JSON.stringify(content),
        loader: "json",
      }));
    }
    // No JSON, whose keys would be exports by names that older browsers cannot read.
    bundler.onLoad({ filter: /^english$/, namespace: "build" }, () => ({
      contents: `export default ${JSON.stringify(english)};`,
      loader: "js",
    }));
    // The exact expression that bundlers recognize, so that they include these files.
    const beside = (name) => `new URL("./${name}", import.meta.url).href`;
    const checked = ({ name, integrity }) => `{ url: ${beside(name)}, integrity: "${integrity}" }`;
    bundler.onLoad({ filter: /^assets$/, namespace: "build" }, () => ({
      contents: `export const wasm = ${checked(core.wasm)}, worker = ${checked(core.worker)},
        languages = {${Object.entries(languages).map(([name, file]) => `${name}: ${beside(file)}`)}};`,
      loader: "js",
    }));
    bundler.onLoad({ filter: /^photograph-core$/, namespace: "build" }, () => ({
      contents: `export default
          { wasm: ${checked(photographCore.wasm)}, worker: ${checked(photographCore.worker)} };`,
      loader: "js",
    }));
    bundler.onLoad({ filter: /^later\//, namespace: "build" }, ({ path }) => ({
      contents: `export default {${Object.entries(later[basename(path)]).map(
        ([name, file]) => `${name}: ${beside(file)}`,
      )}};`,
      loader: "js",
    }));
    bundler.onLoad({ filter: /^poster$/, namespace: "build" }, () => ({
      contents: `export default ${beside(poster)};`,
      loader: "js",
    }));
    // Style sheets as minified text in the script.
    bundler.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), {
        loader: "css",
        minify: true,
        target: LEAST,
      });
      return { contents: absoluteUnits(code.trim()), loader: "text" };
    });
  },
});

const wasm = await readFile(at("pkg/smp_visualizer_bg.wasm"));
const photograph = await readFile(at("pkg/photograph.wasm"));
const core = await loadCore(wasm);
const table = await readTable();
const skins = drawSkins(core, table.parameters);
/** Stages of the core that the page asks for. */
const ASKED = ["scalp", "view"];
/** The table as it goes with every page: what state/table.ts implies is left out, and what state/rules.ts adds. */
const short = {
  ...table,
  parameters: table.parameters.map(({ name, kind, choices, min, max, default: usual, unit }) => ({
    name,
    kind,
    ...(choices ? { choices } : { min, max, default: usual }),
    ...(unit && { unit }),
  })),
};
/** What only panel and drawing ask of each row. */
const rules = table.parameters.map(({ group, step, knots, stage, when, above }) => ({
  group,
  step,
  knots,
  ...(ASKED.includes(stage) && { stage }),
  ...(when.length > 0 && { when }),
  ...(above && { above }),
}));
const poster = await drawPoster(core);

/** The script of a core: one file without imports, since a worker is made from its text. */
const workerOf = async (folder) => {
  const entryPoints = [at("src/worker/worker.ts")];
  const { outputFiles } = await build({ ...common, entryPoints, format: "esm", plugins: [glue(folder)] });
  return shrink(outputFiles[0].text);
};
const [worker, photographWorker] = [await workerOf("pkg/head"), await workerOf("pkg")];

/** Keys of the texts of parts that are fetched when they are opened, by the folder of their files. */
const LATER = { photograph: /^photo\./, desk: /^desk\./, learn: /^learn\..*\.text$/, sheet: /^sheet(\.|$)/ };
const partOf = (key) => Object.keys(LATER).find((part) => LATER[part].test(key));

const START_TEXTS = ["button.start", "button.retry", "error.download"];
/** They come with every page: one sentence each. */
const FIRST_SENTENCE = /^.*?\.(?= |$)/;
/**
 * Imports that can be tried again: inside, keepsake, price, demo, photographs, clips, designs, overlay, their words,
 * handles, English.
 */
const AGAIN = 11;

/**
 * Bundles the element: the entry that a page loads with its tag, the lazily loaded rest, their shared chunk, and the
 * assets that these fetch. `emit(file, bytes)` receives each file and returns its final name.
 */
async function bundle(emit, { bundled = false } = {}) {
  const core = (name, wasm, worker) => ({
    wasm: { name: emit(`${name}.wasm`, wasm), integrity: sri(wasm) },
    // A bundler may minify the script, which changes its hash.
    worker: { name: emit(`${name}-worker.js`, worker), integrity: bundled ? "" : sri(worker) },
  });
  const assets = {
    core: core("smp-visualizer", wasm, worker),
    // The core that draws into photographs too.
    photographCore: core("smp-visualizer-photograph", photograph, photographWorker),
    poster: emit("poster.webp", poster),
    languages: {},
    // Texts that are fetched when a part is opened, by its name.
    later: Object.fromEntries(Object.keys(LATER).map((part) => [part, {}])),
    // Texts of every language, for the placeholder before the language is loaded.
    startTexts: {},
    // For a language whose file cannot be had.
    english: {},
    // And one, for browsers that are too old for the rest.
    oldTexts: {},
  };
  for (const file of await readdir(at("locales"))) {
    const texts = JSON.parse(await readFile(at("locales", file), "utf8"));
    const language = file.replace(".json", "");
    const of = (wanted) => Object.fromEntries(Object.entries(texts).filter(([key]) => partOf(key) === wanted));
    const first = of(undefined);
    if (language === "en") assets.english = first;
    assets.languages[language] = emit(`locales/${file}`, JSON.stringify(first));
    for (const [part, files] of Object.entries(assets.later))
      files[language] = emit(`${part}/${file}`, JSON.stringify(of(part)));
    assets.oldTexts[language] = texts["error.wasm"];
    assets.startTexts[language] = START_TEXTS.map((key) => texts[key].match(FIRST_SENTENCE)?.[0] ?? texts[key]);
  }
  const { outputFiles } = await build({
    ...common,
    entryPoints: [at("src/element/smp-visualizer.ts")],
    format: "esm",
    splitting: true,
    outdir: at("dist"),
    chunkNames: "smp-visualizer-[name]-[hash]",
    plugins: [parts(assets)],
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  if (!bundled) {
    // See ui/import-again.ts.
    let count = 0;
    for (const [file, text] of texts)
      texts.set(
        file,
        text.replace(/\b([\w$]+)=>import\(("\.\/[\w-]+\.js")\)/g, (_, again, address) => {
          count++;
          return `${again}=>import(${address}+${again})`;
        }),
      );
    if (count !== AGAIN) throw new Error(`${count} imports can be tried again, not ${AGAIN}`);
    for (const [file, text] of texts) texts.set(file, await shrink(text));
  } else {
    // Bundlers must leave imports of run-time addresses alone.
    for (const [file, text] of texts)
      texts.set(file, text.replace(/import\(([\w$]+)\)/g, "import(/* @vite-ignore */ /* webpackIgnore: true */ $1)"));
  }
  // Topological order: files without references are named first, then those that refer only to named ones.
  while (texts.size > 0) {
    const [file, text] =
      [...texts].find(([file, text]) => [...texts.keys()].every((other) => other === file || !text.includes(other))) ??
      [];
    if (!file) throw new Error("two chunks of the element import each other");
    texts.delete(file);
    const plain = file.replace(/-[A-Z0-9]{8}\.js$/, ".js");
    // Outside the package the plain name is that of the script for tags.
    const name = emit(!bundled && plain === "smp-visualizer.js" ? ELEMENT : plain, text);
    for (const [other, text] of texts) texts.set(other, text.replaceAll(file, name));
  }
}

/** The module that defines the tag. */
const ELEMENT = "smp-visualizer-element.js";

/**
 * The script for tags, which imports these modules. A semicolon at each end: it may lie between scripts that have none.
 */
async function tagScript(parts) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [at("src/page/tag.ts")],
    format: "iife",
    // What optimizers parse, which are older than browsers.
    target: ["es2017"],
    supported: { "dynamic-import": true },
    define: { PARTS: JSON.stringify(parts) },
  });
  return `;${outputFiles[0].text.replace('"use strict";', "").trim()}\n`;
}

/** Files by their plain names, with names that contain a content hash, so that browsers may cache them forever. */
const hashed = new Map();
function emit(file, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const name = file.replace(/(\.\w+)$/, `.${hash}$1`);
  if (hashed.has(file)) throw new Error(`two files have the name ${file}`);
  hashed.set(file, { name, bytes: Buffer.from(bytes) });
  return name;
}
await bundle(emit);
const { name: moduleName, bytes: module } = hashed.get(ELEMENT);
const script = await tagScript([hashed.get("smp-visualizer-chunk.js").name, moduleName]);
const scriptName = emit("smp-visualizer.js", script);
/** Bundles a script of the page around the element. */
async function single(name, define = {}) {
  const { outputFiles } = await build({ ...common, entryPoints: [at(`src/page/${name}.ts`)], format: "esm", define });
  const text = await shrink(outputFiles[0].text);
  return { name: emit(`${name}.js`, text), integrity: sri(text) };
}
await single("embed");
/**
 * Consent banners and optimizers put scripts in again without their type: this one runs as a module and as a classic
 * script, twice too, and finds the other where it lies itself. Without CORS a classic script has no base address.
 */
const framePage = `"./${(await single("smp-frame-page")).name}"`;
const frame =
  `;(async(s=document.currentScript)=>import(s?new URL(${framePage},s.src).href:${framePage}))()` +
  `.catch(e=>console.error("smp-frame:",e));\n`;
const version = await versionOf();
const files = {
  element: { name: scriptName, integrity: sri(script) },
  frame: { name: emit("smp-frame.js", frame), integrity: sri(frame) },
  package: `smp-visualizer-${version}.tgz`,
};
await single("page", { FILES: JSON.stringify(files) });
for (const sheet of ["page.css", "developers.css"])
  emit(
    sheet,
    (await build({ ...common, bundle: false, entryPoints: [at(sheet)], target: LEAST })).outputFiles[0].contents,
  );

// ---- Pages. Placeholders such as `{{site}}` are filled in, and plain file names replaced by hashed ones.

const element = readElement(table.parameters);
const manifest = `${JSON.stringify(manifestOf(element), null, 2)}\n`;
const index = await readFile(at("index.html"), "utf8");
const heads = readGallery(index, table.parameters);
const pages = new Map();
for (const [i, { card, poster, preview }] of (await drawGallery(core, table.parameters, heads)).entries()) {
  const { name, file } = heads[i];
  emit(file, card);
  emit(`heads/${name}.webp`, poster);
  const seen = emit(`heads/${name}-preview.webp`, preview);
  pages.set(`heads/${name}.html`, headPage(await readFile(at("head.html"), "utf8"), heads[i], site, seen));
  pages.set(`oembed/${name}.json`, `${JSON.stringify(oembed(heads[i], site, seen), null, 2)}\n`);
}
pages.set("custom-elements.json", manifest);
for (const page of ["embed.html", "developers.html"]) pages.set(page, await readFile(at(page), "utf8"));
pages.set("index.html", index);
const fill = {
  site,
  origin: new URL(site).origin,
  // A page of ours, which nobody optimizes, needs no script that looks for it.
  script: (up) => `src="${up}${moduleName}" integrity="${sri(module)}"`,
  file: scriptName,
  package: files.package,
  integrity: sri(script),
  poster: hashed.get("poster.webp").name,
  preload: (up) =>
    [
      ...["chunk", "inside"].map((part) => `<link rel="modulepreload" href="${up}smp-visualizer-${part}.js" />`),
      `<link rel="preload" as="fetch" crossorigin href="${up}locales/en.json" />`,
    ].join("\n    "),
  heads: heads.map(({ name, title }) => `<li><a href="heads/${name}.html">${title}</a></li>`).join("\n            "),
  reference: reference(element),
  learn: learnSection(JSON.parse(await readFile(at("locales/en.json"), "utf8"))),
};
/** A page as it is served: placeholders filled in, and with hashed file names. */
function renderPage(page, html) {
  const up = page.includes("/") ? "../" : "";
  const filled = html.replace(/\{\{(\w+)\}\}/g, (placeholder, key) =>
    typeof fill[key] === "function" ? fill[key](up) : (fill[key] ?? placeholder),
  );
  if (/\{\{\w+\}\}/.test(filled)) throw new Error(`${page}: no value for ${filled.match(/\{\{\w+\}\}/)[0]}`);
  return filled.replace(/(src|href)="((?:\.\.\/)?)([\w/.-]+)"/g, (match, attribute, up, file) => {
    // Pages load these two by the plain names that an embedding page would use.
    const found = file === "smp-visualizer.js" || file === "smp-frame.js" ? undefined : hashed.get(file);
    return found ? `${attribute}="${up}${found.name}"` : match;
  });
}

await rm(at("dist"), { recursive: true, force: true });
const write = async (file, content) => {
  await mkdir(dirname(at("dist", file)), { recursive: true });
  await writeFile(at("dist", file), content);
  // For servers that send precompressed files; pictures are compressed already.
  if (!/\.(js|wasm|css|html|json)$/.test(file)) return;
  await writeFile(at("dist", `${file}.br`), brotliCompressSync(content));
  await writeFile(at("dist", `${file}.gz`), gzipSync(content, { level: 9 }));
};
for (const { name, bytes } of hashed.values()) await write(name, bytes);
// Stable names for embedding pages, which always get the newest version.
await write("smp-frame.js", frame);
await write("smp-visualizer.js", script);
for (const [page, html] of pages) await write(page, page.endsWith(".html") ? renderPage(page, html) : html);
// Headers for Netlify, Cloudflare Pages and others; nginx.conf has the same for nginx.
const forever = [...hashed.values()].map(
  ({ name }) => `/${name}\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n`,
);
const always = [
  "Cache-Control: no-cache",
  "Access-Control-Allow-Origin: *",
  "X-Content-Type-Options: nosniff",
  // For pages that are isolated from other origins, and frames in these.
  "Cross-Origin-Resource-Policy: cross-origin",
  "Cross-Origin-Embedder-Policy: require-corp",
];
await writeFile(at("dist/_headers"), `/*\n${always.map((line) => `  ${line}\n`).join("")}${forever.join("")}`);

// In the npm package files have plain names, since bundlers add hashes themselves.
const plain = new Map();
const emitPlain = (file, bytes) => {
  plain.set(file, bytes);
  return file;
};
await bundle(emitPlain, { bundled: true });
await writePackage(at("package"), plain, { types: typesOf(element), manifest });
// The package can be installed from the site.
await run("npm", ["pack", "--silent", "--pack-destination", at("dist"), at("package")]);
