// Queries of what is exchanged with the national node: kept with what came of it, counted by day, settled once mended.

import type { ClientBase } from "pg";

type Queryable = Pick<ClientBase, "query">;

/** "same", "older": the notice changed nothing. "answered": a question of ours was answered. "failed": a fault, of ours or of the wire. */
export type ExchangeOutcome = "created" | "updated" | "same" | "older" | "refused" | "answered" | "failed";

export interface NewExchange {
  readonly id: string;
  readonly flow: "notice" | "person" | "benefit" | "state";
  readonly day: string;
  readonly outcome: ExchangeOutcome;
  readonly code: string | null;
  readonly message: string | null;
  /** The other side's own number of the message. */
  readonly reference: string | null;
  readonly request: Uint8Array;
  readonly answer: Uint8Array | null;
  /** Of the whole request, of which `request` may be the beginning only. */
  readonly bytes: number;
  readonly digest: Uint8Array;
  readonly tookMs: number;
  readonly caseId: string | null;
  readonly batchId: string | null;
  readonly line: number | null;
  readonly dueOn: string | null;
  readonly repeats: string | null;
}

const COLUMNS: readonly (readonly [string, string, (one: NewExchange) => unknown])[] = [
  ["id", "uuid", (one) => one.id],
  ["flow", "text", (one) => one.flow],
  ["day", "date", (one) => one.day],
  ["outcome", "text", (one) => one.outcome],
  ["code", "text", (one) => one.code],
  ["message", "text", (one) => one.message],
  ["reference", "text", (one) => one.reference],
  ["request", "bytea", (one) => Buffer.from(one.request)],
  ["answer", "bytea", (one) => (one.answer === null ? null : Buffer.from(one.answer))],
  ["bytes", "bigint", (one) => one.bytes],
  ["digest", "bytea", (one) => Buffer.from(one.digest)],
  ["took_ms", "integer", (one) => Math.round(one.tookMs)],
  ["case_id", "uuid", (one) => one.caseId],
  ["batch_id", "uuid", (one) => one.batchId],
  ["line", "integer", (one) => one.line],
  ["due_on", "date", (one) => one.dueOn],
  ["repeats", "uuid", (one) => one.repeats],
];
const NAMES = COLUMNS.map(([name]) => name).join(", ");

const KEEP = `
with given as (
  select * from unnest(${COLUMNS.map(([, type], at) => `$${at + 1}::${type}[]`).join(", ")}) as g (${NAMES})
), counted as (
  insert into node_day as d (day, flow, outcome, code, count)
  -- One done again and refused again is the same one that waits.
  select day, flow, outcome, coalesce(code, ''), count(*) from given where repeats is null or outcome not in ('refused', 'failed') group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (day, flow, outcome, code) do update set count = d.count + excluded.count
), mended as (
  -- The same message, come again and taken in, settles what waited for somebody to mend it.
  update node_exchange w set settled_at = clock_timestamp(), settled_by = 'nodo-nazionale', settled_how = 'superseded'
  -- Looked for by its number, however many wait: a join would read them all.
  from given g cross join lateral (
    select id from node_exchange x
    where x.flow = 'notice' and x.reference = g.reference and x.settled_at is null and x.outcome in ('refused', 'failed') offset 0) x
  where g.flow = 'notice' and g.outcome in ('created', 'updated', 'same') and g.reference is not null and g.repeats is null and w.id = x.id
)
insert into node_exchange (${NAMES})
select ${COLUMNS.map(([name]) => (name === "case_id" ? "coalesce(g.case_id, (select n.case_id from notice_record r join notice n on n.id = r.notice_id where r.batch_id = g.batch_id and r.line = g.line))" : `g.${name}`)).join(", ")}
from given g`;

/** Keeps exchanges and counts them; a notice taken in settles those that were refused before it under the same number. */
export async function keepExchanges(client: Queryable, exchanges: readonly NewExchange[]): Promise<void> {
  if (exchanges.length === 0) return;
  await client.query({ name: "keep-exchanges", text: KEEP, values: COLUMNS.map(([, , value]) => exchanges.map(value)) });
}

export interface KeptExchange {
  readonly id: string;
  readonly flow: NewExchange["flow"];
  readonly outcome: ExchangeOutcome;
  readonly request: Buffer;
  readonly bytes: number;
  readonly settled: boolean;
  readonly repeats: string | null;
}

/** One exchange, locked until the end of the transaction. */
export async function holdExchange(client: Queryable, id: string): Promise<KeptExchange | null> {
  const { rows } = await client.query<KeptExchange>(
    "select id, flow, outcome, request, bytes, settled_at is not null as settled, repeats from node_exchange where id = $1 for update",
    [id],
  );
  return rows[0] ?? null;
}

/** False when somebody settled it before. */
export async function settleExchange(client: Queryable, id: string, by: string, how: "reprocessed" | "closed"): Promise<boolean> {
  const { rowCount } = await client.query(
    "update node_exchange set settled_at = clock_timestamp(), settled_by = $2, settled_how = $3 where id = $1 and settled_at is null",
    [id, by, how],
  );
  return rowCount === 1;
}

/** Exchanges that wait for somebody, oldest first, after `after`. */
export async function nextWaiting(client: Queryable, after: string, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from node_exchange where flow = 'notice' and settled_at is null and outcome in ('refused', 'failed') and repeats is null and id > $1 order by id limit $2`,
    [after, limit],
  );
  return rows.map(({ id }) => id);
}

/** What each of these lines of a batch did. */
export async function recordOutcomes(client: Queryable, batchId: string): Promise<Map<number, ExchangeOutcome>> {
  const { rows } = await client.query<{ line: number; outcome: ExchangeOutcome }>("select line, outcome from notice_record where batch_id = $1", [batchId]);
  return new Map(rows.map(({ line, outcome }) => [line, outcome]));
}

export async function clearExchanges(client: Queryable): Promise<void> {
  await client.query("select clear_node_exchanges()");
}
