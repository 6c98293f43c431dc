// When a gateway counts as silent.

import assert from "node:assert/strict";
import { it } from "node:test";
import { Silence } from "./silence.ts";

it("a gateway is silent ten seconds after its last sign of life, and only while something is on its wire", () => {
  const silence = new Silence();
  assert.equal(silence.isSilent(50_000), false, "nobody has asked it anything");
  silence.left(50_000);
  silence.left(55_000);
  assert.equal(silence.isSilent(60_000), false);
  silence.ended(50_000, 60_000, false);
  assert.equal(silence.isSilent(60_001), true, "what ran out of patience is no sign of life");
  silence.ended(55_000, 61_000, true);
  assert.equal(silence.isSilent(99_000), false, "nothing is on the wire");
  silence.left(100_000);
  assert.equal(silence.isSilent(110_000), false, "the wire was empty: the time begins with what left now");
  assert.equal(silence.isSilent(118_001), true, "three times its slowest answer, which took six seconds");
});

it("one that always takes its time is waited for", () => {
  const silence = new Silence();
  silence.left(0);
  silence.ended(0, 12_000, true);
  silence.left(12_000);
  assert.equal(silence.isSilent(12_000 + 30_000), false);
  assert.equal(silence.isSilent(12_000 + 36_001), true);
});
