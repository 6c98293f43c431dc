-- Reference data: offices and their seats, who is competent where, opening rules, desks, holidays, places of birth.
-- The text of each official table is kept as it came; the other tables here are worked out from it at import.

create table reference_table (
  name text primary key,
  sha256 text not null,
  rows integer not null,
  content text not null,
  imported_at timestamptz not null default now()
);

create table reference_import (
  id uuid primary key,
  table_name text not null,
  sha256 text not null,
  rows integer not null,
  imported_at timestamptz not null default now(),
  actor text not null
);
create index reference_import_by_time on reference_import (imported_at desc);

-- An office that a newer table no longer names is closed (its validity ends), never deleted: acts point at it.
create table office (
  id text primary key,
  name text not null,
  short_name text not null,
  province text not null,
  valid daterange not null,
  source text not null,
  confidence text not null check (confidence in ('H', 'M', 'L'))
);

create table office_seat (
  office_id text not null references office (id),
  address text not null,
  municipality text not null,
  municipality_code text not null,
  phone text,
  email text,
  valid daterange not null,
  source text not null,
  confidence text not null check (confidence in ('H', 'M', 'L')),
  exclude using gist (office_id with =, valid with &&)
);

-- Every municipality ever (birth places) and the foreign States. valid_from is -infinity where the table gives no day (States);
-- valid_to is open for those that exist today.
create table place (
  code text not null,
  kind text not null check (kind in ('municipality', 'state')),
  istat text,
  name text not null,
  other_name text,
  province text,
  region text,
  valid_from date not null,
  valid_to date,
  source text not null,
  confidence text not null check (confidence in ('H', 'M', 'L'))
);
create index place_by_code on place (code);

-- Municipalities of today. `served`: those of the region this node works for.
create table municipality (
  code text primary key,
  istat text not null,
  name text not null,
  province text not null,
  region text not null,
  population integer,
  served boolean not null,
  source text not null,
  confidence text not null check (confidence in ('H', 'M', 'L'))
);

create table municipality_successor (
  code text primary key,
  name text not null,
  successor_code text not null,
  since date not null,
  source text not null,
  confidence text not null check (confidence in ('H', 'M', 'L'))
);

-- Competence by municipality, and by postal code where one municipality has several offices.
create table basin (
  municipality_code text not null,
  zip text,
  office_id text not null references office (id),
  valid daterange not null,
  source text not null,
  confidence text not null check (confidence in ('H', 'M', 'L')),
  exclude using gist (municipality_code with =, (coalesce(zip, '*')) with =, valid with &&)
);

create table opening_rule (
  office_id text not null references office (id),
  weekday smallint not null check (weekday between 1 and 7),
  opens smallint not null check (opens between 0 and 1439),
  closes smallint not null check (closes between 1 and 1440),
  valid daterange not null,
  source text not null,
  confidence text not null check (confidence in ('H', 'M', 'L')),
  check (opens < closes)
);

create table desk_scenario (
  scenario text primary key,
  name text not null,
  staff_total integer not null,
  front_office_share numeric not null,
  free_share numeric not null,
  allocation text not null,
  source text not null,
  confidence text not null check (confidence in ('H', 'M', 'L'))
);

-- How many desks are in use, and when: what the table says. They are numbered from 1.
create table desk_count (
  office_id text not null references office (id),
  scenario text not null references desk_scenario (scenario),
  desks smallint not null check (desks >= 0),
  staff integer,
  valid daterange not null,
  source text not null,
  confidence text not null check (confidence in ('H', 'M', 'L')),
  exclude using gist (office_id with =, scenario with =, valid with &&)
);

-- Each desk as a row, so that appointments can hold it. Its id never changes; `valid` runs from its first to its last day in use,
-- and is empty for a desk that a newer table took away before its first day.
create table desk (
  id integer generated always as identity primary key,
  office_id text not null references office (id),
  number smallint not null,
  label text not null,
  scenario text not null,
  valid daterange not null,
  source text not null,
  confidence text not null check (confidence in ('H', 'M', 'L')),
  unique (office_id, scenario, number)
);

-- Strikes, works, assemblies, one operator's leave: whole days, or the same hours of each day. `imported`: a row of the reference
-- table, replaced by the next one; the others were decided here.
create table closure_range (
  id uuid primary key,
  office_id text not null references office (id),
  desk_id integer references desk (id),
  days daterange not null check (not isempty(days) and not lower_inf(days) and not upper_inf(days)),
  from_minute smallint,
  to_minute smallint,
  reason text not null,
  imported boolean not null default false,
  source text not null,
  confidence text not null check (confidence in ('H', 'M', 'L')),
  check ((from_minute is null) = (to_minute is null)),
  check (from_minute < to_minute)
);
create index closure_range_by_office on closure_range using gist (office_id, days);

-- The same, day by day.
create view closure as
  select c.id, c.office_id, c.desk_id, day.day::date as day, c.from_minute, c.to_minute, c.reason
  from closure_range c, generate_series(lower(c.days), upper(c.days) - 1, interval '1 day') as day (day);

-- National holidays have neither municipality nor office. A local one stands once for each office that has, or had, its seat in that
-- town; it closes the office on the days on which the seat is there.
create table holiday_rule (
  municipality_code text,
  office_id text references office (id),
  rule text not null,
  name text not null,
  from_year smallint,
  to_year smallint,
  closes boolean not null default true,
  status text,
  source text not null,
  confidence text not null check (confidence in ('H', 'M', 'L')),
  check ((municipality_code is null) = (office_id is null))
);

-- Windows in which the terms of a measure do not run. `citation` is a norm of the product's list.
create table term_suspension (
  measure text not null,
  days daterange not null,
  citation text not null,
  reason text not null,
  source text not null,
  confidence text not null check (confidence in ('H', 'M', 'L'))
);
