// What is kept in memory: worked out once for all who ask, apart for each key, never a failure.

import assert from "node:assert/strict";
import { it } from "node:test";
import { cached, cachedBy } from "./cached.ts";

it("one piece of work answers all who ask meanwhile, and for a while after", async () => {
  let worked = 0;
  const answer = cached(60_000, async () => (worked += 1));
  assert.deepEqual(await Promise.all([answer(), answer(), answer()]), [1, 1, 1]);
  assert.equal(await answer(), 1);
});

it("a failure is told to who asked, and not remembered", async () => {
  let worked = 0;
  const answer = cached(60_000, async () => {
    worked += 1;
    if (worked === 1) throw new Error("away");
    return worked;
  });
  await assert.rejects(answer(), /away/);
  assert.equal(await answer(), 2);
});

it("one key never gets another's answer, however many have asked", async () => {
  const worked: string[] = [];
  const answer = cachedBy(60_000, 3, async (key) => {
    worked.push(key);
    return `of ${key}`;
  });
  const keys = ["a", "b", "c", "d", "a", "d"];
  assert.deepEqual(
    await Promise.all(keys.map(answer)),
    keys.map((key) => `of ${key}`),
  );
  assert.deepEqual(
    worked,
    ["a", "b", "c", "d", "a"],
    "the fourth key emptied the memory; the last was still in it",
  );
});
