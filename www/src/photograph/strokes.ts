// What the brush has done, with undo and redo.

import type { Place } from "./frame";

/** One stroke: dabs of one radius along a path, px. */
export interface Stroke {
  readonly radius: number;
  /** −1 erases dots, 1 restores them. */
  readonly sign: -1 | 1;
  readonly path: readonly Place[];
}

export class Strokes {
  #done: Stroke[] = [];
  #undone: Stroke[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Begins a stroke; what was undone is gone. */
  begin(stroke: Stroke): void {
    this.#done.push(stroke);
    this.#undone = [];
  }

  /** Draws the last stroke on to a place, with dabs half a radius apart. */
  extend([x, y]: Place): void {
    const stroke = this.#done.pop();
    const from = stroke?.path.at(-1);
    if (!stroke || !from) return;
    const steps = Math.ceil(Math.hypot(x - from[0], y - from[1]) / (stroke.radius / 2));
    const more = Array.from({ length: steps }, (_, i): Place => {
      const share = (i + 1) / steps;
      return [from[0] + (x - from[0]) * share, from[1] + (y - from[1]) * share];
    });
    this.#done.push({ ...stroke, path: [...stroke.path, ...more] });
  }

  undo(): void {
    const stroke = this.#done.pop();
    if (stroke) this.#undone.push(stroke);
  }

  redo(): void {
    const stroke = this.#undone.pop();
    if (stroke) this.#done.push(stroke);
  }

  /** All of it in another crop: places by a map, radii by a factor. */
  map(place: (place: Place) => Place, scale: number): void {
    const mapped = (stroke: Stroke) => ({ ...stroke, radius: stroke.radius * scale, path: stroke.path.map(place) });
    this.#done = this.#done.map(mapped);
    this.#undone = this.#undone.map(mapped);
  }

  /** As the core has it: x, y, radius, sign of each dab, in order. */
  quadruples(): Float64Array {
    return Float64Array.from(
      this.#done.flatMap(({ radius, sign, path }) => path.flatMap(([x, y]) => [x, y, radius, sign])),
    );
  }
}
