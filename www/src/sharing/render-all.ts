// Renders other states or sizes than the one shown, in an engine of its own, which is freed when all are drawn.

import { type CoreFiles, type Engine, openEngine } from "../engine/engine";
import { acquireCore, releaseCore } from "../engine/pool";
import { numberOf, parameter, parameterIndex } from "../state/table";
import { inSettingOrder, type State } from "../state/values";
import type { PhotographCall, Report } from "../worker/core";
import { isEngineFault } from "../worker/failure";

export interface RenderRequest {
  readonly state: State;
  /** Sides, px. */
  readonly width: number;
  readonly height: number;
  /** Receives what is measured in the picture, and its report; it is not measured without. */
  readonly measured?: ((measures: Float32Array, report: Report) => void) | undefined;
}

/** What an engine is given, and how each of its pictures is read. */
export interface Rendering<T> {
  readonly files: CoreFiles;
  readonly requests: readonly RenderRequest[];
  /** What it has to be told of a photograph first. */
  readonly photograph?: readonly PhotographCall[];
  /** Ends it at once. */
  readonly signal?: AbortSignal;
  read(engine: Engine, canvas: HTMLCanvasElement): Promise<T>;
}

/** Renders one after the other, each until it is fully refined; the next one while the caller looks at the last. */
export async function* renderEach<T>(rendering: Rendering<T>): AsyncGenerator<T, void> {
  let drawn = 0;
  for (let faults = 0; drawn < rendering.requests.length; ) {
    try {
      for await (const picture of renderOnce({ ...rendering, requests: rendering.requests.slice(drawn) })) {
        drawn++;
        yield picture;
      }
    } catch (error) {
      if (!isEngineFault(error) || faults++ > 0) throw error;
    }
  }
}

/** The same with one engine, until it fails. */
async function* renderOnce<T>({
  files,
  requests,
  photograph = [],
  signal,
  read,
}: Rendering<T>): AsyncGenerator<T, void> {
  let serialSent = photograph.length;
  let arrived = (_?: Float32Array): void => {};
  let reported!: Report;
  let failed = (_: unknown): void => {};
  let canvas!: HTMLCanvasElement;
  const client = await acquireCore(signal);
  const engine = await openEngine(files, () => (canvas = document.createElement("canvas")), {
    frame: ({ refined: rest, serial, measures, report = reported }) => {
      // It comes once for each change, with the first frame that shows it.
      reported = report;
      if (rest && serial === serialSent) arrived(measures);
    },
    thumbnail: () => {},
    failed: (error) => failed(error),
  }).catch((error: unknown) => {
    releaseCore(client);
    throw error;
  });
  const abort = () => failed(signal?.reason);
  signal?.addEventListener("abort", abort);
  try {
    for (const call of photograph) engine.photograph(call).catch(() => {});
    const draw = ({ state, width, height, measured }: RenderRequest) => {
      engine.measures(measured !== undefined);
      const drawn = new Promise<Float32Array | undefined>((done, refused) => {
        [arrived, failed] = [done, refused];
        signal?.throwIfAborted();
        serialSent += 2;
        engine.change(
          inSettingOrder(Object.entries(state)).map(([name, value]) => [
            parameterIndex(name),
            numberOf(parameter(name), value),
          ]),
          true,
        );
        engine.size({ width, height }, false);
      });
      // A failure is told to who waits for the picture.
      drawn.catch(() => {});
      return drawn;
    };
    let drawn = draw(requests[0]!);
    for (const [i, { measured }] of requests.entries()) {
      const measures = await drawn;
      if (measures) measured?.(measures, reported);
      const picture = await read(engine, canvas);
      const following = requests[i + 1];
      if (following) drawn = draw(following);
      yield picture;
    }
  } finally {
    signal?.removeEventListener("abort", abort);
    engine.free();
    releaseCore(client);
  }
}

/** The pictures as PNG. */
export async function renderAll(files: CoreFiles, requests: readonly RenderRequest[]): Promise<Blob[]> {
  const pictures: Blob[] = [];
  for await (const picture of renderEach({ files, requests, read: (engine) => engine.toPng() })) pictures.push(picture);
  return pictures;
}
