// What is still on its way: messages due or on the wire, receipts that have not come.

import type { Pool } from "pg";

/** Messages that are due now and have not been taken by a gateway. */
export async function outstanding(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    "select count(*)::int as n from message where queue is not null and state = 'due' and due_at <= business_now()",
  );
  return rows[0]!.n;
}

/** Whether any message is due or on the wire; asked several times a second. */
export async function isOnTheWay(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ any: boolean }>(
    `select exists (select 1 from dispatch_window)
       or exists (select 1 from message where queue is not null and (state = 'claimed' or due_at <= business_now())) as any`,
  );
  return rows[0]!.any;
}

/** How many are due or on the wire. */
export async function stillOnTheWay(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select (select count(*) from message where queue is not null and (state = 'claimed' or due_at <= business_now()))::int
       + (select count(*) from dispatch_window)::int as n`,
  );
  return rows[0]!.n;
}

export interface StoredReceipts {
  readonly sms: number;
  readonly email: number;
  /** SMS taken by the gateway of which it has not said how they ended. */
  readonly smsAwaited: number;
}

export async function receiptsStored(pool: Pool): Promise<StoredReceipts> {
  const { rows } = await pool.query<StoredReceipts>(
    `select
       (select count(*)::int from receipt r join gateway g on g.id = r.gateway_id where g.channel = 'sms') as sms,
       (select count(*)::int from receipt r join gateway g on g.id = r.gateway_id where g.channel = 'email') as email,
       (select count(*)::int from message where channel = 'sms' and state = 'accepted') as "smsAwaited"`,
  );
  return rows[0]!;
}
