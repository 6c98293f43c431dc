// Italian civil time and UTC: the days on which clocks change, and every other day against the platform's own zone data.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { toDayNumber, toIsoDate } from "./days.ts";
import { clockText, parseClock, romeInstant, romeTime } from "./rome-time.ts";

const format = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/Rome",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

function platform(instant: string): { date: string; minutes: number } {
  const part = Object.fromEntries(format.formatToParts(new Date(instant)).map((p) => [p.type, p.value]));
  return {
    date: `${part["year"]}-${part["month"]}-${part["day"]}`,
    minutes: Number(part["hour"]) * 60 + Number(part["minute"]),
  };
}

test("an appointment is two hours from UTC in September and one in November", () => {
  assert.equal(romeInstant("2019-09-09", 540), "2019-09-09T07:00:00.000Z");
  assert.equal(romeInstant("2019-11-04", 540), "2019-11-04T08:00:00.000Z");
  assert.equal(romeInstant("2019-09-09", 30), "2019-09-08T22:30:00.000Z");
  assert.equal(romeInstant("2020-01-01", 0), "2019-12-31T23:00:00.000Z");
  assert.deepEqual(romeTime("2019-12-31T23:30:59.999Z"), { date: "2020-01-01", minutes: 30 });
});

test("when clocks go forward the skipped hour is read as the hour after", () => {
  assert.equal(romeInstant("2019-03-31", 119), "2019-03-31T00:59:00.000Z");
  assert.equal(romeInstant("2019-03-31", 150), "2019-03-31T01:30:00.000Z");
  assert.deepEqual(romeTime("2019-03-31T01:30:00.000Z"), { date: "2019-03-31", minutes: 210 });
  assert.equal(romeInstant("2019-03-31", 180), "2019-03-31T01:00:00.000Z");
  assert.equal(romeInstant("2019-03-31", 540), "2019-03-31T07:00:00.000Z");
});

test("when clocks go back the repeated hour is the first one", () => {
  assert.equal(romeInstant("2019-10-27", 119), "2019-10-26T23:59:00.000Z");
  assert.equal(romeInstant("2019-10-27", 150), "2019-10-27T00:30:00.000Z");
  assert.equal(romeInstant("2019-10-27", 180), "2019-10-27T02:00:00.000Z");
  assert.deepEqual(romeTime("2019-10-27T00:30:00.000Z"), { date: "2019-10-27", minutes: 150 });
  assert.deepEqual(romeTime("2019-10-27T01:30:00.000Z"), { date: "2019-10-27", minutes: 150 });
  assert.equal(romeInstant("2019-10-27", 540), "2019-10-27T08:00:00.000Z");
});

test("every quarter of an hour of the days around the changes agrees with the platform", () => {
  for (let year = 2017; year <= 2029; year += 1)
    for (const edge of [`${year}-03-24`, `${year}-10-24`])
      for (let day = 0; day < 9; day += 1)
        for (let minutes = 0; minutes < 1440; minutes += 15) {
          const date = toIsoDate(toDayNumber(edge) + day);
          const utc = `${date}T${clockText(minutes)}:00.000Z`;
          assert.deepEqual(romeTime(utc), platform(utc), utc);
        }
});

test("there and back, except in the hour that does not exist", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: toDayNumber("1990-01-01"), max: toDayNumber("2037-12-31") }),
      fc.integer({ min: 0, max: 1439 }),
      (day, minutes) => {
        const date = toIsoDate(day);
        const instant = romeInstant(date, minutes);
        const back = romeTime(instant);
        assert.deepEqual(back, platform(instant));
        if (back.minutes !== minutes) assert.equal(back.minutes, minutes + 60);
        assert.equal(back.date, date);
      },
    ),
    { numRuns: 2000 },
  );
});

test("hours are read and written, and nonsense is not an hour", () => {
  assert.equal(parseClock("9:30"), 570);
  assert.equal(parseClock("09:30"), 570);
  assert.equal(parseClock("24:00"), 1440);
  for (const bad of ["", "9", "24:01", "9:60", "9.30", "09:30:00"]) assert.equal(parseClock(bad), null, bad);
  assert.equal(clockText(570), "09:30");
  assert.throws(() => clockText(1440), RangeError);
  assert.throws(() => romeInstant("2019-09-02", 1440), RangeError);
  assert.throws(() => romeInstant("2019-02-30", 60), RangeError);
});

test("a season's appointments are turned into instants in well under a second", () => {
  const started = performance.now();
  for (let day = 0; day < 100; day += 1) {
    const date = toIsoDate(toDayNumber("2019-09-01") + day);
    for (let i = 0; i < 2000; i += 1) romeInstant(date, 540 + (i % 300));
  }
  assert.ok(performance.now() - started < 2000);
});
