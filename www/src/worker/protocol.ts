// Messages between the element and its worker.

import type { PhotographCall } from "./core";
import type { Failure } from "./failure";
import type { Change, HandleTarget, RenderedFrame, Size, ThumbnailRequest } from "./loop";

export type ToWorker =
  | { type: "start"; module: WebAssembly.Module; canvas: OffscreenCanvas }
  | { type: "change"; changes: readonly Change[]; counts: boolean }
  | { type: "size"; size: Size; moving: boolean }
  | { type: "thumbnails"; wanted: readonly ThumbnailRequest[]; side: number }
  | { type: "active"; active: boolean }
  | { type: "handles" | "measures"; wanted: boolean }
  | { type: "handleValues"; id: number; target: HandleTarget }
  | { type: "photograph"; id: number; call: PhotographCall }
  | { type: "png" | "snapshot" | "seed"; id: number }
  | { type: "ping" };

export type FromWorker =
  | { type: "hello" }
  /** Whether there is nothing to do, and the name of the lock that the worker holds. */
  | { type: "pong"; idle: boolean; lock: string | undefined }
  | { type: "frame"; frame: RenderedFrame }
  | { type: "thumbnail"; id: number; image: ImageData | undefined }
  | { type: "answer"; id: number; value: unknown }
  | { type: "error"; id?: number; failure: Failure; message: string };
