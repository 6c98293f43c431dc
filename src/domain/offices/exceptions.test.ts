// Exceptions over the ordinary hours: they add and take seats, leave the others where they were, and are refused when impossible.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { buildHolidayCalendar } from "../calendar/holidays.ts";
import type { Weekday } from "../calendar/days.ts";
import type { DayException } from "./exceptions.ts";
import { judgeException, withException, withoutException } from "./judge-exception.ts";
import { buildSchedules, closedBecause, isOpenFor, openingOfDay, seatsOfDay } from "./opening.ts";
import type { OfficeSchedule } from "./opening.ts";
import { loadReference } from "./reference.test-data.ts";

const rows = loadReference();
const holidays = buildHolidayCalendar([...rows["holidays-national.csv"], ...rows["holidays-local.csv"].filter((h) => h.officeCloses)]);
const schedules = buildSchedules({
  rules: rows["opening-hours.csv"],
  closures: rows["office-closures.csv"],
  desks: rows["desks.csv"].filter((d) => d.scenario === "base"),
  seats: rows["office-seats.csv"],
});
const aversa = schedules.get("A512C000211")!;
const MONDAY = "2019-09-09";
const SATURDAY = "2019-09-14";
const EVERY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const make = (part: Partial<DayException>): DayException => ({
  id: "e1", kind: "closure", from: MONDAY, to: MONDAY, weekdays: EVERY, reason: "Lavori ai bagni", ...part,
});
const seats = (schedule: OfficeSchedule, day: string): string[] =>
  seatsOfDay(schedule, holidays, day, 30).map((seat) => `${seat.desk}@${seat.start}`);
const desks = seatsOfDay(aversa, holidays, MONDAY, 30).filter((seat) => seat.start === 540).length;

test("a longer opening adds seats beside the row that is there, whose hours stay as they were", () => {
  const longer = withException(aversa, make({ kind: "opening", fromTime: 8 * 60 + 10, toTime: 9 * 60 }));
  const before = seats(aversa, MONDAY);
  const after = seats(longer, MONDAY);
  assert.ok(before.every((seat) => after.includes(seat)));
  assert.deepEqual(after.filter((seat) => !before.includes(seat)), Array.from({ length: desks }, (_, at) => `${at + 1}@490`));
  assert.deepEqual(openingOfDay(longer, holidays, MONDAY)[0], { start: 490, end: 750 });
});

test("a Saturday opens for one desk, a holiday too; a whole closure of the tables is not beaten", () => {
  const saturday = withException(aversa, make({ kind: "opening", from: SATURDAY, to: SATURDAY, fromTime: 540, toTime: 660, desk: 2 }));
  assert.deepEqual(seats(saturday, SATURDAY), ["2@540", "2@570", "2@600", "2@630"]);
  assert.equal(closedBecause(saturday, holidays, SATURDAY), null);
  const allSaints = make({ kind: "opening", from: "2019-11-01", to: "2019-11-01", fromTime: 540, toTime: 600 });
  assert.equal(seats(withException(aversa, allSaints), "2019-11-01").length, 2 * desks, "only the hours of the exception, not the weekly ones");
  const shut = { ...aversa, closures: [{ officeId: "x", from: SATURDAY, to: SATURDAY, reason: "Allagamento" }] };
  const refused = judgeException(make({ kind: "opening", from: SATURDAY, to: SATURDAY, fromTime: 540, toTime: 660 }), question(shut));
  assert.equal(!refused.ok && refused.refusal.code, "ECCEZIONE_SOPRA_CHIUSURA");
  assert.match(!refused.ok ? refused.refusal.message : "", /Allagamento/);
});

test("a closure takes the seats it touches and no other; on certain days of the week; at one desk", () => {
  const shut = withException(aversa, make({ fromTime: 9 * 60, toTime: 9 * 60 + 40 }));
  assert.deepEqual(seats(shut, MONDAY), seats(aversa, MONDAY).filter((seat) => !/@(540|570)$/.test(seat)));
  assert.equal(isOpenFor(shut, holidays, MONDAY, { desk: 1, start: 600, end: 630 }), true);
  assert.equal(isOpenFor(shut, holidays, MONDAY, { desk: 1, start: 570, end: 600 }), false);
  const mondays = withException(aversa, make({ to: "2019-09-30", weekdays: [1], desk: 1 }));
  assert.ok(seats(mondays, "2019-09-16").every((seat) => !seat.startsWith("1@")));
  assert.deepEqual(seats(mondays, "2019-09-17"), seats(aversa, "2019-09-17"));
  assert.equal(closedBecause(withException(aversa, make({})), holidays, MONDAY), "Lavori ai bagni");
  assert.deepEqual(withoutException(withException(aversa, make({})), "e1"), { ...aversa, exceptions: [] });
});

function question(schedule: OfficeSchedule = aversa) {
  return { schedule, holidays, today: "2019-09-02", slotMinutes: 30 };
}

test("what is impossible is refused, each with its own sentence", () => {
  const code = (part: Partial<DayException>, schedule: OfficeSchedule = aversa): string => {
    const judged = judgeException(make(part), question(schedule));
    return judged.ok ? "ok" : judged.refusal.code;
  };
  assert.equal(code({}), "ok");
  assert.equal(code({ reason: " no " }), "ECCEZIONE_MOTIVO");
  assert.equal(code({ from: "2019-02-30" }), "ECCEZIONE_DATA");
  assert.equal(code({ to: "2019-09-08" }), "ECCEZIONE_GIORNI_ROVESCIATI");
  assert.equal(code({ from: "2019-08-30", to: "2019-08-30" }), "ECCEZIONE_PASSATA");
  assert.equal(code({ from: "2019-09-01" }), "ECCEZIONE_PASSATA", "not even in part");
  assert.equal(code({ to: "2020-12-31" }), "ECCEZIONE_TROPPO_LUNGA");
  assert.equal(code({ from: "2029-01-01", to: "2029-01-01" }), "ECCEZIONE_TROPPO_LONTANA");
  assert.equal(code({ fromTime: 600 }), "ECCEZIONE_ORE_MANCANTI");
  assert.equal(code({ kind: "opening" }), "ECCEZIONE_ORE_MANCANTI");
  assert.equal(code({ fromTime: 660, toTime: 600 }), "ECCEZIONE_ORE_ROVESCIATE");
  assert.equal(code({ weekdays: [6] }), "ECCEZIONE_SENZA_GIORNI");
  assert.equal(code({ desk: 99 }), "ECCEZIONE_SPORTELLO_ASSENTE");
  assert.equal(code({ from: SATURDAY, to: SATURDAY }), "ECCEZIONE_GIA_CHIUSA");
  assert.equal(code({ kind: "opening", fromTime: 540, toTime: 600 }), "ECCEZIONE_GIA_APERTA");
  assert.equal(code({ kind: "opening", fromTime: 520, toTime: 540 }), "ECCEZIONE_GIA_APERTA", "twenty minutes are no seat");
  assert.equal(code({ reason: "Un altro motivo" }, withException(aversa, make({ id: "e0" }))), "ECCEZIONE_GIA_INSERITA");
});

test("the effect is told day by day", () => {
  const judged = judgeException(make({ from: "2019-09-13", to: "2019-09-16", desk: 1 }), question());
  assert.deepEqual(judged, { ok: true, value: [{ date: "2019-09-13", seats: -8 }, { date: "2019-09-16", seats: -9 }] });
});

test("whatever the exceptions, no seat overlaps another of its desk, none lies in a closure, each is where its desk is open", () => {
  const exception = fc.record({
    kind: fc.constantFrom("opening" as const, "closure" as const),
    at: fc.integer({ min: 0, max: 1300 }),
    length: fc.integer({ min: 1, max: 300 }),
    desk: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(exception, { maxLength: 6 }), fc.integer({ min: 10, max: 60 }), fc.constantFrom(MONDAY, SATURDAY), (all, slot, day) => {
      const exceptions = all.map(({ kind, at, length, desk }, index) =>
        make({ id: `e${index}`, kind, from: day, to: day, fromTime: at, toTime: Math.min(1440, at + length), ...(desk === undefined ? {} : { desk }) }),
      );
      const schedule = { ...aversa, exceptions };
      const busy = new Map<number, number>();
      for (const seat of seatsOfDay(schedule, holidays, day, slot)) {
        assert.ok(seat.start >= (busy.get(seat.desk) ?? 0));
        busy.set(seat.desk, seat.end);
        assert.ok(isOpenFor(schedule, holidays, day, seat));
        assert.ok(!exceptions.some((e) => e.kind === "closure" && (e.desk ?? seat.desk) === seat.desk && seat.start < e.toTime! && e.fromTime! < seat.end));
      }
    }),
  );
});
