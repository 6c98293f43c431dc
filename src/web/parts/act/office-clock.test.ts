// The clock of a form says what the offices' clock says, through both changes of the hour.

import assert from "node:assert/strict";
import { it } from "node:test";
import { instantOfRome, romeClock } from "./office-clock.ts";

it("day and hour of the office become an instant, and back", () => {
  for (const [local, instant] of [
    ["2019-09-02T10:00", "2019-09-02T08:00:00.000Z"],
    ["2019-12-02T10:00", "2019-12-02T09:00:00.000Z"],
    ["2019-10-27T02:30", "2019-10-27T00:30:00.000Z"],
    ["2020-03-29T03:30", "2020-03-29T01:30:00.000Z"],
  ] as const) {
    assert.equal(instantOfRome(local), instant);
    assert.equal(romeClock(instant), local);
  }
});

it("what is no day and hour is none", () => {
  for (const wrong of ["", "2019-09-02", "2019-13-41T10:00", "ieri"]) assert.equal(instantOfRome(wrong), null);
  for (const wrong of [null, undefined, 3, "", "ieri"]) assert.equal(romeClock(wrong), "");
});
