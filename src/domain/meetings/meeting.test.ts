// The agreed meeting: each act in its time, by whom it belongs to, once.

import assert from "node:assert/strict";
import { it } from "node:test";
import { judgeMeeting, meetingOffers } from "./meeting.ts";
import type { MeetingAct, MeetingFacts } from "./meeting.ts";

const BEFORE: MeetingFacts = {
  outcome: null, startsAt: "2019-10-14T08:00:00.000Z", day: "2019-10-14", now: "2019-10-14T07:40:00.000Z", today: "2019-10-14", by: "operator",
  reason: "lo chiede la persona",
};
const AFTER: MeetingFacts = { ...BEFORE, now: "2019-10-14T09:00:00.000Z" };
const said = (act: MeetingAct, facts: MeetingFacts): string => {
  const judged = judgeMeeting(act, facts);
  return judged.ok ? "ok" : judged.refusal.code;
};

it("who comes early has come; who is not there has not failed to come before the hour", () => {
  assert.deepEqual([said("came", BEFORE), said("missed", BEFORE), said("missed", AFTER)], ["ok", "INCONTRO_FUTURO", "ok"]);
  assert.equal(said("came", { ...BEFORE, today: "2019-10-13" }), "INCONTRO_FUTURO");
});

it("it is put off also when the hour is past, and cancelled only before", () => {
  assert.deepEqual([said("move", BEFORE), said("move", AFTER)], ["ok", "ok"]);
  assert.deepEqual([said("cancel", BEFORE), said("cancel", AFTER)], ["ok", "INCONTRO_PASSATO"]);
  assert.equal(said("move", { ...BEFORE, reason: " no " }), "MOTIVO_MANCANTE");
});

it("one outcome; corrected with a reason, and only where there is one", () => {
  for (const act of ["came", "missed", "move", "cancel"] as const) assert.equal(said(act, { ...AFTER, outcome: "came" }), "INCONTRO_ESITO");
  assert.deepEqual([said("undo", AFTER), said("undo", { ...AFTER, outcome: "missed" }), said("undo", { ...AFTER, outcome: "moved" })], ["INCONTRO_ESITO", "ok", "INCONTRO_ESITO"]);
  assert.equal(said("undo", { ...AFTER, outcome: "came", reason: "" }), "MOTIVO_MANCANTE");
});

it("at the door only who came is written", () => {
  assert.deepEqual([said("came", { ...BEFORE, by: "clerk" }), said("move", { ...BEFORE, by: "clerk" }), said("came", { ...BEFORE, by: "auditor" })], ["ok", "INCONTRO_CHI", "INCONTRO_CHI"]);
});

it("what is offered on it is what would be done, and says why not", () => {
  const allowed = (facts: MeetingFacts): string[] => meetingOffers(facts).flatMap((offer) => (offer.allowed ? [offer.act] : []));
  assert.deepEqual(allowed({ ...BEFORE, today: "2019-10-13" }), ["move", "cancel"]);
  assert.deepEqual(allowed(BEFORE), ["came", "move", "cancel"]);
  assert.deepEqual(allowed(AFTER), ["came", "missed", "move"]);
  assert.deepEqual(allowed({ ...AFTER, by: "second-officer" }), []);
  for (const { allowed: may, reason } of meetingOffers(BEFORE)) assert.equal(reason === null, may);
});
