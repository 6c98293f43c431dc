// Use case: a paper is handed in for a case. Looked at, sealed, entered in the register, all in one transaction.

import { hash } from "node:crypto";
import type { PoolClient } from "pg";
import { isRestricted } from "../../domain/documents/kinds.ts";
import type { DocumentKind } from "../../domain/documents/kinds.ts";
import { recognise } from "../../domain/documents/recognise.ts";
import { DOCUMENT_LIMITS } from "../../domain/documents/types.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { businessNow } from "../../store/clock.ts";
import { countDocuments, insertDocument, isDocumentOf } from "../../store/documents.ts";
import { newId } from "../../store/ids.ts";
import { inOffice } from "../../store/pools.ts";
import { inVisit } from "../../store/replies.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import { sealDocument } from "./envelope.ts";
import type { KeyRing } from "./key-ring.ts";
import { SERVICE_TEXTS } from "./texts.ts";
import { checkPacked } from "./unpack.ts";

export interface HandIn {
  readonly caseId: string;
  readonly kind: DocumentKind;
  /** As the file was called; sealed with it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** At a desk of the office, or the person in their own visit. */
  readonly actor: Actor & ({ readonly office: string } | { readonly visit: string });
  /** Made by whoever may ask twice: a document that is there already is not taken again. */
  readonly id?: string;
}

const LONGEST_NAME = 200;

/**
 * Takes a document in and gives its id. Refusals: CASO_NON_VISIBILE, TROPPI_DOCUMENTI, and those of its content (DOCUMENT_TEXTS).
 * The register says that a paper of this kind was handed in, by whom, and the digest of its bytes; never its name.
 */
export async function handIn(
  services: Services,
  keys: KeyRing,
  { caseId, kind, name, bytes, actor, id = newId() }: HandIn,
): Promise<Outcome<{ id: string }>> {
  const recognised = recognise(bytes);
  if (!recognised.ok) return recognised;
  const { media, packed } = recognised.value;
  const checked = await checkPacked(bytes, packed, DOCUMENT_LIMITS.unpackedBytes);
  if (!checked.ok) return checked;
  const sealed = await sealDocument(keys, id, tidyName(name), bytes);
  return behindWalls(services, actor, async (client) => {
    if ((await countDocuments(client, caseId)) === null)
      return refuse("CASO_NON_VISIBILE", SERVICE_TEXTS.caseNotHere);
    await lockCases(client, [caseId]);
    if (await isDocumentOf(client, id, caseId)) return accept({ id });
    const held = await countDocuments(client, caseId);
    if (held === null) return refuse("CASO_NON_VISIBILE", SERVICE_TEXTS.caseNotHere);
    if (held >= DOCUMENT_LIMITS.documentsPerCase)
      return refuse("TROPPI_DOCUMENTI", SERVICE_TEXTS.tooMany(DOCUMENT_LIMITS.documentsPerCase));
    const now = await businessNow(client);
    const actId = newId();
    const restricted = isRestricted(kind);
    await insertDocument(client, {
      id,
      caseId,
      kind,
      restricted,
      media,
      bytes: bytes.length,
      uploadedAt: now,
      uploadedBy: actor.id,
      actId,
      sealed,
    });
    await appendActs(client, actor, [
      {
        id: actId,
        subjectId: caseId,
        subjectKind: "case",
        kind: "document-handed-in",
        happenedAt: now,
        citation: "GDPR_ART32",
        payload: { document: id, of: kind, media, bytes: bytes.length, sha256: hash("sha256", bytes, "hex") },
      },
    ]);
    return accept({ id });
  });
}

function behindWalls<T>(services: Services, actor: HandIn["actor"], work: (client: PoolClient) => Promise<T>): Promise<T> {
  return actor.visit === undefined ? inOffice(services.pools.documents, actor.office!, work) : inVisit(services.pools.replies, actor.visit, work);
}

/** The last part of a path, without characters that are not seen. */
function tidyName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const tidy = last
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
  return tidy === "" ? SERVICE_TEXTS.unnamed : tidy.slice(0, LONGEST_NAME);
}
