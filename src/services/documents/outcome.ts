// Use case: what came of a document, and until when it holds: all that is seen of it elsewhere.

import { isIsoDate } from "../../domain/calendar/days.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { businessNow } from "../../store/clock.ts";
import { readDocument, writeOutcome } from "../../store/documents.ts";
import { inOffice } from "../../store/pools.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import { SERVICE_TEXTS } from "./texts.ts";

export interface DocumentOutcome {
  readonly documentId: string;
  readonly outcome: "sufficient" | "insufficient";
  /** Last day on which it holds; null when it has no end. */
  readonly expiresOn: string | null;
  readonly actor: Actor & { readonly office: string };
}

/** Writes the outcome as an act; a later one replaces it, and the register keeps both. Refusals: DOCUMENTO_ASSENTE, DATA_IMPOSSIBILE. */
export async function recordOutcome(
  services: Services,
  { documentId, outcome, expiresOn, actor }: DocumentOutcome,
): Promise<Outcome<null>> {
  if (expiresOn !== null && !isIsoDate(expiresOn))
    return refuse("DATA_IMPOSSIBILE", SERVICE_TEXTS.evidenceUnreadable);
  return inOffice(services.pools.documents, actor.office, async (client) => {
    const found = await readDocument(client, documentId);
    if (found === null) return refuse("DOCUMENTO_ASSENTE", SERVICE_TEXTS.notHere);
    await lockCases(client, [found.caseId]);
    const now = await businessNow(client);
    await writeOutcome(client, {
      id: documentId,
      outcome,
      expiresOn,
      seenOn: romeDay(now),
      seenBy: actor.id,
    });
    await appendActs(client, actor, [
      {
        subjectId: found.caseId,
        subjectKind: "case",
        kind: "document-judged",
        happenedAt: now,
        citation: "GDPR_ART5",
        payload: {
          document: documentId,
          outcome,
          expiresOn,
          before: found.outcome === null ? null : { outcome: found.outcome, expiresOn: found.expiresOn },
        },
      },
    ]);
    return accept(null);
  });
}
