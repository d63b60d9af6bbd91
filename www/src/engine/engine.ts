// Runs the core for one element: in a worker, or on the main thread where workers are refused.

import { worker as script, wasm } from "build:assets";
import { DrawingError, withFailure } from "../worker/failure";
import type { Change, FrameListener, HandleTarget, Size, ThumbnailRequest } from "../worker/loop";
import type { FromWorker, ToWorker } from "../worker/protocol";

export interface Engine {
  readonly where: "worker" | "main";
  change(changes: readonly Change[], counts: boolean): void;
  size(size: Size, moving: boolean): void;
  thumbnails(wanted: readonly ThumbnailRequest[], side: number): void;
  setActive(active: boolean): void;
  handles(wanted: boolean): void;
  handleValues(target: HandleTarget): Promise<readonly number[]>;
  /** A random seed. */
  seed(): Promise<number>;
  /** The picture on the canvas as PNG. */
  toPng(): Promise<Blob>;
  /** The picture on the canvas, if the canvas is cleared when the engine ends: a worker's is in Firefox. */
  snapshot(): Promise<ImageBitmap | undefined>;
  free(): void;
}

/** Time to wait for the worker's first message, ms; then the main thread draws. */
const WORKER_TIMEOUT_MS = 2500;

/** Addresses of the core and of the script that runs it. */
export interface CoreFiles {
  readonly wasm: string;
  readonly worker: string;
}

const downloadsByUrl = new Map<string, Promise<unknown>>();

/** Downloads once for all elements of the page; failures are not cached. */
function cachedDownload<T>(url: string, get: (url: string) => Promise<T>): Promise<T> {
  let got = downloadsByUrl.get(url) as Promise<T> | undefined;
  if (!got) {
    got = get(url);
    downloadsByUrl.set(url, got);
    got.catch(() => downloadsByUrl.delete(url));
  }
  return got;
}

async function download(url: string, integrity: string): Promise<Response> {
  const response = await withFailure("download", fetch(url, { integrity }));
  if (!response.ok) throw new DrawingError("download", `${response.status} ${response.statusText}`);
  return response;
}

async function compile(url: string): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === "undefined") throw new DrawingError("wasm", "no WebAssembly");
  const response = await download(url, wasm.integrity);
  // Streaming compilation needs the right MIME type; other hosts work too, a little slower.
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  if (typed) return withFailure("wasm", WebAssembly.compileStreaming(response));
  const bytes = await withFailure("download", response.arrayBuffer());
  return withFailure("wasm", WebAssembly.compile(bytes));
}

const readText = async (url: string): Promise<string> =>
  withFailure("download", (await download(url, script.integrity)).text());

/** Starts drawing on a canvas; downloads and the worker's start run in parallel. */
export async function openEngine(
  files: CoreFiles,
  freshCanvas: () => HTMLCanvasElement,
  listener: FrameListener,
): Promise<Engine> {
  const spawned = spawnWorker(files.worker);
  const module = await cachedDownload(files.wasm, compile).catch(async (error: unknown) => {
    (await spawned)?.terminate();
    throw error;
  });
  const worker = await spawned;
  const canvas = freshCanvas();
  return worker ? inWorker(worker, module, canvas, listener) : onMain(files.worker, module, canvas, listener);
}

interface UrlPolicy {
  createScriptURL(url: string): string;
}
const identityPolicy: UrlPolicy = { createScriptURL: (url) => url };
/** Trusted Types: the policy name that a host can allow, `trusted-types smp-visualizer`. */
let policy: UrlPolicy | undefined;

/**
 * Spawns a worker and waits for its first message; undefined where workers or OffscreenCanvas are refused. It is made
 * from text, since browsers refuse a worker from an address of another origin.
 */
async function spawnWorker(url: string): Promise<Worker | undefined> {
  if (typeof Worker === "undefined" || typeof OffscreenCanvas === "undefined") return undefined;
  if (!("transferControlToOffscreen" in HTMLCanvasElement.prototype)) return undefined;
  const code = await cachedDownload(url, readText).catch(() => undefined);
  if (code === undefined) return undefined;
  const local = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  try {
    policy ??=
      (
        window as { trustedTypes?: { createPolicy(name: string, rules: UrlPolicy): UrlPolicy } }
      ).trustedTypes?.createPolicy("smp-visualizer", identityPolicy) ?? identityPolicy;
    const worker = new Worker(policy.createScriptURL(local), { type: "module" });
    const answered = await new Promise<boolean>((done) => {
      worker.onmessage = () => done(true);
      worker.onerror = (event) => {
        event.preventDefault();
        done(false);
      };
      setTimeout(() => done(false), WORKER_TIMEOUT_MS);
    });
    if (answered) return worker;
    worker.terminate();
  } catch {
    // Refused by the page's content security policy: the main thread draws.
  } finally {
    URL.revokeObjectURL(local);
  }
  return undefined;
}

function inWorker(
  worker: Worker,
  module: WebAssembly.Module,
  canvas: HTMLCanvasElement,
  listener: FrameListener,
): Engine {
  const pending = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>();
  let ids = 0;
  const post = (message: ToWorker, transfer: Transferable[] = []) => worker.postMessage(message, transfer);
  const request = (message: { type: "png" | "snapshot" | "seed" } | { type: "handleValues"; target: HandleTarget }) =>
    new Promise<unknown>((done, failed) => {
      const id = ++ids;
      pending.set(id, { done, failed });
      post({ ...message, id });
    });

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === "frame") listener.frame(data.frame);
    else if (data.type === "thumbnail") listener.thumbnail(data.id, data.image);
    else if (data.type === "answer") {
      pending.get(data.id)?.done(data.value);
      pending.delete(data.id);
    } else if (data.type === "error") {
      if (data.id === undefined) listener.failed(new DrawingError(data.failure, data.message));
      else pending.get(data.id)?.failed(new Error(data.message));
    }
  };
  /** Rejects all pending requests. */
  const rejectAll = (reason: string) => {
    for (const { failed } of pending.values()) failed(new Error(reason));
    pending.clear();
  };
  worker.onerror = (event) => {
    rejectAll(event.message);
    listener.failed(event.message);
  };

  const offscreen = canvas.transferControlToOffscreen();
  post({ type: "start", module, canvas: offscreen }, [offscreen]);
  return {
    where: "worker",
    change: (changes, counts) => post({ type: "change", changes, counts }),
    size: (size, moving) => post({ type: "size", size, moving }),
    thumbnails: (wanted, side) => post({ type: "thumbnails", wanted, side }),
    setActive: (active) => post({ type: "active", active }),
    handles: (wanted) => post({ type: "handles", wanted }),
    handleValues: (target) => request({ type: "handleValues", target }) as Promise<readonly number[]>,
    seed: () => request({ type: "seed" }) as Promise<number>,
    toPng: () => request({ type: "png" }) as Promise<Blob>,
    snapshot: () => request({ type: "snapshot" }) as Promise<ImageBitmap>,
    free: () => {
      worker.terminate();
      rejectAll("ended");
    },
  };
}

async function onMain(
  url: string,
  module: WebAssembly.Module,
  canvas: HTMLCanvasElement,
  listener: FrameListener,
): Promise<Engine> {
  const { RenderLoop, randomSeed, createSimulation, contextOf } = (await withFailure(
    "download",
    import(url),
  )) as typeof import("../worker/worker");
  const loop = new RenderLoop(await createSimulation(module), contextOf(canvas), listener);
  return {
    where: "main",
    change: (changes, counts) => loop.change(changes, counts),
    size: (size, moving) => loop.size(size, moving),
    thumbnails: (wanted, side) => loop.thumbnails(wanted, side),
    setActive: (active) => loop.setActive(active),
    handles: (wanted) => loop.handles(wanted),
    handleValues: async (target) => loop.handleValues(target),
    seed: async () => randomSeed(),
    toPng: () =>
      new Promise((done, failed) =>
        canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"),
      ),
    snapshot: async () => undefined,
    free: () => loop.free(),
  };
}
