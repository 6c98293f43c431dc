// Which days stand against the person, and which an act adds or lifts.

import assert from "node:assert/strict";
import { it } from "node:test";
import { activityAfter } from "./after.ts";
import { COURSE, PROJECT, startedActivity } from "./activity.test-data.ts";
import { factDays, newFactDays } from "./fact-days.ts";
import type { Standing } from "./fact-days.ts";

const STARTED: Standing = { state: "started", data: startedActivity(COURSE) };
const absence = { on: "2020-02-05", justifiedReason: null, evidenceSeen: false, registerSeen: true } as const;
const ABSENT: Standing = { state: "started", data: activityAfter(STARTED.data, "record-absence", absence) };

it("an absence stands until it is justified or corrected", () => {
  assert.deepEqual([factDays(STARTED), factDays(ABSENT)], [[], ["2020-02-05"]]);
  const justified = {
    state: "started",
    data: activityAfter(ABSENT.data, "justify-absence", {
      on: "2020-02-05",
      justifiedReason: "G1",
      evidenceSeen: true,
    }),
  } as const;
  assert.deepEqual(newFactDays(STARTED, ABSENT), ["2020-02-05"]);
  assert.deepEqual(newFactDays(ABSENT, justified), []);
  assert.deepEqual(newFactDays(justified, ABSENT), ["2020-02-05"], "what the justification lifts");
});

it("hours short in a month stand on its last day, until its register changes", () => {
  const started = startedActivity(PROJECT, 480);
  const short = activityAfter(started, "record-lost-hours", { on: "2020-02-10", registerSeen: true });
  assert.deepEqual(factDays({ state: "started", data: short }), ["2020-02-29"]);
  const corrected = activityAfter(short, "correct-attendance", {
    on: "2020-02-10",
    mark: "present",
    minutes: 480,
    reason: "c’era",
  });
  assert.deepEqual(newFactDays({ state: "started", data: corrected }, { state: "started", data: short }), [
    "2020-02-29",
  ]);
});

it("a refusal and an abandonment stand on their day; an activity annulled never was", () => {
  const leaving = {
    on: "2020-02-07",
    reason: "non viene",
    justifiedReason: null,
    evidenceSeen: false,
    consequencesTold: true,
  } as const;
  const abandoned = { state: "abandoned", data: activityAfter(ABSENT.data, "abandon", leaving) } as const;
  assert.deepEqual(factDays(abandoned), ["2020-02-05", "2020-02-07"]);
  assert.deepEqual(factDays({ ...abandoned, state: "annulled" }), []);
  const refused = activityAfter(STARTED.data, "record-refusal", leaving);
  assert.deepEqual(factDays({ state: "refused", data: refused }), ["2020-02-07"]);
  const corrected = activityAfter(refused, "correct-refusal", { on: "2020-02-08", reason: "errore" });
  assert.deepEqual(factDays({ state: "refused", data: corrected }), []);
});
