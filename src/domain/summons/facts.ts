// From what the service gathers to what the guards of a summons look at: proof weighed, dates compared, the term to justify counted.

import { addDays, isIsoDate, toDayNumber } from "../calendar/days.ts";
import { epochOf } from "../calendar/instants.ts";
import { romeDay, romeInstant } from "../calendar/rome-time.ts";
import type { TermCalendar } from "../calendar/term-calendar.ts";
import { nextStep } from "../measures/ladder.ts";
import { strongestProof } from "../measures/proof.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { AbsenceEvent } from "../measures/words.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";
import { dueOf, openTerm, stateOf } from "../procedure/terms.ts";
import type { TermFacts } from "../procedure/terms.ts";
import type { CountShown, HeldAppointment, SummonsData, SummonsFields, Telling } from "./data.ts";
import type { MeetingFacts, SummonsAct, SummonsContext } from "./types.ts";

/** The breach that an absence from a summons is. */
export const BREACH = "E-CONV" satisfies AbsenceEvent;

/** What the service knows of the case, read in the transaction of the act. */
export interface SummonsFacts {
  readonly now: IsoInstant;
  readonly grantedOn: IsoDate;
  /** Bound today, or taking part of one's own will; nobody exempt. */
  readonly bound: boolean;
  /** Neither excluded nor exempt on the day of the appointment; null when there is none. */
  readonly obligedThatDay: boolean | null;
  readonly calendar: TermCalendar;
  /** Whether the seat of the stored appointment is held still. */
  readonly seatHeld: boolean;
  /** The seat that the form names: free, taken by somebody, or none of the agenda; null when it names none. */
  readonly seat: "free" | "taken" | "none" | null;
  /** Earliest instant allowed by the minimum notice. */
  readonly earliest: IsoInstant;
  readonly channelUsable: boolean;
  readonly allChannelsFailed: boolean;
  /** How the person was told of the appointment as it stands, before its hour. */
  readonly tellings: readonly Telling[];
  /** Absences already counted for the unit, under its lock, this one left out. */
  readonly counter: number;
  readonly reported: boolean;
  /** Last instant of the term in which the meeting must be held; null or absent when none is running. */
  readonly latest?: IsoInstant | null;
}

export type SummonsMeasure = Pick<
  MeasureParameters,
  "clocks" | "justifications" | "ladders" | "proofForSanction" | "validChannels"
>;

interface Given {
  readonly data: SummonsData;
  /** Null when a page asks which acts it may offer. */
  readonly act: SummonsAct | null;
  readonly input: SummonsFields | null;
  readonly facts: SummonsFacts;
  readonly measure: SummonsMeasure;
}

/** The facts for deciding an act; without one, those for offering all of them. */
export function summonsContext(given: Given): SummonsContext {
  const { data, input, facts } = given;
  const { appointment } = data;
  const context = {
    now: facts.now,
    bound: facts.bound,
    seatHeld: facts.seat === null ? appointment !== null && facts.seatHeld : facts.seat === "free",
    appointmentAt: judgedAt(given),
    earliest: facts.earliest,
    channelUsable: facts.channelUsable,
    allChannelsFailed: facts.allChannelsFailed,
    reason: input?.reason ?? "",
    choosing: { latest: facts.latest ?? null, ownMoves: data.ownMoves ?? 0 },
    callTold: input?.callOutcome !== undefined,
  };
  const signed = input?.signed === true;
  // A date agreed and signed begins a meeting of which nothing else is known yet.
  if (appointment === null) return signed ? { ...context, meeting: { ...NOTHING_KNOWN, signed } } : context;
  return { ...context, meeting: meetingOf(given, appointment) };
}

/** The date that the guards look at: the one wanted, unless the one that stands has passed already. */
function judgedAt({ data, input, facts }: Given): IsoInstant | null {
  const stands = data.appointment?.startsAt ?? null;
  const wanted = input?.seat?.startsAt;
  if (wanted === undefined || (stands !== null && stands <= facts.now)) return stands ?? wanted ?? null;
  return wanted;
}

function meetingOf({ data, act, input, facts, measure }: Given, { day }: HeldAppointment): MeetingFacts {
  const today = romeDay(facts.now);
  const offered = act === null;
  // Before the form is filled in, the person may still be telling the office today.
  const toldOn = input?.toldOn ?? (offered ? today : null);
  const until = plausibleEnd(input?.impedimentUntil ?? null, day, today) ?? data.impedimentUntil;
  const term = openTerm(measure, "justify", justifyStart(day, until, facts.grantedOn));
  return {
    dayStartsAt: romeInstant(day, 0),
    proof: strongestProof(measure, facts.tellings),
    proofNeeded: measure.proofForSanction.value,
    signed: input?.signed === true,
    excludedOrExempt: facts.obligedThatDay !== true,
    suspendedDay: facts.calendar.isSuspended(toDayNumber(day)),
    counter: facts.counter,
    counterSeen: input?.counterSeen ?? null,
    justifiedReason:
      measure.justifications.find(({ reason }) => reason === input?.justifiedReason)?.reason ?? null,
    evidenceSeen: input?.evidenceSeen === true,
    toldInTime:
      toldOn !== null &&
      isIsoDate(toldOn) &&
      toldOn <= today &&
      term !== null &&
      toDayNumber(toldOn) <= dueOf(term, facts.calendar),
    justifyTermOver:
      term === null ||
      stateOf(term, { day: toDayNumber(today), epoch: epochOf(facts.now) }, facts.calendar) === "expired",
    reported: facts.reported,
  };
}

const NOTHING_KNOWN: MeetingFacts = {
  dayStartsAt: "9999-12-31T00:00:00.000Z",
  proof: "none",
  proofNeeded: "legal",
  signed: false,
  excludedOrExempt: true,
  suspendedDay: true,
  counter: 0,
  counterSeen: null,
  justifiedReason: null,
  evidenceSeen: false,
  toldInTime: false,
  justifyTermOver: false,
  reported: true,
};

/** A certificate may look ahead, but not further than this: beyond, the year was written wrong. */
const LONGEST_IMPEDIMENT_DAYS = 366;

function plausibleEnd(until: IsoDate | null, day: IsoDate, today: IsoDate): IsoDate | null {
  if (until === null || !isIsoDate(until) || until < day) return null;
  return until <= addDays(today, LONGEST_IMPEDIMENT_DAYS) ? until : null;
}

/** T5 runs from the appointment or, where an impediment lasted longer, from the day on which it ended. */
export function justifyStart(day: IsoDate, impedimentUntil: IsoDate | null, grantedOn: IsoDate): TermFacts {
  const on = impedimentUntil !== null && impedimentUntil > day ? impedimentUntil : day;
  return { on, at: romeInstant(on, 0), grantedOn };
}

/** The count to be shown and frozen with an absence; null where the measure knows no such breach. */
export function countShown(measure: Pick<MeasureParameters, "ladders">, before: number): CountShown | null {
  const next = nextStep(measure, BREACH, before);
  return next === null ? null : { before: next.before, after: next.after, step: next.step };
}
