// Queries of the page on which a person answers: the link, the second check, the visit, and what the visit may see.

import type { ClientBase, Pool, PoolClient } from "pg";
import { inTransaction } from "./pools.ts";
import type { HeldSeat } from "./planning.ts";

export type LinkStanding = "open" | "moved" | "cancelled" | "over" | "forged";

export interface FoundLink {
  readonly standing: LinkStanding;
  /** Null for a link that is not genuine, and where nobody is competent. */
  readonly officeId: string | null;
  readonly summonsId: string | null;
}

/** What a link is good for. Nothing of the person comes with it. */
export async function findLink(db: Pool, token: string): Promise<FoundLink> {
  const { rows } = await db.query<FoundLink>(`select standing, office_id as "officeId", summons_id as "summonsId" from find_reply($1)`, [token]);
  return rows[0]!;
}

export interface CheckOfPerson {
  readonly birthDate: string;
  /** Last four characters of the tax code. */
  readonly tail: string;
  readonly address: string;
  readonly secretHash: Buffer;
}

export interface CheckAnswer {
  readonly answer: "in" | "wrong" | "wait" | LinkStanding;
  /** How long no other try is looked at. */
  readonly seconds: number;
}

/** The second check on the person, counted for the link and for the address. With the right answers the visit begins. */
export async function openVisit(db: Pool, token: string, { birthDate, tail, address, secretHash }: CheckOfPerson): Promise<CheckAnswer> {
  const { rows } = await db.query<CheckAnswer>("select answer, seconds from open_reply($1, $2, $3, $4, $5)", [token, birthDate, tail, address, secretHash]);
  return rows[0]!;
}

/** Runs `work` in one transaction that sees the case of this visit and no other; nothing, once the visit is over. */
export function inVisit<T>(pool: Pool, secret: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(pool, async (client) => {
    await client.query("select set_config('app.visit', $1, true)", [secret]);
    return work(client);
  });
}

export interface VisitRow {
  readonly caseId: string;
  readonly summonsId: string;
  readonly language: string | null;
}

/** Whose visit it is; null when it is over, or was none. */
export async function readVisit(client: ClientBase): Promise<VisitRow | null> {
  const { rows } = await client.query<VisitRow | { caseId: null }>(
    `select reply_case() as "caseId", reply_summons() as "summonsId", reply_language() as language`,
  );
  const [row] = rows;
  return row === undefined || row.caseId === null ? null : (row as VisitRow);
}

export interface SummonsOnPage {
  readonly state: string;
  readonly version: number;
  readonly reference: string;
  readonly attempt: number;
  readonly appointmentId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly day: string;
  readonly held: boolean;
  readonly deskNumber: number | null;
  readonly ownMoves: number;
  readonly name: string;
  readonly surname: string;
}

/** The summons as the person is shown it. */
export async function readOwnSummons(client: ClientBase, summonsId: string): Promise<SummonsOnPage | null> {
  const { rows } = await client.query<SummonsOnPage>(
    `select s.state, s.version, s.reference, s.attempt, a.id as "appointmentId", a.starts_at as "startsAt", a.ends_at as "endsAt", a.day, a.state = 'held' as held,
       d.number as "deskNumber", coalesce((s.data->>'ownMoves')::int, 0) as "ownMoves", p.name, p.surname
     from summons s join appointment a on a.id = s.appointment_id join case_file f on f.id = s.case_id join person p on p.id = f.person_id
     left join desk d on d.id = a.desk_id where s.id = $1`,
    [summonsId],
  );
  return rows[0] ?? null;
}

/** Hours of the visit's office that are taken, by whomever: asked in place of what an office sees of its own. */
export async function takenForVisit(client: ClientBase, _officeId: string, fromDay: string, toDay: string): Promise<HeldSeat[]> {
  const { rows } = await client.query<HeldSeat>(
    `select desk_id as "deskId", starts_at as "startsAt", ends_at as "endsAt" from reply_taken_seats($1, $2)`,
    [fromDay, toDay],
  );
  return rows;
}

export async function storeLanguage(client: ClientBase, language: string, at: string, actId: string): Promise<void> {
  await client.query("select choose_language($1, $2, $3)", [language, at, actId]);
}

/** Forgets visits and failed tries of days ago. */
export async function clearReplies(db: Pool): Promise<void> {
  await db.query("select clear_replies()");
}

// What came back by SMS ------------------------------------------------------------------------------------------------------

export interface SummonsOfNumber {
  readonly summonsId: string;
  readonly caseId: string;
  readonly taxCode: string;
  readonly personId: string;
  readonly state: string;
}

/** The summonses still to be answered of everybody whom this number reaches. */
export async function openSummonsesOf(db: Pool, mobile: string): Promise<SummonsOfNumber[]> {
  const { rows } = await db.query<SummonsOfNumber>(
    `select s.id as "summonsId", s.case_id as "caseId", p.tax_code as "taxCode", p.id as "personId", s.state
     from contact_point c join person p on p.id = c.person_id join case_file f on f.person_id = p.id join summons s on s.case_id = f.id
       join appointment a on a.id = s.appointment_id
     where c.kind = 'mobile' and c.value = $1 and c.current and c.usable and a.state = 'held' and a.starts_at > business_now()
       and s.state in ('issued', 'not-delivered', 'confirmed', 'asks-another-date', 'declined')
     order by s.id`,
    [mobile],
  );
  return rows;
}

export interface IncomingRow {
  readonly id: string;
  readonly gatewayId: string;
  readonly reference: string;
  readonly sender: string;
  readonly body: string;
  readonly sentAt: string | null;
  readonly caseId: string | null;
}

export type IncomingOutcome = "confirmed" | "another-date" | "stopped" | "unclear" | "shared" | "refused" | "nobody";

/** Keeps an SMS as it came. One that the gateway has handed over before is given back as it stands, with what was made of it. */
export async function keepIncoming(db: Pool, row: IncomingRow): Promise<IncomingRow & { readonly outcome: IncomingOutcome | null }> {
  const { rows } = await db.query<IncomingRow & { outcome: IncomingOutcome | null }>(
    `with kept as (
       insert into incoming_sms (id, gateway_id, reference, sender, body, sent_at, case_id) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (gateway_id, reference) do nothing returning *
     )
     select id, gateway_id as "gatewayId", reference, sender, body, sent_at as "sentAt", case_id as "caseId", outcome from kept
     union all
     select id, gateway_id, reference, sender, body, sent_at, case_id, outcome from incoming_sms where gateway_id = $2 and reference = $3
     limit 1`,
    [row.id, row.gatewayId, row.reference, row.sender, row.body, row.sentAt, row.caseId],
  );
  const [kept] = rows;
  // Another hand kept it between the two halves of the statement: it stands there now.
  return kept ?? keepIncoming(db, row);
}

/** SMS of which nothing was made yet: the program was stopped in between, and the gateway has not come back. */
export async function unsettledIncoming(db: Pool, limit: number): Promise<IncomingRow[]> {
  const { rows } = await db.query<IncomingRow>(
    `select id, gateway_id as "gatewayId", reference, sender, body, sent_at as "sentAt", case_id as "caseId" from incoming_sms
     where settled_at is null and received_at < clock_timestamp() - interval '1 minute' order by received_at limit $1`,
    [limit],
  );
  return rows;
}

/** What was made of it; written once, whoever comes second finds it written. */
export async function settleIncoming(db: Pick<ClientBase, "query">, id: string, outcome: IncomingOutcome): Promise<boolean> {
  const { rowCount } = await db.query("update incoming_sms set outcome = $2, settled_at = clock_timestamp() where id = $1 and settled_at is null", [id, outcome]);
  return rowCount === 1;
}

/** False when the person had stopped them before. */
export async function stopReminders(client: ClientBase, caseId: string, at: string, actId: string): Promise<boolean> {
  const { rowCount } = await client.query("insert into reminder_stop (case_id, stopped_at, act_id) values ($1, $2, $3) on conflict do nothing", [caseId, at, actId]);
  return rowCount === 1;
}
