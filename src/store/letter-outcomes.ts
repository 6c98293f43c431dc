// Queries of what the post reports: files taken once, events of letters, what they prove.

import type { ClientBase, Pool } from "pg";
import type { LetterEvent } from "../domain/letters/conclude.ts";
import type { LetterProduct } from "../domain/letters/products.ts";
import type { TellingPaper } from "./summons-acts.ts";

type Queryable = Pick<ClientBase, "query"> | Pool;

export interface OutcomeFileRow {
  readonly id: string;
  readonly name: string;
  readonly takenAt: string;
  readonly takenBy: string;
  readonly columns: string[];
  readonly rows: number;
  readonly fresh: number;
  readonly repeated: number;
  readonly rejected: number;
  readonly finishedAt: string | null;
}

const FILE = `id, name, taken_at as "takenAt", taken_by as "takenBy", columns, line_count as rows, fresh, repeated, rejected, finished_at as "finishedAt"`;

/** The file of these bytes, made when it is new. One that was taken wholly has its `finishedAt`. */
export async function openFile(
  client: ClientBase,
  file: { readonly id: string; readonly sha256: string; readonly name: string; readonly takenAt: string; readonly takenBy: string; readonly columns: readonly string[] },
): Promise<OutcomeFileRow> {
  await client.query(
    `insert into letter_file (id, sha256, name, taken_at, taken_by, columns, line_count, fresh, repeated, rejected) values ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0)
     on conflict (sha256) do nothing`,
    [file.id, file.sha256, file.name, file.takenAt, file.takenBy, file.columns],
  );
  const { rows } = await client.query<OutcomeFileRow & Record<string, unknown>>(`select ${FILE} from letter_file where sha256 = $1`, [file.sha256]);
  return rows[0]!;
}

export async function finishFile(client: ClientBase, id: string, counts: Pick<OutcomeFileRow, "rows" | "fresh" | "repeated" | "rejected">, at: string): Promise<void> {
  await client.query("update letter_file set line_count = $2, fresh = $3, repeated = $4, rejected = $5, finished_at = $6 where id = $1", [
    id, counts.rows, counts.fresh, counts.repeated, counts.rejected, at,
  ]);
}

export async function listFiles(db: Queryable, limit: number): Promise<OutcomeFileRow[]> {
  const { rows } = await db.query<OutcomeFileRow & Record<string, unknown>>(`select ${FILE} from letter_file order by id desc limit $1`, [limit]);
  return rows;
}

export async function readFileRow(db: Queryable, id: string): Promise<OutcomeFileRow | null> {
  const { rows } = await db.query<OutcomeFileRow & Record<string, unknown>>(`select ${FILE} from letter_file where id = $1`, [id]);
  return rows[0] ?? null;
}

export interface RejectedOutcome {
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly cells: readonly string[];
}

export async function insertRejects(client: ClientBase, fileId: string, rejects: readonly RejectedOutcome[]): Promise<void> {
  for (const { line, code, message, cells } of rejects)
    await client.query("insert into letter_file_reject (file_id, line, code, message, cells) values ($1, $2, $3, $4, $5) on conflict do nothing", [fileId, line, code, message, cells]);
}

/** Rows given back, in their order, after the line `after`. */
export async function readRejects(db: Queryable, fileId: string, after: number, limit: number): Promise<RejectedOutcome[]> {
  const { rows } = await db.query<RejectedOutcome & Record<string, unknown>>(
    "select line, code, message, cells from letter_file_reject where file_id = $1 and line > $2 order by line limit $3",
    [fileId, after, limit],
  );
  return rows;
}

export interface KnownLetter {
  readonly messageId: string;
  readonly caseId: string;
  readonly summonsId: string;
  readonly appointmentId: string;
  readonly gatewayId: string;
  readonly code: string;
  readonly number: string | null;
  readonly product: LetterProduct;
  readonly batchClosedAt: string | null;
  readonly proven: "sent" | "failed" | "received" | null;
  readonly provenAt: string | null;
}

/** The letters that these codes or registered numbers name, locked: two files at once take them one after the other. */
export async function lockKnown(client: ClientBase, codes: readonly string[], numbers: readonly string[]): Promise<KnownLetter[]> {
  await client.query("select pg_advisory_xact_lock(hashtextextended('letter-outcomes', 0))");
  const { rows } = await client.query<KnownLetter & Record<string, unknown>>(
    `select l.message_id as "messageId", l.case_id as "caseId", m.summons_id as "summonsId", m.appointment_id as "appointmentId", l.gateway_id as "gatewayId",
       l.code, l.registered_number as number, l.product, b.closed_at as "batchClosedAt", l.proven, l.proven_at as "provenAt"
     from letter l join message m on m.id = l.message_id left join letter_batch b on b.id = l.batch_id
     where l.message_id = any(array(
       select message_id from letter where code = any($1::text[]) union select message_id from letter where registered_number = any($2::text[])))
     order by l.message_id for update of l`,
    [codes, numbers],
  );
  return rows;
}

export interface NewEvent {
  readonly messageId: string;
  readonly code: string;
  readonly cause: string | null;
  readonly at: string;
  readonly line: number;
}

/** Keeps events; gives the lines whose event is this file's own: what was known from another is repeated. */
export async function keepEvents(client: ClientBase, fileId: string, events: readonly NewEvent[]): Promise<{ readonly fresh: ReadonlySet<number>; readonly own: ReadonlySet<number> }> {
  if (events.length === 0) return { fresh: new Set(), own: new Set() };
  const values = [
    fileId, events.map(({ messageId }) => messageId), events.map(({ code }) => code), events.map(({ cause }) => cause), events.map(({ at }) => at), events.map(({ line }) => line),
  ];
  const inserted = await client.query<{ line: number }>(
    `insert into letter_event (message_id, code, cause, happened_at, file_id, line)
     select e.message_id, e.code, e.cause, e.happened_at, $1::uuid, e.line
     from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::integer[]) e (message_id, code, cause, happened_at, line)
     order by e.line on conflict (message_id, code, happened_at) do nothing returning line`,
    values,
  );
  const own = await client.query<{ line: number }>("select line from letter_event where file_id = $1 and line = any($2::integer[])", [fileId, events.map(({ line }) => line)]);
  return { fresh: new Set(inserted.rows.map(({ line }) => line)), own: new Set(own.rows.map(({ line }) => line)) };
}

export async function eventsOf(db: Queryable, messageIds: readonly string[]): Promise<Map<string, LetterEvent[]>> {
  const { rows } = await db.query<LetterEvent & { messageId: string }>(
    `select message_id as "messageId", code, cause, happened_at as at from letter_event where message_id = any($1::uuid[]) order by happened_at, id`,
    [messageIds],
  );
  return Map.groupBy(rows, ({ messageId }) => messageId);
}

/** Registered numbers, once known, stay. */
export async function bindNumbers(client: ClientBase, bound: ReadonlyMap<string, string>): Promise<void> {
  if (bound.size === 0) return;
  await client.query(
    "update letter l set registered_number = b.number from unnest($1::uuid[], $2::text[]) b (id, number) where l.message_id = b.id and l.registered_number is null",
    [[...bound.keys()], [...bound.values()]],
  );
}

export interface ProvenLetter {
  readonly messageId: string;
  readonly proven: "sent" | "failed" | "received";
  readonly at: string;
  readonly code: string;
}

export async function writeProven(client: ClientBase, letters: readonly ProvenLetter[]): Promise<void> {
  if (letters.length === 0) return;
  await client.query(
    `update letter l set proven = p.proven, proven_at = p.at, proven_code = p.code
     from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[]) p (id, proven, at, code) where l.message_id = p.id`,
    [letters.map(({ messageId }) => messageId), letters.map(({ proven }) => proven), letters.map(({ at }) => at), letters.map(({ code }) => code)],
  );
}

/** Proofs of delivery of many letters at once. */
export async function recordProofs(client: ClientBase, papers: readonly TellingPaper[]): Promise<void> {
  if (papers.length === 0) return;
  await client.query(
    `insert into delivery_evidence (id, case_id, summons_id, appointment_id, channel, outcome, happened_at, reference, recorded_by)
     select * from jsonb_to_recordset($1::jsonb) p ("id" uuid, "caseId" uuid, "summonsId" uuid, "appointmentId" uuid, "channel" text, "outcome" text,
       "happenedAt" timestamptz, "reference" text, "recordedBy" text)`,
    [JSON.stringify(papers)],
  );
}
