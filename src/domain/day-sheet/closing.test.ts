// A day is closed only when nobody is left without an outcome and nobody is left in the room.

import assert from "node:assert/strict";
import { it } from "node:test";
import { mayClose } from "./closing.ts";
import type { Closing } from "./closing.ts";
import { countDay } from "./standing.ts";
import type { Standing } from "./standing.ts";

const day = (standings: readonly Standing[], change: Partial<Closing> = {}): Closing => ({
  day: "2019-09-12",
  today: "2019-09-12",
  closed: false,
  counts: countDay(standings.map((standing) => ({ standing, walkIn: false }))),
  ...change,
});
const code = (closing: Closing): string => {
  const outcome = mayClose(closing);
  return outcome.ok ? "si chiude" : outcome.refusal.code;
};

it("closes a day on which everybody has an outcome, an empty one, and a past one", () => {
  assert.equal(code(day(["seen", "absent", "not-proven", "moved", "cancelled"])), "si chiude");
  assert.equal(code(day([])), "si chiude");
  assert.equal(code(day(["present"], { today: "2019-09-20" })), "si chiude");
});

it("does not close over somebody without an outcome, even one whose hour has not come", () => {
  assert.equal(code(day(["late"])), "GIORNO_INDECISO");
  assert.equal(code(day(["expected", "waiting"])), "GIORNO_INDECISO");
});

it("does not close over the waiting room, twice, or ahead of time", () => {
  assert.equal(code(day(["waiting"])), "SALA_NON_VUOTA");
  assert.equal(code(day(["called"])), "SALA_NON_VUOTA");
  assert.equal(code(day(["seen"], { closed: true })), "GIORNO_GIA_CHIUSO");
  assert.equal(code(day([], { day: "2019-09-13" })), "GIORNO_FUTURO");
});
