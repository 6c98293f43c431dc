// The paper seen by an operator: that it was seen, by whom, what came of it, until when it holds. Never what it says.

import { isIsoDate } from "../calendar/days.ts";
import type { IsoDate } from "../notices/types.ts";

export const EVIDENCE_OUTCOMES = {
  sufficient: "prova sufficiente",
  insufficient: "prova non sufficiente",
} as const;
export type EvidenceOutcome = keyof typeof EVIDENCE_OUTCOMES;

export interface SeenEvidence {
  readonly seenOn: IsoDate;
  readonly outcome: EvidenceOutcome;
  /** Last day on which the paper holds; null where it has no end. */
  readonly expiresOn: IsoDate | null;
  /** The paper itself, where it was handed in: its content lies in a compartment of its own. */
  readonly documentId?: string | null;
}

export interface Evidence extends SeenEvidence {
  readonly seenBy: string;
}

/** What is stored of a paper. Anything else that came with it is left out: no health datum may enter through here. */
export function keepEvidence({ seenOn, outcome, expiresOn, documentId }: SeenEvidence, seenBy: string): Evidence {
  const kept = { seenOn, outcome, expiresOn, seenBy };
  return documentId === undefined || documentId === null ? kept : { ...kept, documentId };
}

/** Whether a paper proves something today: seen, found sufficient, not over. */
export function isProof(evidence: SeenEvidence | null | undefined, today: IsoDate): boolean {
  if (evidence === null || evidence === undefined) return false;
  const { seenOn, outcome, expiresOn } = evidence;
  const isSeen = isIsoDate(seenOn) && seenOn <= today;
  const holds = expiresOn === null || (isIsoDate(expiresOn) && expiresOn >= today);
  return isSeen && holds && outcome === "sufficient";
}
