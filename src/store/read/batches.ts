// Batches of notices with their counts and rejected rows.

import type { Batch, BatchDetail, RejectedRow } from "../../contract/batches.ts";
import { page, PAGE, readCursor } from "./query.ts";
import type { Queryable } from "./query.ts";

type Loose<T> = T & Record<string, unknown>;

const COLUMNS = `id, kind, name, layout ->> 'format' as format, measure, state, bytes, rows_read as "rowsRead", rows_created as created,
  rows_updated as updated, rows_unchanged as unchanged, rows_rejected as rejected, started_at as "startedAt",
  finished_at as "finishedAt", actor, error_code as "errorCode", error_message as "errorMessage"`;

/** Files one by one, newest first. Push notices are many and small: they are listed too, as they came. */
export async function listBatches(
  db: Queryable,
  cursor: string | undefined,
): Promise<{ rows: Batch[]; next: string | null }> {
  const after = readCursor(cursor, 2);
  const found = await db.query<Loose<Batch & { key: string }>>(
    `select ${COLUMNS}, started_at::text as key from batch
     where $1::text is null or (started_at, id) < ($1::timestamptz, $2::uuid) order by started_at desc, id desc limit ${PAGE + 1}`,
    after ?? [null, null],
  );
  const paged = page(found.rows, (row) => [row.key, row.id]);
  return { rows: paged.rows.map(({ key: _, ...row }) => row), next: paged.next };
}

export async function readBatch(db: Queryable, id: string): Promise<BatchDetail | null> {
  const found = await db.query<Loose<Batch>>(`select ${COLUMNS} from batch where id = $1`, [id]);
  const batch = found.rows[0];
  if (batch === undefined) return null;
  const byCode = await db.query<Loose<BatchDetail["byCode"][number]>>(
    `select code, field, min(message) as message, count(*)::int as rows from rejected_row
     where batch_id = $1 group by code, field order by count(*) desc, code limit 50`,
    [id],
  );
  return { batch, byCode: byCode.rows };
}

/** Rejected rows in the order of the file; a row with several faults stands once for each. */
export async function listRejected(
  db: Queryable,
  batchId: string,
  cursor: string | undefined,
): Promise<{ rows: RejectedRow[]; next: string | null }> {
  const after = readCursor(cursor, 2);
  const found = await db.query<Loose<Omit<RejectedRow, "text"> & { seq: number; bytes: Buffer }>>(
    `select line, seq, field, code, message, bytes from rejected_row
     where batch_id = $1 and ($2::int is null or (line, seq) > ($2, $3)) order by line, seq limit ${PAGE + 1}`,
    [batchId, ...(after ?? [null, null])],
  );
  const paged = page(found.rows, (row) => [row.line, row.seq]);
  return {
    rows: paged.rows.map(({ seq: _, bytes, ...row }) => ({ ...row, text: readable(bytes) })),
    next: paged.next,
  };
}

/** How the batch's file was laid out, as the intake kept it; null for a push notice and for a file that could not be read. */
export async function readLayout(db: Queryable, batchId: string): Promise<unknown> {
  const found = await db.query<{ layout: unknown }>(`select layout from batch where id = $1`, [batchId]);
  return found.rows[0]?.layout ?? null;
}

export interface RejectedBytes {
  readonly line: number;
  readonly bytes: Buffer;
  readonly faults: { field: string | null; code: string; message: string }[];
}

/** All rejected rows of a batch, in blocks, each row once with all its faults: for the file that is corrected and sent back. */
export async function* streamRejected(db: Queryable, batchId: string): AsyncGenerator<RejectedBytes[]> {
  let line = -1;
  for (;;) {
    const found = await db.query<Loose<RejectedBytes>>(
      `select line, (array_agg(bytes order by seq))[1] as bytes,
              jsonb_agg(jsonb_build_object('field', field, 'code', code, 'message', message) order by seq) as faults
       from rejected_row where batch_id = $1 and line > $2 group by line order by line limit 1000`,
      [batchId, line],
    );
    const last = found.rows.at(-1);
    if (last === undefined) return;
    line = last.line;
    yield found.rows;
  }
}

/** A row's bytes as text to look at: UTF-8 where they are, otherwise Windows-1252; at most 500 characters. */
export function readable(bytes: Buffer): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder("windows-1252").decode(bytes);
  }
  return text.length > 500 ? `${text.slice(0, 500)}…` : text.trimEnd();
}
