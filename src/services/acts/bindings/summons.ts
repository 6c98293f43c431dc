// The summons on the dossier: kept in its own table, every one of its acts decided by the same table of law.

import { accept, refuse } from "../../../domain/outcome.ts";
import type { Outcome, Refusal } from "../../../domain/outcome.ts";
import { romeInstant } from "../../../domain/calendar/rome-time.ts";
import { CLOCKS } from "../../../domain/measures/clock-types.ts";
import { isAtLeast, strongestProof } from "../../../domain/measures/proof.ts";
import type { Decision } from "../../../domain/procedure/types.ts";
import { CALL_OUTCOMES } from "../../../domain/channel-policy/types.ts";
import { summonsAfter } from "../../../domain/summons/after.ts";
import { NO_SUMMONS } from "../../../domain/summons/data.ts";
import type { SummonsData, SummonsFields } from "../../../domain/summons/data.ts";
import { BREACH, countShown, justifyStart, summonsContext } from "../../../domain/summons/facts.ts";
import { SUMMONS } from "../../../domain/summons/table.ts";
import type {
  SummonsAct, SummonsContext, SummonsEffect, SummonsGuard, SummonsState, SummonsTerm,
} from "../../../domain/summons/types.ts";
import { closeTasks } from "../../../store/outcomes.ts";
import { recordEvidence, releaseSeatsOf } from "../../../store/summons-acts.ts";
import { newId } from "../../../store/ids.ts";
import { meetNoticeTerm, reopenNoticeTerm } from "../../../store/terms.ts";
import { APPOINTMENT_TEXTS } from "../../desk-texts.ts";
import { earliestDay, heldAs } from "../../seats.ts";
import { CALL_TASK, SIGN_TASK } from "../../escalation/take.ts";
import { bind } from "../binding.ts";
import type { Asked, Deed, Moment } from "../binding.ts";
import { followsPath, hasObligations } from "../duties.ts";
import { kindOf } from "../entry.ts";
import { isNumber, isOneOf, isRecordOf, isText, isYesNo, orNull, readFields } from "../input-fields.ts";
import type { FieldCheck } from "../input-fields.ts";
import { JUSTIFIED_REASONS } from "../../../domain/measures/words.ts";
import { ACT_TEXTS } from "../texts.ts";
import { noteCall } from "./summons-calls.ts";
import { closeBreach, deskTask, openBreach, TASKS_OF_STATES } from "./summons-effects.ts";
import { readMore, SUMMONS_TABLE } from "./summons-rows.ts";
import type { SummonsMore } from "./summons-rows.ts";
import { tellAnswered, tellCancelled, tellKept, tellMoved, withdrawUnsent, writeSummons } from "./summons-telling.ts";

const SEAT = { seat: isRecordOf({ deskId: isNumber, startsAt: isText }) };
const REASON = { reason: isText };
const FIELDS: Readonly<Record<SummonsAct, Readonly<Record<string, FieldCheck>>>> = {
  plan: SEAT,
  issue: {},
  "agree-at-desk": { ...SEAT, signed: isYesNo, reference: isText },
  "record-not-delivered": {},
  "record-delivered": {},
  confirm: {},
  "ask-another-date": REASON,
  decline: REASON,
  move: { ...SEAT, ...REASON, because: isOneOf(["office-closed"]) },
  "keep-date": REASON,
  cancel: REASON,
  "record-attendance": {},
  "record-no-show": { counterSeen: isNumber },
  justify: {
    justifiedReason: isOneOf(JUSTIFIED_REASONS), evidenceSeen: isYesNo, toldOn: isText, impedimentUntil: orNull(isText), ...REASON,
  },
  "refuse-justification": REASON,
  "close-justification": {},
  "correct-absence": REASON,
  "correct-attendance": REASON,
  "note-call": { callOutcome: isOneOf(CALL_OUTCOMES), number: isText, note: isText },
};

/** Acts that say that the person was there. */
const PRESENT: readonly SummonsAct[] = ["record-attendance", "correct-absence"];
/** What a person who answers by themselves is written back. */
const ANSWERS: Readonly<Record<string, "reply-confirmed" | "reply-taken">> = {
  confirm: "reply-confirmed",
  "ask-another-date": "reply-taken",
  decline: "reply-taken",
};
/** Acts that give a date. */
const DATING: ReadonlySet<string> = new Set(["plan", "agree-at-desk", "move"]);
/** From these states a date given is the date of another summons. */
const ENDED: ReadonlySet<string> = new Set(["to-convene-again", "justified", "unjustified", "cancelled"]);
/** Acts that end the steps by which the person was being told. */
const SETTLING: ReadonlySet<string> = new Set(["agree-at-desk", "confirm", "cancel", "move", "record-attendance", "record-no-show"]);
const SEAT_GUARDS: ReadonlySet<string> = new Set(["CONVOCAZIONE_SEAT_HELD", "CONVOCAZIONE_NOTICE_ENOUGH"]);

export const SUMMONS_BINDING = bind<
  SummonsState, SummonsAct, SummonsGuard, SummonsTerm, SummonsContext, SummonsEffect, SummonsData, SummonsFields, SummonsMore
>({
  procedure: SUMMONS,
  perCase: "one",
  keptIn: SUMMONS_TABLE,
  begin: () => NO_SUMMONS,
  readInput: (act, raw) => {
    const read = readFields<SummonsFields>(raw, FIELDS[act]);
    if (!read.ok || read.value.seat === undefined) return read;
    const instant = Date.parse(read.value.seat.startsAt);
    if (Number.isNaN(instant)) return refuse("POSTO_ILLEGGIBILE", APPOINTMENT_TEXTS.seatUnreadable);
    return accept({ ...read.value, seat: { deskId: read.value.seat.deskId, startsAt: new Date(instant).toISOString() } });
  },
  complete,
  more: readMore,
  context: ({ data, act, input, moment, more }) => {
    const { facts, now, calendar, counted } = moment;
    const { duties, reported, seat, seatHeld, tellings, channelUsable, allChannelsFailed } = more;
    const day = data.appointment?.day;
    return summonsContext({
      data,
      act: act as SummonsAct | null,
      input,
      facts: {
        now,
        grantedOn: facts.grantedOn,
        bound: followsPath(duties, moment.today),
        obligedThatDay: day === undefined ? null : hasObligations(duties, day),
        calendar,
        seat,
        seatHeld,
        earliest: earliestOf(moment),
        channelUsable,
        allChannelsFailed,
        tellings,
        counter: counted.get(BREACH) ?? 0,
        reported,
        latest: more.latest,
      },
      measure: facts.parameters,
    });
  },
  refine: ({ act, input, data, more }, decided) => (DATING.has(act) ? seatRefusal(act, input, data, more, decided) : null),
  after: (data, act, input, done) => summonsAfter(data, act, input, done),
  // An absence that may still be justified counts already; the breach that takes it over counts in its place.
  counts: (state) => (state === "absent" || state === "unjustified" ? BREACH : null),
  termFacts: (term, { data, moment }) =>
    term === "justify" && data.appointment !== null ? justifyStart(data.appointment.day, data.impedimentUntil, moment.facts.grantedOn) : null,
  meets: (term, { facts }) => term !== "convene" || facts.parameters.conveneMetBy.value === "summons-issued",
  anew: (act, state) => (act === "plan" || act === "agree-at-desk") && ENDED.has(state),
  refusalOf: ({ code, constraint }) => {
    if (code === "23P01" && constraint === "one_person_per_seat") return { code: "POSTO_PRESO", message: APPOINTMENT_TEXTS.taken };
    if (code !== "23505") return null;
    if (constraint === "household_hour") return { code: "POSTO_STESSA_ORA_DEL_NUCLEO", message: APPOINTMENT_TEXTS.householdHour };
    const isRival = constraint === "one_open_summons" || constraint === "one_seat_per_case";
    return isRival ? { code: "PRATICA_GIA_APERTA", message: ACT_TEXTS.alreadyThere } : null;
  },
  actOfKind: {
    "appointment-planned": "plan",
    "summons-issued": "issue",
    "appointment-moved": "move",
    "summons-cancelled": "cancel",
    "summons-not-delivered": "record-not-delivered",
    "summons-delivered-late": "record-delivered",
  },
  always,
  effects: {
    "release-seat": async ({ client, item, act }) => {
      // A move has given the old seat up in taking the new one.
      if (act === "cancel") await releaseSeatsOf(client, item.caseId);
    },
    "withdraw-messages": withdrawUnsent,
    "tell-person": (deed) => (deed.act === "move" ? tellMoved(deed) : deed.act === "keep-date" ? tellKept(deed) : tellCancelled(deed)),
    "desk-task": deskTask,
    "open-breach": openBreach,
    "close-breach": closeBreach,
    "meet-convene": ({ client, item, act, moment }) =>
      meetNoticeTerm(client, item.caseId, CLOCKS.convene.code, { now: moment.now, by: kindOf(item.procedure, act) }),
    "reopen-convene": ({ client, item }) => reopenNoticeTerm(client, item.caseId, CLOCKS.convene.code, PRESENT.map((act) => kindOf(item.procedure, act))),
  },
});

function earliestOf({ reference, facts, now }: Moment): string {
  return romeInstant(earliestDay(reference, facts.officeId, facts.parameters, now), 0);
}

/** What the register keeps besides: the seat as it is held, the proof and the count as they stood when an absence was confirmed. */
function complete({ act, input, moment, more }: Asked<SummonsData, SummonsFields, SummonsMore>): SummonsFields {
  const { facts, counted } = moment;
  if (DATING.has(act) && input.seat !== undefined) {
    const own = moment.actor.role === "citizen" ? { own: true as const } : {};
    return { ...input, ...own, appointment: heldAs(facts.officeId ?? "", facts.parameters, input.seat) };
  }
  const proof = strongestProof(facts.parameters, more.tellings);
  if (act !== "record-no-show" || !isAtLeast(proof, facts.parameters.proofForSanction.value)) return input;
  return { ...input, absence: { proof, tellings: more.tellings, count: countShown(facts.parameters, counted.get(BREACH) ?? 0) } };
}

/** Which of the things that may be wrong with a seat it is. */
function seatRefusal(
  act: string, { seat }: SummonsFields, { appointment }: SummonsData, more: SummonsMore, decided: Outcome<Decision<string, string>>,
): Refusal | null {
  if (!decided.ok && !SEAT_GUARDS.has(decided.refusal.code)) return null;
  // The date that stands may be signed at the desk; a move needs another.
  if (seat === undefined) return act === "move" ? { code: "POSTO_MANCANTE", message: ACT_TEXTS.seatMissing } : null;
  const isSame = appointment !== null && seat.deskId === appointment.deskId && seat.startsAt === appointment.startsAt;
  if (isSame && more.seatHeld) return { code: "POSTO_UGUALE", message: APPOINTMENT_TEXTS.sameSeat };
  return more.seat === "taken" ? { code: "POSTO_PRESO", message: APPOINTMENT_TEXTS.taken } : null;
}

/** What an act does besides its effects: the summons is written, the signed date is proof, tasks that are done with are closed. */
async function always(deed: Deed<SummonsData, SummonsFields>): Promise<void> {
  const { client, item, act, actId, moment, data, input } = deed;
  if (act === "issue") await writeSummons(deed);
  if (act === "note-call") await noteCall(deed);
  const answer = moment.actor.role === "citizen" ? ANSWERS[act] : undefined;
  if (answer !== undefined) await tellAnswered(deed, answer);
  if (act === "agree-at-desk" && data.appointment !== null) {
    await recordEvidence(client, {
      id: newId(), caseId: item.caseId, summonsId: item.id, appointmentId: data.appointment.id, channel: "signed-at-desk", outcome: "received",
      happenedAt: moment.now, reference: input.reference?.trim() || ACT_TEXTS.signedIn(actId), recordedBy: moment.actor.id,
    });
  }
  // A date signed, answered for or given up: nobody need be looked for any more.
  if (SETTLING.has(act)) for (const kind of [CALL_TASK, SIGN_TASK]) await closeTasks(client, moment.now, kind, [item.caseId], moment.actor.id);
  // Whatever asked for another seat is done with, by whichever way the date was given or given up.
  if (DATING.has(act) || act === "cancel") await closeTasks(client, moment.now, "replan", [item.caseId], moment.actor.id);
  if (act === "record-delivered") await closeTasks(client, moment.now, "not-delivered", [item.caseId], "recapito-provato");
  for (const [task, state] of TASKS_OF_STATES) {
    if (item.state !== state) await closeTasks(client, moment.now, `${task}:${SUMMONS.name}`, [item.caseId], moment.actor.id);
  }
}
