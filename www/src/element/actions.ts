// What the user interface does to the element.

import type { Drawing } from "../engine/drawing";
import type { SharingActions } from "../sharing/buttons";
import type { Show } from "../sharing/save-options";
import { type ChoiceParameter, type Parameter, parameter, parseValue, type Value } from "../state/table";
import { inSettingOrder, type State, Values } from "../state/values";
import type { UiActions } from "./user-interface";

/** What a mounted element does besides drawing. */
export interface Keeping {
  /** Composes a picture for the visitor: at its largest size, of a photograph while one is open. */
  keep(show: Show): Promise<Blob>;
  /** Opens the choice of a photograph. */
  photograph(): Promise<void>;
  /** Shows or hides what is measured on the head. */
  measures(): Promise<void>;
  /** Switches the handles of the hairline on or off. */
  byHand(): Promise<void>;
  /** Prints the consultation sheet. */
  print(): Promise<void>;
  readonly clip: SharingActions["clip"];
  /** Shows the designs where there are two; with a press the present one is the first of them. */
  consult(press?: boolean): Promise<void>;
}

/** What it needs of the element. */
export interface Changeable {
  readonly values: Values;
  readonly drawing: Drawing | undefined;
  /** Sets a valid value, as changed by the visitor. */
  set(name: string, value: Value): void;
  /** The visitor has let go of a control, or pressed one. */
  commit(name: string): void;
  /** Applies a full state, as changed by the visitor. */
  apply(target: Values): void;
  scheduleUpdate(): void;
  load(): Promise<Keeping>;
  /** The address that opens the state, where there is one. */
  link(): string | undefined;
  onCta(): void;
}

const CAMERA = new Set(["yaw", "pitch", "zoom"]);
/** Length from which hair is drawn as strands, mm: then pictures are smaller while parameters of the scalp change. */
const WORN_FROM_MM = 6;

/** Whether pictures are smaller while a parameter changes, with hair so long. */
export const movesMuch = (p: Parameter, hairLength: number): boolean =>
  CAMERA.has(p.name) || (p.stage === "scalp" && hairLength > WORN_FROM_MM);

export function actionsOn(element: Changeable): UiActions {
  const { values, set, commit, apply } = element;
  const view = parameter("view") as ChoiceParameter;
  /** Sets a value from a control or a gesture, clamped without warning: pointers leave the range. */
  const move = (name: string, given: Value) => {
    const p = parameter(name);
    const parsed = parseValue(p, given);
    const value = "value" in parsed ? parsed.value : parsed.near;
    if (value === undefined) return;
    const length = Number(name === "hair-length" ? value : values.get("hair-length"));
    if (movesMuch(p, length)) element.drawing?.startMoving();
    set(name, value);
  };
  const put = (state: Readonly<State>) => {
    for (const [name, value] of inSettingOrder(Object.entries(state))) move(name, value);
  };
  return {
    cameraActions: {
      camera: () => ({ yaw: values.number("yaw"), pitch: values.number("pitch"), zoom: values.number("zoom") }),
      moveCamera: (camera) => {
        for (const [name, value] of Object.entries(camera)) move(name, value);
      },
      commit: () => commit("view"),
      setView: (place) => {
        const word = view.choices[place];
        if (word !== undefined) set("view", word);
      },
      home: () => set("view", view.choices[0] ?? ""),
    },
    move,
    commit,
    put,
    thumbnails: (wanted, side) => element.drawing?.thumbnails(wanted, side),
    handles: (wanted) => {
      element.drawing?.handles(wanted);
      element.scheduleUpdate();
    },
    handleValues: async (target) => (await element.drawing?.handleValues(target)) ?? [],
    // A camera that differs from every named view is kept.
    show: (word, camera = {}) => {
      if (!values.namedView() || element.drawing?.photograph) return;
      set("view", word);
      for (const [name, value] of Object.entries(camera)) set(name, value);
    },
    save: async (show) => (await element.load()).keep(show),
    link: () => element.link(),
    print: async () => (await element.load()).print(),
    clip: async (...given) => (await element.load()).clip(...given),
    photograph: () => void element.load().then(({ photograph }) => photograph()),
    measures: () => void element.load().then(({ measures }) => measures()),
    byHand: () => void element.load().then(({ byHand }) => byHand()),
    anotherHead: async () => {
      // A failure has been reported by `smp-error`.
      const seed = await element.drawing?.seed().catch(() => undefined);
      if (seed === undefined) return;
      set("seed", seed);
      commit("seed");
    },
    apply,
    consult: (press) => void element.load().then(({ consult }) => consult(press)),
    reset: () => {
      apply(Object.assign(new Values(), { other: values.other }));
      commit("reset");
    },
    retry: () => element.drawing?.retry(),
    onCta: () => element.onCta(),
  };
}
