// The back-test: offices are lived through, the forecast of a day is held against what then happened, and the hits of its band are counted.

import { beta, chanceOf, gamma, seedOf } from "./chance.ts";
import { forecast } from "./forecast.ts";
import { liveThrough } from "./history.test-data.ts";
import { USUAL_ASSUMPTIONS } from "./parameters.ts";
import type { Assumptions } from "./parameters.ts";
import type { ForecastInput, OfficeInput } from "./types.ts";

export interface Hits {
  readonly histories: number;
  readonly lastSeen: number;
  readonly lastSigned: number;
  readonly seenByTarget: number;
}

const HORIZON = 420;
const CUT = 21;
const TARGET = 49;
/** Day numbers in this back-test begin on a Monday: 1970-01-05. */
const MONDAY = 4;

/** `wrong` changes what the forecaster believes, not what happens. */
export function backTest(histories: number, runs: number, seed: number, wrong: Partial<Assumptions> = {}): Hits {
  const hits = { histories, lastSeen: 0, lastSigned: 0, seenByTarget: 0 };
  for (let at = 0; at < histories; at += 1) {
    const chance = chanceOf(seedOf(seed, "truth", at));
    const a = { ...USUAL_ASSUMPTIONS, horizonDays: HORIZON };
    const region = beta(chance, a.showUp * a.regionWeight, (1 - a.showUp) * a.regionWeight);
    const showUp = beta(chance, region * a.officeWeight, (1 - region) * a.officeWeight);
    const parts = [a.signsAtFirst, a.leavesAtFirst, 1 - a.signsAtFirst - a.leavesAtFirst].map((part) => gamma(chance, part * a.pathWeight));
    const whole = parts.reduce((sum, part) => sum + part, 0);
    const truth = { showUp, signs: parts[0]! / whole, leaves: parts[1]! / whole };
    const lived = liveThrough(seedOf(seed, "history", at), { people: 250 + Math.floor(chance.uniform() * 200), desks: 1, cut: CUT, horizon: HORIZON, a, truth });
    const office: OfficeInput = { ...lived.input, stock: lived.input.stock.map((group) => ({ ...group, due: (group.due ?? 0) + MONDAY })) };
    const input: ForecastInput = { today: MONDAY + CUT, target: MONDAY + TARGET + 6, seed: at, assumptions: { ...a, noticeDays: 0, runs, ...wrong }, offices: [office] };
    const { region: told } = forecast(input);
    const holds = (band: readonly (number | null)[], truth_: number): number => ((band[0] ?? Infinity) <= truth_ && truth_ <= (band[2] ?? Infinity) ? 1 : 0);
    hits.lastSeen += holds(told.lastSeen, MONDAY + lived.lastSeen);
    hits.lastSigned += holds(told.lastSigned, MONDAY + lived.lastSigned);
    hits.seenByTarget += holds(told.seenByTarget, lived.seenBy(TARGET + 6));
  }
  return hits;
}
