// Whom neither SMS nor e-mail reach: the first way that writes, by measure, and none when it would come too late.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { weekdayOf } from "../calendar/days.ts";
import { MEASURES } from "../measures/catalogue.ts";
import { firstWritten } from "./first-written.ts";
import type { Ways } from "./types.ts";

const CALENDAR = { isWorking: (day: number): boolean => weekdayOf(day) <= 5 };
const PEC: Ways = { pec: "usable", "registered-letter": "usable", phone: "usable" };
const POST: Ways = { pec: "no-address", "registered-letter": "usable", phone: "usable" };
const CALL: Ways = { pec: "no-gateway", "registered-letter": "no-gateway", phone: "usable" };
/** A Monday at eleven in Rome. */
const NOW = "2019-09-09T09:00:00.000Z";
const first = (version: string, ways: Ways, startsAt = "2019-10-14T08:00:00.000Z"): string | null =>
  firstWritten({ subject: "summons", now: NOW, startsAt, ways }, MEASURES.find((each) => each.version === version)!, CALENDAR);

describe("the first way that writes", () => {
  it("is certified mail, then the post, in every measure; never a call alone", () => {
    for (const { version } of MEASURES)
      assert.deepEqual([first(version, PEC), first(version, POST), first(version, CALL), first(version, {})], ["pec", "registered-letter", null, null], version);
  });

  it("is none when it would come too late", () => {
    assert.equal(first("rdc-2019", POST, "2019-09-13T08:00:00.000Z"), null);
    assert.equal(first("rdc-2019", POST, "2019-09-17T08:00:00.000Z"), "registered-letter");
    assert.equal(first("rdc-2019", PEC, "2019-09-13T08:00:00.000Z"), "pec");
    assert.equal(first("rdc-2019", PEC, "2019-09-10T08:00:00.000Z"), null);
  });
});
