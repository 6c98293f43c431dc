// Use case: a document is opened by who may. The line in the access log is written before anything of it leaves.

import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { readDocument, readSealed } from "../../store/documents.ts";
import type { DocumentRow } from "../../store/documents.ts";
import { inOffice } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import type { Actor, Services } from "../context.ts";
import { openSealed } from "./envelope.ts";
import type { KeyRing } from "./key-ring.ts";
import { SERVICE_TEXTS } from "./texts.ts";

export interface OpenedDocument {
  readonly document: DocumentRow;
  readonly name: string;
  readonly content: Buffer;
}

const SHORTEST_REASON = 5;

/**
 * Name and content of a document of the actor's office. The caller has asked for the permission. Refusals: MOTIVO_MANCANTE,
 * DOCUMENTO_ASSENTE (other offices' too), DOCUMENTO_CANCELLATO. The line stays in the log also when the seal turns out broken.
 */
export async function openDocument(
  services: Services,
  keys: KeyRing,
  request: {
    readonly documentId: string;
    readonly reason: string;
    readonly actor: Actor & { readonly office: string };
  },
): Promise<Outcome<OpenedDocument>> {
  const { documentId, actor } = request;
  const reason = request.reason.trim();
  if (reason.length < SHORTEST_REASON) return refuse("MOTIVO_MANCANTE", SERVICE_TEXTS.reasonNeeded);
  const found = await inOffice(services.pools.documents, actor.office, async (client) => {
    const document = await readDocument(client, documentId);
    if (document === null) return refuse("DOCUMENTO_ASSENTE", SERVICE_TEXTS.notHere);
    const sealed = document.erasedAt === null ? await readSealed(client, documentId) : null;
    if (sealed === null) return refuse("DOCUMENTO_CANCELLATO", SERVICE_TEXTS.erased);
    await logAccess(client, {
      actor: actor.id,
      role: actor.role,
      office: actor.office,
      caseId: document.caseId,
      action: document.restricted ? "restricted-document" : "document",
      reason: `${documentId}: ${reason}`,
    });
    return accept({ document, sealed });
  });
  if (!found.ok) return found;
  const { document, sealed } = found.value;
  return accept({ document, ...(await openSealed(keys, documentId, sealed)) });
}
