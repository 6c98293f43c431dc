// Limits: a burst passes, more waits, time refills; one key never pays for another; memory stays bounded; IPv6 counts by network.

import assert from "node:assert/strict";
import { it } from "node:test";
import { addressOf, tokenBuckets } from "./limits.ts";

it("a burst passes, what is beyond waits as long as it is told, time refills", () => {
  const take = tokenBuckets({ burst: 10, perSecond: 2 });
  for (let n = 0; n < 10; n += 1) assert.equal(take("ada", 1, 0), 0);
  assert.equal(take("ada", 1, 0), 1);
  assert.equal(take("ada", 10, 0), 5);
  assert.equal(take("bice", 10, 0), 0);
  assert.equal(take("ada", 1, 500), 0);
  assert.equal(take("ada", 1, 500), 1);
  assert.equal(take("ada", 10, 60_000), 0, "never more than the burst");
  assert.equal(take("ada", 1, 60_000), 1);
});

it("what was refused takes nothing: who waits gets in", () => {
  const take = tokenBuckets({ burst: 2, perSecond: 1 });
  assert.equal(take("ada", 2, 0), 0);
  for (let n = 0; n < 1000; n += 1) take("ada", 1, n / 10);
  assert.equal(take("ada", 1, 1_100), 0);
});

it("keys are kept to a number, the longest untouched go first", () => {
  const take = tokenBuckets({ burst: 1, perSecond: 0.001 }, 3);
  for (const key of ["a", "b", "c"]) assert.equal(take(key, 1, 0), 0);
  assert.notEqual(take("a", 1, 0), 0);
  assert.equal(take("d", 1, 0), 0);
  assert.notEqual(take("a", 1, 0), 0, "touched last, so still known");
});

it("an IPv6 network of one customer counts as one address, IPv4 in IPv6 as IPv4", () => {
  assert.equal(addressOf("2001:db8:1:2:3:4:5:6"), addressOf("2001:db8:1:2::9"));
  assert.notEqual(addressOf("2001:db8:1:2::1"), addressOf("2001:db8:1:3::1"));
  assert.equal(addressOf("::1"), "0:0:0:0");
  assert.equal(addressOf("::ffff:10.1.2.3"), "10.1.2.3");
  assert.equal(addressOf("10.1.2.3"), "10.1.2.3");
});
