// Queries of the providers: their counts and health, what waits moved from one to the other, the registry of senders.

import type { ClientBase, Pool } from "pg";
import type { HandOverCounts, Punctuality } from "../domain/providers/health.ts";
import type { RegistrationState, SenderRegistration } from "../domain/providers/senders.ts";
import { URGENT } from "./outbox.ts";

type Queryable = Pick<ClientBase, "query"> | Pool;

// Counts ----------------------------------------------------------------------------------------------------------------

/** Counts are kept for stretches of ten seconds; this is the one of now. */
const STRETCH = "date_bin('10 seconds', clock_timestamp(), 'epoch')";

/** Adds what the hand-overs of a gateway came to since it was last told. */
export async function addCounts(db: Queryable, gatewayId: string, counts: HandOverCounts): Promise<void> {
  await db.query(
    `insert into gateway_count as c (gateway_id, at, accepted, throttled, deferred, refused, unreachable, unanswered)
     values ($1, ${STRETCH}, $2, $3, $4, $5, $6, $7)
     on conflict (gateway_id, at) do update set accepted = c.accepted + excluded.accepted, throttled = c.throttled + excluded.throttled,
       deferred = c.deferred + excluded.deferred, refused = c.refused + excluded.refused, unreachable = c.unreachable + excluded.unreachable,
       unanswered = c.unanswered + excluded.unanswered`,
    [gatewayId, counts.accepted, counts.throttled, counts.deferred, counts.refused, counts.unreachable, counts.unanswered],
  );
}

/** Final receipts of messages accepted in the stretch that begins at `at` (seconds since 1970), by length of time. */
export interface ReceiptCount {
  readonly at: number;
  readonly bin: number;
  readonly receipts: number;
}

/**
 * Adds receipts to their counts; those of a gateway that does not exist are nobody's. They are counted from the first that tells of
 * a delivery (`delivered`): a mail relay that only gives back what it could not deliver is silent about all the rest, and not slow.
 */
export async function addReceiptCounts(db: Queryable, gatewayId: string, inAnyOrder: readonly ReceiptCount[], delivered: boolean): Promise<void> {
  if (inAnyOrder.length === 0) return;
  const counts = inAnyOrder.toSorted((a, b) => a.at - b.at || a.bin - b.bin);
  await db.query(
    `insert into gateway_receipt_count as c (gateway_id, at, bin, receipts)
     select g.id, to_timestamp(n.at), n.bin, n.receipts
     from gateway g cross join unnest($2::double precision[], $3::smallint[], $4::integer[]) n (at, bin, receipts)
     where g.id = $1 and ($5 or exists (select 1 from gateway_receipt_count r where r.gateway_id = g.id))
     on conflict (gateway_id, at, bin) do update set receipts = c.receipts + excluded.receipts`,
    [gatewayId, counts.map(({ at }) => at), counts.map(({ bin }) => bin), counts.map(({ receipts }) => receipts), delivered],
  );
}

/** Forgets counts after two days and events after a year. */
export async function forgetCounts(db: Queryable): Promise<void> {
  await db.query("delete from gateway_count where at < clock_timestamp() - interval '2 days'");
  await db.query("delete from gateway_receipt_count where at < clock_timestamp() - interval '2 days'");
  await db.query("delete from gateway_event where at < clock_timestamp() - interval '1 year'");
}

// Health ----------------------------------------------------------------------------------------------------------------

export interface ProviderStanding extends HandOverCounts {
  readonly id: string;
  readonly load: number;
  readonly isSlow: boolean;
  /** It is time to judge its receipts again. */
  readonly isTime: boolean;
  readonly givesReceipts: boolean;
  readonly punctuality: Punctuality;
}

/** The open gateways that are not on trial, with their counts of the last `errorWindow` seconds (since they last came back) and of their receipts. */
export async function soundGateways(
  db: Queryable,
  windows: { readonly error: number; readonly slow: number; readonly late: number; readonly bins: number; readonly judgeEvery: number },
): Promise<ProviderStanding[]> {
  const { rows } = await db.query<HandOverCounts & Omit<ProviderStanding, "punctuality"> & Punctuality>(
    `select g.id, g.load, g.is_slow as "isSlow", g.judged_at is null or g.judged_at <= clock_timestamp() - $5 * interval '1 second' as "isTime",
       g.gives_receipts and exists (select 1 from gateway_receipt_count r where r.gateway_id = g.id) as "givesReceipts",
       c.*, l."handedOver", (select coalesce(sum(r.receipts), 0)::int from gateway_receipt_count r
          where r.gateway_id = g.id and r.bin < $4 and r.at >= l.since and r.at < l.until) as "inTime"
     from gateway g cross join lateral (
       select coalesce(sum(accepted), 0)::int as accepted, coalesce(sum(throttled), 0)::int as throttled, coalesce(sum(deferred), 0)::int as deferred,
         coalesce(sum(refused), 0)::int as refused, coalesce(sum(unreachable), 0)::int as unreachable, coalesce(sum(unanswered), 0)::int as unanswered
       from gateway_count where gateway_id = g.id and at > greatest(clock_timestamp() - $1 * interval '1 second', g.recovered_at)
     ) c cross join lateral (
       select coalesce(sum(accepted), 0)::int as "handedOver", s.since, s.until
       from (select clock_timestamp() - $2 * interval '1 second' as since, clock_timestamp() - ($3 + 10) * interval '1 second' as until) s
       left join gateway_count n on n.gateway_id = g.id and n.at >= s.since and n.at < s.until group by s.since, s.until
     ) l
     where g.state = 'open' and g.failures = 0 order by g.id`,
    [windows.error, windows.slow, windows.late, windows.bins, windows.judgeEvery],
  );
  return rows.map(({ handedOver, inTime, ...standing }) => ({ ...standing, punctuality: { handedOver, inTime } }));
}

/** Writes how much a gateway is trusted with; false when another worker has judged it meanwhile. */
export async function writeTrust(db: Queryable, gatewayId: string, trust: { readonly load: number; readonly isSlow: boolean }, judgeEvery: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update gateway set load_since = case when load = $2 then load_since else clock_timestamp() end, load = $2, is_slow = $3, judged_at = clock_timestamp()
     where id = $1 and (judged_at is null or judged_at <= clock_timestamp() - $4 * interval '1 second')`,
    [gatewayId, trust.load, trust.isSlow, judgeEvery],
  );
  return rowCount === 1;
}

// What waits, moved ------------------------------------------------------------------------------------------------------

/** A gateway whose waiting messages must not wait for it any longer. */
export interface Stranded {
  readonly id: string;
  readonly channel: string;
  readonly sender: string;
  readonly cause: "silent" | "paused" | "barred";
  /** It is open for a trial: one message must stay for it. */
  readonly onTrial: boolean;
}

/** Those ill, paused or forbidden to send for `seconds`. Never one that is held: what waits there may have left before the backup was restored. */
export async function strandedGateways(db: Queryable, seconds: number): Promise<Stranded[]> {
  const { rows } = await db.query<Stranded>(
    `select id, channel, sender, state = 'open' and failures > 0 and not sender_barred as "onTrial",
       case when sender_barred then 'barred' when sick_since is not null then 'silent' else 'paused' end as cause
     from gateway
     where (state = 'paused' or (state = 'open' and (failures > 0 or sender_barred)))
       and coalesce(sick_since, case when state = 'paused' then state_since end, '-infinity') <= clock_timestamp() - $1 * interval '1 second'
     order by id`,
    [seconds],
  );
  return rows;
}

/**
 * Whether `m` may pass to another gateway: nothing of it can have arrived. Of its attempts only those that surely left nothing behind
 * may stand there; after any other the gateway must have said, when asked, that it never got it.
 */
const NOTHING_LEFT = `not exists (
    select 1 from send_attempt a where a.message_id = m.id and a.outcome not in ('unreachable', 'deferred', 'never-arrived', 'moved')
      and not exists (select 1 from send_attempt n where n.message_id = m.id and n.outcome = 'never-arrived' and n.gateway_id = a.gateway_id and n.id > a.id)
    offset 0)`;

/** A place in the order in which messages leave. */
export interface Turn {
  readonly priority: number;
  readonly dueAt: string;
  readonly id: string;
}

const BEFORE_ALL: Turn = { priority: -1, dueAt: "-infinity", id: "00000000-0000-0000-0000-000000000000" };

/**
 * The next messages that wait at a gateway after a place in their order, and may pass to another one with the same sender; locked.
 * From that place on, not from the beginning: what was moved a moment ago lies dead in the index until it is swept.
 */
export async function lockMovable(client: ClientBase, from: Stranded, businessNow: string, limit: number, after: Turn | null): Promise<Turn[]> {
  const { priority, dueAt, id } = after ?? BEFORE_ALL;
  // Along the index and no further than the limit: sorting all that waits for each chunk would cost with the square of the backlog.
  await client.query("select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)");
  const { rows } = await client.query<Turn>(
    `select m.id, m.priority, m.due_at::text as "dueAt" from message m
     where m.queue = $1 and m.state = 'due' and m.due_at <= $2 and m.reference is null and ${NOTHING_LEFT}
       and (select c.sender from message_content c where c.message_id = m.id) = $3 and (m.priority, m.due_at, m.id) > ($5::smallint, $6::timestamptz, $7::uuid)
     order by m.priority, m.due_at, m.id limit $4 for update of m skip locked`,
    [from.id, businessNow, from.sender, limit, priority, dueAt, id],
  );
  return rows;
}

/** One message of the bulk that waits at any of these gateways, for the trial of another; locked. Nobody stands and waits for it. */
export async function lockForTrial(client: ClientBase, from: readonly string[], sender: string, businessNow: string): Promise<{ id: string; from: string } | null> {
  for (const gatewayId of from) {
    const { rows } = await client.query<{ id: string }>(
      `select m.id from message m
       where m.queue = $1 and m.priority > ${URGENT} and m.state = 'due' and m.due_at <= $2 and m.reference is null and ${NOTHING_LEFT}
         and (select c.sender from message_content c where c.message_id = m.id) = $3
       order by m.priority, m.due_at, m.id limit 1 for update of m skip locked`,
      [gatewayId, businessNow, sender],
    );
    if (rows[0] !== undefined) return { id: rows[0].id, from: gatewayId };
  }
  return null;
}

/** Where messages pass, and the sentence that stands with each of them. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly detail: string;
}

/** Moves locked messages as they are, each with a line in its attempts; their turn in the queue is the one they had. */
export async function moveMessages(client: ClientBase, ids: readonly string[], { from, to, detail }: Move): Promise<void> {
  await client.query(
    // By a set of ids: whatever the statistics say of so restless a table, the move may not go through all of it.
    `with moved as (
       update message set gateway_id = $3, not_before = null where id = any($1::uuid[]) and state = 'due' and gateway_id = $2 returning id
     ), told as (
       insert into send_attempt (message_id, gateway_id, outcome, code, detail) select id, $2, 'moved', $3, $4 from moved
     )
     insert into gateway_event (gateway_id, kind, to_gateway, messages) select $2, 'drained', $3, count(*) from moved having count(*) > 0`,
    [ids, from, to, detail],
  );
}

/** Whether a gateway on trial has a message that it could be tried with. */
export async function hasForTrial(db: Queryable, gatewayId: string, businessNow: string): Promise<boolean> {
  const { rows } = await db.query<{ some: boolean }>(
    "select exists (select 1 from message where queue = $1 and due_at <= $2) as some",
    [gatewayId, businessNow],
  );
  return rows[0]!.some;
}

// Configuration ------------------------------------------------------------------------------------------------------------

export async function lockWeight(client: ClientBase, gatewayId: string): Promise<{ weight: number; others: number } | null> {
  const { rows } = await client.query<{ weight: number; others: number }>(
    `select g.weight, (select count(*)::int from gateway o where o.channel = g.channel and o.id <> g.id and o.weight > 0) as others
     from gateway g where g.id = $1 for update`,
    [gatewayId],
  );
  return rows[0] ?? null;
}

export async function writeWeight(client: ClientBase, gatewayId: string, weight: number): Promise<void> {
  await client.query("update gateway set weight = $2 where id = $1", [gatewayId, weight]);
}

/** Locks a gateway and says whether its provider gives receipts; null when there is none of this name. */
export async function lockGivesReceipts(client: ClientBase, gatewayId: string): Promise<boolean | null> {
  const { rows } = await client.query<{ gives: boolean }>("select gives_receipts as gives from gateway where id = $1 for update", [gatewayId]);
  return rows[0]?.gives ?? null;
}

/** Of what waits for its appointment because nothing more was to be heard, everything is looked at again once something is. */
export async function writeGivesReceipts(client: ClientBase, gatewayId: string, gives: boolean, now: string): Promise<void> {
  await client.query("update gateway set gives_receipts = $2 where id = $1", [gatewayId, gives]);
  if (!gives) return;
  await client.query(
    `update summons s set look_at = $2 where s.look_at > $2 and exists (
       select 1 from message m where m.summons_id = s.id and m.gateway_id = $1 and m.state = 'accepted' and m.kind in ('summons', 'moved', 'cancelled'))`,
    [gatewayId, now],
  );
}

/** Locks a registration and gives its state; null when there is none. */
export async function lockRegistration(client: ClientBase, of: Pick<SenderRegistration, "channel" | "sender" | "provider">): Promise<{ state: RegistrationState; registeredOn: string | null } | null> {
  // Also where there is no row yet: two who enter the same one come one behind the other.
  await client.query("select pg_advisory_xact_lock(hashtextextended('sender/' || $1, 0))", [`${of.channel}/${of.sender}/${of.provider}`]);
  const { rows } = await client.query<{ state: RegistrationState; registeredOn: string | null }>(
    `select state, registered_on as "registeredOn" from sender_registration where channel = $1 and sender = $2 and provider = $3`,
    [of.channel, of.sender, of.provider],
  );
  return rows[0] ?? null;
}

export async function writeRegistration(client: ClientBase, { channel, sender, provider, state, registeredOn }: SenderRegistration): Promise<void> {
  await client.query(
    `insert into sender_registration (channel, sender, provider, state, registered_on) values ($1, $2, $3, $4, $5)
     on conflict (channel, sender, provider) do update set state = excluded.state, registered_on = excluded.registered_on, changed_at = clock_timestamp()`,
    [channel, sender, provider, state, registeredOn],
  );
}

/** The installation's own settings, as they stand. */
export async function ownSettings(db: Queryable): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await db.query<{ settings: Record<string, unknown> }>("select settings from installation");
  return rows[0]?.settings ?? {};
}
