// Queries of the batches for the print house: closed in one transaction, written outside, handed over once.

import type { ClientBase, Pool } from "pg";
import type { LetterProduct } from "../domain/letters/products.ts";

type Queryable = Pick<ClientBase, "query"> | Pool;

export type BatchState = "closed" | "ready" | "handed" | "accepted" | "uncertain";

export interface LetterBatch {
  readonly id: number;
  readonly gatewayId: string;
  readonly name: string;
  readonly product: LetterProduct;
  readonly state: BatchState;
  readonly letters: number;
  readonly sheets: number;
  readonly closedAt: string;
  readonly closedBy: string;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly handedAt: string | null;
  readonly acceptedAt: string | null;
  readonly acceptedBy: string | null;
  readonly note: string | null;
}

const COLUMNS = `id, gateway_id as "gatewayId", name, product, state, letters, sheets, closed_at as "closedAt", closed_by as "closedBy", sha256, bytes,
  handed_at as "handedAt", accepted_at as "acceptedAt", accepted_by as "acceptedBy", note`;

/** Holds a gateway of letters for this transaction, so that no two close at once; its state, or null when there is none. */
export async function lockLetterGateway(client: ClientBase, gatewayId: string): Promise<{ readonly state: string; readonly reason: string | null } | null> {
  await client.query("select pg_advisory_xact_lock(hashtextextended('letters/' || $1, 0))", [gatewayId]);
  const { rows } = await client.query<{ state: string; reason: string | null }>(
    "select state, state_reason as reason from gateway where id = $1 and channel = 'letter'",
    [gatewayId],
  );
  return rows[0] ?? null;
}

export interface PickedLetter {
  readonly messageId: string;
  readonly caseId: string;
  readonly code: string;
  readonly sheets: number;
  readonly digest: string;
}

/** Claims letters that are due and drawn, in the order in which they leave: from here on they are in the batch, and in no other. */
export async function pickLetters(client: ClientBase, gatewayId: string, now: string, limit: number): Promise<PickedLetter[]> {
  const { rows } = await client.query<PickedLetter>(
    `with next as (
       select m.id from message m join letter l on l.message_id = m.id
       where m.queue = $1 and m.state = 'due' and m.due_at <= $2 and (m.not_before is null or m.not_before <= clock_timestamp()) and l.pdf_digest is not null
       order by m.priority, m.due_at, m.id limit $3 for update of m skip locked
     ), claimed as (
       update message set state = 'claimed', worker_id = null where id = any(array(select id from next)) returning id, priority, due_at
     )
     select l.message_id as "messageId", l.case_id as "caseId", l.code, l.sheets, encode(l.pdf_digest, 'hex') as digest
     from claimed c join letter l on l.message_id = c.id order by c.priority, c.due_at, c.id`,
    [gatewayId, now, limit],
  );
  return rows;
}

/** Whether a batch of a gateway was closed at or after an instant. */
export async function closedSince(db: Queryable, gatewayId: string, at: string): Promise<boolean> {
  const { rows } = await db.query<{ is: boolean }>('select exists (select 1 from letter_batch where gateway_id = $1 and closed_at >= $2) as "is"', [gatewayId, at]);
  return rows[0]!.is;
}

/** How many batches of a gateway a day has, so that the next has the next number. */
export async function batchesWithPrefix(client: ClientBase, prefix: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>("select count(*)::int as n from letter_batch where starts_with(name, $1)", [prefix]);
  return rows[0]!.n;
}

export interface NewBatch extends Pick<LetterBatch, "gatewayId" | "name" | "product" | "closedAt" | "closedBy" | "sheets"> {
  readonly letters: readonly string[];
}

export async function insertBatch(client: ClientBase, batch: NewBatch): Promise<LetterBatch> {
  const { rows } = await client.query<LetterBatch & Record<string, unknown>>(
    `insert into letter_batch (gateway_id, name, product, letters, sheets, closed_at, closed_by) values ($1, $2, $3, $4, $5, $6, $7) returning ${COLUMNS}`,
    [batch.gatewayId, batch.name, batch.product, batch.letters.length, batch.sheets, batch.closedAt, batch.closedBy],
  );
  const [made] = rows;
  await client.query(
    "update letter l set batch_id = $1, place = p.place from unnest($2::uuid[]) with ordinality p (id, place) where l.message_id = p.id",
    [made!.id, batch.letters],
  );
  return made!;
}

/** One batch, locked. With `passOver` null too when another holds it. */
export async function lockBatch(client: ClientBase, id: number, passOver = false): Promise<LetterBatch | null> {
  const { rows } = await client.query<LetterBatch & Record<string, unknown>>(
    `select ${COLUMNS} from letter_batch where id = $1 for update${passOver ? " skip locked" : ""}`,
    [id],
  );
  return rows[0] ?? null;
}

export async function readBatch(db: Queryable, id: number): Promise<LetterBatch | null> {
  const { rows } = await db.query<LetterBatch & Record<string, unknown>>(`select ${COLUMNS} from letter_batch where id = $1`, [id]);
  return rows[0] ?? null;
}

/** Batches that are not yet where the print house takes them, oldest first. */
export async function unwrittenBatches(db: Queryable, gatewayId: string): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>("select id from letter_batch where gateway_id = $1 and state in ('closed', 'ready') order by id", [gatewayId]);
  return rows.map(({ id }) => id);
}

/** Newest first, `limit` at most, those before `before`. */
export async function listBatches(db: Queryable, before: number | null, limit: number): Promise<(LetterBatch & BatchCounts)[]> {
  const { rows } = await db.query<LetterBatch & BatchCounts & Record<string, unknown>>(
    `with shown as (select * from letter_batch where $1::bigint is null or id < $1 order by id desc limit $2)
     select ${COLUMNS}, c.* from shown b cross join lateral (
       select count(*) filter (where l.proven = 'received')::int as delivered, count(*) filter (where l.proven = 'failed')::int as failed,
         count(*) filter (where l.proven is null or l.proven = 'sent')::int as open
       from letter l where l.batch_id = b.id
     ) c order by id desc`,
    [before, limit],
  );
  return rows;
}

export interface BatchCounts {
  readonly delivered: number;
  readonly failed: number;
  readonly open: number;
}

export interface BatchChange {
  readonly state: BatchState;
  readonly sha256?: string | null;
  readonly bytes?: number | null;
  readonly handedAt?: string;
  readonly acceptedAt?: string;
  readonly acceptedBy?: string;
  readonly note?: string;
}

export async function changeBatch(client: ClientBase, id: number, change: BatchChange): Promise<void> {
  await client.query(
    `update letter_batch set state = $2, sha256 = case when $3 then $4 else sha256 end, bytes = case when $3 then $5 else bytes end,
       handed_at = coalesce($6, handed_at), accepted_at = coalesce($7, accepted_at), accepted_by = coalesce($8, accepted_by), note = coalesce($9, note)
     where id = $1`,
    [
      id, change.state, change.sha256 !== undefined, change.sha256 ?? null, change.bytes ?? null, change.handedAt ?? null, change.acceptedAt ?? null,
      change.acceptedBy ?? null, change.note ?? null,
    ],
  );
}

export interface BatchLine {
  readonly place: number;
  readonly messageId: string;
  readonly code: string;
  readonly product: LetterProduct;
  readonly sheets: number;
  readonly bytes: number;
  readonly digest: string;
  /** The lines of the address, one below the other. */
  readonly recipient: string;
}

/** The letters of a batch as its index lists them, in their order. */
export async function batchLines(db: Queryable, batchId: number): Promise<BatchLine[]> {
  const { rows } = await db.query<BatchLine & Record<string, unknown>>(
    `select l.place, l.message_id as "messageId", l.code, l.product, l.sheets, l.pdf_bytes as bytes, encode(l.pdf_digest, 'hex') as digest, m.recipient
     from letter l join message m on m.id = l.message_id where l.batch_id = $1 order by l.place`,
    [batchId],
  );
  return rows;
}

/** The PDFs of some letters, in the order in which they are named. */
export async function pdfsOf(db: Queryable, messageIds: readonly string[]): Promise<Buffer[]> {
  const { rows } = await db.query<{ pdf: Buffer }>(
    "select p.pdf from unnest($1::uuid[]) with ordinality i (id, turn) join letter_pdf p on p.message_id = i.id order by i.turn",
    [messageIds],
  );
  return rows.map(({ pdf }) => pdf);
}

export interface AcceptedLetter {
  readonly messageId: string;
  readonly caseId: string;
  readonly summonsId: string;
  readonly appointmentId: string;
  readonly product: LetterProduct;
  readonly code: string;
}

/** The print house has the batch: its letters that were only claimed are accepted. Gives those of which nothing was proved before. */
export async function acceptLetters(client: ClientBase, batchId: number, at: string): Promise<AcceptedLetter[]> {
  const { rows } = await client.query<AcceptedLetter & Record<string, unknown>>(
    `with held as (
       select l.message_id from letter l where l.batch_id = $1 order by l.message_id for update
     ), taken as (
       update message m set state = 'accepted', accepted_at = coalesce(m.accepted_at, clock_timestamp()), attempts = m.attempts + 1
       from held where m.id = held.message_id and m.state in ('claimed', 'uncertain') returning m.id, m.summons_id, m.appointment_id
     )
     update letter l set proven = 'sent', proven_at = $2 from taken where l.message_id = taken.id and l.proven is null
     returning l.message_id as "messageId", l.case_id as "caseId", taken.summons_id as "summonsId", taken.appointment_id as "appointmentId", l.product, l.code`,
    [batchId, at],
  );
  return rows;
}

/** A batch that is written once more gets another name: the first may be with the print house after all. */
export async function renameBatch(client: ClientBase, id: number): Promise<void> {
  await client.query("update letter_batch set name = name || '_R' where id = $1", [id]);
}

/** Batches all of whose letters the print house has told of: it has them. */
export async function closeToldBatches(client: ClientBase, messageIds: readonly string[], at: string): Promise<void> {
  await client.query(
    `update letter_batch b set state = 'accepted', accepted_at = $2, accepted_by = 'stampatore'
     where b.id = any(array(select distinct l.batch_id from letter l where l.message_id = any($1::uuid[]))) and b.state <> 'accepted'
       and not exists (select 1 from letter o join message m on m.id = o.message_id where o.batch_id = b.id and m.state in ('claimed', 'uncertain'))`,
    [messageIds, at],
  );
}

export interface WaitingLetters {
  readonly gatewayId: string;
  readonly state: string;
  readonly reason: string | null;
  readonly settings: Record<string, unknown>;
  /** Due now and drawn: a batch would hold them. */
  readonly ready: number;
  /** Still being drawn, or due later. */
  readonly later: number;
  readonly oldestDueAt: string | null;
}

/** What waits at each gateway of letters. */
export async function waitingLetters(db: Queryable, now: string): Promise<WaitingLetters[]> {
  const { rows } = await db.query<WaitingLetters & Record<string, unknown>>(
    `select g.id as "gatewayId", g.state, g.state_reason as reason, g.settings, w.ready, w.later, w.oldest as "oldestDueAt"
     from gateway g cross join lateral (
       select count(*) filter (where m.due_at <= $1 and l.pdf_digest is not null)::int as ready,
         count(*) filter (where m.due_at > $1 or l.pdf_digest is null)::int as later, min(m.due_at) as oldest
       from message m join letter l on l.message_id = m.id where m.queue = g.id and m.state = 'due'
     ) w where g.channel = 'letter' order by g.id`,
    [now],
  );
  return rows;
}
