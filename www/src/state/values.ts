// The values of one element. A named view stands for a camera, so choosing it moves yaw, pitch and zoom too;
// they may then be moved on their own.

import { type Choice, cameras, defaultOf, parameter, parameters, type Value } from "./table";

export type State = Record<string, Value>;

const CAMERA = ["yaw", "pitch", "zoom"] as const;

export class Values {
  readonly #values = new Map<string, Value>(parameters.map((p) => [p.name, defaultOf(p)]));

  get(name: string): Value {
    return this.#values.get(name) ?? 0;
  }

  number(name: string): number {
    return Number(this.get(name));
  }

  /** Takes a checked value; returns the names whose values are now different. */
  set(name: string, value: Value): string[] {
    const changed = this.#put(name, value) ? [name] : [];
    const camera = name === "view" ? cameraOf(value) : undefined;
    if (camera) for (const key of CAMERA) if (this.#put(key, camera[key])) changed.push(key);
    return changed;
  }

  /** The view whose camera this is exactly, if any. */
  view(): string | undefined {
    const views = parameter("view") as Choice;
    const at = (name: string) => this.get(name);
    const same = cameras.findIndex((c) => CAMERA.every((key) => c[key] === at(key)));
    return same < 0 ? undefined : views.choices[same];
  }

  /** Every value that is not what a fresh element would show: the shortest words for this state. */
  changed(): State {
    const camera = cameraOf(this.get("view"));
    const state: State = {};
    for (const p of parameters) {
      const implied = camera && CAMERA.find((key) => key === p.name);
      const usual = implied ? camera[implied] : defaultOf(p);
      if (this.get(p.name) !== usual) state[p.name] = this.get(p.name);
    }
    return state;
  }

  all(): State {
    return Object.fromEntries(this.#values);
  }

  #put(name: string, value: Value): boolean {
    if (this.#values.get(name) === value) return false;
    this.#values.set(name, value);
    return true;
  }
}

/** The camera that a named view stands for. */
export const cameraOf = (view: Value) => cameras[(parameter("view") as Choice).choices.indexOf(String(view))];

/**
 * Names in the order they must be set: a code, that stands for all; then `view`, so that a given yaw, pitch or zoom
 * refines it.
 */
export const inOrder = <T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] => {
  const rank = (name: string) => ["code", "view"].indexOf(name) >>> 0;
  return [...entries].sort(([a], [b]) => rank(a) - rank(b));
};
