-- Digital domiciles looked up in the national registers (INAD, INI-PEC): what was asked, in which batch, and what the register said.

create table domicile_register (
  code text primary key check (code in ('inad', 'ini-pec')),
  -- Which is asked first, and believed before the others.
  position smallint not null unique,
  -- Told by the worker as it starts: what is not configured is never asked, and nobody waits for it.
  configured boolean not null default false,
  freshness_days integer check (freshness_days > 0),
  -- Where the round over everybody has come to; null: at the beginning.
  sweep_after uuid,
  -- Machine time, as all that follows: the register knows no other.
  swept_at timestamptz,
  failures integer not null default 0,
  down_since timestamptz,
  retry_at timestamptz,
  detail text
);
insert into domicile_register (code, position) values ('inad', 1), ('ini-pec', 2);

create table domicile_batch (
  id uuid primary key,
  register text not null references domicile_register (code),
  -- asked: written down, and perhaps on the wire; waiting: the register has it; answered; failed: its persons are asked for again.
  state text not null default 'asked' check (state in ('asked', 'waiting', 'answered', 'failed')),
  people integer not null check (people between 1 and 1000),
  -- The name under which the register keeps it.
  remote_id text,
  made_at timestamptz not null default clock_timestamp(),
  taken_at timestamptz,
  ended_at timestamptz,
  look_at timestamptz not null default clock_timestamp(),
  tries smallint not null default 0,
  found integer not null default 0,
  none integer not null default 0,
  -- Persons whom the answer does not name, or of whom it says what cannot be read.
  missing integer not null default 0,
  code text,
  message text,
  check ((state in ('answered', 'failed')) = (ended_at is not null)),
  check (state <> 'waiting' or remote_id is not null)
);
create index domicile_batch_open on domicile_batch (register, look_at) where state in ('asked', 'waiting');
create index domicile_batch_by_time on domicile_batch (made_at desc);

-- How often each register was asked in a day, of the machine's: its quota is counted on this.
create table domicile_day (
  day date not null,
  register text not null references domicile_register (code),
  requests integer not null default 0,
  primary key (day, register)
);

-- The last question about a person in each register. Its answer holds for as many days as the register's row says.
create table domicile_lookup (
  person_id uuid not null,
  register text not null references domicile_register (code),
  -- Null: wanted, and in no batch yet.
  batch_id uuid references domicile_batch (id),
  tax_code text not null,
  -- Somebody is about to be written to: asked for before all others.
  urgent boolean not null default false,
  -- Time of the procedure.
  wanted_at timestamptz not null,
  answered_at timestamptz,
  outcome text check (outcome in ('found', 'none', 'refused', 'missing')),
  address text,
  valid_until timestamptz,
  -- As the register says it.
  extracted_at timestamptz,
  tries smallint not null default 0,
  primary key (person_id, register),
  check ((answered_at is null) = (outcome is null)),
  check ((outcome = 'found') = (address is not null) or outcome is null)
);
create index domicile_lookup_by_batch on domicile_lookup (batch_id) where answered_at is null;
create index domicile_lookup_wanted on domicile_lookup (register, urgent desc, wanted_at) where answered_at is null and batch_id is null;
select check_set_wise('domicile_lookup', 'person_id', 'person');
create trigger domicile_lookup_emptied_too after truncate on person for each statement execute function empty_children('domicile_lookup');

-- Walls ----------------------------------------------------------------------------------------------------------------------
alter table domicile_lookup enable row level security;
alter table domicile_lookup force row level security;
create policy part_convoca_worker on domicile_lookup to convoca_worker using (true) with check (true);
create policy part_convoca_retention on domicile_lookup to convoca_retention using (true) with check (true);
create policy office on domicile_lookup for select to convoca_app
  using (exists (select 1 from competence c where c.person_id = domicile_lookup.person_id offset 0));
grant select, insert, update, delete on domicile_lookup to convoca_worker;
grant select on domicile_lookup to convoca_app;
grant select, delete on domicile_lookup to convoca_retention;
grant select, insert, update on domicile_batch, domicile_day to convoca_worker;
grant select, update on domicile_register to convoca_worker;
grant delete on domicile_batch, domicile_day to convoca_worker;
grant select on domicile_register, domicile_batch, domicile_day to convoca_intake;

-- What is found becomes a contact of the person.
grant insert on contact_point to convoca_worker;
grant update (raw, source, source_date, usable, problem, current) on contact_point to convoca_worker;
grant update (reach) on person to convoca_worker;
grant execute on function recount_shared(uuid) to convoca_worker;
