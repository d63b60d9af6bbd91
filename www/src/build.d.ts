// Modules that the build script makes; see build.mjs.

declare module "build:table" {
  const table: { parameters: import("./table").Parameter[]; views: import("./table").Camera[]; skins: string[] };
  export default table;
}

declare module "*.css" {
  const text: string;
  export default text;
}

/** Files beside the script. */
declare module "build:assets" {
  /** An address, and the hash of what is there, so that a tampered or truncated download is refused. */
  interface Checked {
    readonly url: string;
    readonly integrity: string;
  }
  export const wasm: Checked;
  export const worker: Checked;
  /** Addresses by their short names. */
  export const languages: Readonly<Record<string, string>>;
}
