-- The catalogue of the Region's active measures: what a person may be enrolled in, and how many have a place, whichever their office.

create table active_measure (
  id text primary key check (id ~ '^[A-Za-z0-9._-]{1,80}$'),
  title text not null check (title <> ''),
  kind text not null check (kind in ('orientation', 'training', 'traineeship', 'placement', 'puc', 'other')),
  national_code text not null check (national_code <> ''),
  provider_code text not null check (provider_code <> ''),
  municipality_id text,
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  enrol_by date not null,
  places integer check (places > 0),
  waiting_list boolean not null,
  attendance_kept boolean not null,
  -- Days of the register; none: any day between the start and the end.
  attendance_days date[] not null default '{}',
  total_minutes integer check (total_minutes > 0),
  from_age integer,
  to_age integer check (to_age >= from_age),
  measures text[],
  qualifications text[] not null default '{}',
  changed_at timestamptz not null default now(),
  changed_by text not null,
  -- A project for the community takes only who lives in the municipality that holds it.
  check (kind <> 'puc' or municipality_id is not null)
);
create index active_measure_by_enrolment on active_measure (enrol_by, kind);

-- Nobody's data: every part reads it; the worker, which serves the Region, writes it.
grant select on active_measure to convoca_intake, convoca_planner, convoca_worker, convoca_app, convoca_control, convoca_figures;
grant insert, update on active_measure to convoca_worker;

-- The activities of a person under an entry of the catalogue: few for each, found without reading the others.
create index dossier_item_of_entry on dossier_item ((data #>> '{entry,id}')) where procedure = 'attivita';

-- Holds an entry until the end of the transaction: of two persons who accept the last place, the second finds it taken.
create function lock_active_measure(the_entry text) returns void language sql security definer set search_path = convoca as $$
  select from active_measure where id = the_entry for update
$$;

-- How many hold a place of an entry, across the walls: a number only. `left_out`: an item not counted.
create function places_taken(the_entry text, left_out uuid) returns integer
language sql stable security definer set search_path = convoca as $$
  select count(*)::int from dossier_item i
  where i.procedure = 'attivita' and i.data #>> '{entry,id}' = the_entry and i.state in ('enrolled', 'started', 'suspended')
    and i.id is distinct from left_out
$$;

-- A freed place is told to the office of whoever has waited longest, whichever it is: a task of its desk, and nothing to who freed it.
create function tell_first_waiting(the_entry text, task uuid, why text, said text, told_at timestamptz) returns void
language plpgsql security definer set search_path = convoca as $$
declare first_case uuid;
begin
  select i.case_id into first_case from dossier_item i
  where i.procedure = 'attivita' and i.data #>> '{entry,id}' = the_entry and i.state = 'waiting'
  order by i.data ->> 'waitingSince', i.opened_at, i.id limit 1;
  if first_case is null then return; end if;
  insert into desk_task (id, case_id, kind, reason, detail, opened_at)
  select task, first_case, 'place:attivita', why, said, told_at
  where not exists (select 1 from desk_task d where d.case_id = first_case and d.kind = 'place:attivita' and d.closed_at is null);
end $$;

grant insert on desk_task to convoca_figures;
create policy figures_place on desk_task for insert to convoca_figures with check (kind = 'place:attivita');

grant create on schema convoca to convoca_figures;
alter function places_taken(text, uuid) owner to convoca_figures;
alter function tell_first_waiting(text, uuid, text, text, timestamptz) owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function lock_active_measure(text), places_taken(text, uuid), tell_first_waiting(text, uuid, text, text, timestamptz) from public;
grant execute on function lock_active_measure(text), places_taken(text, uuid), tell_first_waiting(text, uuid, text, text, timestamptz)
  to convoca_app, convoca_worker;
