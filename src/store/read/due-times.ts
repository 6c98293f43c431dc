// When messages were to leave, by their ids, in business time: what the phone of the demonstration shows as their date.

import type { Pool } from "pg";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The instants (ISO 8601 UTC) of the messages that are known; with a pool that sees messages whatever the office. */
export async function dueTimes(pool: Pool, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; at: string }>(`select id, due_at as at from message where id = any($1::uuid[])`, [
    keys.filter((key) => UUID.test(key)),
  ]);
  return new Map(rows.map(({ id, at }) => [id, at]));
}
