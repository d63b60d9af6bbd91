// Runs in the browser: our core step by step, and what a web developer would do instead, in the same page and run.

import * as THREE from "three";
import { MOVING_SIDE } from "../../www/src/worker/loop";
import init, * as core from "./core/smp_visualizer.js";
import { measureEnds } from "./ends.js";
import { measurePhotographs } from "./photographs.js";

/** The rows of the parameter table. */
const { parameters: table } = await (await fetch("core/table.json")).json();

const SIDE = 1024;
const RUNS = 50;
const FULLEST = { norwood: 7, "hairline-height": 5.5, density: 300 };

const surface = (side) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  document.body.append(canvas);
  return canvas.getContext("2d", { alpha: false });
};

/** Numbers in 0…1, the same in every run. */
function* random(seed = 1) {
  for (let state = seed; ; ) {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    yield ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** A fixed amount of arithmetic: the machine's speed at this moment, ms. */
function calibrate() {
  const began = performance.now();
  let sum = 0;
  for (let i = 1; i < 4e6; i++) sum += Math.sqrt(i) / (i + sum * 1e-9);
  window.sink = sum;
  return performance.now() - began;
}

const pause = () => new Promise((done) => setTimeout(done));

/** Milliseconds of `RUNS` rounds of `work(round)`, each beside the machine's speed just before. */
async function time(work, runs = RUNS) {
  const samples = [];
  for (let i = -3; i < runs; i++) {
    const pace = calibrate();
    const began = performance.now();
    const stages = (await work(i + 3)) ?? {};
    const ms = performance.now() - began;
    if (i >= 0) samples.push({ ms, pace, stages });
    await pause();
  }
  return samples;
}

class Ours {
  constructor() {
    this.simulation = new core.Simulation();
    this.places = new Map(table.map((row, place) => [row.name, place]));
    this.surface = surface(SIDE);
  }
  set(name, value) {
    this.simulation.set(this.places.get(name), value);
  }
  size(side) {
    this.simulation.resize(side, side);
  }
  /** Steps to the first finished picture and puts it on the canvas; time per step name. */
  picture() {
    const stages = {};
    for (;;) {
      const began = performance.now();
      const name = this.simulation.step();
      if (name === undefined) break;
      stages[name] = (stages[name] ?? 0) + performance.now() - began;
      if (name === "compose") break;
    }
    const began = performance.now();
    const image = this.simulation.image();
    if (this.surface.canvas.width !== image.width) this.surface.canvas.width = this.surface.canvas.height = image.width;
    this.surface.putImageData(image, 0, 0);
    stages.put = performance.now() - began;
    return stages;
  }
  rest() {
    while (this.simulation.step() !== undefined);
  }
}

async function measureOurs() {
  const { memory } = await init();
  const ours = new Ours();
  ours.size(SIDE);
  // The most dots a head takes: a bare top, a low hairline, the densest treatment.
  for (const [name, value] of Object.entries(FULLEST)) ours.set(name, value);
  ours.picture();
  ours.rest();
  const figures = {};
  const slider = async (name, value) => {
    const samples = await time((i) => {
      ours.set(name, value(i));
      return ours.picture();
    });
    ours.rest();
    return samples;
  };
  figures.tone = await slider("tone", (i) => 2 + (i % 10) * 0.2);
  figures.density = await slider("density", (i) => 300 - (i % 10) * 4);
  figures.light = await slider("light", (i) => i % 5);
  ours.set("light", 0);
  figures.norwood = await slider("norwood", (i) => 7 - (i % 10) * 0.2);
  ours.set("norwood", FULLEST.norwood);
  ours.set("density", FULLEST.density);
  ours.picture();
  ours.rest();

  // A drag: many small steps at low resolution; then the hand rests and the full picture follows.
  ours.size(MOVING_SIDE);
  let yaw = 0;
  const turn = () => {
    yaw = (yaw + 1.5) % 90;
    ours.set("yaw", yaw);
  };
  figures.turn = await time(() => {
    turn();
    return ours.picture();
  });
  figures.settle = await time(() => {
    ours.size(MOVING_SIDE);
    turn();
    ours.picture();
    const began = performance.now();
    ours.size(SIDE);
    const stages = ours.picture();
    return { ...stages, all: performance.now() - began };
  });
  // Only the second half of each round is the picture that follows.
  for (const sample of figures.settle) sample.ms = sample.stages.all;
  for (const sample of figures.settle) delete sample.stages.all;
  ours.size(SIDE);
  ours.picture();
  ours.rest();

  const { dots } = ours.simulation.report();
  const held = () => memory.buffer.byteLength / 2 ** 20;
  const { found: ends, mebibytes } = await measureEnds(ours, table, {
    side: SIDE,
    drag: MOVING_SIDE,
    memory: held,
  });
  // Every slider has been everywhere: the most memory one element holds, with worn hair and without.
  return { figures, ends, dots, mebibytes, worn: held() };
}

function scatter(count) {
  const next = random();
  const dots = [];
  while (dots.length < count) {
    const [x, y] = [next.next().value * 2 - 1, next.next().value * 2 - 1];
    if (x * x + y * y < 1)
      dots.push({ x: SIDE / 2 + x * SIDE * 0.4, y: SIDE / 2 + y * SIDE * 0.4, r: 0.8 + next.next().value * 0.5 });
  }
  return dots;
}

/** One round path per dot; read one pixel back, so that the drawing has really happened. */
async function measureArcs(count) {
  const dots = scatter(count);
  const context = surface(SIDE);
  return time((i) => {
    context.fillStyle = "#d9b08c";
    context.fillRect(0, 0, SIDE, SIDE);
    context.fillStyle = `rgba(45, 38, 34, ${0.4 + (i % 10) * 0.02})`;
    for (const { x, y, r } of dots) {
      context.beginPath();
      context.arc(x, y, r, 0, Math.PI * 2);
      context.fill();
    }
    window.sink = context.getImageData(0, 0, 1, 1);
  });
}

/** Plain JavaScript done well: Gaussian transmittance per dot in floats, then one pass to bytes through a table. */
async function measureSplat(count) {
  const dots = scatter(count);
  const context = surface(SIDE);
  const light = new Float32Array(SIDE * SIDE);
  const image = context.createImageData(SIDE, SIDE);
  const bytes = new Uint32Array(image.data.buffer);
  const curve = new Uint8Array(4096);
  for (let i = 0; i < 4096; i++) curve[i] = Math.round(255 * (i / 4095) ** (1 / 2.4));
  return time((i) => {
    const ink = 0.4 + (i % 10) * 0.02;
    light.fill(1);
    for (const { x, y, r } of dots) {
      const [cx, cy] = [Math.round(x), Math.round(y)];
      for (let v = cy - 2; v <= cy + 2; v++)
        for (let u = cx - 2; u <= cx + 2; u++) {
          const d = ((u - x) ** 2 + (v - y) ** 2) / (r * r);
          light[v * SIDE + u] *= 1 - ink * Math.exp(-d);
        }
    }
    for (let p = 0; p < bytes.length; p++) {
      const t = light[p] * 4095;
      bytes[p] = 0xff000000 | (curve[(t * 0.3) | 0] << 16) | (curve[(t * 0.45) | 0] << 8) | curve[(t * 0.7) | 0];
    }
    context.putImageData(image, 0, 0);
  });
}

/** three.js Points; one pixel is read back, so that the drawing has really happened. */
async function measurePoints(count) {
  let renderer;
  try {
    renderer = new THREE.WebGLRenderer({ preserveDrawingBuffer: true });
  } catch {
    return undefined;
  }
  renderer.setSize(SIDE, SIDE, false);
  document.body.append(renderer.domElement);
  const positions = new Float32Array(scatter(count).flatMap(({ x, y }) => [x - SIDE / 2, SIDE / 2 - y, 0]));
  const geometry = new THREE.BufferGeometry().setAttribute("position", new THREE.BufferAttribute(positions, 3));
  const material = new THREE.PointsMaterial({ size: 2, sizeAttenuation: false, color: 0x2d2622, transparent: true });
  const scene = new THREE.Scene().add(new THREE.Points(geometry, material));
  scene.background = new THREE.Color(0xd9b08c);
  const camera = new THREE.OrthographicCamera(-SIDE / 2, SIDE / 2, SIDE / 2, -SIDE / 2, -1, 1);
  const gl = renderer.getContext();
  const pixel = new Uint8Array(4);
  return time((i) => {
    material.opacity = 0.4 + (i % 10) * 0.02;
    renderer.render(scene, camera);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  });
}

/** From the start of our script to the first full picture, in a page of its own. */
const measureStart = () =>
  new Promise((done, failed) => {
    const frame = document.createElement("iframe");
    frame.src = "start.html";
    frame.width = frame.height = SIDE;
    frame.style.border = "0";
    document.body.prepend(frame);
    setTimeout(() => failed(new Error("no first picture")), 20_000);
    addEventListener(
      "message",
      ({ data }) => {
        frame.remove();
        done(data);
      },
      { once: true },
    );
  });

window.bench = async () => {
  const starts = [];
  for (let i = 0; i < 6; i++) {
    const before = calibrate();
    const ms = await measureStart();
    const pace = (before + calibrate()) / 2;
    // The first one pays for the browser's own cold start.
    if (i > 0) starts.push({ ms, pace, stages: {} });
  }
  const { figures, ends, dots, mebibytes, worn } = await measureOurs();
  const photographs = await measurePhotographs({ time, side: SIDE, settings: FULLEST });
  const others = { arcs: await measureArcs(dots), splat: await measureSplat(dots), points: await measurePoints(dots) };
  return {
    figures: { start: starts, ...figures, ...photographs.figures },
    ends,
    others,
    dots,
    mebibytes,
    worn,
    photographs: photographs.mebibytes,
  };
};
