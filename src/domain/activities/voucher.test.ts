// The table of the assegno di ricollocazione against its stories, its term, its amount.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ADI } from "../measures/adi/parameters.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { problemsOf } from "../procedure/check.ts";
import { mutations } from "../procedure/mutations.ts";
import { coverage, tell } from "../procedure/story.ts";
import { CALENDAR } from "./activity.test-data.ts";
import { choiceDue, voucherAfter, voucherContext } from "./voucher-facts.ts";
import type { VoucherFacts } from "./voucher-facts.ts";
import { VOUCHER_STORIES } from "./voucher-stories.test-data.ts";
import { VOUCHER } from "./voucher-table.ts";
import { BLANK_VOUCHER } from "./voucher-types.ts";
import type { VoucherContext, VoucherFields } from "./voucher-types.ts";

describe("the table of the voucher", () => {
  const told = tell(VOUCHER, VOUCHER_STORIES);

  it("is sound", () => assert.deepEqual(problemsOf(VOUCHER), []));
  it("does what the stories tell", () => assert.deepEqual(told.failures, []));
  it("has no row that no story visits", () => assert.deepEqual(coverage(VOUCHER, told.visited), []));
  it("cannot be changed in one place without a story noticing", () => {
    const unnoticed = [...mutations(VOUCHER)].filter(
      ({ procedure }) => tell(procedure, VOUCHER_STORIES).failures.length === 0,
    );
    assert.deepEqual(
      unnoticed.map(({ what }) => what),
      [],
    );
  });
});

const FACTS: VoucherFacts = {
  today: "2020-01-15",
  grantedOn: "2019-09-01",
  bound: true,
  obliged: true,
  reported: false,
};
const REPORTED = voucherAfter(BLANK_VOUCHER, "report-person", { on: "2019-10-01" });
const GIVEN = voucherAfter(REPORTED, "record-given", { on: "2019-12-01", amountEuros: 3000 });

function contextOf(input: VoucherFields, change: Partial<VoucherFacts> = {}, data = GIVEN): VoucherContext {
  return voucherContext({
    data,
    input,
    facts: { ...FACTS, ...change },
    measure: RDC_2019,
    calendar: CALENDAR,
  });
}

describe("the context of the voucher", () => {
  it("gives thirty days to choose, longer when the obligations stand still", () => {
    assert.equal(choiceDue(GIVEN, RDC_2019, CALENDAR), "2019-12-31");
    assert.equal(choiceDue({ givenOn: "2020-03-10" }, RDC_2019, CALENDAR), "2020-08-09");
    assert.equal(choiceDue(GIVEN, ADI, CALENDAR), null);
    assert.equal(choiceDue(REPORTED, RDC_2019, CALENDAR), null);
    const over = (today: string): boolean => contextOf({}, { today }).termOver;
    assert.deepEqual([over("2019-12-31"), over("2020-01-01")], [false, true]);
  });
  it("believes an amount within the law, and a day after what comes first", () => {
    const amount = (amountEuros: number): boolean => contextOf({ amountEuros }).amountPlausible;
    assert.deepEqual([249, 250, 5000, 5001, 300.5].map(amount), [false, true, true, false, false]);
    const plausible = (on: string): boolean => contextOf({ on }).dayPlausible;
    assert.deepEqual(["2019-11-30", "2019-12-01", "2020-01-16"].map(plausible), [false, true, false]);
  });
  it("allows nothing that is not known", () => {
    const facts = { bound: false, obliged: null, reported: null };
    const context = voucherContext({
      data: BLANK_VOUCHER,
      facts: { ...FACTS, ...facts },
      measure: ADI,
      calendar: CALENDAR,
    });
    assert.deepEqual(
      Object.values(context).filter((value) => value === true),
      [],
    );
    assert.deepEqual(
      [context.duty, contextOf({}).duty, contextOf({}, { obliged: false }).duty],
      [null, true, false],
    );
  });
});

it("the data keep when the voucher was reported, given, chosen and ended", () => {
  const chosen = voucherAfter(GIVEN, "record-choice", { on: "2019-12-20", provider: "01234567890" });
  const ended = voucherAfter(chosen, "record-end", { on: "2020-06-01", reason: "servizio concluso" });
  assert.deepEqual(ended, {
    reportedOn: "2019-10-01",
    givenOn: "2019-12-01",
    amountEuros: 3000,
    provider: "01234567890",
    chosenOn: "2019-12-20",
    endedOn: "2020-06-01",
    reason: "servizio concluso",
  });
  const late = { on: "2020-01-10", provider: "9", reason: "ricovero" };
  assert.deepEqual(voucherAfter(GIVEN, "accept-late-choice", late).chosenOn, "2020-01-10");
});
