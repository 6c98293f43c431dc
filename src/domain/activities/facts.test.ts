// From gathered facts to what the guards of an activity look at: days, register, duty, hours, places.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ADI } from "../measures/adi/parameters.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { CALENDAR, COURSE, FACTS, PROJECT, startedActivity } from "./activity.test-data.ts";
import { activityAfter } from "./after.ts";
import { BLANK_ACTIVITY } from "./data.ts";
import type { ActivityData, ActivityFields } from "./data.ts";
import { activityContext, missingDays } from "./facts.ts";
import type { ActivityFacts, ActivityQuestion } from "./facts.ts";
import type { ActivityContext } from "./types.ts";

const STARTED = startedActivity(COURSE);
const LATER: ActivityFacts = { ...FACTS, today: "2020-03-10" };

function contextOf(
  data: ActivityData,
  act: ActivityQuestion["act"] | null,
  input: ActivityFields = {},
  facts: Partial<ActivityFacts> = {},
  measure: ActivityQuestion["measure"] = RDC_2019,
): ActivityContext {
  const question = { data, input, facts: { ...LATER, ...facts }, measure, calendar: CALENDAR };
  return activityContext(act === null || act === undefined ? question : { ...question, act });
}

describe("the context of an activity", () => {
  it("allows nothing on a form that is empty", () => {
    const context = contextOf(
      BLANK_ACTIVITY,
      null,
      {},
      { obliged: null, reported: null, pactInForce: false },
    );
    const allowed = Object.entries(context).filter(([, value]) => value === true);
    assert.deepEqual(allowed, []);
    assert.deepEqual([context.duty, context.reported, context.recoverable], [null, null, null]);
  });

  it("takes a day that is neither ahead nor before what must come first", () => {
    const plausible = (act: ActivityQuestion["act"], on: string, data = STARTED): boolean =>
      contextOf(data, act, { on }).dayPlausible;
    assert.deepEqual(
      ["2020-03-10", "2020-03-11", "2020-02-03", "2020-02-02", "2019-02-10", "2020-02-30"].map((on) =>
        plausible("abandon", on),
      ),
      [true, false, true, false, false, false],
    );
    const enrolled = { ...STARTED, startedOn: null };
    assert.deepEqual(
      ["2020-02-02", "2020-02-03"].map((on) => plausible("start", on, enrolled)),
      [false, true],
    );
    const paused = activityAfter(STARTED, "suspend", { on: "2020-02-06", reason: "aula" });
    assert.deepEqual(
      ["2020-02-05", "2020-02-06"].map((on) => plausible("resume", on, paused)),
      [false, true],
    );
    const present = activityAfter(STARTED, "record-presence", { on: "2020-02-10", minutes: 60 });
    assert.deepEqual(
      ["2020-02-09", "2020-02-10"].map((on) => plausible("complete", on, present)),
      [false, true],
    );
  });

  it("keeps the register to the days of the activity, and knows which are empty", () => {
    const inActivity = (on: string, data = STARTED): boolean =>
      contextOf(data, "record-presence", { on }).dayInActivity;
    assert.deepEqual(
      ["2020-02-03", "2020-02-04", "2020-02-05"].map((on) => inActivity(on)),
      [true, false, true],
    );
    const paused = activityAfter(STARTED, "suspend", { on: "2020-02-05", reason: "aula" });
    assert.equal(inActivity("2020-02-05", paused), false);
    assert.deepEqual(missingDays(STARTED, "2020-02-28"), ["2020-02-03", "2020-02-05", "2020-02-10"]);
    assert.deepEqual(missingDays(paused, "2020-02-28"), ["2020-02-03"]);
    assert.deepEqual(
      missingDays(
        { ...STARTED, entry: { ...COURSE, attendance: { kept: false, days: COURSE.attendance.days } } },
        "2020-02-28",
      ),
      [],
    );
    assert.equal(contextOf(STARTED, "complete", { on: "2020-02-28" }).attendanceComplete, false);
    assert.equal(contextOf(STARTED, "complete", {}).attendanceComplete, false);
  });

  it("knows a duty only for who was obliged, on a day that counts, for a breach the measure knows", () => {
    const duty = (
      on: string,
      facts: Partial<ActivityFacts> = {},
      measure: ActivityQuestion["measure"] = RDC_2019,
    ): boolean | null => contextOf(STARTED, "record-absence", { on }, facts, measure).duty;
    assert.equal(duty("2020-02-05"), true);
    assert.equal(duty("2020-02-05", { obliged: false }), false);
    assert.equal(duty("2020-02-05", { obliged: null }), null);
    assert.equal(duty("2020-03-17"), false);
    assert.equal(duty("2020-02-05", {}, ADI), true);
    const orientation = startedActivity({ ...COURSE, kind: "orientation" });
    assert.equal(contextOf(orientation, "abandon", { on: "2020-02-05" }, {}, ADI).duty, false);
  });

  it("holds lost hours of a project against nobody before the month is over", () => {
    const project = startedActivity(PROJECT, 480);
    const lost = (
      on: string,
      facts: Partial<ActivityFacts> = {},
      data = project,
    ): readonly (boolean | null)[] => {
      const context = contextOf(data, "record-lost-hours", { on }, facts);
      return [context.recoverable, context.monthOver, context.hoursShort];
    };
    assert.deepEqual(lost("2020-02-05"), [true, true, true]);
    assert.deepEqual(lost("2020-02-05", { today: "2020-02-29" }), [true, false, true]);
    assert.deepEqual(lost("2020-02-05", {}, { ...project, shortMonths: ["2020-02"] }), [true, true, false]);
    assert.deepEqual(lost("2020-04-05", { today: "2020-05-02" }), [true, true, false]);
    assert.deepEqual(lost("2020-02-05", {}, STARTED), [false, false, false]);
  });

  it("tells requirements, hours and places apart", () => {
    const propose = (
      entry: typeof COURSE,
      input: ActivityFields,
      facts: Partial<ActivityFacts> = {},
    ): readonly boolean[] => {
      const context = contextOf(
        BLANK_ACTIVITY,
        "propose",
        { on: "2020-01-20", entry, ...input },
        { today: "2020-01-20", ...facts },
      );
      return [context.suitsPerson, context.hoursAgreed, context.placeFree, context.waitingListOpen];
    };
    assert.deepEqual(propose(COURSE, {}), [true, true, true, false]);
    assert.deepEqual(propose(COURSE, {}, { placesTaken: 15 }), [true, true, false, true]);
    assert.deepEqual(propose(PROJECT, { weeklyMinutes: 600 }), [true, false, true, false]);
    assert.deepEqual(propose(PROJECT, { weeklyMinutes: 600, hoursAgreed: true }), [true, true, true, false]);
    assert.deepEqual(propose(COURSE, {}, { person: { ...FACTS.person, age: 70 } }), [
      false,
      true,
      true,
      false,
    ]);
  });

  it("believes hours that can be", () => {
    const plausible = (minutes: number, mark?: null): boolean =>
      contextOf(
        STARTED,
        mark === null ? "correct-attendance" : "record-presence",
        mark === null ? { minutes, mark } : { minutes },
      ).hoursPlausible;
    assert.deepEqual(
      [0, 1, 1440, 1441, 1.5].map((minutes) => plausible(minutes)),
      [false, true, true, false, false],
    );
    assert.deepEqual(
      [0, 60].map((minutes) => plausible(minutes, null)),
      [true, false],
    );
  });
});
