// What work does to the status of unemployment: the limits of the year, the 180 days, the job that ends in time.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { addDays } from "../calendar/days.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { isPlausibleWork, lowIncomeOn, statusOnWork, workReviewOn } from "./work.ts";
import type { Work } from "./work.ts";

const job = (change: Partial<Work>): Work => ({
  kind: "employee",
  startsOn: "2019-10-01",
  endsOn: null,
  yearlyEuros: 12_000,
  ...change,
});
const status = (change: Partial<Work>, on: string): string | null => statusOnWork(job(change), RDC_2019, on);

describe("the income limits", () => {
  it("are those of the day", () => {
    assert.equal(lowIncomeOn(RDC_2019, "2019-03-29"), undefined);
    assert.equal(lowIncomeOn(RDC_2019, "2019-03-30")?.employeeEuros, 8145);
    assert.equal(lowIncomeOn(RDC_2019, "2021-12-31")?.selfEmployedEuros, 4800);
    assert.equal(lowIncomeOn(RDC_2019, "2022-01-01")?.selfEmployedEuros, 5500);
    assert.equal(lowIncomeOn(RDC_2019, "2026-01-01")?.employeeEuros, 8500);
  });
  it("are written in order", () => {
    const days = RDC_2019.lowIncome.map(({ from }) => from);
    assert.deepEqual(days, days.toSorted());
  });
});

describe("the status on work", () => {
  it("is kept up to the limit, the limit included", () => {
    assert.equal(status({ yearlyEuros: 8145 }, "2019-11-01"), "kept");
    assert.equal(status({ yearlyEuros: 8146 }, "2019-11-01"), "suspended");
    assert.equal(status({ kind: "self-employed", yearlyEuros: 4800 }, "2019-11-01"), "kept");
    assert.equal(status({ kind: "self-employed", yearlyEuros: 4801 }, "2019-11-01"), "lost");
    assert.equal(status({ yearlyEuros: 8145 }, "2021-11-01"), "kept");
  });
  it("is suspended for 180 days of a job, then lost", () => {
    assert.equal(status({}, "2019-10-01"), "suspended");
    assert.equal(status({}, addDays("2019-10-01", 179)), "suspended");
    assert.equal(status({}, addDays("2019-10-01", 180)), "lost");
  });
  it("is as before when the job ended in time, lost for good when it did not", () => {
    assert.equal(status({ endsOn: "2019-12-31" }, "2019-12-31"), "suspended");
    assert.equal(status({ endsOn: "2019-12-31" }, "2020-01-01"), "kept");
    assert.equal(status({ endsOn: "2020-12-31" }, "2021-03-01"), "lost");
  });
  it("is not known while the income is not, and untouched before the work begins", () => {
    assert.equal(status({ yearlyEuros: null }, "2019-11-01"), null);
    assert.equal(status({ yearlyEuros: null }, "2019-09-30"), "kept");
  });
  it("changes only on the days that a review is due", () => {
    const start = fc.integer({ min: 0, max: 1500 }).map((days) => addDays("2019-01-01", days));
    fc.assert(
      fc.property(
        start,
        fc.option(fc.integer({ min: 0, max: 400 })),
        fc.integer({ min: 3000, max: 13_000 }),
        fc.constantFrom("employee", "self-employed"),
        fc.integer({ min: -50, max: 900 }),
        (startsOn, length, yearlyEuros, kind, offset) => {
          const endsOn = length === null ? null : addDays(startsOn, length);
          const work: Work = { kind, startsOn, endsOn, yearlyEuros };
          const on = addDays(startsOn, offset);
          const tomorrow = addDays(on, 1);
          if (statusOnWork(work, RDC_2019, on) !== statusOnWork(work, RDC_2019, tomorrow))
            assert.equal(workReviewOn(work, RDC_2019, on), tomorrow);
        },
      ),
    );
  });
  it("takes no work with dates that cannot be", () => {
    assert.equal(isPlausibleWork(job({}), "2019-10-05"), true);
    assert.equal(isPlausibleWork(job({ startsOn: "2109-10-01" }), "2019-10-05"), false);
    assert.equal(isPlausibleWork(job({ endsOn: "2019-09-30" }), "2019-10-05"), false);
    assert.equal(isPlausibleWork(job({ startsOn: "2019-02-30" }), "2019-10-05"), false);
    assert.equal(isPlausibleWork(job({ yearlyEuros: -1 }), "2019-10-05"), false);
  });
});
