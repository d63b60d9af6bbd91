// The values of one element. Choosing a named view also sets yaw, pitch and zoom, which may then be changed on their
// own.

import { type ChoiceParameter, cameras, defaultOf, parameter, parameters, type Value } from "./table";

export type State = Record<string, Value>;

const CAMERA = ["yaw", "pitch", "zoom"] as const;

export class Values {
  readonly #values = new Map<string, Value>(parameters.map((p) => [p.name, defaultOf(p)]));
  /** The design beside these values, where there are two: its part of the code, which `consultation` reads. */
  other: string | undefined;

  get(name: string): Value {
    return this.#values.get(name) ?? 0;
  }

  number(name: string): number {
    return Number(this.get(name));
  }

  /** Sets a validated value; returns the names whose values are now different. */
  set(name: string, value: Value): string[] {
    const changed = this.#put(name, value) ? [name] : [];
    const camera = name === "view" ? cameraOf(value) : undefined;
    if (camera) for (const key of CAMERA) if (this.#put(key, camera[key])) changed.push(key);
    return changed;
  }

  /** The named view with exactly this camera, if any. */
  namedView(): string | undefined {
    const views = parameter("view") as ChoiceParameter;
    const at = (name: string) => this.get(name);
    const same = cameras.findIndex((c) => CAMERA.every((key) => c[key] === at(key)));
    return same < 0 ? undefined : views.choices[same];
  }

  /** The values that differ from the defaults; yaw, pitch and zoom from those of the named view. */
  nonDefault(): State {
    const camera = cameraOf(this.get("view"));
    const state: State = {};
    for (const p of parameters) {
      const implied = camera && CAMERA.find((key) => key === p.name);
      const usual = implied ? camera[implied] : defaultOf(p);
      if (this.get(p.name) !== usual) state[p.name] = this.get(p.name);
    }
    return state;
  }

  /** A copy in which one value is another; a view's camera is not put in place. */
  with(name: string, value: Value): Values {
    const copy = new Values();
    for (const [each, own] of this.#values) copy.#put(each, each === name ? value : own);
    return copy;
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

/** The camera of a named view. */
export const cameraOf = (view: Value) => cameras[(parameter("view") as ChoiceParameter).choices.indexOf(String(view))];

/**
 * Entries in the order they must be set: first a code, which sets everything; then `view`, so that a given yaw, pitch
 * or zoom refines it.
 */
export const inSettingOrder = <T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] => {
  const rank = (name: string) => ["code", "view"].indexOf(name) >>> 0;
  return [...entries].sort(([a], [b]) => rank(a) - rank(b));
};
