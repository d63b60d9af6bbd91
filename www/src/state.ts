// The values of one element. A named view stands for a camera, so choosing it moves yaw, pitch and zoom too;
// they may then be moved on their own.

import { cameras, type Choice, defaultOf, parameter, parameters, type Value } from "./table";

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
    const camera = name === "view" ? this.cameraOf(value) : undefined;
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
    const camera = this.cameraOf(this.get("view"));
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

  cameraOf(view: Value) {
    return cameras[(parameter("view") as Choice).choices.indexOf(String(view))];
  }

  #put(name: string, value: Value): boolean {
    if (this.#values.get(name) === value) return false;
    this.#values.set(name, value);
    return true;
  }
}

/** Names in the order they must be set: `view` first, so that a given yaw, pitch or zoom refines it. */
export const inOrder = <T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] =>
  [...entries].sort(([a], [b]) => Number(b === "view") - Number(a === "view"));
