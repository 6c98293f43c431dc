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

-- `worklist_refresh` itself, which makes the rows of cases anew, stands in 0030: there all that it reads is there.

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
alter function end_assignment() owner to convoca_figures;
alter function worklist_person_touched() owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
