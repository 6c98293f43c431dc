// What the guards of a case's life look at, gathered: duties, addresses, the last notice, the passage to the municipality, renewals.

import type { PoolClient } from "pg";
import { carriedOver, destinationOf, dutyOf } from "../../../domain/case-life/facts.ts";
import type { CaseFacts as LifeFacts, ProtocolFacts } from "../../../domain/case-life/facts.ts";
import { benefitStanding } from "../../../domain/case-life/benefit-standing.ts";
import type { CarriedOver, CaseData } from "../../../domain/case-life/data.ts";
import type { BenefitStanding, Destination } from "../../../domain/case-life/types.ts";
import { romeDay } from "../../../domain/calendar/rome-time.ts";
import { mayTakePart } from "../../../domain/duties/exclusion.ts";
import { isExemptOn, lastExemptDay } from "../../../domain/duties/exemption/held.ts";
import { isHandedOver } from "../../../domain/hand-over/facts.ts";
import type { HandOverState } from "../../../domain/hand-over/types.ts";
import { measureOf } from "../../../domain/measures/catalogue.ts";
import type { IsoDate } from "../../../domain/notices/types.ts";
import { route } from "../../../domain/offices/competence.ts";
import { isPactInForce } from "../../../domain/pact/facts.ts";
import type { PactState } from "../../../domain/pact/types.ts";
import { readStanding } from "../../../store/case-life.ts";
import type { CaseStanding } from "../../../store/case-life.ts";
import type { Item } from "../../../store/items.ts";
import type { CaseFacts, Moment } from "../binding.ts";
import { readDuties } from "../duties.ts";
import type { Duties } from "../duties.ts";

/** Names of the tables of law that the life of a case looks at. */
export const LIFE = "vita-del-caso";
export const PASSAGE = "invio-al-comune";
export const BREACH = "condizionalita";
export const PACT = "patto";
/** Breaches that no report has told yet: they may still be closed without one. */
export const UNREPORTED: ReadonlySet<string> = new Set(["may-justify", "held", "proposed", "approved", "report-cancelled"]);

export interface LifeMore {
  readonly standing: CaseStanding;
  readonly duties: Duties;
}

export async function readLife(client: PoolClient, { facts }: Moment): Promise<LifeMore> {
  return { standing: await readStanding(client, facts.caseId), duties: await readDuties(client, facts) };
}

export function lifeFacts({ facts, today, reference }: Moment, { standing, duties }: LifeMore, data: CaseData): LifeFacts {
  const exempt = isExemptOn(duties.exemptions, today) || isExemptByOlder(data, today);
  return {
    today,
    own: protocolOf(facts),
    applicationDate: facts.applicationDate,
    duty: dutyOf({ excluded: !mayTakePart(duties.facts, duties.measure, today), exempt }),
    pactStands: pactStands(facts.items) || data.continues?.carried.pact === "stands",
    destination: destination({ facts, reference, today }, standing, data),
    handedOver: [...facts.items, ...facts.othersItems].some(({ procedure, state }) => procedure === PASSAGE && isHandedOver(state as HandOverState)),
    benefit: standingOf(facts),
    next: standing.next === null ? null : { ...standing.next, personId: facts.personId },
    olderRenewedBy: standing.olderRenewedBy,
  };
}

/** The day of a forfeiture: that of INPS's answer to a report, or the one that the platform tells. */
export function forfeitedOn({ facts }: Moment, { standing }: LifeMore): IsoDate | null {
  const answered = facts.items.findLast(({ procedure, state }) => procedure === BREACH && state === "forfeited");
  const { on } = (answered?.data["answer"] ?? {}) as { readonly on?: unknown };
  return typeof on === "string" ? on : toldOn(standing);
}

/** The day on which the platform says that the benefit changed: its own, or that of the notice. */
export function toldOn({ noticeAt, stateChangedOn }: CaseStanding): IsoDate | null {
  return stateChangedOn ?? (noticeAt === null ? null : romeDay(noticeAt));
}

/** What passes to the newer protocol; null when there is none. */
export function carriedTo({ facts, today }: Moment, { standing }: LifeMore, data: CaseData): CarriedOver | null {
  const { next } = standing;
  const parameters = next === null ? undefined : measureOf(next.measure, next.grantedOn);
  if (next === null || parameters === undefined) return null;
  const running = facts.items.flatMap(({ id, procedure, state, data: exemption }) => {
    if (procedure !== "esonero" || state !== "granted") return [];
    const to = lastExemptDay(exemption as never);
    const code = exemption["code"];
    return to === null || to < today || typeof code !== "string" ? [] : [{ itemId: id, code, to }];
  });
  return carriedOver({
    old: facts.parameters,
    next: parameters,
    nextGrantedOn: next.grantedOn,
    exemptions: [...running, ...(data.continues?.carried.exemptions ?? [])],
    pactStands: pactStands(facts.items) || data.continues?.carried.pact === "stands",
    breachIds: openBreaches(facts.items).map(({ id }) => id),
  });
}

export function openBreaches(items: readonly Item[]): Item[] {
  return items.filter(({ procedure, closedAt }) => procedure === BREACH && closedAt === null);
}

/** The life of the case among its items; undefined while nobody has acted on it. */
export function lifeIn(items: readonly Item[]): Item | undefined {
  return items.findLast(({ procedure }) => procedure === LIFE);
}

function protocolOf({ protocol, previousProtocol, measure, personId, grantedOn }: CaseFacts): ProtocolFacts {
  return { protocol, previousProtocol, measure, personId, grantedOn };
}

function pactStands(items: readonly Item[]): boolean {
  return items.some(({ procedure, state }) => procedure === PACT && isPactInForce(state as PactState));
}

function isExemptByOlder({ continues }: CaseData, today: IsoDate): boolean {
  return continues?.carried.exemptions.some(({ to }) => today <= to) === true;
}

/** Where the walls stand already, when they have moved since the last act; else where the address leads. A person's decision stands. */
function destination(
  { facts, reference, today }: Pick<Moment, "facts" | "reference" | "today">,
  { residence, domicile, rule }: CaseStanding,
  { officeId }: CaseData,
): Destination | null {
  if (facts.officeId !== null && rule !== null && (rule === "decision" || facts.officeId !== officeId)) {
    return { kind: "office", officeId: facts.officeId, rule };
  }
  return destinationOf(route(domicile === null ? { residence } : { residence, domicile }, reference.competence, today));
}

/** The platform's word; and INPS's, where a report was answered with the forfeiture and no newer word is known. */
function standingOf({ applicationState, items }: CaseFacts): BenefitStanding | null {
  const word = benefitStanding(applicationState);
  const isForfeited = items.some(({ procedure, state }) => procedure === BREACH && state === "forfeited");
  return isForfeited && word !== "ended" ? "forfeited" : word;
}
