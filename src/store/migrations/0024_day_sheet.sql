-- The day sheet: who has come, with which number, called to which desk; and the day of an office, closed with its counts.

-- One row for each day on which somebody came or which was closed. Its lock puts arrivals and the closing one after the other.
create table office_day (
  office_id text not null references office (id),
  day date not null,
  last_ticket integer not null default 0 check (last_ticket >= 0),
  -- One for every closing and reopening, so that nobody closes what they did not see.
  version integer not null default 1 check (version >= 1),
  closed_at timestamptz,
  closed_by text,
  -- How many came, how many did not, as the act of the closing says them; null while the day is open.
  counts jsonb check (jsonb_typeof(counts) = 'object'),
  primary key (office_id, day),
  check (num_nulls(closed_at, closed_by, counts) in (0, 3))
);

-- Somebody at the door. Presence, absence and the rest are acts of the summons: this says only who waits, since when, and for which desk.
create table visit (
  id uuid primary key,
  office_id text not null references office (id),
  day date not null,
  ticket integer not null check (ticket > 0),
  case_id uuid not null,
  -- The summons that it answers; null for who came without an appointment of that day.
  summons_id uuid,
  version integer not null default 1 check (version >= 1),
  arrived_at timestamptz not null,
  arrived_by text not null,
  called_at timestamptz,
  called_by text,
  desk smallint check (desk > 0),
  ended_at timestamptz,
  ended_by text,
  ended_as text check (ended_as in ('seen', 'left', 'mistake')),
  unique (office_id, day, ticket),
  check (num_nulls(called_at, called_by, desk) in (0, 3)),
  check (num_nulls(ended_at, ended_by, ended_as) in (0, 3))
);
-- Nobody waits twice.
create unique index visit_once on visit (case_id, day) where ended_at is null;
create index visit_by_case on visit (case_id);
select check_set_wise('visit', 'case_id', 'case_file');
create trigger visit_emptied_too after truncate on case_file for each statement execute function empty_children('visit');

-- What the day sheet strikes out: appointments of the day that were moved or given up meanwhile.
create index appointment_given_up_by_office_day on appointment (office_id, day) where state = 'released';

-- Signs the codes printed on summonses and the address of an office's waiting-room screen. It never leaves the server.
create table desk_secret (
  only_one boolean primary key default true check (only_one),
  secret bytea not null check (octet_length(secret) = 32)
);
insert into desk_secret (secret) values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
grant select on desk_secret to convoca_app, convoca_worker;

grant select, insert, update on office_day to convoca_app;
grant select, insert, update (version, summons_id, called_at, called_by, desk, ended_at, ended_by, ended_as) on visit to convoca_app;
grant select on office_day to convoca_worker, convoca_retention, convoca_figures;
grant select on visit to convoca_worker, convoca_retention;
grant delete on visit to convoca_retention;
do $$
declare r text;
begin
  execute 'alter table visit enable row level security';
  execute 'alter table visit force row level security';
  foreach r in array array['convoca_worker', 'convoca_retention'] loop
    execute format('create policy %I on visit to %I using (true) with check (true)', 'part_' || r, r);
  end loop;
end $$;
create policy office on visit to convoca_app using (exists (select 1 from competence c
  where c.case_id = visit.case_id and c.office_id = (select current_office()))) with check (office_id = (select current_office()) and case_is_mine(case_id));

-- The days of an office are its own, and so is the chain on which their closing stands.
alter table office_day enable row level security;
alter table office_day force row level security;
create policy office on office_day to convoca_app using (office_id = (select current_office())) with check (office_id = (select current_office()));
do $$
declare r text;
begin
  foreach r in array array['convoca_worker', 'convoca_retention', 'convoca_figures'] loop
    execute format('create policy %I on office_day for select to %I using (true)', 'part_' || r, r);
  end loop;
end $$;

-- The acts of an office about itself (its days, its hours) hang on a subject worked out from its code: a UUID of version 8.
create function office_subject(the_office text) returns uuid language sql immutable strict parallel safe as $$
  select encode(set_byte(set_byte(h, 6, (get_byte(h, 6) & 15) | 128), 8, (get_byte(h, 8) & 63) | 128), 'hex')::uuid
  from (select substring(sha256(convert_to('convoca/office/' || the_office, 'UTF8')) from 1 for 16) as h) as hashed
$$;
create policy own_office on act to convoca_app using (subject_kind = 'office' and subject_id = office_subject((select current_office())))
  with check (subject_kind = 'office' and subject_id = office_subject((select current_office())));
create policy own_office on chain to convoca_app using (subject_kind = 'office' and subject_id = office_subject((select current_office())))
  with check (subject_kind = 'office' and subject_id = office_subject((select current_office())));

-- Across the walls, and nothing of the person: to which office a code, or a whole tax code, belongs; and the hour, for who shows the code.
create function expected_where(the_code text) returns table (office_id text, starts_at timestamptz)
language sql stable security definer set search_path = convoca as $$
  select c.office_id, a.starts_at from summons s join competence c on c.case_id = s.case_id
    left join appointment a on a.id = s.appointment_id and a.state = 'held'
  where s.reference = the_code and c.office_id is not null
  union all
  select c.office_id, null::timestamptz from person p join case_file f on f.person_id = p.id join competence c on c.case_id = f.id
  where length(the_code) = 16 and p.tax_code = the_code and c.office_id is not null
$$;

-- Past days of the office that are not closed, or where somebody is left without an outcome: counts only.
create function days_to_close(from_day date, until_day date) returns table (day date, expected integer, undecided integer, closed boolean)
language sql stable security definer set search_path = convoca as $$
  select d.day::date, n.expected, n.undecided, o.closed_at is not null
  from generate_series(from_day, until_day, interval '1 day') as d (day)
  left join office_day o on o.office_id = current_office() and o.day = d.day::date
  cross join lateral (
    select count(*)::int as expected, count(*) filter (where s.state in ('planned', 'issued', 'not-delivered', 'confirmed', 'asks-another-date', 'declined'))::int as undecided
    from appointment a join summons s on s.appointment_id = a.id join competence c on c.case_id = a.case_id and c.office_id = a.office_id
    where a.office_id = current_office() and a.day = d.day::date and a.state = 'held' and s.state <> 'cancelled'
  ) n
  where n.expected > 0 and (o.closed_at is null or n.undecided > 0)
  order by 1
$$;
grant create on schema convoca to convoca_figures;
alter function expected_where(text) owner to convoca_figures;
alter function days_to_close(date, date) owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function expected_where(text), days_to_close(date, date) from public;
grant execute on function expected_where(text), days_to_close(date, date) to convoca_app;
