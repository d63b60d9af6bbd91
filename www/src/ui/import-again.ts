// Dynamic imports that can be tried again.

/**
 * Imports once; after a failure under another address, since Firefox keeps a failure for as long as the page lives. The
 * build appends `again` to the address in `get`; in the package, whose addresses a bundler makes, it does not.
 */
export function importAgain<T>(get: (again: string) => Promise<T>): () => Promise<T> {
  let tries = 0;
  return () =>
    get(tries > 0 ? `?again=${tries}` : "").catch((error: unknown) => {
      tries++;
      throw error;
    });
}
