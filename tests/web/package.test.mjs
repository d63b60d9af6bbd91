// The npm package as its users meet it: packed, installed, bundled or not, typed, and drawn.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { serve } from "../../www/serve.mjs";
import { start } from "./browser.mjs";

const www = fileURLToPath(new URL("../../www/", import.meta.url));
const require = createRequire(join(www, "package.json"));
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; img-src 'self' blob: data:; " +
  "connect-src 'self'; style-src 'self'";

/** A page of its own around the element, as strict as a page can be. */
const page = (script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>a clinic</title>
<meta http-equiv="Content-Security-Policy" content="${POLICY}"><link rel="icon" href="data:,">
<script type="module" src="${script}"></script></head><body><smp-visualizer></smp-visualizer></body></html>`;

/** What the documentation tells a TypeScript user to write. */
const USER = `import "smp-visualizer";
const e = document.querySelector("smp-visualizer")!;
e.norwood = 6;
e.hairColor = "black";
e.addEventListener("smp-change", ({ detail: { name, value } }) =>
  document.body.setAttribute("data-" + name, String(value)),
);
e.setState({ density: 120, "hair-length": 0.4 });
`;

let folder;
let browser;

const write = (file, text) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const npm = (...words) =>
  execFileSync("npm", words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
/** A tool that came with `npm ci`, found as a program would find it. */
const tool = (name) => import(pathToFileURL(require.resolve(name)).href);

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "smp-package-"));
  const [{ filename }] = JSON.parse(npm("pack", join(www, "package"), "--json"));
  write("package.json", JSON.stringify({ name: "a-clinic", private: true, type: "module" }));
  npm("install", "--offline", "--no-audit", "--no-fund", `./${filename}`);
  write("index.html", page("/main.ts"));
  write("main.ts", USER);
  browser = await start("chromium");
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a page and waits for its head: no request elsewhere, none refused, no message. */
async function draws(address, where = "worker") {
  const { driver } = browser;
  // Whatever an earlier page has said is its own.
  await driver.manage().logs().get("browser");
  await driver.get(address);
  const seen = await driver.executeAsyncScript(`const tell = arguments[0];
    (async () => {
      await customElements.whenDefined("smp-visualizer");
      const element = document.querySelector("smp-visualizer");
      await element.rendered;
      const canvas = element.shadowRoot.querySelector("canvas");
      const { width, height } = await createImageBitmap(await element.toBlob());
      const heading = element.shadowRoot.querySelector("[part~=caption]").textContent;
      const files = performance.getEntriesByType("resource").map(({ name }) => name);
      return { width, height, norwood: element.norwood, heading, files };
    })().then(tell, (error) => tell({ error: String(error) }));`);
  assert.equal(seen.error, undefined);
  assert.ok(seen.width > 100 && seen.height > 100, "a picture");
  assert.match(seen.heading, /simulation/, "words from the locale");
  const { origin } = new URL(address);
  assert.deepEqual(
    seen.files.filter((file) => !file.startsWith(`${origin}/`) && !/^(blob|data):/.test(file)),
    [],
  );
  assert.ok(
    seen.files.some((file) => /\.wasm$/.test(file)),
    "the core came as a file of its own",
  );
  const said = await driver.manage().logs().get("browser");
  // The browser itself tells of a worker it was told to refuse.
  const usual = where === "main" ? /\[vite\]|worker-src 'none'/ : /\[vite\]/;
  assert.deepEqual(
    said.map(({ message }) => message).filter((message) => !usual.test(message)),
    [],
  );
  return seen;
}

/** Draws what a folder holds twice: as usual, and where the host allows no worker. */
async function drawsFrom(root) {
  let refused = false;
  const server = await serve(root, 0, () =>
    refused ? { headers: { "content-security-policy": "worker-src 'none'" } } : {},
  );
  try {
    const address = `http://localhost:${server.address().port}/index.html`;
    const seen = await draws(address);
    refused = true;
    await draws(address, "main");
    return seen;
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

test("what is packed is what the package promises, and no more", () => {
  const installed = join(folder, "node_modules/smp-visualizer");
  const about = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const [, version] = readFileSync(join(www, "../Cargo.toml"), "utf8").match(/^version = "(.+)"$/m);
  assert.equal(about.version, version);
  assert.equal(about.dependencies, undefined);
  const promised = [
    about.main,
    about.types,
    about.customElements,
    ...Object.values(about.exports).flatMap((way) => (typeof way === "string" ? way : Object.values(way))),
  ];
  for (const file of promised) assert.ok(existsSync(join(installed, file)), file);
  for (const file of ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "smp-visualizer.wasm", "locales/de.json"])
    assert.ok(existsSync(join(installed, file)), file);
  // Every file that the modules fetch is there, and every one that is there is named.
  const code = readdirSync(installed)
    .filter((file) => file.endsWith(".js"))
    .map((file) => readFileSync(join(installed, file), "utf8"))
    .join("\n");
  const named = [...code.matchAll(/new URL\(["'`]([^"'`]+)["'`],import\.meta\.url\)/g)].map(([, file]) =>
    normalize(file),
  );
  for (const file of named) assert.ok(existsSync(join(installed, file)), file);
  // webpack fails on an address it cannot know, unless it is told.
  assert.match(code, /import\(\/\* @vite-ignore \*\/ \/\* webpackIgnore: true \*\/ \w+\)/);
  for (const folder of ["locales", "photograph", "learn", "sheet", "desk"])
    for (const file of readdirSync(join(installed, folder))) assert.ok(named.includes(`${folder}/${file}`), file);
});

test("a head is drawn on a page made by Vite", async () => {
  const { build } = await tool("vite");
  await build({ root: folder, logLevel: "error", configFile: false });
  const { norwood, files } = await drawsFrom(join(folder, "dist"));
  assert.equal(norwood, 6);
  assert.ok(
    files.every((file) => /^(blob|data):|\/assets\//.test(file)),
    "all of it went through the bundler",
  );
});

test("a head is drawn on Vite's development server, with the hint of the README", async () => {
  assert.match(readFileSync(join(www, "npm.md"), "utf8"), /optimizeDeps: \{ exclude: \["smp-visualizer"\] \}/);
  write("dev/index.html", page("./main.js").replace(/<meta http-equiv[^>]*>/, ""));
  write("dev/main.js", 'import "smp-visualizer";\n');
  const { createServer } = await tool("vite");
  const server = await createServer({
    root: join(folder, "dev"),
    logLevel: "error",
    configFile: false,
    server: { port: 0, fs: { allow: [folder] } },
    optimizeDeps: { exclude: ["smp-visualizer"] },
  });
  try {
    await server.listen();
    await draws(server.resolvedUrls.local[0]);
  } finally {
    await server.close();
  }
});

test("a head is drawn from a bundle of esbuild, with what the README says copied beside it", async () => {
  const { build } = await tool("esbuild");
  const out = join(folder, "esbuild");
  await build({ entryPoints: [join(folder, "main.ts")], bundle: true, format: "esm", outdir: out, logLevel: "error" });
  for (const file of [
    "smp-visualizer.wasm",
    "smp-visualizer-worker.js",
    "smp-visualizer-photograph-worker.js",
    "poster.webp",
    "locales",
    "photograph",
    "learn",
    "sheet",
    "desk",
  ])
    cpSync(join(folder, "node_modules/smp-visualizer", file), join(out, file), { recursive: true });
  write("esbuild/index.html", page("main.js"));
  await drawsFrom(out);
});

test("a head is drawn on a page without a bundler", async () => {
  write("plain/index.html", page("smp-visualizer/smp-visualizer.js"));
  cpSync(join(folder, "node_modules/smp-visualizer"), join(folder, "plain/smp-visualizer"), { recursive: true });
  await drawsFrom(join(folder, "plain"));
});

test("TypeScript knows the tag, its properties and its events", () => {
  const check = (text) => {
    write("user.ts", text);
    write(
      "tsconfig.json",
      JSON.stringify({
        compilerOptions: {
          strict: true,
          noEmit: true,
          target: "ES2022",
          module: "ESNext",
          moduleResolution: "Bundler",
          types: [],
          exactOptionalPropertyTypes: true,
        },
        files: ["user.ts"],
      }),
    );
    try {
      execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", folder], { encoding: "utf8" });
      return "";
    } catch (error) {
      return error.stdout;
    }
  };
  assert.equal(check(USER), "");
  const wrong = [
    "e.norwood = 'six';",
    "e.hairColor = 'green';",
    "e.setState({ tome: 3 });",
    "e.addEventListener('smp-cta', ({ detail }) => detail.person);",
  ];
  const found = [...check(USER + wrong.join("\n")).matchAll(/user\.ts\((\d+),/g)].map(([, line]) => Number(line));
  assert.deepEqual(
    found,
    wrong.map((_, i) => USER.split("\n").length + i),
  );
});

test("where there is no browser, importing it fails nowhere", async () => {
  const { SmpVisualizer } = await import(pathToFileURL(join(folder, "node_modules/smp-visualizer/nowhere.js")).href);
  assert.equal(typeof SmpVisualizer, "function");
  execFileSync(process.execPath, ["--input-type=module", "-e", 'await import("smp-visualizer")'], { cwd: folder });
});
