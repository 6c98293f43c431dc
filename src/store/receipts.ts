// Queries of receipts: kept as they came, joined to their messages by key or by the gateway's reference, whichever comes first.

import type { ClientBase, Pool } from "pg";

type Queryable = Pick<ClientBase, "query"> | Pool;

export interface ReceiptRow {
  /** Our message's id; null when it is not known (yet). */
  readonly key: string | null;
  readonly reference: string | null;
  /** What it proves. */
  readonly status: "delivered" | "failed" | "accepted" | "unknown";
  readonly cause: string | null;
  readonly code: string | null;
  readonly detail: string | null;
  readonly at: string;
  readonly raw: string;
}

/** How much receipts prove of a message: 3 delivered, 2 failed, 1 handed over, 0 nothing. Only what is higher changes it. */
export type Height = 0 | 1 | 2 | 3;

const HEIGHTS: Readonly<Record<ReceiptRow["status"], Height>> = { delivered: 3, failed: 2, accepted: 1, unknown: 0 };

export function heightOf(status: ReceiptRow["status"]): Height {
  return HEIGHTS[status];
}

/** A receipt whose message was looked for, and what it proves of the message as a whole. */
export interface ProvingRow extends ReceiptRow {
  readonly height: Height;
}

/** A message whose standing changed for good by a receipt. */
export interface SettledMessage {
  readonly summonsId: string;
  readonly state: "delivered" | "failed";
  /** When the gateway took it, and how long its receipt took from then on: seconds since 1970, seconds. */
  readonly takenAt: number;
  readonly took: number;
}

/** Lifts the messages of `said` (message_id, height, cause, reference) to what is proved of them, one behind the other by id, as senders do. */
export const LIFTED = `best as (
    select message_id, max(height) as height, min(cause) as cause, min(reference) as reference from said where message_id is not null group by message_id
    order by message_id
  ), joined as (
    update message m set
      state = case when b.height = 3 then 'delivered' when b.height = 2 then 'failed' else 'accepted' end,
      settled_at = case when b.height >= 2 then clock_timestamp() else m.settled_at end,
      accepted_at = coalesce(m.accepted_at, clock_timestamp()),
      reference = coalesce(m.reference, b.reference),
      failure = case when b.height = 2 then coalesce(b.cause, 'unspecified') else m.failure end
    from best b
    where m.id = b.message_id and m.state <> 'withdrawn'
      and b.height > case m.state when 'delivered' then 3 when 'failed' then 2 when 'accepted' then 1 else 0 end
    returning m.summons_id, m.state, extract(epoch from m.accepted_at)::float8 as taken_at, extract(epoch from clock_timestamp() - m.accepted_at)::float8 as took
  )
  select summons_id as "summonsId", state, taken_at as "takenAt", took from joined where state in ('delivered', 'failed')`;

/**
 * Keeps the receipts and joins them to their messages. The order of arrival does not matter: delivered is above failed, failed above
 * accepted, and a receipt for a withdrawn message changes nothing but is kept. One whose message is not known waits for it.
 */
export async function storeReceiptRows(client: ClientBase, gatewayId: string, receipts: readonly ProvingRow[]): Promise<SettledMessage[]> {
  const { rows } = await client.query<SettledMessage>({
    name: "receipts-store",
    text: `with said as (
        select r.*, k.id as message_id
        from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::text[], $10::smallint[])
          r (key, reference, status, cause, code, detail, at, raw, height)
        left join message k on k.id = case when r.key ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then r.key::uuid end
          -- A provider speaks of what it carries and of nothing else; relays of mail take bounces back at one place for all.
          and (k.gateway_id = $1 or k.channel = 'email' and exists (select 1 from gateway g where g.id = $1 and g.channel = 'email'))
      ), kept as (
        insert into receipt (gateway_id, message_id, reference, status, code, detail, at, raw)
        select $1, message_id, reference, status, code, detail, at, raw from said
      ), ${LIFTED}`,
    values: [
      gatewayId,
      receipts.map((receipt) => receipt.key),
      receipts.map((receipt) => receipt.reference),
      receipts.map((receipt) => receipt.status),
      receipts.map((receipt) => receipt.cause),
      receipts.map((receipt) => receipt.code),
      receipts.map((receipt) => receipt.detail),
      receipts.map((receipt) => receipt.at),
      receipts.map((receipt) => receipt.raw),
      receipts.map((receipt) => receipt.height),
    ],
  });
  return rows;
}

export interface WaitingReceipt extends Pick<ReceiptRow, "reference" | "status" | "code"> {
  readonly id: string;
}

/** Receipts that wait for one of these references, locked; another worker's are passed over. Planned anew each time: what waits comes and goes. */
export async function waitingReceipts(client: ClientBase, gatewayId: string, references: readonly string[]): Promise<WaitingReceipt[]> {
  const { rows } = await client.query<WaitingReceipt>(
    `select id, reference, status, code from receipt where message_id is null and gateway_id = $1 and reference = any($2::text[])
     order by id limit 5000 for update skip locked`,
    [gatewayId, references],
  );
  return rows;
}

/** Whether any receipt waits for one of these references: asked after every batch that was recorded, so without a transaction of its own. */
export async function anyWaiting(db: Queryable, gatewayId: string, references: readonly string[]): Promise<boolean> {
  const { rows } = await db.query<{ any: boolean }>(
    'select exists (select 1 from receipt where message_id is null and gateway_id = $1 and reference = any($2::text[])) as "any"',
    [gatewayId, references],
  );
  return rows[0]!.any;
}

/** References that receipts of the last `minutes` wait for although their message is known by now. */
export async function waitingInVain(db: Queryable, minutes: number): Promise<{ gatewayId: string; reference: string }[]> {
  const { rows } = await db.query<{ gatewayId: string; reference: string }>(
    `select distinct r.gateway_id as "gatewayId", r.reference from receipt r
     where r.message_id is null and r.reference is not null and r.received_at > clock_timestamp() - $1 * interval '1 minute'
       and (exists (select 1 from message m where m.gateway_id = r.gateway_id and m.reference = r.reference)
         or exists (select 1 from message_part p where p.gateway_id = r.gateway_id and p.reference = r.reference))
     limit 1000`,
    [minutes],
  );
  return rows;
}

export interface FoundMessage {
  readonly messageId: string;
  /** Which part of a long text it is of; null for the whole. */
  readonly part: number | null;
}

/** The messages that a gateway knows by these references. Of two with the same one (a gateway that began to count anew) the younger. */
export async function messagesByReference(client: ClientBase, gatewayId: string, references: readonly string[]): Promise<Map<string, FoundMessage>> {
  const { rows } = await client.query<FoundMessage & { reference: string }>(
    `select r.reference, f.id as "messageId", f.part from unnest($2::text[]) r (reference) cross join lateral (
       select id, part from (
         select m.id, null::smallint as part from message m where m.gateway_id = $1 and m.reference = r.reference
         union all
         select p.message_id, p.part from message_part p where p.gateway_id = $1 and p.reference = r.reference
       ) known order by id desc, part nulls last limit 1
     ) f`,
    [gatewayId, [...new Set(references)]],
  );
  return new Map(rows.map(({ reference, messageId, part }) => [reference, { messageId, part }]));
}

export interface PartProof {
  readonly messageId: string;
  readonly part: number;
  readonly height: Height;
}

/**
 * Writes what was proved of parts, and gives by message what is now proved of the whole: delivered when every part is, failed when one
 * is. Whoever writes two parts of one message at once waits for the other, so that neither misses the last.
 */
export async function raiseParts(client: ClientBase, proofs: readonly PartProof[]): Promise<Map<string, Height>> {
  if (proofs.length === 0) return new Map();
  const ids = [...new Set(proofs.map((proof) => proof.messageId))];
  await client.query("select 1 from message where id = any($1::uuid[]) order by id for update", [ids]);
  await client.query(
    `update message_part p set height = r.height
     from (select id, part, max(height) as height from unnest($1::uuid[], $2::smallint[], $3::smallint[]) u (id, part, height) group by 1, 2) r
     where p.message_id = r.id and p.part = r.part and p.height < r.height`,
    [proofs.map((proof) => proof.messageId), proofs.map((proof) => proof.part), proofs.map((proof) => proof.height)],
  );
  const { rows } = await client.query<{ id: string; height: Height }>(
    `select message_id as id, case when min(height) = 3 then 3 when bool_or(height = 2) then 2 else least(max(height), 1) end::int as height
     from message_part where message_id = any($1::uuid[]) group by message_id`,
    [ids],
  );
  return new Map(rows.map(({ id, height }) => [id, height]));
}

/** A kept receipt and the message that it turned out to be of. */
export interface JoinedReceipt {
  readonly id: string;
  readonly messageId: string;
  readonly height: Height;
  readonly cause: string | null;
}

/** Joins receipts that waited to their messages: the same as if they had come now. */
export async function joinReceiptRows(client: ClientBase, receipts: readonly JoinedReceipt[]): Promise<SettledMessage[]> {
  const { rows } = await client.query<SettledMessage>(
    `with said as (
       select * from unnest($1::bigint[], $2::uuid[], $3::smallint[], $4::text[]) s (receipt_id, message_id, height, cause) cross join (select null::text as reference) none
     ), kept as (
       update receipt t set message_id = said.message_id from said where t.id = said.receipt_id and t.message_id is null
     ), ${LIFTED}`,
    [receipts.map(({ id }) => id), receipts.map(({ messageId }) => messageId), receipts.map(({ height }) => height), receipts.map(({ cause }) => cause)],
  );
  return rows;
}

/** A message that receipts may change, and what they prove of it or of a part. */
export interface Concern {
  readonly messageId: string;
  readonly height: Height;
}

/** Locks the summonses that receipts may change: those of failures, and those given up or in doubt whose delivery is now proven. */
export async function lockConcerned(client: ClientBase, concerns: readonly Concern[]): Promise<void> {
  const ids = (height: Height): string[] => concerns.flatMap((concern) => (concern.height === height ? [concern.messageId] : []));
  await client.query(
    // One set of ids, so that the summonses are looked up and not all gone through for every batch of receipts.
    `select 1 from summons s
     where s.id = any(array(
       select m.summons_id from message m where m.id = any($1::uuid[])
       union
       select m.summons_id from message m join summons o on o.id = m.summons_id
       where m.id = any($2::uuid[])
         and (o.state = 'not-delivered'
              or exists (select 1 from desk_task t where t.case_id = o.case_id and t.kind = 'uncertain' and t.closed_at is null))))
     order by s.id for update of s`,
    [ids(2), ids(3)],
  );
}
