-- Editions of the catalogue with their place and hours, changes from a day on, places nobody can exceed, the waiting line; who signs a report.

-- An entry is one edition of a course, a traineeship, a project: where it is held, at what hours, and whether the Region has closed it.
alter table active_measure
  add column course text check (course ~ '^[A-Za-z0-9._-]{1,80}$'),
  add column description text,
  -- Areas of the assessment that it answers; none: those of its kind.
  add column needs text[] not null default '{}',
  add column seat_municipality text,
  add column seat_address text,
  add column timetable text,
  add column closed_on date,
  add column closed_because text,
  add check ((closed_on is null) = (closed_because is null));
create index active_measure_of_course on active_measure (course, starts_on) where course is not null;

-- What an entry says from a day on: the whole of it, so that the last one by its day rules. The row of the entry is its first version.
create table active_measure_change (
  measure_id text not null references active_measure (id),
  from_on date not null,
  definition jsonb not null check (jsonb_typeof(definition) = 'object'),
  because text not null check (because <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (measure_id, from_on)
);
grant select on active_measure_change to convoca_intake, convoca_planner, convoca_worker, convoca_app, convoca_control, convoca_figures;
grant insert, update on active_measure_change to convoca_worker;

-- The catalogue as it stands today, on the procedure's calendar.
create view measure_in_force with (security_invoker = true) as
select m.id, e.title, e.kind, e.national_code, e.provider_code, e.municipality_id, e.starts_on, e.ends_on, e.enrol_by, e.places, e.waiting_list,
  e.attendance_kept, e.attendance_days, e.total_minutes, e.from_age, e.to_age, e.measures, e.qualifications, e.course, e.description, e.needs,
  e.seat_municipality, e.seat_address, e.timetable, e.closed_on, e.closed_because
from active_measure m
left join lateral (
  select c.definition from active_measure_change c
  where c.measure_id = m.id and c.from_on <= (business_now() at time zone 'Europe/Rome')::date order by c.from_on desc limit 1
) v on true
cross join lateral jsonb_populate_record(m, coalesce(v.definition, '{}')) e;
grant select on measure_in_force to convoca_intake, convoca_planner, convoca_worker, convoca_app, convoca_control, convoca_figures;

-- How many places are spoken for before this person: those held, and those of whoever waits before them. An item that does not wait comes last.
create function places_ahead(the_entry text, the_item uuid) returns integer
language sql stable security definer set search_path = convoca as $$
  select count(*)::int from dossier_item i
  where i.procedure = 'attivita' and i.data #>> '{entry,id}' = the_entry and i.id is distinct from the_item
    and (i.state in ('enrolled', 'started', 'suspended')
      or (i.state = 'waiting' and not exists (
        select 1 from dossier_item m where m.id = the_item and m.state = 'waiting'
          and (m.data ->> 'waitingSince', m.opened_at, m.id) <= (i.data ->> 'waitingSince', i.opened_at, i.id))))
$$;

-- Where the persons of the asking office stand in the line of an entry, whoever stands before them.
create function waiting_line(the_entry text) returns table (item_id uuid, "position" integer)
language sql stable security definer set search_path = convoca as $$
  select w.id, w.place from (
    select i.id, i.case_id, (row_number() over (order by i.data ->> 'waitingSince', i.opened_at, i.id))::int as place
    from dossier_item i where i.procedure = 'attivita' and i.data #>> '{entry,id}' = the_entry and i.state = 'waiting'
  ) w where exists (select 1 from competence c where c.case_id = w.case_id and c.office_id = current_office())
$$;

-- How many hold a place and how many wait, for each of these entries: numbers only.
create function places_of(the_entries text[]) returns table (entry text, taken integer, waiting integer)
language sql stable security definer set search_path = convoca as $$
  select i.data #>> '{entry,id}', (count(*) filter (where i.state in ('enrolled', 'started', 'suspended')))::int,
         (count(*) filter (where i.state = 'waiting'))::int
  from dossier_item i where i.procedure = 'attivita' and i.data #>> '{entry,id}' = any(the_entries)
    and i.state in ('enrolled', 'started', 'suspended', 'waiting') group by 1
$$;

-- Freed places are told to the offices of whoever has waited longest, as many as there are places: a task of each desk.
create or replace function tell_first_waiting(the_entry text, task uuid, why text, said text, told_at timestamptz) returns void
language plpgsql security definer set search_path = convoca as $$
declare free integer;
begin
  select m.places - places_taken(the_entry, null) into free from measure_in_force m where m.id = the_entry;
  insert into desk_task (id, case_id, kind, reason, detail, opened_at)
  select case when w.place = 1 then task else gen_random_uuid() end, w.case_id, 'place:attivita', why, said, told_at
  from (
    select i.case_id, row_number() over (order by i.data ->> 'waitingSince', i.opened_at, i.id) as place
    from dossier_item i where i.procedure = 'attivita' and i.data #>> '{entry,id}' = the_entry and i.state = 'waiting'
  ) w
  where (free is null or w.place <= free)
    and not exists (select 1 from desk_task d where d.case_id = w.case_id and d.kind = 'place:attivita' and d.closed_at is null);
end $$;

-- More persons than places are impossible here, whatever a program counts: whoever enters holds the entry while all are counted.
create function place_is_there() returns trigger language plpgsql as $$
declare
  entry constant text := new.data #>> '{entry,id}';
  most integer;
begin
  perform convoca.lock_active_measure(entry);
  select m.places into most from convoca.measure_in_force m where m.id = entry;
  if most is not null and convoca.places_taken(entry, null) > most then
    raise exception 'activity %: more persons than places', entry using errcode = 'check_violation', constraint = 'places_of_activity';
  end if;
  return null;
end $$;
create trigger place_is_there_for_new after insert on dossier_item for each row
  when (new.procedure = 'attivita' and new.state in ('enrolled', 'started', 'suspended')) execute function place_is_there();
create trigger place_is_there after update of state on dossier_item for each row
  when (new.procedure = 'attivita' and new.state in ('enrolled', 'started', 'suspended')
    and old.state not in ('enrolled', 'started', 'suspended')) execute function place_is_there();

-- The desk of conditionality lists facts by their state, absences that nobody has taken up, papers that nobody has looked at.
create index dossier_item_breach on dossier_item (state, opened_at) where procedure = 'condizionalita';
create index summons_unjustified on summons (case_id) where state = 'unjustified';
create index desk_task_fact on desk_task (case_id) where closed_at is null and kind like 'breach-%';
create index document_justification on document (case_id) where kind = 'justification' and outcome is null;

-- A report carries the tax code of whoever sends it: it is the user's own, never what a form says.
alter table app_user add column tax_code text check (tax_code ~ '^[A-Z0-9]{16}$');
create function tax_code_of_login(the_login text) returns text language sql stable security definer set search_path = convoca as $$
  select u.tax_code from app_user u where u.login = lower(the_login) and u.stopped_at is null
$$;
create policy codes on app_user for select to convoca_owner using (true);

grant create on schema convoca to convoca_figures;
alter function places_ahead(text, uuid) owner to convoca_figures;
alter function waiting_line(text) owner to convoca_figures;
alter function places_of(text[]) owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function places_ahead(text, uuid), waiting_line(text), places_of(text[]), tax_code_of_login(text) from public;
grant execute on function places_ahead(text, uuid), waiting_line(text) to convoca_app, convoca_worker;
grant execute on function places_of(text[]) to convoca_app, convoca_worker, convoca_control;
grant execute on function tax_code_of_login(text) to convoca_app;
