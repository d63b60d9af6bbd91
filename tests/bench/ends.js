// Every parameter at both ends of its range, every choice, and the heaviest heads: no visitor may wait longer there.

import { adaptMovingSide } from "../../www/src/worker/loop";

/** Heads that ask the most of one stage or another. */
const HEAVY = {
  "6 mm of the densest hair": { norwood: 1, "hair-length": 6, "hair-density": 300, gray: 50 },
  "6 mm beside the most dots": { norwood: 7, "hair-length": 6, density: 300, "hairline-height": 5.5 },
  "a burn and every graft": { norwood: 6, scar: "burn", "scar-size": 1, grafts: 5000, density: 300 },
  "punch scars all over": { norwood: 5, scar: "fue", "scar-size": 1, view: "back" },
  "all of it bare": { pattern: "universalis", density: 300, view: "top" },
};

/** The same in hair that is worn. */
const WOMAN = { build: "feminine", pattern: "ludwig", zone: "between-hairs", "hair-style": "middle-parting" };
const WORN = {
  "10 mm of the densest hair": { norwood: 1, "hair-length": 10, "hair-density": 300, gray: 50 },
  "4 cm over a thinning crown": {
    norwood: 3,
    "norwood-type": "vertex",
    "hair-length": 40,
    zone: "between-hairs",
    view: "crown",
  },
  "30 cm of the densest hair": { ...WOMAN, ludwig: 1, "hair-length": 300, "hair-density": 300, gray: 50 },
  "a woman's parting": { ...WOMAN, ludwig: 2, "hair-length": 240 },
  "8 cm of coils": { norwood: 1, "hair-length": 80, "hair-density": 300, "hair-texture": "coiled" },
};
/** Longer hair is worn, mm, and what lays it anew by hand is drawn at the size of a turn. */
const STUBBLE = 6;

/** Rounds of each; the least of a few tells what the work costs on a shared machine. */
const ROUNDS = 5;
const rounds = Array.from({ length: ROUNDS }, (_, i) => i);

/** Milliseconds to the next picture, and whether its light was made anew. */
function draw(ours) {
  const began = performance.now();
  const stages = ours.picture();
  return { ms: performance.now() - began, relit: "surface" in stages };
}

/**
 * For each end and head, first those without worn hair (`memory` is called between): the move there, one step of a
 * turn, and the full picture after it, ms; and the side, px, that the turn settles at, by the rule of the page.
 */
export async function measureEnds(ours, table, { side, drag, memory }) {
  const defaults = new Map(table.map((row) => [row.name, row.kind === "choice" ? 0 : row.default]));
  const code = (name, value) => {
    const row = table.find((row) => row.name === name);
    return row.kind === "choice" && typeof value === "string" ? row.choices.indexOf(value) : value;
  };
  const reset = () => {
    for (const [name, value] of defaults) ours.set(name, value);
  };
  const cases = Object.entries({ ...HEAVY, ...WORN }).map(([name, settings]) => ({ name, settings }));
  for (const row of table) {
    if (["yaw", "pitch"].includes(row.name)) continue;
    const values =
      row.kind === "choice" ? row.choices.slice(1) : [row.min, row.max].filter((value) => value !== row.default);
    for (const value of values) {
      // A slider that means nothing by default is measured where it does.
      const settings = Object.fromEntries(
        (row.when ?? [])
          .filter(([name, among]) => !among.includes(String(defaultWord(table, name))))
          .map(([name, among]) => [name, among[0]]),
      );
      if (row.above) settings[row.above[0]] = Math.min(240, table.find((p) => p.name === row.above[0]).max);
      cases.push({ name: `${row.name} ${value}`, row, settings, value });
      // What grows, in long hair too.
      if (row.stage === "scalp" && !row.above && row.name !== "hair-length" && row.name !== "beard")
        cases.push({ name: `${row.name} ${value}, 24 cm`, row, settings: { ...settings, "hair-length": 240 }, value });
    }
  }
  const wears = ({ row, settings, value }) =>
    (row?.name === "hair-length" ? value : (settings["hair-length"] ?? 0)) > STUBBLE;
  cases.sort((a, b) => wears(a) - wears(b));
  const found = [];
  let mebibytes;
  for (const one of cases) {
    const { name, row, settings, value } = one;
    const worn = wears(one);
    if (worn) mebibytes ??= memory();
    reset();
    for (const [key, chosen] of Object.entries(settings)) ours.set(key, code(key, chosen));
    ours.picture();
    ours.rest();
    let move;
    let relit = false;
    if (row) {
      const [from, to] = [defaults.get(row.name), code(row.name, value)];
      if (worn && row.stage === "scalp") ours.size(drag);
      const moves = rounds.map(() => {
        ours.set(row.name, from);
        ours.picture();
        ours.set(row.name, to);
        return draw(ours);
      });
      relit = moves[0].relit;
      move = Math.min(...moves.map(({ ms }) => ms));
      ours.size(side);
    }
    let yaw = 20;
    const step = (at) => {
      ours.size(at);
      yaw += 1.5;
      ours.set("yaw", yaw);
      return draw(ours).ms;
    };
    let at = drag;
    for (let settled = false; !settled; ) {
      const next = adaptMovingSide(at, Math.min(...rounds.map(() => step(at))));
      settled = next >= at;
      at = Math.min(at, next);
    }
    const turns = rounds.map(() => {
      const turn = step(at);
      ours.size(side);
      return [turn, draw(ours).ms];
    });
    const [turn, full] = [0, 1].map((k) => Math.min(...turns.map((pair) => pair[k])));
    await new Promise((done) => setTimeout(done));
    ours.rest();
    found.push({ name, parameter: row?.name, pressed: row?.kind === "choice", relit, worn, move, turn, at, full });
  }
  reset();
  return { found, mebibytes };
}

const defaultWord = (table, name) => {
  const row = table.find((row) => row.name === name);
  return row.kind === "choice" ? row.choices[0] : row.default;
};
