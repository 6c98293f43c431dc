// A state that misses too many is not believed.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GONE_RULES, isDoubtful } from "./gone.ts";

describe("who the state no longer names", () => {
  const rule = GONE_RULES["RDC"]!;

  it("is believed while they are few, by number or by share", () => {
    assert.equal(isDoubtful(rule, 1, 1), false);
    assert.equal(isDoubtful(rule, 19, 20), false);
    assert.equal(isDoubtful(rule, 20, 100), true);
    assert.equal(isDoubtful(rule, 20, 400), false);
    assert.equal(isDoubtful(rule, 15_001, 300_000), true);
  });

  it("is asked about only after more than one state", () => {
    for (const { states, days } of Object.values(GONE_RULES)) assert.ok(states >= 2 && days > 0);
  });
});
