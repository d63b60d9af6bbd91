// Whether a worker still lives. One that is terminated, or that the browser ends for want of memory, tells nobody.
//
// A heartbeat: while its death would be missed, a worker gets a ping every second, and answers between two steps of its
// work. An idle one that does not answer is dead. A busy one may be in a long step: laying worn hair takes seconds on a
// phone. So a worker holds a Web Lock while it works. The browser releases it when the worker ends, and the page looks
// whether it is free. At rest the lock is released, because Firefox (and Chromium, for long) keeps no page in its
// back/forward cache whose worker holds one.
//
// Without locks (on plain http, in sandboxed frames) only the length of a silence tells death from a long step. There a
// busy worker has ten times as long as it was ever silent before: late is better than to call a slow phone dead.
//
// Beats without an answer are counted, not time: that passes in a frozen or cached page too.

import type { FromWorker } from "./protocol";

/** Time between two beats, ms. With `LEAST` an idle worker's death is noticed within 3 s; 5 s are promised. */
const BEAT = 1000;
/** Beats without an answer before the worker counts as silent. */
const LEAST = 2;
/**
 * A busy worker without a lock may be silent so many times as long as ever before. Of the steps measured, the longest
 * of all (strands of worn hair) took 4 times as long as the longest of the first picture; the rest is for a hot phone.
 */
const FACTOR = 10;
/**
 * But no longer than this, ms, which it has until its first picture is complete: a choice. It is six times the longest
 * step of that picture on a phone ten times slower than the machine it was measured on (0.45 s).
 */
const MOST = 30_000;
/** Work waits for its lock no longer than this, ms: a choice; the lock is usually granted within 5 ms. */
const GRANT = 50;

/** The page's part: sends pings, and hears what the worker says. */
export function heartbeat(ping: () => void, died: () => void) {
  let timer = 0;
  /** Beats since the ping that has no answer; below 0 where none is owed. */
  let silent = -1;
  /** When it was last heard, and the longest time between two messages, ms. */
  let since = 0;
  let longest = 0;
  let idle = false;
  let lock: string | undefined;
  /** Its first picture is complete. */
  let started = false;

  /** Beats, or stops beating. */
  const run = (on: boolean): void => {
    if (on === timer > 0) return;
    clearTimeout(timer);
    timer = 0;
    silent = -1;
    if (on) void beat();
    // Once more when all is done: at that the worker releases its lock.
    else ping();
  };
  const beat = async (): Promise<void> => {
    timer = window.setTimeout(beat, BEAT);
    if (++silent === 0) {
      since = performance.now();
      ping();
    } else if (silent >= LEAST && (await dead()) && silent >= LEAST && timer) {
      run(false);
      died();
    }
  };
  const dead = async (): Promise<boolean> => {
    if (idle) return true;
    if (!lock) return silent * BEAT > (started ? Math.min(FACTOR * longest, MOST) : MOST);
    return navigator.locks.request(lock, { ifAvailable: true }, (free) => free !== null).catch(() => false);
  };
  /** Whatever comes from the worker is a sign of life. */
  const onMessage = (message: FromWorker): void => {
    const now = performance.now();
    longest = Math.max(longest, Math.min(now - since, BEAT * (silent + 1)));
    since = now;
    silent = -1;
    if (message.type === "pong") ({ idle, lock } = message);
    if (message.type === "frame") started ||= message.frame.refined;
  };
  return { run, onMessage };
}

/** The worker's part: answers pings, and holds a lock from before a piece of work to the first ping after it. */
export function workLock(tell: (idle: boolean, lock: string | undefined) => void) {
  /** Of this worker among those of every page of the origin. */
  const name = `smp-visualizer ${Math.random()}`;
  let held: string | undefined;
  let release: (() => void) | undefined;
  let asking = false;
  let ready: Promise<void> | undefined;

  const begin = (go: () => void): void => {
    const work = new Promise<void>((done) => (release = done));
    const settle = (lock?: string) => {
      held = lock;
      asking = false;
      tell(false, held);
      go();
      return work;
    };
    const ask = async () => {
      try {
        await navigator.locks.request(name, () => settle(name));
      } catch {
        void settle();
      }
    };
    asking = true;
    tell(false, held);
    void ask();
    setTimeout(go, GRANT);
  };
  return {
    /** Work may begin when this resolves: always in the order of the calls. */
    take(): Promise<void> | undefined {
      if (!release) ready = new Promise(begin);
      return ready;
    },
    /** Resolves when work that was asked for before may begin. */
    taken: () => ready,
    /** A ping has come, while there is something to do or not. */
    answer(busy: boolean): void {
      const idle = !busy && !asking;
      if (idle) {
        release?.();
        release = held = undefined;
      }
      tell(idle, held);
    },
  };
}
