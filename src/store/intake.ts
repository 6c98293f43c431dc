// Queries of intake: one chunk of judged notices becomes persons, benefits, cases and their dated facts, set by set.

import type { ClientBase } from "pg";
import { copyInto } from "./copy.ts";
import type { CopyValue } from "./copy.ts";

/** One judged notice on its way into the database, flat. */
export interface StagedNotice {
  readonly line: number;
  readonly taxCode: string;
  readonly provisional: boolean;
  readonly protocol: string;
  readonly previousProtocol: string | null;
  readonly role: "R" | "M";
  readonly measure: string;
  readonly applicantTaxCode: string;
  readonly applicationState: string;
  readonly applicationDate: string;
  readonly grantedOn: string;
  readonly surname: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string | null;
  readonly birthPlace: string | null;
  readonly citizenship: string;
  readonly residence: string;
  readonly domicile: string | null;
  readonly postal: boolean;
  readonly reach: string;
  readonly sentAt: string;
  readonly digest: Uint8Array;
  readonly payload: string;
  readonly bound: boolean;
  readonly notBoundReason: string | null;
  readonly officeId: string | null;
  readonly routeRule: string | null;
  readonly queueReason: string | null;
  readonly queueDetail: string | null;
  readonly termStart: string;
  readonly termDue: string;
  readonly contacts: readonly StagedContact[];
  /** Identifiers to use where the thing does not exist yet. */
  readonly personId: string;
  readonly benefitId: string;
  readonly caseId: string;
  readonly noticeId: string;
  readonly taskId: string;
}

export interface StagedContact {
  readonly kind: "mobile" | "landline" | "email";
  readonly value: string;
  readonly raw: string;
  readonly usable: boolean;
  readonly problem: string | null;
}

/** What became of one staged notice. */
export interface StoredNotice {
  readonly ord: number;
  readonly outcome: "created" | "updated" | "same" | "older";
  readonly noticeId: string;
  readonly caseId: string;
  readonly newCase: boolean;
  readonly version: number;
  readonly stoppedBeingBound: boolean;
}

/** A case that went from one office to another because the person's address did. */
export interface CaseMove {
  readonly caseId: string;
  readonly from: string;
  readonly to: string;
  readonly rule: string;
}

export interface StoredChunk {
  readonly notices: readonly StoredNotice[];
  readonly moves: readonly CaseMove[];
}

const COLUMNS: readonly (readonly [string, string, (row: StagedNotice) => CopyValue])[] = [
  ["line", "integer", (row) => row.line],
  ["tax_code", "text", (row) => row.taxCode],
  ["provisional", "boolean", (row) => row.provisional],
  ["protocol", "text", (row) => row.protocol],
  ["previous_protocol", "text", (row) => row.previousProtocol],
  ["role", "text", (row) => row.role],
  ["measure", "text", (row) => row.measure],
  ["applicant_tax_code", "text", (row) => row.applicantTaxCode],
  ["application_state", "text", (row) => row.applicationState],
  ["application_date", "date", (row) => row.applicationDate],
  ["granted_on", "date", (row) => row.grantedOn],
  ["surname", "text", (row) => row.surname],
  ["name", "text", (row) => row.name],
  ["birth_date", "date", (row) => row.birthDate],
  ["sex", "text", (row) => row.sex],
  ["birth_place", "text", (row) => row.birthPlace],
  ["citizenship", "text", (row) => row.citizenship],
  ["residence", "jsonb", (row) => row.residence],
  ["domicile", "jsonb", (row) => row.domicile],
  ["postal", "boolean", (row) => row.postal],
  ["reach", "text", (row) => row.reach],
  ["sent_at", "timestamptz", (row) => row.sentAt],
  ["digest", "bytea", (row) => row.digest],
  ["payload", "jsonb", (row) => row.payload],
  ["bound", "boolean", (row) => row.bound],
  ["not_bound_reason", "text", (row) => row.notBoundReason],
  ["office_id", "text", (row) => row.officeId],
  ["route_rule", "text", (row) => row.routeRule],
  ["queue_reason", "text", (row) => row.queueReason],
  ["queue_detail", "text", (row) => row.queueDetail],
  ["term_start", "date", (row) => row.termStart],
  ["term_due", "date", (row) => row.termDue],
  ["person_id", "uuid", (row) => row.personId],
  ["benefit_id", "uuid", (row) => row.benefitId],
  ["case_id", "uuid", (row) => row.caseId],
  ["notice_id", "uuid", (row) => row.noticeId],
  ["task_id", "uuid", (row) => row.taskId],
];

const STAGE = `create temp table if not exists staged (ord integer, ${COLUMNS.map(([name, type]) => `${name} ${type}`).join(", ")})
  on commit delete rows`;
const STAGE_CONTACTS = `create temp table if not exists staged_contact
  (ord integer, kind text, value text, raw text, usable boolean, problem text) on commit delete rows`;

/** One chunk at a time in the whole installation: chunks of concurrent imports see each other whole, and never wait in a circle. */
const INTAKE_LOCK = 7_301_993;

/** Stores one chunk whose keys (tax code, protocol, role) are all different. `now` is business time. */
export async function storeChunk(
  client: ClientBase,
  batchId: string,
  now: string,
  rows: readonly StagedNotice[],
): Promise<StoredChunk> {
  await client.query("select pg_advisory_xact_lock($1)", [INTAKE_LOCK]);
  await client.query(STAGE);
  await client.query(STAGE_CONTACTS);
  await client.query("truncate staged, staged_contact");
  await copyInto(client, "staged", ["ord", ...COLUMNS.map(([name]) => name)], stagedRows(rows));
  await copyInto(client, "staged_contact", ["ord", "kind", "value", "raw", "usable", "problem"], contactRows(rows));
  // Temporary tables have no statistics of their own, and without them the joins below would be planned for a handful of rows.
  await client.query("analyze staged (ord, tax_code, protocol, role, measure), staged_contact (ord, value)");
  await client.query("drop table if exists matched");
  await client.query(MATCH);
  await client.query("create unique index on matched (ord)");
  await client.query("analyze matched");
  for (const statement of STEPS) await client.query(statement);
  await client.query(FACTS);
  await client.query("drop table if exists chunk_time, moved");
  await client.query("create temp table chunk_time on commit drop as select $1::timestamptz as business_time", [now]);
  for (const statement of CASE_MOVES) await client.query(statement);
  await client.query(UNREACHABLE, [now]);
  await client.query(RECORD, [batchId]);
  const { rows: notices } = await client.query<StoredNotice>(RESULT);
  const { rows: moves } = await client.query<CaseMove>(
    `select case_id as "caseId", from_office as "from", to_office as "to", to_rule as rule from moved order by case_id`,
  );
  return { notices, moves };
}

function* stagedRows(rows: readonly StagedNotice[]): Generator<CopyValue[]> {
  for (const [ord, row] of rows.entries()) {
    const line: CopyValue[] = [ord];
    for (const [, , value] of COLUMNS) line.push(value(row));
    yield line;
  }
}

function* contactRows(rows: readonly StagedNotice[]): Generator<CopyValue[]> {
  for (const [ord, row] of rows.entries()) {
    for (const contact of row.contacts) {
      yield [ord, contact.kind, contact.value, contact.raw, contact.usable, contact.problem];
    }
  }
}

/** Each staged notice beside what we know: is its key new, newer, the same or older; does its person and case exist. */
const MATCH = `
create temp table matched on commit drop as
select s.ord,
  case when n.id is null then 'created'
       when s.sent_at > n.sent_at then 'updated'
       when s.digest = n.digest then 'same'
       else 'older' end as outcome,
  coalesce(n.id, s.notice_id) as notice_id,
  case when n.id is null then 1 when s.sent_at > n.sent_at then n.version + 1 else n.version end as version,
  p.id as known_person, p.data_as_of as person_as_of, p.data_key as person_key,
  b.id as known_benefit, f.id as known_case, f.data_as_of as case_as_of, f.bound as was_bound,
    n.id is not null and (n.payload->'residence', n.payload->'domicile')
    is not distinct from (s.payload->'residence', s.payload->'domicile') as same_address
from staged s
left join notice n on n.tax_code = s.tax_code and n.protocol = s.protocol and n.role = s.role
left join person p on p.tax_code = s.tax_code
left join benefit b on b.measure = s.measure and b.protocol = s.protocol
left join case_file f on f.benefit_id = b.id and f.person_id = p.id`;

const NEWER = "m.outcome in ('created', 'updated')";

/**
 * "Leads" marks, per person, benefit and case, the staged notice that speaks last: its data win if newer than what is stored.
 * Ties are broken by protocol and role, so that any order of arrival ends in the same state.
 */
const STEPS = [
  `alter table matched add column person_id uuid, add column benefit_id uuid, add column case_id uuid,
     add column leads_person boolean, add column leads_case boolean, add column moved_from text, add column moved_to text`,

  `insert into person (id, tax_code, provisional, surname, name, birth_date, sex, birth_place, citizenship, reach, residence, domicile,
     postal, data_as_of, data_key)
   select distinct on (s.tax_code) s.person_id, s.tax_code, s.provisional, s.surname, s.name, s.birth_date, s.sex, s.birth_place, s.citizenship,
     s.reach, s.residence, s.domicile, s.postal, s.sent_at, s.protocol || s.role
   from staged s join matched m using (ord) where ${NEWER} and m.known_person is null
   order by s.tax_code, s.sent_at desc, s.protocol || s.role desc`,

  `update person p set provisional = s.provisional, surname = s.surname, name = s.name, birth_date = s.birth_date, sex = s.sex,
     birth_place = s.birth_place, citizenship = s.citizenship, residence = s.residence, domicile = s.domicile, postal = s.postal,
     data_as_of = s.sent_at, data_key = s.protocol || s.role
   from (select distinct on (s.tax_code) s.* from staged s join matched m using (ord)
         where ${NEWER} and m.known_person is not null
           and (s.sent_at, s.protocol || s.role) >= (m.person_as_of, m.person_key)
         order by s.tax_code, s.sent_at desc, s.protocol || s.role desc) s
   where p.tax_code = s.tax_code`,

  `insert into benefit (id, measure, protocol, previous_protocol, applicant_tax_code, application_state, application_date, granted_on, data_as_of)
   select distinct on (s.measure, s.protocol) s.benefit_id, s.measure, s.protocol, s.previous_protocol, s.applicant_tax_code,
     s.application_state, s.application_date, s.granted_on, s.sent_at
   from staged s join matched m using (ord) where ${NEWER} and m.known_benefit is null
   order by s.measure, s.protocol, s.sent_at desc, s.tax_code, s.role`,

  `update benefit b set previous_protocol = coalesce(s.previous_protocol, b.previous_protocol), applicant_tax_code = s.applicant_tax_code,
     application_state = s.application_state, application_date = s.application_date, granted_on = s.granted_on, data_as_of = s.sent_at
   from (select distinct on (s.measure, s.protocol) s.* from staged s join matched m using (ord)
         where ${NEWER} and m.known_benefit is not null
         order by s.measure, s.protocol, s.sent_at desc, s.tax_code, s.role) s
   where b.measure = s.measure and b.protocol = s.protocol and s.sent_at > b.data_as_of`,

  `update benefit b set previous_benefit_id = o.id
   from benefit o
   where o.measure = b.measure and o.protocol = b.previous_protocol and b.previous_benefit_id is null and b.previous_protocol is not null
     and (b.protocol in (select protocol from staged) or o.protocol in (select protocol from staged))`,

  `update matched m set person_id = p.id, benefit_id = b.id
   from staged s join person p on p.tax_code = s.tax_code
   join benefit b on b.measure = s.measure and b.protocol = s.protocol
   where m.ord = s.ord`,

  `update matched m set
     leads_person = m.ord = l.person_leader and l.speaks_last,
     leads_case = m.ord = l.case_leader and (m.known_case is null or l.sent_at >= m.case_as_of)
   from (select m.ord, s.sent_at, p.data_as_of = s.sent_at and p.data_key = s.protocol || s.role as speaks_last,
           first_value(m.ord) over (partition by m.person_id order by s.sent_at desc, s.protocol || s.role desc) as person_leader,
           first_value(m.ord) over (partition by m.benefit_id, m.person_id order by s.sent_at desc, s.role desc) as case_leader
         from matched m join staged s using (ord) join person p on p.id = m.person_id where ${NEWER}) l
   where l.ord = m.ord`,

  `insert into case_file (id, benefit_id, person_id, role, bound, not_bound_reason, data_as_of, opened_at)
   select s.case_id, m.benefit_id, m.person_id, s.role, s.bound, s.not_bound_reason, s.sent_at, s.sent_at
   from staged s join matched m using (ord) where m.leads_case and m.known_case is null`,

  `update case_file f set role = s.role, bound = s.bound, not_bound_reason = s.not_bound_reason, data_as_of = s.sent_at
   from staged s join matched m using (ord)
   where m.leads_case and f.id = m.known_case`,

  `update matched m set case_id = f.id from case_file f where f.benefit_id = m.benefit_id and f.person_id = m.person_id`,

  `insert into term (case_id, kind, starts_on, due_on, citation)
   select m.case_id, 'T2', s.term_start, s.term_due, 'DL4_2019.art4.c5'
   from staged s join matched m using (ord) where m.leads_case and s.bound
   on conflict (case_id, kind) do update set starts_on = excluded.starts_on, due_on = excluded.due_on,
     met_at = case when term.met_by = 'non-dovuto' then null else term.met_at end,
     met_by = case when term.met_by = 'non-dovuto' then null else term.met_by end
   where (term.starts_on, term.due_on) <> (excluded.starts_on, excluded.due_on) or term.met_by = 'non-dovuto'`,

  `update term t set met_at = s.sent_at, met_by = 'non-dovuto'
   from staged s join matched m using (ord)
   where m.leads_case and not s.bound and t.case_id = m.case_id and t.met_at is null`,

  // Contact points of notices: those of the last notice are current, the others stay with their source and date.
  `update contact_point c set current = false
   from matched m where m.leads_person and m.known_person is not null and c.person_id = m.person_id and c.source = 'notice' and c.current`,

  `insert into contact_point (person_id, kind, value, raw, source, source_date, usable, problem)
   select m.person_id, sc.kind, sc.value, sc.raw, 'notice', s.sent_at, sc.usable, sc.problem
   from staged_contact sc join staged s using (ord) join matched m using (ord) where m.leads_person
   on conflict (person_id, kind, value) do update set raw = excluded.raw, source_date = excluded.source_date,
     usable = excluded.usable, problem = excluded.problem, current = true`,

  `update contact_point c set shared_by = least(n.persons, 32000)
   from (select value, count(*) as persons from contact_point
         where current and usable and value in (
           select value from staged_contact where usable
           union
           -- Numbers that somebody here has just given up are shared by one less.
           select g.value from contact_point g join matched m on m.person_id = g.person_id where m.leads_person and m.known_person is not null)
         group by value) n
   where c.value = n.value and c.current and c.usable and c.shared_by <> least(n.persons, 32000)`,

  `update person p set reach = r.reach
   from (select m.person_id,
           case when bool_or(c.kind = 'mobile') and bool_or(c.kind = 'email') then 'sms+email'
                when bool_or(c.kind = 'mobile') then 'sms' when bool_or(c.kind = 'email') then 'email'
                when bool_or(pp.postal) then 'paper' else 'nobody' end as reach
         from matched m join person pp on pp.id = m.person_id
         left join contact_point c on c.person_id = m.person_id and c.current and c.usable
         where m.leads_person and m.known_person is not null group by m.person_id) r
   where p.id = r.person_id and p.reach <> r.reach`,
];

/** Role and bound-or-not as dated facts: an open fact that says something else is closed, the new one opened. */
const FACTS = `
with said as (
  select m.case_id, s.sent_at, v.kind, v.value
  from staged s join matched m using (ord)
  cross join lateral (values ('role', s.role), ('bound', case when s.bound then 'si' else s.not_bound_reason end)) v (kind, value)
  where m.leads_case
), closed as (
  update case_fact f set valid_to = said.sent_at from said
  where f.case_id = said.case_id and f.kind = said.kind and f.valid_to is null and f.value <> said.value and f.valid_from < said.sent_at
  returning f.case_id, f.kind
)
insert into case_fact (case_id, kind, value, valid_from)
select said.case_id, said.kind, said.value, said.sent_at from said
where not exists (select 1 from case_fact f where f.case_id = said.case_id and f.kind = said.kind and f.valid_to is null
                  and not exists (select 1 from closed where closed.case_id = f.case_id and closed.kind = f.kind))
on conflict (case_id, kind, valid_from) do update set value = excluded.value`;

/**
 * Competence follows the person's last address, in all the person's cases: a first routing, a move to another office (history
 * kept, the old office's access ends with its row), or the queue of what no rule can route. A person's decision stands until
 * the address itself changes.
 */
const CASE_MOVES = [
  `create temp table moved on commit drop as
   select f.id as case_id, c.office_id as from_office, s.office_id as to_office, c.since as from_since, c.rule as from_rule, s.route_rule as to_rule
   from matched m join staged s using (ord) join case_file f on f.person_id = m.person_id join competence c on c.case_id = f.id
   where m.leads_person and m.known_person is not null and s.office_id is not null and c.office_id <> s.office_id
     and not (c.rule = 'decision' and m.same_address)`,

  `insert into competence_history (case_id, office_id, since, until, rule)
   select case_id, from_office, from_since, business_time, from_rule from moved, chunk_time on conflict (case_id, since) do nothing`,

  `update competence c set office_id = moved.to_office, since = business_time, rule = moved.to_rule
   from moved, chunk_time where c.case_id = moved.case_id`,

  `insert into competence (case_id, office_id, since, rule)
   select f.id, s.office_id, business_time, s.route_rule
   from matched m join staged s using (ord) join case_file f on f.person_id = m.person_id cross join chunk_time
   where m.leads_person and s.office_id is not null
   on conflict (case_id) do nothing`,

  // A new case told by an older notice: the person's other cases know better where the person lives.
  `insert into competence (case_id, office_id, since, rule)
   select m.case_id, coalesce(sibling.office_id, s.office_id), business_time, coalesce(sibling.rule, s.route_rule)
   from matched m join staged s using (ord) cross join chunk_time
   left join lateral (select c.office_id, c.rule from case_file f join competence c on c.case_id = f.id
                      where f.person_id = m.person_id and f.id <> m.case_id order by c.since desc limit 1) sibling on true
   where m.leads_case and not coalesce(m.leads_person, false) and m.known_case is null
     and coalesce(sibling.office_id, s.office_id) is not null
   on conflict (case_id) do nothing`,

  `delete from routing_queue q using matched m, staged s, case_file f
   where m.ord = s.ord and m.leads_person and s.office_id is not null and f.person_id = m.person_id and q.case_id = f.id`,

  `insert into routing_queue (case_id, reason, detail, since)
   select f.id, s.queue_reason, s.queue_detail, business_time
   from matched m join staged s using (ord) join case_file f on f.person_id = m.person_id cross join chunk_time
   left join competence c on c.case_id = f.id
   where m.leads_person and s.queue_reason is not null and (c.case_id is null or not m.same_address)
   on conflict (case_id) do update set reason = excluded.reason, detail = excluded.detail
   where (routing_queue.reason, routing_queue.detail) is distinct from (excluded.reason, excluded.detail)`,

  `insert into routing_queue (case_id, reason, detail, since)
   select m.case_id, s.queue_reason, s.queue_detail, business_time
   from matched m join staged s using (ord) cross join chunk_time
   where m.leads_case and not coalesce(m.leads_person, false) and m.known_case is null and s.queue_reason is not null
     and not exists (select 1 from competence c where c.case_id = m.case_id)
   on conflict (case_id) do nothing`,
];

/** Bound persons whom no message can reach are work for the desk; those who became reachable no longer are. */
const UNREACHABLE = `
with now_reachable as (
  update desk_task t set closed_at = $1, closed_by = 'recapito-ricevuto'
  from matched m join person p on p.id = m.person_id
  where t.case_id = m.case_id and t.kind = 'unreachable' and t.closed_at is null and m.leads_person and p.reach not in ('paper', 'nobody')
)
insert into desk_task (id, case_id, kind, reason, opened_at)
select s.task_id, m.case_id, 'unreachable', p.reach, $1
from staged s join matched m using (ord) join person p on p.id = m.person_id
where m.leads_case and s.bound and p.reach in ('paper', 'nobody')
on conflict (case_id, kind) where closed_at is null do nothing`;

const RECORD = `
with history as (
  insert into notice_history (notice_id, version, sent_at, digest, payload, replaced_by_batch)
  select n.id, n.version, n.sent_at, n.digest, n.payload, $1 from notice n join matched m on m.notice_id = n.id where m.outcome = 'updated'
), renewed as (
  update notice n set sent_at = s.sent_at, digest = s.digest, payload = s.payload, version = m.version
  from staged s join matched m using (ord) where n.id = m.notice_id and m.outcome = 'updated'
), fresh as (
  insert into notice (id, tax_code, protocol, role, measure, case_id, sent_at, digest, payload)
  select m.notice_id, s.tax_code, s.protocol, s.role, s.measure, m.case_id, s.sent_at, s.digest, s.payload
  from staged s join matched m using (ord) where m.outcome = 'created'
)
insert into notice_record (batch_id, line, notice_id, outcome, sent_at, digest, payload)
select $1, s.line, m.notice_id, m.outcome, s.sent_at, s.digest, case when m.outcome = 'older' then s.payload end
from staged s join matched m using (ord)`;

const RESULT = `
select m.ord, m.outcome, m.notice_id as "noticeId", m.case_id as "caseId", (m.known_case is null and coalesce(m.leads_case, false)) as "newCase",
  m.version,
  coalesce(m.leads_case and m.was_bound and not s.bound, false) as "stoppedBeingBound"
from matched m join staged s using (ord) order by m.ord`;
