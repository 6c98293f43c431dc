-- The control room: one flat row of facts a case, followed from a queue of changes; figures kept as those rows change; nothing is counted on demand.

-- What has changed since it was last followed. Only ever appended to by those who work, only ever emptied by the one that follows.
create table control_change (
  case_id uuid not null,
  at timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- What the control room knows of a case. Nothing in it depends on today; business days, as the acts say them.
create table control_case (
  case_id uuid primary key,
  -- Empty: nobody could route it.
  office_id text not null,
  -- The Monday of the week in which the case was opened.
  week date not null,
  bound boolean not null,
  planned boolean not null,
  convened date,
  delivered boolean not null,
  replied boolean not null,
  seen date,
  did date,
  pact date,
  activity boolean not null,
  outcome boolean not null,
  exempt boolean not null,
  left_out boolean not null,
  municipality boolean not null,
  unreachable boolean not null,
  -- Why the last summons ended without the person: 'open', 'justified', 'unjustified', 'not-told'; null where it did not.
  absence text,
  -- The desk of the last summons that stands, and the days on which the case holds a seat.
  desk_id integer,
  held date[] not null,
  -- SMS of the case that a gateway took: how many, how many in one part, parts in all.
  sms integer not null,
  sms_single integer not null,
  sms_parts integer not null,
  -- Classes for the checks of equal treatment, as on the day on which the case was opened.
  age text not null,
  sex text not null,
  citizenship text not null,
  place text not null
) with (fillfactor = 80);
create index control_case_by_office on control_case (office_id);

-- How many: always what the rows of control_case add up to. Written by whoever writes those, in the same transaction.
create table control_figure (
  office_id text not null,
  family text not null,
  key text not null,
  stage text not null,
  n bigint not null,
  primary key (office_id, family, key, stage)
) with (fillfactor = 70);

-- Until when the changes have been followed (machine and business time), and how many there were so far.
create table control_followed (
  only_row boolean primary key default true check (only_row),
  at timestamptz not null default clock_timestamp(),
  business_at timestamptz not null default business_now(),
  changes bigint not null default 0
);
insert into control_followed default values;

-- What the public sees, made once a day: no count of a person, no small count, and no two of one day to compare.
create table control_public (
  day date primary key,
  made_at timestamptz not null,
  figures jsonb not null
);

-- The facts of cases as the tables of the work say them now -----------------------------------------------------------------
create function control_facts(cases uuid[]) returns setof control_case
language sql stable security definer set search_path = convoca as $$
  select f.id, coalesce(c.office_id, ''), date_trunc('week', o.opened)::date, f.bound,
    f.bound and (s.planned or s.seen is not null),
    case when f.bound then coalesce(s.convened, s.seen) end,
    f.bound and coalesce(s.convened, s.seen) is not null and (coalesce(m.delivered, false) or coalesce(e.delivered, false)),
    f.bound and coalesce(s.convened, s.seen) is not null and coalesce(a.replied, false),
    case when f.bound then s.seen end,
    case when f.bound then i.did end,
    case when f.bound and i.pact then coalesce(a.pact, i.pact_opened) end,
    f.bound and i.pact and i.activity, f.bound and i.pact and i.outcome,
    i.exempt, i.left_out, i.municipality,
    f.bound and p.reach in ('paper', 'nobody'),
    case when f.bound and s.seen is null then s.absence end,
    s.desk_id,
    coalesce(h.held, '{}'),
    coalesce(m.sms, 0), coalesce(m.sms_single, 0), coalesce(m.sms_parts, 0),
    case when o.years < 30 then '-29' when o.years < 40 then '30-39' when o.years < 50 then '40-49' when o.years < 60 then '50-59' else '60+' end,
    case when p.sex in ('F', 'M') then p.sex else 'X' end,
    case when p.citizenship = any (array['ITA', 'IT', 'Z000', '000']) then 'IT' when p.citizenship in ('NT', '') then 'X' else 'other' end,
    case when c.office_id is null or coalesce(p.domicile ->> 'municipalityCode', p.residence ->> 'municipalityCode') is null then 'X'
         when exists (select 1 from office_seat t where t.office_id = c.office_id and t.valid @> o.opened
                        and t.municipality_code = coalesce(p.domicile ->> 'municipalityCode', p.residence ->> 'municipalityCode')) then 'same'
         else 'other' end
  from unnest(cases) asked (id)
  join case_file f on f.id = asked.id
  join person p on p.id = f.person_id
  left join competence c on c.case_id = f.id
  cross join lateral (
    select (f.opened_at at time zone 'Europe/Rome')::date as opened,
      extract(year from age((f.opened_at at time zone 'Europe/Rome')::date, p.birth_date)) as years
  ) o
  -- Of several summonses of a case the last one that stands says how it ended and at which desk.
  cross join lateral (
    select coalesce(bool_or(true), false) as planned,
      (min(s.issued_at) at time zone 'Europe/Rome')::date as convened,
      min(w.day) filter (where s.state = 'attended') as seen,
      (array_agg(case s.state when 'absent' then 'open' when 'justified' then 'justified' when 'unjustified' then 'unjustified'
                              when 'to-convene-again' then 'not-told' end order by s.id desc))[1] as absence,
      (array_agg(w.desk_id order by s.id desc))[1] as desk_id
    from summons s join appointment w on w.id = s.appointment_id where s.case_id = f.id and s.state <> 'cancelled'
  ) s
  left join lateral (
    select bool_or(m.kind = 'summons' and m.state = 'delivered') as delivered,
      count(*) filter (where m.channel = 'sms' and m.accepted_at is not null)::int as sms,
      count(*) filter (where m.channel = 'sms' and m.accepted_at is not null and m.parts = 1)::int as sms_single,
      coalesce(sum(m.parts) filter (where m.channel = 'sms' and m.accepted_at is not null), 0)::int as sms_parts
    from message m where m.case_id = f.id
  ) m on true
  left join lateral (select bool_or(d.outcome = 'received') as delivered from delivery_evidence d where d.case_id = f.id) e on true
  cross join lateral (
    select min((i.opened_at at time zone 'Europe/Rome')::date) filter (where i.procedure = 'did' and i.state in ('given', 'suspended')) as did,
      coalesce(bool_or(i.procedure = 'patto' and i.state in ('in-force', 'revising', 'revision-agreed', 'revision-signed')), false) as pact,
      min((i.opened_at at time zone 'Europe/Rome')::date)
        filter (where i.procedure = 'patto' and i.state in ('in-force', 'revising', 'revision-agreed', 'revision-signed')) as pact_opened,
      coalesce(bool_or(i.procedure = 'attivita'
        and i.state in ('started', 'suspended', 'completed', 'accounted', 'job-found', 'interrupted', 'abandoned')), false) as activity,
      coalesce(bool_or(i.procedure = 'attivita' and i.state in ('completed', 'accounted', 'job-found', 'interrupted', 'abandoned')), false) as outcome,
      coalesce(bool_or(i.procedure = 'esonero' and i.state = 'granted'), false) as exempt,
      coalesce(bool_or(i.procedure = 'esclusione' and i.state in ('in-force', 'contested')), false) as left_out,
      coalesce(bool_or(i.procedure = 'vita-del-caso' and i.state = 'at-municipality'), false) as municipality
    from dossier_item i where i.case_id = f.id
  ) i
  left join lateral (
    select bool_or(a.kind in ('convocazione/confirm', 'convocazione/ask-another-date', 'convocazione/decline')) as replied,
      (min(a.happened_at) filter (where a.kind in ('patto/sign-office', 'patto/carry-over')) at time zone 'Europe/Rome')::date as pact
    from act a where a.subject_id = f.id
      and a.kind in ('convocazione/confirm', 'convocazione/ask-another-date', 'convocazione/decline', 'patto/sign-office', 'patto/carry-over')
  ) a on true
  left join lateral (
    select array_agg(w.day order by w.day) as held from appointment w where w.case_id = f.id and w.state in ('held', 'agreed')
  ) h on true
$$;

-- What one case adds to the figures.
create function control_cells(c control_case) returns table (family text, key text, stage text, n integer)
language sql immutable parallel safe as $$
  select 'week', c.week::text, s.stage, 1 from unnest(
    array['notified', 'bound', 'planned', 'convened', 'delivered', 'replied', 'seen', 'did', 'pact', 'activity', 'outcome',
          'unbound', 'exempt', 'excluded', 'municipality', 'unreachable', 'absent'],
    array[true, c.bound, c.planned, c.convened is not null, c.delivered, c.replied, c.seen is not null, c.did is not null, c.pact is not null,
          c.activity, c.outcome, not c.bound, c.exempt, c.left_out, c.municipality, c.unreachable, c.absence is not null]) as s (stage, yes)
  where s.yes
  union all
  select 'day', s.day::text, s.stage, 1 from unnest(array['convened', 'seen', 'did', 'pact'], array[c.convened, c.seen, c.did, c.pact]) as s (stage, day)
  where s.day is not null
  union all
  select x.family, x.key, s.stage, 1
  from unnest(array['age', 'sex', 'citizenship', 'place'], array[c.age, c.sex, c.citizenship, c.place]) as x (family, key),
    unnest(array['bound', 'convened', 'delivered', 'seen', 'absent', 'pact'],
      array[c.bound, c.convened is not null, c.delivered, c.seen is not null, c.absence is not null, c.pact is not null]) as s (stage, yes)
  where s.yes
  union all
  select 'load', d::text, 'held', 1 from unnest(c.held) as d
  union all
  select 'desk', c.desk_id::text, s.stage, 1 from unnest(array['planned', 'convened', 'seen', 'absent'],
      array[c.planned, c.convened is not null, c.seen is not null, c.absence is not null]) as s (stage, yes)
  where s.yes and c.desk_id is not null
  union all
  select 'absence', c.absence, 'absent', 1 where c.absence is not null
  union all
  select 'sms', '', s.stage, s.n from unnest(array['messages', 'single', 'parts'], array[c.sms, c.sms_single, c.sms_parts]) as s (stage, n) where s.n <> 0
$$;

-- Whoever changes rows of control_case changes the figures with them: there is no other way, and one at a time.
create function control_count() returns trigger language plpgsql security definer set search_path = convoca as $$
begin
  perform pg_advisory_xact_lock(7301054);
  if tg_op = 'INSERT' then
    insert into control_figure as f (office_id, family, key, stage, n)
    select a.office_id, x.family, x.key, x.stage, sum(x.n) from added a cross join lateral control_cells(row(a.*)::control_case) x group by 1, 2, 3, 4
    on conflict (office_id, family, key, stage) do update set n = f.n + excluded.n;
  elsif tg_op = 'DELETE' then
    insert into control_figure as f (office_id, family, key, stage, n)
    select r.office_id, x.family, x.key, x.stage, -sum(x.n) from removed r cross join lateral control_cells(row(r.*)::control_case) x group by 1, 2, 3, 4
    on conflict (office_id, family, key, stage) do update set n = f.n + excluded.n;
  else
    insert into control_figure as f (office_id, family, key, stage, n)
    select d.office_id, d.family, d.key, d.stage, sum(d.n) from (
      select a.office_id, x.family, x.key, x.stage, x.n from added a cross join lateral control_cells(row(a.*)::control_case) x
      union all
      select r.office_id, x.family, x.key, x.stage, -x.n from removed r cross join lateral control_cells(row(r.*)::control_case) x
    ) d group by 1, 2, 3, 4 having sum(d.n) <> 0
    on conflict (office_id, family, key, stage) do update set n = f.n + excluded.n;
  end if;
  return null;
end $$;
create trigger control_counted after insert on control_case referencing new table as added for each statement execute function control_count();
create trigger control_uncounted after delete on control_case referencing old table as removed for each statement execute function control_count();
create trigger control_recounted after update on control_case referencing new table as added old table as removed
  for each statement execute function control_count();
create trigger control_case_emptied_too after truncate on case_file for each statement execute function empty_children('control_case');
create trigger control_change_emptied_too after truncate on case_file for each statement execute function empty_children('control_change');
create trigger control_figure_emptied_too after truncate on control_case for each statement execute function empty_children('control_figure');

-- Takes at most so many changes from the queue and brings their cases up to date, in one transaction: killed, it has done nothing. What is
-- written between its two statements is in the queue again. Gives how many changes it took; 0 also while another follows.
create function control_follow(most integer) returns integer language plpgsql security definer set search_path = convoca as $$
declare
  taken integer;
  cases uuid[];
begin
  if not pg_try_advisory_xact_lock(7301054) then
    return 0;
  end if;
  with gone as (delete from control_change where ctid = any (array(select ctid from control_change limit most)) returning case_id)
  select count(*), array_agg(distinct case_id) into taken, cases from gone;
  if taken > 0 then
    delete from control_case k where k.case_id = any (cases) and not exists (select 1 from case_file f where f.id = k.case_id);
    insert into control_case as k select * from control_facts(cases)
    on conflict (case_id) do update set
      office_id = excluded.office_id, week = excluded.week, bound = excluded.bound, planned = excluded.planned, convened = excluded.convened,
      delivered = excluded.delivered, replied = excluded.replied, seen = excluded.seen, did = excluded.did, pact = excluded.pact,
      activity = excluded.activity, outcome = excluded.outcome, exempt = excluded.exempt, left_out = excluded.left_out,
      municipality = excluded.municipality, unreachable = excluded.unreachable, absence = excluded.absence, desk_id = excluded.desk_id,
      held = excluded.held, sms = excluded.sms, sms_single = excluded.sms_single, sms_parts = excluded.sms_parts, age = excluded.age,
      sex = excluded.sex, citizenship = excluded.citizenship, place = excluded.place
    where k is distinct from excluded;
  end if;
  update control_followed set at = clock_timestamp(), business_at = business_now(), changes = changes + taken
  where taken > 0 or at < clock_timestamp() - interval '2 seconds';
  return taken;
end $$;

-- Where what was kept is not what the tables say: a case's row, or a figure. Cases that wait in the queue are not judged yet.
create function control_check_cases(cases uuid[]) returns setof uuid language sql stable security definer set search_path = convoca as $$
  select coalesce(k.case_id, f.case_id)
  from (select * from control_case where case_id = any (cases)) k
  full join (select * from control_facts(cases)) f on f.case_id = k.case_id
  where k is distinct from f and not exists (select 1 from control_change q where q.case_id = coalesce(k.case_id, f.case_id))
$$;
create function control_check_figures() returns table (office_id text, family text, key text, stage text, kept bigint, counted bigint)
language sql stable security definer set search_path = convoca as $$
  select coalesce(f.office_id, c.office_id), coalesce(f.family, c.family), coalesce(f.key, c.key), coalesce(f.stage, c.stage),
    coalesce(f.n, 0), coalesce(c.n, 0)
  from (select * from control_figure where n <> 0) f
  full join (select k.office_id, x.family, x.key, x.stage, sum(x.n)::bigint as n
             from (select * from control_case offset 0) k cross join lateral control_cells(row(k.*)::control_case) x group by 1, 2, 3, 4) c
    on (c.office_id, c.family, c.key, c.stage) = (f.office_id, f.family, f.key, f.stage)
  where f.n is distinct from c.n
$$;
create function control_cases_after(after uuid, most integer) returns setof uuid language sql stable security definer set search_path = convoca as $$
  select id from (select id from case_file where id > after union select case_id from control_case where case_id > after) x order by 1 limit most
$$;
-- Thrown away and counted again from nothing: everything waits in the queue.
create function control_rebuild() returns bigint language plpgsql security definer set search_path = convoca as $$
declare
  waiting bigint;
begin
  perform pg_advisory_xact_lock(7301054);
  delete from control_case;
  delete from control_figure;
  insert into control_change (case_id) select id from case_file;
  get diagnostics waiting = row_count;
  return waiting;
end $$;
-- How much waits, up to a bound that is read at once, and since when.
create function control_waiting() returns table (waiting integer, since timestamptz) language sql stable security definer set search_path = convoca as $$
  select count(*)::int, min(q.at) from (select at from control_change limit 50000) q
$$;

-- What says that a case has changed: one statement, one line for each case of it, and no row of anybody else is held. ---------
create function control_touched() returns trigger language plpgsql security definer set search_path = convoca as $$
begin
  insert into control_change (case_id) select distinct t.case_id from touched t;
  return null;
end $$;
create function control_touched_case() returns trigger language plpgsql security definer set search_path = convoca as $$
begin
  insert into control_change (case_id) select t.id from touched t;
  return null;
end $$;
-- Who is gone is gone from here in the same transaction, and whoever follows waits for its end.
create function control_gone_case() returns trigger language plpgsql security definer set search_path = convoca as $$
begin
  perform pg_advisory_xact_lock(7301054);
  delete from control_case k using touched t where k.case_id = t.id;
  return null;
end $$;
create function control_touched_person() returns trigger language plpgsql security definer set search_path = convoca as $$
begin
  insert into control_change (case_id) select f.id from touched t join case_file f on f.person_id = t.id;
  return null;
end $$;
-- Claims say nothing; what left, arrived or failed does.
create function control_touched_message() returns trigger language plpgsql security definer set search_path = convoca as $$
begin
  insert into control_change (case_id) select distinct t.case_id from touched t where t.state in ('accepted', 'delivered', 'failed', 'uncertain');
  return null;
end $$;
create function control_touched_all() returns trigger language plpgsql security definer set search_path = convoca as $$
begin
  insert into control_change (case_id) select id from case_file;
  return null;
end $$;
do $$
declare
  spec text[];
begin
  foreach spec slice 1 in array array[
    ['competence', 'insert', 'control_touched'], ['competence', 'update', 'control_touched'], ['competence', 'delete', 'control_touched'],
    ['routing_queue', 'insert', 'control_touched'],
    ['case_file', 'update', 'control_touched_case'], ['case_file', 'delete', 'control_gone_case'],
    ['person', 'update', 'control_touched_person'],
    ['summons', 'insert', 'control_touched'], ['summons', 'update', 'control_touched'],
    ['appointment', 'insert', 'control_touched'], ['appointment', 'update', 'control_touched'],
    ['message', 'update', 'control_touched_message'],
    ['delivery_evidence', 'insert', 'control_touched'],
    ['dossier_item', 'insert', 'control_touched'], ['dossier_item', 'update', 'control_touched']] loop
    execute format('create trigger %I after %s on %I referencing %s table as touched for each statement execute function %I()',
      'control_' || spec[2], spec[2], spec[1], case spec[2] when 'delete' then 'old' else 'new' end, spec[3]);
  end loop;
end $$;
create trigger control_seat after insert or update or delete on office_seat for each statement execute function control_touched_all();

-- Walls ----------------------------------------------------------------------------------------------------------------------
do $$
declare t text;
begin
  foreach t in array array['control_change', 'control_case'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy figures on %I to convoca_figures using (true) with check (true)', t);
    execute format('create policy part_convoca_retention on %I to convoca_retention using (true)', t);
    execute format('grant select, delete on %I to convoca_retention', t);
    execute format('grant select, insert, update, delete on %I to convoca_figures', t);
  end loop;
end $$;
-- The wall asks the access row, which is right at once: the office written here may still wait to be followed.
create policy office on control_case for select to convoca_app using (exists (select 1 from competence c
  where c.case_id = control_case.case_id and c.office_id = (select current_office())));
grant select on control_case to convoca_app;
grant select, insert, update, delete on control_figure, control_followed to convoca_figures;
grant select on control_figure, control_followed to convoca_control, convoca_worker;
grant select, insert on control_public to convoca_worker;
grant select on control_public to convoca_control;
create policy control_room on act for select to convoca_figures using (subject_kind = 'case'
  and kind in ('convocazione/confirm', 'convocazione/ask-another-date', 'convocazione/decline', 'patto/sign-office', 'patto/carry-over'));
grant select on act, delivery_evidence, office_seat, dossier_item, clock to convoca_figures;
do $$
begin
  if not exists (select 1 from pg_policy where polrelid = 'delivery_evidence'::regclass and 'convoca_figures'::regrole = any (polroles)) then
    create policy control_room on delivery_evidence for select to convoca_figures using (true);
  end if;
end $$;

grant create on schema convoca to convoca_figures;
do $$
declare f text;
begin
  foreach f in array array['control_facts(uuid[])', 'control_count()', 'control_follow(integer)', 'control_check_cases(uuid[])',
    'control_check_figures()', 'control_cases_after(uuid, integer)', 'control_rebuild()', 'control_waiting()', 'control_touched()',
    'control_touched_case()', 'control_gone_case()', 'control_touched_person()', 'control_touched_message()', 'control_touched_all()'] loop
    execute format('alter function %s owner to convoca_figures', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
revoke create on schema convoca from convoca_figures;
grant execute on function control_follow(integer), control_check_cases(uuid[]), control_check_figures(), control_cases_after(uuid, integer),
  control_rebuild(), control_waiting() to convoca_worker, convoca_control;

-- The cases that are there already wait to be followed. The owner, too, stands before forced walls.
set local role convoca_figures;
insert into control_change (case_id) select id from case_file;
set local role convoca_owner;
