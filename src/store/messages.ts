// Queries of writing to people: what a message needs to know, and the outbox rows it becomes.

import type { ClientBase } from "pg";
import type { Arm } from "../domain/messages/comparison.ts";
import type { MessageChannel, MessageLocale } from "../domain/messages/types.ts";
import { copyBinary } from "./copy-binary.ts";
import type { BinaryType, BinaryValue } from "./copy-binary.ts";

/** A summons with all that its messages say, and the contact points they may use. */
export interface SummonsToWrite {
  readonly summonsId: string;
  readonly caseId: string;
  readonly state: string;
  readonly attempt: number;
  readonly reference: string;
  readonly appointmentId: string;
  readonly officeId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly day: string;
  readonly measure: string;
  /** The version of the measure in force on that day rules. */
  readonly grantedOn: string;
  readonly bound: boolean;
  readonly name: string;
  readonly surname: string;
  readonly personId: string;
  /** The household's: its members get the same wording where two are compared. */
  readonly benefitId: string;
  /** By the person's own choice; Italian where they made none. */
  readonly language: MessageLocale;
  readonly mobile: string | null;
  readonly mobileShared: boolean;
  readonly email: string | null;
  readonly emailShared: boolean;
}

/** What messages say of each summons `s` that `source` names, in the appointments of `seats`. */
const selectedFrom = (source: string, seats = "appointment"): string => `
  s.id as "summonsId", s.case_id as "caseId", s.state, s.attempt, s.reference, a.id as "appointmentId", a.office_id as "officeId",
  a.starts_at as "startsAt", a.ends_at as "endsAt", a.day, b.measure, b.granted_on as "grantedOn", f.bound, p.name, p.surname, p.id as "personId",
  f.benefit_id as "benefitId", coalesce(l.language, 'it') as language,
  m.value as mobile, coalesce(m.shared_by > 1, false) as "mobileShared", e.value as email, coalesce(e.shared_by > 1, false) as "emailShared"
from ${source} s
join ${seats} a on a.id = s.appointment_id
join case_file f on f.id = s.case_id
join benefit b on b.id = f.benefit_id
join person p on p.id = f.person_id
left join person_language l on l.person_id = p.id
left join lateral (select value, shared_by from contact_point c where c.person_id = p.id and c.kind = 'mobile' and c.usable and c.current
                   order by c.source_date desc, c.value limit 1) m on true
left join lateral (select value, shared_by from contact_point c where c.person_id = p.id and c.kind = 'email' and c.usable and c.current
                   order by c.source_date desc, c.value limit 1) e on true`;

/**
 * Planned summonses whose seat is held, after `after` in id order, locked for this transaction; another worker's are passed over. Those of
 * a campaign under way leave at its pace: they are given to who asks for them by id, and to nobody else.
 */
export async function nextPlanned(
  client: ClientBase,
  after: string,
  limit: number,
  lastDay: string | null,
  only: readonly string[] | null = null,
): Promise<SummonsToWrite[]> {
  // Picked first, dressed after: the joins then start from a chunk, not from everybody who waits.
  const { rows } = await client.query<SummonsToWrite>(
    `with picked as materialized (
       select s.* from summons s join appointment a on a.id = s.appointment_id
       where s.state = 'planned' and a.state = 'held' and s.id > $1 and ($3::date is null or a.day <= $3)
         and ${only === null ? "not exists (select 1 from campaign k where k.id = a.plan_id and k.state in ('running', 'paused', 'stopping'))" : "s.id = any($4::uuid[])"}
       order by s.id limit $2 for update of s skip locked
     )
     select ${selectedFrom("picked")} order by s.id`,
    only === null ? [after, limit, lastDay] : [after, limit, lastDay, only],
  );
  return rows;
}

/** Summonses that were sent, whatever was answered, whose appointment starts in the window and that have no reminder yet. */
export async function nextToRemind(client: ClientBase, from: string, to: string, after: string, limit: number): Promise<SummonsToWrite[]> {
  const { rows } = await client.query<SummonsToWrite>(
    `select ${selectedFrom("summons")}
     where s.state in ('issued', 'confirmed', 'asks-another-date', 'declined') and a.state = 'held' and a.starts_at > $1 and a.starts_at <= $2 and s.id > $3
       and not exists (select 1 from message r where r.appointment_id = a.id and r.kind = 'reminder')
       and not exists (select 1 from reminder_stop n where n.case_id = s.case_id)
     order by s.id limit $4 for update of s skip locked`,
    [from, to, after, limit],
  );
  return rows;
}

/** Summonses by id, for telling a move or a cancellation. */
export async function summonsToTell(client: ClientBase, ids: readonly string[]): Promise<SummonsToWrite[]> {
  const { rows } = await client.query<SummonsToWrite>(
    `select ${selectedFrom("summons")} where s.id = any($1::uuid[]) order by s.id`,
    [ids],
  );
  return rows;
}

/** Agreed meetings in these seats, written to as summonses are: the meeting itself stands where a summons would, and has no code. */
export async function meetingsToTell(client: ClientBase, appointmentIds: readonly string[]): Promise<SummonsToWrite[]> {
  const { rows } = await client.query<SummonsToWrite>(
    `select ${selectedFrom(`(select coalesce(meeting_of, id) as id, case_id, state, meeting_moves + 1 as attempt, '' as reference, id as appointment_id
       from appointment where id = any($1::uuid[]))`)} order by s.id`,
    [appointmentIds],
  );
  return rows;
}

export interface SeatToWrite {
  readonly id: string;
  readonly summonsId: string;
  readonly reference: string;
  readonly caseId: string;
  readonly officeId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly day: string;
}

/** What would be written of these seats, of which nothing stands in the database yet. */
export async function seatsToWrite(client: ClientBase, seats: readonly SeatToWrite[]): Promise<SummonsToWrite[]> {
  const { rows } = await client.query<SummonsToWrite>(
    `with seat as materialized (
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::date[])
         t (id, summons_id, reference, case_id, office_id, starts_at, ends_at, day)
     )
     select ${selectedFrom("(select summons_id as id, case_id, 'planned' as state, 1 as attempt, reference, id as appointment_id from seat)", "seat")} order by s.id`,
    [
      seats.map((one) => one.id), seats.map((one) => one.summonsId), seats.map((one) => one.reference), seats.map((one) => one.caseId),
      seats.map((one) => one.officeId), seats.map((one) => one.startsAt), seats.map((one) => one.endsAt), seats.map((one) => one.day),
    ],
  );
  return rows;
}

export interface NewMessage {
  readonly id: string;
  readonly caseId: string;
  /** Null, both, for a code to sign with: it hangs on no summons. */
  readonly summonsId: string | null;
  readonly appointmentId: string | null;
  readonly kind: string;
  readonly channel: string;
  readonly gatewayId: string;
  readonly priority: number;
  readonly recipient: string;
  readonly template: string;
  readonly templateVersion: number;
  readonly encoding: string;
  readonly parts: number;
  readonly dueAt: string;
  readonly expiresAt: string;
  readonly sender: string;
  readonly subject: string | null;
  readonly body: string;
  readonly raw: string | null;
  readonly digest: Uint8Array;
  /** Where two wordings are compared: which one this is. */
  readonly wording?: { readonly comparisonId: string; readonly arm: Arm };
}

/** A text on trial is about nobody's case. */
export type QueuedMessage = Omit<NewMessage, "caseId"> & { readonly caseId: string | null };

const STAGED: readonly (readonly [string, BinaryType, (message: QueuedMessage) => BinaryValue])[] = [
  ["id", "uuid", (m) => m.id],
  ["case_id", "uuid", (m) => m.caseId],
  ["summons_id", "uuid", (m) => m.summonsId],
  ["appointment_id", "uuid", (m) => m.appointmentId],
  ["kind", "text", (m) => m.kind],
  ["channel", "text", (m) => m.channel],
  ["gateway_id", "text", (m) => m.gatewayId],
  ["priority", "smallint", (m) => m.priority],
  ["recipient", "text", (m) => m.recipient],
  ["template", "text", (m) => m.template],
  ["template_version", "integer", (m) => m.templateVersion],
  ["encoding", "text", (m) => m.encoding],
  ["parts", "smallint", (m) => m.parts],
  ["due_at", "timestamptz", (m) => m.dueAt],
  ["expires_at", "timestamptz", (m) => m.expiresAt],
  ["sender", "text", (m) => m.sender],
  ["subject", "text", (m) => m.subject],
  ["body", "text", (m) => m.body],
  ["raw", "text", (m) => m.raw],
  ["digest", "bytea", (m) => m.digest],
];
const COLUMNS = STAGED.map(([name, type]) => [name, type] as const);
const ROW_COLUMNS = COLUMNS.slice(0, 15).map(([name]) => name);
const ROW_NAMES = ROW_COLUMNS.join(", ");
const STAGED_NAMES = ROW_COLUMNS.map((name) => `s.${name}`).join(", ");

/** Queues messages, text and all. One of a kind for an appointment on a channel: a second one is refused by the database. */
export async function queueMessages(client: ClientBase, messages: readonly QueuedMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await client.query(
    // E-mails wait here as they are: they are compressed once, where they stay.
    `create temp table if not exists staged_message (${COLUMNS.map((column) => column.join(" ")).join(", ")})
     with (toast_tuple_target = 8160) on commit delete rows`,
  );
  await copyBinary(client, "staged_message", COLUMNS, stagedRows(messages));
  await client.query(
    `insert into message (${ROW_NAMES}, office_id)
     select ${STAGED_NAMES}, a.office_id from staged_message s left join appointment a on a.id = s.appointment_id`,
  );
  await client.query(
    "insert into message_content (message_id, sender, subject, body, raw, digest) select id, sender, subject, body, raw, digest from staged_message",
  );
  await client.query("truncate staged_message");
  const drawn = messages.flatMap(({ id, caseId, wording }) => (wording === undefined ? [] : [{ id, caseId, ...wording }]));
  if (drawn.length === 0) return;
  await client.query(
    "insert into wording_assignment (message_id, case_id, comparison_id, arm) select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[])",
    [drawn.map(({ id }) => id), drawn.map(({ caseId }) => caseId), drawn.map(({ comparisonId }) => comparisonId), drawn.map(({ arm }) => arm)],
  );
}

function* stagedRows(messages: readonly QueuedMessage[]): Generator<BinaryValue[]> {
  for (const message of messages) yield STAGED.map(([, , value]) => value(message));
}

/** Marks summonses issued, each to be looked at again at its own time; for the cases given last, issuing is what meets their term T2. */
export async function markIssued(
  client: ClientBase,
  now: string,
  issued: readonly { readonly summonsId: string; readonly lookAt: string }[],
  termMetFor: readonly string[],
): Promise<void> {
  // Nearly always one time for all that are written together.
  for (const [lookAt, same] of Map.groupBy(issued, (one) => one.lookAt)) {
    await client.query("update summons set state = 'issued', issued_at = $2, version = version + 1, look_at = $3 where id = any($1::uuid[])", [
      same.map(({ summonsId }) => summonsId), now, lookAt,
    ]);
  }
  if (termMetFor.length === 0) return;
  await client.query(
    "update term set met_at = $2, met_by = 'summons-issued' where case_id = any($1::uuid[]) and kind = 'T2' and met_at is null",
    [termMetFor, now],
  );
}

/** Messages still unsent when their appointment is over say nothing any more: they failed, visibly. */
export async function expireOverdue(client: ClientBase, now: string): Promise<string[]> {
  const { rows } = await client.query<{ summons_id: string }>(
    `update message set state = 'failed', failure = 'expired-before-sending', settled_at = clock_timestamp()
     where queue is not null and state = 'due' and expires_at <= $1 returning summons_id`,
    [now],
  );
  return [...new Set(rows.map((row) => row.summons_id))];
}

export interface GatewayRow {
  readonly id: string;
  readonly channel: MessageChannel;
  readonly url: string;
  readonly sender: string;
  readonly settings: Record<string, unknown>;
  readonly ratePerSecond: number | null;
  readonly concurrency: number;
  readonly deduplicates: boolean;
  readonly canBeAsked: boolean;
  readonly state: "open" | "paused" | "held";
  readonly stateReason: string | null;
  readonly pausedUntil: string | null;
  readonly failures: number;
  readonly provider: string;
  readonly weight: number;
  readonly load: number;
  readonly senderBarred: boolean;
}

export async function gateways(client: Pick<ClientBase, "query">): Promise<GatewayRow[]> {
  const { rows } = await client.query<GatewayRow>(
    `select id, channel, url, sender, settings, rate_per_second as "ratePerSecond", concurrency, deduplicates,
       can_be_asked as "canBeAsked", state, state_reason as "stateReason", paused_until as "pausedUntil", failures,
       provider, weight, load, sender_barred as "senderBarred"
     from gateway order by id`,
  );
  return rows;
}
