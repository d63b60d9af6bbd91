// Modules that the build script makes; see build.mjs. And what browsers have but TypeScript does not know yet.

declare namespace Intl {
  interface PluralRules {
    selectRange(from: number, to: number): LDMLPluralRule;
  }
}

declare module "build:table" {
  const table: {
    parameters: import("./state/table").Parameter[];
    views: import("./state/table").CameraAngles[];
    skins: string[];
  };
  export default table;
}

/** `button.start` and `button.retry` of every language, for the time before one is loaded. */
declare module "build:startTexts" {
  const startTexts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  export default startTexts;
}

declare module "*.css" {
  const text: string;
  export default text;
}

/** Address of the poster of a fresh head, beside the script. */
declare module "build:poster" {
  const url: string;
  export default url;
}

/** Files of the page that other pages take, with their hashes; `package` is the npm package. */
declare const FILES: Readonly<Record<"element" | "frame", { readonly name: string; readonly integrity: string }>> & {
  readonly package: string;
};

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
