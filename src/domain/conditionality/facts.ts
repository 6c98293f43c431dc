// From what the service gathers to the facts that the guards look at: dates compared, terms counted, proof and count weighed.

import { addDays, inForce, isIsoDate, toDayNumber } from "../calendar/days.ts";
import { epochOf } from "../calendar/instants.ts";
import { romeDay, romeInstant } from "../calendar/rome-time.ts";
import type { TermCalendar } from "../calendar/term-calendar.ts";
import type { DutyFacts } from "../duties/exclusion.ts";
import type { ExemptionData } from "../duties/exemption/types.ts";
import { isObligedOn } from "../duties/obliged.ts";
import { CITATIONS } from "../law/citation.ts";
import type { Citation } from "../law/citation.ts";
import { measureOf } from "../measures/catalogue.ts";
import { strongestProof } from "../measures/proof.ts";
import type { ToldBy } from "../measures/proof.ts";
import type { Ladder, MeasureParameters } from "../measures/types.ts";
import type { AbsenceEvent } from "../measures/words.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";
import { dueOf, openTerm, stateOf } from "../procedure/terms.ts";
import type { TermFacts } from "../procedure/terms.ts";
import { countAt, countFor, isSameCount } from "./counter.ts";
import type { UnitBreach, Weighing } from "./counter.ts";
import type { ActivityLink, ConditionalityData, ConditionalityStep, FactInput } from "./data.ts";
import type { LinkPeriod } from "./links.ts";
import type { ConditionalityContext, ConditionalityTerm, FrozenCount } from "./types.ts";

/** An absence that its summons has closed as unjustified, and on which nothing was opened yet. */
export interface UnjustifiedAbsence {
  readonly summonsId: string;
  readonly happenedAt: IsoInstant;
  readonly attempts: readonly ToldBy[];
  readonly evidence: readonly string[];
}

/** What the service reads in the transaction, under the lock of the unit. */
export interface ConditionalityFacts {
  /** The version in force when the benefit was granted. */
  readonly measure: MeasureParameters;
  /** Every version the node knows; the catalogue when left out. */
  readonly measures?: readonly MeasureParameters[];
  readonly grantedOn: IsoDate;
  readonly benefitEndedOn: IsoDate | null;
  /** What is known of the person's duties, told from outside and stored (`factsWith`); null when it could not be read. */
  readonly duties: {
    readonly facts: DutyFacts;
    readonly exemptions: readonly { readonly data: ExemptionData }[];
  } | null;
  /** Activities agreed with the person, and the policy of the first appointment. */
  readonly links: readonly (ActivityLink & LinkPeriod)[];
  /** Breaches of the unit, those of other offices and summonses in their window too. */
  readonly breaches: readonly UnitBreach[];
  /** The one that a take-over names; when a page asks, the first that waits. */
  readonly absence: UnjustifiedAbsence | null;
  /** The tax code on the form is a sound one, by its check character. */
  readonly operatorCodeSound: boolean;
}

export interface ConditionalityQuestion {
  /** Null before the first act. */
  readonly data: ConditionalityData | null;
  /** The act that is tried, with what its form holds; null when a page asks which acts it may offer. */
  readonly step: ConditionalityStep | null;
  readonly facts: ConditionalityFacts;
  /** Of the office, with the suspensions of the measure. */
  readonly calendar: TermCalendar;
  readonly now: IsoInstant;
  readonly actorId: string;
}

/** A certificate may look ahead, but not further than this: beyond, the year was written wrong. */
const LONGEST_IMPEDIMENT_DAYS = 366;

/** The fact at hand: stored, on the form of the first act, or an absence that waits. */
interface Fact {
  readonly event: AbsenceEvent | null;
  readonly happenedAt: IsoInstant;
  readonly happenedOn: IsoDate;
  readonly attempts: readonly ToldBy[];
  readonly evidence: readonly string[];
  readonly formalReminderOn: IsoDate | null;
}

type FormFields = Pick<
  ConditionalityContext,
  "reason" | "reasonListed" | "evidenceSeen" | "operatorIdentified" | "absenceUnjustified" | "countFrozen"
>;

/** Everything the guards look at. Throws only for an instant that is not one. */
export function conditionalityContext(question: ConditionalityQuestion): ConditionalityContext {
  const { facts, data, now } = question;
  const fact = factOf(question);
  const today = romeDay(now);
  const isPlausible = fact !== null && facts.grantedOn <= fact.happenedOn && fact.happenedOn <= today;
  return {
    actorId: question.actorId,
    today,
    grantedOn: facts.grantedOn,
    benefitEndedOn: facts.benefitEndedOn,
    proposedBy: data?.proposedBy ?? null,
    timesCancelled: data?.cancelled.length ?? 0,
    ...form(question),
    ...ofFact(fact, question),
    ...counts(fact, question),
    ...(isPlausible ? justifying(fact, question, today) : NOTHING_TO_JUSTIFY),
    ...reporting(question, today),
  };
}

/** What a term of this procedure is opened with. Null when its start is not known: then it cannot be opened. */
export function conditionalityTermFacts(
  term: ConditionalityTerm,
  data: ConditionalityData,
  grantedOn: IsoDate,
): TermFacts | null {
  switch (term) {
    case "justify":
      return justifyStart(data, data.impedimentUntil, grantedOn);
    case "hold":
      return { on: data.happenedOn, at: data.happenedAt, grantedOn };
    case "report":
      return data.ascertainedOn === null ? null : startOfDay(data.ascertainedOn, grantedOn);
    case "cancel-report":
      return data.report === null
        ? null
        : { on: romeDay(data.report.sentAt), at: data.report.sentAt, grantedOn };
  }
}

function factOf({ data, step, facts }: ConditionalityQuestion): Fact | null {
  if (data !== null) return data;
  if (step?.act === "record-fact") return onForm(step.input);
  // An absence is what its summons says it was, never what a form says.
  const { absence } = facts;
  if (absence === null || (step !== null && step.act !== "take-over")) return null;
  return {
    ...absence,
    event: "E-CONV",
    happenedOn: romeDay(absence.happenedAt),
    formalReminderOn: null,
  };
}

function onForm(input: FactInput): Fact | null {
  const { happenedAt } = input;
  return happenedAt === null ? null : { ...input, happenedAt, happenedOn: romeDay(happenedAt) };
}

function ofFact(fact: Fact | null, { facts, calendar, step, data }: ConditionalityQuestion) {
  const { measure, duties } = facts;
  const ladder = measure.ladders.find((each) => each.event === fact?.event);
  const link = step?.act === "propose" ? step.input.link : (data?.link ?? null);
  const on = fact?.happenedOn ?? null;
  return {
    breachKnown: ladder !== undefined && on !== null && isNormInForce(ladder, on),
    isSummons: fact?.event === "E-CONV",
    versionOfGrant: isVersionOfGrant(data, facts),
    happenedOn: on,
    obligedThatDay:
      on === null || duties === null ? null : isObligedOn(duties.facts, duties.exemptions, measure, on),
    suspendedDay: on === null ? null : calendar.isSuspended(toDayNumber(on)),
    proof: strongestProof(measure, fact?.attempts ?? []),
    proofNeeded: measure.proofForSanction.value,
    reminderGiven: ladder !== undefined && (!ladder.afterFormalReminder || isReminded(fact)),
    evidenceAttached:
      fact !== null && fact.evidence.length > 0 && fact.evidence.every((id) => id.trim() !== ""),
    activityLinked:
      on !== null &&
      link !== null &&
      link.kind === ladder?.linkedTo &&
      facts.links.some((each) => each.kind === link.kind && each.id === link.id && covers(each, on)),
  };
}

/** A ladder that rests on no norm rests on the Region's choice, and has no other end than the measure. */
function isNormInForce({ citation }: Ladder, on: IsoDate): boolean {
  if (citation === null) return true;
  const norm: Citation = CITATIONS[citation];
  return covers({ from: norm.inForceFrom, to: norm.inForceTo ?? null }, on);
}

function isVersionOfGrant(
  data: ConditionalityData | null,
  { measure, measures, grantedOn }: ConditionalityFacts,
): boolean {
  const ruling = measureOf(measure.code, grantedOn, measures);
  return ruling?.version === measure.version && (data === null || data.measureVersion === measure.version);
}

function isReminded(fact: Fact | null): boolean {
  return fact !== null && fact.formalReminderOn !== null && fact.formalReminderOn < fact.happenedOn;
}

function covers({ from, to }: LinkPeriod, on: IsoDate): boolean {
  return inForce(to === null ? { from } : { from, to }, on);
}

function counts(fact: Fact | null, { data, step, facts }: ConditionalityQuestion) {
  const counterProposed = data?.countProposed?.before ?? null;
  if (fact === null || fact.event === null) return { counter: null, counterSeen: null, counterProposed };
  const now = countFor(facts.measure, facts.breaches, fact.event, weighingOf(data));
  const seen = seenCount(step);
  const isRight = now !== null && seen !== null && isSameCount(seen, now);
  return { counter: now?.before ?? null, counterSeen: isRight ? seen.before : null, counterProposed };
}

/** What the next act of an item must count. */
export function weighingOf(data: Pick<ConditionalityData, "approvedBy"> | null): Weighing {
  if (data === null) return "confirming";
  return data.approvedBy === null ? "proposing" : "sending";
}

function seenCount(step: ConditionalityStep | null): FrozenCount | null {
  switch (step?.act) {
    case "record-fact":
    case "take-over":
    case "propose":
    case "approve":
      return step.input.count;
    default:
      return null;
  }
}

function form({ step, facts, data }: ConditionalityQuestion): FormFields {
  const input = step?.input;
  const frozen = step?.act === "take-over" ? step.input.count : null;
  const rightly = frozen === null ? null : countAt(facts.measure, "E-CONV", frozen.before);
  return {
    reason: input !== undefined && "reason" in input ? input.reason : "",
    reasonListed:
      step?.act === "justify" &&
      facts.measure.justifications.some((each) => each.reason === step.input.justifiedReason),
    evidenceSeen: input !== undefined && "evidenceSeen" in input && input.evidenceSeen,
    operatorIdentified: step?.act === "send-report" && facts.operatorCodeSound,
    absenceUnjustified:
      data === null &&
      facts.absence !== null &&
      (step?.act !== "take-over" || step.input.summonsId === facts.absence.summonsId),
    countFrozen: frozen !== null && rightly !== null && isSameCount(frozen, rightly),
  };
}

const NOTHING_TO_JUSTIFY = {
  impedimentPlausible: false,
  toldInTime: false,
  justifyTermOver: false,
  holdOver: false,
} as const;

function justifying(fact: Fact, question: ConditionalityQuestion, today: IsoDate) {
  const { step, data, facts } = question;
  const told = step?.act === "justify" ? step.input : null;
  const stated = told?.impedimentUntil ?? (step?.act === "record-impediment" ? step.input.until : null);
  const impedimentPlausible = stated === null || isPlausibleEnd(stated, fact.happenedOn, today);
  const until = impedimentPlausible ? (stated ?? data?.impedimentUntil ?? null) : null;
  const justify = openTerm(facts.measure, "justify", justifyStart(fact, until, facts.grantedOn));
  const toldOn = told !== null && isIsoDate(told.toldOn) && told.toldOn <= today ? told.toldOn : null;
  return {
    impedimentPlausible,
    toldInTime:
      toldOn !== null && justify !== null && toDayNumber(toldOn) <= dueOf(justify, question.calendar),
    justifyTermOver: justify === null || isOver(justify, question),
    holdOver: isOverOrNone(
      openTerm(facts.measure, "hold", { on: fact.happenedOn, at: fact.happenedAt }),
      question,
    ),
  };
}

function isPlausibleEnd(until: IsoDate, happenedOn: IsoDate, today: IsoDate): boolean {
  return isIsoDate(until) && happenedOn <= until && until <= addDays(today, LONGEST_IMPEDIMENT_DAYS);
}

function reporting({ data, step, facts, calendar, now }: ConditionalityQuestion, today: IsoDate) {
  const start = data === null ? null : conditionalityTermFacts("cancel-report", data, facts.grantedOn);
  const term = start === null ? null : openTerm(facts.measure, "cancel-report", start);
  const isOpen = term !== null && stateOf(term, momentOf(now), calendar) !== "expired";
  const answered = step?.act === "record-answer" ? step.input : null;
  const isDated =
    answered !== null &&
    isIsoDate(answered.on) &&
    start !== null &&
    start.on <= answered.on &&
    answered.on <= today;
  return {
    cancelWindowOpen: isOpen,
    windowOver: start !== null && !isOpen,
    answer: isDated ? answered.answer : null,
  };
}

/** From the fact or, where an impediment lasted longer, from the day it ended. */
function justifyStart(
  fact: Pick<Fact, "happenedOn" | "happenedAt">,
  until: IsoDate | null,
  grantedOn: IsoDate,
): TermFacts {
  return until !== null && until > fact.happenedOn
    ? startOfDay(until, grantedOn)
    : { on: fact.happenedOn, at: fact.happenedAt, grantedOn };
}

function startOfDay(on: IsoDate, grantedOn: IsoDate): TermFacts {
  return { on, at: romeInstant(on, 0), grantedOn };
}

type Term = NonNullable<ReturnType<typeof openTerm>>;

function isOver(term: Term, { now, calendar }: ConditionalityQuestion): boolean {
  return stateOf(term, momentOf(now), calendar) === "expired";
}

/** A measure without the clock makes nobody wait. */
function isOverOrNone(term: Term | null, question: ConditionalityQuestion): boolean {
  return term === null || isOver(term, question);
}

function momentOf(now: IsoInstant) {
  return { day: toDayNumber(romeDay(now)), epoch: epochOf(now) };
}
