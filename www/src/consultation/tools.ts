// What the chunk is handed by the element, so that it shares no code with it.

import type { Drawing, DrawingHost } from "../engine/drawing";
import type { options } from "../panel/options";
import type { ReportPanel } from "../panel/report";
import type { Thumbnails } from "../panel/thumbnails";
import type { Divider } from "../stage/divider";
import type { decodeState, encode } from "../state/code";
import type { isInForce } from "../state/in-force";
import type { Parameter, Value } from "../state/table";
import type { Values } from "../state/values";
import type { el } from "../ui/dom";
import type { addStyle } from "../ui/styles";
import type { Words } from "../ui/words";
import type { Report } from "../worker/core";

/** The part of the element's interface that designs lie in. */
export interface Surroundings {
  readonly root: HTMLElement;
  readonly stage: HTMLElement;
  canvas: HTMLCanvasElement;
  /** While there is one, a new core has not drawn yet. */
  readonly lastCanvas: HTMLCanvasElement | undefined;
  readonly thumbnails: Thumbnails;
  readonly divider: Divider;
  readonly report: ReportPanel;
  /** What is said where a press has failed. */
  readonly failure: HTMLElement;
  designs: unknown;
  /** The picture in one sentence. */
  describe(values: Values, report: Report | undefined, compare: number): string;
}

/** What a state is read and written with. */
export interface StateTools {
  readonly Values: typeof Values;
  readonly parameters: readonly Parameter[];
  readonly isInForce: typeof isInForce;
  readonly encode: typeof encode;
  readonly decodeState: typeof decodeState;
}

export interface Tools {
  readonly el: typeof el;
  readonly addStyle: typeof addStyle;
  readonly options: typeof options;
  readonly words: Words;
  /** The same with those of a clinic's tools. */
  readonly desk: () => Promise<Words>;
  readonly ui: Surroundings;
  readonly drawing: Drawing;
  readonly actions: {
    /** Applies a full state, as changed by the visitor. */
    apply(target: Values): void;
    commit(name: string): void;
    move(name: string, value: Value): void;
  };
  readonly values: Values;
  readonly state: StateTools;
  /** Another picture on the same stage. */
  readonly open: (host: DrawingHost) => Drawing;
}

/** Whether the picture is of the treated head alone, wherever the divider is. */
export function setWhole(drawing: Drawing, whole: boolean, compare: number): void {
  if (drawing.whole === whole) return;
  drawing.whole = false;
  drawing.change([["compare", whole ? 0 : compare]]);
  drawing.whole = whole;
}
