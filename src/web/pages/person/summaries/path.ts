// What the data of a profile, a pact, an activity, a job offer, the periodic presences and a voucher say.

import type { ActivityData } from "../../../../domain/activities/data.ts";
import type { OfferData } from "../../../../domain/activities/offer-types.ts";
import { PRESENCE_KINDS } from "../../../../domain/activities/presence-types.ts";
import type { PresenceData } from "../../../../domain/activities/presence-types.ts";
import { ACTIVITY_OUTCOMES } from "../../../../domain/activities/texts.ts";
import type { VoucherData } from "../../../../domain/activities/voucher-types.ts";
import type { PactData } from "../../../../domain/pact/data.ts";
import { END_REASONS, SIGNING_WAYS } from "../../../../domain/pact/texts.ts";
import type { ProfilingData } from "../../../../domain/profiling/types.ts";
import { duration, number, shortDay } from "../../../format.ts";
import { label } from "../../../texts/common.ts";
import { ASSESSMENT_NAMES, JUSTIFIED_NAMES, SUMMARY } from "../../../texts/item-data.ts";
import { fromTo, on, said } from "./row.ts";
import type { Summary } from "./row.ts";

export const PROFILING_SUMMARY: Summary<ProfilingData> = [
  [SUMMARY.number, ({ number: which }) => (which === undefined || which < 2 ? null : SUMMARY.profileNumber(which))],
  [SUMMARY.request, ({ request }) => (request == null ? null : SUMMARY.requestBy(shortDay(request.askedOn), request.askedBy))],
  [SUMMARY.index, ({ index }) => (index == null ? null : SUMMARY.indexOf(number(index.value), index.method, shortDay(index.receivedOn)))],
  [SUMMARY.withoutIndex, ({ withoutIndexFor }) => said(withoutIndexFor)],
  [SUMMARY.sheet, ({ assessment }) => (assessment == null ? null : SUMMARY.sheetOf(Object.keys(assessment.answers).length))],
  [
    SUMMARY.decided,
    ({ decided }) => (decided == null ? null : SUMMARY.decidedAs(label(ASSESSMENT_NAMES, decided.outcome), shortDay(decided.decidedOn), decided.decidedBy)),
  ],
  [SUMMARY.endedFor, ({ endedFor }) => said(endedFor)],
];

export const PACT_SUMMARY: Summary<PactData> = [
  [SUMMARY.number, ({ number: which }) => (which === undefined || which < 2 ? null : SUMMARY.pactNumber(which))],
  [SUMMARY.proposal, ({ proposal }) => (proposal == null ? null : SUMMARY.commitments(proposal.commitments.length))],
  [SUMMARY.agreed, ({ agreed }) => (agreed == null ? null : SUMMARY.onBy(shortDay(agreed.on), agreed.by))],
  [SUMMARY.personSignature, ({ personSignature: by }) => (by == null ? null : SUMMARY.signed(shortDay(by.on), label(SIGNING_WAYS, by.how)))],
  [
    SUMMARY.version,
    ({ versions }) => {
      const last = versions?.at(-1);
      return last === undefined ? null : SUMMARY.versionOf(last.number, shortDay(last.office.on), last.document);
    },
  ],
  [SUMMARY.agreedOn, ({ versions }) => commitmentsOf(versions)],
  [SUMMARY.responsible, ({ versions, proposal }) => versions?.at(-1)?.content.responsible ?? proposal?.responsible],
  [
    SUMMARY.meetings,
    ({ versions, proposal }) => {
      const days = versions?.at(-1)?.content.meetEveryDays ?? proposal?.meetEveryDays;
      return days === undefined ? null : SUMMARY.everyDays(days);
    },
  ],
  [SUMMARY.communicated, ({ communicated }) => communicated?.map((one) => SUMMARY.communicatedAs(one.platformNumber, shortDay(one.on))).join("; ")],
  [SUMMARY.refused, ({ refusal }) => (refusal == null ? null : SUMMARY.because(shortDay(refusal.on), refusal.reason))],
  [SUMMARY.endedOn, ({ endedOn }) => on(endedOn)],
  [SUMMARY.endedFor, ({ endedFor }) => (endedFor == null ? null : label(END_REASONS, endedFor))],
  [SUMMARY.reason, ({ reason }) => said(reason)],
];

function commitmentsOf(versions: PactData["versions"] | undefined): string | null {
  const last = versions?.at(-1);
  return last === undefined ? null : SUMMARY.commitments(last.content.commitments.length);
}

export const ACTIVITY_SUMMARY: Summary<ActivityData> = [
  [SUMMARY.activity, ({ entry }) => entry?.title],
  [SUMMARY.dates, ({ entry }) => (entry == null ? null : fromTo(entry.startsOn, entry.endsOn))],
  [SUMMARY.agreedHours, ({ weeklyMinutes }) => (weeklyMinutes == null ? null : SUMMARY.aWeek(duration(weeklyMinutes * 60)))],
  [SUMMARY.proposedOn, ({ proposedOn }) => on(proposedOn)],
  [SUMMARY.acceptedOn, ({ acceptedOn }) => on(acceptedOn)],
  [SUMMARY.waitingSince, ({ waitingSince }) => on(waitingSince)],
  [SUMMARY.refusedOn, ({ refusedOn }) => on(refusedOn)],
  [SUMMARY.startedOn, ({ startedOn }) => on(startedOn)],
  [
    SUMMARY.attendance,
    ({ attendance }) => {
      if (attendance === undefined || attendance.length === 0) return null;
      const count = (mark: string): number => attendance.filter((day) => day.mark === mark).length;
      return SUMMARY.attended(count("present"), count("absent"), count("justified"));
    },
  ],
  [SUMMARY.endedOn, ({ endedOn }) => on(endedOn)],
  [SUMMARY.outcome, ({ outcome }) => (outcome == null ? null : label(ACTIVITY_OUTCOMES, outcome))],
  [SUMMARY.reason, ({ reason }) => said(reason)],
];

export const OFFER_SUMMARY: Summary<OfferData> = [
  [SUMMARY.offer, ({ offer }) => (offer == null ? null : SUMMARY.offerAt(offer.job, offer.employer))],
  [
    SUMMARY.distance,
    ({ offer }) =>
      [offer?.km == null ? null : SUMMARY.km(number(offer.km)), offer?.minutes == null ? null : SUMMARY.minutes(number(offer.minutes))]
        .filter((part) => part !== null)
        .join(", "),
  ],
  [SUMMARY.receivedOn, ({ receivedOn }) => on(receivedOn)],
  [SUMMARY.ordinal, ({ ordinal, of }) => (ordinal == null ? null : SUMMARY.ordinalOf(ordinal, of ?? null))],
  [SUMMARY.presentedOn, ({ presentedOn }) => on(presentedOn)],
  [SUMMARY.answeredOn, ({ answeredOn }) => on(answeredOn)],
  [SUMMARY.justified, ({ justifiedReason }) => (justifiedReason == null ? null : label(JUSTIFIED_NAMES, justifiedReason))],
  [SUMMARY.reason, ({ reason }) => said(reason)],
];

export const PRESENCE_SUMMARY: Summary<PresenceData> = [
  [SUMMARY.startedOn, ({ startedOn }) => on(startedOn)],
  [
    SUMMARY.lastPresence,
    ({ presences }) => {
      const last = presences?.at(-1);
      return last === undefined ? null : `${shortDay(last.on)}, ${label(PRESENCE_KINDS, last.how)}`;
    },
  ],
  [SUMMARY.presences, ({ presences }) => (presences === undefined ? null : String(presences.length))],
  [SUMMARY.missed, ({ missed }) => missed?.map((day) => shortDay(day)).join("; ")],
  [SUMMARY.endedOn, ({ endedOn }) => on(endedOn)],
  [SUMMARY.reason, ({ reason }) => said(reason)],
];

export const VOUCHER_SUMMARY: Summary<VoucherData> = [
  [SUMMARY.reportedOn, ({ reportedOn }) => on(reportedOn)],
  [SUMMARY.givenOn, ({ givenOn }) => on(givenOn)],
  [SUMMARY.amount, ({ amountEuros }) => (amountEuros == null ? null : SUMMARY.euros(number(amountEuros)))],
  [SUMMARY.provider, ({ provider }) => provider],
  [SUMMARY.chosenOn, ({ chosenOn }) => on(chosenOn)],
  [SUMMARY.endedOn, ({ endedOn }) => on(endedOn)],
  [SUMMARY.reason, ({ reason }) => said(reason)],
];
