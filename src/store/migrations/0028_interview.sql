-- The first interview: how far it has come, contact points corrected with their history, the next meeting held in the agenda.

-- One at a time for a case. Its steps are acts of the register; here stand only which ones were done in it.
create table interview (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  started_at timestamptz not null,
  started_by text not null,
  closed_at timestamptz,
  closed_by text,
  outcome text check (outcome in ('pact', 'exempt', 'excluded', 'municipality')),
  check (num_nulls(closed_at, closed_by, outcome) in (0, 3))
);
create unique index interview_open on interview (case_id) where closed_at is null;
create index interview_by_case on interview (case_id, started_at desc);

create table interview_step (
  interview_id uuid not null references interview (id),
  case_id uuid not null,
  step text not null check (step in ('identity', 'did', 'household', 'index', 'assessment', 'outcome', 'pact')),
  -- The last act of the step.
  act_id uuid not null,
  done_at timestamptz not null,
  done_by text not null,
  primary key (interview_id, step)
);
create index interview_step_by_case on interview_step (case_id);

-- Contact points keep their history --------------------------------------------------------------------------------------
create table contact_change (
  id uuid primary key,
  person_id uuid not null references person (id),
  kind text not null check (kind in ('mobile', 'landline', 'email')),
  value text not null,
  change text not null check (change in ('added', 'confirmed', 'dropped')),
  -- Where the word comes from: said at the desk, on the telephone, read in a paper.
  source text not null check (source in ('desk', 'phone', 'paper', 'email')),
  reason text check (reason <> ''),
  act_id uuid not null,
  changed_at timestamptz not null,
  changed_by text not null
);
create index contact_change_by_person on contact_change (person_id, changed_at);
create trigger contact_change_is_fixed before update on contact_change for each row execute function forbid_change();

grant insert on contact_point to convoca_app;
grant update (raw, source, source_date, usable, problem, current) on contact_point to convoca_app;
grant update (reach) on person to convoca_app;

-- Who shares a number may be of another office: counted by the role that counts and shows nobody.
grant select, update (shared_by) on contact_point to convoca_figures;
create policy figures on contact_point for select to convoca_figures using (true);
create policy figures_shared on contact_point for update to convoca_figures using (true) with check (true);
create function recount_shared(the_person uuid) returns void language sql security definer set search_path = convoca as $$
  update contact_point c set shared_by = least(n.persons, 32000)
  from (select o.value, count(*) as persons from contact_point o
        where o.current and o.usable and o.value in (select k.value from contact_point k where k.person_id = the_person) group by o.value) n
  where c.value = n.value and c.current and c.usable and c.shared_by <> least(n.persons, 32000)
$$;

-- A name or an address read in a paper at the desk: only of who is followed by the office, and only these fields. The name under which the
-- office finds the person follows by itself.
grant update (surname, name, residence, data_as_of) on person to convoca_figures;
create policy figures_identity on person for update to convoca_figures using (true) with check (true);
create function correct_identity(the_person uuid, the_surname text, the_name text, the_street text, the_zip text, at timestamptz) returns void
language plpgsql security definer set search_path = convoca as $$
begin
  if not exists (select 1 from case_file f join competence c on c.case_id = f.id where f.person_id = the_person and c.office_id = current_office()) then
    raise exception 'person %: not followed by this office', the_person using errcode = 'insufficient_privilege';
  end if;
  update person set surname = the_surname, name = the_name,
    residence = residence || jsonb_build_object('street', the_street, 'zip', the_zip), data_as_of = greatest(data_as_of, at)
  where id = the_person;
end $$;

grant create on schema convoca to convoca_figures;
alter function recount_shared(uuid) owner to convoca_figures;
alter function correct_identity(uuid, text, text, text, text, timestamptz) owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function recount_shared(uuid), correct_identity(uuid, text, text, text, text, timestamptz) from public;
grant execute on function recount_shared(uuid), correct_identity(uuid, text, text, text, text, timestamptz) to convoca_app;

-- A message withdrawn because its address was wrong is written again to the right one, of the same kind and for the same appointment.
alter table message add column reissue smallint not null default 0 check (reissue >= 0);
drop index message_once;
create unique index message_once on message (appointment_id, kind, channel, reissue);

-- The next meeting, agreed in the interview: it holds its seat as a summons does, and is none: nobody's absence from it is a breach by itself.
alter table appointment drop constraint appointment_state_check;
alter table appointment add constraint appointment_state_check check (state in ('held', 'released', 'agreed'));
alter table appointment drop constraint one_person_per_seat;
alter table appointment add constraint one_person_per_seat exclude using gist (
  box(point(desk_id * 65536::double precision + lane, date_part('epoch', starts_at - timestamptz '2000-01-01 00:00+00') * 1e6),
      point(desk_id * 65536::double precision + lane, date_part('epoch', ends_at - timestamptz '2000-01-01 00:00+00') * 1e6 - 0.5)) with &&
) where (state in ('held', 'agreed'));
create index appointment_agreed_by_office_day on appointment (office_id, day) where state = 'agreed';
create index appointment_agreed_by_case on appointment (case_id) where state = 'agreed';

-- Walls ------------------------------------------------------------------------------------------------------------------
grant select, insert on interview, interview_step, contact_change to convoca_app;
grant update (closed_at, closed_by, outcome) on interview to convoca_app;
grant update (act_id, done_at, done_by) on interview_step to convoca_app;
grant select, delete on interview, interview_step, contact_change to convoca_retention;
do $$
declare t text;
begin
  foreach t in array array['interview', 'interview_step', 'contact_change'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy part_convoca_retention on %I to convoca_retention using (true) with check (true)', t);
  end loop;
end $$;
create policy office on interview to convoca_app using (exists (select 1 from competence c
  where c.case_id = interview.case_id and c.office_id = (select current_office()))) with check (case_is_mine(case_id));
create policy office on interview_step to convoca_app using (exists (select 1 from competence c
  where c.case_id = interview_step.case_id and c.office_id = (select current_office()))) with check (case_is_mine(case_id));
create policy office on contact_change to convoca_app using (exists (select 1 from case_file f where f.person_id = contact_change.person_id))
  with check (exists (select 1 from case_file f where f.person_id = contact_change.person_id));
