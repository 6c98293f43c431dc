-- The worklist: one flat row a case, kept in the transaction that changes what it says; who follows a case, what is waited for, one note.

-- What a state of a procedure, or a task of the desk, means for the list: a bit of `pending`. The same table as src/domain/worklist/pending.ts.
create table worklist_rule (
  procedure text not null,
  state text not null,
  bit smallint not null check (bit between 0 and 62),
  primary key (procedure, state, bit)
);
insert into worklist_rule (procedure, state, bit) values
  ('convocazione', 'planned', 1), ('convocazione', 'issued', 2), ('convocazione', 'confirmed', 3), ('convocazione', 'asks-another-date', 4),
  ('convocazione', 'declined', 5), ('convocazione', 'not-delivered', 6), ('convocazione', 'absent', 9), ('convocazione', 'attended', 48),
  ('sportello', 'not-delivered', 6), ('sportello', 'unreachable', 7), ('sportello', 'uncertain', 8),
  ('condizionalita', 'may-justify', 9), ('condizionalita', 'held', 10), ('condizionalita', 'proposed', 11), ('condizionalita', 'approved', 12),
  ('condizionalita', 'reported', 13),
  ('esonero', 'requested', 15), ('esonero', 'granted', 17),
  ('esclusione', 'contested', 16), ('esclusione', 'in-force', 41), ('esclusione', 'contested', 41),
  ('did', 'given', 43), ('did', 'suspended', 43),
  ('profilazione', 'expired', 19), ('profilazione', 'decided', 44),
  ('patto', 'draft', 21), ('patto', 'revising', 21), ('patto', 'agreed', 22), ('patto', 'person-signed', 22), ('patto', 'revision-agreed', 22),
  ('patto', 'revision-signed', 22),
  ('patto', 'draft', 45), ('patto', 'agreed', 45), ('patto', 'person-signed', 45),
  ('patto', 'in-force', 46), ('patto', 'revising', 46), ('patto', 'revision-agreed', 46), ('patto', 'revision-signed', 46),
  ('attivita', 'proposed', 24), ('attivita', 'proposed', 31), ('attivita', 'waiting', 24), ('attivita', 'enrolled', 24), ('attivita', 'started', 24),
  ('attivita', 'suspended', 24),
  ('invio-al-comune', 'proposed', 11), ('invio-al-comune', 'approved', 27), ('invio-al-comune', 'sent', 26),
  ('vita-del-caso', 'moved', 28), ('vita-del-caso', 'in-charge', 47),
  ('vita-del-caso', 'at-municipality', 42), ('vita-del-caso', 'other-region', 42), ('vita-del-caso', 'forfeited', 42), ('vita-del-caso', 'ended', 42),
  ('vita-del-caso', 'dead', 42), ('vita-del-caso', 'renewed', 42);

-- Room in each page for a second version of its rows, and no index on what changes: a bulk of plans changes its rows in place.
create table worklist (
  case_id uuid primary key,
  office_id text not null,
  sort_key text collate "C" not null,
  pending bigint not null default 0,
  -- The open terms of the notice, while they are the person's: to give the DID (T1), to be convened (T2).
  did_due date,
  convene_due date,
  -- The nearest open term of an item, and some by their own name.
  item_due date,
  justify_due date,
  exempt_until date,
  activity_until date,
  -- The appointment of the summons whose outcome is not written yet.
  meets_on date,
  meets_at timestamptz,
  assigned_to text,
  assigned_on date,
  waits_until date,
  note_due date
) with (fillfactor = 75);
create index worklist_by_office on worklist (office_id);
create trigger worklist_emptied_too after truncate on case_file for each statement execute function empty_children('worklist');

-- Who follows a case, since when, by whose hand. One at a time; what was stays.
create table case_assignment (
  id uuid primary key,
  case_id uuid not null,
  office_id text not null,
  operator text not null check (operator <> ''),
  assigned_at timestamptz not null,
  assigned_by text not null,
  ended_at timestamptz,
  ended_by text,
  ended_because text check (ended_because in ('given-on', 'given-back', 'transfer')),
  check (num_nulls(ended_at, ended_by, ended_because) in (0, 3))
);
create unique index case_assignment_open on case_assignment (case_id) where ended_at is null;
create index case_assignment_by_case on case_assignment (case_id);

-- Nothing to do until a day, and why. One open for a case; the next act closes it.
create table case_wait (
  id uuid primary key,
  case_id uuid not null,
  until_on date not null,
  reason text not null,
  note text not null default '',
  set_at timestamptz not null,
  set_by text not null,
  ended_at timestamptz,
  ended_by text,
  ended_because text check (ended_because in ('act', 'by-hand', 'again')),
  check (num_nulls(ended_at, ended_by, ended_because) in (0, 3))
);
create unique index case_wait_open on case_wait (case_id) where ended_at is null;
create index case_wait_by_case on case_wait (case_id);

-- One note stuck on a case; each change is a version.
create table case_note (
  id uuid primary key,
  case_id uuid not null,
  reason text not null,
  text text not null default '',
  due_on date,
  written_at timestamptz not null,
  written_by text not null,
  removed_at timestamptz,
  removed_by text,
  check (num_nulls(removed_at, removed_by) in (0, 2))
);
create unique index case_note_open on case_note (case_id) where removed_at is null;
create index case_note_by_case on case_note (case_id);

-- A choice of filters with a name: its user's own, or the office's (no owner).
create table worklist_view (
  id uuid primary key,
  office_id text not null references office (id),
  owner text,
  name text not null check (name <> ''),
  -- The part of the address after «?».
  choice text not null,
  made_at timestamptz not null default now(),
  made_by text not null
);
create unique index worklist_view_name on worklist_view (office_id, coalesce(owner, ''), lower(name));

select check_set_wise('case_assignment', 'case_id', 'case_file'), check_set_wise('case_wait', 'case_id', 'case_file'),
  check_set_wise('case_note', 'case_id', 'case_file');
create trigger case_assignment_emptied_too after truncate on case_file for each statement execute function empty_children('case_assignment');
create trigger case_wait_emptied_too after truncate on case_file for each statement execute function empty_children('case_wait');
create trigger case_note_emptied_too after truncate on case_file for each statement execute function empty_children('case_note');

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
    case when s.meets then s.day end, case when s.meets then s.starts_at end,
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
    select i.bits | d.bits | coalesce(s.bits, 0) | case when f.bound then 1::bigint << 40 else 0 end
      | case when z.id is null then 0 else 1 << 30 end | case when k.id is null then 0 else 1 << 29 end
      | case when exists (select 1 from document o where o.case_id = c.case_id and o.outcome is null and o.erased_at is null
                            and o.kind in ('health-certificate', 'disability-certificate', 'care-certificate', 'work-document', 'study-document',
                              'justification'))
             then 1::bigint << 33 else 0 end
      | case when f.bound and exists (select 1 from case_file o join benefit later on later.id = o.benefit_id
                            where o.person_id = f.person_id and o.id <> f.id and o.bound and later.measure = b.measure
                              and (later.granted_on, later.protocol) > (b.granted_on, b.protocol)) then 1::bigint << 49 else 0 end as all_facts
  ) y
  -- A profile made again takes the place of the one that ran out.
  cross join lateral (
    select case when y.all_facts & (1::bigint << 44) <> 0 then y.all_facts & ~(1::bigint << 19) else y.all_facts end as facts,
      y.all_facts & (1::bigint << 40) <> 0
        and y.all_facts & ((1::bigint << 41) | (1 << 17) | (1::bigint << 42) | (1::bigint << 49)) = 0 as live
  ) x
  order by c.case_id
  on conflict (case_id) do update set
    office_id = excluded.office_id, sort_key = excluded.sort_key, pending = excluded.pending, did_due = excluded.did_due,
    convene_due = excluded.convene_due, item_due = excluded.item_due, justify_due = excluded.justify_due, exempt_until = excluded.exempt_until,
    activity_until = excluded.activity_until, meets_on = excluded.meets_on, meets_at = excluded.meets_at, assigned_to = excluded.assigned_to,
    assigned_on = excluded.assigned_on, waits_until = excluded.waits_until, note_due = excluded.note_due
  where w is distinct from excluded;
end $$;

-- Runs when a transaction ends, once for each case it has touched: by then all is written, and the row of the list is the last one held.
-- Bulk work says that it writes the rows itself (`app.worklist`).
create function worklist_touched() returns trigger language plpgsql as $$
declare
  the_case uuid;
  seen text := coalesce(current_setting('app.worklist_seen', true), '');
begin
  if tg_op = 'DELETE' then
    the_case := old.case_id;
  elsif tg_table_name = 'case_file' then
    the_case := new.id;
  else
    the_case := new.case_id;
  end if;
  if strpos(seen, the_case::text) = 0 then
    perform convoca.worklist_refresh(array[the_case]);
    if length(seen) < 4000 then
      perform set_config('app.worklist_seen', seen || the_case::text, true);
    end if;
  end if;
  return null;
end $$;

-- Who can be reached again, or no longer, in all the cases of the person.
create function worklist_person_touched() returns trigger language plpgsql security definer set search_path = convoca as $$
begin
  perform worklist_refresh(array(select f.id from case_file f where f.person_id = new.id));
  return null;
end $$;
create constraint trigger worklist_update after update of reach on person deferrable initially deferred for each row
  when (new.reach is distinct from old.reach and current_setting('app.worklist', true) is distinct from 'by-hand')
  execute function worklist_person_touched();

do $$
declare
  spec text[];
  apart constant text := 'current_setting(''app.worklist'', true) is distinct from ''by-hand''';
begin
  foreach spec slice 1 in array array[
    ['term', 'insert', ''], ['item_term', 'insert', ''], ['dossier_item', 'insert', ''], ['desk_task', 'insert', ''], ['summons', 'insert', ''],
    ['document', 'insert', ''], ['competence', 'insert', ''], ['competence', 'delete', ''],
    ['case_assignment', 'insert', ''], ['case_wait', 'insert', ''], ['case_note', 'insert', ''],
    ['term', 'update', 'due_on, met_at'], ['item_term', 'update', 'due_on, met_at'], ['dossier_item', 'update', 'state'], ['desk_task', 'update', 'closed_at'],
    ['summons', 'update', 'state, appointment_id'], ['document', 'update', 'outcome, erased_at'], ['competence', 'update', 'office_id, search_key'],
    ['case_file', 'update', 'bound'],
    ['case_assignment', 'update', 'ended_at'], ['case_wait', 'update', 'ended_at'], ['case_note', 'update', 'removed_at']] loop
    execute format('create constraint trigger %I after %s on %I deferrable initially deferred for each row when (%s) execute function worklist_touched()',
      'worklist_' || spec[2], case spec[2] when 'update' then 'update of ' || spec[3] else spec[2] end, spec[1],
      case spec[2] when 'update' then format('(%s) is distinct from (%s) and %s',
        regexp_replace('new.' || spec[3], ', ', ', new.', 'g'), regexp_replace('old.' || spec[3], ', ', ', old.', 'g'), apart) else apart end);
  end loop;
end $$;

-- Whoever follows a case follows it for an office: a transfer ends that in the same instant.
create function end_assignment() returns trigger language plpgsql security definer set search_path = convoca as $$
begin
  update case_assignment set ended_at = business_now(), ended_by = 'convoca', ended_because = 'transfer'
  where case_id = old.case_id and ended_at is null;
  return null;
end $$;
create trigger assignment_ends after update of office_id on competence for each row when (new.office_id is distinct from old.office_id)
  execute function end_assignment();
create trigger assignment_ends_too after delete on competence for each row execute function end_assignment();

-- Walls ------------------------------------------------------------------------------------------------------------------
do $$
declare t text; r text;
begin
  foreach t in array array['worklist', 'case_assignment', 'case_wait', 'case_note'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    foreach r in array array['convoca_intake', 'convoca_planner', 'convoca_worker', 'convoca_retention', 'convoca_figures'] loop
      execute format('create policy %I on %I to %I using (true) with check (true)', 'part_' || r, t, r);
    end loop;
    execute format('grant select on %I to convoca_retention, convoca_app, convoca_worker, convoca_figures', t);
    execute format('grant delete on %I to convoca_retention', t);
    if t = 'worklist' then
      execute 'create policy office on worklist to convoca_app using (office_id = (select current_office()))';
    else
      execute format('create policy office on %1$I to convoca_app using (exists (select 1 from competence c
        where c.case_id = %1$I.case_id and c.office_id = (select current_office()))) with check (case_is_mine(case_id))', t);
    end if;
  end loop;
end $$;
alter table worklist_view enable row level security;
alter table worklist_view force row level security;
create policy office on worklist_view to convoca_app using (office_id = (select current_office())) with check (office_id = (select current_office()));
create policy part_convoca_retention on worklist_view for select to convoca_retention using (true);

grant select on worklist_view to convoca_retention;
grant select on worklist_rule to convoca_figures, convoca_app, convoca_worker;
grant insert, update, delete on worklist to convoca_figures;
grant update on case_assignment to convoca_figures;
grant select, insert on worklist to convoca_intake;
grant select, update on worklist to convoca_planner, convoca_worker;
grant insert, update on case_assignment, case_wait, case_note to convoca_app;
grant update on case_wait to convoca_worker;
grant select, insert, delete on worklist_view to convoca_app;
grant select on document to convoca_figures;
create policy figures on document for select to convoca_figures using (true);

grant create on schema convoca to convoca_figures;
alter function worklist_refresh(uuid[]) owner to convoca_figures;
alter function end_assignment() owner to convoca_figures;
alter function worklist_person_touched() owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function worklist_refresh(uuid[]) from public;
grant execute on function worklist_refresh(uuid[])
  to convoca_intake, convoca_planner, convoca_worker, convoca_app, convoca_retention, convoca_documents, convoca_owner;

-- The cases that are there already. The owner, too, stands before forced walls: the function's owner sees them.
set local role convoca_figures;
select worklist_refresh(array(select case_id from competence order by case_id));
set local role convoca_owner;
