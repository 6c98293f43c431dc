// Deciding the whole Region with everything that binds: skills, languages, long appointments, branches, overbooking, households; and how far from the bound.

import { parseArgs } from "node:util";
import { planOffice } from "../../src/domain/planning/plan-office.ts";
import { compareScores } from "../../src/domain/planning/score.ts";
import type { Applicant, OfficeDemand, OfficePlan, Score } from "../../src/domain/planning/types.ts";

const { values } = parseArgs({ options: { households: { type: "string", default: "126921" } } });
const PEOPLE = Number(values.households);
const OFFICES = 46;
const FIRST_DAY = 18_148;
/** Minutes of the day at which a seat begins: half hours of a morning and an early afternoon. */
const MINUTES = [540, 570, 600, 630, 660, 690, 720, 840, 870];
const SIGN_LANGUAGE = 1;
const ENGLISH = 2;
const FRENCH = 4;
const FRAGILITY = 8;

interface Trial {
  readonly name: string;
  /** Seats for so much of the people. */
  readonly fill: number;
  readonly members: number;
  readonly household: "apart" | "one-day";
  readonly long: boolean;
  readonly special: boolean;
}

const TRIALS: readonly Trial[] = [
  { name: "prima fase, competenze e lingue, sedi, più persone per posto", fill: 1.1, members: 1, household: "apart", long: false, special: true },
  { name: "prima fase, lo stesso con colloqui lunghi", fill: 1.1, members: 1, household: "apart", long: true, special: true },
  { name: "prima fase, posti per quattro su cinque", fill: 0.8, members: 1, household: "apart", long: true, special: true },
  { name: "seconda fase, tre per nucleo in un giorno, tutto insieme", fill: 1.1, members: 3, household: "one-day", long: true, special: true },
];

/** The same numbers each time. */
function drawn(index: number, limit: number): number {
  return Math.floor((((Math.imul(index + 1, 2_654_435_761) ^ Math.imul(index + 7, 40_503)) >>> 0) / 2 ** 32) * limit);
}

function office(number: number, people: number, trial: Trial): OfficeDemand {
  const days = Array.from({ length: 70 }, (_, day) => FIRST_DAY + day + 2 * Math.floor(day / 5));
  const desks = Math.max(1, Math.ceil((people * trial.fill) / (days.length * MINUTES.length)));
  const seats = { day: [] as number[], startMinute: [] as number[], desk: [] as number[], lane: [] as number[], skills: [] as number[], site: [] as number[] };
  for (const [place, day] of days.entries()) {
    for (let desk = 0; desk < desks; desk += 1) {
      const able = (desk % 3 === 0 ? ENGLISH : 0) | (desk % 5 === 0 ? FRENCH : 0) | (desk % 2 === 0 ? FRAGILITY : 0) | (desk % 7 === 0 ? SIGN_LANGUAGE : 0);
      // One desk in four works mornings only.
      for (const minute of desk % 4 === 3 ? MINUTES.slice(0, 7) : MINUTES) {
        for (let lane = 0; lane <= (drawn(place * 997 + desk * 31 + minute, 10) === 0 ? 1 : 0); lane += 1) {
          seats.day.push(day);
          seats.startMinute.push(minute);
          seats.desk.push(desk);
          seats.lane.push(lane);
          seats.skills.push(able);
          seats.site.push(number % 8 === 0 && desk % 6 === 5 ? 1 : 0);
        }
      }
    }
  }
  const applicants: Applicant[] = Array.from({ length: people }, (_, ref) => {
    // Members of a household have one notice, so the same dates.
    const grant = drawn(Math.floor(ref / trial.members), 30);
    const need = trial.special ? drawn(ref + 77_777, 100) : 99;
    const needs = need < 5 ? ENGLISH : need < 7 ? FRENCH : need < 12 ? FRAGILITY : need < 13 ? SIGN_LANGUAGE : 0;
    return {
      ref,
      householdRef: Math.floor(ref / trial.members),
      release: FIRST_DAY + (grant < 10 ? 0 : grant),
      due1: grant % 5 === 0 ? null : FIRST_DAY + 20 + grant,
      due2: FIRST_DAY + 95,
      rank: drawn(ref + 5, 1_000_000),
      busyHours: trial.members === 1 ? [] : [(FIRST_DAY + (Math.floor(ref / trial.members) % 60)) * 24 + 9 + (Math.floor(ref / trial.members) % 5)],
      needs,
      length: trial.long && needs !== 0 && drawn(ref + 9, 2) === 0 ? 2 : 1,
      ...(number % 8 === 0 ? { distances: [drawn(ref % 60, 30), drawn((ref % 60) + 500, 30)] } : {}),
    };
  });
  return { seats, applicants, policy: { placeLate: true, horizon: FIRST_DAY + 130, household: trial.household } };
}

function region(trial: Trial): OfficeDemand[] {
  const weights = Array.from({ length: OFFICES }, (_, index) => 1 / (index + 8));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight, index) => office(index, Math.round((PEOPLE * weight) / total), trial));
}

function sumOf(plans: readonly OfficePlan[], pick: (plan: OfficePlan) => Score): Score {
  const sum = { onTime1: 0, onTime2: 0, placed: 0, lateness: 0, split: 0, daySum: 0 };
  for (const plan of plans) for (const aim of ["onTime1", "onTime2", "placed", "lateness", "split", "daySum"] as const) sum[aim] += pick(plan)[aim];
  return sum;
}

for (const trial of TRIALS) {
  const offices = region(trial);
  const start = performance.now();
  const plans = offices.map((demand) => planOffice(demand));
  const seconds = (performance.now() - start) / 1_000;
  const score = sumOf(plans, (plan) => plan.score);
  const bound = sumOf(plans, (plan) => plan.bound);
  if (plans.some((plan) => compareScores(plan.score, plan.bound) < 0)) throw new Error("A plan is better than its bound");
  const people = offices.reduce((sum, { applicants }) => sum + applicants.length, 0);
  const share = (aim: "onTime1" | "onTime2" | "placed"): string => `${(((bound[aim] - score[aim]) / people) * 100).toFixed(3)}%`;
  console.log(
    `${trial.name}: ${people} persone in ${seconds.toFixed(2)} s; provati ottimi ${plans.filter((plan) => plan.proved).length} CPI su ${OFFICES}; ` +
      `meno del limite: in termine ${share("onTime1")}, entro l’obiettivo ${share("onTime2")}, con un posto ${share("placed")}; ` +
      `giorni ${score.daySum} contro ${Math.ceil(bound.daySum)}, ritardo ${score.lateness} contro ${Math.ceil(bound.lateness)}, nuclei su più giorni ${score.split}`,
  );
}
