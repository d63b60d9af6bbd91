// What the element and its worker say to each other.

import type { Change, Chart, Frame, Size } from "./loop";
import type { Failure } from "./refusal";

export type ToWorker =
  | { type: "start"; module: WebAssembly.Module; canvas: OffscreenCanvas }
  | { type: "change"; changes: readonly Change[]; counts: boolean }
  | { type: "size"; size: Size; moving: boolean }
  | { type: "charts"; wanted: readonly Chart[]; side: number }
  | { type: "awake"; awake: boolean }
  | { type: "picture"; id: number };

export type FromWorker =
  | { type: "hello" }
  | { type: "frame"; frame: Frame }
  | { type: "chart"; id: number; image: ImageData }
  | { type: "picture"; id: number; blob: Blob }
  | { type: "error"; id?: number; failure: Failure; message: string };
