// Renders other states or sizes than the one shown, in an engine of its own, which is freed when all are drawn.

import { type CoreFiles, openEngine } from "../engine/engine";
import { acquireCore, releaseCore } from "../engine/pool";
import { numberOf, parameter, parameterIndex } from "../state/table";
import { inSettingOrder, type State } from "../state/values";

export interface RenderRequest {
  readonly state: State;
  /** Sides, px. */
  readonly width: number;
  readonly height: number;
}

/** Renders one after the other, each until it is fully refined; PNG. */
export async function renderAll(files: CoreFiles, requests: readonly RenderRequest[]): Promise<Blob[]> {
  let serialSent = 0;
  let arrived = (): void => {};
  let failed = (_: unknown): void => {};
  const client = await acquireCore();
  const engine = await openEngine(files, () => document.createElement("canvas"), {
    frame: ({ refined: rest, serial }) => rest && serial === serialSent && arrived(),
    thumbnail: () => {},
    failed: (error) => failed(error),
  }).catch((error: unknown) => {
    releaseCore(client);
    throw error;
  });
  try {
    const pictures: Blob[] = [];
    for (const { state, width, height } of requests) {
      await new Promise<void>((done, refused) => {
        [arrived, failed] = [done, refused];
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
      pictures.push(await engine.toPng());
    }
    return pictures;
  } finally {
    engine.free();
    releaseCore(client);
  }
}
