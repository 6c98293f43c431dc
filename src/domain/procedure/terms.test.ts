// Terms against the slow and plain way of counting, the law's own dates by hand, and what a moment makes of them.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { addMonths, toDayNumber, toIsoDate } from "../calendar/days.ts";
import { buildHolidayCalendar, parseHolidayRule } from "../calendar/holidays.ts";
import { epochOf } from "../calendar/instants.ts";
import { buildTermCalendar } from "../calendar/term-calendar.ts";
import { dueDate } from "../calendar/terms.ts";
import { workingCalendar } from "../calendar/working-days.ts";
import { ADI } from "../measures/adi/parameters.ts";
import type { OpenTerm } from "../measures/clock-types.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { dueInstantOf, dueOf, evaluate, meetTerm, openTerm, openTermsOf, stateOf } from "./terms.ts";

const RULES = [
  "01-01",
  "01-06",
  "easter+1",
  "04-25",
  "05-01",
  "06-02",
  "08-15",
  "11-01",
  "12-08",
  "12-25",
  "12-26",
];
const working = workingCalendar(
  buildHolidayCalendar(
    RULES.map((text) => {
      const rule = parseHolidayRule(text);
      assert.ok(rule.ok);
      return { rule: rule.value, name: text };
    }),
  ),
);
const calendar = buildTermCalendar({ working, suspensions: RDC_2019.suspensions });
const day = toDayNumber;
const moment = (date: string) => ({ day: day(date), epoch: epochOf(`${date}T10:00:00.000Z`) });

function opened(...request: Parameters<typeof openTerm>): OpenTerm {
  const term = openTerm(...request);
  assert.ok(term !== null);
  return term;
}

const kinds = fc.constantFrom("calendar" as const, "working" as const);
const starts = fc.integer({ min: day("2018-01-01"), max: day("2026-12-31") });
const lengths = fc.integer({ min: 0, max: 200 });
const windows = fc.array(
  fc.record({ at: fc.integer({ min: -100, max: 250 }), length: fc.integer({ min: 1, max: 120 }) }),
  { maxLength: 4 },
);

const termOf = (start: number, amount: number, kind: "calendar" | "working", suspended = true): OpenTerm => ({
  kind: "report",
  start,
  startedAt: null,
  amount,
  unit: kind === "calendar" ? "calendar-days" : "working-days",
  suspended,
  metOn: null,
  metBy: null,
  citation: null,
  startCitation: null,
});

describe("the tables of a calendar", () => {
  it("give the day that counting day by day gives, with holidays and suspensions", () => {
    fc.assert(
      fc.property(starts, lengths, kinds, windows, (start, days, dayType, list) => {
        const suspensions = list.map(({ at, length }) => ({
          from: toIsoDate(start + at),
          to: toIsoDate(start + at + length - 1),
          citation: null,
        }));
        const slow = dueDate({
          start: toIsoDate(start),
          days,
          dayType,
          suspensions,
          calendar: working,
          citation: null,
        });
        const fast = buildTermCalendar({ working, suspensions, years: [2017, 2030] });
        const view = evaluate(termOf(start, days, dayType), { day: start, epoch: 0 }, fast);
        assert.equal(toIsoDate(view.due), slow.due);
        assert.equal(view.suspendedDays, slow.suspendedDays);
        // A term that windows do not stop falls due as if there were none.
        const free = { ...termOf(start, days, dayType, false) };
        assert.equal(
          dueOf(free, fast),
          dueOf(free, buildTermCalendar({ working, suspensions: [], years: [2017, 2030] })),
        );
      }),
    );
  });

  it("refuse what they cannot count", () => {
    const short = buildTermCalendar({ working, suspensions: [], years: [2019, 2019] });
    assert.throws(() => dueOf(termOf(day("2019-12-20"), 30, "working"), short), RangeError);
    assert.throws(() => dueOf(termOf(day("2018-12-20"), 3, "working"), short), RangeError);
    assert.throws(() => dueOf(termOf(day("2030-01-01"), 3, "working"), short), RangeError);
    assert.throws(() => dueOf(termOf(day("2019-01-01"), -1, "calendar"), short), RangeError);
  });
});

describe("a term", () => {
  it("of the first wave starts on 2 September 2019, whatever the grant", () => {
    const term = opened(RDC_2019, "convene", { on: "2019-05-10", grantedOn: "2019-05-10" });
    assert.equal(toIsoDate(dueOf(term, calendar)), "2019-10-02");
    assert.equal(term.startCitation, "ACCORDO_88CU_2019");
    assert.equal(
      opened(RDC_2019, "convene", { on: "2019-08-01", grantedOn: "2019-08-01" }).startCitation,
      null,
    );
  });

  it("of ADI asked for before March 2024 starts on 26 January 2024", () => {
    const asked = { on: "2024-01-10", appliedOn: "2024-01-05" };
    assert.equal(toIsoDate(dueOf(opened(ADI, "social-services", asked), calendar)), "2024-05-25");
    assert.equal(
      toIsoDate(
        dueOf(opened(ADI, "social-services", { on: "2024-04-01", appliedOn: "2024-04-01" }), calendar),
      ),
      "2024-07-30",
    );
  });

  it("does not run in the suspension of 2020, and says so", () => {
    const term = opened(RDC_2019, "convene", { on: "2020-03-07", grantedOn: "2020-03-07" });
    assert.equal(toIsoDate(dueOf(term, calendar)), "2020-08-06");
    assert.equal(stateOf(term, moment("2020-03-16"), calendar), "running");
    assert.equal(stateOf(term, moment("2020-03-17"), calendar), "suspended");
    assert.equal(stateOf(term, moment("2020-07-16"), calendar), "suspended");
    assert.equal(stateOf(term, moment("2020-07-17"), calendar), "running");
    assert.equal(stateOf(term, moment("2020-08-06"), calendar), "running");
    assert.equal(stateOf(term, moment("2020-08-07"), calendar), "expired");
    assert.equal(evaluate(term, moment("2020-08-01"), calendar).daysLeft, 5);
    assert.equal(evaluate(term, moment("2020-08-10"), calendar).daysLeft, -4);
  });

  it("met is met, and late when after its day", () => {
    const term = opened(RDC_2019, "convene", { on: "2019-08-01", grantedOn: "2019-08-01" });
    const met = meetTerm(term, day("2019-08-31"), "issue");
    assert.deepEqual(
      [
        evaluate(met, moment("2021-01-01"), calendar).state,
        evaluate(met, moment("2021-01-01"), calendar).late,
      ],
      ["met", false],
    );
    assert.equal(
      evaluate(meetTerm(term, day("2019-09-01"), "issue"), moment("2019-09-02"), calendar).late,
      true,
    );
    assert.equal(meetTerm(met, day("2019-09-09"), "move").metBy, "issue");
  });

  it("in hours ends at its hour, and passes over suspended days", () => {
    const hold = opened(RDC_2019, "hold", { on: "2019-10-10", at: "2019-10-10T08:30:00.000Z" });
    assert.equal(dueInstantOf(hold, calendar), epochOf("2019-10-12T08:30:00.000Z"));
    assert.equal(toIsoDate(dueOf(hold, calendar)), "2019-10-12");
    assert.equal(
      stateOf(hold, { day: day("2019-10-12"), epoch: epochOf("2019-10-12T08:30:00.000Z") }, calendar),
      "running",
    );
    assert.equal(
      stateOf(hold, { day: day("2019-10-12"), epoch: epochOf("2019-10-12T08:30:00.001Z") }, calendar),
      "expired",
    );
    const covid = opened(RDC_2019, "hold", { on: "2020-03-16", at: "2020-03-16T08:30:00.000Z" });
    assert.equal(dueInstantOf(covid, calendar), epochOf("2020-07-18T08:30:00.000Z"));
    assert.throws(() => openTerm(RDC_2019, "hold", { on: "2019-10-10" }), RangeError);
  });

  it("in months ends on the same day, or the month's last; fewer for households with minors", () => {
    const ends = (on: string, minorsOrDisabled: boolean): string =>
      toIsoDate(dueOf(opened(RDC_2019, "reapplication-block", { on, minorsOrDisabled }), calendar));
    assert.equal(ends("2020-01-15", false), "2021-07-15");
    assert.equal(ends("2020-08-31", true), "2021-02-28");
    assert.equal(toIsoDate(addMonths(day("2019-12-31"), 2)), "2020-02-29");
  });

  it("with a date of its own ends on it", () => {
    assert.equal(
      toIsoDate(dueOf(opened(RDC_2019, "exemption-end", { on: "2020-05-31" }), calendar)),
      "2020-05-31",
    );
  });

  it("that a measure does not have is not opened", () => {
    assert.equal(openTerm(RDC_2019, "periodic-presence", { on: "2020-01-01" }), null);
  });
});

it("open terms come nearest first, without those met", () => {
  const convene = opened(RDC_2019, "convene", { on: "2019-08-20", grantedOn: "2019-08-20" });
  const did = opened(RDC_2019, "did", { on: "2019-08-10" });
  const met = meetTerm(opened(RDC_2019, "voucher-report", { on: "2019-01-10" }), day("2019-02-01"), "x");
  const list = openTermsOf([convene, met, did], moment("2019-09-12"), calendar);
  assert.deepEqual(
    list.map((view) => [view.term.kind, view.state]),
    [
      ["did", "expired"],
      ["convene", "running"],
    ],
  );
});
