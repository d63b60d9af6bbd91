// Why there can be no picture.

/**
 * `download`: it may work the next time. `wasm`, `canvas`: this browser or host does not allow it. `core`: our fault.
 */
export type Failure = "download" | "wasm" | "canvas" | "core";

export class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, reason: unknown) {
    super(reason instanceof Error ? reason.message : String(reason));
    this.failure = failure;
  }
}

/** What kind of failure an error is, whichever file it comes from; one that nobody foresaw is the core's. */
export const failureOf = (error: unknown): Failure => (error as Partial<Refusal> | undefined)?.failure ?? "core";

/** Names the failure of `work`. */
export const refusing = <T>(type: Failure, work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw new Refusal(type, error);
  });
