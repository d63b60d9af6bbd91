// The npm package: modules by plain names, assets beside them, types and custom-elements manifest.

import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** The module for server-side rendering, where there is no browser to define an element in. */
const SERVER_STUB = "export class SmpVisualizer {}\n";

export const versionOf = async () =>
  (await readFile(join(here, "../Cargo.toml"), "utf8")).match(/^version = "(.+)"$/m)[1];

/** Writes `files` (name → bytes), types, manifests, readme and licenses into `folder`. */
export async function writePackage(folder, files, { types, manifest }) {
  const { name, description, license, repository } = JSON.parse(await readFile(join(here, "package.json"), "utf8"));
  const version = await versionOf();
  const about = {
    name,
    version,
    description,
    license,
    keywords: [
      "custom-element",
      "web-component",
      "scalp-micropigmentation",
      "smp",
      "hair-loss",
      "simulation",
      "webassembly",
    ],
    ...(repository && { repository }),
    type: "module",
    main: "./smp-visualizer.js",
    types: "./smp-visualizer.d.ts",
    customElements: "./custom-elements.json",
    // Importing it defines the tag: it has side effects and must not be tree-shaken.
    sideEffects: ["*.js"],
    exports: {
      ".": { types: "./smp-visualizer.d.ts", node: "./nowhere.js", default: "./smp-visualizer.js" },
      "./poster.webp": "./poster.webp",
      "./custom-elements.json": "./custom-elements.json",
      "./package.json": "./package.json",
    },
    files: [
      "*.js",
      "*.d.ts",
      "*.wasm",
      "*.webp",
      "locales",
      "photograph",
      "learn",
      "sheet",
      "desk",
      "custom-elements.json",
      "LICENSE-*",
    ],
  };
  const all = new Map([
    ...files,
    ["nowhere.js", SERVER_STUB],
    ["smp-visualizer.d.ts", types],
    ["custom-elements.json", manifest],
    ["package.json", `${JSON.stringify(about, null, 2)}\n`],
    ["README.md", await readFile(join(here, "npm.md"))],
  ]);
  await rm(folder, { recursive: true, force: true });
  for (const [file, bytes] of all) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), bytes);
  }
  for (const license of ["LICENSE-MIT", "LICENSE-APACHE"]) await cp(join(here, "..", license), join(folder, license));
  // Of what is bundled and not ours.
  await cp(join(here, "node_modules/lean-qr/LICENSE"), join(folder, "LICENSE-lean-qr"));
}
