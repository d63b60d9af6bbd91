// A photograph of a megapixel in a core of its own: our own head before treatment, blurred and with grain.

/** Places of the handles of that head from ahead, px: kind, x, y. */
const HANDLES = [0, 667.7, 531.2, 1, 356.3, 531.2, 2, 512, 688.2, 3, 512, 865.3, 4, 757.3, 353.7, 5, 266.7, 353.7];
/** The studio's picture before and after, px. */
const STUDIO = 700;
const OPENINGS = 20;
/** A drag takes milliseconds of a clock that may be blunt: so many steps in a row. */
const DRAG_STEPS = 10;
const RUNS_ANEW = 10;

/** A picture as a camera has it: blurred by 1 2 1 both ways, and with grain of 1.6 levels. */
function photographed(bytes, side) {
  const photograph = new Uint8Array(bytes.length).fill(255);
  const row = 4 * side;
  for (let i = row + 4; i < bytes.length - row - 4; i++) {
    if (i % 4 === 3) continue;
    const line = (at) => bytes[at - 4] + 2 * bytes[at] + bytes[at + 4];
    let bits = Math.imul(i, 0x9e3779b1);
    bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
    const grain = ((bits >>> 20) & 3) + ((bits >>> 24) & 3) - 3;
    photograph[i] = Math.min(Math.max((line(i - row) + 2 * line(i) + line(i + row)) / 16 + grain, 0), 255);
  }
  return photograph;
}

/** Figures of `time`d work on a photograph of `side` px, and MiB: before one, with one, and after opening and forgetting many. */
export async function measurePhotographs({ time, side, settings }) {
  // Its own address makes it a module of its own, beside the core without photographs.
  const core = await import("./core/smp_visualizer.js?photograph");
  const { memory } = await core.default({ module_or_path: new URL("./core/photograph.wasm", import.meta.url) });
  const { parameters } = await (await fetch("core/table.json")).json();
  const places = new Map(parameters.map((row, place) => [row.name, place]));
  const simulation = new core.Simulation();
  const set = (name, value) => simulation.set(places.get(name), value);
  const held = () => memory.buffer.byteLength / 2 ** 20;
  /** Steps to the finished picture; time per step name. */
  const finish = () => {
    const stages = {};
    for (;;) {
      const began = performance.now();
      const name = simulation.step();
      if (name === undefined) return stages;
      stages[name] = (stages[name] ?? 0) + performance.now() - began;
    }
  };
  // Photographed first, by a simulation that then goes: its memory is not the photograph's.
  const photograph = (() => {
    const camera = new core.Simulation();
    camera.resize(side, side);
    for (const [name, value] of Object.entries({ norwood: 7, view: 0, pitch: 25, compare: 100 }))
      camera.set(places.get(name), value);
    while (camera.step() !== undefined);
    const bytes = photographed(camera.image().data, side);
    camera.free();
    return bytes;
  })();
  simulation.resize(STUDIO, STUDIO);
  for (const [name, value] of Object.entries(settings)) set(name, value);
  finish();
  const before = held();

  const handles = new Float64Array(HANDLES);
  const fit = (snap) => simulation.fitPhotograph(0, handles, new Float64Array(), snap);
  const open = () => {
    simulation.openPhotograph(photograph, side, side, side / 2, side / 2, 0);
    const { problem } = fit(true);
    if (problem !== "") throw new Error(`the photograph's head is not fitted: ${problem}`);
    finish();
  };
  const forget = () => {
    simulation.forgetPhotograph();
    finish();
  };
  open();
  const figures = {};
  figures["photograph-drag"] = await time((i) => {
    for (let step = 0; step < DRAG_STEPS; step++) {
      handles[1] = HANDLES[1] + ((i + step) % 7);
      fit(false);
    }
  });
  for (const sample of figures["photograph-drag"]) sample.ms /= DRAG_STEPS;
  handles.set(HANDLES);
  const slider = async (name, value) => {
    figures[`photograph-${name}`] = await time((i) => {
      set(name, value(i));
      return finish();
    });
  };
  await slider("tone", (i) => 2 + (i % 10) * 0.2);
  await slider("density", (i) => 300 - (i % 10) * 4);
  await slider("norwood", (i) => 7 - (i % 10) * 0.2);
  for (const [name, value] of Object.entries(settings)) set(name, value);
  finish();
  // The same photograph under the same camera, all of it found anew.
  figures["photograph-anew"] = await time(() => {
    simulation.addStubble(false);
    return finish();
  }, RUNS_ANEW);
  const opened = held();
  forget();
  const once = held();
  for (let i = 0; i < OPENINGS; i++) {
    open();
    forget();
  }
  simulation.free();
  return { figures, mebibytes: { opened: opened - before, kept: held() - once } };
}
