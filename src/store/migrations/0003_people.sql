-- Notices, persons, benefits with their dated members, cases, contact points, competence.

create table batch (
  id uuid primary key,
  kind text not null check (kind in ('file', 'push')),
  name text not null,
  sha256 text,
  bytes bigint not null default 0,
  -- How the file was read (format, encoding, delimiter, columns): needed to give rejected rows back as they were.
  layout jsonb,
  measure text not null,
  state text not null default 'running' check (state in ('running', 'done', 'interrupted', 'failed')),
  rows_read integer not null default 0,
  rows_created integer not null default 0,
  rows_updated integer not null default 0,
  rows_unchanged integer not null default 0,
  rows_rejected integer not null default 0,
  started_at timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  finished_at timestamptz,
  actor text not null,
  -- Moment of sending given to records that carry none: that of the first time this very file was read.
  default_sent_at timestamptz not null,
  error_code text,
  error_message text,
  constraint rows_add_up check (rows_read = rows_created + rows_updated + rows_unchanged + rows_rejected)
);
create index batch_by_time on batch (started_at desc);
create index batch_by_content on batch (sha256);

create table rejected_row (
  batch_id uuid not null references batch (id),
  line integer not null,
  seq smallint not null,
  field text,
  code text not null,
  message text not null,
  bytes bytea not null,
  primary key (batch_id, line, seq)
);

create table person (
  id uuid primary key,
  tax_code text not null unique,
  provisional boolean not null default false,
  surname text not null,
  name text not null,
  birth_date date not null,
  sex text,
  birth_place text,
  citizenship text not null,
  reach text not null default 'nobody' check (reach in ('sms+email', 'sms', 'email', 'paper', 'nobody')),
  residence jsonb not null,
  -- A letter can reach this address (false for fictitious addresses and addresses abroad or missing).
  postal boolean not null default false,
  domicile jsonb,
  -- Which notice the data come from: only a newer one changes them.
  data_as_of timestamptz not null,
  data_key text not null,
  search text generated always as (lower(surname || ' ' || name || ' ' || surname || ' ' || tax_code)) stored
);

create table contact_point (
  person_id uuid not null,
  kind text not null check (kind in ('mobile', 'landline', 'email')),
  value text not null,
  raw text not null,
  source text not null,
  source_date timestamptz not null,
  usable boolean not null,
  problem text,
  current boolean not null default true,
  -- How many persons hold this very number or address: above one it is shared.
  shared_by smallint not null default 1,
  primary key (person_id, kind, value)
);
create index contact_point_by_value on contact_point (value) where current and usable;

create table benefit (
  id uuid primary key,
  measure text not null,
  protocol text not null,
  previous_protocol text,
  previous_benefit_id uuid references benefit (id),
  applicant_tax_code text not null,
  application_state text not null,
  application_date date not null,
  granted_on date not null,
  data_as_of timestamptz not null,
  unique (measure, protocol)
);
create index benefit_by_previous on benefit (measure, previous_protocol) where previous_protocol is not null;

create table case_file (
  id uuid primary key,
  benefit_id uuid not null references benefit (id),
  person_id uuid not null references person (id),
  role text not null check (role in ('R', 'M')),
  bound boolean not null,
  not_bound_reason text,
  data_as_of timestamptz not null,
  opened_at timestamptz not null,
  unique (benefit_id, person_id)
);
create index case_file_by_person on case_file (person_id);

-- Role and bound-or-not as dated facts: what was true when.
create table case_fact (
  case_id uuid not null,
  kind text not null check (kind in ('role', 'bound')),
  value text not null,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (case_id, kind, valid_from)
);

-- One row per notice key (tax code, protocol, role), with what it says now.
create table notice (
  id uuid primary key,
  tax_code text not null,
  protocol text not null,
  role text not null,
  measure text not null,
  case_id uuid not null references case_file (id),
  sent_at timestamptz not null,
  digest bytea not null,
  version integer not null default 1,
  -- As it was read, canonical text: kept and compared, never searched.
  payload json not null,
  unique (tax_code, protocol, role)
);
create index notice_by_case on notice (case_id);

-- What each line of each batch did; replaced and refused versions keep their content here.
create table notice_record (
  batch_id uuid not null,
  line integer not null,
  notice_id uuid not null,
  outcome text not null check (outcome in ('created', 'updated', 'same', 'older')),
  sent_at timestamptz not null,
  digest bytea not null,
  payload json,
  primary key (batch_id, line)
);
create table notice_history (
  notice_id uuid not null references notice (id),
  version integer not null,
  sent_at timestamptz not null,
  digest bytea not null,
  payload json not null,
  replaced_by_batch uuid not null references batch (id),
  primary key (notice_id, version)
);

-- Who is competent for a case NOW: every wall follows this row, so a transfer moves the whole dossier at once.
create table competence (
  case_id uuid primary key,
  office_id text not null,
  since timestamptz not null,
  rule text not null
);
create index competence_by_office on competence (office_id, case_id);
create table competence_history (
  case_id uuid not null references case_file (id),
  office_id text not null references office (id),
  since timestamptz not null,
  until timestamptz not null,
  rule text not null,
  primary key (case_id, since)
);

-- Cases that no rule can route: a person decides.
create table routing_queue (
  case_id uuid primary key references case_file (id),
  reason text not null,
  detail text,
  since timestamptz not null
);

create table term (
  case_id uuid not null,
  kind text not null,
  starts_on date not null,
  due_on date not null,
  citation text not null,
  met_at timestamptz,
  met_by text,
  primary key (case_id, kind)
);
create index term_open on term (kind, due_on) where met_at is null;

-- What the office must look at: a person not reached, a message not delivered or uncertain.
create table desk_task (
  id uuid primary key,
  case_id uuid not null references case_file (id),
  kind text not null,
  reason text not null,
  detail text,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by text
);
create unique index desk_task_open on desk_task (case_id, kind) where closed_at is null;

-- References of the leaf tables that a file fills by the hundred thousand. A foreign key looks up and locks every parent row by
-- itself, which cost a third of the whole import; here each statement checks all its new rows at once, and refuses as strictly.
create function require_parent() returns trigger language plpgsql as $$
declare
  missing text;
begin
  execute format('select a.%1$I::text from added a where a.%1$I is not null
                   and not exists (select 1 from convoca.%2$I p where p.id = a.%1$I) limit 1',
                 tg_argv[0], tg_argv[1]) into missing;
  if missing is not null then
    raise exception '% «%» of table % is not in table %', tg_argv[0], missing, tg_table_name, tg_argv[1] using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create function keep_parent() returns trigger language plpgsql as $$
declare
  child text;
begin
  execute format('select c.%1$I::text from convoca.%2$I c join removed r on r.id = c.%1$I limit 1', tg_argv[0], tg_argv[1]) into child;
  if child is not null then
    raise exception 'row «%» of table % is still needed by table %', child, tg_table_name, tg_argv[1] using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create function empty_children() returns trigger language plpgsql as $$
begin
  execute format('truncate convoca.%I', tg_argv[0]);
  return null;
end $$;

-- Ties child.column to parent.id in both directions: a new child needs its parent, a parent with children cannot be deleted.
create function check_set_wise(child text, child_column text, parent text) returns void language plpgsql as $$
begin
  execute format('create trigger %I after insert on %I referencing new table as added for each statement
    execute function require_parent(%L, %L)', child_column || '_exists', child, child_column, parent);
  execute format('create trigger %I after delete on %I referencing old table as removed for each statement
    execute function keep_parent(%L, %L)', child || '_needs_it', parent, child_column, child);
end $$;

do $$
declare
  link text[];
begin
  foreach link slice 1 in array array[
    ['contact_point', 'person_id', 'person'], ['case_fact', 'case_id', 'case_file'], ['term', 'case_id', 'case_file'],
    ['competence', 'case_id', 'case_file'], ['competence', 'office_id', 'office'], ['notice_record', 'batch_id', 'batch'],
    ['notice_record', 'notice_id', 'notice']] loop
    perform check_set_wise(link[1], link[2], link[3]);
    execute format('create trigger %I after truncate on %I for each statement execute function empty_children(%L)',
      link[1] || '_emptied_too', link[3], link[1]);
  end loop;
end $$;
create trigger moved_to_an_office after update on competence referencing new table as added
  for each statement execute function require_parent('office_id', 'office');

-- Statistics after bulk work: without them the planner thinks that tables just filled are empty. Any part may ask; only the
-- owner may analyse, so the function runs as the owner.
create function refresh_statistics() returns void language plpgsql security definer set search_path = convoca as $$
begin
  analyze person, contact_point, benefit, case_file, notice, competence, routing_queue, term, desk_task, chain, appointment, summons;
end $$;
