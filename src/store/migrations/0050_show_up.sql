-- Who shows up, counted as it is written; what an office promises about waiting; places beyond the one person a desk.

-- Counts without persons: how many came and how many did not, of the calls that are alike in everything that is told apart. Outcomes are added as
-- rows (a correction takes one away and adds another), so that two desks never wait for each other; each night a cell's rows become one.
create table show_up_tally (
  office_id text not null,
  hour smallint not null,
  weekday smallint not null check (weekday between 1 and 7),
  channel text not null check (channel in ('sms', 'email', 'sms+email', 'pec', 'letter', 'desk', 'none')),
  lead smallint not null check (lead between 0 and 4),
  call smallint not null check (call between 1 and 4),
  -- Of dossiers that have ended since: no row of theirs says it any more.
  kept boolean not null default false,
  came integer not null,
  missed integer not null
);
create index show_up_tally_by_office on show_up_tally (office_id);

-- The cell in which the outcome of a summons was counted: what is taken away again when it is corrected.
create type show_up_cell as (office_id text, hour smallint, weekday smallint, channel text, lead smallint, call smallint, came boolean);
alter table summons add column counted show_up_cell;

-- The bands of `LEAD_BANDS`.
create function show_up_lead(days integer) returns smallint language sql immutable parallel safe as $$
  select (case when days >= 31 then 4 when days >= 15 then 3 when days >= 8 then 2 when days >= 4 then 1 else 0 end)::smallint
$$;

-- By which way a summons told the person of this appointment: the strongest, whatever became of it.
create function show_up_channel(the_appointment uuid) returns text language sql stable set search_path = convoca as $$
  select case when bool_or(channel = 'pec') then 'pec' when bool_or(channel = 'letter') then 'letter'
    when bool_or(channel = 'sms') and bool_or(channel = 'email') then 'sms+email' when bool_or(channel = 'sms') then 'sms'
    when bool_or(channel = 'email') then 'email'
    when exists (select 1 from delivery_evidence e where e.appointment_id = the_appointment and e.channel = 'signed-at-desk') then 'desk' else 'none' end
  from message where appointment_id = the_appointment and kind in ('summons', 'moved') and state <> 'withdrawn'
$$;

-- Which of the person's calls on this case it is; those that were called off do not count.
create function show_up_call_number(the_summons uuid, the_case uuid, planned timestamptz) returns smallint language sql stable set search_path = convoca as $$
  select least(4, 1 + count(*))::smallint from summons o
  where o.case_id = the_case and o.id <> the_summons and o.state <> 'cancelled' and (o.planned_at, o.id) < (planned, the_summons)
$$;

create function show_up_cell_of(the_summons uuid, the_case uuid, the_appointment uuid, planned timestamptz, issued timestamptz, has_come boolean)
returns show_up_cell language sql stable set search_path = convoca as $$
  select row(a.office_id, a.hour, extract(isodow from a.day)::smallint, show_up_channel(a.id),
    show_up_lead(a.day - (coalesce(issued, planned) at time zone 'Europe/Rome')::date), show_up_call_number(the_summons, the_case, planned), has_come)::show_up_cell
  from appointment a where a.id = the_appointment
$$;

-- Whether the person came, as far as a state of the summons says it: null where nobody has said yet, or nobody was expected.
create function show_up_outcome(state text) returns boolean language sql immutable parallel safe as $$
  select case when state = 'attended' then true when state in ('absent', 'justified', 'unjustified', 'to-convene-again') then false end
$$;

create function add_show_up(cell show_up_cell, times integer, is_kept boolean) returns void language sql set search_path = convoca as $$
  insert into show_up_tally (office_id, hour, weekday, channel, lead, call, kept, came, missed)
  values (cell.office_id, cell.hour, cell.weekday, cell.channel, cell.lead, cell.call, is_kept,
    case when cell.came then times else 0 end, case when cell.came then 0 else times end)
$$;

create function count_show_up() returns trigger language plpgsql security definer set search_path = convoca as $$
declare
  has_come boolean := show_up_outcome(new.state);
begin
  -- Called off after it had an outcome, or open again: as if nobody had said anything. A justification changes nothing: they did not come.
  if has_come is not distinct from (old.counted).came then return new; end if;
  if (old.counted).office_id is not null then perform add_show_up(old.counted, -1, false); end if;
  new.counted := null;
  if has_come is not null then
    new.counted := show_up_cell_of(new.id, new.case_id, new.appointment_id, new.planned_at, new.issued_at, has_come);
  end if;
  if (new.counted).office_id is not null then perform add_show_up(new.counted, 1, false); end if;
  return new;
end $$;
create trigger summons_counts_show_up before update of state on summons for each row
  when (new.state is distinct from old.state and (new.state in ('attended', 'absent', 'justified', 'unjustified', 'to-convene-again')
    or old.state in ('attended', 'absent', 'justified', 'unjustified', 'to-convene-again')))
  execute function count_show_up();

-- The dossier ends and its count stays, without it.
create function keep_show_up() returns trigger language plpgsql security definer set search_path = convoca as $$
begin
  perform add_show_up(old.counted, -1, false);
  perform add_show_up(old.counted, 1, true);
  return old;
end $$;
create trigger summons_leaves_its_count after delete on summons for each row when ((old.counted).office_id is not null) execute function keep_show_up();

-- Each night: the rows of a cell become one.
create function fold_show_up() returns void language sql security definer set search_path = convoca as $$
  with gone as (delete from show_up_tally returning *), folded as (
    select office_id, hour, weekday, channel, lead, call, kept, sum(came)::int as came, sum(missed)::int as missed
    from gone group by office_id, hour, weekday, channel, lead, call, kept)
  insert into show_up_tally select * from folded where came <> 0 or missed <> 0
$$;

-- The counts made again from the register: the last act on each summons says what came of it. Gives how many summonses counted otherwise before.
create function rebuild_show_up() returns integer language plpgsql security definer set search_path = convoca as $$
declare
  mended integer;
begin
  lock table show_up_tally in exclusive mode;
  with told as (
    select distinct on (p.payload::jsonb->>'item') (p.payload::jsonb->>'item')::uuid as summons_id, show_up_outcome(p.payload::jsonb->>'to') as has_come
    from act a join act_payload p on p.act_id = a.id
    where a.subject_kind = 'case' and a.kind like 'convocazione/%' and p.payload is not null
    order by p.payload::jsonb->>'item', a.seq desc
  ), right_ones as (
    select s.id, case when t.has_come is null then null
      when (s.counted).came is not distinct from t.has_come then s.counted
      else show_up_cell_of(s.id, s.case_id, s.appointment_id, s.planned_at, s.issued_at, t.has_come) end as counted
    from summons s left join told t on t.summons_id = s.id
  )
  update summons s set counted = r.counted from right_ones r where r.id = s.id and to_jsonb(s.counted) is distinct from to_jsonb(r.counted);
  get diagnostics mended = row_count;
  delete from show_up_tally where not kept;
  insert into show_up_tally (office_id, hour, weekday, channel, lead, call, came, missed)
  select (counted).office_id, (counted).hour, (counted).weekday, (counted).channel, (counted).lead, (counted).call,
    count(*) filter (where (counted).came), count(*) filter (where not (counted).came)
  from summons where (counted).office_id is not null group by 1, 2, 3, 4, 5, 6;
  return mended;
end $$;

-- What the head of an office promises about waiting: never edited, the last version is in force.
create table overbooking_setting (
  id uuid primary key,
  office_id text not null references office (id),
  version integer not null check (version >= 1),
  wait_minutes smallint not null check (wait_minutes > 0),
  probability numeric(4, 3) not null check (probability > 0 and probability < 1),
  most_per_desk smallint not null check (most_per_desk >= 0),
  reason text not null check (reason <> ''),
  entered_at timestamptz not null,
  entered_by text not null,
  unique (office_id, version)
);
create trigger overbooking_setting_stays before update or delete on overbooking_setting for each row execute function forbid_change();

-- A place beyond the one person a desk: numbered, with the promise it was opened under and why. At one hour a desk has one at most.
create table overbooking_place (
  desk_id integer not null references desk (id),
  lane smallint not null check (lane = 1),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  office_id text not null references office (id),
  day date not null,
  setting_id uuid not null references overbooking_setting (id),
  plan_id uuid not null references plan (id),
  reason text not null check (reason <> ''),
  primary key (desk_id, lane, starts_at)
);
create index overbooking_place_by_day on overbooking_place (office_id, day);
create trigger overbooking_place_stays before update or delete on overbooking_place for each row execute function forbid_change();

-- Two on one seat are refused as before, each lane for itself; and no lane but the ordinary one is open unless its place stands.
create function guard_extra_place() returns trigger language plpgsql security definer set search_path = convoca as $$
begin
  if not exists (select 1 from overbooking_place p where (p.desk_id, p.lane, p.starts_at, p.ends_at, p.office_id)
                   = (new.desk_id, new.lane, new.starts_at, new.ends_at, new.office_id)) then
    raise exception 'appointment %: no place in more at desk %, lane %, %', new.id, new.desk_id, new.lane, new.starts_at using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger extra_place_is_open before insert or update of desk_id, lane, starts_at, ends_at, office_id on appointment
  for each row when (new.lane <> 0) execute function guard_extra_place();

-- Everybody convened in an office on some days, as the queue asks: where, when, by which way, for the how manieth time.
create function convened_places(the_office text, from_day date, until_day date)
returns table (desk_id integer, lane smallint, day date, starts_at timestamptz, channel text, lead smallint, call smallint)
language sql stable set search_path = convoca as $$
  select a.desk_id, a.lane, a.day, a.starts_at,
    case when a.state = 'agreed' then 'desk' else show_up_channel(a.id) end,
    show_up_lead(a.day - (coalesce(s.issued_at, s.planned_at, a.starts_at) at time zone 'Europe/Rome')::date),
    coalesce(show_up_call_number(s.id, s.case_id, s.planned_at), 1::smallint)
  from (select * from appointment where office_id = the_office and state = 'held' and appointment.day between from_day and until_day
        union all select * from appointment where office_id = the_office and state = 'agreed' and appointment.day between from_day and until_day) a
  left join lateral (select id, case_id, issued_at, planned_at from summons where appointment_id = a.id order by attempt desc limit 1) s on true
$$;

-- Walls ------------------------------------------------------------------------------------------------------------------
grant select on show_up_tally to convoca_app, convoca_planner, convoca_worker, convoca_control;
grant select, insert, update, delete on show_up_tally to convoca_figures;
grant select on overbooking_setting to convoca_app, convoca_planner, convoca_worker;
grant insert on overbooking_setting to convoca_app;
grant select on overbooking_place to convoca_app, convoca_planner, convoca_worker;
grant insert on overbooking_place to convoca_planner;
grant select on overbooking_place to convoca_figures;
grant select on act, act_payload to convoca_figures;
grant update (counted) on summons to convoca_figures;
do $$
declare
  t text;
  r text;
begin
  foreach t in array array['overbooking_setting', 'overbooking_place'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy office on %I to convoca_app using (office_id = (select current_office())) with check (office_id = (select current_office()))', t);
    foreach r in array array['convoca_planner', 'convoca_worker'] loop
      execute format('create policy %I on %I to %I using (true) with check (true)', 'part_' || r, t, r);
    end loop;
  end loop;
end $$;
create policy figures on overbooking_place for select to convoca_figures using (true);
create policy show_up on act for select to convoca_figures using (kind like 'convocazione/%');
create policy show_up on act_payload for select to convoca_figures using (true);
grant create on schema convoca to convoca_figures;
alter function count_show_up() owner to convoca_figures;
alter function keep_show_up() owner to convoca_figures;
alter function fold_show_up() owner to convoca_figures;
alter function rebuild_show_up() owner to convoca_figures;
alter function guard_extra_place() owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function fold_show_up(), rebuild_show_up() from public;
grant execute on function fold_show_up() to convoca_worker;
grant execute on function rebuild_show_up() to convoca_retention;
