// When messages may leave, across nights, Sundays, holidays and both changes of hour.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { epochOf, instantOf } from "../calendar/instants.ts";
import { isPermitted, nextPermitted, reminderDue } from "./quiet-hours.ts";

const NIGHT = { from: "20:00", to: "09:00" };
const HOLIDAYS = new Set([
  "2019-11-01",
  "2019-12-08",
  "2019-12-25",
  "2019-12-26",
  "2020-01-01",
  "2020-01-06",
]);
const CALENDAR = { isHoliday: (date: string): boolean => HOLIDAYS.has(date) };
const rome = (text: string): string =>
  instantOf(Temporal.ZonedDateTime.from(`${text}[Europe/Rome]`).epochMilliseconds);

describe("next permitted instant", () => {
  const cases: [string, string, string][] = [
    ["a working hour stays", "2019-09-09T12:00", "2019-09-09T12:00"],
    ["09:00 is permitted", "2019-09-09T09:00", "2019-09-09T09:00"],
    ["08:59 waits a minute", "2019-09-09T08:59", "2019-09-09T09:00"],
    ["20:00 is not", "2019-09-09T20:00", "2019-09-10T09:00"],
    ["19:59 is", "2019-09-09T19:59", "2019-09-09T19:59"],
    ["after midnight, same day", "2019-09-10T00:10", "2019-09-10T09:00"],
    ["Saturday night to Monday", "2019-09-07T21:00", "2019-09-09T09:00"],
    ["Sunday noon to Monday", "2019-09-08T12:00", "2019-09-09T09:00"],
    ["All Saints, a Friday, to Saturday", "2019-11-01T10:00", "2019-11-02T09:00"],
    ["Christmas to the 27th", "2019-12-24T20:30", "2019-12-27T09:00"],
    ["over the night of winter time", "2019-10-26T22:00", "2019-10-28T09:00"],
    ["over the night of summer time", "2019-03-30T22:00", "2019-04-01T09:00"],
  ];
  for (const [name, from, to] of cases) {
    it(name, () => assert.equal(nextPermitted(rome(from), NIGHT, CALENDAR), rome(to)));
  }
  it("takes quiet hours in the middle of the day, and none", () => {
    const siesta = { from: "13:00", to: "15:00" };
    assert.equal(nextPermitted(rome("2019-09-09T13:30"), siesta, CALENDAR), rome("2019-09-09T15:00"));
    assert.equal(nextPermitted(rome("2019-09-09T23:30"), siesta, CALENDAR), rome("2019-09-09T23:30"));
    const none = { from: "00:00", to: "00:00" };
    assert.equal(nextPermitted(rome("2019-09-09T03:00"), none, CALENDAR), rome("2019-09-09T03:00"));
    assert.equal(nextPermitted(rome("2019-09-08T03:00"), none, CALENDAR), rome("2019-09-09T00:00"));
  });
  it("throws on a calendar without days", () => {
    assert.throws(
      () => nextPermitted(rome("2019-09-09T10:00"), NIGHT, { isHoliday: () => true }),
      RangeError,
    );
  });
  it("is permitted, is not before, and skips no permitted minute", () => {
    const clock = fc
      .integer({ min: 0, max: 1439 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`);
    const minute = fc.integer({
      min: epochOf("2019-03-25T00:00:00Z") / 60_000,
      max: epochOf("2020-01-10T00:00:00Z") / 60_000,
    });
    fc.assert(
      fc.property(minute, clock, clock, (at, from, to) => {
        const start = instantOf(at * 60_000);
        const quiet = { from, to };
        const next = nextPermitted(start, quiet, CALENDAR);
        assert.ok(next >= start && isPermitted(next, quiet, CALENDAR));
        for (let step = epochOf(next) - 60_000; step >= epochOf(start); step -= 17 * 60_000) {
          assert.ok(!isPermitted(instantOf(step), quiet, CALENDAR), instantOf(step));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("reminder", () => {
  const parameters = (hours: number, under = 12, quiet = NIGHT) => ({
    quietHours: { value: quiet, citation: null, confidence: "inferred" as const, note: "prova" },
    reminderHoursBefore: { value: hours, citation: null, confidence: "inferred" as const, note: "prova" },
    reminderNotUnderHours: { value: under, citation: null, confidence: "inferred" as const, note: "prova" },
  });
  const cases: [string, string, number, string | null][] = [
    ["two days before", "2019-09-12T10:00", 48, "2019-09-10T10:00"],
    ["Tuesday: due on Sunday, leaves on Monday", "2019-09-10T10:30", 48, "2019-09-09T09:00"],
    ["Monday: due on Saturday", "2019-09-09T10:30", 48, "2019-09-07T10:30"],
    [
      "Monday, a day before: Sunday is not permitted, Monday too late, so Saturday",
      "2019-09-09T10:30",
      24,
      "2019-09-07T10:30",
    ],
    ["after Christmas: before it", "2019-12-27T10:00", 48, "2019-12-24T10:00"],
    ["due at night: next morning", "2019-09-12T10:00", 36, "2019-09-11T09:00"],
    ["hours are hours, also over the change of time", "2019-10-28T10:00", 48, "2019-10-26T11:00"],
    ["due under the minimum: none", "2019-09-12T10:00", 6, null],
  ];
  for (const [name, appointment, hours, due] of cases) {
    it(name, () => {
      const expected = due === null ? null : rome(due);
      assert.equal(reminderDue(rome(appointment), parameters(hours), CALENDAR), expected);
    });
  }
  it("is always permitted, and never under the minimum", () => {
    const minute = fc.integer({
      min: epochOf("2019-03-25T00:00:00Z") / 60_000,
      max: epochOf("2020-01-10T00:00:00Z") / 60_000,
    });
    fc.assert(
      fc.property(minute, fc.integer({ min: 12, max: 96 }), (at, hours) => {
        const appointment = at * 60_000;
        const due = reminderDue(instantOf(appointment), parameters(hours), CALENDAR);
        assert.ok(
          due !== null && isPermitted(due, NIGHT, CALENDAR) && epochOf(due) <= appointment - 12 * 3_600_000,
        );
      }),
    );
  });
});
