-- Who has seen whom, and why: the access log completed; what is unusual in it; who stands in for whom; nobody approves their own proposal.

-- The access log ---------------------------------------------------------------------------------------------------------
-- Why a person's page was opened: the work at hand that the program found there, or the reason that was chosen.
alter table access_log
  add column reason_kind text check (reason_kind ~ '^[a-z-]{2,40}$'),
  -- The task, the appointment or the item that was at hand.
  add column reason_of uuid,
  -- Whom a substitute stood in for.
  add column on_behalf_of text,
  add constraint page_has_its_why check (action not in ('person-page', 'person-reason') or (case_id is not null and reason_kind is not null)) not valid;
create index access_log_by_actor on access_log (actor, id);
create index access_log_by_office on access_log (office_id, id);
-- Days come one after the other: a few pages say where each lies.
create index access_log_by_day on access_log using brin (business_at);

-- The moment of an access is the machine's and its number the sequence's: whoever writes one cannot choose them.
revoke insert on access_log from convoca_app, convoca_control, convoca_intake;
grant insert (business_at, actor, actor_role, office_id, case_id, action, hits, reason, reason_kind, reason_of, on_behalf_of)
  on access_log to convoca_app, convoca_control, convoca_intake, convoca_audit;

-- An office writes accesses as its own, and reads who has seen its people, whichever office they were with then.
drop policy write_app on access_log;
create policy write_app on access_log for insert to convoca_app with check (office_id = (select current_office())
  and (case_id is null or case_is_mine(case_id)));
create policy office on access_log for select to convoca_app using (exists (select 1 from competence c
  where c.case_id = access_log.case_id and c.office_id = (select current_office())));
grant select on access_log to convoca_app;
-- The control room counts, and sees nobody: who looked at whom is the auditor's.
drop policy read_control on access_log;
revoke select on access_log from convoca_control;

-- Erased by age only: a younger row is not there for whoever would delete it. Never less than six months, by the settings of the node.
create function access_log_kept_for() returns interval language sql stable set search_path = convoca as $$
  select make_interval(months => greatest(6, coalesce((settings ->> 'accessLogMonths')::int, 24))) from installation
$$;
create policy by_age on access_log as restrictive for delete to convoca_retention using (at < now() - access_log_kept_for());

-- Accesses to a person that nobody has looked at for what is unusual in them. Numbers only.
create table access_unreviewed (
  access_id bigint primary key references access_log (id) on delete cascade,
  -- Looked at already, except for the reason that may still be given.
  waits boolean not null default false
);
create function ask_for_review() returns trigger language plpgsql security definer set search_path = convoca as $$
begin
  insert into access_unreviewed (access_id) values (new.id);
  return null;
end $$;
create trigger access_is_reviewed after insert on access_log for each row
  when (new.case_id is not null and new.action <> 'person-reason') execute function ask_for_review();

-- What the rules of unusual access look at --------------------------------------------------------------------------------
-- A person exposed to curiosity (known to the public, related to a colleague): every opening of the page is flagged.
create table protected_person (
  id uuid primary key,
  person_id uuid not null,
  reason text not null check (reason <> ''),
  marked_at timestamptz not null,
  marked_by text not null,
  ended_at timestamptz,
  ended_by text,
  ended_reason text check (ended_reason <> ''),
  check (num_nulls(ended_at, ended_by, ended_reason) in (0, 3))
);
create unique index protected_once on protected_person (person_id) where ended_at is null;
select check_set_wise('protected_person', 'person_id', 'person');

-- Surnames of a user's family, each with the municipality where it lives: not a list of relatives, only what a namesake is told apart by.
create table user_kin (
  id uuid primary key,
  login text not null check (login <> ''),
  surname text not null check (surname = upper(surname) and surname <> ''),
  municipality_code text not null check (municipality_code ~ '^[A-Z][0-9]{3}$'),
  told_at timestamptz not null,
  told_by text not null,
  unique (login, surname, municipality_code)
);

-- The parameters of the rules where the Region wants others than the program's own.
create table access_rule (
  rule text primary key check (rule in ('relative', 'protected', 'burst', 'out-of-hours', 'no-act')),
  active boolean not null,
  parameters jsonb not null check (jsonb_typeof(parameters) = 'object'),
  changed_at timestamptz not null,
  changed_by text not null
);

create table access_flag (
  id uuid primary key,
  rule text not null check (rule in ('relative', 'protected', 'burst', 'out-of-hours', 'no-act')),
  actor text not null,
  actor_role text not null,
  on_behalf_of text,
  office_id text,
  -- Null where it is of many persons.
  case_id uuid,
  business_day date not null,
  -- What was found, against which parameters.
  detail jsonb not null check (jsonb_typeof(detail) = 'object'),
  raised_at timestamptz not null default now(),
  closed_at timestamptz,
  closed_by text check (closed_by <> actor),
  outcome text check (outcome in ('explained', 'pursued')),
  closed_reason text check (closed_reason <> ''),
  check (num_nulls(closed_at, closed_by, outcome, closed_reason) in (0, 4))
);
create unique index access_flag_open on access_flag (rule, actor, business_day, case_id) nulls not distinct where closed_at is null;
create index access_flag_closed on access_flag (closed_at) where closed_at is not null;
create table access_flag_view (
  flag_id uuid not null references access_flag (id) on delete cascade,
  access_id bigint not null references access_log (id) on delete cascade,
  primary key (flag_id, access_id)
);
create index access_flag_view_of on access_flag_view (access_id);

-- Closed once, with all that was found left as it was.
create function guard_flag() returns trigger language plpgsql as $$
declare
  ending constant text[] := array['closed_at', 'closed_by', 'outcome', 'closed_reason'];
begin
  if old.closed_at is not null or new.closed_at is null or to_jsonb(new) - ending <> to_jsonb(old) - ending then
    raise exception 'flag %: never edited, closed once', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger flag_is_guarded before update on access_flag for each row execute function guard_flag();

-- Who stands in for whom ---------------------------------------------------------------------------------------------------
create table substitution (
  id uuid primary key,
  absent text not null check (absent <> ''),
  substitute text not null check (substitute <> '' and substitute <> absent),
  role text not null check (role in ('operator', 'day-sheet-clerk', 'office-manager', 'second-officer')),
  office_id text not null references office (id),
  -- Never for the past: for whom somebody acted on a day stays what it was.
  first_day date not null check (first_day >= (given_at at time zone 'Europe/Rome')::date),
  last_day date not null check (last_day >= first_day),
  reason text not null check (reason <> ''),
  given_at timestamptz not null,
  -- Never by one of the two.
  given_by text not null check (given_by not in (absent, substitute)),
  -- The first day on which it no longer holds, where it was ended before its time.
  ended_from date,
  ended_by text,
  ended_reason text check (ended_reason <> ''),
  check (num_nulls(ended_from, ended_by, ended_reason) in (0, 3)),
  -- For whom somebody acts in a role is never in doubt.
  exclude using gist (substitute with =, role with =, office_id with =,
    daterange(first_day, case when ended_from is null then last_day + 1 else greatest(first_day, least(ended_from, last_day + 1)) end) with &&)
);
create function guard_substitution() returns trigger language plpgsql as $$
declare
  ending constant text[] := array['ended_from', 'ended_by', 'ended_reason'];
begin
  if old.ended_from is not null or new.ended_from is null or to_jsonb(new) - ending <> to_jsonb(old) - ending then
    raise exception 'substitution %: never edited, ended once', old.id using errcode = 'check_violation';
  end if;
  if new.ended_from < (convoca.business_now() at time zone 'Europe/Rome')::date then
    raise exception 'substitution %: not ended for days that have passed', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger substitution_is_guarded before update on substitution for each row execute function guard_substitution();
create trigger substitution_stays before delete on substitution for each row execute function forbid_change();

-- One is the other, or stands in for the other on the day: what one has proposed the other does not approve.
create function same_hand(one text, other text, on_day date) returns boolean language sql stable security definer set search_path = convoca as $$
  select one = other or exists (
    select 1 from substitution s
    where (s.absent, s.substitute) in ((one, other), (other, one)) and on_day between s.first_day and s.last_day
      and (s.ended_from is null or on_day < s.ended_from))
$$;
-- The last wall, whatever a program does. The guards of the tables of law ask it first.
create function approver_is_another() returns trigger language plpgsql as $$
declare
  proposer text := case when tg_table_name = 'report' then to_jsonb(new) ->> 'proposed_by' else to_jsonb(new) #>> '{data,proposedBy}' end;
  approver text := case when tg_table_name = 'report' then to_jsonb(new) ->> 'approved_by' else to_jsonb(new) #>> '{data,approvedBy}' end;
begin
  if convoca.same_hand(proposer, approver, (convoca.business_now() at time zone 'Europe/Rome')::date) then
    raise exception '% proposed it and stands with % who approves it', proposer, approver
      using errcode = 'check_violation', constraint = 'approver_is_another';
  end if;
  return new;
end $$;
create trigger approver_is_another before insert on report for each row execute function approver_is_another();
create trigger approver_is_another before update on dossier_item for each row
  when (new.data ->> 'approvedBy' is not null and new.data ->> 'proposedBy' is not null
        and new.data ->> 'approvedBy' is distinct from old.data ->> 'approvedBy')
  execute function approver_is_another();

-- Walls ------------------------------------------------------------------------------------------------------------------
grant usage on schema convoca to convoca_audit;
grant select on office, office_seat, place, municipality, holiday_rule, clock, installation, schema_migration to convoca_audit;
-- The auditor sees who looked at whom: names and tax codes, and nothing else of anybody.
grant select on access_log, access_rule, access_flag, access_flag_view, substitution, user_kin to convoca_audit;
grant select (id, surname, name, tax_code) on person to convoca_audit;
grant select (id, person_id) on case_file to convoca_audit;
grant select (case_id, office_id) on competence to convoca_audit;
grant select (person_id, ended_at) on protected_person to convoca_audit;
grant select, delete, update (waits) on access_unreviewed to convoca_audit;
grant insert on access_flag, access_flag_view to convoca_audit;
grant update (closed_at, closed_by, outcome, closed_reason) on access_flag to convoca_audit;
grant usage on sequence access_log_id_seq to convoca_audit;

grant select, insert on substitution to convoca_app, convoca_control;
grant update (ended_from, ended_by, ended_reason) on substitution to convoca_app, convoca_control;
grant select, insert, delete on user_kin to convoca_control;
grant select, insert, update on access_rule to convoca_control;
grant select, insert on protected_person to convoca_app;
grant update (ended_at, ended_by, ended_reason) on protected_person to convoca_app;
do $$
declare t text;
begin
  foreach t in array array['access_unreviewed', 'protected_person', 'user_kin', 'access_flag', 'access_flag_view', 'substitution'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy audit on %I to convoca_audit using (true) with check (true)', t);
  end loop;
  foreach t in array array['person', 'case_file', 'competence', 'access_log'] loop
    execute format('create policy audit on %I for select to convoca_audit using (true)', t);
  end loop;
end $$;
create policy write_audit on access_log for insert to convoca_audit with check (case_id is null and office_id is null);
-- The function that asks for a review is the owner's, who stands before the walls as everybody does.
create policy asked on access_unreviewed for insert to convoca_owner with check (true);
create policy hands on substitution for select to convoca_owner using (true);
create policy office on substitution to convoca_app using (office_id = (select current_office())) with check (office_id = (select current_office()));
create policy region on substitution to convoca_control using (true) with check (true);
create policy region on user_kin to convoca_control using (true) with check (true);
create policy office on protected_person to convoca_app using (exists (select 1 from case_file f where f.person_id = protected_person.person_id))
  with check (exists (select 1 from case_file f where f.person_id = protected_person.person_id));

-- Where a person lives, for the rule on relatives: the municipality and nothing else of the address.
create function municipality_of(the_person uuid) returns text language sql stable security definer set search_path = convoca as $$
  select residence ->> 'municipalityCode' from person where id = the_person
$$;
-- For whom somebody acts on a day in a role of an office; null: in their own name.
create function standing_in_for(the_login text, the_role text, the_office text, on_day date) returns text
language sql stable security definer set search_path = convoca as $$
  select s.absent from substitution s
  where s.substitute = the_login and s.role = the_role and s.office_id = the_office and on_day between s.first_day and s.last_day
    and (s.ended_from is null or on_day < s.ended_from)
$$;
-- The roles that somebody may take on a day because they stand in for another.
create function substitutions_of(the_login text, on_day date) returns table (id uuid, absent text, role text, office_id text)
language sql stable security definer set search_path = convoca as $$
  select s.id, s.absent, s.role, s.office_id from substitution s
  where s.substitute = the_login and on_day between s.first_day and s.last_day and (s.ended_from is null or on_day < s.ended_from)
$$;
grant create on schema convoca to convoca_figures;
alter function municipality_of(uuid) owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function municipality_of(uuid), standing_in_for(text, text, text, date), substitutions_of(text, date), same_hand(text, text, date),
  ask_for_review() from public;
grant execute on function municipality_of(uuid) to convoca_audit;
grant execute on function standing_in_for(text, text, text, date), same_hand(text, text, date)
  to convoca_app, convoca_worker, convoca_control, convoca_audit, convoca_intake, convoca_documents, convoca_retention;
grant execute on function substitutions_of(text, date) to convoca_login, convoca_control;
