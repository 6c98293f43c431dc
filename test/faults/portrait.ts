// The state of a database as facts that can be compared: every table that matters, without identifiers, in a fixed order.

import assert from "node:assert/strict";
import type { Pool } from "pg";

const OF_CASE = `join case_file f on f.id = x.case_id join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id`;
const WHO = "p.tax_code, b.protocol";

/** Question by table. Each gives rows that mean the same in any copy of the database. */
const INTAKE: Readonly<Record<string, string>> = {
  person: `select tax_code, provisional, surname, name, birth_date, sex, birth_place, citizenship, reach, residence, domicile, postal, data_as_of, data_key from person`,
  contact_point: `select p.tax_code, x.kind, x.value, x.raw, x.source, x.source_date, x.usable, x.problem, x.current, case when x.current then x.shared_by end
    from contact_point x join person p on p.id = x.person_id`,
  benefit: `select x.measure, x.protocol, x.previous_protocol, o.protocol as before, x.applicant_tax_code, x.application_state, x.application_date, x.granted_on, x.data_as_of
    from benefit x left join benefit o on o.id = x.previous_benefit_id`,
  case_file: `select ${WHO}, f.role, f.bound, f.not_bound_reason, f.data_as_of, f.opened_at from (select id as case_id from case_file) x ${OF_CASE}`,
  case_fact: `select ${WHO}, x.kind, x.value, x.valid_from, x.valid_to from case_fact x ${OF_CASE}`,
  notice: `select tax_code, protocol, role, measure, sent_at, encode(digest, 'hex') as digest, version, payload from notice`,
  notice_history: `select n.tax_code, n.protocol, n.role, x.version, x.sent_at, encode(x.digest, 'hex') as digest from notice_history x join notice n on n.id = x.notice_id`,
  competence: `select ${WHO}, x.office_id, x.since, x.rule from competence x ${OF_CASE}`,
  competence_history: `select ${WHO}, x.office_id, x.since, x.until, x.rule from competence_history x ${OF_CASE}`,
  routing_queue: `select ${WHO}, x.reason, x.detail, x.since from routing_queue x ${OF_CASE}`,
  term: `select ${WHO}, x.kind, x.starts_on, x.due_on, x.met_at, x.met_by from term x ${OF_CASE}`,
  desk_task: `select ${WHO}, x.kind, x.reason, x.detail, x.opened_at, x.closed_at, x.closed_by from desk_task x ${OF_CASE}`,
  act: `select ${WHO}, a.seq, a.kind, a.actor, a.happened_at, a.citation from (select subject_id as case_id, * from act where subject_kind = 'case') a
    join case_file f on f.id = a.case_id join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id`,
  rejected_row: `select t.name, r.line, r.seq, r.field, r.code, r.message, encode(r.bytes, 'hex') as bytes
    from (select distinct on (name) id, name from batch where state = 'done' order by name, started_at desc) t join rejected_row r on r.batch_id = t.id`,
  finished_batch: `select distinct on (name) name, rows_read, rows_rejected, rows_created + rows_updated + rows_unchanged as rows_taken, default_sent_at
    from batch where state = 'done' order by name, started_at desc`,
};

const PLAN: Readonly<Record<string, string>> = {
  appointment: `select ${WHO}, x.office_id, x.desk_id, x.lane, x.starts_at, x.ends_at, x.day, x.hour, x.wave, x.state, x.together from appointment x ${OF_CASE}`,
  summons: `select ${WHO}, x.attempt, x.wave, x.state, x.planned_at, x.issued_at from summons x ${OF_CASE}`,
};

/** The reference code is drawn by chance when planning: a planned database must be the common ground of those compared. */
const MESSAGES: Readonly<Record<string, string>> = {
  message: `select ${WHO}, x.kind, x.channel, x.gateway_id, x.priority, x.recipient, x.template, x.template_version, x.encoding, x.parts, x.due_at, x.expires_at,
    x.state, t.sender, t.subject, t.body, t.raw is null as bare from message x join message_content t on t.message_id = x.id ${OF_CASE}`,
};

export const STAGES = {
  intake: INTAKE,
  plan: { ...INTAKE, ...PLAN },
  messages: { ...INTAKE, ...PLAN, ...MESSAGES },
} as const;
export type Stage = keyof typeof STAGES;

export type Portrait = Readonly<Record<string, { readonly rows: number; readonly digest: string }>>;

export async function portrait(pool: Pool, stage: Stage): Promise<Portrait> {
  const facts: Record<string, { rows: number; digest: string }> = {};
  for (const [table, question] of Object.entries(STAGES[stage])) {
    const { rows } = await pool.query<{ rows: number; digest: string }>(
      `select count(*)::int as rows, md5(coalesce(string_agg(md5(q::text), '' order by q::text), '')) as digest from (${question}) q`,
    );
    facts[table] = rows[0]!;
  }
  return facts;
}

/** Fails with the first rows that differ when the two databases do not say the same. */
export async function assertSameState(pool: Pool, wanted: { readonly pool: Pool; readonly portrait: Portrait }, stage: Stage): Promise<void> {
  const found = await portrait(pool, stage);
  for (const [table, question] of Object.entries(STAGES[stage])) {
    if (found[table]!.digest === wanted.portrait[table]!.digest) continue;
    const [here, there] = await Promise.all([pool, wanted.pool].map(async (one) => (await one.query<{ row: string }>(`select q::text as row from (${question}) q`)).rows.map((r) => r.row)));
    const [ours, theirs] = [new Set(here), new Set(there)];
    assert.fail(
      `${table}: ${found[table]!.rows} rows instead of ${wanted.portrait[table]!.rows}\n  only after the kills: ${here!.filter((row) => !theirs.has(row)).slice(0, 4).join("\n    ")}\n  only without kills: ${there!.filter((row) => !ours.has(row)).slice(0, 4).join("\n    ")}`,
    );
  }
}
