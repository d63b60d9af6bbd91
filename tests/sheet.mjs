// Eight views × tones × stages as one picture, for eyes: whoever changes the look makes it before and after.
//   make sheet   writes .cache/sheet.png
//   SIZE=400 STAGES=2,5 TONES=3 make sheet

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(new URL("../www/package.json", import.meta.url));
const { PNG } = require("pngjs");

const render = process.env.SMP_RENDER ?? "target/release/smp-render";
const list = (name, usual) => (process.env[name] ?? usual).split(",");
const size = Number(process.env.SIZE ?? 240);
const out = process.env.OUT ?? ".cache/sheet.png";

const table = JSON.parse(execFileSync(render, ["--table"], { encoding: "utf8" }));
const views = table.find((p) => p.name === "view").choices;
const rows = list("STAGES", "3,5,7").flatMap((norwood) => list("TONES", "1,3,5").map((tone) => ({ norwood, tone })));

const sheet = new PNG({ width: views.length * size, height: rows.length * size });
const folder = mkdtempSync(join(tmpdir(), "smp-sheet-"));
try {
  for (const [y, { norwood, tone }] of rows.entries()) {
    for (const [x, view] of views.entries()) {
      const file = join(folder, "cell.png");
      execFileSync(render, ["--norwood", norwood, "--tone", tone, "--view", view, "--size", String(size), "--out", file]);
      PNG.bitblt(PNG.sync.read(readFileSync(file)), sheet, 0, 0, size, size, x * size, y * size);
    }
    console.log(`Norwood ${norwood}, tone ${tone}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
mkdirSync(".cache", { recursive: true });
writeFileSync(out, PNG.sync.write(sheet));
console.log(out);
