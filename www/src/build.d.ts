// Modules that the build script makes; see build.mjs.

declare module "build:table" {
  const table: { parameters: import("./table").Parameter[]; views: import("./table").Camera[]; skins: string[] };
  export default table;
}

declare module "build:worker" {
  const code: string;
  export default code;
}

declare module "*.css" {
  const text: string;
  export default text;
}

/** Name of the wasm file beside the script. */
declare const WASM_FILE: string;

/** Hash of the wasm file, so that a tampered or truncated download is refused. */
declare const WASM_INTEGRITY: string;

/** Files of the languages, by their short names. */
declare const LANGUAGES: Readonly<Record<string, string>>;
