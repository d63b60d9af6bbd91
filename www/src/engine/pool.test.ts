// Who may run a core: rules without a browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { acquireCore, assignCores, evict, markUsed, type PoolClient, releaseCore, requestCore } from "./pool";

const MOST = 4;

/** One that does what the pool asks of it, and notes it. */
class Fake implements PoolClient {
  needsCore = true;
  inSight = true;
  has = false;
  starts = 0;
  ends = 0;
  get canEvict(): boolean {
    return this.has && !this.needsCore;
  }
  start(): void {
    this.has = true;
    this.starts++;
  }
  async end(): Promise<void> {
    this.has = false;
    this.ends++;
  }
  /** Its picture is drawn, and nobody waits for anything. */
  rest(): void {
    this.needsCore = false;
    assignCores();
  }
}

const nth = (all: readonly Fake[], place: number): Fake => all[place] ?? assert.fail(`no ${place}`);
const some = (count: number): Fake[] => Array.from({ length: count }, () => new Fake());
const withCore = (all: readonly Fake[]): number[] => all.flatMap((each, i) => (each.has ? [i] : []));
/** Whoever was asked to go has gone. */
const turns = () => new Promise((done) => setImmediate(done));

/** Every test begins with a pool that nobody is in. */
async function pool(body: (all: Fake[]) => Promise<void>, count: number): Promise<void> {
  const all = some(count);
  await body(all);
  for (const each of all) {
    each.needsCore = false;
    releaseCore(each);
  }
}

test("four have a core at most, and all twenty have had one in the end", () =>
  pool(async (all) => {
    for (const each of all) requestCore(each);
    for (let drawn = 0; drawn < all.length; drawn++) {
      assert.ok(withCore(all).length <= MOST);
      const next = all.find((each) => each.has && each.needsCore);
      assert.ok(next, `${drawn} have drawn, and nobody may`);
      next.rest();
      await turns();
    }
    assert.deepEqual(
      all.map(({ starts }) => starts),
      all.map(() => 1),
    );
    // Whoever came last keeps its core: nobody else wants it.
    assert.deepEqual(withCore(all), [16, 17, 18, 19]);
  }, 20));

test("they are served in the order they came", () =>
  pool(async (all) => {
    for (const each of all) requestCore(each);
    assert.deepEqual(withCore(all), [0, 1, 2, 3]);
    nth(all, 2).rest();
    await turns();
    assert.deepEqual(withCore(all), [0, 1, 3, 4]);
    assert.equal(nth(all, 5).starts, 0);
  }, 6));

test("who asks twice has one core, and who wants none any more gets none", () =>
  pool(async (all) => {
    for (const each of [...all, ...all]) requestCore(each);
    assert.deepEqual(withCore(all), [0, 1, 2, 3]);
    nth(all, 4).needsCore = false;
    nth(all, 0).rest();
    await turns();
    assert.deepEqual(withCore(all), [0, 1, 2, 3], "nobody has to go for it");
    assert.equal(nth(all, 4).starts, 0);
    assert.deepEqual(
      all.slice(0, MOST).map(({ starts }) => starts),
      [1, 1, 1, 1],
    );
  }, 5));

test("who is busy is never asked to go", () =>
  pool(async (all) => {
    for (const each of all) requestCore(each);
    assignCores();
    await turns();
    assert.deepEqual(withCore(all), [0, 1, 2, 3]);
    assert.ok(all.every(({ ends }) => ends === 0));
  }, 6));

test("first goes who is out of sight, then who was used longest ago", () =>
  pool(async (all) => {
    const [a, b, c, d, e, f] = all as [Fake, Fake, Fake, Fake, Fake, Fake];
    for (const each of [a, b, c, d]) requestCore(each);
    for (const each of [a, b, c, d]) each.rest();
    c.inSight = false;
    markUsed(a);
    requestCore(e);
    await turns();
    assert.deepEqual(withCore(all), [0, 1, 3, 4], "c is not seen");
    requestCore(f);
    await turns();
    assert.deepEqual(withCore(all), [0, 3, 4, 5], "b was used before a and d");
  }, 6));

test("no more are asked to go than wait, and who wants to come back waits like anybody", () =>
  pool(async (all) => {
    for (const each of all.slice(0, MOST)) {
      requestCore(each);
      each.rest();
    }
    requestCore(nth(all, 4));
    assignCores();
    assignCores();
    await turns();
    assert.equal(
      all.reduce((sum, { ends }) => sum + ends, 0),
      1,
      "one for one",
    );
    // It is asked to go, and before it has gone it is wanted again.
    const back = nth(all, 1);
    const gone = evict(back);
    back.needsCore = true;
    await gone;
    assert.equal(back.starts, 2);
    assert.ok(back.has);
  }, 5));

test("a core that has ended by itself makes room", () =>
  pool(async (all) => {
    for (const each of all) requestCore(each);
    nth(all, 1).has = false;
    nth(all, 1).needsCore = false;
    releaseCore(nth(all, 1));
    assert.deepEqual(withCore(all), [0, 2, 3, 4]);
  }, 5));

test("a core of no element waits for room, and gives it back", () =>
  pool(async (all) => {
    for (const each of all.slice(0, MOST)) requestCore(each);
    let mine: PoolClient | undefined;
    void acquireCore().then((client) => {
      mine = client;
    });
    await turns();
    assert.equal(mine, undefined, "all four are busy");
    nth(all, 3).rest();
    await turns();
    assert.ok(mine, "there is room");
    requestCore(nth(all, 4));
    await turns();
    assert.equal(nth(all, 4).starts, 0, "it is never asked to go");
    releaseCore(mine);
    assert.equal(nth(all, 4).starts, 1);
  }, 5));
