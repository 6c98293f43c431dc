// Where each person of a day stands, case by case, and how a day is counted.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SUMMONS_STATES } from "../summons/texts.ts";
import { countDay, isOpenState, isUndecided, standingOf } from "./standing.ts";
import type { SeatFacts, Standing } from "./standing.ts";

const NOW = "2019-09-12T08:00:00.000Z";
const seat = (change: Partial<SeatFacts>): SeatFacts => ({
  summons: "issued",
  givenUp: false,
  startsAt: "2019-09-12T09:00:00.000Z",
  visit: null,
  ...change,
});
const HERE = { called: false, endedAs: null } as const;

describe("where a person of the day stands", () => {
  it("is expected until the hour, then late", () => {
    assert.equal(standingOf(seat({}), NOW), "expected");
    assert.equal(standingOf(seat({ startsAt: NOW }), NOW), "late");
    assert.equal(standingOf(seat({ summons: "planned", startsAt: "2019-09-12T07:00:00.000Z" }), NOW), "late");
  });

  it("is in the room from the arrival until somebody says otherwise", () => {
    const came = seat({ summons: "attended", visit: HERE });
    assert.equal(standingOf(came, NOW), "waiting");
    assert.equal(standingOf({ ...came, visit: { called: true, endedAs: null } }, NOW), "called");
    assert.equal(standingOf({ ...came, visit: { called: true, endedAs: "seen" } }, NOW), "seen");
    assert.equal(standingOf({ ...came, visit: { called: false, endedAs: "left" } }, NOW), "left");
    assert.equal(standingOf({ ...came, visit: null }, NOW), "present");
  });

  it("keeps the outcome of the law, whoever is in the room: an absent person who comes late is still absent", () => {
    for (const [summons, standing] of [
      ["absent", "absent"],
      ["unjustified", "unjustified"],
      ["justified", "justified"],
      ["to-convene-again", "not-proven"],
      ["cancelled", "cancelled"],
    ] as const)
      assert.equal(standingOf(seat({ summons, visit: HERE }), NOW), standing);
  });

  it("counts as waiting who came without an appointment, and as moved a seat given up", () => {
    assert.equal(standingOf(seat({ summons: null, startsAt: null, visit: HERE }), NOW), "waiting");
    assert.equal(standingOf(seat({ summons: null, givenUp: true }), NOW), "moved");
  });

  it("has a place for every state of a summons with an appointment", () => {
    for (const state of Object.keys(SUMMONS_STATES).filter((one) => one !== "none")) {
      const standing = standingOf(seat({ summons: state }), NOW);
      assert.equal(isUndecided(standing), isOpenState(state), state);
    }
  });
});

describe("the counts of a day", () => {
  it("add up: every appointment is in one of them", () => {
    const standings: Standing[] = [
      "expected",
      "late",
      "waiting",
      "called",
      "seen",
      "left",
      "present",
      "absent",
      "unjustified",
      "justified",
      "not-proven",
      "cancelled",
      "moved",
    ];
    const rows = standings.map((standing) => ({ standing, walkIn: false }));
    const counts = countDay([...rows, { standing: "waiting", walkIn: true }]);
    assert.deepEqual(counts, {
      booked: 11,
      undecided: 2,
      here: 3,
      present: 5,
      absent: 2,
      missed: 0,
      justified: 1,
      notProven: 1,
      cancelled: 1,
      moved: 1,
      walkIns: 1,
    });
    const { booked, undecided, present, absent, justified, notProven } = counts;
    assert.equal(undecided + present + absent + justified + notProven, booked);
  });

  it("of an empty day are nought", () => assert.equal(countDay([]).booked, 0));
});
