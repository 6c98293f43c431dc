// The papers that an act names as its evidence: they must be there, in that case; and what the act found is written on them.

import type { ClientBase } from "pg";
import type { Refusal } from "../../domain/outcome.ts";
import { listDocuments, writeOutcome } from "../../store/documents.ts";
import type { DocumentRow } from "../../store/documents.ts";
import { SERVICE_TEXTS } from "./texts.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface Named {
  readonly documentId: unknown;
  /** The record it stands in: an evidence says what was found. */
  readonly record: Readonly<Record<string, unknown>>;
}

/** Every `documentId` in the input of an act, wherever it stands; one that is null names nothing. */
function* namedIn(value: unknown): Generator<Named> {
  if (Array.isArray(value)) for (const one of value) yield* namedIn(one);
  else if (value !== null && typeof value === "object") {
    const record = value as Readonly<Record<string, unknown>>;
    if (record["documentId"] !== undefined && record["documentId"] !== null)
      yield { documentId: record["documentId"], record };
    for (const one of Object.values(record)) if (typeof one === "object") yield* namedIn(one);
  }
}

/** Null, or why the papers named do not prove anything: DOCUMENTO_ILLEGGIBILE, DOCUMENTO_ASSENTE, ESITO_DISCORDE. */
export async function evidenceRefusal(
  client: ClientBase,
  caseId: string,
  input: unknown,
): Promise<Refusal | null> {
  const named = [...namedIn(input)];
  if (named.length === 0) return null;
  const held = await heldIn(client, caseId);
  for (const { documentId, record } of named) {
    if (typeof documentId !== "string" || !UUID.test(documentId))
      return { code: "DOCUMENTO_ILLEGGIBILE", message: SERVICE_TEXTS.evidenceUnreadable };
    const document = held.get(documentId.toLowerCase());
    if (document === undefined || document.erasedAt !== null)
      return { code: "DOCUMENTO_ASSENTE", message: SERVICE_TEXTS.evidenceNotHere };
    const found = record["outcome"];
    if (document.outcome !== null && isOutcome(found) && found !== document.outcome) {
      return { code: "ESITO_DISCORDE", message: SERVICE_TEXTS.evidenceContradicts };
    }
  }
  return null;
}

/** Writes on each paper named what the act found, where nothing is written yet. In the transaction of the act, after `evidenceRefusal`. */
export async function noteEvidence(
  client: ClientBase,
  caseId: string,
  input: unknown,
  seen: { readonly on: string; readonly by: string },
): Promise<void> {
  const named = [...namedIn(input)];
  if (named.length === 0) return;
  const held = await heldIn(client, caseId);
  for (const { documentId, record } of named) {
    const document = held.get(String(documentId).toLowerCase());
    const { outcome, expiresOn } = record;
    if (document === undefined || document.outcome !== null || !isOutcome(outcome)) continue;
    await writeOutcome(client, {
      id: document.id,
      outcome,
      expiresOn: typeof expiresOn === "string" ? expiresOn : null,
      seenOn: seen.on,
      seenBy: seen.by,
    });
  }
}

async function heldIn(client: ClientBase, caseId: string): Promise<Map<string, DocumentRow>> {
  return new Map((await listDocuments(client, caseId)).map((document) => [document.id, document]));
}

function isOutcome(value: unknown): value is "sufficient" | "insufficient" {
  return value === "sufficient" || value === "insufficient";
}
