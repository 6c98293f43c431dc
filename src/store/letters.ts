// Queries of letters: where people live, what is written, what is drawn.

import type { ClientBase, Pool } from "pg";
import type { LetterProduct } from "../domain/letters/products.ts";

type Queryable = Pick<ClientBase, "query"> | Pool;

/** Where a person lives, as the notice says and the tables name it. */
export interface StoredAddress {
  readonly personId: string;
  readonly source: "domicile" | "residence";
  readonly street: string | null;
  readonly zip: string | null;
  readonly municipality: string | null;
  readonly province: string | null;
}

/** The addresses of these persons: the domicile first where one was given. */
export async function addressesOf(client: ClientBase, personIds: readonly string[]): Promise<Map<string, StoredAddress[]>> {
  const { rows } = await client.query<StoredAddress>(
    `select p.id as "personId", a.source, a.place->>'street' as street, a.place->>'zip' as zip, m.name as municipality, m.province
     from person p
     cross join lateral (values ('domicile', p.domicile, 1), ('residence', p.residence, 2)) a (source, place, turn)
     left join municipality m on m.code = a.place->>'municipalityCode'
     where p.id = any($1::uuid[]) and a.place is not null order by p.id, a.turn`,
    [personIds],
  );
  return Map.groupBy(rows, ({ personId }) => personId);
}

export interface WrittenLetter {
  readonly summonsId: string;
  readonly appointmentId: string;
  readonly kind: string;
  readonly product: LetterProduct;
  readonly state: string;
}

/** Letters that these summonses have already, whatever became of them. */
export async function lettersOf(client: ClientBase, summonsIds: readonly string[]): Promise<WrittenLetter[]> {
  const { rows } = await client.query<WrittenLetter>(
    `select m.summons_id as "summonsId", m.appointment_id as "appointmentId", m.kind, l.product, m.state
     from message m join letter l on l.message_id = m.id where m.summons_id = any($1::uuid[])`,
    [summonsIds],
  );
  return rows;
}

export interface NewLetter {
  readonly messageId: string;
  readonly caseId: string;
  readonly gatewayId: string;
  readonly product: LetterProduct;
  readonly code: string;
}

export async function insertLetters(client: ClientBase, letters: readonly NewLetter[]): Promise<void> {
  if (letters.length === 0) return;
  await client.query(
    `insert into letter (message_id, case_id, gateway_id, product, code)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])`,
    [
      letters.map((letter) => letter.messageId),
      letters.map((letter) => letter.caseId),
      letters.map((letter) => letter.gatewayId),
      letters.map((letter) => letter.product),
      letters.map((letter) => letter.code),
    ],
  );
}

export interface UndrawnLetter {
  readonly messageId: string;
  /** What the compiler reads. */
  readonly paper: string;
}

/** Letters that wait to be drawn, another worker's passed over; locked until the transaction's end. */
export async function undrawnLetters(client: ClientBase, limit: number): Promise<UndrawnLetter[]> {
  const { rows } = await client.query<UndrawnLetter>({
    name: "letters-undrawn",
    text: `with next as (
       select l.message_id from letter l join message m on m.id = l.message_id
       where l.pdf_digest is null and m.state in ('due', 'uncertain') order by l.gateway_id, l.message_id limit $1 for update of l skip locked
     )
     select c.message_id as "messageId", c.raw as paper from next join message_content c on c.message_id = next.message_id where c.raw is not null`,
    values: [limit],
  });
  return rows;
}

export interface DrawnLetter {
  readonly messageId: string;
  readonly pdf: Buffer;
  readonly digest: Buffer;
  readonly sheets: number;
}

export async function storeDrawn(client: ClientBase, drawn: readonly DrawnLetter[]): Promise<void> {
  if (drawn.length === 0) return;
  const ids = drawn.map(({ messageId }) => messageId);
  await client.query("insert into letter_pdf (message_id, pdf) select * from unnest($1::uuid[], $2::bytea[])", [ids, drawn.map(({ pdf }) => pdf)]);
  await client.query(
    `update letter l set sheets = d.sheets, pdf_bytes = d.bytes, pdf_digest = d.digest
     from unnest($1::uuid[], $2::smallint[], $3::integer[], $4::bytea[]) d (id, sheets, bytes, digest) where l.message_id = d.id`,
    [ids, drawn.map(({ sheets }) => sheets), drawn.map(({ pdf }) => pdf.length), drawn.map(({ digest }) => digest)],
  );
}

/** The PDF of one letter that the reader's walls let through; null when there is none (yet). */
export async function readPdf(db: Queryable, messageId: string): Promise<{ readonly caseId: string; readonly code: string; readonly pdf: Buffer } | null> {
  const { rows } = await db.query<{ caseId: string; code: string; pdf: Buffer }>(
    `select l.case_id as "caseId", l.code, p.pdf from letter l join letter_pdf p on p.message_id = l.message_id where l.message_id = $1`,
    [messageId],
  );
  return rows[0] ?? null;
}

export interface StoredCaseLetter {
  readonly messageId: string;
  readonly code: string;
  readonly product: LetterProduct;
  readonly isDrawn: boolean;
  readonly batch: string | null;
  readonly registeredNumber: string | null;
  readonly proven: "sent" | "failed" | "received" | null;
  readonly provenAt: string | null;
  readonly hasScan: boolean;
}

/** Letters of a case, newest first. */
export async function caseLetters(db: Queryable, caseId: string): Promise<StoredCaseLetter[]> {
  const { rows } = await db.query<StoredCaseLetter & Record<string, unknown>>(
    `select l.message_id as "messageId", l.code, l.product, l.pdf_digest is not null as "isDrawn", b.name as batch, l.registered_number as "registeredNumber",
       l.proven, l.proven_at as "provenAt", l.scan_document_id is not null as "hasScan"
     from letter l left join letter_batch b on b.id = l.batch_id where l.case_id = $1 order by l.message_id desc limit 100`,
    [caseId],
  );
  return rows;
}

/** The summons of a case that is open now; null when there is none. */
export async function openSummonsOf(db: Queryable, caseId: string): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `select id from summons where case_id = $1 and state in ('issued', 'not-delivered', 'confirmed', 'asks-another-date', 'declined') order by id desc limit 1`,
    [caseId],
  );
  return rows[0]?.id ?? null;
}

export async function isLetterOf(db: Queryable, messageId: string, caseId: string): Promise<boolean> {
  const { rows } = await db.query("select 1 from letter where message_id = $1 and case_id = $2", [messageId, caseId]);
  return rows.length > 0;
}

/** Ties the scan of a return receipt to its letter. */
export async function linkReceipt(client: ClientBase, messageId: string, documentId: string): Promise<void> {
  await client.query("update letter set scan_document_id = $2 where message_id = $1", [messageId, documentId]);
}
