// Queries of telling: the messages that a summons has had, and who must hear that it was cancelled.

import type { ClientBase } from "pg";
import type { MessageChannel, MessageKind } from "../domain/messages/types.ts";
import type { MessageState } from "../domain/messages/receipts.ts";

export interface WrittenMessage {
  readonly id: string;
  readonly summonsId: string;
  readonly kind: MessageKind;
  readonly channel: MessageChannel;
  readonly address: string;
  readonly nameThePerson: boolean;
  readonly state: MessageState;
  /** When the appointment that it tells of begins, and on which day. */
  readonly startsAt: string;
  readonly day: string;
}

/**
 * Locks and reads every message these summonses have had, those of earlier appointments too: who was told of the first date must
 * hear of the third, even if word of the second never left.
 */
export async function lockMessagesOf(client: ClientBase, summonsIds: readonly string[]): Promise<WrittenMessage[]> {
  const { rows } = await client.query<WrittenMessage>(
    `select m.id, m.summons_id as "summonsId", m.kind, m.channel, m.recipient as address, m.state, a.starts_at as "startsAt", a.day,
       m.channel = 'sms' and coalesce((select c.shared_by > 1 from contact_point c
         where c.person_id = f.person_id and c.kind = 'mobile' and c.value = m.recipient), false) as "nameThePerson"
     from message m join case_file f on f.id = m.case_id join appointment a on a.id = m.appointment_id
     where m.summons_id = any($1::uuid[]) order by m.id for update of m`,
    [summonsIds],
  );
  return rows;
}

/** Withdraws these messages if they have not left. */
export async function withdrawMessages(client: ClientBase, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await client.query("update message set state = 'withdrawn', settled_at = clock_timestamp() where id = any($1::uuid[]) and state = 'due'", [ids]);
}

/**
 * Cancelled summonses of which somebody was told, at any of their dates, and whose cancellation was not yet written; past
 * appointments are left alone. After `after` in id order, locked.
 */
export async function nextCancelledToTell(client: ClientBase, now: string, after: string, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select s.id from summons s join appointment a on a.id = s.appointment_id
     where s.state = 'cancelled' and s.issued_at is not null and a.starts_at > $1 and s.id > $2
       and not exists (select 1 from dossier_item d where d.case_id = s.case_id and d.procedure = 'vita-del-caso' and d.state = 'dead')
       and exists (select 1 from message t where t.summons_id = s.id and t.kind <> 'cancelled'
                   and t.state in ('claimed', 'accepted', 'delivered', 'uncertain'))
       and not exists (select 1 from message t where t.appointment_id = a.id and t.kind = 'cancelled')
     order by s.id limit $3 for update of s`,
    [now, after, limit],
  );
  return rows.map((row) => row.id);
}

export interface ReminderFacts {
  readonly summonsId: string;
  /** When the person is (or will be) told of the appointment: the latest word of it, on any channel. */
  readonly toldAt: string | null;
  /** "channel/address" at which a message of this summons failed. */
  readonly dead: string[];
}

export async function reminderFacts(client: ClientBase, summonsIds: readonly string[]): Promise<Map<string, ReminderFacts>> {
  const { rows } = await client.query<ReminderFacts>(
    `select s.id as "summonsId",
       max(m.due_at) filter (where m.appointment_id = s.appointment_id and m.kind in ('summons', 'moved') and m.state <> 'withdrawn') as "toldAt",
       coalesce(array_agg(distinct m.channel || '/' || m.recipient) filter (where m.state = 'failed'), '{}') as dead
     from summons s left join message m on m.summons_id = s.id where s.id = any($1::uuid[]) group by s.id`,
    [summonsIds],
  );
  return new Map(rows.map((row) => [row.summonsId, row]));
}

/** Where a summons stands now, and how many messages tell of it. */
export async function movedSeat(client: ClientBase, summonsId: string): Promise<{ appointmentId: string; startsAt: string; messages: number }> {
  const { rows } = await client.query<{ appointmentId: string; startsAt: string; messages: number }>(
    `select a.id as "appointmentId", a.starts_at as "startsAt",
       (select count(*)::int from message m where m.appointment_id = a.id and m.state <> 'withdrawn') as messages
     from summons s join appointment a on a.id = s.appointment_id where s.id = $1`,
    [summonsId],
  );
  return rows[0]!;
}

/** The seat that an act gave to a case, whatever became of it since, with the messages that were written of it. */
export async function seatGiven(client: ClientBase, caseId: string, startsAt: string): Promise<{ appointmentId: string; startsAt: string; messages: number }> {
  const { rows } = await client.query<{ appointmentId: string; startsAt: string; messages: number }>(
    `select a.id as "appointmentId", a.starts_at as "startsAt", (select count(*)::int from message m where m.appointment_id = a.id) as messages
     from appointment a where a.case_id = $1 and a.starts_at = $2 order by a.id desc limit 1`,
    [caseId, startsAt],
  );
  return rows[0]!;
}

export interface WrittenText {
  readonly kind: string;
  readonly channel: string;
  readonly recipient: string;
  readonly dueAt: string;
  readonly parts: number;
  readonly subject: string | null;
  readonly body: string;
}

export interface WrittenByAct {
  readonly startsAt: string;
  readonly measure: string;
  readonly grantedOn: string;
  readonly messages: readonly WrittenText[];
  readonly withdrawn: readonly { readonly kind: string; readonly channel: string; readonly dueAt: string }[];
  readonly task: string | null;
}

/** What an act of this transaction, begun after `since` by the machine's clock, has written about a summons. */
export async function writtenFor(client: ClientBase, summonsId: string, since: string): Promise<WrittenByAct> {
  const { rows } = await client.query<Omit<WrittenByAct, "messages" | "withdrawn">>(
    `select a.starts_at as "startsAt", b.measure, b.granted_on as "grantedOn",
       (select t.detail from desk_task t where t.case_id = s.case_id and t.reason in ('moved-untold', 'kept-untold') and t.closed_at is null limit 1) as task
     from summons s join appointment a on a.id = s.appointment_id join case_file f on f.id = s.case_id join benefit b on b.id = f.benefit_id where s.id = $1`,
    [summonsId],
  );
  const texts = await client.query<WrittenText>(
    `select m.kind, m.channel, m.recipient, m.due_at as "dueAt", m.parts, c.subject, c.body
     from message m join summons s on s.id = m.summons_id and s.appointment_id = m.appointment_id join message_content c on c.message_id = m.id
     where m.summons_id = $1 and m.state = 'due' and m.kind <> 'reminder' order by m.channel desc, m.id`,
    [summonsId],
  );
  const withdrawn = await client.query<{ kind: string; channel: string; dueAt: string }>(
    `select kind, channel, due_at as "dueAt" from message where summons_id = $1 and state = 'withdrawn' and settled_at >= $2 order by due_at, id`,
    [summonsId, since],
  );
  return { ...rows[0]!, messages: texts.rows, withdrawn: withdrawn.rows };
}
