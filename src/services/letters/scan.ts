// Use case: the return receipt that came back is handed in as a document of the case and tied to its letter.

import { recognise } from "../../domain/documents/recognise.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { businessNow } from "../../store/clock.ts";
import { isLetterOf, linkReceipt } from "../../store/letters.ts";
import { inOffice } from "../../store/pools.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import { handIn } from "../documents/hand-in.ts";
import type { KeyRing } from "../documents/key-ring.ts";
import { LETTER_SERVICE_TEXTS } from "./texts.ts";

export interface ReceiptScan {
  readonly caseId: string;
  readonly messageId: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly actor: Actor & { readonly office: string };
}

/** Refusals: LETTERA_ASSENTE, SCANSIONE_TESTO and those of `handIn`. A later scan takes the place of the one before, which stays among the documents. */
export async function linkScan(services: Services, keys: KeyRing, { caseId, messageId, name, bytes, actor }: ReceiptScan): Promise<Outcome<{ readonly id: string }>> {
  const isHere = await inOffice(services.pools.documents, actor.office, (client) => isLetterOf(client, messageId, caseId));
  if (!isHere) return refuse("LETTERA_ASSENTE", LETTER_SERVICE_TEXTS.letterNotHere);
  const recognised = recognise(bytes);
  if (recognised.ok && recognised.value.media === "text/plain") return refuse("SCANSIONE_TESTO", LETTER_SERVICE_TEXTS.scanIsText);
  const given = await handIn(services, keys, { caseId, kind: "other", name, bytes, actor });
  if (!given.ok) return given;
  const { id } = given.value;
  return inOffice(services.pools.documents, actor.office, async (client) => {
    await lockCases(client, [caseId]);
    const now = await businessNow(client);
    await linkReceipt(client, messageId, id);
    await appendActs(client, actor, [
      { subjectId: caseId, subjectKind: "case", kind: "letter-scan-linked", happenedAt: now, payload: { message: messageId, document: id } },
    ]);
    return accept({ id });
  });
}
