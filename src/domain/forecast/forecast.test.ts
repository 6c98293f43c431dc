// The forecast: its bands hold the truth as often as they say, the same seed gives the same numbers, nobody is lost, levers do what they say.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { backTest } from "./back-test.test-data.ts";
import { binomial, chanceOf } from "./chance.ts";
import { forecast, inflowRate } from "./forecast.ts";
import { judgeNights } from "./judge.ts";
import { readLever, withLevers } from "./levers.ts";
import type { Shape } from "./levers.ts";
import { USUAL_ASSUMPTIONS } from "./parameters.ts";
import { simulate } from "./simulate.ts";
import type { ForecastInput, OfficeInput } from "./types.ts";

const TODAY = 18_141;
const office = (change: Partial<OfficeInput> = {}): OfficeInput => ({
  officeId: "A", stock: [{ wave: 1, due: TODAY + 20, count: 120 }, { wave: 2, due: TODAY + 20, count: 40 }], booked: [{ day: 3, count: 8, told: true }], second: [{ day: 4, count: 2 }],
  recall: 5, waiting: 3, evidence: { came: 30, missed: 10, inflow: [2, 0, 3] }, history: [], seats: Array.from({ length: 400 }, (_, day) => (day % 7 < 5 ? 10 : 0)), ...change,
});
const input = (offices: readonly OfficeInput[], runs = 30): ForecastInput => ({ today: TODAY, target: TODAY + 60, seed: 7, assumptions: { ...USUAL_ASSUMPTIONS, runs }, offices });
const shapes = (desks: number): ReadonlyMap<string, Shape> =>
  new Map(["A", "B"].map((id) => [id, {
    desks: Array.from({ length: 400 }, () => desks), saturdays: Array.from({ length: 400 }, (_, day) => day % 7 === 5), slotMinutes: 30,
    seatsAt: (minutes: number) => Array.from({ length: 400 }, (_, day) => (day % 7 < 5 ? Math.floor(300 / minutes) : 0)),
  }]));

describe("the forecast", () => {
  it("holds the truth in about eight histories of ten, and in few when it believes what is not so", () => {
    const hits = backTest(30, 40, 11);
    for (const count of [hits.lastSeen, hits.lastSigned, hits.seenByTarget]) assert.ok(count >= 19 && count <= 29, JSON.stringify(hits));
    const wrong = backTest(10, 30, 11, { showUp: 0.5, regionWeight: 5_000, officeWeight: 5_000 });
    assert.ok(wrong.seenByTarget <= 4, JSON.stringify(wrong));
  });

  it("is the same for the same input, and the Region is the sum of its offices", () => {
    const both = input([office(), office({ officeId: "B" })]);
    const made = forecast(both);
    assert.deepEqual(forecast(structuredClone(both)), made);
    assert.notDeepEqual(forecast({ ...both, seed: 8 }).region.weeks, made.region.weeks);
    assert.equal(made.region.people, 2 * 178);
    const [a, b] = made.offices;
    assert.equal(made.region.lastSeen[2]! >= Math.max(a!.lastSeen[1]!, b!.lastSeen[1]!), true);
  });

  it("loses nobody: of those notified each is seen, or did not come to any call", () => {
    const one = office({ waiting: 0, second: [] });
    const drawn = { showUp: 0.7, signsAtFirst: 0.66, leavesAtFirst: 0.174, inflow: 0 };
    const future = simulate(one, TODAY, USUAL_ASSUMPTIONS, drawn, chanceOf(3));
    const seen = future.seen.reduce((sum, count) => sum + count, 0);
    assert.equal(seen + future.lost, 173);
    assert.equal(future.convened.reduce((sum, count) => sum + count, 0), 160);
  });

  it("gives no date beyond its horizon, and says how many seats are missing", () => {
    const { region } = forecast(input([office({ seats: Array.from({ length: 60 }, () => 1) })]));
    assert.deepEqual([region.lastConvened, region.lastSeen, region.lastSigned], [[null, null, null], [null, null, null], [null, null, null]]);
    assert.ok(region.shortage[0] >= 2);
    // Everybody who is left breaks the term.
    assert.ok(region.weeks.reduce((sum, { breaches }) => sum + breaches[1], 0) > 90);
    const none = forecast(input([office({ seats: Array.from({ length: 400 }, () => 100) })])).region;
    assert.deepEqual(none.shortage, [0, 0, 0]);
    assert.deepEqual(none.weeks[0]!.breaches, [0, 0, 0]);
  });

  it("does not take a first list for what every week brings", () => {
    const rate = inflowRate([12, 9, 9_000, 11]);
    assert.ok(rate.shape / rate.weeks < 13);
    assert.deepEqual(inflowRate([0, 0]), { shape: 0, weeks: 1 });
  });

  it("draws as many as it should", () => {
    const chance = chanceOf(5);
    for (const [n, p] of [[3, 0.3], [40, 0.9], [900, 0.75]] as const) {
      let sum = 0;
      for (let at = 0; at < 4_000; at += 1) sum += binomial(chance, n, p);
      assert.ok(Math.abs(sum / 4_000 - n * p) < 4 * Math.sqrt((n * p * (1 - p)) / 4_000), `${n} ${p}`);
    }
  });

  it("judges a night by the first week that ended seven days after it", () => {
    const then = input([office()]);
    const night = { day: "2019-09-02", result: forecast({ ...then, today: TODAY }) };
    const week = night.result.region.weeks[1]!;
    const later = (seen: number) => ({ ...then, today: TODAY + 30, offices: [office({ history: [{ monday: TODAY, convened: 0, seen, signed: 0 }] })] });
    assert.equal(judgeNights([night], later(week.seen[1]))[0]?.held, true);
    assert.equal(judgeNights([night], later(5_000))[0]?.held, false);
    assert.deepEqual(judgeNights([night], then), []);
  });
});

describe("levers", () => {
  const seats = (levers: Parameters<typeof withLevers>[1], at: number, day: number): number => {
    const pulled = withLevers(input([office(), office({ officeId: "B" })]), levers, shapes(2));
    assert.ok(pulled.ok);
    return pulled.value.offices[at]!.seats[day]!;
  };
  it("change seats: desks, hours, Saturdays, loans, branches, durations", () => {
    assert.equal(seats([{ kind: "desks", officeId: "A", desks: 1 }], 0, 0), 15);
    assert.equal(seats([{ kind: "branch", officeId: "B", desks: 2 }], 0, 0), 10);
    assert.equal(seats([{ kind: "hours", officeId: null, minutes: 60 }], 1, 0), 14);
    assert.equal(seats([{ kind: "saturdays", officeId: "A", minutes: 240 }], 0, 5), 16);
    assert.equal(seats([{ kind: "saturdays", officeId: "A", minutes: 240 }], 0, 6), 0);
    assert.equal(seats([{ kind: "loan", from: "A", to: "B", operators: 1 }], 0, 0), 5);
    assert.equal(seats([{ kind: "loan", from: "A", to: "B", operators: 1 }], 1, 0), 15);
    assert.equal(seats([{ kind: "duration", minutes: 20 }], 0, 0), 15);
  });
  it("change who comes: one reminder more, and points", () => {
    const pulled = withLevers(input([office()]), [{ kind: "reminders", more: 1 }, { kind: "show-up", points: -5 }], shapes(2));
    assert.ok(pulled.ok);
    assert.equal(pulled.value.assumptions.missFactor, 0.76);
    assert.equal(pulled.value.assumptions.showUpPoints, -5);
  });
  it("are refused where they make no sense", () => {
    const code = (lever: Parameters<typeof withLevers>[1][number]): string | null => {
      const pulled = withLevers(input([office(), office({ officeId: "B" })]), [lever], shapes(2));
      return pulled.ok ? null : pulled.refusal.code;
    };
    assert.equal(code({ kind: "desks", officeId: "X", desks: 1 }), "LEVA_SEDE");
    assert.equal(code({ kind: "desks", officeId: "A", desks: 0 }), "LEVA_VALORE");
    assert.equal(code({ kind: "loan", from: "A", to: "B", operators: 3 }), "LEVA_PRESTITO");
    assert.equal(code({ kind: "loan", from: "A", to: "A", operators: 1 }), "LEVA_SEDE");
    assert.equal(code({ kind: "duration", minutes: 5 }), "LEVA_VALORE");
  });
  it("are read as a person writes them", () => {
    assert.deepEqual(readLever("sportelli=A:3"), { kind: "desks", officeId: "A", desks: 3 });
    assert.deepEqual(readLever("sabati=4"), { kind: "saturdays", officeId: null, minutes: 240 });
    assert.deepEqual(readLever("prestito=A:B:2"), { kind: "loan", from: "A", to: "B", operators: 2 });
    for (const wrong of ["", "sportelli", "sportelli=", "prestito=A:2", "durata=A:20", "altro=3", "presenti=x"]) assert.equal(readLever(wrong), null, wrong);
  });
});
