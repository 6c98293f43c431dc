-- The acts of a summons after it was sent: its answer, its outcome, its justification; and which cases' duties are to be looked at again.

-- Read and written like an item of the dossier, in a table of its own: one version for each change of state or of date, as what it counts
-- for its unit, and what its acts have left (the answer, the count that was shown, the justification).
alter table summons
  add column version integer not null default 1 check (version >= 1),
  add column data jsonb check (jsonb_typeof(data) = 'object'),
  add column counts text,
  add column unit_kind text check (unit_kind in ('household', 'person')),
  add column unit_id uuid,
  add constraint counted_for_a_unit check (counts is null or (unit_kind is not null and unit_id is not null)),
  add constraint summons_state_known check (state in ('planned', 'issued', 'confirmed', 'asks-another-date', 'declined', 'not-delivered',
    'to-convene-again', 'attended', 'absent', 'justified', 'unjustified', 'cancelled'));
create index summons_counted on summons (unit_kind, unit_id, counts) where counts is not null;

-- Open until its outcome is final: whoever answered, or may still justify, is not convened a second time beside it.
drop index one_open_summons;
create unique index one_open_summons on summons (case_id)
  where state in ('planned', 'issued', 'not-delivered', 'confirmed', 'asks-another-date', 'declined', 'absent');

-- Bulk writers give the next version themselves; whoever forgets is helped, so that a page never acts on what it did not show.
create function next_summons_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
create trigger summons_version before update on summons for each row
  when (new.version = old.version and (new.state, new.appointment_id) is distinct from (old.state, old.appointment_id))
  execute function next_summons_version();

-- A term hangs on an item of the dossier or on a summons.
alter table item_term drop constraint item_term_item_id_fkey;
create function term_has_its_item() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from convoca.dossier_item i where i.id = new.item_id)
     and not exists (select 1 from convoca.summons s where s.id = new.item_id) then
    raise exception 'term %: no item % in the dossier', new.id, new.item_id using errcode = 'foreign_key_violation';
  end if;
  return new;
end $$;
create trigger term_item_exists before insert on item_term for each row execute function term_has_its_item();

-- An absence counts with the breaches of the unit until its own breach does: numbers only, as before.
create or replace function counted_for_unit(the_kind text, the_unit uuid) returns table (counts text, items integer)
language sql stable security definer set search_path = convoca as $$
  select c.counts, count(*)::int from (
    select i.counts from dossier_item i where i.unit_kind = the_kind and i.unit_id = the_unit and i.counts is not null
    union all
    select s.counts from summons s where s.unit_kind = the_kind and s.unit_id = the_unit and s.counts is not null
      and not exists (select 1 from dossier_item i where i.procedure = 'condizionalita' and i.data->>'summonsId' = s.id::text)
  ) c group by c.counts
$$;

-- Exemptions of the whole household, across the walls: which reason, for whom, on which days, and nothing else of them.
create function held_exemptions(the_unit uuid) returns table (item_id uuid, person_id uuid, code text, cared_id text, periods jsonb, ended_on text)
language sql stable security definer set search_path = convoca as $$
  select i.id, f.person_id, i.data->>'code', i.data->>'caredId', i.data->'periods', i.data->>'endedOn'
  from dossier_item i join case_file f on f.id = i.case_id
  where i.unit_kind = 'household' and i.unit_id = the_unit and i.procedure = 'esonero' and i.data->>'code' is not null
$$;

-- Cases whose exclusions are to be looked at again on a day: a fact has changed, an age is reached, a work lasts. No day: none in sight.
create table duty_review (
  case_id uuid primary key,
  due_on date,
  reviewed_at timestamptz
);
create index duty_review_due on duty_review (due_on) where due_on is not null;
select check_set_wise('duty_review', 'case_id', 'case_file');
create trigger duty_review_emptied_too after truncate on case_file for each statement execute function empty_children('duty_review');
alter table duty_review enable row level security;
alter table duty_review force row level security;
create policy part_convoca_intake on duty_review to convoca_intake using (true) with check (true);
create policy part_convoca_worker on duty_review to convoca_worker using (true) with check (true);

grant select, insert, update on duty_review to convoca_intake, convoca_worker;
-- On a fact just ascertained the program cancels a summons by itself, or writes a person's answer.
grant update on appointment to convoca_worker;
grant insert on appointment, summons to convoca_worker;

grant create on schema convoca to convoca_figures;
alter function held_exemptions(uuid) owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function held_exemptions(uuid) from public;
grant execute on function held_exemptions(uuid) to convoca_app, convoca_worker;
