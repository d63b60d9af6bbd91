// What the element and its worker say to each other.

import type { Failure } from "./failure";
import type { Change, Chart, Frame, Reach, Size } from "./loop";

export type ToWorker =
  | { type: "start"; module: WebAssembly.Module; canvas: OffscreenCanvas }
  | { type: "change"; changes: readonly Change[]; counts: boolean }
  | { type: "size"; size: Size; moving: boolean }
  | { type: "charts"; wanted: readonly Chart[]; side: number }
  | { type: "awake"; awake: boolean }
  | { type: "handles"; wanted: boolean }
  | { type: "reach"; id: number; reach: Reach }
  | { type: "picture" | "last" | "seed"; id: number };

export type FromWorker =
  | { type: "hello" }
  | { type: "frame"; frame: Frame }
  | { type: "chart"; id: number; image: ImageData | undefined }
  | { type: "answer"; id: number; value: unknown }
  | { type: "error"; id?: number; failure: Failure; message: string };
