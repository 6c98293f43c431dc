// Queries of the compartment of documents: handing in, opening, outcome, keys.

import type { ClientBase } from "pg";

export interface DocumentRow {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly restricted: boolean;
  readonly media: string;
  readonly bytes: number;
  readonly uploadedAt: string;
  readonly uploadedBy: string;
  readonly outcome: "sufficient" | "insufficient" | null;
  readonly expiresOn: string | null;
  readonly seenOn: string | null;
  readonly erasedAt: string | null;
}

const COLUMNS = `d.id, d.case_id as "caseId", d.kind, d.restricted, d.media, d.bytes, d.uploaded_at as "uploadedAt", d.uploaded_by as "uploadedBy",
  d.outcome, d.expires_on as "expiresOn", d.seen_on as "seenOn", d.erased_at as "erasedAt"`;

/** What everybody who follows the case may see of its documents, newest first. */
export async function listDocuments(client: ClientBase, caseId: string): Promise<DocumentRow[]> {
  const { rows } = await client.query<DocumentRow>(
    `select ${COLUMNS} from document d where d.case_id = $1 order by d.uploaded_at desc, d.id desc`,
    [caseId],
  );
  return rows;
}

export async function readDocument(client: ClientBase, id: string): Promise<DocumentRow | null> {
  const { rows } = await client.query<DocumentRow>(`select ${COLUMNS} from document d where d.id = $1`, [id]);
  return rows[0] ?? null;
}

/** Null when the case is not one that this connection may see. */
export async function countDocuments(client: ClientBase, caseId: string): Promise<number | null> {
  const { rows } = await client.query<{ documents: number }>(
    `select (select count(*)::int from document d where d.case_id = f.id) as documents from case_file f where f.id = $1`,
    [caseId],
  );
  return rows[0]?.documents ?? null;
}

export async function isDocumentOf(client: ClientBase, id: string, caseId: string): Promise<boolean> {
  const { rows } = await client.query("select 1 from document where id = $1 and case_id = $2", [id, caseId]);
  return rows.length > 0;
}

export interface NewDocument {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly restricted: boolean;
  readonly media: string;
  readonly bytes: number;
  readonly uploadedAt: string;
  readonly uploadedBy: string;
  readonly actId: string;
  readonly sealed: SealedRows;
}

export interface SealedRows {
  readonly keyVersion: string;
  readonly wrapped: Buffer;
  readonly name: Buffer;
  readonly chunks: readonly Buffer[];
}

export async function insertDocument(client: ClientBase, document: NewDocument): Promise<void> {
  const { id, sealed } = document;
  await client.query(
    `insert into document (id, case_id, kind, restricted, media, bytes, chunks, uploaded_at, uploaded_by, act_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      document.caseId,
      document.kind,
      document.restricted,
      document.media,
      document.bytes,
      sealed.chunks.length,
      document.uploadedAt,
      document.uploadedBy,
      document.actId,
    ],
  );
  await client.query(
    "insert into document_key (document_id, key_version, wrapped, sealed_name) values ($1, $2, $3, $4)",
    [id, sealed.keyVersion, sealed.wrapped, sealed.name],
  );
  for (const [seq, chunk] of sealed.chunks.entries()) {
    await client.query("insert into document_chunk (document_id, seq, sealed) values ($1, $2, $3)", [
      id,
      seq,
      chunk,
    ]);
  }
}

/** The sealed content; null when it was erased. A piece that is missing is missing in the list too, and its seal will say so. */
export async function readSealed(client: ClientBase, id: string): Promise<SealedRows | null> {
  const { rows } = await client.query<Omit<SealedRows, "chunks">>(
    `select key_version as "keyVersion", wrapped, sealed_name as name from document_key where document_id = $1`,
    [id],
  );
  if (rows[0] === undefined) return null;
  const chunks = await client.query<{ sealed: Buffer }>(
    "select sealed from document_chunk where document_id = $1 order by seq",
    [id],
  );
  return { ...rows[0], chunks: chunks.rows.map((row) => row.sealed) };
}

export interface SeenDocument {
  readonly id: string;
  readonly outcome: "sufficient" | "insufficient";
  readonly expiresOn: string | null;
  readonly seenOn: string;
  readonly seenBy: string;
}

export async function writeOutcome(client: ClientBase, seen: SeenDocument): Promise<void> {
  await client.query(
    "update document set outcome = $2, expires_on = $3, seen_on = $4, seen_by = $5 where id = $1",
    [seen.id, seen.outcome, seen.expiresOn, seen.seenOn, seen.seenBy],
  );
}

// Keys ---------------------------------------------------------------------------------------------------------------

export interface HeldKey {
  readonly id: string;
  readonly keyVersion: string;
  readonly wrapped: Buffer;
}

/** The next documents whose key is not wrapped by `version`, held until the end of the transaction. */
export async function takeOldKeys(client: ClientBase, version: string, limit: number): Promise<HeldKey[]> {
  const { rows } = await client.query<HeldKey>(
    `select document_id as id, key_version as "keyVersion", wrapped from document_key
     where key_version <> $1 order by document_id limit $2 for update skip locked`,
    [version, limit],
  );
  return rows;
}

export async function writeKeys(client: ClientBase, keys: readonly HeldKey[]): Promise<void> {
  await client.query(
    `update document_key k set key_version = n.version, wrapped = n.wrapped
     from unnest($1::uuid[], $2::text[], $3::bytea[]) n (id, version, wrapped) where k.document_id = n.id`,
    [keys.map((key) => key.id), keys.map((key) => key.keyVersion), keys.map((key) => key.wrapped)],
  );
}

export async function countByKey(
  client: ClientBase,
): Promise<{ readonly version: string; readonly documents: number }[]> {
  const { rows } = await client.query<{ version: string; documents: number }>(
    "select key_version as version, count(*)::int as documents from document_key group by key_version order by key_version",
  );
  return rows;
}
