-- Conditionality: the breaches of a unit read across the walls, and what the database itself refuses of a report.

-- A household that has renewed is followed from its first protocol on.
create index benefit_renewed on benefit (previous_benefit_id) where previous_benefit_id is not null;
-- One breach for an absence, whatever two sessions try.
create unique index breach_once_for_a_summons on dossier_item ((data->>'summonsId'))
  where procedure = 'condizionalita' and data->>'summonsId' is not null;

-- What is needed to count, and no more: no name, no case, no office. To be read under the unit's lock. An office asks of units that it has
-- a member of. An absence that its summons still holds, or has just closed as unjustified, comes with the breaches that may be justified.
-- `the_item`: the breach that is being counted, null while it is not recorded; `the_benefit`: the benefit it is under.
create function breaches_of_unit(the_kind text, the_unit uuid, the_benefit uuid, the_item uuid)
returns table (own boolean, "position" integer, event text, state text, measure text, same_benefit boolean, happened_on date, recorded_at timestamptz)
language sql stable security definer set search_path = convoca as $$
  with recursive line as (
    select the_unit as id where the_kind = 'household'
    union
    select b.id from line join benefit b on b.previous_benefit_id = line.id
  ), member as materialized (
    select f.id, f.benefit_id from line join case_file f on f.benefit_id = line.id
    union all
    select f.id, f.benefit_id from case_file f where the_kind = 'person' and f.person_id = the_unit
  ), found as (
    select i.id, m.benefit_id, i.data->>'event' as event, i.state, (i.data->>'happenedOn')::date as happened_on, i.opened_at as recorded_at
    from member m join dossier_item i on i.case_id = m.id and i.procedure = 'condizionalita'
    union all
    select s.id, m.benefit_id, 'E-CONV', 'may-justify', a.day, a.ends_at
    from member m join summons s on s.case_id = m.id and s.state in ('absent', 'unjustified') join appointment a on a.id = s.appointment_id
    where not exists (select 1 from dossier_item i where i.case_id = m.id and i.procedure = 'condizionalita' and i.data->>'summonsId' = s.id::text)
  )
  select coalesce(f.id = the_item, false), row_number() over (order by f.recorded_at, f.id)::int, f.event, f.state, b.measure,
         f.benefit_id = the_benefit, f.happened_on, f.recorded_at
  from found f join benefit b on b.id = f.benefit_id
  where current_setting('role') = 'convoca_worker'
     or exists (select 1 from member m join competence c on c.case_id = m.id where c.office_id = current_office())
$$;

-- Where a report stands that counted one more than now stands before it: those cases only, for the function below.
create function later_reports(the_kind text, the_unit uuid, the_event text, the_measure text, the_benefit uuid, the_count integer)
returns table (case_id uuid) language sql stable security definer set search_path = convoca as $$
  select distinct r.case_id from report r join case_file f on f.id = r.case_id join benefit b on b.id = f.benefit_id
  where r.unit_kind = the_kind and r.unit_id = the_unit and r.event = the_event and r.ended_as is null and r.counter_before >= the_count
    and b.measure = the_measure and (the_benefit is null or b.id = the_benefit)
$$;

-- Asks the desks, of whatever office, to read those reports again; says how many were asked, and not which.
create function ask_to_review_reports(the_kind text, the_unit uuid, the_event text, the_measure text, the_benefit uuid, the_count integer,
  the_reason text, the_detail text, the_moment timestamptz)
returns integer language plpgsql security definer set search_path = convoca as $$
declare
  asked integer;
begin
  insert into desk_task (id, case_id, kind, reason, detail, opened_at)
  select gen_random_uuid(), l.case_id, 'later-report:condizionalita', the_reason, the_detail, the_moment
  from later_reports(the_kind, the_unit, the_event, the_measure, the_benefit, the_count) l
  on conflict (case_id, kind) where closed_at is null do nothing;
  get diagnostics asked = row_count;
  return asked;
end $$;
create policy asked on desk_task for insert to convoca_owner with check (true);

-- A report stands exactly while its breach is in a state that says so.
drop trigger report_is_written on dossier_item;
drop function reported_has_report();
create function report_follows_state() returns trigger language plpgsql as $$
declare
  now_in text := (select i.state from convoca.dossier_item i where i.id = new.id);
  stands boolean := exists (select 1 from convoca.report r where r.item_id = new.id and r.ended_as is null);
begin
  if stands <> (now_in in ('reported', 'settled', 'applied', 'forfeited', 'not-applied')) then
    raise exception 'item %: in state % its report %', new.id, now_in, case when stands then 'still stands' else 'is missing' end
      using errcode = 'check_violation', constraint = 'report_follows_state';
  end if;
  return null;
end $$;
create constraint trigger report_follows_state after insert or update of state on dossier_item deferrable initially deferred for each row
  when (new.procedure = 'condizionalita') execute function report_follows_state();

-- Suspended days never count, and whoever was exempt on the day is never reported, whatever a program says.
create function guard_new_report() returns trigger language plpgsql as $$
begin
  if exists (select 1 from convoca.term_suspension t join convoca.benefit b on b.measure = t.measure join convoca.case_file f on f.benefit_id = b.id
             where f.id = new.case_id and t.days @> new.fact_on) then
    raise exception 'report %: obligations were suspended on %', new.id, new.fact_on using errcode = 'check_violation', constraint = 'report_of_suspended_day';
  end if;
  if exists (select 1 from convoca.dossier_item i, jsonb_array_elements(i.data->'periods') p
             where i.case_id = new.case_id and i.procedure = 'esonero' and jsonb_typeof(i.data->'periods') = 'array'
               and new.fact_on between (p->>'from')::date and least((p->>'to')::date, coalesce((i.data->>'endedOn')::date, 'infinity'))) then
    raise exception 'report %: exempt on %', new.id, new.fact_on using errcode = 'check_violation', constraint = 'report_of_exempt_person';
  end if;
  return new;
end $$;
create trigger new_report_is_guarded before insert on report for each row execute function guard_new_report();

grant create on schema convoca to convoca_figures;
alter function breaches_of_unit(text, uuid, uuid, uuid) owner to convoca_figures;
alter function later_reports(text, uuid, text, text, uuid, integer) owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function breaches_of_unit(text, uuid, uuid, uuid), later_reports(text, uuid, text, text, uuid, integer),
  ask_to_review_reports(text, uuid, text, text, uuid, integer, text, text, timestamptz) from public;
grant execute on function breaches_of_unit(text, uuid, uuid, uuid),
  ask_to_review_reports(text, uuid, text, text, uuid, integer, text, text, timestamptz) to convoca_app, convoca_worker;
grant execute on function later_reports(text, uuid, text, text, uuid, integer) to convoca_owner;
