// Hours of a project for the community: what is owed in a month, and what may be made up.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { addDays } from "../calendar/days.ts";
import { isPaused, lastOfMonth, monthHours } from "./puc.ts";
import type { PucHours } from "./puc.ts";

const NEVER = (): boolean => false;
const FEBRUARY: PucHours = {
  weeklyMinutes: 480,
  startedOn: "2021-02-01",
  endedOn: null,
  pauses: [],
  attendance: [],
};

describe("the hours of a month", () => {
  it("are eight for each of four weeks", () => {
    assert.deepEqual(monthHours(FEBRUARY, "2021-02-15", NEVER), { owed: 1920, done: 0, missing: 1920 });
    assert.equal(lastOfMonth("2020-02-10"), "2020-02-29");
    assert.equal(lastOfMonth("2021-12-31"), "2021-12-31");
  });

  it("may be spread as one likes: hours lost one day are made up another", () => {
    const attendance = [
      { day: "2021-02-02", mark: "absent", minutes: 0 },
      { day: "2021-02-20", mark: "present", minutes: 960 },
      { day: "2021-02-21", mark: "present", minutes: 960 },
      { day: "2021-03-01", mark: "present", minutes: 480 },
    ] as const;
    assert.deepEqual(monthHours({ ...FEBRUARY, attendance }, "2021-02-01", NEVER), {
      owed: 1920,
      done: 1920,
      missing: 0,
    });
  });

  it("are not owed before the start, after the end, in a pause, on justified or suspended days", () => {
    const owed = (change: Partial<PucHours>, isExempt = NEVER): number =>
      monthHours({ ...FEBRUARY, ...change }, "2021-02-01", isExempt).owed;
    assert.equal(owed({ startedOn: "2021-02-15" }), 960);
    assert.equal(owed({ endedOn: "2021-02-14" }), 960);
    assert.equal(owed({ pauses: [{ from: "2021-02-08", to: "2021-02-14" }] }), 1440);
    assert.equal(owed({ pauses: [{ from: "2021-02-08", to: null }] }), 480);
    assert.equal(owed({ attendance: [{ day: "2021-02-01", mark: "justified", minutes: 0 }] }), 1851);
    assert.equal(
      owed({}, (): boolean => true),
      0,
    );
    assert.equal(owed({ weeklyMinutes: null }), 0);
    assert.equal(owed({ startedOn: null }), 0);
  });

  it("never ask more than the weeks, and more presence never makes more hours missing", () => {
    const offset = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(
        offset,
        offset,
        fc.integer({ min: 480, max: 960 }),
        fc.integer({ min: 1, max: 600 }),
        (start, day, weeklyMinutes, minutes) => {
          const puc = { ...FEBRUARY, weeklyMinutes, startedOn: addDays("2021-01-01", start) };
          const on = addDays("2021-01-01", day);
          const bare = monthHours(puc, on, NEVER);
          const more = monthHours({ ...puc, attendance: [{ day: on, mark: "present", minutes }] }, on, NEVER);
          assert.ok(bare.owed <= Math.floor((weeklyMinutes * 31) / 7));
          assert.ok(more.missing <= bare.missing && more.missing >= 0);
          assert.equal(more.owed, bare.owed);
        },
      ),
    );
  });
});

it("a pause holds both its ends, and an open one all that follows", () => {
  const pauses = [
    { from: "2021-02-08", to: "2021-02-09" },
    { from: "2021-03-01", to: null },
  ];
  const days = ["2021-02-07", "2021-02-08", "2021-02-09", "2021-02-10", "2022-01-01"];
  assert.deepEqual(
    days.map((day) => isPaused(pauses, day)),
    [false, true, true, false, true],
  );
});
