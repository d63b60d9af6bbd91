// Runs the core for one element: in a worker, or on the main thread where workers are refused.

import type { PhotographCall } from "../worker/core";
import { DrawingError, type Failure, withFailure } from "../worker/failure";
import { heartbeat } from "../worker/liveness";
import type { Change, FrameListener, HandleTarget, Size, ThumbnailRequest } from "../worker/loop";
import type { FromWorker, ToWorker } from "../worker/protocol";

export interface Engine {
  readonly where: "worker" | "main";
  change(changes: readonly Change[], counts: boolean): void;
  size(size: Size, moving: boolean): void;
  thumbnails(wanted: readonly ThumbnailRequest[], side: number): void;
  setActive(active: boolean): void;
  handles(wanted: boolean): void;
  measures(wanted: boolean): void;
  handleValues(target: HandleTarget): Promise<readonly number[]>;
  photograph(call: PhotographCall): Promise<unknown>;
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

/** A file of the core: its address, and the hash of its content. */
export interface CoreFile {
  readonly url: string;
  readonly integrity: string;
}

/** The core, and the script that runs it: each core has its own. */
export interface CoreFiles {
  readonly wasm: CoreFile;
  readonly worker: CoreFile;
}

const downloadsByUrl = new Map<string, Promise<unknown>>();

/** Downloads once for all elements of the page; failures are not cached. */
function cachedDownload<T>(file: CoreFile, get: (file: CoreFile) => Promise<T>): Promise<T> {
  const { url } = file;
  let got = downloadsByUrl.get(url) as Promise<T> | undefined;
  if (!got) {
    got = get(file);
    downloadsByUrl.set(url, got);
    got.catch(() => downloadsByUrl.delete(url));
  }
  return got;
}

async function download({ url, integrity }: CoreFile): Promise<Response> {
  const response = await withFailure("download", fetch(url, { integrity }));
  if (!response.ok) throw new DrawingError("download", `${response.status} ${response.statusText}`);
  return response;
}

async function compile(file: CoreFile): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === "undefined") throw new DrawingError("wasm", "no WebAssembly");
  const response = await download(file);
  // Streaming compilation needs the right MIME type; other hosts work too, a little slower.
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  if (typed) return withFailure("wasm", WebAssembly.compileStreaming(response));
  const bytes = await withFailure("download", response.arrayBuffer());
  return withFailure("wasm", WebAssembly.compile(bytes));
}

const readText = async (file: CoreFile): Promise<string> => withFailure("download", (await download(file)).text());

/** Downloads a core and its script, for all elements of the page. */
export const downloadCore = ({ wasm, worker }: CoreFiles): Promise<unknown> =>
  Promise.all([cachedDownload(wasm, compile), cachedDownload(worker, readText)]);

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
  if (worker) return inWorker(worker, module, canvas, listener);
  // Under another fragment the browser evaluates the script it has anew, with an instance of the core of its own.
  const { url } = files.worker;
  return onMain(mainFailures ? `${url}#${mainFailures}` : url, module, canvas, listener);
}

/** Failures of cores on the main thread: what they leave of the script's one instance cannot be used again. */
let mainFailures = 0;

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
async function spawnWorker(file: CoreFile): Promise<Worker | undefined> {
  if (typeof Worker === "undefined" || typeof OffscreenCanvas === "undefined") return undefined;
  if (!("transferControlToOffscreen" in HTMLCanvasElement.prototype)) return undefined;
  const code = await cachedDownload(file, readText).catch(() => undefined);
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
  let active = true;
  let ended = false;
  const heart = heartbeat(
    () => post({ type: "ping" }),
    () => fail("the worker has ended"),
  );
  /** Death is looked for while the picture is visible or an answer is pending. */
  const watchLife = () => heart.run(active || pending.size > 0);
  const post = (message: ToWorker, transfer: Transferable[] = []) => worker.postMessage(message, transfer);
  type Request =
    | { type: "png" | "snapshot" | "seed" }
    | { type: "handleValues"; target: HandleTarget }
    | { type: "photograph"; call: PhotographCall };
  const request = (message: Request) =>
    new Promise<unknown>((done, failed) => {
      const id = ++ids;
      pending.set(id, { done, failed });
      post({ ...message, id });
      watchLife();
    });

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    heart.onMessage(data);
    if (data.type === "frame") listener.frame(data.frame);
    else if (data.type === "thumbnail") listener.thumbnail(data.id, data.image);
    else if (data.type === "error" && data.id === undefined) fail(data.message, data.failure);
    else if (data.type === "answer" || data.type === "error") {
      const request = pending.get(data.id!);
      pending.delete(data.id!);
      if (data.type === "answer") request?.done(data.value);
      else request?.failed(new Error(data.message));
      watchLife();
    }
  };
  /** Ends the worker and rejects all pending requests. */
  const end = (reason: Error) => {
    ended = true;
    heart.run(false);
    worker.terminate();
    for (const { failed } of pending.values()) failed(reason);
    pending.clear();
  };
  const fail = (reason: string, failure: Failure = "core") => {
    if (ended) return;
    const error = new DrawingError(failure, reason);
    end(error);
    listener.failed(error);
  };
  worker.onerror = (event) => fail(event.message);
  // In Chromium a worker has no property for this handler.
  worker.addEventListener("messageerror", () => fail("messageerror"));

  const offscreen = canvas.transferControlToOffscreen();
  post({ type: "start", module, canvas: offscreen }, [offscreen]);
  watchLife();
  return {
    where: "worker",
    change: (changes, counts) => post({ type: "change", changes, counts }),
    size: (size, moving) => post({ type: "size", size, moving }),
    thumbnails: (wanted, side) => post({ type: "thumbnails", wanted, side }),
    setActive: (wanted) => {
      active = wanted;
      post({ type: "active", active });
      watchLife();
    },
    handles: (wanted) => post({ type: "handles", wanted }),
    measures: (wanted) => post({ type: "measures", wanted }),
    handleValues: (target) => request({ type: "handleValues", target }) as Promise<readonly number[]>,
    photograph: (call) => request({ type: "photograph", call }),
    seed: () => request({ type: "seed" }) as Promise<number>,
    toPng: () => request({ type: "png" }) as Promise<Blob>,
    snapshot: () => request({ type: "snapshot" }) as Promise<ImageBitmap>,
    free: () => ended || end(new Error("ended")),
  };
}

async function onMain(
  url: string,
  module: WebAssembly.Module,
  canvas: HTMLCanvasElement,
  listener: FrameListener,
): Promise<Engine> {
  const { RenderLoop, randomSeed, createSimulation, contextOf } = (await withFailure("download", import(url)).catch(
    (error: unknown) => {
      // Firefox does not ask again for what it could not have.
      mainFailures++;
      throw error;
    },
  )) as typeof import("../worker/worker");
  const core = await createSimulation(module).catch((error: unknown) => {
    mainFailures++;
    throw error;
  });
  const failed = (error: unknown) => {
    mainFailures++;
    listener.failed(error);
  };
  const loop = new RenderLoop(core, contextOf(canvas), { ...listener, failed });
  return {
    where: "main",
    change: (changes, counts) => loop.change(changes, counts),
    size: (size, moving) => loop.size(size, moving),
    thumbnails: (wanted, side) => loop.thumbnails(wanted, side),
    setActive: (active) => loop.setActive(active),
    handles: (wanted) => loop.handles(wanted),
    measures: (wanted) => loop.measures(wanted),
    handleValues: async (target) => loop.handleValues(target),
    photograph: async (call) => loop.photograph(call),
    seed: async () => randomSeed(),
    toPng: () =>
      new Promise((done, failed) =>
        canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"),
      ),
    snapshot: async () => undefined,
    free: () => loop.free(),
  };
}
