// What the page of the providers shows: gateways with sums of their hand-overs and receipts, registrations, events. Nobody is in it.

import type { Provider, ProviderEvent, Registration } from "../../contract/providers.ts";
import type { HandOverCounts } from "../../domain/providers/health.ts";
import type { Queryable } from "./query.ts";

export interface ProviderRow
  extends HandOverCounts,
    Pick<Provider, "id" | "provider" | "channel" | "reason" | "since" | "pausedUntil" | "weight" | "load" | "ratePerSecond" | "perSecond" | "sender" | "givesReceipts" | "registration" | "registeredOn"> {
  readonly state: "open" | "paused" | "held";
  readonly failures: number;
  readonly isSlow: boolean;
  readonly senderBarred: boolean;
  /** Receipts of the last quarter of an hour by length of time. */
  readonly delays: Readonly<Record<string, number>>;
}

export async function readProviders(db: Queryable): Promise<ProviderRow[]> {
  const { rows } = await db.query<ProviderRow & Record<string, unknown>>(
    `select g.id, g.provider, g.channel, g.state, g.state_reason as reason, g.state_since as since, g.paused_until as "pausedUntil", g.failures, g.is_slow as "isSlow",
       g.sender_barred as "senderBarred", g.weight, g.load, g.rate_per_second as "ratePerSecond", g.sender, g.gives_receipts as "givesReceipts", r.state as registration, r.registered_on as "registeredOn",
       c.*, coalesce(d.delays, '{}') as delays
     from gateway g
     left join sender_registration r on r.channel = g.channel and r.sender = g.sender and r.provider = g.provider
     cross join lateral (
       select coalesce(sum(accepted), 0)::int as accepted, coalesce(sum(throttled), 0)::int as throttled, coalesce(sum(deferred), 0)::int as deferred,
         coalesce(sum(refused), 0)::int as refused, coalesce(sum(unreachable), 0)::int as unreachable, coalesce(sum(unanswered), 0)::int as unanswered,
         coalesce(sum(accepted) filter (where at >= date_bin('10 seconds', clock_timestamp(), 'epoch') - interval '60 seconds'
           and at < date_bin('10 seconds', clock_timestamp(), 'epoch')), 0)::float8 / 60 as "perSecond"
       from gateway_count where gateway_id = g.id and at > clock_timestamp() - interval '5 minutes'
     ) c
     left join lateral (
       select jsonb_object_agg(bin, receipts) as delays from (
         select bin, sum(receipts)::int as receipts from gateway_receipt_count where gateway_id = g.id and at > clock_timestamp() - interval '15 minutes' group by bin) b
     ) d on true
     order by g.channel desc, g.weight = 0, g.id`,
  );
  return rows;
}

export type Waiting = Pick<Provider, "waiting" | "later" | "oldest">;

/** What waits at each gateway. All of it is counted: not to be asked at every look while the outbox is full. */
export async function readWaiting(db: Queryable): Promise<ReadonlyMap<string, Waiting>> {
  const { rows } = await db.query<Waiting & { id: string }>("select gateway_id as id, waiting, later, oldest from gateway_waiting()");
  return new Map(rows.map(({ id, ...waiting }) => [id, waiting]));
}

/** Health goes by the machine's clock, whatever day business time is. */
export async function readMachineClock(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ at: string }>("select clock_timestamp() as at");
  return rows[0]!.at;
}

export async function readRegistrations(db: Queryable): Promise<Registration[]> {
  const { rows } = await db.query<Registration & Record<string, unknown>>(
    `select channel, sender, provider, state, registered_on as "registeredOn", changed_at as "changedAt" from sender_registration order by channel desc, sender, provider`,
  );
  return rows;
}

/** The last of a week; what was moved within a minute is one line, trials that came to nothing are none. */
export async function readProviderEvents(db: Queryable, limit: number): Promise<ProviderEvent[]> {
  const { rows } = await db.query<ProviderEvent & Record<string, unknown>>(
    `select max(at) as at, gateway_id as gateway, kind, max(reason) as reason, to_gateway as to, sum(messages)::int as messages
     from gateway_event where at > clock_timestamp() - interval '7 days' and kind <> 'trial'
     group by gateway_id, kind, to_gateway, case when kind = 'drained' then date_trunc('minute', at) else at end
     order by 1 desc limit $1`,
    [limit],
  );
  return rows;
}
