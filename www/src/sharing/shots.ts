// Pictures of other states or sizes than the one in view, from an engine of their own: the picture in view stays as it
// is, and the memory goes back when all are drawn.

import { type Files, open } from "../engine/engine";
import { left, room } from "../engine/pool";
import { numberOf, parameter, placeOf } from "../state/table";
import { inOrder, type State } from "../state/values";

export interface Shot {
  readonly state: State;
  /** Sides, px. */
  readonly width: number;
  readonly height: number;
}

/** Draws one after the other, each at rest; PNG. */
export async function shoot(files: Files, shots: readonly Shot[]): Promise<Blob[]> {
  let said = 0;
  let arrived = (): void => {};
  let failed = (_: unknown): void => {};
  const guest = await room();
  const engine = await open(files, () => document.createElement("canvas"), {
    frame: ({ rest, serial }) => rest && serial === said && arrived(),
    chart: () => {},
    failed: (error) => failed(error),
  }).catch((error: unknown) => {
    left(guest);
    throw error;
  });
  try {
    const pictures: Blob[] = [];
    for (const { state, width, height } of shots) {
      await new Promise<void>((done, refused) => {
        [arrived, failed] = [done, refused];
        said += 2;
        engine.change(
          inOrder(Object.entries(state)).map(([name, value]) => [placeOf(name), numberOf(parameter(name), value)]),
          true,
        );
        engine.size({ width, height }, false);
      });
      pictures.push(await engine.picture());
    }
    return pictures;
  } finally {
    engine.free();
    left(guest);
  }
}
