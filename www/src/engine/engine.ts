// Runs the core for one element: in a worker where the browser allows it, on the main thread where not.

import { worker as script, wasm } from "build:assets";
import { Refusal, refusing } from "../worker/failure";
import type { Change, Chart, Listener, Reach, Size } from "../worker/loop";
import type { FromWorker, ToWorker } from "../worker/protocol";

export interface Engine {
  readonly where: "worker" | "main";
  change(changes: readonly Change[], counts: boolean): void;
  size(size: Size, moving: boolean): void;
  charts(wanted: readonly Chart[], side: number): void;
  awake(awake: boolean): void;
  handles(wanted: boolean): void;
  reach(reach: Reach): Promise<readonly number[]>;
  /** A seed nobody chose. */
  seed(): Promise<number>;
  /** The picture on the canvas as PNG. */
  picture(): Promise<Blob>;
  /** What is on the canvas, where the canvas is empty once the engine has gone: in Firefox a worker's is. */
  last(): Promise<ImageBitmap | undefined>;
  free(): void;
}

/** A worker that says nothing for this long is taken as refused, ms. */
const SILENCE = 2500;

/** Where what draws is: the core, and the script that runs it. */
export interface Files {
  readonly wasm: string;
  readonly worker: string;
}

const kept = new Map<string, Promise<unknown>>();

/** Downloads once for every element on the page; a failure may be tried again. */
function once<T>(url: string, get: (url: string) => Promise<T>): Promise<T> {
  let got = kept.get(url) as Promise<T> | undefined;
  if (!got) {
    got = get(url);
    kept.set(url, got);
    got.catch(() => kept.delete(url));
  }
  return got;
}

async function download(url: string, integrity: string): Promise<Response> {
  const response = await refusing("download", fetch(url, { integrity }));
  if (!response.ok) throw new Refusal("download", `${response.status} ${response.statusText}`);
  return response;
}

async function compile(url: string): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === "undefined") throw new Refusal("wasm", "no WebAssembly");
  const response = await download(url, wasm.integrity);
  // A host that serves wasm under another type still works, only a little slower.
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  if (typed) return refusing("wasm", WebAssembly.compileStreaming(response));
  const bytes = await refusing("download", response.arrayBuffer());
  return refusing("wasm", WebAssembly.compile(bytes));
}

const read = async (url: string): Promise<string> =>
  refusing("download", (await download(url, script.integrity)).text());

/** Starts drawing on a canvas; downloads and the worker's start go side by side. */
export async function open(files: Files, freshCanvas: () => HTMLCanvasElement, listener: Listener): Promise<Engine> {
  const hired = hire(files.worker);
  const module = await once(files.wasm, compile).catch(async (error: unknown) => {
    (await hired)?.terminate();
    throw error;
  });
  const worker = await hired;
  const canvas = freshCanvas();
  return worker ? inWorker(worker, module, canvas, listener) : onMain(files.worker, module, canvas, listener);
}

interface Policy {
  createScriptURL(url: string): string;
}
const asItIs: Policy = { createScriptURL: (url) => url };
/** A host that trusts no text as a script's address may trust ours by its name: `trusted-types smp-visualizer`. */
let policy: Policy | undefined;

/**
 * A worker that has answered, or nothing where workers or their canvases are refused. It is made from text: a worker
 * from another origin's address is refused everywhere.
 */
async function hire(url: string): Promise<Worker | undefined> {
  if (typeof Worker === "undefined" || typeof OffscreenCanvas === "undefined") return undefined;
  if (!("transferControlToOffscreen" in HTMLCanvasElement.prototype)) return undefined;
  const code = await once(url, read).catch(() => undefined);
  if (code === undefined) return undefined;
  const local = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  try {
    policy ??=
      (window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes?.createPolicy(
        "smp-visualizer",
        asItIs,
      ) ?? asItIs;
    const worker = new Worker(policy.createScriptURL(local), { type: "module" });
    const answered = await new Promise<boolean>((done) => {
      worker.onmessage = () => done(true);
      worker.onerror = (event) => {
        event.preventDefault();
        done(false);
      };
      setTimeout(() => done(false), SILENCE);
    });
    if (answered) return worker;
    worker.terminate();
  } catch {
    // A strict page refuses at once; the main thread draws.
  } finally {
    URL.revokeObjectURL(local);
  }
  return undefined;
}

function inWorker(worker: Worker, module: WebAssembly.Module, canvas: HTMLCanvasElement, listener: Listener): Engine {
  const waiting = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>();
  let ids = 0;
  const say = (message: ToWorker, transfer: Transferable[] = []) => worker.postMessage(message, transfer);
  const ask = (question: { type: "picture" | "last" | "seed" } | { type: "reach"; reach: Reach }) =>
    new Promise<unknown>((done, failed) => {
      const id = ++ids;
      waiting.set(id, { done, failed });
      say({ ...question, id });
    });

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === "frame") listener.frame(data.frame);
    else if (data.type === "chart") listener.chart(data.id, data.image);
    else if (data.type === "answer") {
      waiting.get(data.id)?.done(data.value);
      waiting.delete(data.id);
    } else if (data.type === "error") {
      if (data.id === undefined) listener.failed(new Refusal(data.failure, data.message));
      else waiting.get(data.id)?.failed(new Error(data.message));
    }
  };
  /** Nobody waits for a worker that is gone. */
  const refuse = (reason: string) => {
    for (const { failed } of waiting.values()) failed(new Error(reason));
    waiting.clear();
  };
  worker.onerror = (event) => {
    refuse(event.message);
    listener.failed(event.message);
  };

  const surface = canvas.transferControlToOffscreen();
  say({ type: "start", module, canvas: surface }, [surface]);
  return {
    where: "worker",
    change: (changes, counts) => say({ type: "change", changes, counts }),
    size: (size, moving) => say({ type: "size", size, moving }),
    charts: (wanted, side) => say({ type: "charts", wanted, side }),
    awake: (awake) => say({ type: "awake", awake }),
    handles: (wanted) => say({ type: "handles", wanted }),
    reach: (reach) => ask({ type: "reach", reach }) as Promise<readonly number[]>,
    seed: () => ask({ type: "seed" }) as Promise<number>,
    picture: () => ask({ type: "picture" }) as Promise<Blob>,
    last: () => ask({ type: "last" }) as Promise<ImageBitmap>,
    free: () => {
      worker.terminate();
      refuse("ended");
    },
  };
}

async function onMain(
  url: string,
  module: WebAssembly.Module,
  canvas: HTMLCanvasElement,
  listener: Listener,
): Promise<Engine> {
  const { Loop, randomSeed, start, surfaceOf } = (await refusing(
    "download",
    import(url),
  )) as typeof import("../worker/worker");
  const loop = new Loop(await start(module), surfaceOf(canvas), listener);
  return {
    where: "main",
    change: (changes, counts) => loop.change(changes, counts),
    size: (size, moving) => loop.size(size, moving),
    charts: (wanted, side) => loop.charts(wanted, side),
    awake: (awake) => loop.awake(awake),
    handles: (wanted) => loop.handles(wanted),
    reach: async (reach) => loop.reach(reach),
    seed: async () => randomSeed(),
    picture: () =>
      new Promise((done, failed) =>
        canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"),
      ),
    last: async () => undefined,
    free: () => loop.free(),
  };
}
