// Queries of moving and telling: the open summons of a case, its seat given up and taken anew, the messages it has had.

import type { ClientBase } from "pg";
import type { MessageChannel, MessageKind } from "../domain/messages/types.ts";
import type { MessageState } from "../domain/messages/receipts.ts";
import type { SummonsState } from "../domain/summons/types.ts";

export interface OpenSummons {
  readonly summonsId: string;
  readonly state: SummonsState;
  readonly attempt: number;
  readonly appointmentId: string;
  readonly benefitId: string;
  readonly measure: string;
  readonly bound: boolean;
  readonly deskId: number;
  readonly startsAt: string;
  readonly wave: number;
}

/** True when the case stands behind the walls of the current office. */
export async function caseVisible(client: ClientBase, caseId: string): Promise<boolean> {
  const { rows } = await client.query("select 1 from case_file where id = $1", [caseId]);
  return rows.length > 0;
}

/** Locks the open summons of a case and reads its appointment as it is after the lock; null when there is none. */
export async function lockOpenSummons(client: ClientBase, caseId: string): Promise<OpenSummons | null> {
  // Two statements: whoever waited for the lock must read the appointment that the other one left.
  const locked = await client.query<{ id: string }>(
    "select id from summons where case_id = $1 and state in ('planned', 'issued', 'not-delivered') for update",
    [caseId],
  );
  const { rows } = await client.query<OpenSummons>(
    `select s.id as "summonsId", s.state, s.attempt, a.id as "appointmentId", a.benefit_id as "benefitId", b.measure, f.bound,
       a.desk_id as "deskId", a.starts_at as "startsAt", a.wave
     from summons s join appointment a on a.id = s.appointment_id join case_file f on f.id = s.case_id join benefit b on b.id = f.benefit_id
     where s.id = $1`,
    [locked.rows[0]?.id ?? null],
  );
  return rows[0] ?? null;
}

export interface SeatChange {
  readonly summonsId: string;
  readonly state: SummonsState;
  readonly from: string;
  readonly to: {
    readonly id: string;
    readonly caseId: string;
    readonly benefitId: string;
    readonly officeId: string;
    readonly deskId: number;
    readonly startsAt: string;
    readonly endsAt: string;
    readonly day: string;
    readonly hour: number;
    readonly wave: number;
  };
}

/** Gives up the old seat, holds the new one and hangs the summons on it. A seat taken meanwhile is refused by the database (23P01). */
export async function changeSeat(client: ClientBase, { summonsId, state, from, to }: SeatChange): Promise<void> {
  await client.query("update appointment set state = 'released' where id = $1", [from]);
  await client.query(
    `insert into appointment (id, case_id, benefit_id, office_id, desk_id, starts_at, ends_at, day, hour, wave)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [to.id, to.caseId, to.benefitId, to.officeId, to.deskId, to.startsAt, to.endsAt, to.day, to.hour, to.wave],
  );
  await client.query("update summons set appointment_id = $2, attempt = attempt + 1, state = $3 where id = $1", [summonsId, to.id, state]);
}

export interface WrittenMessage {
  readonly id: string;
  readonly summonsId: string;
  readonly kind: MessageKind;
  readonly channel: MessageChannel;
  readonly address: string;
  readonly nameThePerson: boolean;
  readonly state: MessageState;
}

/**
 * Locks and reads every message these summonses have had, those of earlier appointments too: who was told of the first date must
 * hear of the third, even if word of the second never left.
 */
export async function lockMessagesOf(client: ClientBase, summonsIds: readonly string[]): Promise<WrittenMessage[]> {
  const { rows } = await client.query<WrittenMessage>(
    `select m.id, m.summons_id as "summonsId", m.kind, m.channel, m.recipient as address, m.state,
       m.channel = 'sms' and coalesce((select c.shared_by > 1 from contact_point c
         where c.person_id = f.person_id and c.kind = 'mobile' and c.value = m.recipient), false) as "nameThePerson"
     from message m join case_file f on f.id = m.case_id
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
