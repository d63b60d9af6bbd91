// Runs what needs a browser: the suite in each of them, and the pages and packages around it. One file more at once than
// there are cores: one browser seldom keeps more than one of them busy, and many tests wait.
//   BROWSERS=chromium,firefox ONLY=divider node run.mjs     a part of the suite
//   node run.mjs --list                                     which test runs where, and why

import { availableParallelism } from "node:os";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";
import { list } from "./engines.mjs";

/** Each browser's in two halves, the longest first, so that no core waits for one at the end. */
const SUITES = [
  "webkit-visitors",
  "chromium-hosts",
  "webkit-hosts",
  "chromium-visitors",
  "firefox-visitors",
  "firefox-hosts",
];
const PAGES = ["developers", "heads", "package", "nginx", "old"];
/** Several browsers, each with the pictures of twenty elements, need 2 GB. */
const MOST = 4;
/** A browser that hangs is given up, ms: ten times what the longest file takes on two cores, for busier ones. */
const TIMEOUT = 3_600_000;

if (process.argv.includes("--list")) {
  const { parts } = await import("./suite.mjs");
  console.log(list(parts));
} else {
  const { BROWSERS, ONLY } = process.env;
  const given = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.once(signal, () => given.abort());
  const browsers = BROWSERS?.split(",");
  const suites = SUITES.filter((name) => browsers?.includes(name.split("-")[0]) ?? true);
  const names = BROWSERS || ONLY ? suites : [...SUITES, ...PAGES];
  run({
    files: names.map((name) => fileURLToPath(new URL(`${name}.test.mjs`, import.meta.url))),
    concurrency: Math.min(MOST, availableParallelism() + 1),
    timeout: TIMEOUT,
    signal: given.signal,
    ...(ONLY && { testNamePatterns: [ONLY] }),
  })
    .on("test:fail", () => (process.exitCode = 1))
    .compose(spec)
    .pipe(process.stdout);
}
