-- Plans, appointments that hold seats, summons.

create table plan (
  id uuid primary key,
  measure text not null,
  wave smallint not null,
  scenario text not null,
  made_at timestamptz not null default now(),
  business_at timestamptz not null,
  parameters jsonb not null,
  candidates integer not null,
  placed integer not null,
  unplaced integer not null,
  late_first_due integer not null,
  late_second_due integer not null,
  actor text not null,
  state text not null default 'running' check (state in ('running', 'done')),
  seconds double precision
);
create index plan_by_time on plan (made_at desc);

create table plan_shortage (
  plan_id uuid not null references plan (id),
  office_id text not null references office (id),
  wave smallint not null,
  due_kind text not null,
  due_on date not null,
  missing integer not null,
  exhausted_from date,
  extra_seats_per_day integer not null,
  concerned integer not null,
  placed_late integer not null,
  not_placed integer not null,
  -- The whole statement in Italian, as the control room reads it.
  sentence text not null,
  primary key (plan_id, office_id, wave, due_kind, due_on)
);

create table appointment (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  benefit_id uuid not null,
  office_id text not null,
  desk_id integer not null,
  lane smallint not null default 0,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  day date not null,
  hour smallint not null,
  wave smallint not null,
  plan_id uuid,
  state text not null default 'held' check (state in ('held', 'released')),
  -- Set only by a decision: two members of one household seen in the same hour on purpose.
  together boolean not null default false,
  check (starts_at < ends_at),
  -- A double booking is impossible here, not in code.
  constraint one_person_per_seat exclude using gist
    (desk_id with =, lane with =, tstzrange(starts_at, ends_at) with &&) where (state = 'held')
);
create unique index one_seat_per_case on appointment (case_id) where state = 'held';
create unique index household_hour on appointment (benefit_id, day, hour) where state = 'held' and not together;
create index appointment_by_office_day on appointment (office_id, day) where state = 'held';
create index appointment_by_case on appointment (case_id);

create table summons (
  id uuid primary key,
  case_id uuid not null,
  appointment_id uuid not null references appointment (id),
  attempt smallint not null default 1,
  wave smallint not null,
  reference text not null unique,
  state text not null,
  planned_at timestamptz not null,
  issued_at timestamptz
);
create unique index one_open_summons on summons (case_id) where state in ('planned', 'issued', 'not-delivered');
create index summons_by_case on summons (case_id);
create index summons_to_issue on summons (id) where state = 'planned';
create index summons_by_appointment on summons (appointment_id);

-- As for the leaf tables of intake: whole statements are checked, not row after row. None of these columns ever changes.
select check_set_wise('appointment', 'benefit_id', 'benefit'), check_set_wise('appointment', 'office_id', 'office'),
  check_set_wise('appointment', 'desk_id', 'desk'), check_set_wise('appointment', 'plan_id', 'plan'), check_set_wise('summons', 'case_id', 'case_file');
