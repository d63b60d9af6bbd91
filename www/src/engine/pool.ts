// Who may run a core: a page may carry twenty elements, but no phone carries twenty cores.

/** One that has a core, or wants one. */
export interface Guest {
  /** Somebody waits for what only a core can do. */
  readonly due: boolean;
  /** Nobody would miss its core now. */
  readonly idle: boolean;
  readonly seen: boolean;
  start(): void;
  /** Ends its core; its picture stays. */
  end(): Promise<void>;
}

/**
 * Cores of one page at most. Each holds about 60 MiB, and more than four heads are seldom looked at together; a choice.
 */
const MOST = 4;

/**
 * Who has a core, the least recently used first; who waits for one, in the order they came; and how many are about to
 * go.
 */
const holders = new Set<Guest>();
const waiting = new Set<Guest>();
let going = 0;

/** It is started as soon as there is room, if it still wants to be. */
export function ask(guest: Guest): void {
  if (!holders.has(guest)) waiting.add(guest);
  serve();
}

/** Resolves when there is room for a core that belongs to no element; `left` gives it back. */
export const room = (): Promise<Guest> =>
  new Promise((done) => {
    const guest: Guest = { due: true, idle: false, seen: true, start: () => done(guest), end: async () => {} };
    ask(guest);
  });

/** It was used or seen just now. */
export function use(guest: Guest): void {
  if (holders.delete(guest)) holders.add(guest);
}

/** Its core has ended by itself. */
export function left(guest: Guest): void {
  holders.delete(guest);
  waiting.delete(guest);
  serve();
}

/** Asks one to go. */
export async function dismiss(guest: Guest): Promise<void> {
  going++;
  await guest.end();
  going--;
  left(guest);
  // It may want to come back by now.
  if (guest.due) ask(guest);
}

/** To be called when one may have become idle. */
export function serve(): void {
  for (const guest of waiting) {
    if (!guest.due) waiting.delete(guest);
    else if (holders.size < MOST) {
      waiting.delete(guest);
      holders.add(guest);
      guest.start();
    }
  }
  const idle = [...holders].filter((guest) => guest.idle);
  idle.sort((a, b) => Number(a.seen) - Number(b.seen));
  while (going < waiting.size && idle.length > 0) void dismiss(idle.shift()!);
}
