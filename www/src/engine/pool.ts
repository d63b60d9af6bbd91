// A pool of cores: at most four per page, which may have more elements than a phone has memory for; the least recently
// used one is evicted first.

/** An element or request that uses a core or waits for one. */
export interface PoolClient {
  /** It has work for a core. */
  readonly needsCore: boolean;
  /** Its core may be evicted. */
  readonly canEvict: boolean;
  /** It is in or near the viewport: it is evicted after those that are not. */
  readonly inSight: boolean;
  /** Starts a core. */
  start(): void;
  /** Ends its core; its picture stays. */
  end(): Promise<void>;
}

/** Most cores of a page; a choice: each uses about 60 MiB, and more than four heads are seldom viewed together. */
const MOST_CORES = 4;

/** Clients with a core, the least recently used first. */
const active = new Set<PoolClient>();
/** Clients that wait for one, first in, first out. */
const waiting = new Set<PoolClient>();
/** Number of evictions in progress. */
let evicting = 0;

/** Starts the client's core as soon as there is room, if it still needs one. */
export function requestCore(client: PoolClient): void {
  if (!active.has(client)) waiting.add(client);
  assignCores();
}

/**
 * Resolves when there is room for a core that belongs to no element; `releaseCore` returns it. Rejected where `signal`
 * is aborted before that.
 */
export const acquireCore = (signal?: AbortSignal): Promise<PoolClient> =>
  new Promise((done, refused) => {
    signal?.addEventListener("abort", () => waiting.delete(client) && refused(signal.reason), { once: true });
    const client: PoolClient = {
      needsCore: true,
      canEvict: false,
      inSight: true,
      start: () => done(client),
      end: async () => {},
    };
    requestCore(client);
  });

/** Marks a client as most recently used. */
export function markUsed(client: PoolClient): void {
  if (active.delete(client)) active.add(client);
}

/** Removes a client whose core has ended. */
export function releaseCore(client: PoolClient): void {
  active.delete(client);
  waiting.delete(client);
  assignCores();
}

/** Evicts a client. */
export async function evict(client: PoolClient): Promise<void> {
  evicting++;
  await client.end();
  evicting--;
  releaseCore(client);
  // It may need a core again by now.
  if (client.needsCore) requestCore(client);
}

/** Assigns free cores to waiting clients and evicts idle ones; call it when a client may have become idle. */
export function assignCores(): void {
  for (const client of waiting) {
    if (!client.needsCore) waiting.delete(client);
    else if (active.size < MOST_CORES) {
      waiting.delete(client);
      active.add(client);
      client.start();
    }
  }
  const evictable = [...active].filter((client) => client.canEvict);
  evictable.sort((a, b) => Number(a.inSight) - Number(b.inSight));
  while (evicting < waiting.size && evictable.length > 0) void evict(evictable.shift()!);
}
