// The reason of an opening: the most telling work comes first, what is far away is no reason.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reasonAtHand } from "./reasons.ts";
import type { WorkAtHand } from "./reasons.ts";

const NOW = "2019-09-02T08:00:00.000Z";
const NOTHING: WorkAtHand = { tasks: [], appointments: [], messages: [], terms: [], items: [] };
const seat = (startsAt: string, state = "held") => ({ id: "a", state, startsAt });

describe("the reason at hand", () => {
  it("is none where nothing is to be done", () => {
    assert.deepEqual(reasonAtHand(NOTHING, NOW), { kind: "none", of: null });
    const done: WorkAtHand = {
      tasks: [{ id: "t", closedAt: NOW }],
      appointments: [seat(NOW, "released")],
      messages: [{ id: "m", state: "delivered" }],
      terms: [{ dueOn: "2019-09-02", metAt: NOW }],
    };
    assert.equal(reasonAtHand(done, NOW).kind, "none");
  });

  it("is the open task before everything else", () => {
    const work = { ...NOTHING, tasks: [{ id: "t", closedAt: null }], appointments: [seat(NOW)] };
    assert.deepEqual(reasonAtHand(work, NOW), { kind: "desk-task", of: "t" });
  });

  it("is an appointment within a week, before or after, by the day in Rome", () => {
    const kindOf = (startsAt: string) =>
      reasonAtHand({ ...NOTHING, appointments: [seat(startsAt)] }, NOW).kind;
    assert.equal(kindOf("2019-09-09T21:59:00.000Z"), "appointment");
    assert.equal(kindOf("2019-09-09T22:00:00.000Z"), "none");
    assert.equal(kindOf("2019-08-25T22:00:00.000Z"), "appointment");
    assert.equal(kindOf("2019-08-25T21:59:00.000Z"), "none");
  });

  it("is a message to decide of, then a term that is near or over, then an open item", () => {
    assert.equal(reasonAtHand({ ...NOTHING, messages: [{ id: "m", state: "failed" }] }, NOW).kind, "message");
    const term = (dueOn: string) => reasonAtHand({ ...NOTHING, terms: [{ dueOn, metAt: null }] }, NOW).kind;
    assert.equal(term("2019-01-01"), "term");
    assert.equal(term("2019-10-02"), "term");
    assert.equal(term("2019-10-03"), "none");
    assert.deepEqual(reasonAtHand({ ...NOTHING, items: [{ id: "i" }] }, NOW), { kind: "item", of: "i" });
  });
});
