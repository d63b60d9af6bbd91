// Errors with a kind: why there is no picture.

/**
 * `download`: a retry may succeed. `wasm`, `canvas`: this browser or host does not allow it. `core`: an error of ours.
 */
export type Failure = "download" | "wasm" | "canvas" | "core";

export class DrawingError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, reason: unknown) {
    super(reason instanceof Error ? reason.message : String(reason));
    this.failure = failure;
  }
}

/** The kind of an error, also of one from another bundle, where `instanceof` fails; unknown errors are the core's. */
export const failureOf = (error: unknown): Failure => (error as Partial<DrawingError> | undefined)?.failure ?? "core";

/** Gives errors of `work` a kind. */
export const withFailure = <T>(type: Failure, work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw new DrawingError(type, error);
  });
