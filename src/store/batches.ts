// Queries of a batch of notices: opened, counted chunk by chunk in the chunk's own transaction, closed.

import type { ClientBase } from "pg";
import { copyInto } from "./copy.ts";

export interface NewBatch {
  readonly id: string;
  readonly kind: "file" | "push" | "pull" | "state";
  readonly name: string;
  readonly sha256: string | null;
  readonly bytes: number;
  readonly measure: string;
  readonly actor: string;
  readonly defaultSentAt: string;
}

/** Batches whose program stopped in the middle are said so: running the file again finishes the work. */
const SILENT_AFTER = "90 seconds";

export async function openBatch(client: Pick<ClientBase, "query">, batch: NewBatch): Promise<void> {
  await client.query(
    `update batch set state = 'interrupted' where state = 'running' and heartbeat_at < now() - interval '${SILENT_AFTER}'`,
  );
  await client.query(
    `insert into batch (id, kind, name, sha256, bytes, measure, actor, default_sent_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [batch.id, batch.kind, batch.name, batch.sha256, batch.bytes, batch.measure, batch.actor, batch.defaultSentAt],
  );
}

/** A batch that its own transaction opens and ends; its counts are added there. */
export async function openDoneBatch(
  client: Pick<ClientBase, "query">,
  batch: Pick<NewBatch, "id" | "kind" | "name" | "measure" | "actor"> & { readonly at: string },
): Promise<void> {
  await client.query(
    `insert into batch (id, kind, name, bytes, measure, actor, default_sent_at, state, finished_at) values ($1, $2, $3, 0, $4, $5, $6, 'done', now())`,
    [batch.id, batch.kind, batch.name, batch.measure, batch.actor, batch.at],
  );
}

/** The moment of sending that this very file was given when it was first read. */
export async function firstSentAt(client: Pick<ClientBase, "query">, sha256: string): Promise<string | null> {
  const { rows } = await client.query<{ at: string }>(
    "select default_sent_at as at from batch where sha256 = $1 order by started_at limit 1",
    [sha256],
  );
  return rows[0]?.at ?? null;
}

export interface BatchCounts {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export async function countInBatch(client: ClientBase, batchId: string, counts: BatchCounts): Promise<void> {
  await client.query(
    `update batch set rows_read = rows_read + $2, rows_created = rows_created + $3, rows_updated = rows_updated + $4,
       rows_unchanged = rows_unchanged + $5, rows_rejected = rows_rejected + $6, heartbeat_at = now() where id = $1`,
    [batchId, counts.read, counts.created, counts.updated, counts.unchanged, counts.rejected],
  );
}

export interface BatchEnd {
  readonly state: "done" | "failed";
  readonly layout: unknown;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
}

export async function closeBatch(client: Pick<ClientBase, "query">, batchId: string, end: BatchEnd): Promise<void> {
  await client.query(
    "update batch set state = $2, layout = $3, error_code = $4, error_message = $5, finished_at = now(), heartbeat_at = now() where id = $1",
    [batchId, end.state, end.layout === null ? null : JSON.stringify(end.layout), end.errorCode, end.errorMessage],
  );
}

export interface RejectedRow {
  readonly line: number;
  readonly seq: number;
  readonly field: string | null;
  readonly code: string;
  readonly message: string;
  readonly bytes: Uint8Array;
}

const COLUMNS = ["line", "seq", "field", "code", "message", "bytes"] as const;

export async function writeRejected(client: ClientBase, batchId: string, rows: readonly RejectedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `create temp table if not exists staged_rejected (line integer, seq smallint, field text, code text, message text, bytes bytea) on commit delete rows`,
  );
  await copyInto(client, "staged_rejected", COLUMNS, rows.map((row) => [row.line, row.seq, row.field, row.code, row.message, row.bytes]));
  await client.query(
    `insert into rejected_row (batch_id, ${COLUMNS.join(", ")}) select $1, ${COLUMNS.join(", ")} from staged_rejected on conflict do nothing`,
    [batchId],
  );
  await client.query("truncate staged_rejected");
}
