// What is known of a person's duties: facts told by the platform and the DID, exclusions and exemptions as stored, and what they mean on a day.

import type { PoolClient } from "pg";
import type { Work } from "../../domain/availability/work.ts";
import { addDays } from "../../domain/calendar/days.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { exclusionsOf, factOfNotice, isExcludedOn, mayTakePart } from "../../domain/duties/exclusion.ts";
import type { DutyFact, DutyFacts, Period } from "../../domain/duties/exclusion.ts";
import { factsWith } from "../../domain/duties/exclusion/facts.ts";
import type { ExclusionItem } from "../../domain/duties/exclusion/facts.ts";
import type { ExclusionData, ExclusionState } from "../../domain/duties/exclusion/types.ts";
import { isExemptOn } from "../../domain/duties/exemption/held.ts";
import type { ExemptionData } from "../../domain/duties/exemption/types.ts";
import { isObligedOn } from "../../domain/duties/obliged.ts";
import type { MeasureParameters } from "../../domain/measures/types.ts";
import type { IsoDate, NotBoundReason } from "../../domain/notices/types.ts";
import type { Item } from "../../store/items.ts";
import { boundOn } from "../../store/standing.ts";
import type { BoundPeriod } from "../../store/standing.ts";
import type { CaseFacts } from "./binding.ts";

/** A person's duties as far as this node knows them; each question is asked of a day. */
export interface Duties {
  /** Told from outside: what the exclusions are made of. */
  readonly outside: DutyFacts;
  /** Together with what is stored. */
  readonly facts: DutyFacts;
  readonly exclusions: readonly ExclusionItem[];
  readonly exemptions: readonly { readonly data: ExemptionData }[];
  readonly measure: MeasureParameters;
}

/** Reads them in the transaction of an act. `facts` are those read after the lock. */
export async function readDuties(client: PoolClient, facts: CaseFacts): Promise<Duties> {
  const [duties] = await readDutiesOf(client, [facts]);
  return duties!;
}

/** The same of each of these cases, in their order. */
export async function readDutiesOf(client: PoolClient, cases: readonly CaseFacts[]): Promise<Duties[]> {
  const periods = Map.groupBy(await boundOn(client, cases.map(({ caseId }) => caseId)), ({ caseId }) => caseId);
  return cases.map((facts) => dutiesOf(facts, periods.get(facts.caseId) ?? []));
}

function dutiesOf(facts: CaseFacts, periods: readonly BoundPeriod[]): Duties {
  const outside = outsideFacts(facts, periods);
  const exclusions = facts.items.filter(({ procedure }) => procedure === "esclusione").map(exclusionItem);
  const exemptions = facts.items
    .filter(({ procedure }) => procedure === "esonero")
    .map(({ data }) => ({ data: data as unknown as ExemptionData }));
  return { outside, facts: factsWith(outside, exclusions), exclusions, exemptions, measure: facts.parameters };
}

/** Bound on a day, or taking part of one's own will; nobody who is exempt. */
export function followsPath({ facts, exemptions, measure }: Duties, on: IsoDate): boolean {
  return mayTakePart(facts, measure, on) && !isExemptOn(exemptions, on);
}

/** Neither excluded nor exempt: a breach of that day may be held against the person. */
export function hasObligations({ facts, exemptions, measure }: Duties, on: IsoDate): boolean {
  return isObligedOn(facts, exemptions, measure, on);
}

export function isOut({ facts, measure }: Duties, on: IsoDate): boolean {
  return isExcludedOn(facts, measure, on);
}

function exclusionItem({ id, state, data }: Item): ExclusionItem {
  return { id, state: state as ExclusionState, data: data as unknown as ExclusionData };
}

function outsideFacts(facts: CaseFacts, periods: readonly BoundPeriod[]): DutyFacts {
  const told = periods.filter(({ bound }) => !bound).flatMap((period) => toldPeriod(facts, period));
  return {
    birthDate: facts.birthDate,
    known: [...told.flatMap(({ fact, period }) => (fact === null ? [] : [{ ...PLAIN, fact, ...period }])), ...workFact(facts)],
    notBoundOtherwise: told.filter(({ fact }) => fact === null).map(({ period }) => period),
  };
}

const PLAIN = { liftedOn: null, work: null, volunteer: [] } as const;

interface Told {
  /** Null: not bound for a reason that the measure does not know as an exclusion. The platform's word stands all the same. */
  readonly fact: DutyFact["fact"] | null;
  readonly period: Period;
}

/** What the platform said in a period; ages that the date of birth gives already are left to it. */
function toldPeriod({ birthDate, parameters }: CaseFacts, said: BoundPeriod): Told[] {
  const from = romeDay(said.from);
  const to = said.to === null ? null : addDays(romeDay(said.to), -1);
  if (to !== null && to < from) return [];
  const period = { from, to };
  const fact = factOfNotice(said.reason as NotBoundReason);
  if (fact === "age" || fact === "minor") {
    const byBirth = exclusionsOf({ birthDate, known: [], notBoundOtherwise: [] }, parameters, from);
    return byBirth.some((each) => each.fact === fact) ? [] : [{ fact: null, period }];
  }
  const isListed = fact !== null && parameters.exclusions.some((each) => each.fact === fact);
  return [{ fact: isListed ? fact : null, period }];
}

/** The work recorded with the DID: with its income, so that who works little is not out for it. */
function workFact({ items }: CaseFacts): DutyFact[] {
  const work = items.findLast(({ procedure }) => procedure === "did")?.data["work"] as Work | null | undefined;
  return work === null || work === undefined ? [] : [{ ...PLAIN, fact: "employed", from: work.startsOn, to: work.endsOn, work }];
}
