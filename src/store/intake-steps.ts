// The statements by which one staged chunk of notices becomes persons, benefits, cases and their dated facts, set by set.

import { firstActs } from "./register.ts";
import { BY_HAND, CHUNK_WORKLIST } from "./worklist-bulk.ts";

/** Held by the part of a chunk that counts who shares a number, until it commits. */
const COUNTING_LOCK = 7_301_994;

/**
 * Each staged notice beside what we know: is its key new, newer, the same or older; do its person, benefit and case exist.
 * "Leads" marks, per person, benefit and case, the notice of the chunk that speaks last, where it also speaks later than what
 * is stored: its data win. Ties are broken by protocol and role, so that any order of arrival ends in the same state.
 */
const MATCH = [
  // Temporary tables have no statistics of their own, and without them the joins below would be planned for a handful of rows.
  // Nearly every value is there once: three hundred rows tell that as well as thirty thousand.
  "set local default_statistics_target = 1",
  "analyze chunk, staged (ord, tax_code, protocol, role, measure), staged_contact (ord, value)",
  // Keys looked up one by one stay in memory: a scan of whole tables for each chunk would grow with the square of the file.
  "set local random_page_cost = 1.1",

  `create temp table matched on commit drop as
   with known as materialized (
     select s.ord, s.tax_code, s.measure, s.protocol, s.role, s.sent_at, s.protocol || s.role as data_key,
       s.notice_id, s.person_id, s.benefit_id, s.case_id,
       case when n.id is null then 'created'
            when s.sent_at > n.sent_at then 'updated'
            when s.digest = n.digest then 'same'
            else 'older' end as outcome,
       n.id is null or s.sent_at > n.sent_at as newer,
       n.id as known_notice, n.version as known_version,
       p.id as known_person, p.data_as_of as person_as_of, p.data_key as person_key,
       b.id as known_benefit, b.data_as_of as benefit_as_of,
       f.id as known_case, f.data_as_of as case_as_of, f.bound as was_bound,
       n.id is not null and ((n.payload->'residence')::jsonb, (n.payload->'domicile')::jsonb) is not distinct from (s.residence, s.domicile) as same_address
     from staged s
     left join notice n on n.tax_code = s.tax_code and n.protocol = s.protocol and n.role = s.role
     left join person p on p.tax_code = s.tax_code
     left join benefit b on b.measure = s.measure and b.protocol = s.protocol
     left join case_file f on f.benefit_id = b.id and f.person_id = p.id
   ), judged as (
     select known.ord, data_key, outcome, known_notice, known_person, known_benefit, known_case, was_bound, same_address,
       coalesce(known_notice, notice_id) as the_notice,
       case when known_notice is null then 1 when newer then known_version + 1 else known_version end as version,
       coalesce(known_person, first_value(person_id) over of_person) as the_person,
       coalesce(known_benefit, first_value(benefit_id) over of_benefit) as the_benefit,
       coalesce(known_case, first_value(case_id) over of_case) as the_case,
       newer and ord = first_value(ord) over of_person
         and (known_person is null or (sent_at, data_key) >= (person_as_of, person_key)) as leads_person,
       newer and ord = first_value(ord) over of_benefit and (known_benefit is null or sent_at > benefit_as_of) as leads_benefit,
       newer and ord = first_value(ord) over of_case and (known_case is null or sent_at >= case_as_of) as leads_case
     from known
     window of_person as (partition by newer, tax_code order by sent_at desc, data_key desc),
            of_benefit as (partition by newer, measure, protocol order by sent_at desc, tax_code, role),
            of_case as (partition by newer, measure, protocol, tax_code order by sent_at desc, role desc)
   )
   select judged.*, s.role, s.sent_at, s.measure, s.protocol, s.reach, s.bound, s.not_bound_reason, s.office_id, s.route_rule,
     s.queue_reason, s.queue_detail, s.term_start, s.term_due, s.did_start, s.did_due, s.task_id
   from judged join staged s using (ord)`,

  "create index on matched (known_person) where known_person is not null",
  "create index on matched (known_case) where known_case is not null",
  "analyze matched (ord, the_person, the_case, the_notice, known_person, known_benefit, known_case, leads_person, leads_benefit, leads_case, outcome)",
];

const PEOPLE = [
  `insert into person (id, tax_code, provisional, surname, name, birth_date, sex, birth_place, citizenship, reach, residence, domicile,
     postal, data_as_of, data_key)
   select m.the_person, s.tax_code, s.provisional, s.surname, s.name, s.birth_date, s.sex, s.birth_place, s.citizenship, s.reach,
     s.residence, s.domicile, s.postal, s.sent_at, m.data_key
   from matched m join staged s using (ord) where m.leads_person and m.known_person is null`,

  `update person p set provisional = s.provisional, surname = s.surname, name = s.name, birth_date = s.birth_date, sex = s.sex,
     birth_place = s.birth_place, citizenship = s.citizenship, residence = s.residence, domicile = s.domicile, postal = s.postal,
     data_as_of = s.sent_at, data_key = m.data_key
   from matched m join staged s using (ord) where m.leads_person and p.id = m.known_person`,
];

const BENEFITS = [
  `insert into benefit (id, measure, protocol, previous_protocol, applicant_tax_code, application_state, application_date, granted_on, data_as_of)
   select m.the_benefit, s.measure, s.protocol, s.previous_protocol, s.applicant_tax_code, s.application_state, s.application_date,
     s.granted_on, s.sent_at
   from matched m join staged s using (ord) where m.leads_benefit and m.known_benefit is null`,

  `update benefit b set previous_protocol = coalesce(s.previous_protocol, b.previous_protocol), applicant_tax_code = s.applicant_tax_code,
     application_state = s.application_state, application_date = s.application_date, granted_on = s.granted_on, data_as_of = s.sent_at
   from matched m join staged s using (ord) where m.leads_benefit and b.id = m.known_benefit`,

  // A renewal finds the benefit before it, or is found by it, whichever comes first.
  `update benefit b set previous_benefit_id = o.id
   from matched m, benefit o
   where m.leads_benefit and b.id = m.the_benefit and b.previous_benefit_id is null and o.measure = b.measure and o.protocol = b.previous_protocol`,

  `update benefit b set previous_benefit_id = m.the_benefit
   from matched m
   where m.leads_benefit and m.known_benefit is null and b.previous_benefit_id is null
     and b.measure = m.measure and b.previous_protocol = m.protocol and b.previous_protocol is not null`,
];

/** The terms that run from the recognition: to convene, and to give the DID where the measure has it. */
const TERMS = `cross join lateral (values ('T2', term_start, term_due, 'DL4_2019.art4.c5'), ('T1', did_start, did_due, 'DL4_2019.art4.c1')) t (kind, starts_on, due_on, citation)`;

const CASES = [
  `insert into case_file (id, benefit_id, person_id, role, bound, not_bound_reason, data_as_of, opened_at)
   select the_case, the_benefit, the_person, role, bound, not_bound_reason, sent_at, sent_at
   from matched where leads_case and known_case is null`,

  `update case_file f set role = m.role, bound = m.bound, not_bound_reason = m.not_bound_reason, data_as_of = m.sent_at
   from matched m where m.leads_case and f.id = m.known_case`,

  `insert into term (case_id, kind, starts_on, due_on, citation)
   select the_case, t.kind, t.starts_on, t.due_on, t.citation from matched ${TERMS} where leads_case and known_case is null and bound and t.due_on is not null`,

  `insert into term (case_id, kind, starts_on, due_on, citation)
   select known_case, t.kind, t.starts_on, t.due_on, t.citation from matched ${TERMS}
   where leads_case and known_case is not null and bound and t.due_on is not null
   on conflict (case_id, kind) do update set starts_on = excluded.starts_on, due_on = excluded.due_on,
     met_at = case when term.met_by = 'non-dovuto' then null else term.met_at end,
     met_by = case when term.met_by = 'non-dovuto' then null else term.met_by end
   where (term.starts_on, term.due_on) <> (excluded.starts_on, excluded.due_on) or term.met_by = 'non-dovuto'`,

  `update term t set met_at = m.sent_at, met_by = 'non-dovuto'
   from matched m where m.leads_case and not m.bound and t.case_id = m.known_case and t.met_at is null`,
];

const CONTACTS = [
  `insert into contact_point (person_id, kind, value, raw, source, source_date, usable, problem)
   select m.the_person, c.kind, c.value, c.raw, 'notice', m.sent_at, c.usable, c.problem
   from staged_contact c join matched m using (ord) where m.leads_person and m.known_person is null`,

  // Contact points of notices: those of the last notice are current, the others stay with their source and date.
  `update contact_point c set current = false
   from matched m where m.leads_person and c.person_id = m.known_person and c.source = 'notice' and c.current`,

  `insert into contact_point (person_id, kind, value, raw, source, source_date, usable, problem)
   select m.the_person, c.kind, c.value, c.raw, 'notice', m.sent_at, c.usable, c.problem
   from staged_contact c join matched m using (ord) where m.leads_person and m.known_person is not null
   on conflict (person_id, kind, value) do update set raw = excluded.raw, source_date = excluded.source_date,
     -- What the person said at the desk not to be theirs stays so, however often a notice says it.
     usable = excluded.usable and contact_point.problem is distinct from 'RECAPITO_SBAGLIATO',
     problem = case when contact_point.problem = 'RECAPITO_SBAGLIATO' then contact_point.problem else excluded.problem end, current = true`,

  `update person p set reach = r.reach
   from (select m.known_person,
           case when bool_or(c.kind = 'mobile') and bool_or(c.kind = 'email') then 'sms+email'
                when bool_or(c.kind = 'mobile') then 'sms' when bool_or(c.kind = 'email') then 'email' when bool_or(c.kind = 'pec') then 'pec'
                when bool_or(pp.postal) then 'paper' else 'nobody' end as reach
         from matched m join person pp on pp.id = m.known_person
         left join contact_point c on c.person_id = m.known_person and c.current and c.usable
         where m.leads_person group by m.known_person) r
   where p.id = r.known_person and p.reach <> r.reach`,
];

/** Role and bound-or-not as dated facts: an open fact that says something else is closed, the new one opened. */
const FACTS = [
  `insert into case_fact (case_id, kind, value, valid_from)
   select m.the_case, v.kind, v.value, m.sent_at
   from matched m cross join lateral (values ('role', m.role), ('bound', case when m.bound then 'si' else m.not_bound_reason end)) v (kind, value)
   where m.leads_case and m.known_case is null`,

  `with said as (
     select m.known_case as case_id, m.sent_at, v.kind, v.value
     from matched m cross join lateral (values ('role', m.role), ('bound', case when m.bound then 'si' else m.not_bound_reason end)) v (kind, value)
     where m.leads_case and m.known_case is not null
   ), closed as (
     update case_fact f set valid_to = said.sent_at from said
     where f.case_id = said.case_id and f.kind = said.kind and f.valid_to is null and f.value <> said.value and f.valid_from < said.sent_at
     returning f.case_id, f.kind
   ), looked_at_again as (
     insert into duty_review (case_id, due_on) select closed.case_id, (select business_time from chunk)::date from closed where closed.kind = 'bound'
     on conflict (case_id) do update set due_on = excluded.due_on
   )
   insert into case_fact (case_id, kind, value, valid_from)
   select said.case_id, said.kind, said.value, said.sent_at from said
   where not exists (select 1 from case_fact f where f.case_id = said.case_id and f.kind = said.kind and f.valid_to is null
                     and not exists (select 1 from closed where closed.case_id = f.case_id and closed.kind = f.kind))
   on conflict (case_id, kind, valid_from) do update set value = excluded.value`,
];

/**
 * Competence follows the person's last address, in all the person's cases: a first routing, a move to another office (history
 * kept, the old office's access ends with its row), or the queue of what no rule can route. A person's decision stands until
 * the address itself changes.
 */
const COMPETENCE = [
  `create temp table moved on commit drop as
   select f.id as case_id, c.office_id as from_office, m.office_id as to_office, c.since as from_since, c.rule as from_rule, m.route_rule as to_rule
   from matched m join case_file f on f.person_id = m.known_person join competence c on c.case_id = f.id
   where m.leads_person and m.office_id is not null and c.office_id <> m.office_id
     and not (c.rule = 'decision' and m.same_address)`,

  `insert into competence_history (case_id, office_id, since, until, rule)
   select case_id, from_office, from_since, business_time, from_rule from moved, chunk on conflict (case_id, since) do nothing`,

  `update competence c set office_id = moved.to_office, since = business_time, rule = moved.to_rule
   from moved, chunk where c.case_id = moved.case_id`,

  // All cases of a person who is new are in this chunk.
  `insert into competence (case_id, office_id, since, rule, search_key, person_id)
   select own.the_case, m.office_id, business_time, m.route_rule, search_form(s.surname || ' ' || s.name || ' ' || s.tax_code), m.the_person
   from matched m join staged s using (ord) join matched own on own.the_person = m.the_person and own.leads_case cross join chunk
   where m.leads_person and m.known_person is null and m.office_id is not null`,

  `insert into competence (case_id, office_id, since, rule)
   select f.id, m.office_id, business_time, m.route_rule
   from matched m join case_file f on f.person_id = m.known_person cross join chunk
   where m.leads_person and m.office_id is not null
   on conflict (case_id) do nothing`,

  // A new case told by an older notice: the person's other cases know better where the person lives.
  `insert into competence (case_id, office_id, since, rule)
   select m.the_case, coalesce(sibling.office_id, m.office_id), business_time, coalesce(sibling.rule, m.route_rule)
   from matched m cross join chunk
   left join lateral (select c.office_id, c.rule from case_file f join competence c on c.case_id = f.id
                      where f.person_id = m.the_person and f.id <> m.the_case order by c.since desc limit 1) sibling on true
   where m.leads_case and not m.leads_person and m.known_case is null
     and coalesce(sibling.office_id, m.office_id) is not null
   on conflict (case_id) do nothing`,

  `delete from routing_queue q using matched m, case_file f
   where m.leads_person and m.office_id is not null and f.person_id = m.known_person and q.case_id = f.id`,

  `insert into routing_queue (case_id, reason, detail, since)
   select f.id, m.queue_reason, m.queue_detail, business_time
   from matched m join case_file f on f.person_id = m.the_person cross join chunk
   left join competence c on c.case_id = f.id
   where m.leads_person and m.queue_reason is not null and (c.case_id is null or not m.same_address)
   on conflict (case_id) do update set reason = excluded.reason, detail = excluded.detail
   where (routing_queue.reason, routing_queue.detail) is distinct from (excluded.reason, excluded.detail)`,

  `insert into routing_queue (case_id, reason, detail, since)
   select m.the_case, m.queue_reason, m.queue_detail, business_time
   from matched m cross join chunk
   where m.leads_case and not m.leads_person and m.known_case is null and m.queue_reason is not null
     and not exists (select 1 from competence c where c.case_id = m.the_case)
   on conflict (case_id) do nothing`,
];

/** Bound persons whom no message can reach are work for the desk; those who became reachable no longer are. */
const UNREACHABLE = [
  `update desk_task t set closed_at = business_time, closed_by = 'recapito-ricevuto'
   from matched m join person p on p.id = m.known_person cross join chunk
   where t.case_id = m.known_case and t.kind = 'unreachable' and t.closed_at is null and m.leads_person
     and told_way(m.measure, p.reach, p.postal) is not null`,

  `insert into desk_task (id, case_id, kind, reason, opened_at)
   select m.task_id, m.the_case, 'unreachable', p.reach, business_time
   from matched m join person p on p.id = m.the_person cross join chunk
   where m.leads_case and m.bound and p.reach in ('pec', 'paper', 'nobody') and told_way(m.measure, p.reach, p.postal) is null
   on conflict (case_id, kind) where closed_at is null do nothing`,
];

const RECORD = [
  `insert into notice_history (notice_id, version, sent_at, digest, payload, replaced_by_batch)
   select n.id, n.version, n.sent_at, n.digest, n.payload, batch_id
   from notice n join matched m on m.known_notice = n.id cross join chunk where m.outcome = 'updated'`,

  `update notice n set sent_at = s.sent_at, digest = s.digest, payload = s.payload, version = m.version
   from matched m join staged s using (ord) where n.id = m.known_notice and m.outcome = 'updated'`,

  `insert into notice (id, tax_code, protocol, role, measure, case_id, sent_at, digest, payload)
   select m.the_notice, s.tax_code, s.protocol, s.role, s.measure, m.the_case, s.sent_at, s.digest, s.payload
   from matched m join staged s using (ord) where m.outcome = 'created'`,

  `insert into notice_record (batch_id, line, notice_id, outcome, sent_at, digest, payload)
   select batch_id, s.line, m.the_notice, m.outcome, s.sent_at, s.digest, case when m.outcome = 'older' then s.payload end
   from matched m join staged s using (ord) cross join chunk`,
];

/** A first notice that opens its case opens the case's chain of acts too. */
const OPENS_ITS_CASE = "m.outcome = 'created' and m.known_case is null and m.leads_case";

const FIRST_ACTS = firstActs(
  `select s.act_id as id, m.the_case as subject_id, 'case' as subject_kind, a.kind, a.actor, a.actor_role, a.happened_at, a.citation, a.middle,
     s.act_payload as payload
   from matched m join staged s using (ord) cross join chunk a where ${OPENS_ITS_CASE}`,
);

/** Only one part at a time counts who shares a number, as its last step, so that the later one sees what the earlier one stored. */
const SHARED = [
  `select pg_advisory_xact_lock(${COUNTING_LOCK})`,

  `update contact_point c set shared_by = least(n.persons, 32000)
   from (select value, count(*) as persons from contact_point
         where current and usable and value in (
           select value from staged_contact where usable
           union
           -- Numbers that somebody here has just given up are shared by one less.
           select g.value from contact_point g join matched m on g.person_id = m.known_person where m.leads_person)
         group by value having count(*) > 1 or max(shared_by) > 1) n
   where c.value = n.value and c.current and c.usable and c.shared_by <> least(n.persons, 32000)`,
];

/** What became of each notice, but for those that only opened their case: they are most, and there is nothing to tell. */
const RESULT = `
select ord, outcome, the_notice as "noticeId", the_case as "caseId", version,
  coalesce(leads_case and was_bound and not bound, false) as "stoppedBeingBound"
from matched m where not (${OPENS_ITS_CASE}) order by ord`;

const MOVES = `select case_id as "caseId", from_office as "from", to_office as "to", to_rule as rule from moved order by case_id`;

/** All that happens to one chunk, in order; the last two give the result. */
export const CHUNK_STEPS = [
  BY_HAND, ...MATCH, ...PEOPLE, ...BENEFITS, ...CASES, ...CONTACTS, ...FACTS, ...COMPETENCE, ...UNREACHABLE, ...RECORD, ...FIRST_ACTS,
  ...CHUNK_WORKLIST, ...SHARED, RESULT, MOVES,
];
