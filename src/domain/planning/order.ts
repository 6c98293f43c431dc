// Who comes first, from the facts of each person and the points in force; and what each person needs of a desk.

import { rankByPriority } from "./priority.ts";
import { bitOf, CRITERIA, CRITERION_RULES, MEETING_KINDS } from "./rules.ts";
import type { Criterion, MeetingKind, Points } from "./rules.ts";

/** Facts of one who waits; days as day numbers. */
export interface WaitingFacts {
  readonly id: string;
  readonly dueOn: number;
  readonly grantedOn: number;
  readonly bornOn: number;
  /** The language that the person has chosen; null or "it" for Italian. */
  readonly language: string | null;
  readonly exemptionEnded: boolean;
  readonly vulnerable: boolean;
}

const YOUNG_DAYS = Math.round(30 * 365.25);
const MONTH_DAYS = 30.4375;

/** Units of each criterion on a day: what the points are multiplied by. */
export function unitsOn(facts: WaitingFacts, today: number): Readonly<Record<Criterion, number>> {
  const upTo = (criterion: Criterion, units: number): number => Math.max(0, Math.min(CRITERION_RULES[criterion].most, Math.floor(units)));
  return {
    deadline: upTo("deadline", CRITERION_RULES.deadline.most - Math.floor((facts.dueOn - today) / 7)),
    waiting: upTo("waiting", (today - facts.grantedOn) / MONTH_DAYS),
    young: today - facts.bornOn < YOUNG_DAYS ? 1 : 0,
    "ending-exemption": facts.exemptionEnded ? 1 : 0,
    vulnerable: facts.vulnerable ? 1 : 0,
  };
}

/** Points by criterion, those that give none left out. */
export function pointsOn(facts: WaitingFacts, points: Points, today: number): { readonly criterion: Criterion; readonly points: number }[] {
  const units = unitsOn(facts, today);
  return CRITERIA.map((criterion) => ({ criterion, points: units[criterion] * points[criterion] })).filter((one) => one.points !== 0);
}

/** Rank of each, by position: most points first; of equals the nearest date, the longest wait, the youngest, then the identity. */
export function rankWaiting(waiting: readonly WaitingFacts[], points: Points, today: number): Int32Array {
  return rankByPriority(
    waiting.map((facts) => ({
      keys: [-pointsOn(facts, points, today).reduce((sum, one) => sum + one.points, 0), facts.dueOn, facts.grantedOn, -facts.bornOn],
      id: facts.id,
    })),
  );
}

export interface Needs {
  /** Bits that the operator must have. */
  readonly bits: number;
  /** The same as words. */
  readonly words: readonly string[];
  readonly kind: MeetingKind;
  /** Seats in a row. */
  readonly seats: number;
}

/** @param offered bits that some desk of the office has: what nobody can do is not waited for */
export function needsOf({ language, vulnerable }: WaitingFacts, offered: number): Needs {
  const words: string[] = [];
  let kind: MeetingKind = "ordinary";
  const spoken = language === null ? 0 : bitOf(language);
  if (spoken !== 0) {
    if ((spoken & offered) === spoken) words.push(language!);
    else kind = "with-interpreter";
  }
  if (vulnerable && (bitOf("fragility") & offered) !== 0) words.push("fragility");
  return { bits: words.reduce((bits, word) => bits | bitOf(word), 0), words, kind, seats: MEETING_KINDS[kind].seats };
}
