// The interpreter on the summons: what each act leads to, what is missing when it is refused, and what a page may offer.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SUMMONS } from "../summons/table.ts";
import type { SummonsContext, SummonsState } from "../summons/types.ts";
import { decide, offers } from "./interpreter.ts";
import type { Actor } from "./types.ts";

const READY: SummonsContext = {
  now: "2019-09-02T08:00:00.000Z",
  bound: true,
  seatHeld: true,
  appointmentAt: "2019-09-12T07:00:00.000Z",
  earliest: "2019-09-06T22:00:00.000Z",
  channelUsable: true,
  allChannelsFailed: false,
  reason: "chiede altra data",
};

const attempt = (state: SummonsState, by: Actor, change: Partial<SummonsContext> = {}) => ({
  state,
  by,
  context: { ...READY, ...change },
});

// Written by hand, not from the table: changing a row's state, actor or guard must make a line here fail.
const EXPECTED: readonly (readonly [
  keyof typeof SUMMONS.acts,
  SummonsState,
  Actor,
  Partial<SummonsContext>,
  string,
])[] = [
  ["plan", "none", "system", {}, "planned"],
  ["plan", "none", "operator", {}, "planned"],
  ["plan", "cancelled", "office-manager", {}, "planned"],
  ["plan", "none", "system", { bound: false }, "CONVOCAZIONE_PERSON_BOUND"],
  ["plan", "none", "system", { seatHeld: false }, "CONVOCAZIONE_SEAT_HELD"],
  ["plan", "none", "system", { appointmentAt: "2019-09-05T07:00:00.000Z" }, "CONVOCAZIONE_NOTICE_ENOUGH"],
  ["plan", "issued", "system", {}, "CONVOCAZIONE_STATO"],
  ["plan", "none", "citizen", {}, "CONVOCAZIONE_CHI"],
  ["issue", "planned", "system", {}, "issued"],
  ["issue", "planned", "operator", {}, "issued"],
  ["issue", "planned", "office-manager", {}, "issued"],
  ["issue", "planned", "system", { bound: false }, "CONVOCAZIONE_PERSON_BOUND"],
  ["issue", "planned", "system", { seatHeld: false }, "CONVOCAZIONE_SEAT_HELD"],
  ["issue", "planned", "system", { channelUsable: false }, "CONVOCAZIONE_CHANNEL_USABLE"],
  ["issue", "none", "system", {}, "CONVOCAZIONE_STATO"],
  ["issue", "planned", "regional", {}, "CONVOCAZIONE_CHI"],
  ["record-not-delivered", "issued", "system", { allChannelsFailed: true }, "not-delivered"],
  ["record-not-delivered", "issued", "system", {}, "CONVOCAZIONE_ALL_CHANNELS_FAILED"],
  ["record-not-delivered", "issued", "operator", { allChannelsFailed: true }, "CONVOCAZIONE_CHI"],
  ["record-not-delivered", "planned", "system", { allChannelsFailed: true }, "CONVOCAZIONE_STATO"],
  ["record-delivered", "not-delivered", "system", {}, "issued"],
  ["record-delivered", "issued", "system", {}, "CONVOCAZIONE_STATO"],
  ["record-delivered", "not-delivered", "operator", {}, "CONVOCAZIONE_CHI"],
  ["move", "planned", "operator", {}, "planned"],
  ["move", "planned", "office-manager", {}, "planned"],
  ["move", "issued", "operator", {}, "issued"],
  ["move", "not-delivered", "office-manager", {}, "issued"],
  ["move", "issued", "operator", { reason: "  " }, "CONVOCAZIONE_REASON_GIVEN"],
  ["move", "planned", "operator", { reason: "" }, "CONVOCAZIONE_REASON_GIVEN"],
  [
    "move",
    "issued",
    "operator",
    { appointmentAt: "2019-09-01T07:00:00.000Z" },
    "CONVOCAZIONE_APPOINTMENT_AHEAD",
  ],
  ["move", "planned", "operator", { seatHeld: false }, "CONVOCAZIONE_SEAT_HELD"],
  ["move", "issued", "operator", { seatHeld: false }, "CONVOCAZIONE_SEAT_HELD"],
  ["move", "planned", "operator", { earliest: "2019-09-13T00:00:00.000Z" }, "CONVOCAZIONE_NOTICE_ENOUGH"],
  ["move", "issued", "operator", { earliest: "2019-09-13T00:00:00.000Z" }, "CONVOCAZIONE_NOTICE_ENOUGH"],
  ["move", "none", "operator", {}, "CONVOCAZIONE_STATO"],
  ["move", "issued", "system", {}, "CONVOCAZIONE_CHI"],
  ["cancel", "planned", "system", {}, "cancelled"],
  ["cancel", "issued", "operator", {}, "cancelled"],
  ["cancel", "not-delivered", "office-manager", {}, "cancelled"],
  ["cancel", "issued", "operator", { reason: "" }, "CONVOCAZIONE_REASON_GIVEN"],
  ["cancel", "cancelled", "operator", {}, "CONVOCAZIONE_STATO"],
  ["cancel", "issued", "citizen", {}, "CONVOCAZIONE_CHI"],
];

describe("the table of the summons", () => {
  for (const [act, state, by, change, expected] of EXPECTED) {
    it(`${act} from ${state} by ${by} ${JSON.stringify(change)} → ${expected}`, () => {
      const outcome = decide(SUMMONS, act, attempt(state, by, change));
      assert.equal(outcome.ok ? outcome.value.to : outcome.refusal.code, expected);
      if (!outcome.ok) assert.ok(outcome.refusal.message.length > 20);
    });
  }

  it("offers every act, allowed or greyed with its reason", () => {
    const all = offers(SUMMONS, attempt("issued", "operator"));
    assert.deepEqual(
      all.filter((offer) => offer.allowed).map((offer) => offer.act),
      ["confirm", "ask-another-date", "decline", "move", "cancel"],
    );
    assert.ok(all.every((offer) => offer.allowed === (offer.reason === null)));
  });
});
