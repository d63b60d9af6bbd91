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

/**
 * A trap that is the browser's: all of the core is safe Rust, which ends in `unreachable` and never reaches out of its
 * memory. WebKitGTK 2.50 does once in some 300 starts on a busy machine, in code that its compiler has just replaced;
 * another core draws.
 */
export const isEngineFault = (error: unknown): boolean => /RuntimeError: (?!.*unreachable)/i.test(String(error));

/** Gives errors of `work` a kind. */
export const withFailure = <T>(type: Failure, work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw new DrawingError(type, error);
  });
