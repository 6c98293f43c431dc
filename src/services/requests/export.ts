// Use case: a copy of everything that is held on the person of a request, for them; the giving is an act and a line in the access log.

import { refuse, accept } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { REQUEST_TEXTS } from "../../domain/requests/texts.ts";
import { businessNow } from "../../store/clock.ts";
import { OperatorFault } from "../../store/fault.ts";
import { inOffice, inTransaction } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import { casesOf, readRequest } from "../../store/requests.ts";
import { heldOn } from "../../store/requests-export.ts";
import type { Held } from "../../store/requests-export.ts";
import { readDocument, readSealed } from "../../store/documents.ts";
import { unlistedTables } from "../../store/retention-sets.ts";
import type { Actor, Services } from "../context.ts";
import { openSealed } from "../documents/envelope.ts";
import type { KeyRing } from "../documents/key-ring.ts";
import { SERVICE_TEXTS } from "../documents/texts.ts";
import { RETENTION_TEXTS } from "../retention/texts.ts";

export interface PersonCopy extends Held {
  readonly madeAt: string;
  readonly request: string;
  readonly person: string;
  readonly taxCode: string;
}

/** Refusals: RICHIESTA_ASSENTE, PERSONA_ASSENTE. A table that nobody has said anything of stops it: a copy with a gap is no copy. */
export async function copyFor(
  services: Services,
  { requestId, actor }: { readonly requestId: string; readonly actor: Actor },
): Promise<Outcome<PersonCopy>> {
  return inTransaction(services.pools.retention, async (client) => {
    const unlisted = await unlistedTables(client);
    if (unlisted.length > 0)
      throw new OperatorFault("TABELLE_SCONOSCIUTE", RETENTION_TEXTS.unlisted(unlisted));
    const request = await readRequest(client, requestId);
    if (request === null) return refuse("RICHIESTA_ASSENTE", REQUEST_TEXTS.notHere);
    const { personId, taxCode } = request;
    if (personId === null || taxCode === null) return refuse("PERSONA_ASSENTE", REQUEST_TEXTS.nobody);
    const cases = (await casesOf(client, personId)).map((one) => one.id);
    if (cases.length > 0) await lockCases(client, cases);
    const held = await heldOn(client, personId);
    const madeAt = await businessNow(client);
    for (const caseId of cases)
      await logAccess(client, {
        actor: actor.id,
        role: actor.role,
        office: null,
        action: "data-given",
        caseId,
        reason: requestId,
      });
    const given = Object.fromEntries(held.tables.map(({ table, rows }) => [table, rows.length]));
    await appendActs(
      client,
      actor,
      cases.map((subjectId) => ({
        subjectId,
        subjectKind: "case" as const,
        kind: "data-given",
        happenedAt: madeAt,
        citation: "GDPR_ART15" as const,
        payload: { request: requestId, given },
      })),
    );
    return accept({
      ...held,
      madeAt,
      request: requestId,
      person: `${request.surname ?? ""} ${request.name ?? ""}`.trim(),
      taxCode,
    });
  });
}

/** One of the person's own documents, opened for them; through the office that holds it, with its line in the log. */
export async function documentFor(
  services: Services,
  keys: KeyRing,
  {
    requestId,
    documentId,
    actor,
  }: { readonly requestId: string; readonly documentId: string; readonly actor: Actor },
): Promise<Outcome<{ readonly name: string; readonly media: string; readonly content: Buffer }>> {
  const place = await inTransaction(services.pools.retention, async (client) => {
    const request = await readRequest(client, requestId);
    const document = await readDocument(client, documentId);
    if (request === null || request.personId === null || document === null) return null;
    return (await casesOf(client, request.personId)).find((one) => one.id === document.caseId) ?? null;
  });
  const office = place?.officeId ?? null;
  if (place === null || office === null) return refuse("DOCUMENTO_ASSENTE", SERVICE_TEXTS.notHere);
  const found = await inOffice(services.pools.documents, office, async (client) => {
    const document = await readDocument(client, documentId);
    const sealed = await readSealed(client, documentId);
    if (document === null) return refuse("DOCUMENTO_ASSENTE", SERVICE_TEXTS.notHere);
    if (sealed === null) return refuse("DOCUMENTO_CANCELLATO", SERVICE_TEXTS.erased);
    await logAccess(client, {
      actor: actor.id,
      role: actor.role,
      office,
      caseId: document.caseId,
      action: "restricted-document",
      reason: `${documentId}: ${requestId}`,
    });
    return accept({ media: document.media, sealed });
  });
  if (!found.ok) return found;
  const { name, content } = await openSealed(keys, documentId, found.value.sealed);
  return accept({ name, media: found.value.media, content });
}
