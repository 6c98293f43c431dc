// One reading for all who look; a new one after a change, even when the old one is still on its way; a failure is not kept.

import assert from "node:assert/strict";
import { it } from "node:test";
import { freshDays } from "./fresh-days.ts";

it("reads once for all who ask together, and for each day apart", async () => {
  const days = freshDays<number>();
  let reads = 0;
  const work = async (): Promise<number> => (reads += 1);
  assert.deepEqual(await Promise.all([days.of("A", "1", work), days.of("A", "1", work), days.of("A", "2", work), days.of("B", "1", work)]), [1, 1, 2, 3]);
});

it("forgets an office's days when they change, also those being read", async () => {
  const days = freshDays<string>();
  let finish: (value: string) => void = () => undefined;
  const old = days.of("A", "1", () => new Promise((resolve) => (finish = resolve)));
  days.forget("A");
  assert.equal(await days.of("A", "1", async () => "nuovo"), "nuovo");
  finish("vecchio");
  assert.equal(await old, "vecchio");
  assert.equal(await days.of("A", "1", async () => "altro"), "nuovo");
});

it("does not remember a failure", async () => {
  const days = freshDays<string>();
  await assert.rejects(days.of("A", "1", () => Promise.reject(new Error("giù"))));
  assert.equal(await days.of("A", "1", async () => "su"), "su");
});
