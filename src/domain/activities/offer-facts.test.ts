// Which of how many offers, how far, in which year of the benefit; and what an act leaves in the data.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { ADI } from "../measures/adi/parameters.ts";
import { MEASURES } from "../measures/catalogue.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { RDC_2022 } from "../measures/rdc-2022/parameters.ts";
import type { MeasureParameters } from "../measures/types.ts";
import { CALENDAR } from "./activity.test-data.ts";
import { offerAfter } from "./offer-after.ts";
import { offerContext, offerStanding, withinReach } from "./offer-facts.ts";
import type { OfferFacts } from "./offer-facts.ts";
import { BLANK_OFFER } from "./offer-types.ts";
import type { JobOffer, OfferContext, OfferFields } from "./offer-types.ts";

const FACTS: OfferFacts = {
  today: "2020-02-10",
  grantedOn: "2019-09-01",
  renewal: false,
  minorsOrDisabled: false,
  bound: true,
  obliged: true,
  refusedBefore: 0,
  reported: false,
};
const OFFER: JobOffer = {
  employer: "Forno Esposito",
  job: "panettiere",
  municipalityId: "H703",
  km: 60,
  minutes: 120,
};
const RECEIVED = offerAfter(BLANK_OFFER, "record", { on: "2020-02-01", offer: OFFER });

type Standing = readonly (number | null)[] | null;
function standing(measure: MeasureParameters, change: Partial<OfferFacts>, on = "2020-02-10"): Standing {
  const found = offerStanding(measure, { ...FACTS, ...change }, on);
  return found === null ? null : [found.ordinal, found.of, found.rule.withinKm, found.rule.withinMinutes];
}
function contextOf(
  input: OfferFields,
  change: Partial<OfferFacts> = {},
  measure: MeasureParameters = RDC_2019,
): OfferContext {
  return offerContext({ data: RECEIVED, input, facts: { ...FACTS, ...change }, measure, calendar: CALENDAR });
}

describe("which offer it is", () => {
  it("counts three for the benefits of 2019, farther after a year", () => {
    assert.deepEqual(standing(RDC_2019, {}), [1, 3, 100, 100]);
    assert.deepEqual(standing(RDC_2019, { refusedBefore: 1 }), [2, 3, 250, null]);
    assert.deepEqual(standing(RDC_2019, { refusedBefore: 2 }), [3, 3, null, null]);
    assert.deepEqual(standing(RDC_2019, {}, "2020-09-01"), [1, 3, 100, 100]);
    assert.deepEqual(standing(RDC_2019, {}, "2020-09-02"), [1, 3, 250, null]);
  });
  it("is the only one after a renewal, two for the benefits of 2022, one for today’s", () => {
    assert.deepEqual(standing(RDC_2019, { renewal: true }), [1, 1, null, null]);
    assert.deepEqual(standing(RDC_2022, { renewal: true }), [1, 2, 80, 100]);
    assert.deepEqual(standing(RDC_2022, { refusedBefore: 1 }), [2, 2, null, null]);
    assert.deepEqual(standing(ADI, {}), [1, 1, 80, 120]);
  });
  it("is judged as the last when it comes after it, and not at all when nobody counted", () => {
    assert.deepEqual(standing(RDC_2019, { refusedBefore: 5 }), [6, 3, null, null]);
    assert.equal(standing(RDC_2019, { refusedBefore: null }), null);
  });
  it("has a rule in every measure, however many were refused", () => {
    const any = fc.record({ refusedBefore: fc.nat(10), renewal: fc.boolean() });
    fc.assert(
      fc.property(fc.constantFrom(...MEASURES), any, (measure, facts) => {
        const found = offerStanding(measure, { ...FACTS, ...facts }, "2024-05-01");
        assert.equal(found === null, measure.offers.length === 0);
      }),
    );
  });
});

describe("within reach", () => {
  const first = RDC_2019.offers[0];
  it("is near enough or quick enough; unknown is not near", () => {
    const reach = (km: number | null, minutes: number | null): boolean | null =>
      withinReach(first, { km, minutes });
    assert.deepEqual([reach(100, null), reach(null, 100), reach(101, 100)], [true, true, true]);
    assert.deepEqual([reach(101, 101), reach(101, null), reach(null, null)], [false, null, null]);
  });
  it("never turns to far by coming nearer", () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), fc.nat(50), (km, minutes, less) => {
        if (withinReach(first, { km, minutes }) === true)
          assert.equal(withinReach(first, { km: Math.max(0, km - less), minutes }), true);
      }),
    );
  });
  it("asks only for what decides", () => {
    assert.equal(withinReach(RDC_2019.offers[1], { km: 250, minutes: null }), true);
    assert.equal(withinReach(RDC_2019.offers[1], { km: null, minutes: 10 }), null);
    assert.equal(withinReach(RDC_2019.offers[2], { km: null, minutes: null }), true);
  });
});

describe("the context of an offer", () => {
  it("allows nothing on an empty form of facts not known", () => {
    const context = contextOf({}, { bound: false, obliged: null, refusedBefore: null, reported: null });
    assert.deepEqual(
      Object.entries(context).filter(([, value]) => value === true),
      [
        ["measureHasOffers", true],
        ["derogationWeighed", true],
      ],
    );
    assert.deepEqual([context.duty, context.last, context.reported], [null, null, null]);
  });
  it("knows the last offer, shown with its number", () => {
    const seen = (ordinalSeen: number, change: Partial<OfferFacts>): readonly unknown[] => {
      const { ordinalShown, last } = contextOf({ on: "2020-02-10", ordinalSeen }, change);
      return [ordinalShown, last];
    };
    assert.deepEqual(seen(1, {}), [true, false]);
    assert.deepEqual(seen(1, { refusedBefore: 2 }), [false, true]);
    assert.deepEqual(seen(3, { refusedBefore: 2 }), [true, true]);
    assert.deepEqual(seen(1, { renewal: true }), [true, true]);
  });
  it("asks to weigh a derogation only where the place may be anywhere", () => {
    const weighed = (change: Partial<OfferFacts>): boolean =>
      contextOf({ on: "2020-02-10" }, change).derogationWeighed;
    assert.equal(weighed({ minorsOrDisabled: true }), true);
    assert.equal(weighed({ minorsOrDisabled: true, refusedBefore: 2 }), false);
    assert.equal(weighed({ refusedBefore: 2 }), true);
  });
  it("knows no duty on a suspended day, nor a day before the offer came", () => {
    const on = (day: string, today = "2020-05-01"): readonly unknown[] => {
      const { duty, dayPlausible } = contextOf({ on: day }, { today });
      return [duty, dayPlausible];
    };
    assert.deepEqual(on("2020-02-10"), [true, true]);
    assert.deepEqual(on("2020-04-10"), [false, true]);
    assert.deepEqual(on("2020-01-31"), [true, false]);
    assert.deepEqual(on("2020-05-02"), [false, false]);
    assert.deepEqual(on("2020-13-02"), [null, false]);
  });
});

it("the data keep the offer, its number, the answer, and forget an answer corrected", () => {
  const judged = offerAfter(RECEIVED, "judge-suitable", {
    on: "2020-02-02",
    criteriaChecked: true,
    derogationWeighed: true,
    ordinal: 2,
    of: 3,
  });
  const presented = offerAfter(judged, "present", {
    on: "2020-02-03",
    personTold: true,
    consequencesTold: true,
  });
  const refused = offerAfter(presented, "record-refusal", {
    on: "2020-02-05",
    reason: "troppo lontano",
    justifiedReason: null,
    evidenceSeen: false,
    ordinalSeen: 2,
  });
  assert.deepEqual(refused, {
    offer: OFFER,
    receivedOn: "2020-02-01",
    ordinal: 2,
    of: 3,
    presentedOn: "2020-02-03",
    answeredOn: "2020-02-05",
    justifiedReason: null,
    reason: "troppo lontano",
  });
  const corrected = offerAfter(refused, "correct-refusal", { on: "2020-02-06", reason: "non era suo" });
  assert.deepEqual([corrected.answeredOn, corrected.reason], [null, "non era suo"]);
  assert.equal(offerAfter(presented, "accept", { on: "2020-02-04" }).answeredOn, "2020-02-04");
});
