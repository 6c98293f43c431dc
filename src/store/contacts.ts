// Queries of contact points corrected by an office: the points themselves, their history, who is reached how, messages written again.

import type { ClientBase } from "pg";
import type { MessageLocale } from "../domain/messages/types.ts";
import type { NewMessage } from "./messages.ts";

export type ContactKind = "mobile" | "landline" | "email" | "pec";

export interface ContactPointRow {
  readonly kind: ContactKind;
  readonly value: string;
  readonly source: string;
  readonly sourceDate: string;
  readonly usable: boolean;
  readonly problem: string | null;
  readonly current: boolean;
  readonly sharedBy: number;
}

/** All points of a person, those in use first; held for the transaction where `lock` says so. */
export async function readContactPoints(
  client: ClientBase,
  personId: string,
  lock = false,
): Promise<ContactPointRow[]> {
  const { rows } = await client.query<ContactPointRow>(
    `select kind, value, source, source_date as "sourceDate", usable, problem, current, shared_by as "sharedBy" from contact_point
     where person_id = $1 order by current desc, usable desc, kind desc, source_date desc, value ${lock ? "for update" : ""}`,
    [personId],
  );
  return rows;
}

export interface PointToWrite {
  readonly personId: string;
  readonly kind: ContactKind;
  readonly value: string;
  /** As it was said or written. */
  readonly raw: string;
  readonly source: string;
  readonly now: string;
}

/** A point given by the person; one that was given up before is in use again. */
export async function putContactPoint(
  client: ClientBase,
  { personId, kind, value, raw, source, now }: PointToWrite,
): Promise<void> {
  await client.query(
    `insert into contact_point (person_id, kind, value, raw, source, source_date, usable) values ($1, $2, $3, $4, $5, $6, true)
     on conflict (person_id, kind, value) do update set raw = excluded.raw, source = excluded.source, source_date = excluded.source_date,
       usable = true, problem = null, current = true`,
    [personId, kind, value, raw, source, now],
  );
}

/** One that is not the person's: no message goes there any more. */
export async function giveUpContactPoint(
  client: ClientBase,
  { personId, kind, value }: Pick<PointToWrite, "personId" | "kind" | "value">,
): Promise<void> {
  await client.query(
    "update contact_point set current = false, usable = false, problem = 'RECAPITO_SBAGLIATO' where person_id = $1 and kind = $2 and value = $3",
    [personId, kind, value],
  );
}

export interface ContactChange {
  readonly id: string;
  readonly personId: string;
  readonly kind: ContactKind;
  readonly value: string;
  readonly change: "added" | "confirmed" | "dropped";
  readonly source: string;
  readonly reason: string | null;
  readonly actId: string;
  readonly now: string;
  readonly by: string;
}

export async function noteContactChange(client: ClientBase, one: ContactChange): Promise<void> {
  await client.query(
    `insert into contact_change (id, person_id, kind, value, change, source, reason, act_id, changed_at, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      one.id,
      one.personId,
      one.kind,
      one.value,
      one.change,
      one.source,
      one.reason,
      one.actId,
      one.now,
      one.by,
    ],
  );
}

/** The last word on each point of a person: who confirmed it, and when. */
export interface LastWord {
  readonly kind: ContactKind;
  readonly value: string;
  readonly change: string;
  readonly source: string;
  readonly changedAt: string;
  readonly changedBy: string;
}

export async function lastWords(client: ClientBase, personId: string): Promise<LastWord[]> {
  const { rows } = await client.query<LastWord>(
    `select distinct on (kind, value) kind, value, change, source, changed_at as "changedAt", changed_by as "changedBy"
     from contact_change where person_id = $1 order by kind, value, changed_at desc, id desc`,
    [personId],
  );
  return rows;
}

/** How the person is reached now, and how many share each of their points, after they have changed. */
export async function renewReach(client: ClientBase, personId: string): Promise<void> {
  await client.query(
    `update person p set reach = (
       select case when bool_or(c.kind = 'mobile') and bool_or(c.kind = 'email') then 'sms+email' when bool_or(c.kind = 'mobile') then 'sms'
                   when bool_or(c.kind = 'email') then 'email' when bool_or(c.kind = 'pec') then 'pec' when p.postal then 'paper' else 'nobody' end
       from contact_point c where c.person_id = p.id and c.current and c.usable)
     where p.id = $1`,
    [personId],
  );
  await client.query("select recount_shared($1)", [personId]);
}

/** Those of these cases whose person can be written to by some way of the measure and of this node. */
export async function casesReached(client: ClientBase, caseIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `select f.id from case_file f join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
     where f.id = any($1::uuid[]) and told_way(b.measure, p.reach, p.postal) is not null`,
    [caseIds],
  );
  return new Set(rows.map(({ id }) => id));
}

export interface IdentityRow {
  readonly personId: string;
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
  readonly birthDate: string;
  readonly street: string | null;
  readonly zip: string | null;
  readonly municipality: string | null;
  readonly dataAsOf: string;
}

export async function readIdentityOf(client: ClientBase, personId: string): Promise<IdentityRow | null> {
  const { rows } = await client.query<IdentityRow>(
    `select id as "personId", surname, name, tax_code as "taxCode", birth_date as "birthDate", residence->>'street' as street, residence->>'zip' as zip,
       coalesce(residence->>'municipalityName', residence->>'municipalityCode') as municipality, data_as_of as "dataAsOf"
     from person where id = $1`,
    [personId],
  );
  return rows[0] ?? null;
}

export interface CorrectedIdentity {
  readonly surname: string;
  readonly name: string;
  readonly street: string | null;
  readonly zip: string | null;
}

export async function writeIdentity(
  client: ClientBase,
  personId: string,
  to: CorrectedIdentity,
  now: string,
): Promise<void> {
  await client.query("select correct_identity($1, $2, $3, $4, $5, $6)", [
    personId,
    to.surname,
    to.name,
    to.street,
    to.zip,
    now,
  ]);
}

/** Cases of a person that the office follows. */
export async function casesOfPerson(client: ClientBase, personId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    "select id from case_file where person_id = $1 order by id",
    [personId],
  );
  return rows.map(({ id }) => id);
}

export interface WaitingMessage {
  readonly id: string;
  readonly caseId: string;
  readonly summonsId: string;
  readonly appointmentId: string;
  readonly kind: string;
  readonly channel: "sms" | "email";
  readonly recipient: string;
  readonly priority: number;
  readonly dueAt: string;
}

/** Messages to these addresses that have not left, held for this transaction. */
export async function waitingFor(
  client: ClientBase,
  caseIds: readonly string[],
  addresses: readonly string[],
): Promise<WaitingMessage[]> {
  const { rows } = await client.query<WaitingMessage>(
    `select id, case_id as "caseId", summons_id as "summonsId", appointment_id as "appointmentId", kind, channel, recipient, priority, due_at as "dueAt"
     from message where case_id = any($1::uuid[]) and recipient = any($2::text[]) and state = 'due' order by id for update`,
    [caseIds, addresses],
  );
  return rows;
}

/** Marks messages just queued as the second (third …) writing of their kind for their appointment; to be told before they are queued. */
export async function reissueOf(
  client: ClientBase,
  appointmentId: string,
  kind: string,
  channel: string,
): Promise<number> {
  const { rows } = await client.query<{ next: number }>(
    "select coalesce(max(reissue), -1) + 1 as next from message where appointment_id = $1 and kind = $2 and channel = $3",
    [appointmentId, kind, channel],
  );
  return rows[0]!.next;
}

/** Queues one message written again. */
export async function queueAgain(client: ClientBase, message: NewMessage, reissue: number): Promise<void> {
  await client.query(
    `insert into message (id, case_id, summons_id, appointment_id, kind, channel, gateway_id, priority, recipient, template, template_version,
       encoding, parts, due_at, expires_at, reissue)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      message.id,
      message.caseId,
      message.summonsId,
      message.appointmentId,
      message.kind,
      message.channel,
      message.gatewayId,
      message.priority,
      message.recipient,
      message.template,
      message.templateVersion,
      message.encoding,
      message.parts,
      message.dueAt,
      message.expiresAt,
      reissue,
    ],
  );
  await client.query(
    "insert into message_content (message_id, sender, subject, body, raw, digest) values ($1, $2, $3, $4, $5, $6)",
    [message.id, message.sender, message.subject, message.body, message.raw, message.digest],
  );
}

export interface ChosenLanguage {
  readonly personId: string;
  readonly language: string;
  readonly source: string;
  readonly at: string;
  readonly actId: string;
}

/** The language that a person has chosen to be written to in; Italian where none was. */
export async function languageOf(client: ClientBase, personId: string): Promise<MessageLocale> {
  const { rows } = await client.query<{ language: MessageLocale }>("select language from person_language where person_id = $1", [personId]);
  return rows[0]?.language ?? "it";
}

/** The language in which a person wants to be written to: the last word rules. */
export async function putLanguage(client: ClientBase, { personId, language, source, at, actId }: ChosenLanguage): Promise<void> {
  await client.query(
    `insert into person_language (person_id, language, chosen_at, act_id, source) values ($1, $2, $3, $4, $5)
     on conflict (person_id) do update set language = excluded.language, chosen_at = excluded.chosen_at, act_id = excluded.act_id, source = excluded.source`,
    [personId, language, at, actId, source],
  );
}
