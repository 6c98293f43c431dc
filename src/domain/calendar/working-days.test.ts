// Working days counted and moved along, against a plain walk of the calendar.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { toDayNumber, toIsoDate } from "./days.ts";
import { buildHolidayCalendar, parseHolidayRule } from "./holidays.ts";
import { addWorkingDays, countWorkingDays, nextWorkingDay, workingCalendar } from "./working-days.ts";

const holidays = buildHolidayCalendar(
  (
    [
      ["01-01", "Capodanno"],
      ["08-15", "Ferragosto"],
      ["easter+1", "Pasquetta"],
      ["09-19", "San Gennaro", "F839"],
    ] as const
  ).map(([text, name, municipalityCode]) => {
    const rule = parseHolidayRule(text);
    assert.ok(rule.ok);
    return { rule: rule.value, name, ...(municipalityCode === undefined ? {} : { municipalityCode }) };
  }),
);
const offices = workingCalendar(holidays);
const day = toDayNumber;

test("weekends and national holidays do not count, a local one counts only at home", () => {
  assert.equal(offices.isWorking(day("2019-09-07")), false);
  assert.equal(offices.isWorking(day("2019-08-15")), false);
  assert.equal(offices.isWorking(day("2019-04-22")), false);
  assert.equal(offices.isWorking(day("2019-09-19")), true);
  assert.equal(workingCalendar(holidays, { municipalityCode: "F839" }).isWorking(day("2019-09-19")), false);
  assert.equal(workingCalendar(holidays, { weekdays: [6] }).isWorking(day("2019-09-07")), true);
});

test("moving goes over what does not count, both ways", () => {
  assert.equal(toIsoDate(addWorkingDays(offices, day("2019-09-06"), 1)), "2019-09-09");
  assert.equal(toIsoDate(addWorkingDays(offices, day("2019-08-16"), -1)), "2019-08-14");
  assert.equal(addWorkingDays(offices, day("2019-09-07"), 0), day("2019-09-07"));
  assert.equal(toIsoDate(nextWorkingDay(offices, day("2019-09-07"))), "2019-09-09");
  assert.equal(nextWorkingDay(offices, day("2019-09-09")), day("2019-09-09"));
});

test("as many days as one moves are counted on the way", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: day("2018-01-01"), max: day("2030-12-31") }),
      fc.integer({ min: 1, max: 120 }),
      (start, n) => {
        const end = addWorkingDays(offices, start, n);
        assert.equal(countWorkingDays(offices, start, end), n);
        assert.equal(offices.isWorking(end), true);
        if (offices.isWorking(start)) assert.equal(addWorkingDays(offices, end, -n), start);
      },
    ),
    { numRuns: 300 },
  );
});

test("a calendar without working days is a fault, not an endless search", () => {
  assert.throws(() => addWorkingDays(workingCalendar(holidays, { weekdays: [] }), 0, 1), RangeError);
});
