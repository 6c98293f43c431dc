// Limits, levers and reasons of campaigns, against expectations written by hand.

import assert from "node:assert/strict";
import { it } from "node:test";
import { judge } from "./judge.ts";
import type { Standing } from "./judge.ts";
import { leversOf, pull } from "./life.ts";
import { limitFaults } from "./limits.ts";
import { REASON_TEXTS } from "./texts.ts";
import { CAMPAIGN_STATES, CANNOT_REASONS, OUT_REASONS, SKIP_REASONS, WITHDRAWN_REASONS } from "./types.ts";

const LIMITS = { firstDay: "2019-09-09", lastDay: "2019-10-31", sendFrom: "09:00", sendTo: "20:00", messagesPerHour: 1, peoplePerDay: 1, perPhonePerDay: 1, perPhonePerHour: 1, partPrice: 0 };
const QUIET = { from: "20:00", to: "09:00" };
const fields = (more: object): string[] => limitFaults({ ...LIMITS, ...more }, "2019-09-02", QUIET).map((one) => one.field);

it("limits that cannot stand are named one by one", () => {
  assert.deepEqual(fields({}), []);
  assert.deepEqual(fields({ firstDay: "2019-02-30", messagesPerHour: 0, partPrice: -1 }), ["firstDay", "messagesPerHour", "partPrice"]);
  assert.deepEqual(fields({ lastDay: "2019-09-08" }), ["lastDay"]);
  assert.deepEqual(fields({ firstDay: "2019-08-01", lastDay: "2019-08-02" }), ["lastDay"]);
  assert.deepEqual(fields({ lastDay: "2020-09-01" }), ["lastDay"]);
  assert.deepEqual(fields({ sendFrom: "08:59" }), ["sendFrom"]);
  assert.deepEqual(fields({ sendTo: "20:01" }), ["sendFrom"]);
  assert.deepEqual(fields({ sendFrom: "12:00", sendTo: "11:00" }), ["sendTo"]);
  assert.deepEqual(fields({ sendFrom: "nove", peoplePerDay: 1.5 }), ["sendFrom", "peoplePerDay"]);
});

it("each lever moves in its own states, and no other", () => {
  assert.deepEqual(
    CAMPAIGN_STATES.map((state) => [state, leversOf(state)]),
    [
      ["draft", ["change", "preview", "propose", "remove"]], ["proposed", ["approve", "send-back"]], ["running", ["pause", "stop"]],
      ["paused", ["resume", "stop"]], ["stopping", []], ["done", []], ["stopped", []],
    ],
  );
  assert.deepEqual(pull("proposed", "approve"), { ok: true, value: "running" });
  const refused = pull("done", "stop");
  assert.equal(refused.ok ? "" : refused.refusal.code, "CAMPAGNA_STATO");
});

const FREE: Standing = {
  measure: "RDC", bound: true, released: false, superseded: false, restricted: false, inOtherCampaign: false, wave: "first", meetsOn: null, reminded: false,
  wantsNone: false, reachable: true,
};
const why = (action: "convene" | "bring-forward" | "remind", more: Partial<Standing>): string | null => judge(action, "RDC", LIMITS, { ...FREE, ...more })?.reason ?? null;

it("who is called, and why the others are not", () => {
  assert.equal(why("convene", {}), null);
  assert.equal(why("convene", { measure: "ADI" }), "other-measure");
  assert.equal(why("convene", { superseded: true, bound: false }), "superseded");
  assert.equal(why("convene", { bound: false }), "not-bound");
  assert.equal(why("convene", { released: true }), "released");
  assert.equal(why("convene", { restricted: true, reachable: false }), "restricted");
  assert.equal(why("convene", { inOtherCampaign: true }), "other-campaign");
  assert.equal(why("convene", { wave: "kept" }), "already-convened");
  assert.equal(why("convene", { wave: "none" }), "not-bound");
  assert.equal(why("convene", { wave: "second" }), "not-first");
  assert.equal(why("convene", { reachable: false }), "unreachable");
  assert.equal(why("bring-forward", { wave: "second" }), null);
  assert.equal(why("bring-forward", {}), "first-of-household");
});

it("who is reminded: whoever has a date within the days, has had no reminder and wants one", () => {
  assert.equal(why("remind", {}), "not-convened");
  assert.equal(why("remind", { meetsOn: "2019-09-09" }), null);
  assert.equal(why("remind", { meetsOn: "2019-09-08" }), "outside-days");
  assert.equal(why("remind", { meetsOn: "2019-11-01" }), "outside-days");
  assert.equal(why("remind", { meetsOn: "2019-09-09", reminded: true }), "reminded");
  assert.equal(why("remind", { meetsOn: "2019-09-09", wantsNone: true }), "wants-none");
});

it("every reason has its words", () => {
  for (const reason of [...OUT_REASONS, ...CANNOT_REASONS, ...SKIP_REASONS, ...WITHDRAWN_REASONS]) assert.match(REASON_TEXTS[reason]?.title ?? "", /[a-z]{3}/, reason);
});
