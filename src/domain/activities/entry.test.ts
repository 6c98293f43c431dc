// Who may enrol in an entry of the catalogue, and every reason why not.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { COURSE, PROJECT } from "./activity.test-data.ts";
import { mayEnrol } from "./entry.ts";
import type { ActivityEntry, EnrolmentFacts } from "./entry.ts";

const PERSON: EnrolmentFacts = {
  today: "2020-01-20",
  age: 30,
  measure: "RDC",
  residence: "F839",
  qualifications: [],
  overlaps: false,
  placesTaken: 3,
  weeklyMinutes: 480,
  hoursAgreed: false,
};
const answer = (entry: ActivityEntry, change: Partial<EnrolmentFacts> = {}): readonly string[] => {
  const { may, reasons } = mayEnrol(entry, { ...PERSON, ...change });
  return [may, ...reasons.map(({ code }) => code)];
};

describe("enrolling", () => {
  it("takes who has all that is asked", () => {
    assert.deepEqual(answer(COURSE), ["place"]);
    assert.deepEqual(answer(COURSE, { today: "2020-02-01", age: 64 }), ["place"]);
  });

  it("says every reason at once", () => {
    assert.deepEqual(
      answer(
        { ...COURSE, requirements: { ...COURSE.requirements, qualifications: ["patente-B"] } },
        { today: "2020-02-02", age: 17, measure: "ADI", overlaps: true, placesTaken: 15 },
      ),
      ["no", "closed", "age", "measure", "qualifications", "overlap", "places"],
    );
  });

  it("does not take as true what is not known", () => {
    assert.deepEqual(answer(COURSE, { age: null, overlaps: null }), ["no", "age", "overlap"]);
    assert.deepEqual(answer(COURSE, { placesTaken: null }), ["waiting-list", "places"]);
    assert.deepEqual(answer(PROJECT, { residence: null }), ["no", "residence"]);
  });

  it("offers the waiting list only where there is one, and only to who lacks nothing else", () => {
    assert.deepEqual(answer(COURSE, { placesTaken: 14 }), ["place"]);
    assert.deepEqual(answer(COURSE, { placesTaken: 15 }), ["waiting-list", "places"]);
    assert.deepEqual(answer({ ...COURSE, waitingList: false }, { placesTaken: 15 }), ["no", "places"]);
    assert.deepEqual(answer({ ...COURSE, places: null }, { placesTaken: null }), ["place"]);
  });

  it("asks of a project for the community eight to sixteen hours, agreed above eight, where the person lives", () => {
    assert.deepEqual(answer(PROJECT), ["place"]);
    assert.deepEqual(answer(PROJECT, { residence: "H703" }), ["no", "residence"]);
    assert.deepEqual(answer({ ...PROJECT, municipalityId: null }), ["no", "puc-municipality"]);
    assert.deepEqual(answer(PROJECT, { weeklyMinutes: 479 }), ["no", "puc-hours-few"]);
    assert.deepEqual(answer(PROJECT, { weeklyMinutes: null }), ["no", "puc-hours-few"]);
    assert.deepEqual(answer(PROJECT, { weeklyMinutes: 481 }), ["no", "puc-hours-agreed"]);
    assert.deepEqual(answer(PROJECT, { weeklyMinutes: 960, hoursAgreed: true }), ["place"]);
    assert.deepEqual(answer(PROJECT, { weeklyMinutes: 961, hoursAgreed: true }), ["no", "puc-hours-many"]);
  });

  it("gives a place exactly when it gives no reason", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(COURSE, PROJECT),
        fc.option(fc.integer({ min: 10, max: 80 })),
        fc.option(fc.integer({ min: 0, max: 20 })),
        fc.option(fc.boolean()),
        (entry, age, placesTaken, overlaps) => {
          const { may, reasons } = mayEnrol(entry, { ...PERSON, age, placesTaken, overlaps });
          assert.equal(may === "place", reasons.length === 0);
          assert.ok(reasons.every(({ sentence }) => sentence.length > 10));
        },
      ),
    );
  });
});
