// Civil dates and day numbers agree with the platform's own calendar, over centuries.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { addDays, inForce, isIsoDate, toDayNumber, toIsoDate, weekdayOf, yearOf } from "./days.ts";

const MS = 86_400_000;
const days = fc.integer({ min: -150_000, max: 150_000 });

test("day numbers and ISO dates agree with the platform, both ways", () => {
  fc.assert(
    fc.property(days, (n) => {
      const date = new Date(n * MS);
      const iso = date.toISOString().slice(0, 10);
      assert.equal(toIsoDate(n), iso);
      assert.equal(toDayNumber(iso), n);
      assert.equal(weekdayOf(n), date.getUTCDay() === 0 ? 7 : date.getUTCDay());
      assert.equal(yearOf(n), date.getUTCFullYear());
    }),
    { numRuns: 3000 },
  );
});

test("every day from 1999 to 2041 is written and read back", () => {
  for (let n = toDayNumber("1999-01-01"); n <= toDayNumber("2041-12-31"); n += 1)
    assert.equal(toIsoDate(n), new Date(n * MS).toISOString().slice(0, 10));
});

test("only days that exist are dates", () => {
  for (const good of ["2019-09-02", "2020-02-29", "2000-02-29", "1861-03-17"])
    assert.equal(isIsoDate(good), true, good);
  for (const bad of [
    "2019-02-29",
    "1900-02-29",
    "2019-13-01",
    "2019-00-10",
    "2019-04-31",
    "2019-4-3",
    "02/09/2019",
    "",
  ])
    assert.equal(isIsoDate(bad), false, bad);
});

test("a validity includes both its ends, and an open one never ends", () => {
  assert.equal(inForce({ from: "2019-01-01", to: "2019-12-31" }, "2019-12-31"), true);
  assert.equal(inForce({ from: "2019-01-01", to: "2019-12-31" }, "2020-01-01"), false);
  assert.equal(inForce({ from: "2019-01-01" }, "2018-12-31"), false);
  assert.equal(inForce({ from: "2019-01-01" }, "2199-01-01"), true);
  assert.equal(addDays("2019-12-31", 1), "2020-01-01");
});
