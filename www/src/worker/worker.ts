// The drawing script: runs the render loop in a worker, on a canvas transferred by the page, or is imported by the main
// thread where there is no worker.

import { contextOf, createSimulation, randomSeed } from "./core";
import { failureOf } from "./failure";
import { workLock } from "./liveness";
import { RenderLoop } from "./loop";
import type { FromWorker, ToWorker } from "./protocol";
import { assertCanvasesReadable } from "./read-back";

export { contextOf, createSimulation, RenderLoop, randomSeed };

interface Scope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  onmessageerror: (() => void) | null;
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
}

const scope = self as unknown as Scope;
const post = (message: FromWorker, transfer?: Transferable[]) => scope.postMessage(message, transfer);
const fail = (error: unknown, id?: number) =>
  post({ type: "error", failure: failureOf(error), message: String(error), ...(id === undefined ? {} : { id }) });

let canvas: OffscreenCanvas;
let loopStarted: Promise<RenderLoop>;
let loop: RenderLoop | undefined;
const work = workLock((idle, lock) => post({ type: "pong", idle, lock }));

async function startLoop(module: WebAssembly.Module): Promise<RenderLoop> {
  loop = new RenderLoop(await createSimulation(module), contextOf(canvas), {
    frame: (frame) => post({ type: "frame", frame }),
    thumbnail: (id, image) => post({ type: "thumbnail", id, image }),
    failed: fail,
  });
  return loop;
}

async function onMessage({ data }: MessageEvent<ToWorker>): Promise<void> {
  if (data.type === "ping") return work.answer(loop?.busy ?? true);
  try {
    if (data.type === "start") {
      canvas = data.canvas;
      loopStarted = startLoop(data.module);
    }
    // Messages keep their order: each awaits the same promises.
    // What pauses work takes no lock: it is the last that a page sends as it goes into the back/forward cache.
    const ready = data.type === "active" && !data.active ? work.taken() : work.take();
    const loop = await loopStarted;
    await ready;
    if (data.type === "change") loop.change(data.changes, data.counts);
    else if (data.type === "size") loop.size(data.size, data.moving);
    else if (data.type === "thumbnails") loop.thumbnails(data.wanted, data.side);
    else if (data.type === "active") loop.setActive(data.active);
    else if (data.type === "png") {
      assertCanvasesReadable(new OffscreenCanvas(1, 1));
      post({ type: "answer", id: data.id, value: await canvas.convertToBlob() });
    } else if (data.type === "snapshot") {
      const value = await createImageBitmap(canvas);
      // Not a copy: who has it can close it.
      post({ type: "answer", id: data.id, value }, [value]);
    } else if (data.type === "handles" || data.type === "measures") loop[data.type](data.wanted);
    else if (data.type === "seed") post({ type: "answer", id: data.id, value: randomSeed() });
    else if (data.type === "handleValues") post({ type: "answer", id: data.id, value: loop.handleValues(data.target) });
    else if (data.type === "photograph") post({ type: "answer", id: data.id, value: loop.photograph(data.call) });
  } catch (error) {
    fail(error, "id" in data ? data.id : undefined);
  }
}

if (typeof document === "undefined") {
  scope.onmessage = onMessage;
  scope.onmessageerror = () => fail("messageerror");
  post({ type: "hello" });
}
