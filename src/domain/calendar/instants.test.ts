// Instants as integers, and the offices' clock on them, against Temporal.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { toDayNumber, weekdayOf } from "./days.ts";
import { epochOf, instantOf, instantOnDay } from "./instants.ts";
import { romeDay, romeInstant, romeOffsetMinutes, romeTime, utcOfRomeClock } from "./rome-time.ts";

const FROM = epochOf("1980-01-01T00:00:00Z");
const TO = epochOf("2099-12-31T00:00:00Z");

test("instants, the clock on the wall and the way back are Temporal's", () => {
  fc.assert(
    fc.property(fc.integer({ min: FROM, max: TO }), (epoch) => {
      const zoned = Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO("Europe/Rome");
      const instant = zoned.toInstant().toString({ smallestUnit: "millisecond" });
      const date = zoned.toPlainDate().toString();
      const minutes = zoned.hour * 60 + zoned.minute;
      assert.equal(instantOf(epoch), instant);
      assert.equal(epochOf(instant), epoch);
      assert.equal(romeOffsetMinutes(epoch), zoned.offsetNanoseconds / 60_000_000_000);
      assert.deepEqual(romeTime(instant), { date, minutes });
      assert.equal(romeDay(instant), date);
      assert.equal(weekdayOf(toDayNumber(date)), zoned.dayOfWeek);
      const wall = zoned.toPlainDateTime();
      const back = wall.toZonedDateTime("Europe/Rome", { disambiguation: "compatible" }).epochMilliseconds;
      assert.equal(utcOfRomeClock(epochOf(`${wall.toString({ smallestUnit: "millisecond" })}Z`)), back);
      assert.equal(romeInstant(date, minutes), instantOf(back - (back % 60_000)));
    }),
    { numRuns: 500 },
  );
});

test("a fraction is read to the millisecond, and need not be there", () => {
  assert.equal(epochOf("1970-01-01T00:00:01Z"), 1000);
  assert.equal(epochOf("1970-01-01T00:00:00.123456Z"), 123);
  assert.equal(instantOf(-1), "1969-12-31T23:59:59.999Z");
  assert.equal(instantOnDay(toDayNumber("2019-09-01"), 59_172), "2019-09-01T16:26:12.000Z");
});

test("what is not an instant in UTC is not taken for one", () => {
  for (const bad of [
    "",
    "2019-09-09",
    "2019-09-09T09:00:00+02:00",
    "2019-09-09T24:00:00Z",
    "2019-13-09T09:00:00Z",
    "2019-02-29T09:00:00Z",
    "2019-09-09 09:00:00Z",
  ]) {
    assert.throws(() => epochOf(bad), RangeError, bad);
    assert.throws(() => romeTime(bad), RangeError, bad);
  }
});
