// Seats exist only while an office is open: hours, holidays of the town it stands in, closures, special openings, desks.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { addDays, toDayNumber, toIsoDate } from "../calendar/days.ts";
import { buildHolidayCalendar } from "../calendar/holidays.ts";
import {
  buildSchedules,
  closedBecause,
  desksOfDay,
  openingOfDay,
  type OfficeSchedule,
  seatsOfDay,
  workingDay,
} from "./opening.ts";
import { loadReference } from "./reference.test-data.ts";
import type { Closure } from "./types.ts";

const rows = loadReference();
const holidays = buildHolidayCalendar([
  ...rows["holidays-national.csv"],
  ...rows["holidays-local.csv"].filter((h) => h.officeCloses),
]);
const schedules = buildSchedules({
  rules: rows["opening-hours.csv"],
  closures: rows["office-closures.csv"],
  desks: rows["desks.csv"].filter((d) => d.scenario === "base"),
  seats: rows["office-seats.csv"],
});

function schedule(id: string): OfficeSchedule {
  const found = schedules.get(id);
  assert.ok(found, id);
  return found;
}

const aversa = schedule("A512C000211");
const napoli = schedule("F839C000346");
const scafati = schedule("I483C000195");
const minutes = (s: OfficeSchedule, day: string): number =>
  openingOfDay(s, holidays, day).reduce((sum, p) => sum + p.end - p.start, 0);

test("an ordinary week is of 22 hours: Monday to Thursday with a break, Friday without, none at the weekend", () => {
  assert.deepEqual(openingOfDay(aversa, holidays, "2019-09-09"), [
    { start: 540, end: 750 },
    { start: 840, end: 900 },
  ]);
  assert.deepEqual(openingOfDay(aversa, holidays, "2019-09-13"), [{ start: 540, end: 780 }]);
  let week = 0;
  for (let d = 0; d < 7; d += 1) week += minutes(aversa, addDays("2019-09-09", d));
  assert.equal(week, 22 * 60);
  assert.equal(workingDay(aversa, holidays, "2019-09-14"), false);
  assert.match(closedBecause(aversa, holidays, "2019-09-14") ?? "", /settimana/);
});

test("holidays close: the national ones everywhere, a patron's only the office in that town", () => {
  assert.equal(closedBecause(aversa, holidays, "2019-11-01"), "Ognissanti");
  assert.equal(closedBecause(napoli, holidays, "2019-09-19"), "San Gennaro");
  assert.equal(closedBecause(aversa, holidays, "2019-09-19"), null);
  assert.equal(closedBecause(aversa, holidays, "2019-12-25"), "Natale");
});

test("a patron's day follows the seat: Aversa's closes the office while it is in Aversa, not while it is moved", () => {
  assert.equal(closedBecause(aversa, holidays, "2019-01-25"), "San Paolo");
  assert.equal(closedBecause(aversa, holidays, "2024-01-25"), "San Paolo");
  const moved = { ...aversa, seats: [{ municipalityCode: "I056", from: "2016-01-01" }] };
  assert.equal(closedBecause(moved, holidays, "2019-01-25"), null);
  assert.equal(scafati.seats.find((s) => s.to === undefined)?.municipalityCode, "I438");
});

test("the pandemic and the works are closures with their reason", () => {
  assert.match(closedBecause(napoli, holidays, "2020-04-07") ?? "", /emergenza sanitaria/);
  assert.equal(workingDay(napoli, holidays, "2020-07-01"), true);
  assert.equal(closedBecause(aversa, holidays, "2024-11-28"), "Assemblee sindacali");
});

test("half-hour seats: nine a desk on a Monday, eight on a Friday, none across the break", () => {
  const monday = seatsOfDay(aversa, holidays, "2019-09-09", 30);
  const desks = desksOfDay(aversa, "2019-09-09");
  assert.ok(desks > 1);
  assert.equal(monday.length, 9 * desks);
  assert.equal(seatsOfDay(aversa, holidays, "2019-09-13", 30).length, 8 * desks);
  assert.deepEqual(monday[0], { desk: 1, start: 540, end: 570 });
  assert.deepEqual(monday[1], { desk: 2, start: 540, end: 570 });
  assert.deepEqual(monday.at(-1), { desk: desks, start: 870, end: 900 });
  // 45 minutes: four before the break (the last half hour is too short), one after.
  assert.equal(seatsOfDay(aversa, holidays, "2019-09-09", 45).length, 5 * desks);
  assert.deepEqual(seatsOfDay(aversa, holidays, "2019-09-15", 30), []);
  assert.deepEqual(seatsOfDay(aversa, holidays, "2018-09-10", 30), []);
  assert.throws(() => seatsOfDay(aversa, holidays, "2019-09-09", 0), RangeError);
});

test("part of a day, one desk, one desk for part of a day", () => {
  const day = "2019-09-09";
  const close = (part: Partial<Closure>): OfficeSchedule => ({
    ...aversa,
    closures: [{ officeId: aversa.officeId, from: day, to: day, reason: "Sciopero", ...part }],
  });
  const desks = desksOfDay(aversa, day);
  assert.deepEqual(openingOfDay(close({ fromTime: 600, toTime: 660 }), holidays, day), [
    { start: 540, end: 600 },
    { start: 660, end: 750 },
    { start: 840, end: 900 },
  ]);
  assert.equal(seatsOfDay(close({ fromTime: 600, toTime: 660 }), holidays, day, 30).length, 7 * desks);
  assert.equal(closedBecause(close({}), holidays, day), "Sciopero");
  assert.equal(closedBecause(close({ fromTime: 600, toTime: 660 }), holidays, day), null);
  assert.equal(workingDay(close({ fromTime: 0, toTime: 1440 }), holidays, day), false);
  const oneDesk = seatsOfDay(close({ desk: 2 }), holidays, day, 30);
  assert.equal(oneDesk.length, 9 * (desks - 1));
  assert.ok(oneDesk.every((seat) => seat.desk !== 2));
  assert.equal(
    seatsOfDay(close({ desk: 2, fromTime: 555, toTime: 565 }), holidays, day, 30).length,
    9 * desks - 1,
  );
});

test("a special opening beats the weekly hours and a holiday, but not a closure", () => {
  const saturday = "2019-09-14";
  const special = {
    ...aversa,
    special: [
      { officeId: aversa.officeId, date: saturday, opens: 540, closes: 720 },
      { officeId: aversa.officeId, date: "2019-11-01", opens: 540, closes: 600 },
    ],
  };
  assert.deepEqual(openingOfDay(special, holidays, saturday), [{ start: 540, end: 720 }]);
  assert.deepEqual(openingOfDay(special, holidays, "2019-11-01"), [{ start: 540, end: 600 }]);
  const shut = {
    ...special,
    closures: [{ officeId: aversa.officeId, from: saturday, to: saturday, reason: "Lavori" }],
  };
  assert.equal(closedBecause(shut, holidays, saturday), "Lavori");
});

test("hours and desks change on their day", () => {
  const changed: OfficeSchedule = {
    ...aversa,
    rules: [
      { officeId: "x", weekday: 1, opens: 540, closes: 600, from: "2019-01-01", to: "2019-09-15" },
      { officeId: "x", weekday: 1, opens: 540, closes: 660, from: "2019-09-16" },
      { officeId: "x", weekday: 1, opens: 630, closes: 690, from: "2019-09-16" },
    ],
    desks: [
      { officeId: "x", desks: 2, from: "2019-01-01", to: "2019-09-15" },
      { officeId: "x", desks: 3, from: "2019-09-16" },
    ],
  };
  assert.equal(seatsOfDay(changed, holidays, "2019-09-09", 30).length, 2 * 2);
  // Rules that overlap are one stretch: 9:00-11:30 is five half hours, at three desks.
  assert.equal(seatsOfDay(changed, holidays, "2019-09-16", 30).length, 3 * 5);
});

test("whatever the rules and closures, seats lie inside the hours, never overlap at a desk and never touch a closure", () => {
  const rule = fc.record({
    opens: fc.integer({ min: 0, max: 1300 }),
    length: fc.integer({ min: 1, max: 500 }),
  });
  const closure = fc.record({
    at: fc.integer({ min: 0, max: 1300 }),
    length: fc.integer({ min: 1, max: 300 }),
    desk: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  });
  const monday = "2019-09-09";
  fc.assert(
    fc.property(
      fc.array(rule, { maxLength: 4 }),
      fc.array(closure, { maxLength: 4 }),
      fc.integer({ min: 5, max: 90 }),
      (hours, shut, slot) => {
        const random: OfficeSchedule = {
          ...aversa,
          rules: hours.map((h) => ({
            officeId: "x",
            weekday: 1 as const,
            opens: h.opens,
            closes: Math.min(1440, h.opens + h.length),
            from: "2019-01-01",
          })),
          closures: shut.map((c) => ({
            officeId: "x",
            from: monday,
            to: monday,
            reason: "x",
            fromTime: c.at,
            toTime: c.at + c.length,
            ...(c.desk === undefined ? {} : { desk: c.desk }),
          })),
          desks: [{ officeId: "x", desks: 3, from: "2019-01-01" }],
        };
        const busy = new Map<number, number>();
        for (const seat of seatsOfDay(random, holidays, monday, slot)) {
          assert.equal(seat.end - seat.start, slot);
          assert.ok(seat.start >= (busy.get(seat.desk) ?? 0));
          busy.set(seat.desk, seat.end);
          for (const minute of [seat.start, seat.end - 1]) {
            assert.ok(random.rules.some((r) => r.opens <= minute && minute < r.closes));
            assert.ok(
              !random.closures.some(
                (c) =>
                  (c.desk === undefined || c.desk === seat.desk) &&
                  (c.fromTime ?? 0) <= minute &&
                  minute < (c.toTime ?? 0),
              ),
            );
          }
        }
      },
    ),
  );
});

test("the season's seats: 46 offices, 14 weeks, in well under a second, and enough for the first wave", () => {
  const started = performance.now();
  let seats = 0;
  for (const office of schedules.values())
    for (let day = toDayNumber("2019-09-09"); day <= toDayNumber("2019-12-13"); day += 1)
      seats += seatsOfDay(office, holidays, toIsoDate(day), 30).length;
  assert.ok(performance.now() - started < 1500);
  assert.ok(seats > 178_370, `${seats} seats`);
  assert.ok(seats < 460 * 14 * 44);
});
