-- The planner: what the operator of each desk can do, what the Region serves first and how households travel, and why each seat was given.

-- Who works at a desk and what they can do: never edited, the last version is in force. Part-time is in the agenda, as hours in which the desk is away.
create table desk_ability (
  id uuid primary key,
  office_id text not null references office (id),
  desk_id integer not null references desk (id),
  version integer not null check (version >= 1),
  operator text not null check (operator <> ''),
  skills text[] not null,
  languages text[] not null,
  reason text not null check (reason <> ''),
  entered_at timestamptz not null,
  entered_by text not null,
  unique (desk_id, version)
);
create index desk_ability_by_office on desk_ability (office_id, desk_id, version desc);
create trigger desk_ability_stays before update or delete on desk_ability for each row execute function forbid_change();

-- What weighs how much in the order of the plan, for each measure: proposed by one, decided by another. The last one approved is in force.
create table plan_rule (
  id uuid primary key,
  measure text not null,
  version integer not null check (version >= 1),
  points jsonb not null check (jsonb_typeof(points) = 'object'),
  household text not null check (household in ('apart', 'one-day')),
  reason text not null check (reason <> ''),
  proposed_at timestamptz not null,
  proposed_by text not null,
  decided_at timestamptz,
  decided_by text,
  approved boolean,
  decision text check (decision <> ''),
  unique (measure, version),
  check (num_nulls(decided_at, decided_by, approved, decision) in (0, 4)),
  check (decided_by <> proposed_by)
);
create unique index plan_rule_open on plan_rule (measure) where decided_at is null;

create function guard_plan_rule() returns trigger language plpgsql as $$
declare
  ending constant text[] := array['decided_at', 'decided_by', 'approved', 'decision'];
begin
  if old.decided_at is not null or new.decided_at is null or to_jsonb(new) - ending <> to_jsonb(old) - ending then
    raise exception 'plan rule %: never edited, decided once', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger plan_rule_is_guarded before update on plan_rule for each row execute function guard_plan_rule();
create trigger plan_rule_stays before delete on plan_rule for each row execute function forbid_change();

-- Why the planner gave this seat: date to meet, points, what was needed. Null where a person chose the seat.
alter table appointment add column why jsonb;

-- Walls ------------------------------------------------------------------------------------------------------------------
alter table desk_ability enable row level security;
alter table desk_ability force row level security;
create policy office on desk_ability to convoca_app using (office_id = (select current_office())) with check (office_id = (select current_office()));
create policy part_convoca_planner on desk_ability for select to convoca_planner using (true);
create policy part_convoca_worker on desk_ability for select to convoca_worker using (true);
grant select, insert on desk_ability to convoca_app;
grant select on desk_ability to convoca_planner, convoca_worker;

-- No person stands in a rule: offices read it, the Region's own role writes it.
grant select on plan_rule to convoca_app, convoca_planner, convoca_control, convoca_worker;
grant insert, update (decided_at, decided_by, approved, decision) on plan_rule to convoca_worker;
