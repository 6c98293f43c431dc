-- Reference data: offices and their seats, who is competent where, opening rules, desks, holidays, places of birth.

create table office (
  id text primary key,
  name text not null,
  short_name text not null,
  province text not null,
  valid daterange not null,
  source text not null,
  confidence text not null
);

create table office_seat (
  office_id text not null references office (id),
  address text not null,
  municipality text not null,
  phone text,
  email text,
  valid daterange not null,
  source text not null,
  confidence text not null,
  exclude using gist (office_id with =, valid with &&)
);

-- Every municipality ever (birth places) and the foreign States; valid_to is open for those that exist today.
create table place (
  code text not null,
  kind text not null check (kind in ('municipality', 'state')),
  istat text,
  name text not null,
  province text,
  region text,
  valid_from date not null,
  valid_to date,
  primary key (code, valid_from, name)
);

create table municipality_successor (
  code text primary key,
  successor_code text not null,
  since date not null,
  source text not null
);

-- Competence by municipality, and by postal code where one municipality has several offices.
create table basin (
  municipality_code text not null,
  zip text,
  office_id text not null references office (id),
  valid daterange not null,
  source text not null,
  confidence text not null,
  exclude using gist (municipality_code with =, (coalesce(zip, '*')) with =, valid with &&)
);

create table opening_rule (
  office_id text not null references office (id),
  weekday smallint not null check (weekday between 1 and 7),
  opens smallint not null check (opens between 0 and 1439),
  closes smallint not null check (closes between 1 and 1440),
  valid daterange not null,
  source text not null,
  check (opens < closes)
);

create table desk (
  id integer generated always as identity primary key,
  office_id text not null references office (id),
  number smallint not null,
  label text not null,
  scenario text not null,
  valid daterange not null,
  unique (office_id, scenario, number)
);

-- Strikes, works, assemblies, one operator's leave: whole days or part of one.
create table closure (
  id uuid primary key,
  office_id text not null references office (id),
  desk_id integer references desk (id),
  day date not null,
  from_minute smallint,
  to_minute smallint,
  reason text not null,
  check ((from_minute is null) = (to_minute is null))
);

create table holiday_rule (
  office_id text references office (id),
  rule text not null,
  name text not null,
  from_year smallint,
  to_year smallint,
  closes boolean not null default true,
  source text not null,
  confidence text not null
);

create table reference_import (
  id uuid primary key,
  table_name text not null,
  sha256 text not null,
  rows integer not null,
  imported_at timestamptz not null default now(),
  actor text not null
);
