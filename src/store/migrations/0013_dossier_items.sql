-- The dossier: one row for each run of a procedure on a case, its terms, the reports sent, what proves a summons, what is to be told outside.

-- One instance of a procedure for a case. The row makes lists fast; the register of acts is the evidence, and gives the same row again.
create table dossier_item (
  id uuid primary key,
  case_id uuid not null,
  procedure text not null,
  state text not null,
  version integer not null check (version >= 1),
  data jsonb not null check (jsonb_typeof(data) = 'object'),
  -- Whose breaches or exemptions are counted together, and as what this item counts now (null: it does not count).
  unit_kind text not null check (unit_kind in ('household', 'person')),
  unit_id uuid not null,
  counts text,
  opened_at timestamptz not null,
  closed_at timestamptz,
  last_act uuid not null
);
create index dossier_item_by_case on dossier_item (case_id, procedure);
create index dossier_item_counted on dossier_item (unit_kind, unit_id, counts) where counts is not null;

-- Terms opened by the acts of an item, with all that is needed to count them again: a holiday or a suspension learnt later moves them.
create table item_term (
  id uuid primary key,
  case_id uuid not null,
  item_id uuid not null references dossier_item (id),
  procedure text not null,
  kind text not null,
  clock text not null,
  starts_on date not null,
  started_at timestamptz,
  amount integer not null check (amount >= 0),
  unit text not null check (unit in ('calendar-days', 'working-days', 'months', 'hours', 'date')),
  suspended boolean not null,
  due_on date not null,
  due_at timestamptz,
  citation text,
  start_citation text,
  opened_at timestamptz not null,
  opened_by uuid not null,
  met_at timestamptz,
  met_by text,
  met_act uuid,
  -- Set when it ran out unmet, by the turn of a day: the indicator is red, and what the table asks for has been done.
  expired_on date,
  check ((met_at is null) = (met_by is null)),
  check ((unit = 'hours') = (started_at is not null))
);
create unique index item_term_open on item_term (item_id, kind) where met_at is null;
create index item_term_running on item_term (id) where met_at is null;
create index item_term_by_case on item_term (case_id);

-- The terms of notices turn red in the same way.
alter table term add column expired_on date;

-- A breach as it was told to the platform. Never edited: it stands, until it is cancelled (once for an item) or discarded by the platform.
create table report (
  id uuid primary key,
  case_id uuid not null,
  item_id uuid not null references dossier_item (id),
  event text not null,
  fact_on date not null,
  measure_version text not null,
  unit_kind text not null check (unit_kind in ('household', 'person')),
  unit_id uuid not null,
  counter_before integer not null check (counter_before >= 0),
  counter_after integer not null check (counter_after = counter_before + 1),
  -- What proves that the person was told and how strongly, and what the breach is linked to.
  proof text not null check (proof in ('delivered', 'legal')),
  evidence jsonb not null check (jsonb_typeof(evidence) = 'array' and jsonb_array_length(evidence) > 0),
  link_kind text not null check (link_kind in ('agreed-activity', 'first-appointment-policy')),
  link_id text not null check (link_id <> ''),
  hours_waited integer not null check (hours_waited >= 0),
  operator_tax_code text not null check (operator_tax_code <> ''),
  proposed_by text not null,
  approved_by text not null check (approved_by <> proposed_by),
  act_id uuid not null unique,
  sent_at timestamptz not null,
  ended_as text check (ended_as in ('cancelled', 'discarded')),
  ended_at timestamptz,
  ended_by text,
  ended_reason text check (ended_reason <> ''),
  ended_act uuid,
  check (num_nulls(ended_as, ended_at, ended_by, ended_reason, ended_act) in (0, 5))
);
create unique index report_stands_once on report (item_id) where ended_as is null;
create unique index report_cancelled_once on report (item_id) where ended_as = 'cancelled';
create index report_by_case on report (case_id);
create index report_by_unit on report (unit_kind, unit_id) where ended_as is null;

-- Ways of telling a person that no gateway proves: a registered letter, PEC, a date signed at the desk.
create table delivery_evidence (
  id uuid primary key,
  case_id uuid not null,
  summons_id uuid not null references summons (id),
  appointment_id uuid not null references appointment (id),
  channel text not null check (channel in ('signed-at-desk', 'ordinary-letter', 'registered-letter', 'pec', 'send', 'app-io', 'siisl', 'phone')),
  outcome text not null check (outcome in ('failed', 'sent', 'received')),
  happened_at timestamptz not null,
  reference text not null check (reference <> ''),
  recorded_by text not null,
  recorded_at timestamptz not null default now()
);
create index delivery_evidence_by_summons on delivery_evidence (summons_id);
create index delivery_evidence_by_case on delivery_evidence (case_id);

-- What an act must tell the outside (the platform, the services of a municipality): written with the act, taken by the exchange.
create table outbound_event (
  id uuid primary key,
  case_id uuid not null,
  item_id uuid not null references dossier_item (id),
  act_id uuid not null,
  kind text not null,
  payload jsonb not null,
  made_at timestamptz not null,
  sent_at timestamptz,
  unique (act_id, kind)
);
create index outbound_event_waiting on outbound_event (id) where sent_at is null;
create index outbound_event_by_case on outbound_event (case_id);

-- How far the turn of each day has come.
create table turn_of_day (
  day date primary key,
  started_at timestamptz not null,
  step text not null,
  after_id uuid not null,
  looked integer not null default 0,
  expired integer not null default 0,
  moved integer not null default 0,
  acts integer not null default 0,
  tasks integer not null default 0,
  refused integer not null default 0,
  finished_at timestamptz
);

-- What the database itself refuses -------------------------------------------------------------------------------------
create function guard_item() returns trigger language plpgsql as $$
begin
  if new.version <> old.version + 1 then
    raise exception 'item %: version % does not follow %', old.id, new.version, old.version using errcode = 'serialization_failure';
  end if;
  if (new.id, new.case_id, new.procedure, new.unit_kind, new.unit_id, new.opened_at)
     is distinct from (old.id, old.case_id, old.procedure, old.unit_kind, old.unit_id, old.opened_at) then
    raise exception 'item %: what it is about cannot be changed', old.id using errcode = 'check_violation';
  end if;
  if new.last_act = old.last_act then
    raise exception 'item %: changed without an act', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger item_is_guarded before update on dossier_item for each row execute function guard_item();
create function first_version() returns trigger language plpgsql as $$
begin
  if new.version <> 1 then
    raise exception 'item %: a new one has version 1', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger item_begins before insert on dossier_item for each row execute function first_version();
create trigger item_stays before delete on dossier_item for each row execute function forbid_change();

create function guard_report() returns trigger language plpgsql as $$
declare
  ending constant text[] := array['ended_as', 'ended_at', 'ended_by', 'ended_reason', 'ended_act'];
begin
  if old.ended_as is not null then
    raise exception 'report %: ended already', old.id using errcode = 'check_violation';
  end if;
  if to_jsonb(new) - ending <> to_jsonb(old) - ending or new.ended_as is null then
    raise exception 'report %: never edited, only cancelled or discarded', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger report_is_guarded before update on report for each row execute function guard_report();
create trigger report_stays before delete on report for each row execute function forbid_change();
create trigger evidence_is_append_only before update or delete on delivery_evidence for each row execute function forbid_change();

-- An item that says it was reported has its report standing at the end of the transaction.
create function reported_has_report() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from convoca.report r where r.item_id = new.id and r.ended_as is null) then
    raise exception 'item %: reported without a report', new.id using errcode = 'check_violation', constraint = 'reported_has_report';
  end if;
  return null;
end $$;
create constraint trigger report_is_written after insert or update of state on dossier_item deferrable initially deferred for each row
  when (new.procedure like 'condizionalit%' and new.state = 'reported') execute function reported_has_report();

-- A person whom nothing is proved to have reached is never absent.
create function absence_needs_delivery() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from convoca.message m where m.summons_id = new.id and m.appointment_id = new.appointment_id
                 and m.kind in ('summons', 'moved') and m.state = 'delivered')
     and not exists (select 1 from convoca.delivery_evidence e where e.summons_id = new.id and e.appointment_id = new.appointment_id
                     and e.outcome = 'received' and e.channel <> 'phone') then
    raise exception 'summons %: no absence, since no delivery is proven', new.id using errcode = 'check_violation', constraint = 'absence_needs_delivery';
  end if;
  return new;
end $$;
create trigger absence_is_proven before update of state on summons for each row
  when (new.state = 'absent' and old.state is distinct from 'absent') execute function absence_needs_delivery();
create trigger absence_is_proven_from_the_start before insert on summons for each row
  when (new.state = 'absent') execute function absence_needs_delivery();

-- Counting, under a lock, across the walls: numbers only -----------------------------------------------------------------
create table unit_lock (
  unit_kind text not null check (unit_kind in ('household', 'person')),
  unit_id uuid not null,
  primary key (unit_kind, unit_id)
);

-- Holds the unit until the end of the transaction: two members' breaches are counted one after the other.
create function lock_unit(the_kind text, the_unit uuid) returns void language plpgsql security definer set search_path = convoca as $$
begin
  insert into unit_lock (unit_kind, unit_id) values (the_kind, the_unit) on conflict do nothing;
  perform 1 from unit_lock where unit_kind = the_kind and unit_id = the_unit for update;
end $$;

-- The first protocol of a household that has renewed: where breaches go on counting, they count under it.
create function first_benefit(the_benefit uuid) returns uuid language sql stable security definer set search_path = convoca as $$
  with recursive before as (
    select id, previous_benefit_id, 0 as step from benefit where id = the_benefit
    union all
    select b.id, b.previous_benefit_id, before.step + 1 from before join benefit b on b.id = before.previous_benefit_id where before.step < 100
  )
  select id from before order by step desc limit 1
$$;

create function counted_for_unit(the_kind text, the_unit uuid) returns table (counts text, items integer)
language sql stable security definer set search_path = convoca as $$
  select i.counts, count(*)::int from dossier_item i
  where i.unit_kind = the_kind and i.unit_id = the_unit and i.counts is not null group by i.counts
$$;

-- The night's digest keeps the heads that it was made of, so that it can be made again ------------------------------------
alter table day_digest add column heads integer;
create table day_head (
  day date not null references day_digest (day),
  subject_id uuid not null,
  seq integer not null,
  hash bytea not null,
  primary key (day, subject_id)
);
create index day_head_by_subject on day_head (subject_id, day desc);
create trigger head_is_append_only before update or delete on day_head for each row execute function forbid_change();

-- Walls ------------------------------------------------------------------------------------------------------------------
select check_set_wise('dossier_item', 'case_id', 'case_file'), check_set_wise('item_term', 'case_id', 'case_file'),
  check_set_wise('report', 'case_id', 'case_file'), check_set_wise('delivery_evidence', 'case_id', 'case_file'),
  check_set_wise('outbound_event', 'case_id', 'case_file');

grant select, insert on dossier_item, item_term, report, delivery_evidence, outbound_event to convoca_app, convoca_worker;
grant update (state, version, data, counts, closed_at, last_act) on dossier_item to convoca_app, convoca_worker;
grant update (met_at, met_by, met_act) on item_term to convoca_app, convoca_worker;
grant update (due_on, due_at, expired_on) on item_term to convoca_worker;
grant update (ended_as, ended_at, ended_by, ended_reason, ended_act) on report to convoca_app, convoca_worker;
grant update (sent_at) on outbound_event to convoca_worker;
grant update (met_at, met_by) on term to convoca_app;
grant select on case_fact, routing_queue, delivery_evidence to convoca_worker;
grant select, insert, update on turn_of_day to convoca_worker;
grant select, insert on day_head to convoca_worker;
grant select on day_head, day_digest to convoca_retention;
grant select on dossier_item, item_term, report, delivery_evidence, outbound_event to convoca_intake, convoca_planner, convoca_retention, convoca_figures;
grant select on turn_of_day to convoca_control, convoca_intake;

do $$
declare t text; r text;
begin
  foreach t in array array['dossier_item', 'item_term', 'report', 'delivery_evidence', 'outbound_event'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    foreach r in array array['convoca_intake', 'convoca_planner', 'convoca_worker', 'convoca_retention'] loop
      execute format('create policy %I on %I to %I using (true) with check (true)', 'part_' || r, t, r);
    end loop;
    execute format('create policy figures on %I for select to convoca_figures using (true)', t);
    execute format('create policy office on %1$I to convoca_app using (exists (select 1 from competence c
      where c.case_id = %1$I.case_id and c.office_id = (select current_office()))) with check (case_is_mine(case_id))', t);
  end loop;
end $$;

grant create on schema convoca to convoca_figures;
alter function first_benefit(uuid) owner to convoca_figures;
alter function counted_for_unit(text, uuid) owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function lock_unit(text, uuid), first_benefit(uuid), counted_for_unit(text, uuid) from public;
grant execute on function lock_unit(text, uuid), first_benefit(uuid), counted_for_unit(text, uuid) to convoca_app, convoca_worker;
