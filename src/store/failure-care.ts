// Queries of taking care of failed messages, and of the prices of gateways.

import type { ClientBase } from "pg";
import { OPEN_FAILURE } from "./read/outbox.ts";

export interface FailedMessage {
  readonly id: string;
  readonly caseId: string;
  readonly personId: string;
  readonly summonsId: string | null;
  readonly appointmentId: string | null;
  readonly kind: string;
  readonly channel: string;
  readonly recipient: string;
  readonly failure: string;
  readonly priority: number;
  readonly isOpen: boolean;
  readonly stillTrue: boolean;
  readonly restricted: boolean;
  /** Another message that says the same has left, may have, or is about to. */
  readonly toldOtherwise: boolean;
  readonly partArrived: boolean;
}

/** A summons and the news of its move say the same: where and when to come. */
const SAYS_THE_SAME = `case when o.kind in ('summons', 'moved') then m.kind in ('summons', 'moved') else o.kind = m.kind end`;

const FAILED = `select m.id, m.case_id as "caseId", f.person_id as "personId", m.summons_id as "summonsId", m.appointment_id as "appointmentId", m.kind, m.channel,
  m.recipient, coalesce(m.failure, 'unspecified') as failure, m.priority, m.trouble is not distinct from 'failed' and ${OPEN_FAILURE("m")} as "isOpen",
  coalesce(m.expires_at > business_now() and case when m.kind = 'cancelled' then s.state = 'cancelled'
    else s.appointment_id = m.appointment_id and s.state in ('issued', 'not-delivered', 'confirmed', 'asks-another-date', 'declined') end, false) as "stillTrue",
  exists (select 1 from processing_restriction r where r.person_id = f.person_id and r.ended_at is null) as restricted,
  exists (select 1 from message o where o.case_id = m.case_id and o.appointment_id = m.appointment_id and o.id <> m.id and ${SAYS_THE_SAME}
    and o.state in ('due', 'claimed', 'accepted', 'delivered', 'uncertain')) as "toldOtherwise",
  exists (select 1 from message_part k where k.message_id = m.id and k.height = 3) as "partArrived"
from message m join case_file f on f.id = m.case_id left join summons s on s.id = m.summons_id`;

/** Open failures of a cause on a channel of an office, the oldest first; or only one message. Behind the office's walls. */
export async function openFailures(
  client: ClientBase,
  asked: { readonly office: string; readonly failure: string; readonly channel: string; readonly message?: string | undefined },
  most: number,
): Promise<FailedMessage[]> {
  const { rows } = await client.query<FailedMessage>(
    asked.message === undefined
      ? `${FAILED} where m.office_id = $1 and m.trouble = 'failed' and coalesce(m.failure, 'unspecified') = $2 and m.channel = $3 and ${OPEN_FAILURE("m")}
         order by m.due_at, m.id limit $4`
      : `${FAILED} where m.id = $1 limit $2`,
    asked.message === undefined ? [asked.office, asked.failure, asked.channel, most] : [asked.message, most],
  );
  return rows;
}

/** Holds a failed message for this transaction, after its summons as everybody does, and reads it as it stands then; null when it is not to be seen. */
export async function lockFailed(client: ClientBase, message: Pick<FailedMessage, "id" | "summonsId">): Promise<FailedMessage | null> {
  if (message.summonsId !== null) await client.query("select 1 from summons where id = $1 for update", [message.summonsId]);
  // All that is said of the same summons: what leaves meanwhile is waited for.
  await client.query("select 1 from message where id = $1 or summons_id = $2 order by id for update", [message.id, message.summonsId]);
  const { rows } = await client.query<FailedMessage>(`${FAILED} where m.id = $1`, [message.id]);
  return rows[0] ?? null;
}

export interface Care {
  readonly messageId: string;
  readonly caseId: string;
  readonly how: string;
  readonly rewrittenAs: readonly string[];
  readonly actId: string;
  readonly now: string;
  readonly by: string;
}

export async function recordCare(client: ClientBase, care: Care): Promise<void> {
  await client.query(
    "insert into failure_care (message_id, case_id, how, rewritten_as, act_id, taken_at, taken_by) values ($1, $2, $3, $4, $5, $6, $7)",
    [care.messageId, care.caseId, care.how, care.rewrittenAs, care.actId, care.now, care.by],
  );
}

/** Contacts ("channel/address") at which messages of this appointment failed. */
export async function deadContacts(client: ClientBase, caseId: string, appointmentId: string | null): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ contact: string }>(
    "select distinct channel || '/' || recipient as contact from message where case_id = $1 and appointment_id = $2 and state = 'failed'",
    [caseId, appointmentId],
  );
  return new Set(rows.map(({ contact }) => contact));
}

/** Failed messages of these cases that are open, for whoever has been given a new contact since. */
export async function openFailuresOf(client: ClientBase, caseIds: readonly string[]): Promise<FailedMessage[]> {
  const { rows } = await client.query<FailedMessage>(
    `${FAILED} where m.case_id = any($1::uuid[]) and m.trouble = 'failed' and ${OPEN_FAILURE("m")} order by m.id`,
    [caseIds],
  );
  return rows;
}

export interface Price {
  readonly gatewayId: string;
  readonly fromOn: string;
  readonly price: string;
  readonly currency: string;
  readonly per: "part" | "message";
  readonly reason: string;
  readonly now: string;
  readonly by: string;
}

export async function gatewayChannel(client: ClientBase, gatewayId: string): Promise<string | null> {
  const { rows } = await client.query<{ channel: string }>("select channel from gateway where id = $1", [gatewayId]);
  return rows[0]?.channel ?? null;
}

/** A price from a day on; written again for the same day it is corrected, and the act keeps what it was. */
export async function writePrice(client: ClientBase, price: Price): Promise<string | null> {
  const before = await client.query<{ price: string }>("select price::text from gateway_price where gateway_id = $1 and from_on = $2 for update", [
    price.gatewayId,
    price.fromOn,
  ]);
  await client.query(
    `insert into gateway_price (gateway_id, from_on, price, currency, per, reason, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (gateway_id, from_on) do update set price = excluded.price, currency = excluded.currency, per = excluded.per, reason = excluded.reason,
       recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`,
    [price.gatewayId, price.fromOn, price.price, price.currency, price.per, price.reason, price.now, price.by],
  );
  return before.rows[0]?.price ?? null;
}

/** Counts the days of the outbox that are open, some at a time; how many it counted. */
export async function countOutbox(client: Pick<ClientBase, "query">, most: number): Promise<number> {
  const { rows } = await client.query<{ days: number }>("select count_outbox($1) as days", [most]);
  return rows[0]!.days;
}
