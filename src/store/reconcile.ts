// Queries of the senders' fence and of the reconciliation after a restored backup.

import type { ClientBase, Pool } from "pg";
import type { MessageChannel } from "../domain/messages/types.ts";

type Queryable = Pick<ClientBase, "query"> | Pool;

/** Only one process of a host looks at its fence at a time. */
export async function lockFence(client: ClientBase, host: string): Promise<void> {
  await client.query("select pg_advisory_lock(hashtextextended('sender-fence/' || $1, 0))", [host]);
}

export async function unlockFence(client: ClientBase, host: string): Promise<void> {
  await client.query("select pg_advisory_unlock(hashtextextended('sender-fence/' || $1, 0))", [host]);
}

export interface DatabaseStanding {
  readonly installation: string;
  /** Generation of this host; null when the database has never seen it. */
  readonly generation: number | null;
  readonly businessNow: string;
  readonly machineNow: string;
  /** How fast business time runs beside machine time. */
  readonly speed: number;
}

export async function databaseStanding(db: Queryable, host: string): Promise<DatabaseStanding> {
  const { rows } = await db.query<DatabaseStanding>(
    `select i.id as installation, (select generation from sender_fence where host = $1) as generation, business_now() as "businessNow",
       clock_timestamp() as "machineNow", case when c.mode = 'real' then 1 else c.speed end as speed
     from installation i cross join clock c`,
    [host],
  );
  return rows[0]!;
}

/** Whether anything was ever handed over, as far as this database knows. */
export async function hasSent(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ sent: boolean }>("select exists (select 1 from message where accepted_at is not null) as sent");
  return rows[0]!.sent;
}

/** Whether a worker has said it is alive in the last minute: in a restored backup none has. */
export async function hasLiveWorker(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ alive: boolean }>(
    "select exists (select 1 from worker where stopped_at is null and heartbeat_at > clock_timestamp() - interval '60 seconds') as alive",
  );
  return rows[0]!.alive;
}

/** Moves the host's fence on by one and gives the new generation. */
export async function stepFence(db: Queryable, host: string): Promise<number> {
  const { rows } = await db.query<{ generation: number }>(
    `insert into sender_fence (host, generation) values ($1, 1)
     on conflict (host) do update set generation = sender_fence.generation + 1, advanced_at = clock_timestamp() returning generation`,
    [host],
  );
  return rows[0]!.generation;
}

/** Lifts the host's fence to `generation` at least. */
export async function liftFence(client: ClientBase, host: string, generation: number): Promise<void> {
  await client.query(
    `insert into sender_fence (host, generation) values ($1, $2)
     on conflict (host) do update set generation = greatest(sender_fence.generation, excluded.generation), advanced_at = clock_timestamp()`,
    [host, generation],
  );
}

/** Stops every gateway until it is reconciled; gives their ids. */
export async function holdGateways(client: ClientBase, reason: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `update gateway set state = 'held', state_reason = $1, state_since = clock_timestamp(), paused_until = null, failures = 0, sick_since = null returning id`,
    [reason],
  );
  return rows.map((row) => row.id);
}

/** Opens a gateway that was held; false when it no longer was. */
export async function releaseGateway(client: ClientBase, gatewayId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `update gateway set state = 'open', state_reason = null, state_since = clock_timestamp()
     where id = $1 and state = 'held'`,
    [gatewayId],
  );
  return rowCount === 1;
}

/** The last hand-over on this gateway that the database knows of. */
export async function lastAcceptance(db: Queryable, gatewayId: string): Promise<string | null> {
  const { rows } = await db.query<{ at: string | null }>("select max(accepted_at) as at from message where gateway_id = $1", [gatewayId]);
  return rows[0]?.at ?? null;
}

/** A claim whose worker is gone. One of a worker that is alive is its own to settle. */
const ABANDONED = `m.queue = $1 and m.state = 'claimed' and not exists (
  select 1 from worker w where w.id = m.worker_id and w.stopped_at is null and w.heartbeat_at > clock_timestamp() - interval '60 seconds')`;

export interface KnownMessage {
  readonly id: string;
  readonly state: string;
  readonly summonsId: string;
}

/** Of these keys, those that are messages of ours, with where they stand. */
export async function messagesByKey(db: Queryable, keys: readonly string[]): Promise<Map<string, KnownMessage>> {
  const { rows } = await db.query<KnownMessage>('select id, state, summons_id as "summonsId" from message where id = any($1::uuid[])', [keys]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The gateway's own instant of acceptance, for messages that only its memory proves. */
export async function dateAcceptances(db: Queryable, entries: readonly { id: string; at: string }[]): Promise<void> {
  await db.query(
    `update message m set accepted_at = e.at, worker_id = null
     from unnest($1::uuid[], $2::timestamptz[]) e (id, at) where m.id = e.id and m.accepted_at is not null`,
    [entries.map((entry) => entry.id), entries.map((entry) => entry.at)],
  );
}

export async function keepOrphans(
  db: Queryable,
  gatewayId: string,
  orphans: readonly { key: string; acceptedAt: string }[],
): Promise<number> {
  if (orphans.length === 0) return 0;
  const { rowCount } = await db.query(
    `insert into gateway_orphan (gateway_id, key, accepted_at)
     select $1, key, at from unnest($2::text[], $3::timestamptz[]) o (key, at) on conflict (gateway_id, key) do nothing`,
    [gatewayId, orphans.map((orphan) => orphan.key), orphans.map((orphan) => orphan.acceptedAt)],
  );
  return rowCount ?? 0;
}

/** Messages that may have left without this database knowing: claims of the dead, and what was due by `until`. In id order. */
export async function nextDoubtful(db: Queryable, gatewayId: string, until: string, after: string, limit: number): Promise<KnownMessage[]> {
  const { rows } = await db.query<KnownMessage>(
    `select m.id, m.state, m.summons_id as "summonsId" from message m
     where m.gateway_id = $1 and m.id > $3 and (m.trouble = 'uncertain' or (m.queue = $1 and m.state = 'due' and m.due_at <= $2) or ${ABANDONED})
     order by m.id limit $4`,
    [gatewayId, until, after, limit],
  );
  return rows;
}

/** Claims of the dead that the gateway has never seen go back to the outbox. */
export async function returnClaims(client: ClientBase, gatewayId: string): Promise<number> {
  const { rowCount } = await client.query(`update message m set state = 'due', worker_id = null where ${ABANDONED}`, [gatewayId]);
  return rowCount ?? 0;
}

/** Of what may have left, the next that nobody can be asked about becomes uncertain; gives the messages with their cases. */
export async function doubtNext(
  client: ClientBase,
  gatewayId: string,
  limits: { readonly until: string; readonly writtenBefore: string },
  count: number,
): Promise<{ id: string; caseId: string }[]> {
  const { rows } = await client.query<{ id: string; caseId: string }>(
    `with doubted as (
       update message set state = 'uncertain', failure = 'restored-backup', settled_at = clock_timestamp(), worker_id = null
       where id in (select m.id from message m
                    where m.queue = $1 and m.id < $3 and ((m.state = 'due' and m.due_at <= $2) or ${ABANDONED})
                    order by m.id limit $4 for update)
       returning id, case_id
     ), told as (
       -- Sent again by a person's decision, it goes to the gateway that may have it already, never to another.
       insert into send_attempt (message_id, gateway_id, outcome) select id, $1, 'restored-backup' from doubted
     )
     select id, case_id as "caseId" from doubted`,
    [gatewayId, limits.until, limits.writtenBefore, count],
  );
  return rows;
}

/** When the gateway was stopped, machine time. */
export async function heldSince(db: Queryable, gatewayId: string): Promise<string | null> {
  const { rows } = await db.query<{ at: string }>("select state_since as at from gateway where id = $1 and state = 'held'", [gatewayId]);
  return rows[0]?.at ?? null;
}

/** A gateway as the configuration says it; messages that wait are its own, whatever its address becomes. */
export interface GatewayDefinition {
  readonly id: string;
  readonly channel: MessageChannel;
  readonly url: string;
  readonly sender: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly ratePerSecond: number | null;
  readonly concurrency: number;
  readonly deduplicates: boolean;
  readonly canBeAsked: boolean;
  /** The company behind it; by default one of its own. */
  readonly provider?: string;
  /** Its part of the channel's messages; by default what it has, and for a new one all when it is the first of its channel, else none. */
  readonly weight?: number;
}

export async function upsertGateway(client: ClientBase, gateway: GatewayDefinition): Promise<void> {
  await client.query(
    `insert into gateway (id, channel, url, sender, settings, rate_per_second, concurrency, deduplicates, can_be_asked, provider, weight)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, coalesce($11, -1))
     on conflict (id) do update set provider = coalesce($10, gateway.provider), weight = coalesce($11, gateway.weight), url = excluded.url, sender = excluded.sender, settings = excluded.settings,
       rate_per_second = excluded.rate_per_second, concurrency = excluded.concurrency, deduplicates = excluded.deduplicates,
       can_be_asked = excluded.can_be_asked`,
    [
      gateway.id, gateway.channel, gateway.url, gateway.sender, JSON.stringify(gateway.settings), gateway.ratePerSecond, gateway.concurrency,
      gateway.deduplicates, gateway.canBeAsked, gateway.provider ?? null, gateway.weight ?? null,
    ],
  );
}
