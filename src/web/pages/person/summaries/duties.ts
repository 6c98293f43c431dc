// What the data of a summons, a DID, an exclusion and an exemption say.

import type { AvailabilityData } from "../../../../domain/availability/types.ts";
import type { Work } from "../../../../domain/availability/work.ts";
import { EVIDENCE_NAMES } from "../../../texts/item-data.ts";
import type { Evidence } from "../../../../domain/duties/evidence.ts";
import type { ExclusionData } from "../../../../domain/duties/exclusion/types.ts";
import type { ExemptionData } from "../../../../domain/duties/exemption/types.ts";
import type { SummonsData } from "../../../../domain/summons/data.ts";
import { instant, number, shortDay } from "../../../format.ts";
import { label } from "../../../texts/common.ts";
import { EXCLUSION_NAMES, EXEMPTION_NAMES, JUSTIFIED_NAMES, PROOF_NAMES, SUMMARY } from "../../../texts/item-data.ts";
import { fromTo, on, said, whoIs } from "./row.ts";
import type { Summary } from "./row.ts";

export const SUMMONS_SUMMARY: Summary<SummonsData> = [
  [
    SUMMARY.appointment,
    ({ appointment }, { appointments }) =>
      appointment == null ? null : SUMMARY.desk(instant(appointment.startsAt), appointments.find(({ id }) => id === appointment.id)?.desk ?? null),
  ],
  [SUMMARY.asked, ({ asked }) => (asked == null ? null : SUMMARY.because(shortDay(asked.on), asked.reason))],
  [SUMMARY.absence, ({ absence }) => (absence == null ? null : SUMMARY.proof(label(PROOF_NAMES, absence.proof)))],
  [SUMMARY.count, ({ absence }) => (absence?.count == null ? null : SUMMARY.counted(absence.count.before, absence.count.after))],
  [
    SUMMARY.justification,
    ({ justification }) => (justification == null ? null : SUMMARY.told(label(JUSTIFIED_NAMES, justification.reason), shortDay(justification.toldOn))),
  ],
  [SUMMARY.impediment, ({ impedimentUntil }) => on(impedimentUntil)],
  [SUMMARY.lastReason, ({ reason }) => said(reason)],
];

export const DID_SUMMARY: Summary<AvailabilityData> = [
  [SUMMARY.didOn, ({ declaration }) => on(declaration?.on)],
  [SUMMARY.didHow, ({ declaration }) => (declaration == null ? null : label(SUMMARY.ways, declaration.how))],
  [SUMMARY.platformId, ({ declaration }) => declaration?.platformId],
  [SUMMARY.takenBy, ({ declaration }) => declaration?.takenBy],
  [SUMMARY.work, ({ work }) => workText(work)],
  [SUMMARY.refusedOn, ({ refusedOn }) => on(refusedOn)],
  [SUMMARY.withdrawnOn, ({ withdrawnOn }) => on(withdrawnOn)],
];

export const EXCLUSION_SUMMARY: Summary<ExclusionData> = [
  [SUMMARY.fact, ({ fact }) => (fact == null ? null : label(EXCLUSION_NAMES, fact))],
  [SUMMARY.period, ({ from, to }) => fromTo(from, to)],
  [SUMMARY.source, ({ source }) => (source == null ? null : label(SUMMARY.sources, source))],
  [SUMMARY.work, ({ work }) => workText(work)],
  [SUMMARY.evidence, ({ evidence }) => evidenceText(evidence)],
  [SUMMARY.contestedBy, ({ contestedBy }) => contestedBy],
  [SUMMARY.liftedOn, ({ liftedOn }) => on(liftedOn)],
  [SUMMARY.volunteer, ({ volunteer }) => (volunteer ?? []).map(({ from, to }) => fromTo(from, to)).join("; ")],
];

export const EXEMPTION_SUMMARY: Summary<ExemptionData> = [
  [SUMMARY.exemption, ({ code }) => (code == null ? null : `${code}, ${label(EXEMPTION_NAMES, code)}`)],
  [SUMMARY.cared, ({ caredId }, about) => whoIs(caredId, about)],
  [SUMMARY.periods, ({ periods }) => (periods ?? []).map(({ from, to }) => fromTo(from, to)).join("; ")],
  [SUMMARY.hours, ({ hours }) => (hours == null ? null : SUMMARY.weekly(number(hours.weekly), hours.travel === null ? null : number(hours.travel)))],
  [SUMMARY.evidence, ({ evidence }) => evidenceText(evidence)],
  [SUMMARY.decidedBy, ({ decidedBy }) => decidedBy],
  [SUMMARY.ceasedOn, ({ ceasedOn }) => on(ceasedOn)],
  [SUMMARY.endedOn, ({ endedOn }) => on(endedOn)],
];

function workText(work: Work | null | undefined): string | null {
  if (work === null || work === undefined) return null;
  const income = work.yearlyEuros === null ? null : SUMMARY.yearly(number(work.yearlyEuros));
  return [label(SUMMARY.workKinds, work.kind), fromTo(work.startsOn, work.endsOn), income].filter((part) => part !== null).join(", ");
}

function evidenceText(evidence: Evidence | null | undefined): string | null {
  if (evidence === null || evidence === undefined) return null;
  const seen = SUMMARY.evidenceSeen(label(EVIDENCE_NAMES, evidence.outcome), shortDay(evidence.seenOn), evidence.seenBy);
  return evidence.expiresOn === null ? seen : `${seen}, ${SUMMARY.evidenceUntil(shortDay(evidence.expiresOn))}`;
}
