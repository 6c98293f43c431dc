// What each act leaves in the data of an activity, and the national event that goes with it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { COURSE, PROJECT, startedActivity } from "./activity.test-data.ts";
import { activityAfter } from "./after.ts";
import { BLANK_ACTIVITY } from "./data.ts";
import { policyEvent } from "./event.ts";

const STARTED = startedActivity(COURSE);

describe("the data of an activity", () => {
  it("keep the entry as proposed, the acceptance, the waiting and the start", () => {
    assert.deepEqual(STARTED, {
      ...BLANK_ACTIVITY,
      entry: COURSE,
      pactId: "patto",
      proposedOn: "2020-01-20",
      acceptedOn: "2020-01-21",
      startedOn: "2020-02-03",
    });
    const waiting = activityAfter(STARTED, "accept", { on: "2020-01-21", personAgrees: true, placed: false });
    assert.equal(waiting.waitingSince, "2020-01-21");
    assert.equal(activityAfter(waiting, "give-place", { on: "2020-01-25" }).waitingSince, null);
  });

  it("hold one record a day, in order, and only what the act brings", () => {
    const absent = activityAfter(STARTED, "record-absence", {
      on: "2020-02-05",
      justifiedReason: "G1",
      evidenceSeen: false,
      registerSeen: true,
    });
    const both = activityAfter(absent, "record-presence", { on: "2020-02-03", minutes: 240 });
    assert.deepEqual(both.attendance, [
      { day: "2020-02-03", mark: "present", minutes: 240 },
      { day: "2020-02-05", mark: "absent", minutes: 0 },
    ]);
    const excused = { on: "2020-02-05", justifiedReason: "G1", evidenceSeen: true } as const;
    assert.equal(activityAfter(both, "justify-absence", excused).attendance[1]?.mark, "justified");
    const correction = { on: "2020-02-05", reason: "firma illeggibile" };
    assert.deepEqual(
      activityAfter(both, "correct-attendance", { ...correction, mark: "present", minutes: 60 })
        .attendance[1],
      { day: "2020-02-05", mark: "present", minutes: 60 },
    );
    const struck = activityAfter(both, "correct-attendance", { ...correction, mark: null, minutes: 0 });
    assert.deepEqual([struck.attendance.length, struck.reason], [1, "firma illeggibile"]);
  });

  it("ask again for the hours of a month whose register changed", () => {
    const short = activityAfter(startedActivity(PROJECT, 480), "record-lost-hours", {
      on: "2020-02-29",
      registerSeen: true,
    });
    assert.deepEqual(short.shortMonths, ["2020-02"]);
    const excused = { on: "2020-02-10", justifiedReason: "G1", evidenceSeen: true } as const;
    assert.deepEqual(activityAfter(short, "justify-absence", excused).shortMonths, []);
    assert.deepEqual(activityAfter(short, "justify-absence", { ...excused, on: "2020-03-10" }).shortMonths, [
      "2020-02",
    ]);
  });

  it("close a pause the day before the activity resumes, and drop one that lasted no day", () => {
    const paused = activityAfter(STARTED, "suspend", { on: "2020-02-06", reason: "aula inagibile" });
    assert.deepEqual(activityAfter(paused, "resume", { on: "2020-02-10" }).pauses, [
      { from: "2020-02-06", to: "2020-02-09" },
    ]);
    assert.deepEqual(activityAfter(paused, "resume", { on: "2020-02-06" }).pauses, []);
  });

  it("give an outcome to what had started, and none to what had not", () => {
    const proposed = { ...STARTED, startedOn: null };
    assert.equal(activityAfter(STARTED, "end-exempt", { on: "2020-02-07" }).outcome, "interrupted");
    assert.equal(activityAfter(proposed, "end-exempt", { on: "2020-01-25" }).outcome, null);
    assert.equal(
      activityAfter(STARTED, "end-for-job", { on: "2020-02-07", jobProven: true }).outcome,
      "job-found",
    );
    const left = activityAfter(STARTED, "abandon", {
      on: "2020-02-07",
      reason: "detto",
      justifiedReason: null,
      evidenceSeen: false,
      consequencesTold: true,
    });
    assert.deepEqual([left.outcome, left.endedOn], ["abandoned", "2020-02-07"]);
    const back = activityAfter(left, "correct-abandonment", { on: "2020-02-10", reason: "errore" });
    assert.deepEqual([back.outcome, back.endedOn, back.reason], [null, null, "errore"]);
  });
});

describe("the national event of an act", () => {
  it("has the code that the state asks, on the date it is bound to", () => {
    const start = policyEvent("start", "enrolled", STARTED, "2020-02-04");
    assert.deepEqual(start, {
      code: "02",
      on: "2020-02-03",
      proposedOn: "2020-01-20",
      startedOn: "2020-02-03",
      endedOn: null,
    });
    assert.equal(policyEvent("record-refusal", "proposed", STARTED, "2020-01-22")?.code, "03");
    assert.equal(policyEvent("record-refusal", "waiting", STARTED, "2020-01-22")?.code, "04");
    assert.equal(policyEvent("end-for-job", "enrolled", STARTED, "2020-01-22")?.code, "06");
    assert.equal(policyEvent("end-for-job", "suspended", STARTED, "2020-01-22")?.code, "10");
    assert.equal(policyEvent("record-presence", "started", STARTED, "2020-02-05"), null);
  });

  it("takes the day of the suspension as the end, until the activity resumes with its first start", () => {
    const paused = activityAfter(STARTED, "suspend", { on: "2020-02-06", reason: "aula inagibile" });
    assert.deepEqual(
      [policyEvent("suspend", "started", paused, "2020-02-06")].map((each) => [
        each?.code,
        each?.on,
        each?.endedOn,
      ]),
      [["09", "2020-02-06", "2020-02-06"]],
    );
    const resumed = activityAfter(paused, "resume", { on: "2020-02-10" });
    assert.deepEqual(
      [policyEvent("resume", "suspended", resumed, "2020-02-10")].map((each) => [
        each?.code,
        each?.on,
        each?.endedOn,
      ]),
      [["02", "2020-02-03", null]],
    );
  });
});
