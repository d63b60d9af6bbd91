// A long visit by a script: moves, turns, removals and pictures to keep, with the memory of the whole browser along the
// way. What it holds at the end may be so much more than after the first part of it.
//   node tests/bench/endurance.mjs [browser] [share of the whole, 1 if not given]

import { setTimeout as pause } from "node:timers/promises";
import { start } from "../web/browser.mjs";
import { openSite } from "../web/site.mjs";
import { Visitor } from "../web/visitor.mjs";

const [name = "chromium", share = "1"] = process.argv.slice(2);
/** What is done in all, in rounds of the same mixture. */
const [MOVES, REMOVALS, SAVES, ROUNDS] = [10_000, 1_000, 200, 20].map((n, i) => (i < 3 ? n * Number(share) : n));
/** Rounds after which the browser has settled: caches are filled, code is optimized. About a minute. */
const SETTLED = 3;
/** Growth that is allowed from there to the end. */
const LIMIT = 0.02;
/** Time until freed memory has been given back, ms. */
const GIVEN_BACK_MS = 4000;

/** One round: values from everywhere in their ranges, each drawn in a frame of its own, and every tenth to its end. */
const ROUND = `
  const [round, moves, removals, saves] = arguments;
  let seed = round * 7919 + 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const pick = (list) => list[Math.floor(random() * list.length)];
  const frame = () => new Promise(requestAnimationFrame);
  const MOVES = [
    () => ({ norwood: 1 + random() * 6 }), () => ({ density: random() * 300 }), () => ({ tone: 1 + random() * 4 }),
    () => ({ yaw: random() * 360 - 180 }), () => ({ "hairline-height": 5.5 + random() * 3 }),
    () => ({ compare: random() * 100 }), () => ({ months: random() * 60 }), () => ({ skin: 1 + random() * 9 }),
    () => ({ light: pick(["studio", "daylight", "bathroom"]) }), () => ({ "hair-length": pick([0.4, 1, 3]) }),
    () => ({ zoom: 1 + random() * 2 }), () => ({ sessions: pick([0, 1, 2, 3]) }),
  ];
  for (let i = 0; i < moves; i++) {
    e.setState(pick(MOVES)());
    await (i % 10 === 9 ? e.rendered : frame());
  }
  const place = e.parentElement;
  for (let i = 0; i < removals; i++) {
    e.remove();
    await frame();
    place.append(e);
    await (i % 10 === 9 ? e.rendered : frame());
  }
  for (let i = 0; i < saves; i++) {
    const blob = await e.toBlob({ show: pick(["before", "after", "both"]), size: 600 });
    if (blob.size < 1000) throw new Error("no picture");
  }
  await e.rendered;`;

const site = await openSite(new URL("../../www/dist", import.meta.url).pathname);
const browser = await start(name);
const visitor = new Visitor(name);
Object.assign(visitor, { site, driver: browser.driver });
try {
  await browser.driver.manage().setTimeouts({ script: 3_600_000 });
  await visitor.open("plain", "fixed.html");
  const began = Date.now();
  let settled = 0;
  let last = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    await visitor.wait(ROUND, round, MOVES / ROUNDS, REMOVALS / ROUNDS, SAVES / ROUNDS);
    if (name === "chromium") await browser.driver.sendDevToolsCommand("HeapProfiler.collectGarbage");
    await pause(GIVEN_BACK_MS);
    last = browser.memory();
    if (round === SETTLED) settled = last;
    console.log(
      `${name} ${String(round).padStart(2)}/${ROUNDS}  ${Math.round((Date.now() - began) / 1000)} s  ${last.toFixed(1)} MiB`,
    );
  }
  const warnings = await visitor.warnings();
  if (warnings.length > 0) throw new Error(`${warnings}`);
  const growth = last / settled - 1;
  console.log(
    `${name}: ${(100 * growth).toFixed(1)} % more than after the first ${SETTLED} rounds; limit ${100 * LIMIT} %`,
  );
  if (growth > LIMIT) process.exitCode = 1;
} finally {
  await browser.close();
  site.close();
}
