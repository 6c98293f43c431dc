// Terms: the law's own dates by hand, and what must hold whatever the numbers.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { addDays, toDayNumber, toIsoDate, weekdayOf } from "./days.ts";
import { buildHolidayCalendar, type DatedHolidayRule, parseHolidayRule } from "./holidays.ts";
import { clockStart, conveneTerm, dueDate, type Suspension, type TermRequest } from "./terms.ts";
import { addWorkingDays, countWorkingDays, nextWorkingDay, workingCalendar } from "./working-days.ts";

const rules = [
  "01-01",
  "01-06",
  "easter",
  "easter+1",
  "04-25",
  "05-01",
  "06-02",
  "08-15",
  "11-01",
  "12-08",
  "12-25",
  "12-26",
].map((text): DatedHolidayRule => {
  const rule = parseHolidayRule(text);
  assert.ok(rule.ok);
  return { rule: rule.value, name: text };
});
const sanGennaro = parseHolidayRule("09-19");
assert.ok(sanGennaro.ok);
const holidays = buildHolidayCalendar([
  ...rules,
  { rule: sanGennaro.value, name: "San Gennaro", municipalityCode: "F839" },
]);
const calendar = workingCalendar(holidays);
const COVID: Suspension = { from: "2020-03-17", to: "2020-07-16", citation: "DL18_2020_ART40" };

const request = (part: Partial<TermRequest>): TermRequest => ({
  start: "2019-09-02",
  days: 30,
  dayType: "calendar",
  suspensions: [],
  calendar,
  citation: "DL4_2019_ART4_C5",
  ...part,
});

test("benefits granted from April to July 2019 are to be convened by 2 October 2019", () => {
  const term = conveneTerm(RDC_2019, "2019-05-10", [], calendar);
  assert.equal(term.start, "2019-09-02");
  assert.equal(term.due, "2019-10-02");
  assert.equal(term.startCitation, "ACCORDO_88CU_2019");
  assert.equal(term.citation, "DL4_2019_ART4_C5");
  assert.equal(conveneTerm(RDC_2019, "2019-08-01", [], calendar).due, "2019-08-31");
  const { convene } = RDC_2019.clocks;
  assert.deepEqual(clockStart(convene, { on: "2019-07-31", grantedOn: "2019-07-31" }), {
    startsOn: "2019-09-02",
    citation: "ACCORDO_88CU_2019",
  });
  assert.deepEqual(clockStart(convene, { on: "2019-08-01", grantedOn: "2019-08-01" }), {
    startsOn: "2019-08-01",
    citation: null,
  });
});

test("a transitional rule never moves a start backwards", () => {
  const rule = {
    basis: "granted" as const,
    from: "2019-01-01",
    to: "2019-12-31",
    startsOn: "2019-06-01",
    citation: "ACCORDO_88CU_2019" as const,
  };
  assert.equal(
    clockStart({ transitions: [rule] }, { on: "2019-07-01", grantedOn: "2019-07-01" }).startsOn,
    "2019-07-01",
  );
});

test("days of the 2020 suspension do not count", () => {
  // 10 days run from 8 to 16 March (9 days: 8…16), the tenth is the first day after the suspension.
  const term = dueDate(request({ start: "2020-03-07", days: 10, suspensions: [COVID] }));
  assert.equal(term.due, "2020-07-17");
  assert.equal(term.suspendedDays, 122);
  assert.deepEqual(term.suspendedBy, ["DL18_2020_ART40"]);
  // Due on the last day before it: untouched.
  const before = dueDate(request({ start: "2020-03-07", days: 9, suspensions: [COVID] }));
  assert.equal(before.due, "2020-03-16");
  assert.deepEqual(before.suspendedBy, []);
  // Started inside it: it begins to run on the day after.
  assert.equal(dueDate(request({ start: "2020-05-01", days: 1, suspensions: [COVID] })).due, "2020-07-17");
  assert.equal(dueDate(request({ start: "2020-07-16", days: 1, suspensions: [COVID] })).due, "2020-07-17");
});

test("working days leave out Saturdays, Sundays and holidays", () => {
  assert.equal(dueDate(request({ start: "2019-10-30", days: 2, dayType: "working" })).due, "2019-11-04");
  assert.equal(dueDate(request({ start: "2019-12-20", days: 3, dayType: "working" })).due, "2019-12-27");
  const napoli = workingCalendar(holidays, { municipalityCode: "F839" });
  assert.equal(
    dueDate(request({ start: "2019-09-18", days: 1, dayType: "working", calendar: napoli })).due,
    "2019-09-20",
  );
  assert.equal(dueDate(request({ start: "2019-09-18", days: 1, dayType: "working" })).due, "2019-09-19");
  const saturdays = workingCalendar(holidays, { weekdays: [1, 2, 3, 4, 5, 6] });
  assert.equal(
    dueDate(request({ start: "2019-09-20", days: 1, dayType: "working", calendar: saturdays })).due,
    "2019-09-21",
  );
});

test("9 September to 13 December 2019 holds 69 working days", () => {
  assert.equal(countWorkingDays(calendar, toDayNumber("2019-09-08"), toDayNumber("2019-12-13")), 69);
});

const startDay = fc.integer({ min: toDayNumber("2015-01-01"), max: toDayNumber("2029-12-31") });
const span = fc.integer({ min: 0, max: 200 });
const kind = fc.constantFrom("calendar" as const, "working" as const);
const windows = fc.array(
  fc.record({ at: fc.integer({ min: -100, max: 250 }), length: fc.integer({ min: 1, max: 120 }) }),
  { maxLength: 4 },
);

const suspensionsAround = (start: number, list: readonly { at: number; length: number }[]): Suspension[] =>
  list.map((w) => ({
    from: toIsoDate(start + w.at),
    to: toIsoDate(start + w.at + w.length - 1),
    citation: null,
  }));

test("one day at a time gives the same due date", () => {
  fc.assert(
    fc.property(startDay, span, kind, windows, (start, days, dayType, list) => {
      const suspensions = suspensionsAround(start, list);
      let due = start;
      for (let left = days; left > 0;) {
        due += 1;
        const iso = toIsoDate(due);
        if (suspensions.some((s) => s.from <= iso && iso <= s.to)) continue;
        if (dayType === "calendar" || calendar.isWorking(due)) left -= 1;
      }
      assert.equal(
        dueDate(request({ start: toIsoDate(start), days, dayType, suspensions })).due,
        toIsoDate(due),
      );
    }),
  );
});

test("a longer term, a later start or one more suspension never falls due earlier", () => {
  fc.assert(
    fc.property(startDay, span, fc.nat(40), kind, windows, (start, days, more, dayType, list) => {
      const suspensions = suspensionsAround(start, list);
      const base = request({ start: toIsoDate(start), days, dayType, suspensions });
      const due = dueDate(base).due;
      assert.ok(dueDate({ ...base, days: days + more }).due >= due);
      assert.ok(dueDate({ ...base, start: addDays(base.start, more) }).due >= due);
      assert.ok(dueDate({ ...base, suspensions: suspensions.slice(1) }).due <= due);
    }),
  );
});

test("a suspension that a term meets whole shifts it by its own length", () => {
  fc.assert(
    fc.property(
      startDay,
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 90 }),
      fc.nat(),
      (start, days, length, at) => {
        const from = start + 1 + (at % days);
        const plain = dueDate(request({ start: toIsoDate(start), days }));
        const moved = dueDate(
          request({
            start: toIsoDate(start),
            days,
            suspensions: [{ from: toIsoDate(from), to: toIsoDate(from + length - 1), citation: null }],
          }),
        );
        assert.equal(moved.due, addDays(plain.due, length));
        assert.equal(moved.suspendedDays, length);
        assert.equal(plain.suspendedDays, 0);
      },
    ),
  );
});

test("a term in working days ends on a working day and counts exactly its days", () => {
  fc.assert(
    fc.property(startDay, fc.integer({ min: 1, max: 200 }), (start, days) => {
      const due = toDayNumber(dueDate(request({ start: toIsoDate(start), days, dayType: "working" })).due);
      assert.ok(weekdayOf(due) <= 5);
      assert.ok(calendar.isWorking(due));
      assert.equal(countWorkingDays(calendar, start, due), days);
      assert.equal(addWorkingDays(calendar, start, days), due);
      assert.ok(nextWorkingDay(calendar, start) >= start);
    }),
  );
});

test("a broken request is a fault, not a date", () => {
  assert.throws(() => dueDate(request({ days: -1 })), RangeError);
  assert.throws(() => dueDate(request({ days: 1.5 })), RangeError);
  const never = { isWorking: () => false };
  assert.throws(() => dueDate(request({ dayType: "working", calendar: never })), RangeError);
  assert.throws(() => addWorkingDays(never, 0, 1), RangeError);
});
