// Queries of the steps by which a person is told: which summonses to look at, all that is known of them, what was taken or left out.

import type { ClientBase } from "pg";
import type { CallOutcome, ToldOnce } from "../domain/channel-policy/types.ts";
import { TELLING_CHANNEL } from "./summons-acts.ts";
import type { SummonsState } from "../domain/summons/types.ts";

type Queryable = Pick<ClientBase, "query">;

/** Whether any summons is to be looked at by now: costs one look into an index. */
export async function anyToLookAt(client: Queryable, now: string): Promise<boolean> {
  const { rows } = await client.query<{ any: boolean }>(
    "select exists (select 1 from summons where look_at <= $1) as any",
    [now],
  );
  return rows[0]!.any;
}

export interface LookedAt {
  readonly summonsId: string;
  readonly caseId: string;
  readonly appointmentId: string;
  readonly state: SummonsState;
  readonly startsAt: string;
  readonly officeId: string;
  readonly measure: string;
  readonly grantedOn: string;
  /** Bound, and has not had the use of their data limited: nobody else is told anything. */
  readonly pressed: boolean;
  /** An earlier summons of the case ended with nobody there and nothing proved. */
  readonly again: boolean;
}

const LOOKED_AT = `s.id as "summonsId", s.case_id as "caseId", s.appointment_id as "appointmentId", s.state, a.starts_at as "startsAt", a.office_id as "officeId",
  b.measure, b.granted_on as "grantedOn",
  f.bound and not exists (select 1 from processing_restriction r where r.person_id = f.person_id and r.ended_at is null) as pressed,
  exists (select 1 from summons o where o.case_id = s.case_id and o.id < s.id and o.state = 'to-convene-again') as again`;
const LOOKED_AT_FROM =
  "join appointment a on a.id = s.appointment_id join case_file f on f.id = s.case_id join benefit b on b.id = f.benefit_id";

/** Those to look at, longest due first, held until the end of the transaction; those another worker holds are passed over. */
export async function holdToLookAt(client: ClientBase, now: string, limit: number): Promise<LookedAt[]> {
  const { rows } = await client.query<LookedAt>(
    `with picked as materialized (
       select id, case_id, appointment_id, state from summons where look_at <= $1 order by look_at, id limit $2 for update skip locked
     )
     select ${LOOKED_AT} from picked s ${LOOKED_AT_FROM} order by s.id`,
    [now, limit],
  );
  return rows;
}

/** One summons as it stands, for a page. */
export async function lookAt(client: Queryable, summonsId: string): Promise<LookedAt | null> {
  const { rows } = await client.query<LookedAt>(
    `select ${LOOKED_AT} from summons s ${LOOKED_AT_FROM} where s.id = $1`,
    [summonsId],
  );
  return rows[0] ?? null;
}

export interface ToldRow extends ToldOnce {
  readonly appointmentId: string;
  /** Kind of the message; null for a paper. */
  readonly kind: string | null;
}

/** Every message and paper that tells of these appointments, but reminders, answers and what was withdrawn. */
export async function toldOf(client: Queryable, appointmentIds: readonly string[]): Promise<ToldRow[]> {
  const { rows } = await client.query<ToldRow>(
    `select m.appointment_id as "appointmentId", m.kind, m.due_at as since,
       ${TELLING_CHANNEL} as channel,
       case m.state when 'delivered' then 'received' when 'accepted' then 'sent' when 'failed' then 'failed' when 'uncertain' then 'unknown' else 'waiting' end as outcome,
       exists (select 1 from gateway g where g.id = m.gateway_id and not g.gives_receipts) as "isBlind"
     from message m where m.appointment_id = any($1::uuid[]) and m.kind in ('summons', 'moved', 'cancelled') and m.state <> 'withdrawn'
     union all
     select e.appointment_id, null, e.happened_at, e.channel, e.outcome, false from delivery_evidence e where e.appointment_id = any($1::uuid[]) and e.channel <> 'phone'`,
    [appointmentIds],
  );
  return rows;
}

export interface CallRow {
  readonly appointmentId: string;
  readonly outcome: CallOutcome;
  readonly at: string;
  readonly number: string | null;
}

export async function callsOf(client: Queryable, appointmentIds: readonly string[]): Promise<CallRow[]> {
  const { rows } = await client.query<CallRow>(
    `select appointment_id as "appointmentId", call_outcome as outcome, happened_at as at, number from delivery_evidence
     where appointment_id = any($1::uuid[]) and call_outcome is not null order by happened_at, id`,
    [appointmentIds],
  );
  return rows;
}

export interface StepRow {
  readonly appointmentId: string;
  readonly subject: string;
  readonly step: string;
  readonly channel: string;
  readonly begun: boolean;
  readonly why: string | null;
  readonly at: string;
}

export async function stepsOf(client: Queryable, appointmentIds: readonly string[]): Promise<StepRow[]> {
  const { rows } = await client.query<StepRow>(
    `select appointment_id as "appointmentId", subject, step, channel, begun, why, at from escalation_step
     where appointment_id = any($1::uuid[]) order by at, begun, step, channel`,
    [appointmentIds],
  );
  return rows;
}

/** What closes a channel for a summons. */
export interface ReachRow {
  readonly summonsId: string;
  /** A number to call, of whatever kind. */
  readonly hasNumber: boolean;
  /** "channel/address" at which a message of this summons failed. */
  readonly dead: readonly string[];
  /** "kind/channel" of messages that there are already for the appointment as it stands, withdrawn ones too: there is one of each. */
  readonly written: readonly string[];
  /** The person's certified mailbox. */
  readonly pec: string | null;
}

export async function reachOf(
  client: Queryable,
  summonsIds: readonly string[],
): Promise<Map<string, ReachRow>> {
  const { rows } = await client.query<ReachRow>(
    `select s.id as "summonsId",
       exists (select 1 from case_file f join contact_point c on c.person_id = f.person_id
               where f.id = s.case_id and c.kind in ('mobile', 'landline') and c.usable and c.current) as "hasNumber",
       (select c.value from case_file f join contact_point c on c.person_id = f.person_id
        where f.id = s.case_id and c.kind = 'pec' and c.usable and c.current
        order by c.source = 'inad' desc, c.source = 'ini-pec' desc, c.source_date desc, c.value limit 1) as pec,
       array(select distinct m.channel || '/' || m.recipient from message m where m.summons_id = s.id and m.state = 'failed') as dead,
       array(select m.kind || '/' || m.channel from message m where m.appointment_id = s.appointment_id) as written
     from summons s where s.id = any($1::uuid[])`,
    [summonsIds],
  );
  return new Map(rows.map((row) => [row.summonsId, row]));
}

export interface OtherPoints {
  /** Has a certified mailbox that may be used. */
  readonly pec: boolean;
  /** The post can bring something to the address that is known. */
  readonly postal: boolean;
}

/** What else than telephones and e-mails is known of whoever these cases are about, by case. */
export async function othersOf(client: Queryable, caseIds: readonly string[]): Promise<Map<string, OtherPoints>> {
  const { rows } = await client.query<OtherPoints & { caseId: string }>(
    `select f.id as "caseId", p.postal,
       exists (select 1 from contact_point c where c.person_id = p.id and c.kind = 'pec' and c.usable and c.current) as pec
     from case_file f join person p on p.id = f.person_id where f.id = any($1::uuid[])`,
    [caseIds],
  );
  return new Map(rows.map(({ caseId, ...points }) => [caseId, points]));
}

export interface NewStep {
  readonly appointmentId: string;
  readonly subject: string;
  readonly step: string;
  readonly channel: string;
  readonly caseId: string;
  readonly summonsId: string;
  readonly why: string | null;
  readonly messageId: string | null;
}

export async function writeSteps(client: ClientBase, at: string, steps: readonly NewStep[]): Promise<void> {
  if (steps.length === 0) return;
  await client.query(
    `insert into escalation_step (appointment_id, subject, step, channel, case_id, summons_id, why, message_id, begun, at)
     select t.*, t.why is null, $9 from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::uuid[])
       t (appointment_id, subject, step, channel, case_id, summons_id, why, message_id)`,
    [
      steps.map((one) => one.appointmentId),
      steps.map((one) => one.subject),
      steps.map((one) => one.step),
      steps.map((one) => one.channel),
      steps.map((one) => one.caseId),
      steps.map((one) => one.summonsId),
      steps.map((one) => one.why),
      steps.map((one) => one.messageId),
      at,
    ],
  );
}

/** When each of these summonses is looked at again; null: not by itself. */
export async function setLooks(
  client: ClientBase,
  looks: readonly { readonly summonsId: string; readonly at: string | null }[],
): Promise<void> {
  if (looks.length === 0) return;
  await client.query(
    "update summons s set look_at = t.at from unnest($1::uuid[], $2::timestamptz[]) t (id, at) where s.id = t.id",
    [looks.map(({ summonsId }) => summonsId), looks.map(({ at }) => at)],
  );
}

export interface PersonToCall {
  readonly name: string;
  readonly surname: string;
  /** The language that the person has chosen; null for none. */
  readonly language: string | null;
}

export async function personToCall(client: Queryable, personId: string): Promise<PersonToCall> {
  const { rows } = await client.query<PersonToCall>(
    "select p.name, p.surname, (select l.language from person_language l where l.person_id = p.id) as language from person p where p.id = $1",
    [personId],
  );
  return rows[0]!;
}
