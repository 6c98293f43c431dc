// What other systems read of an office: each query works behind the walls of the office set for its transaction.

import type { Queryable } from "./query.ts";

export interface CaseSummary {
  readonly case_id: string;
  readonly measure: string;
  readonly role: "R" | "M";
  readonly bound: boolean;
  readonly opened_at: string;
  readonly next_due_on: string | null;
  readonly person: { readonly tax_code: string; readonly given_name: string; readonly family_name: string } | null;
}

/** Before every id there is. */
const FIRST = "00000000-0000-0000-0000-000000000000";

const CASE = `select f.id as case_id, b.measure, f.role, f.bound, f.opened_at,
    least((select min(t.due_on) from term t where t.case_id = f.id and t.met_at is null),
          (select min(t.due_on) from item_term t where t.case_id = f.id and t.met_at is null)) as next_due_on,
    case when $1 then json_build_object('tax_code', p.tax_code, 'given_name', p.name, 'family_name', p.surname) end as person
  from competence c join case_file f on f.id = c.case_id join benefit b on b.id = f.benefit_id join person p on p.id = f.person_id`;

/** Cases of the office after the one named, in the order of their ids. */
export async function casesAfter(db: Queryable, office: string, after: string | null, limit: number, withPeople: boolean): Promise<CaseSummary[]> {
  const { rows } = await db.query<CaseSummary>(`${CASE} where c.office_id = $2 and c.case_id > $3 order by c.case_id limit $4`, [
    withPeople, office, after ?? FIRST, limit,
  ]);
  return rows;
}

export async function caseOf(db: Queryable, caseId: string, withPeople: boolean): Promise<CaseSummary | null> {
  const { rows } = await db.query<CaseSummary>(`${CASE} where c.case_id = $2`, [withPeople, caseId]);
  return rows[0] ?? null;
}

export interface ProceedingRow {
  readonly proceeding_id: string;
  readonly procedure: string;
  readonly state: string;
  readonly version: number;
  readonly opened_at: string;
  readonly closed_at: string | null;
}

export async function proceedingsOf(db: Queryable, caseId: string): Promise<ProceedingRow[]> {
  const { rows } = await db.query<ProceedingRow>(
    `select id as proceeding_id, procedure, state, version, opened_at, closed_at from dossier_item where case_id = $1 order by opened_at, id limit 500`,
    [caseId],
  );
  return rows;
}

export async function termsOf(db: Queryable, caseId: string): Promise<{ kind: string; due_on: string; citation: string | null }[]> {
  const { rows } = await db.query<{ kind: string; due_on: string; citation: string | null }>(
    `select kind, due_on, citation from term where case_id = $1 and met_at is null
     union all select procedure || '/' || kind, due_on, citation from item_term where case_id = $1 and met_at is null order by 2, 1 limit 500`,
    [caseId],
  );
  return rows;
}

export interface SummonsRow {
  readonly summons_id: string;
  readonly reference: string;
  readonly attempt: number;
  readonly state: string;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly evidence: { channel: string; outcome: string; at: string }[];
}

/** Summonses of a case with what proves that the word arrived: receipts of messages, and what the office recorded. */
export async function summonsesAfter(db: Queryable, caseId: string, after: string | null, limit: number): Promise<SummonsRow[]> {
  const { rows } = await db.query<SummonsRow>(
    `select s.id as summons_id, s.reference, s.attempt, s.state, a.starts_at, a.ends_at,
       coalesce((select json_agg(json_build_object('channel', e.channel, 'outcome', e.outcome, 'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by e.at)
         from (select d.channel, d.outcome, d.happened_at as at from delivery_evidence d where d.summons_id = s.id
               union all select m.channel, r.status, r.at from message m join receipt r on r.message_id = m.id where m.summons_id = s.id limit 200) e), '[]') as evidence
     from summons s join appointment a on a.id = s.appointment_id
     where s.case_id = $1 and s.id > $2 order by s.id limit $3`,
    [caseId, after ?? FIRST, limit],
  );
  return rows;
}

export interface AppointmentRow {
  readonly appointment_id: string;
  readonly case_id: string;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly desk: number;
  readonly state: string;
}

export async function appointmentsAfter(db: Queryable, days: { from: string; to: string; office: string }, after: string | null, limit: number): Promise<AppointmentRow[]> {
  const { rows } = await db.query<AppointmentRow>(
    `select id as appointment_id, case_id, starts_at, ends_at, desk_id as desk, state from appointment
     where office_id = $1 and day between $2 and $3 and state <> 'released' and id > $4 order by id limit $5`,
    [days.office, days.from, days.to, after ?? FIRST, limit],
  );
  return rows;
}

export async function officeTitles(db: Queryable, offices: readonly string[], after: string, limit: number): Promise<{ office_id: string; title: string; province: string }[]> {
  const { rows } = await db.query<{ office_id: string; title: string; province: string }>(
    `select id as office_id, short_name as title, coalesce(province, '') as province from office where id = any($1) and id > $2 order by id limit $3`,
    [offices, after, limit],
  );
  return rows;
}
