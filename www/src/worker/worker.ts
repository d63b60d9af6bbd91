// What draws, as a file of its own. In a worker it listens, and draws on a canvas that the page handed over; where
// there can be no worker the page imports the same file.

import { randomSeed, start, surfaceOf } from "./core";
import { failureOf } from "./failure";
import { Loop } from "./loop";
import type { FromWorker, ToWorker } from "./protocol";

export { Loop, randomSeed, start, surfaceOf };

interface Scope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}

const scope = self as unknown as Scope;
const say = (message: FromWorker) => scope.postMessage(message);
const fail = (error: unknown, id?: number) =>
  say({ type: "error", failure: failureOf(error), message: String(error), ...(id === undefined ? {} : { id }) });

let canvas: OffscreenCanvas;
let running: Promise<Loop>;

async function begin(module: WebAssembly.Module): Promise<Loop> {
  return new Loop(await start(module), surfaceOf(canvas), {
    frame: (frame) => say({ type: "frame", frame }),
    chart: (id, image) => say({ type: "chart", id, image }),
    failed: fail,
  });
}

async function hear({ data }: MessageEvent<ToWorker>): Promise<void> {
  try {
    if (data.type === "start") {
      canvas = data.canvas;
      running = begin(data.module);
    }
    // Messages keep their order: each waits for the same promise.
    const loop = await running;
    if (data.type === "change") loop.change(data.changes, data.counts);
    else if (data.type === "size") loop.size(data.size, data.moving);
    else if (data.type === "charts") loop.charts(data.wanted, data.side);
    else if (data.type === "awake") loop.awake(data.awake);
    else if (data.type === "picture") say({ type: "answer", id: data.id, value: await canvas.convertToBlob() });
    else if (data.type === "last") say({ type: "answer", id: data.id, value: await createImageBitmap(canvas) });
    else if (data.type === "handles") loop.handles(data.wanted);
    else if (data.type === "seed") say({ type: "answer", id: data.id, value: randomSeed() });
    else if (data.type === "reach") say({ type: "answer", id: data.id, value: loop.reach(data.reach) });
  } catch (error) {
    fail(error, "id" in data ? data.id : undefined);
  }
}

if (typeof document === "undefined") {
  scope.onmessage = hear;
  say({ type: "hello" });
}
