// From what the service gathers to what the guards of a case's life look at: duties, addresses, notices, blocks, renewals.

import { toDayNumber } from "../calendar/days.ts";
import type { TermCalendar } from "../calendar/term-calendar.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";
import type { Routing } from "../offices/competence.ts";
import { hasReachedAge } from "../people/household.ts";
import { dueOf, openTerm } from "../procedure/terms.ts";
import type { CarriedOver, CaseData, CaseFields } from "./data.ts";
import type { BenefitStanding, CaseContext, Destination, Duty } from "./types.ts";

/** A protocol of a person, as far as a renewal looks at it. */
export interface ProtocolFacts {
  readonly protocol: string;
  readonly previousProtocol: string | null;
  /** Code of its measure. */
  readonly measure: string;
  readonly personId: string;
  readonly grantedOn: IsoDate;
}

/** What the service knows of the case. */
export interface CaseFacts {
  readonly today: IsoDate;
  readonly own: ProtocolFacts;
  readonly applicationDate: IsoDate;
  readonly duty: Duty | null;
  readonly pactStands: boolean;
  readonly destination: Destination | null;
  readonly handedOver: boolean;
  /** What the last notice says of the benefit. */
  readonly benefit: BenefitStanding | null;
  /** A newer protocol of this person that names this one; null when there is none, or none that can be seen. */
  readonly next: ProtocolFacts | null;
  /** Where the case of the older protocol says that it went on: protocol it was renewed by; null when it was not. */
  readonly olderRenewedBy: string | null;
}

export type CaseMeasure = Pick<MeasureParameters, "clocks" | "code">;

/** The facts for deciding an act; without its input, those for offering all of them. */
export function caseContext(given: {
  readonly data: CaseData;
  readonly input?: CaseFields;
  readonly facts: CaseFacts;
  readonly measure: CaseMeasure;
  readonly calendar: TermCalendar;
}): CaseContext {
  const { data, input = {}, facts, measure, calendar } = given;
  return {
    duty: facts.duty,
    pactStands: facts.pactStands,
    noticeNotOlder: isNotOlder(input.noticeAt ?? null, data.lastNoticeAt),
    officeId: data.officeId,
    destination: facts.destination,
    handedOver: facts.handedOver,
    reason: input.reason ?? "",
    evidenceSeen: input.evidenceSeen === true,
    today: facts.today,
    grantedOn: facts.own.grantedOn,
    factOn: input.on ?? null,
    benefit: facts.benefit,
    blockOver: isBlockOver(data, facts, measure, calendar),
    renewalLinked: facts.next !== null && isRenewalOf(facts.next, facts.own),
    continuesOlder: facts.olderRenewedBy === facts.own.protocol,
  };
}

/** Whether the new protocol goes on from the old one: it names it, for the same person and measure, and was not granted before it. */
export function isRenewalOf(next: ProtocolFacts, own: ProtocolFacts): boolean {
  return (
    next.previousProtocol === own.protocol &&
    next.protocol !== own.protocol &&
    next.measure === own.measure &&
    next.personId === own.personId &&
    next.grantedOn >= own.grantedOn
  );
}

/** Where an address leads: an office, another Region, or nowhere that a rule can tell. An address abroad is for a person to judge. */
export function destinationOf(routing: Routing): Destination | null {
  if (routing.kind === "office") return { kind: "office", officeId: routing.officeId, rule: routing.rule };
  return routing.reason === "outside-region" ? { kind: "other-region" } : null;
}

/** Exclusions come before exemptions: who is excluded needs no exemption. */
export function dutyOf(known: { readonly excluded: boolean; readonly exempt: boolean }): Duty {
  if (known.excluded) return "excluded";
  return known.exempt ? "exempt" : "bound";
}

/** Minors on that day, or a disability that the household is known to have: the shorter block. */
export function hasMinorsOrDisabled(
  household: { readonly birthDates: readonly IsoDate[]; readonly disabled: boolean },
  on: IsoDate,
): boolean {
  return household.disabled || household.birthDates.some((birth) => !hasReachedAge(birth, 18, on));
}

/** What goes on under the new protocol, as the two versions of the measure say. */
export function carriedOver(given: {
  readonly old: Pick<MeasureParameters, "version">;
  readonly next: Pick<MeasureParameters, "version" | "exemptions" | "countersSurviveRenewal">;
  readonly nextGrantedOn: IsoDate;
  readonly exemptions: CarriedOver["exemptions"];
  readonly pactStands: boolean;
  readonly breachIds: readonly string[];
}): CarriedOver {
  const { old, next, nextGrantedOn, exemptions, pactStands, breachIds } = given;
  return {
    counters: next.countersSurviveRenewal.value,
    exemptions: exemptions.filter(
      ({ code, to }) => to >= nextGrantedOn && next.exemptions.some((rule) => rule.code === code),
    ),
    pact: !pactStands ? "none" : old.version === next.version ? "stands" : "revise",
    breachIds,
  };
}

/** A person acts on what they see; the program on a notice, that must not be older than the last one followed. */
function isNotOlder(noticeAt: IsoInstant | null, last: IsoInstant | null): boolean {
  return noticeAt === null || last === null || noticeAt >= last;
}

/** A measure without such a block has none to wait for; a forfeiture of unknown day is not over. */
function isBlockOver(
  { forfeitedOn, minorsOrDisabled }: CaseData,
  { today, own, applicationDate }: CaseFacts,
  measure: CaseMeasure,
  calendar: TermCalendar,
): boolean {
  if (forfeitedOn === null) return false;
  const from = { on: forfeitedOn, minorsOrDisabled, grantedOn: own.grantedOn, appliedOn: applicationDate };
  const term = openTerm(measure, "reapplication-block", from);
  return term === null || dueOf(term, calendar) < toDayNumber(today);
}
