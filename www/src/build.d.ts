// Modules that the build script makes; see build.mjs.

declare module "build:table" {
  const table: { parameters: import("./table").Parameter[]; views: import("./table").Camera[]; skins: string[] };
  export default table;
}

declare module "*.css" {
  const text: string;
  export default text;
}

/** Files beside the script, and their hashes, so that a tampered or truncated download is refused. */
declare const WASM_FILE: string;
declare const WASM_INTEGRITY: string;
declare const WORKER_FILE: string;
declare const WORKER_INTEGRITY: string;

/** Files of the languages, by their short names. */
declare const LANGUAGES: Readonly<Record<string, string>>;
