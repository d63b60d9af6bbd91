// Which test runs in which browser. Chromium runs every one. Firefox and WebKitGTK run those that hold something which
// an engine does in a way of its own. The rest is arithmetic, text and rules of ours, the same in every engine; what of
// it needs no browser at all is held by www/src/**/*.test.ts under Node.
//   node tests/web/run.mjs --list     says which and why

/** What an engine can change. */
export const REASONS = {
  layout: "boxes, line breaks, overflow, stickiness and what lies on top are computed by the engine",
  input: "which events pointers, fingers and keys make, and what they do to native sliders and radio buttons",
  focus: "where Tab goes, and where the focus goes when what has it disappears",
  canvas: "pixels on their way to a canvas and to PNG; transferred canvases; decoding of pictures",
  wasm: "the core's bytes come from the engine's own compiler",
  worker: "starting and ending workers, and the memory that both give back",
  policy: "what policies, CORS and hashes of files refuse, and in which words a script hears of it",
  history: "entries of the history, and what a reload restores",
  form: "custom elements in forms",
  tree: "custom elements and their styles moved between trees and documents",
  sight: "when an observer or a hidden tab says that something is out of sight",
  scale: "pixels of the screen for each of the page, and zoom",
  script: "how a script learns its own address, and whether an import that has failed is tried again",
  color: "how computed colors are written, and what a scheme makes of the canvas",
  frame: "frames: their size, their messages, their print",
};

/** The engine that runs every test. */
const FULL = "chromium";

/** Options of a test that runs in every browser, for these reasons. */
export function every(...reasons) {
  for (const reason of reasons) if (!(reason in REASONS)) throw new Error(`no reason "${reason}": engines.mjs`);
  return { reasons };
}

/** `test` of a browser: `test(name, body)` for one, `test(name, every("layout"), body)` for all. */
export const testIn = (engine, test) => (name, given, body) => {
  const { reasons, ...options } = typeof given === "function" ? {} : given;
  if (reasons || engine === FULL) test(name, options, body ?? given);
};

/** Which test of these parts runs where, and why. */
export function list(parts) {
  const [all, one] = [[], []];
  const collect = (name, given) =>
    given.reasons ? all.push(`${name}\n      ${given.reasons.join(", ")}`) : one.push(name);
  for (const part of parts) part({}, { name: FULL, test: collect });
  return [
    "What an engine can change:",
    ...Object.entries(REASONS).map(([reason, why]) => `  ${reason.padEnd(8)} ${why}`),
    `\nIn every browser, ${all.length} tests:`,
    ...all.map((line) => `  ${line}`),
    `\nIn Chromium alone, ${one.length} tests:`,
    ...one.map((line) => `  ${line}`),
  ].join("\n");
}
