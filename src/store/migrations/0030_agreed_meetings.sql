-- The agreed meeting lives on: what came of it, where it was moved, who was told; it stands on the day sheet and in the worklist.

-- Null while nobody has said what came of it. `meeting_of` is the seat in which it was first agreed: the meeting itself, through its moves.
alter table appointment
  add column meeting_outcome text check (meeting_outcome in ('came', 'missed', 'moved', 'called-off', 'replaced')),
  add column meeting_of uuid,
  add column meeting_moves smallint not null default 0,
  add constraint outcome_of_a_meeting check (meeting_outcome is null or state = case when meeting_outcome in ('came', 'missed') then 'agreed' else 'released' end) not valid;

-- One open for each case. Of those there are already the last one stands; the owner, too, stands before forced walls.
alter table appointment no force row level security;
update appointment a set state = 'released', meeting_outcome = 'replaced' where a.state = 'agreed'
  and exists (select 1 from appointment o where o.case_id = a.case_id and o.state = 'agreed' and (o.starts_at, o.id) > (a.starts_at, a.id));
alter table appointment force row level security;
drop index appointment_agreed_by_case;
create unique index one_open_meeting_per_case on appointment (case_id) where state = 'agreed' and meeting_outcome is null;

-- What tells of it hangs on the seat, and on no summons.
alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check
  check (kind in ('summons', 'reminder', 'moved', 'cancelled', 'signing-code', 'meeting-moved', 'meeting-cancelled')) not valid;
alter table message drop constraint message_hangs_on;
alter table message add constraint message_hangs_on
  check ((kind in ('signing-code', 'meeting-moved', 'meeting-cancelled')) = (summons_id is null) and (kind = 'signing-code') = (appointment_id is null)) not valid;

-- A closure may take from a case both the seat of its summons and that of its meeting.
alter table agenda_replan_seat drop constraint agenda_replan_seat_pkey;
alter table agenda_replan_seat add primary key (replan_id, appointment_id);

-- As before, with the agreed meetings of the day.
create or replace function days_to_close(from_day date, until_day date) returns table (day date, expected integer, undecided integer, closed boolean)
language sql stable security definer set search_path = convoca as $$
  select d.day::date, n.expected, n.undecided, o.closed_at is not null
  from generate_series(from_day, until_day, interval '1 day') as d (day)
  left join office_day o on o.office_id = current_office() and o.day = d.day::date
  cross join lateral (
    select count(*)::int as expected, count(*) filter (where x.open)::int as undecided from (
      select s.state in ('planned', 'issued', 'not-delivered', 'confirmed', 'asks-another-date', 'declined') as open
      from appointment a join summons s on s.appointment_id = a.id join competence c on c.case_id = a.case_id and c.office_id = a.office_id
      where a.office_id = current_office() and a.day = d.day::date and a.state = 'held' and s.state <> 'cancelled'
      union all
      select a.meeting_outcome is null
      from appointment a join competence c on c.case_id = a.case_id and c.office_id = a.office_id
      where a.office_id = current_office() and a.day = d.day::date and a.state = 'agreed'
    ) x
  ) n
  where n.expected > 0 and (o.closed_at is null or n.undecided > 0)
  order by 1
$$;

-- The row of each case as its tables say it now. The row is held first and read after: of two transactions that end together, the second sees
-- what the first has written.
create function worklist_refresh(cases uuid[]) returns void language plpgsql security definer set search_path = convoca as $$
begin
  perform 1 from worklist w where w.case_id = any (cases) order by w.case_id for update;
  delete from worklist w where w.case_id = any (cases) and not exists (select 1 from competence c where c.case_id = w.case_id);
  insert into worklist as w (case_id, office_id, sort_key, pending, did_due, convene_due, item_due, justify_due, exempt_until, activity_until,
    meets_on, meets_at, assigned_to, assigned_on, waits_until, note_due)
  select c.case_id, c.office_id, c.search_key,
    x.facts
      | case when x.live and h.reach in ('paper', 'nobody') then 1 << 7 else 0 end
      | case when x.live and (s.state is null or s.state in ('cancelled', 'to-convene-again', 'justified')) and x.facts & (1::bigint << 46) = 0
             then 1 else 0 end
      | case when x.live and x.facts & (1::bigint << 43) = 0 then 1 << 14 else 0 end
      | case when x.live and x.facts & (1::bigint << 43) <> 0 and x.facts & ((1::bigint << 44) | (1 << 19)) = 0 then 1 << 18 else 0 end
      | case when x.live and x.facts & (1::bigint << 44) <> 0 and x.facts & ((1::bigint << 45) | (1::bigint << 46)) = 0 then 1 << 20 else 0 end
      | case when x.live and x.facts & (1::bigint << 46) <> 0 and x.facts & (1 << 24) = 0 then 1 << 23 else 0 end,
    case when x.live and x.facts & (1::bigint << 43) = 0 then t.did end, case when x.live then t.convene end,
    n.due, n.justify, n.exempt, i.activity,
    least(case when s.meets then s.day end, g.day), least(case when s.meets then s.starts_at end, g.starts_at),
    a.operator, (a.assigned_at at time zone 'Europe/Rome')::date, z.until_on, k.due_on
  from unnest(cases) asked (id)
  join competence c on c.case_id = asked.id
  join case_file f on f.id = c.case_id
  join benefit b on b.id = f.benefit_id
  join person h on h.id = f.person_id
  cross join lateral (
    select coalesce(bit_or(1::bigint << r.bit), 0) as bits, min((i.data #>> '{entry,endsOn}')::date) filter (where r.bit = 24) as activity
    from dossier_item i join worklist_rule r on r.procedure = i.procedure and r.state = i.state where i.case_id = c.case_id
  ) i
  left join lateral (
    select s.state, p.starts_at, p.day, s.state in ('planned', 'issued', 'confirmed', 'asks-another-date', 'declined', 'not-delivered') as meets,
      (select coalesce(bit_or(1::bigint << r.bit), 0) from worklist_rule r where r.procedure = 'convocazione' and r.state = s.state) as bits
    from summons s join appointment p on p.id = s.appointment_id where s.case_id = c.case_id order by s.id desc limit 1
  ) s on true
  left join appointment g on g.case_id = c.case_id and g.state = 'agreed' and g.meeting_outcome is null
  cross join lateral (
    select coalesce(bit_or(1::bigint << coalesce(r.bit, 25)), 0) as bits
    from desk_task d left join worklist_rule r on r.procedure = 'sportello' and r.state = d.kind where d.case_id = c.case_id and d.closed_at is null
  ) d
  cross join lateral (
    select min(t.due_on) filter (where t.kind = 'T1') as did, min(t.due_on) filter (where t.kind = 'T2') as convene
    from term t where t.case_id = c.case_id and t.met_at is null
  ) t
  cross join lateral (
    select min(n.due_on) filter (where n.kind <> 'reapplication-block') as due, min(n.due_on) filter (where n.kind = 'justify') as justify,
      min(n.due_on) filter (where n.kind = 'exemption-end') as exempt
    from item_term n where n.case_id = c.case_id and n.met_at is null
  ) n
  left join case_assignment a on a.case_id = c.case_id and a.ended_at is null
  left join case_wait z on z.case_id = c.case_id and z.ended_at is null
  left join case_note k on k.case_id = c.case_id and k.removed_at is null
  cross join lateral (
    select i.bits | d.bits | coalesce(s.bits, 0) | case when g.id is null then 0 else 1::bigint << 34 end | case when f.bound then 1::bigint << 40 else 0 end
      | case when z.id is null then 0 else 1 << 30 end | case when k.id is null then 0 else 1 << 29 end
      | case when exists (select 1 from document o where o.case_id = c.case_id and o.outcome is null and o.erased_at is null
                            and o.kind in ('health-certificate', 'disability-certificate', 'care-certificate', 'work-document', 'study-document',
                              'justification'))
             then 1::bigint << 33 else 0 end
      | case when f.bound and exists (select 1 from case_file o where o.person_id = f.person_id and o.id <> f.id and o.bound
                            and (select later.measure = b.measure and (later.granted_on, later.protocol) > (b.granted_on, b.protocol)
                                 from benefit later where later.id = o.benefit_id)) then 1::bigint << 49 else 0 end as all_facts offset 0
  ) y
  -- «offset 0» keeps the facts one value: else the planner copies their subqueries into each place where they are looked at.
  -- A profile made again takes the place of the one that ran out.
  cross join lateral (
    select case when y.all_facts & (1::bigint << 44) <> 0 then y.all_facts & ~(1::bigint << 19) else y.all_facts end as facts,
      y.all_facts & (1::bigint << 40) <> 0
        and y.all_facts & ((1::bigint << 41) | (1 << 17) | (1::bigint << 42) | (1::bigint << 49)) = 0 as live offset 0
  ) x
  order by c.case_id
  on conflict (case_id) do update set
    office_id = excluded.office_id, sort_key = excluded.sort_key, pending = excluded.pending, did_due = excluded.did_due,
    convene_due = excluded.convene_due, item_due = excluded.item_due, justify_due = excluded.justify_due, exempt_until = excluded.exempt_until,
    activity_until = excluded.activity_until, meets_on = excluded.meets_on, meets_at = excluded.meets_at, assigned_to = excluded.assigned_to,
    assigned_on = excluded.assigned_on, waits_until = excluded.waits_until, note_due = excluded.note_due
  where w is distinct from excluded;
end $$;

do $$
declare apart constant text := 'current_setting(''app.worklist'', true) is distinct from ''by-hand''';
begin
  execute format('create constraint trigger worklist_meeting after insert on appointment deferrable initially deferred for each row
    when (new.state = ''agreed'' and %s) execute function worklist_touched()', apart);
  execute format('create constraint trigger worklist_meeting_ends after update of state, meeting_outcome on appointment deferrable initially deferred for each row
    when (old.state = ''agreed'' and (new.state, new.meeting_outcome) is distinct from (old.state, old.meeting_outcome) and %s)
    execute function worklist_touched()', apart);
end $$;

grant create on schema convoca to convoca_figures;
alter function worklist_refresh(uuid[]) owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function worklist_refresh(uuid[]) from public;
grant execute on function worklist_refresh(uuid[])
  to convoca_intake, convoca_planner, convoca_worker, convoca_app, convoca_retention, convoca_documents, convoca_owner;

-- The cases that are there already. The owner, too, stands before forced walls: the function's owner sees them.
set local role convoca_figures;
select worklist_refresh(array(select case_id from competence order by case_id));
set local role convoca_owner;
