// An import is asked for again under another address once it has failed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { importAgain } from "./import-again";

test("after a failure it asks under another address, and stays with that which came", async () => {
  const asked: string[] = [];
  let broken = true;
  const get = importAgain(async (again) => {
    asked.push(again);
    if (broken) throw new TypeError("dropped");
    return again;
  });
  for (let i = 0; i < 2; i++) await assert.rejects(get, /dropped/);
  broken = false;
  for (let i = 0; i < 2; i++) assert.equal(await get(), "?again=2");
  assert.deepEqual(asked, ["", "?again=1", "?again=2", "?again=2"]);
});
