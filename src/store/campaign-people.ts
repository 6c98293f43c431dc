// Queries of the people of a campaign: what is known of the chosen, what was shown of each, who is next, what became of them.

import type { ClientBase } from "pg";
import type { PersonState } from "../domain/campaigns/types.ts";
import { maskOf } from "../domain/worklist/pending.ts";
import { copyInto } from "./copy.ts";

type Client = Pick<ClientBase, "query">;

export interface ChosenFacts {
  readonly caseId: string;
  readonly personId: string;
  readonly benefitId: string;
  readonly measure: string;
  readonly grantedOn: string;
  /** Whether anything at all can be written to the person. */
  readonly reachable: boolean;
  readonly bound: boolean;
  readonly released: boolean;
  readonly superseded: boolean;
  readonly restricted: boolean;
  readonly inOtherCampaign: boolean;
  readonly dueOn: string | null;
  readonly summonsId: string | null;
  readonly appointmentId: string | null;
  readonly deskId: number | null;
  readonly startsAt: string | null;
  readonly meetsOn: string | null;
  readonly reminded: boolean;
  readonly wantsNone: boolean;
}

/** All that speaks for and against these cases of an office; those that are not the office's are not among them. */
export async function factsOfChosen(
  client: Client,
  of: { readonly office: string; readonly campaign: string; readonly calls: boolean; readonly now: string },
  caseIds: readonly string[],
): Promise<ChosenFacts[]> {
  const { rows } = await client.query<ChosenFacts>(
    `select f.id as "caseId", f.person_id as "personId", f.benefit_id as "benefitId", b.measure, b.granted_on as "grantedOn", 
       case when $4 then told_way(b.measure, p.reach, p.postal) is not null else p.reach in ('sms+email', 'sms', 'email') end as reachable, f.bound,
       w.pending & ${maskOf(["exempt", "excluded", "gone"])} <> 0 as released, w.pending & ${maskOf(["superseded"])} <> 0 as superseded,
       exists (select 1 from processing_restriction r where r.person_id = f.person_id and r.ended_at is null) as restricted,
       exists (select 1 from campaign_person o where o.person_id = f.person_id and o.state in ('waiting', 'planned') and o.campaign_id <> $3)
         or $4::boolean and exists (select 1 from campaign_household h where h.benefit_id = f.benefit_id and h.campaign_id <> $3) as "inOtherCampaign",
       w.convene_due as "dueOn", s.id as "summonsId", s.appointment_id as "appointmentId", s.desk_id as "deskId", s.starts_at as "startsAt", s.day as "meetsOn",
       s.id is not null and exists (select 1 from message m where m.appointment_id = s.appointment_id and m.kind = 'reminder') as reminded,
       exists (select 1 from reminder_stop n where n.case_id = f.id) as "wantsNone"
     from competence c join worklist w on w.case_id = c.case_id join case_file f on f.id = c.case_id
     join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
     left join lateral (
       select z.id, z.appointment_id, a.desk_id, a.starts_at, a.day from summons z join appointment a on a.id = z.appointment_id and a.state = 'held'
       where not $4::boolean and z.case_id = f.id and z.state in ('issued', 'confirmed', 'asks-another-date', 'declined') and a.starts_at > $5 limit 1) s on true
     where c.case_id = any($2::uuid[]) and c.office_id = $1 order by f.id`,
    [of.office, caseIds, of.campaign, of.calls, of.now],
  );
  return rows;
}

/** One of the chosen, as shown and kept. */
export interface ShownPerson {
  readonly caseId: string;
  readonly personId: string;
  readonly benefitId: string;
  readonly officeId: string;
  readonly position: number;
  readonly state: PersonState;
  readonly reason: string | null;
  readonly calls: boolean;
  readonly late: boolean;
  readonly deskId: number | null;
  readonly startsAt: string | null;
  readonly sendsAt: string | null;
  readonly messages: number;
  readonly parts: number;
  readonly phone: string | null;
  readonly summonsId: string | null;
  readonly appointmentId: string | null;
}

const COLUMNS: readonly (readonly [column: string, type: string, key: keyof ShownPerson])[] = [
  ["case_id", "uuid", "caseId"], ["person_id", "uuid", "personId"], ["benefit_id", "uuid", "benefitId"], ["office_id", "text", "officeId"],
  ["position", "integer", "position"], ["state", "text", "state"], ["reason", "text", "reason"], ["calls", "boolean", "calls"], ["late", "boolean", "late"],
  ["desk_id", "integer", "deskId"], ["starts_at", "timestamptz", "startsAt"], ["sends_at", "timestamptz", "sendsAt"], ["messages", "smallint", "messages"],
  ["parts", "smallint", "parts"], ["phone", "text", "phone"], ["summons_id", "uuid", "summonsId"], ["appointment_id", "uuid", "appointmentId"],
];
const NAMES = COLUMNS.map(([column]) => column).join(", ");

/** Puts these people in the place of those kept before. */
export async function replacePeople(client: ClientBase, campaign: string, people: readonly ShownPerson[]): Promise<void> {
  await client.query("delete from campaign_person where campaign_id = $1", [campaign]);
  await client.query(`create temp table if not exists staged_person (${COLUMNS.map(([column, type]) => `${column} ${type}`).join(", ")}) on commit delete rows`);
  await copyInto(client, "staged_person", COLUMNS.map(([column]) => column), people.map((one) => COLUMNS.map(([, , key]) => one[key])));
  await client.query(`insert into campaign_person (campaign_id, ${NAMES}) select $1, ${NAMES} from staged_person`, [campaign]);
  await client.query("truncate staged_person");
}

export type KeptPerson = Pick<ShownPerson, "caseId" | "state" | "reason" | "deskId" | "startsAt">;

/** What was shown of each, to say what is different. */
export async function keptPeople(client: Client, campaign: string): Promise<KeptPerson[]> {
  const { rows } = await client.query<KeptPerson>(
    `select case_id as "caseId", state, reason, desk_id as "deskId", starts_at as "startsAt" from campaign_person where campaign_id = $1`,
    [campaign],
  );
  return rows;
}

/**
 * From the preview to work: households are taken, then people. Whoever is taken by another campaign meanwhile is skipped. Gives how many
 * are under way, and how many were skipped.
 */
export async function takePeople(client: Client, campaign: string, calls: boolean): Promise<{ readonly taken: number; readonly skipped: number }> {
  if (calls) {
    await client.query(
      `insert into campaign_household (benefit_id, campaign_id)
       select distinct benefit_id, campaign_id from campaign_person where campaign_id = $1 and state = 'ready' order by 1 on conflict do nothing`,
      [campaign],
    );
  }
  const { rows } = await client.query<{ taken: number; skipped: number }>(
    `with judged as (
       select p.case_id, ($2::boolean and not exists (select 1 from campaign_household h where h.benefit_id = p.benefit_id and h.campaign_id = $1))
         or exists (select 1 from campaign_person o where o.person_id = p.person_id and o.state in ('waiting', 'planned') and o.campaign_id <> $1) as elsewhere
       from campaign_person p where p.campaign_id = $1 and p.state = 'ready'
     ), moved as (
       update campaign_person p set state = case when j.elsewhere then 'skipped' when $2 then 'waiting' else 'planned' end,
         reason = case when j.elsewhere then 'other-campaign' end
       from judged j where p.campaign_id = $1 and p.case_id = j.case_id returning j.elsewhere
     )
     select count(*) filter (where not elsewhere)::int as taken, count(*) filter (where elsewhere)::int as skipped from moved`,
    [campaign, calls],
  );
  return rows[0]!;
}

export interface WaitingPerson {
  readonly caseId: string;
  readonly personId: string;
  readonly benefitId: string;
  readonly officeId: string;
  readonly deskId: number;
  readonly startsAt: string;
}

/** The next who wait for the seat that was shown, all of one office. */
export async function nextWaiting(client: Client, campaign: string, limit: number): Promise<WaitingPerson[]> {
  const { rows } = await client.query<WaitingPerson>(
    `select case_id as "caseId", person_id as "personId", benefit_id as "benefitId", office_id as "officeId", desk_id as "deskId", starts_at as "startsAt"
     from campaign_person where campaign_id = $1 and state = 'waiting'
       and office_id = (select min(office_id) from campaign_person where campaign_id = $1 and state = 'waiting')
     order by position limit $2 for update`,
    [campaign, limit],
  );
  return rows;
}

export async function anyIn(client: Client, campaign: string, states: readonly PersonState[]): Promise<boolean> {
  const { rows } = await client.query<{ any: boolean }>(
    "select exists (select 1 from campaign_person where campaign_id = $1 and state = any($2::text[])) as any",
    [campaign, states],
  );
  return rows[0]!.any;
}

export interface GivenSeat {
  readonly caseId: string;
  readonly summonsId: string;
  readonly appointmentId: string;
}

export async function markPlanned(client: Client, campaign: string, seats: readonly GivenSeat[]): Promise<void> {
  if (seats.length === 0) return;
  await client.query(
    `update campaign_person p set state = 'planned', summons_id = s.summons_id, appointment_id = s.appointment_id
     from unnest($2::uuid[], $3::uuid[], $4::uuid[]) s (case_id, summons_id, appointment_id) where p.campaign_id = $1 and p.case_id = s.case_id`,
    [campaign, seats.map((one) => one.caseId), seats.map((one) => one.summonsId), seats.map((one) => one.appointmentId)],
  );
}

export interface EndedPerson {
  readonly caseId: string;
  readonly reason: string;
}

export async function markEnded(client: Client, campaign: string, state: "skipped" | "withdrawn", people: readonly EndedPerson[]): Promise<void> {
  if (people.length === 0) return;
  await client.query(
    `update campaign_person p set state = $2, reason = s.reason
     from unnest($3::uuid[], $4::text[]) s (case_id, reason) where p.campaign_id = $1 and p.case_id = s.case_id`,
    [campaign, state, people.map((one) => one.caseId), people.map((one) => one.reason)],
  );
}

export interface NextPerson {
  readonly caseId: string;
  readonly summonsId: string;
  readonly officeId: string;
}

/** The next to be written to, in their order; who waits for a telephone only when its time has come. */
export async function nextToTell(client: Client, campaign: string, until: string, limit: number): Promise<NextPerson[]> {
  const { rows } = await client.query<NextPerson>(
    `select case_id as "caseId", summons_id as "summonsId", office_id as "officeId" from campaign_person
     where campaign_id = $1 and state = 'planned' and (not_before is null or not_before <= $2) order by not_before is null, position limit $3 for update`,
    [campaign, until, limit],
  );
  return rows;
}

/**
 * When these telephones were, or will be, written to between two instants, by whomever: campaigns, desks, the hourly reminders. By the
 * contact points, so that no index of all messages by number is kept for it. What failed or was withdrawn rang no telephone.
 */
export async function toldAtPhones(client: Client, phones: readonly string[], from: string, to: string): Promise<{ phone: string; at: string }[]> {
  if (phones.length === 0) return [];
  const { rows } = await client.query<{ phone: string; at: string }>(
    `select distinct on (m.due_at, m.id) m.recipient as phone, m.due_at as at
     from (select person_id, value from contact_point where value = any($1::text[]) and current and usable
           union all select person_id, value from contact_point where value = any($1::text[]) and not (current and usable)) c
     join case_file f on f.person_id = c.person_id
     join message m on m.case_id = f.id and m.channel = 'sms' and m.recipient = c.value and m.state not in ('failed', 'withdrawn')
     where m.due_at >= $2 and m.due_at < $3 order by m.due_at, m.id`,
    [phones, from, to],
  );
  return rows;
}

export interface ToldPerson {
  readonly caseId: string;
  readonly at: string;
  readonly messages: number;
  readonly parts: number;
  readonly phone: string | null;
}

export async function markTold(client: Client, campaign: string, people: readonly ToldPerson[]): Promise<void> {
  if (people.length === 0) return;
  await client.query(
    `update campaign_person p set state = 'told', told_at = s.at, messages = s.messages, parts = s.parts, phone = s.phone
     from unnest($2::uuid[], $3::timestamptz[], $4::smallint[], $5::smallint[], $6::text[]) s (case_id, at, messages, parts, phone)
     where p.campaign_id = $1 and p.case_id = s.case_id`,
    [campaign, people.map((one) => one.caseId), people.map((one) => one.at), people.map((one) => one.messages), people.map((one) => one.parts), people.map((one) => one.phone)],
  );
}

export async function waitFor(client: Client, campaign: string, people: readonly { readonly caseId: string; readonly until: string }[]): Promise<void> {
  if (people.length === 0) return;
  await client.query(
    `update campaign_person p set not_before = s.until from unnest($2::uuid[], $3::timestamptz[]) s (case_id, until)
     where p.campaign_id = $1 and p.case_id = s.case_id`,
    [campaign, people.map((one) => one.caseId), people.map((one) => one.until)],
  );
}

// Messages of a campaign that have not left ---------------------------------------------------------------------------

/** Of one that stops: letters too, which wait for their batch. */
const OWN_UNSENT_OR_LETTER = ownUnsent("(m.queue is not null or m.channel = 'letter')");
const OWN_UNSENT = ownUnsent("m.queue is not null");

function ownUnsent(waits: string): string {
  return `${waits} and m.state = 'due' and m.kind = $2 and exists (select 1 from campaign_person p
  where p.campaign_id = $1 and p.case_id = m.case_id and p.state = 'told' and p.appointment_id = m.appointment_id)`;
}

/** Keeps what has not left from leaving, retries too. */
export async function holdUnsent(client: Client, campaign: string, kind: "summons" | "reminder"): Promise<void> {
  await client.query(`update message m set not_before = 'infinity' where ${OWN_UNSENT} and m.not_before is distinct from 'infinity'`, [campaign, kind]);
}

export async function letGo(client: Client, campaign: string, kind: "summons" | "reminder"): Promise<void> {
  await client.query(`update message m set not_before = null where ${OWN_UNSENT} and m.not_before = 'infinity'`, [campaign, kind]);
}

export interface Unsent {
  readonly id: string;
  readonly caseId: string;
  readonly summonsId: string;
  readonly startsAt: string;
  readonly measure: string;
  readonly grantedOn: string;
  /** Nothing of this date may have been read: no other message of it has left. */
  readonly unread: boolean;
}

/** Messages that have not left, held; those on the wire are passed over. */
export async function unsentOf(client: Client, campaign: string, kind: "summons" | "reminder", limit: number): Promise<Unsent[]> {
  const { rows } = await client.query<Unsent>(
    `with unsent as materialized (
       select m.id, m.case_id, m.summons_id, m.appointment_id from message m
       where ${OWN_UNSENT_OR_LETTER} and m.appointment_id in (select m.appointment_id from message m where ${OWN_UNSENT_OR_LETTER} order by m.id limit $3)
       for update of m skip locked
     )
     select u.id, u.case_id as "caseId", u.summons_id as "summonsId", a.starts_at as "startsAt", b.measure, b.granted_on as "grantedOn",
       not exists (select 1 from message o where o.appointment_id = u.appointment_id and o.state in ('claimed', 'accepted', 'delivered', 'uncertain')) as unread
     from unsent u join appointment a on a.id = u.appointment_id join case_file f on f.id = u.case_id join benefit b on b.id = f.benefit_id order by u.id`,
    [campaign, kind, limit],
  );
  return rows;
}

/** Reminders that go back to the hour they would have had. */
export async function backToTheirHour(client: Client, hours: readonly { readonly id: string; readonly at: string }[]): Promise<void> {
  if (hours.length === 0) return;
  await client.query(
    "update message m set due_at = s.at, not_before = null, priority = 5 from unnest($1::uuid[], $2::timestamptz[]) s (id, at) where m.id = s.id and m.state = 'due'",
    [hours.map((one) => one.id), hours.map((one) => one.at)],
  );
}

/** Of these summonses those that may be reminded of now: sent, with a seat held ahead and no reminder yet. */
export async function remindable(client: Client, ids: readonly string[], now: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select s.id from summons s join appointment a on a.id = s.appointment_id
     where s.id = any($1::uuid[]) and s.state in ('issued', 'confirmed', 'asks-another-date', 'declined') and a.state = 'held' and a.starts_at > $2
       and not exists (select 1 from message r where r.appointment_id = a.id and r.kind = 'reminder')
       and not exists (select 1 from reminder_stop n where n.case_id = s.case_id)
     order by s.id for update of s`,
    [ids, now],
  );
  return rows.map((row) => row.id);
}

/** The term to convene, met by a summons that was taken back before it left, runs again. */
export async function reopenConveneTerm(client: Client, caseIds: readonly string[], since: string): Promise<void> {
  await client.query(
    "update term set met_at = null, met_by = null where case_id = any($1::uuid[]) and kind = 'T2' and met_by = 'summons-issued' and met_at >= $2",
    [caseIds, since],
  );
}

/** Of these summonses those that are planned still, with their seat. */
export async function stillPlanned(client: Client, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    "select s.id from summons s join appointment a on a.id = s.appointment_id where s.id = any($1::uuid[]) and s.state = 'planned' and a.state = 'held'",
    [ids],
  );
  return new Set(rows.map((row) => row.id));
}
