// Runs the suite in each browser, one after the other: two at once would starve each other's timers.
//   BROWSERS=chromium,firefox ONLY=divider node run.mjs     a part of them

import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

const wanted = process.env.BROWSERS?.split(",") ?? ["chromium", "firefox", "webkit"];
const files = wanted.map((name) => fileURLToPath(new URL(`${name}.test.mjs`, import.meta.url)));
run({ files, concurrency: 1, timeout: 600_000, ...(process.env.ONLY && { testNamePatterns: [process.env.ONLY] }) })
  .on("test:fail", () => (process.exitCode = 1))
  .compose(spec)
  .pipe(process.stdout);
