// Every parameter at both ends of its range, every choice, and the heaviest heads: no visitor may wait longer there.

/** Heads that ask the most of one stage or another. */
const HEAVY = {
  "10 mm of the densest hair": { norwood: 1, "hair-length": 10, "hair-density": 300, gray: 50 },
  "10 mm beside the most dots": { norwood: 7, "hair-length": 10, density: 300, "hairline-height": 5.5 },
  "a woman's long thin hair": { build: "feminine", pattern: "ludwig", ludwig: 3, "hair-length": 10, density: 300 },
  "a burn and every graft": { norwood: 6, scar: "burn", "scar-size": 1, grafts: 5000, density: 300 },
  "punch scars all over": { norwood: 5, scar: "fue", "scar-size": 1, view: "back" },
  "all of it bare": { pattern: "universalis", density: 300, view: "top" },
};

/** Rounds of each; the least of a few tells what the work costs on a shared machine. */
const ROUNDS = 5;
const rounds = Array.from({ length: ROUNDS }, (_, i) => i);

/** Milliseconds to the next picture. */
function wait(ours) {
  const began = performance.now();
  ours.picture();
  return performance.now() - began;
}

/** For each end and head: the move there, one step of a turn while dragging, and the full picture after it, ms. */
export async function measureEnds(ours, table, { side, drag }) {
  const defaults = new Map(table.map((row) => [row.name, row.kind === "choice" ? 0 : row.default]));
  const code = (name, value) => {
    const row = table.find((row) => row.name === name);
    return row.kind === "choice" && typeof value === "string" ? row.choices.indexOf(value) : value;
  };
  const reset = () => {
    for (const [name, value] of defaults) ours.set(name, value);
  };
  const cases = Object.entries(HEAVY).map(([name, settings]) => ({ name, settings }));
  for (const row of table) {
    if (["yaw", "pitch"].includes(row.name)) continue;
    const values = row.kind === "choice" ? row.choices.slice(1) : [row.min, row.max].filter((value) => value !== row.default);
    for (const value of values) {
      // A slider that means nothing by default is measured where it does.
      const settings = Object.fromEntries((row.when ?? []).filter(([name, among]) => !among.includes(String(defaultWord(table, name)))).map(([name, among]) => [name, among[0]]));
      cases.push({ name: `${row.name} ${value}`, row, settings, value });
    }
  }
  const found = [];
  for (const { name, row, settings, value } of cases) {
    reset();
    for (const [key, chosen] of Object.entries(settings)) ours.set(key, code(key, chosen));
    ours.picture();
    ours.rest();
    let move;
    if (row) {
      const [from, to] = [defaults.get(row.name), code(row.name, value)];
      const moves = rounds.map(() => {
        ours.set(row.name, from);
        ours.picture();
        ours.set(row.name, to);
        return wait(ours);
      });
      move = Math.min(...moves);
    }
    let yaw = 20;
    const turns = rounds.map(() => {
      ours.size(drag);
      ours.set("yaw", (yaw += 1.5));
      const turn = wait(ours);
      ours.size(side);
      return [turn, wait(ours)];
    });
    const [turn, full] = [0, 1].map((k) => Math.min(...turns.map((pair) => pair[k])));
    await new Promise((done) => setTimeout(done));
    ours.rest();
    found.push({ name, stage: row?.stage, parameter: row?.name, move, turn, full });
  }
  reset();
  return found;
}

const defaultWord = (table, name) => {
  const row = table.find((row) => row.name === name);
  return row.kind === "choice" ? row.choices[0] : row.default;
};
