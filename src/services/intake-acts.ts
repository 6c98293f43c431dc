// The acts that intake leaves in the register: a notice received or updated, a case that moved, a summons that no longer stands.

import type { StagedNotice, CaseMove, StoredNotice } from "../store/intake.ts";
import type { ActDraft } from "../store/register.ts";
import type { EndedSummons } from "../store/summons.ts";

const CITATION = "DM_2_9_2019_ART4";

export const FIRST_NOTICE = { kind: "notice-received", citation: CITATION } as const;

/** What the act of a notice says, but for the notice's identifier and version. */
export type NoticeFacts = Readonly<Record<string, unknown>>;

export function noticeFacts(staged: StagedNotice, warnings: readonly string[], batchId: string): NoticeFacts {
  return {
    batch: batchId,
    line: staged.line,
    sentAt: staged.sentAt,
    digest: Buffer.from(staged.digest).toString("hex"),
    bound: staged.bound,
    notBoundReason: staged.notBoundReason,
    office: staged.officeId,
    queue: staged.queueReason,
    warnings,
  };
}

export function noticePayload(facts: NoticeFacts, notice: string, version: number): unknown {
  return { ...facts, notice, version };
}

export function noticeAct(stored: StoredNotice, facts: NoticeFacts, now: string): ActDraft {
  return {
    subjectId: stored.caseId,
    subjectKind: "case",
    kind: stored.outcome === "created" ? FIRST_NOTICE.kind : "notice-updated",
    happenedAt: now,
    citation: CITATION,
    payload: noticePayload(facts, stored.noticeId, stored.version),
  };
}

export function moveAct(move: CaseMove, now: string): ActDraft {
  return {
    subjectId: move.caseId,
    subjectKind: "case",
    kind: "case-moved",
    happenedAt: now,
    citation: CITATION,
    payload: { from: move.from, to: move.to, rule: move.rule },
  };
}

export function cancelAct(summons: EndedSummons, reason: string, now: string): ActDraft {
  return {
    subjectId: summons.caseId,
    subjectKind: "case",
    kind: "summons-cancelled",
    happenedAt: now,
    citation: "DL4_2019_ART4_C5",
    payload: { summons: summons.summonsId, appointment: summons.appointmentId, office: summons.officeId, startsAt: summons.startsAt, reason },
  };
}
