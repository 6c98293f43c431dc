-- Person-free figures for the control room: counts only, by office. The functions run as a role that sees all rows and
-- returns none of them.

grant usage, create on schema convoca to convoca_figures;
grant select on case_file, competence, appointment, summons, message, person, term, routing_queue, desk_task, benefit,
  office, batch, gateway to convoca_figures;
do $$
declare t text;
begin
  foreach t in array array['case_file', 'competence', 'appointment', 'summons', 'message', 'person', 'term', 'routing_queue',
                           'desk_task', 'benefit', 'batch'] loop
    execute format('create policy figures on %I for select to convoca_figures using (true)', t);
  end loop;
end $$;

create function office_figures()
returns table (
  office_id text, notified integer, bound integer, planned integer, convened integer, delivered integer,
  unreachable integer, not_delivered integer, uncertain integer, first_day date, last_day date)
language sql stable security definer set search_path = convoca as $$
  with cases as (
    select c.office_id, f.id, f.bound, p.reach
    from competence c join case_file f on f.id = c.case_id join person p on p.id = f.person_id
  ), calls as (
    select s.case_id, bool_or(s.state = 'planned') as planned, bool_or(s.issued_at is not null) as convened
    from summons s where s.state <> 'cancelled' group by s.case_id
  ), heard as (
    select m.case_id,
           bool_or(m.state = 'delivered') as delivered,
           bool_or(m.state = 'uncertain') as uncertain,
           bool_and(m.state = 'failed') as failed
    from message m where m.kind = 'summons' and m.state <> 'withdrawn' group by m.case_id
  ), seats as (
    select a.case_id, a.day from appointment a where a.state = 'held'
  )
  select cases.office_id,
         count(*)::int,
         count(*) filter (where cases.bound)::int,
         count(*) filter (where seats.case_id is not null)::int,
         count(*) filter (where calls.convened)::int,
         count(*) filter (where heard.delivered)::int,
         count(*) filter (where cases.bound and cases.reach in ('paper', 'nobody'))::int,
         count(*) filter (where heard.failed and not heard.delivered)::int,
         count(*) filter (where heard.uncertain)::int,
         min(seats.day), max(seats.day)
  from cases
  left join calls on calls.case_id = cases.id
  left join heard on heard.case_id = cases.id
  left join seats on seats.case_id = cases.id
  group by cases.office_id
$$;

create function convened_by_day()
returns table (day date, wave smallint, appointments integer)
language sql stable security definer set search_path = convoca as $$
  select a.day, a.wave, count(*)::int from appointment a where a.state = 'held' group by a.day, a.wave order by a.day, a.wave
$$;

create function message_figures()
returns table (channel text, kind text, state text, messages integer)
language sql stable security definer set search_path = convoca as $$
  select m.channel, m.kind, m.state, count(*)::int from message m group by m.channel, m.kind, m.state
$$;

create function queue_figures()
returns table (reason text, cases integer)
language sql stable security definer set search_path = convoca as $$
  select q.reason, count(*)::int from routing_queue q group by q.reason
$$;

create function reach_figures()
returns table (reach text, bound boolean, cases integer)
language sql stable security definer set search_path = convoca as $$
  select p.reach, f.bound, count(*)::int from case_file f join person p on p.id = f.person_id group by p.reach, f.bound
$$;

alter function office_figures() owner to convoca_figures;
alter function convened_by_day() owner to convoca_figures;
alter function message_figures() owner to convoca_figures;
alter function queue_figures() owner to convoca_figures;
alter function reach_figures() owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function office_figures(), convened_by_day(), message_figures(), queue_figures(), reach_figures() from public;
grant execute on function office_figures(), convened_by_day(), message_figures(), queue_figures(), reach_figures()
  to convoca_control, convoca_worker;
