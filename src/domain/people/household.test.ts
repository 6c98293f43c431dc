// Bound or not, by age and by the platform's word; the order of convening.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { ageOn, boundMembersAfterFirst, firstToConvene, hasReachedAge, isBound } from "./household.ts";
import type { HouseholdMember } from "./household.ts";

describe("bound", () => {
  const on = "2019-09-16";
  const reason = (facts: Parameters<typeof isBound>[0], day = on): string =>
    isBound(facts, RDC_2019, day).reason ?? "bound";

  it("sixty-five counts from the birthday itself", () => {
    assert.equal(reason({ birthDate: "1954-09-17" }), "bound");
    assert.equal(reason({ birthDate: "1954-09-16" }), "age");
  });

  it("eighteen counts from the birthday itself", () => {
    assert.equal(reason({ birthDate: "2001-09-17" }), "minor");
    assert.equal(reason({ birthDate: "2001-09-16" }), "bound");
  });

  it("the platform's word rules between the two ages, and not beyond them", () => {
    assert.equal(reason({ birthDate: "1980-01-01", bound: false, notBoundReason: "pension" }), "pension");
    assert.equal(reason({ birthDate: "1980-01-01", bound: false }), "other");
    assert.equal(reason({ birthDate: "1980-01-01", bound: true }), "bound");
    assert.equal(reason({ birthDate: "1950-01-01", bound: true }), "age");
    assert.equal(reason({ birthDate: "2010-01-01", bound: true }), "minor");
  });

  it("cites the norm it stands on", () => {
    assert.equal(isBound({ birthDate: "1950-01-01" }, RDC_2019, on).citation, "DL4_2019_ART4_C2");
  });

  it("who was born on 29 February is of age on the 28th of a common year", () => {
    assert.equal(hasReachedAge("1956-02-29", 65, "2021-02-27"), false);
    assert.equal(hasReachedAge("1956-02-29", 65, "2021-02-28"), true);
    assert.equal(hasReachedAge("1956-02-29", 64, "2020-02-28"), false);
    assert.equal(hasReachedAge("1956-02-29", 64, "2020-02-29"), true);
    assert.equal(ageOn("1956-02-29", "2021-02-27"), 64);
    assert.equal(ageOn("1980-05-10", "2019-05-10"), 39);
  });
});

describe("order of convening", () => {
  const member = (taxCode: string, role: "R" | "M", birthDate: string, bound = true): HouseholdMember => ({
    taxCode,
    role,
    birthDate,
    bound,
  });

  it("the applicant where bound", () => {
    const members = [
      member("B", "M", "1960-01-01"),
      member("A", "R", "1980-01-01"),
      member("C", "M", "1999-01-01"),
    ];
    assert.equal(firstToConvene(members)?.taxCode, "A");
    assert.deepEqual(
      boundMembersAfterFirst(members).map((each) => each.taxCode),
      ["B", "C"],
    );
  });

  it("otherwise the oldest bound member, by tax code when born the same day", () => {
    const members = [
      member("A", "R", "1950-01-01", false),
      member("D", "M", "1985-01-01"),
      member("C", "M", "1985-01-01"),
      member("B", "M", "1960-01-01", false),
    ];
    assert.equal(firstToConvene(members)?.taxCode, "C");
    assert.deepEqual(
      boundMembersAfterFirst(members).map((each) => each.taxCode),
      ["D"],
    );
    assert.equal(firstToConvene([member("A", "R", "1950-01-01", false)]), null);
    assert.equal(firstToConvene([]), null);
  });

  it("does not depend on the order of the list", () => {
    const members = fc.uniqueArray(
      fc.record({
        taxCode: fc.string({ minLength: 1, maxLength: 3 }),
        role: fc.constantFrom("R" as const, "M" as const),
        birthDate: fc.constantFrom("1960-01-01", "1980-01-01", "1990-01-01"),
        bound: fc.boolean(),
      }),
      { selector: (each) => each.taxCode, maxLength: 6 },
    );
    fc.assert(
      fc.property(members, (list) => {
        const reversed = list.toReversed();
        assert.equal(firstToConvene(list)?.taxCode, firstToConvene(reversed)?.taxCode);
        const first = firstToConvene(list);
        const all = [...(first === null ? [] : [first]), ...boundMembersAfterFirst(list)];
        assert.deepEqual(all, [...(first === null ? [] : [first]), ...boundMembersAfterFirst(reversed)]);
        assert.equal(all.length, list.filter((each) => each.bound).length);
      }),
    );
  });
});
