// The quick reading of a moment of sending gives what the full one gives: a space in front sends the same text the long way.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { parseInstant } from "./dates.ts";

const two = fc.nat({ max: 99 }).map((value) => String(value).padStart(2, "0"));
const likely = (max: number) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.nat({ max }).map((value) => String(value).padStart(2, "0")) },
    { weight: 1, arbitrary: two },
  );
const year = fc.integer({ min: 1994, max: 2101 }).map(String);
const clock = fc.tuple(likely(23), likely(59), likely(59)).map((parts) => parts.join(":"));
const italian = fc
  .tuple(likely(31), likely(12), year, clock)
  .map(([day, month, y, time]) => `${day}/${month}/${y} ${time}`);
const utc = fc
  .tuple(likely(31), likely(12), year, clock, fc.nat({ max: 999 }))
  .map(([day, month, y, time, ms]) => `${y}-${month}-${day}T${time}.${String(ms).padStart(3, "0")}Z`);
/** Some with one character changed, so that they are nearly right. */
const written = fc
  .tuple(fc.oneof(italian, utc), fc.nat({ max: 60 }), fc.constantFrom("x", "0", "-", ":", " "))
  .map(([text, at, other]) => (at < text.length ? text.slice(0, at) + other + text.slice(at + 1) : text));

describe("moments of sending", () => {
  it("are read quickly as they are read at length", () => {
    fc.assert(
      fc.property(written, (text) => {
        assert.deepEqual(parseInstant(text), parseInstant(` ${text}`));
      }),
      { numRuns: 5_000 },
    );
  });

  it("are read right in the hours when the clocks change", () => {
    for (const text of [
      "31/03/2019 02:30:00",
      "27/10/2019 02:30:00",
      "27/10/2019 03:00:00",
      "31/03/2019 01:59:59",
    ])
      assert.deepEqual(parseInstant(text), parseInstant(` ${text}`));
  });
});
