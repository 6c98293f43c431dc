// What the data of a breach, of the passage to the municipality and of the life of the case say.

import type { CaseData } from "../../../../domain/case-life/data.ts";
import type { ConditionalityData } from "../../../../domain/conditionality/data.ts";
import type { HandOverData } from "../../../../domain/hand-over/types.ts";
import { BREACHES } from "../../../../domain/papers/texts.ts";
import { instant, shortDay } from "../../../format.ts";
import { label } from "../../../texts/common.ts";
import { ANSWER_NAMES, CHANNEL_NAMES, JUSTIFIED_NAMES, PROOF_NAMES, SUMMARY, TOLD_NAMES } from "../../../texts/item-data.ts";
import { on, said } from "./row.ts";
import type { Summary } from "./row.ts";

export const CONDITIONALITY_SUMMARY: Summary<ConditionalityData> = [
  [SUMMARY.event, ({ event }) => (event === undefined ? null : label(BREACHES, event))],
  [SUMMARY.happened, ({ happenedOn }) => on(happenedOn)],
  [SUMMARY.recordedBy, ({ recordedBy, recordedAt }) => (recordedAt === undefined ? recordedBy : SUMMARY.sentBy(instant(recordedAt), recordedBy ?? ""))],
  [
    SUMMARY.channels,
    ({ attempts }) =>
      attempts === undefined
        ? null
        : attempts.length === 0
          ? SUMMARY.noChannels
          : attempts.map(({ channel, outcome }) => `${label(CHANNEL_NAMES, channel)} (${label(TOLD_NAMES, outcome)})`).join("; "),
  ],
  [SUMMARY.formalReminder, ({ formalReminderOn }) => on(formalReminderOn)],
  [SUMMARY.count, ({ countProposed, countAtFact }) => countText(countProposed ?? countAtFact)],
  [SUMMARY.impediment, ({ impedimentUntil }) => on(impedimentUntil)],
  [
    SUMMARY.justification,
    ({ justification: one }) => (one == null ? null : SUMMARY.told(label(JUSTIFIED_NAMES, one.reason), shortDay(one.toldOn))),
  ],
  [SUMMARY.ascertainedOn, ({ ascertainedOn }) => on(ascertainedOn)],
  [SUMMARY.link, ({ link }) => (link == null ? null : label(SUMMARY.links, link.kind))],
  [SUMMARY.proposedBy, ({ proposedBy }) => proposedBy],
  [SUMMARY.approvedBy, ({ approvedBy }) => approvedBy],
  [
    SUMMARY.report,
    ({ report }) => (report == null ? null : `${SUMMARY.sentBy(instant(report.sentAt), report.sentBy)}, ${SUMMARY.proof(label(PROOF_NAMES, report.proof))}`),
  ],
  [SUMMARY.cancelled, ({ cancelled }) => cancelled?.map((one) => SUMMARY.sentBy(instant(one.cancelledAt), one.cancelledBy)).join("; ")],
  [SUMMARY.answer, ({ answer }) => (answer == null ? null : SUMMARY.answerOf(label(ANSWER_NAMES, answer.kind), answer.months, shortDay(answer.on)))],
  [SUMMARY.reason, ({ reason }) => said(reason)],
];

function countText(count: ConditionalityData["countAtFact"] | null | undefined): string | null {
  return count === null || count === undefined ? null : SUMMARY.counted(count.before, count.after);
}

export const HAND_OVER_SUMMARY: Summary<HandOverData> = [
  [SUMMARY.grounds, ({ grounds }) => grounds?.map((code) => label(GROUNDS, code)).join("; ")],
  [SUMMARY.reasons, ({ reasons }) => said(reasons)],
  [SUMMARY.proposed, ({ proposedOn, proposedBy }) => (proposedOn == null ? null : SUMMARY.proposedWhen(shortDay(proposedOn), proposedBy ?? ""))],
  [SUMMARY.approvedBy, ({ approvedBy }) => approvedBy],
  [SUMMARY.sentOn, ({ sentOn }) => on(sentOn)],
  [SUMMARY.solicited, ({ solicitedOn }) => solicitedOn?.map((day) => shortDay(day)).join("; ")],
  [SUMMARY.inChargeOn, ({ inChargeOn }) => on(inChargeOn)],
  [SUMMARY.back, ({ endedOn }) => on(endedOn)],
  [SUMMARY.why, ({ endReason }) => said(endReason)],
];

export const CASE_SUMMARY: Summary<CaseData> = [
  [SUMMARY.lastNotice, ({ lastNoticeAt }) => (lastNoticeAt == null ? null : instant(lastNoticeAt))],
  [SUMMARY.continues, ({ continues }) => continues?.protocol],
  [SUMMARY.forfeitedOn, ({ forfeitedOn }) => on(forfeitedOn)],
  [SUMMARY.shorter, ({ forfeitedOn, minorsOrDisabled }) => (forfeitedOn != null && minorsOrDisabled === true ? SUMMARY.minors : null)],
  [SUMMARY.endedOn, ({ endedOn }) => on(endedOn)],
  [SUMMARY.diedOn, ({ diedOn }) => on(diedOn)],
  [SUMMARY.renewedBy, ({ renewedBy }) => renewedBy?.protocol],
  [SUMMARY.reason, ({ reason }) => said(reason)],
];

/** Short names of the grounds for which a household goes to its municipality. */
const GROUNDS: Readonly<Record<string, string>> = SUMMARY.groundNames;
