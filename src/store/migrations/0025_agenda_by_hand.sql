-- The agenda by hand: what an office decides about single days, over the hours that came with the installation, and who is moved because of it.

-- Opens longer, opens on a Saturday, closed from an hour to another, one desk away. Rows of the reference data are never touched.
create table agenda_exception (
  id uuid primary key,
  office_id text not null references office (id),
  kind text not null check (kind in ('opening', 'closure')),
  days daterange not null check (not isempty(days) and not lower_inf(days) and not upper_inf(days)),
  -- On which days of the week, Monday first, within those days.
  weekdays smallint[] not null check (weekdays <> '{}' and weekdays <@ '{1,2,3,4,5,6,7}'),
  -- The same hours on each day, in minutes from midnight of the office's clock; null: the whole day.
  from_minute smallint,
  to_minute smallint,
  -- Null: every desk.
  desk_id integer references desk (id),
  reason text not null check (reason <> ''),
  entered_at timestamptz not null,
  entered_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text check (withdrawn_reason <> ''),
  check ((from_minute is null) = (to_minute is null)),
  check (from_minute >= 0 and to_minute <= 1440 and from_minute < to_minute),
  check (kind = 'closure' or from_minute is not null),
  check (num_nulls(withdrawn_at, withdrawn_by, withdrawn_reason) in (0, 3))
);
create index agenda_exception_in_force on agenda_exception using gist (office_id, days) where withdrawn_at is null;
create index agenda_exception_by_office on agenda_exception (office_id, entered_at);

create function guard_agenda_exception() returns trigger language plpgsql as $$
declare
  ending constant text[] := array['withdrawn_at', 'withdrawn_by', 'withdrawn_reason'];
begin
  if old.withdrawn_at is not null or new.withdrawn_at is null or to_jsonb(new) - ending <> to_jsonb(old) - ending then
    raise exception 'agenda exception %: never edited, withdrawn once', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger agenda_exception_is_guarded before update on agenda_exception for each row execute function guard_agenda_exception();
create trigger agenda_exception_stays before delete on agenda_exception for each row execute function forbid_change();

-- People moved together because an exception takes their seats away: approved once, carried out person by person, gone on with after a fall.
create table agenda_replan (
  id uuid primary key,
  office_id text not null references office (id),
  exception_id uuid not null references agenda_exception (id),
  -- What each act of moving gives as its reason.
  reason text not null check (reason <> ''),
  approved_at timestamptz not null,
  approved_by text not null,
  approved_role text not null,
  on_behalf_of text,
  done_at timestamptz
);
create index agenda_replan_running on agenda_replan (approved_at) where done_at is null;
create index agenda_replan_by_office on agenda_replan (office_id, approved_at);

create table agenda_replan_seat (
  replan_id uuid not null references agenda_replan (id),
  case_id uuid not null references case_file (id),
  -- The seat that is taken away; who has another by then is left alone.
  appointment_id uuid not null,
  -- Where they go; null while another seat is to be found for them, or none was.
  desk_id integer,
  starts_at timestamptz,
  tries smallint not null default 0,
  state text not null default 'waiting' check (state in ('waiting', 'moved', 'same-time', 'task', 'elsewhere')),
  settled_at timestamptz,
  primary key (replan_id, case_id),
  check ((desk_id is null) = (starts_at is null)),
  check ((state = 'waiting') = (settled_at is null))
);
create index agenda_replan_seat_waiting on agenda_replan_seat (replan_id, case_id) where state = 'waiting';
create index agenda_replan_seat_by_case on agenda_replan_seat (case_id);

-- Walls ------------------------------------------------------------------------------------------------------------------
grant select on agenda_exception to convoca_app, convoca_planner, convoca_worker;
grant insert on agenda_exception to convoca_app;
grant update (withdrawn_at, withdrawn_by, withdrawn_reason) on agenda_exception to convoca_app;
grant select on agenda_replan to convoca_app, convoca_worker;
grant insert, update (done_at) on agenda_replan to convoca_app;
grant select, insert, update on agenda_replan_seat to convoca_app;
grant select, delete on agenda_replan_seat to convoca_retention;
do $$
declare t text;
begin
  foreach t in array array['agenda_exception', 'agenda_replan', 'agenda_replan_seat'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
create policy office on agenda_exception to convoca_app using (office_id = (select current_office())) with check (office_id = (select current_office()));
create policy part_convoca_planner on agenda_exception for select to convoca_planner using (true);
create policy part_convoca_worker on agenda_exception for select to convoca_worker using (true);
create policy office on agenda_replan to convoca_app using (office_id = (select current_office())) with check (office_id = (select current_office()));
-- Which ones were left in the middle: asked when a server starts, before any office is at work.
create policy part_convoca_worker on agenda_replan for select to convoca_worker using (true);
create policy office on agenda_replan_seat to convoca_app using (exists (select 1 from competence c
  where c.case_id = agenda_replan_seat.case_id and c.office_id = (select current_office()))) with check (case_is_mine(case_id));
create policy part_convoca_retention on agenda_replan_seat to convoca_retention using (true) with check (true);

-- The acts of an office about itself: subject and policies stand in 0024.
