// Lets Node run the page's TypeScript as it stands, with its unit tests beside it: what the build script would make of
// a module is made of it here, when it is asked for.
//   node --import ./tests/unit/typescript.mjs --test www/src/code.test.ts

import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createRequire, register } from "node:module";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import { readTable } from "../../www/core.mjs";

const www = new URL("../../www/", import.meta.url);
const { transform } = createRequire(new URL("package.json", www))("esbuild");

// Node asks for modules in a thread of their own, which loads this file too.
if (isMainThread) register(import.meta.url);

/** Modules that the build script makes, by name: what they export. */
const MADE = {
  table: async () => ({ default: await readTable() }),
  rules: async () => ({ default: [] }),
  // The swatches are colors that nothing is computed with.
  skins: async () => ({ default: [] }),
  assets: async () => {
    const files = (await readdir(new URL("locales/", www))).map((file) => file.replace(".json", ""));
    const file = { url: "file:///nowhere", integrity: "" };
    const languages = Object.fromEntries(files.map((name) => [name, new URL(`locales/${name}.json`, www).href]));
    return { wasm: file, worker: file, languages };
  },
  startTexts: async () => ({ default: { en: ["Start"] } }),
  english: async () => ({ default: JSON.parse(await readFile(new URL("locales/en.json", www), "utf8")) }),
  "photograph-core": async () => ({ default: { url: "file:///nowhere", integrity: "" } }),
  poster: async () => ({ default: "file:///nowhere" }),
};

export async function resolve(specifier, context, next) {
  if (specifier.startsWith("build:")) return { url: specifier, format: "module", shortCircuit: true };
  // As a bundler has it: without an ending.
  const written =
    /^\.\.?\//.test(specifier) && context.parentURL?.endsWith(".ts") && new URL(`${specifier}.ts`, context.parentURL);
  if (written && existsSync(written)) return { url: written.href, format: "module", shortCircuit: true };
  return next(specifier, context);
}

export async function load(url, context, next) {
  const done = (source) => ({ format: "module", source, shortCircuit: true });
  if (url.startsWith("build:")) {
    const name = url.slice("build:".length);
    const exported = Object.entries(name.startsWith("later/") ? { default: {} } : await MADE[name]());
    return done(
      exported
        .map(([name, value]) => {
          const text = JSON.stringify(value);
          return name === "default" ? `export default ${text};` : `export const ${name} = ${text};`;
        })
        .join("\n"),
    );
  }
  const read = () => readFile(fileURLToPath(url), "utf8");
  if (url.endsWith(".css")) return done(`export default ${JSON.stringify(await read())};`);
  if (!url.endsWith(".ts")) return next(url, context);
  const { code } = await transform(await read(), {
    loader: "ts",
    format: "esm",
    target: "es2022",
    sourcefile: fileURLToPath(url),
    sourcemap: "inline",
  });
  return done(code);
}
