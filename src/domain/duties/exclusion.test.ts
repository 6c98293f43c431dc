// Who is out of the obligations on a day: ages, told facts, low income, volunteers, and the day of the next review.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { addDays } from "../calendar/days.ts";
import { ADI } from "../measures/adi/parameters.ts";
import { NASPI } from "../measures/naspi/parameters.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { SFL } from "../measures/sfl/parameters.ts";
import { hasReachedAge } from "../people/household.ts";
import {
  birthday,
  exclusionsOf,
  factOfNotice,
  isExcludedOn,
  mayTakePart,
  nextExclusionReview,
} from "./exclusion.ts";
import type { DutyFact, DutyFacts, ExclusionMeasure, ToldFact } from "./exclusion.ts";

const fact = (name: ToldFact, change: Partial<DutyFact> = {}): DutyFact => ({
  fact: name,
  from: "2019-10-01",
  to: "2019-12-31",
  liftedOn: null,
  work: null,
  volunteer: [],
  ...change,
});
const person = (birthDate: string, ...known: readonly DutyFact[]): DutyFacts => ({
  birthDate,
  known,
  notBoundOtherwise: [],
});
const names = (facts: DutyFacts, measure: ExclusionMeasure, on: string): string[] =>
  exclusionsOf(facts, measure, on).map((each) => each.fact);

describe("exclusions", () => {
  it("by age are those of the measure, birthday included", () => {
    const at60 = person("1960-03-01");
    assert.deepEqual(names(at60, RDC_2019, "2020-03-01"), []);
    assert.deepEqual(names(at60, ADI, "2020-02-29"), []);
    assert.deepEqual(names(at60, ADI, "2020-03-01"), ["age"]);
    assert.deepEqual(names(at60, NASPI, "2030-01-01"), []);
    assert.deepEqual(names(person("1955-03-01"), RDC_2019, "2020-03-01"), ["age"]);
    assert.deepEqual(names(person("2002-03-01"), RDC_2019, "2020-02-29"), ["minor"]);
    assert.deepEqual(names(person("2002-03-01"), RDC_2019, "2020-03-01"), []);
  });

  it("hold from the first to the last day of the fact, with reason and norm", () => {
    const facts = person("1980-01-01", fact("direct-pension"), fact("in-education"));
    assert.deepEqual(names(facts, RDC_2019, "2019-09-30"), []);
    assert.deepEqual(names(facts, RDC_2019, "2019-10-01"), ["direct-pension", "in-education"]);
    assert.deepEqual(names(facts, RDC_2019, "2019-12-31"), ["direct-pension", "in-education"]);
    assert.deepEqual(names(facts, RDC_2019, "2020-01-01"), []);
    assert.deepEqual(exclusionsOf(facts, RDC_2019, "2019-10-01")[0], {
      fact: "direct-pension",
      from: "2019-10-01",
      to: "2019-12-31",
      citation: "DL4_2019_ART4_C2",
      note: "Titolari di pensione diretta",
      volunteering: false,
    });
  });

  it("are only those that the measure lists", () => {
    const facts = person("1980-01-01", fact("gender-violence-path"), fact("citizenship-pension"));
    assert.deepEqual(names(facts, RDC_2019, "2019-11-01"), ["citizenship-pension"]);
    assert.deepEqual(names(facts, ADI, "2019-11-01"), ["gender-violence-path"]);
    assert.deepEqual(names(facts, SFL, "2019-11-01"), []);
  });

  it("do not include work that keeps the status of unemployment, where the measure says so", () => {
    const work = { kind: "employee", startsOn: "2019-10-01", endsOn: null, yearlyEuros: 8145 } as const;
    const low = person("1980-01-01", fact("employed", { work }));
    assert.deepEqual(names(low, RDC_2019, "2019-11-01"), []);
    assert.deepEqual(names(low, ADI, "2019-11-01"), ["employed"]);
    const high = person("1980-01-01", fact("employed", { work: { ...work, yearlyEuros: 8146 } }));
    assert.deepEqual(names(high, RDC_2019, "2019-11-01"), ["employed"]);
    assert.deepEqual(names(person("1980-01-01", fact("employed")), RDC_2019, "2019-11-01"), ["employed"]);
  });

  it("let the disabled take part of their own will, and only them", () => {
    const volunteer = [{ from: "2019-11-01", to: "2019-11-30" }];
    const disabled = person("1980-01-01", fact("disability", { volunteer }));
    assert.deepEqual(
      ["2019-10-31", "2019-11-01", "2019-11-30", "2019-12-01"].map((on) =>
        mayTakePart(disabled, RDC_2019, on),
      ),
      [false, true, true, false],
    );
    assert.equal(isExcludedOn(disabled, RDC_2019, "2019-11-15"), true);
    const pensioner = person("1980-01-01", fact("direct-pension", { volunteer }));
    assert.equal(mayTakePart(pensioner, RDC_2019, "2019-11-15"), false);
    const both = person("1980-01-01", fact("direct-pension"), fact("disability", { volunteer }));
    assert.equal(mayTakePart(both, RDC_2019, "2019-11-15"), false);
  });

  it("by the platform's other reasons count too", () => {
    const facts = { ...person("1980-01-01"), notBoundOtherwise: [{ from: "2019-10-01", to: null }] };
    assert.equal(isExcludedOn(facts, RDC_2019, "2019-10-01"), true);
    assert.equal(mayTakePart(facts, RDC_2019, "2019-10-01"), false);
    assert.equal(isExcludedOn(facts, RDC_2019, "2019-09-30"), false);
    assert.deepEqual([factOfNotice("student"), factOfNotice("other")], ["in-education", null]);
  });

  it("know the birthday as the rest of the system does", () => {
    const date = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays("1935-01-01", days));
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 90 }), (birth, age) => {
        const day = birthday(birth, age);
        assert.equal(hasReachedAge(birth, age, day), true);
        assert.equal(hasReachedAge(birth, age, addDays(day, -1)), false);
      }),
    );
  });

  it("change only on the day of a review", () => {
    const day = fc.integer({ min: 0, max: 500 }).map((days) => addDays("2019-01-01", days));
    const known = fc.record({
      fact: fc.constantFrom<ToldFact[]>("employed", "disability", "direct-pension"),
      from: day,
      to: fc.option(day),
      liftedOn: fc.option(day),
      work: fc.option(
        fc.record({
          kind: fc.constantFrom("employee" as const, "self-employed" as const),
          startsOn: day,
          endsOn: fc.option(day),
          yearlyEuros: fc.option(fc.integer({ min: 7000, max: 9000 })),
        }),
      ),
      volunteer: fc.array(fc.record({ from: day, to: fc.option(day) }), { maxLength: 1 }),
    });
    const birth = fc.constantFrom("1954-09-09", "2001-09-09", "1980-02-29");
    fc.assert(
      fc.property(birth, fc.array(known, { maxLength: 3 }), day, (birthDate, facts, on) => {
        const given = person(birthDate, ...facts);
        const tomorrow = addDays(on, 1);
        const same =
          JSON.stringify(exclusionsOf(given, RDC_2019, on)) ===
          JSON.stringify(exclusionsOf(given, RDC_2019, tomorrow));
        if (!same) assert.equal(nextExclusionReview(given, RDC_2019, on), tomorrow);
      }),
    );
  });
});
