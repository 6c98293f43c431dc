// The integer clock against Temporal, on both sides of every change of hour.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import {
  dateOfDay,
  dayNumber,
  epochOf,
  fromRome,
  instantOf,
  minutesOf,
  toRome,
  weekday,
} from "./local-time.ts";

const FROM = epochOf("1996-01-01T00:00:00Z");
const TO = epochOf("2060-01-01T00:00:00Z");

describe("local time", () => {
  it("agrees with Temporal on the wall clock and back", () => {
    fc.assert(
      fc.property(fc.integer({ min: FROM / 60_000, max: TO / 60_000 }), (minute) => {
        const epoch = minute * 60_000;
        const zoned = Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO("Europe/Rome");
        assert.deepEqual(toRome(epoch), {
          date: zoned.toPlainDate().toString(),
          minutes: zoned.hour * 60 + zoned.minute,
        });
        assert.equal(
          fromRome(toRome(epoch).date, toRome(epoch).minutes),
          Temporal.ZonedDateTime.from(`${zoned.toPlainDateTime().toString()}[Europe/Rome]`).epochMilliseconds,
        );
        assert.equal(instantOf(epoch), zoned.toInstant().toString({ smallestUnit: "millisecond" }));
        assert.equal(weekday(dayNumber(toRome(epoch).date)), zoned.dayOfWeek);
      }),
      { numRuns: 500 },
    );
  });
  it("knows both changes of hour of 2019", () => {
    assert.deepEqual(toRome(epochOf("2019-03-31T00:59:00Z")), { date: "2019-03-31", minutes: 119 });
    assert.deepEqual(toRome(epochOf("2019-03-31T01:00:00Z")), { date: "2019-03-31", minutes: 180 });
    assert.deepEqual(toRome(epochOf("2019-10-27T00:59:00Z")), { date: "2019-10-27", minutes: 179 });
    assert.deepEqual(toRome(epochOf("2019-10-27T01:00:00Z")), { date: "2019-10-27", minutes: 120 });
    assert.equal(instantOf(fromRome("2019-03-31", 150)), "2019-03-31T01:30:00.000Z");
    assert.equal(instantOf(fromRome("2019-10-27", 150)), "2019-10-27T00:30:00.000Z");
  });
  it("goes there and back over days", () => {
    for (let day = -700_000; day < 900_000; day += 997) assert.equal(dayNumber(dateOfDay(day)), day);
  });
  it("throws on what is not a date, an instant or a time", () => {
    assert.throws(() => dayNumber("9/9/2019"), RangeError);
    assert.throws(() => epochOf("2019-09-09T09:00:00+02:00"), RangeError);
    assert.throws(() => minutesOf("24:00"), RangeError);
  });
});
