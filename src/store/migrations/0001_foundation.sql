-- The ground everything stands on: who acts, the register of acts, the business clock, workers, the access log.

create extension if not exists btree_gist with schema convoca;
create extension if not exists unaccent with schema convoca;
create extension if not exists pg_trgm with schema convoca;

-- Office in whose name the current transaction works. Empty and absent are the same (after a transaction-local
-- set_config the setting stays on the connection as an empty string).
create function current_office() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.office', true), '') $$;

-- Business time: appointments, terms, quiet hours, reminders. 'real' follows the machine; 'simulated' starts at an anchor
-- and runs at a speed (0 = stands still until moved). Machine time serves only leases, back-off and rate limits.
create table clock (
  only_row boolean primary key default true check (only_row),
  mode text not null default 'real' check (mode in ('real', 'simulated')),
  anchor_business timestamptz not null default now(),
  anchor_machine timestamptz not null default now(),
  speed double precision not null default 1 check (speed >= 0)
);
insert into clock default values;

create function business_now() returns timestamptz language sql stable
  as $$
    select case when mode = 'real' then clock_timestamp()
                else anchor_business + (clock_timestamp() - anchor_machine) * speed end
    from convoca.clock
  $$;

-- One row per installation of this database: the outside memory of the senders is checked against it (restored backups).
create table installation (
  only_row boolean primary key default true check (only_row),
  id uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  demo boolean not null default false,
  -- What the Region decides for the whole node: contact phone, mail domain, return-path domain.
  settings jsonb not null default '{}'
);
insert into installation default values;

-- The register of acts ------------------------------------------------------------------------------------------------
create table chain (
  subject_id uuid primary key,
  subject_kind text not null check (subject_kind in ('case', 'household', 'office', 'system', 'batch', 'plan')),
  seq integer not null default 0,
  head bytea
);

create table act (
  id uuid primary key,
  subject_id uuid not null,
  subject_kind text not null,
  seq integer not null,
  kind text not null,
  actor text not null,
  actor_role text not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  citation text,
  commitment bytea not null,
  previous_hash bytea,
  hash bytea not null,
  unique (subject_id, seq)
);
create index act_by_kind_and_time on act (kind, happened_at);

-- The payload and its salt lie apart: the retention role may erase them by an act, and the chain still verifies.
create table act_payload (
  act_id uuid primary key references act (id),
  salt bytea not null,
  payload text not null
);

create table day_digest (
  day date primary key,
  made_at timestamptz not null default now(),
  subjects integer not null,
  digest bytea not null,
  previous_digest bytea
);

create function forbid_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;
create trigger act_is_append_only before update or delete on act for each row execute function forbid_change();
create trigger digest_is_append_only before update or delete on day_digest for each row execute function forbid_change();
create trigger payload_is_not_edited before update on act_payload for each row execute function forbid_change();

-- Workers and the access log ------------------------------------------------------------------------------------------
create table worker (
  id uuid primary key,
  host text not null,
  pid integer not null,
  started_at timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  stopped_at timestamptz
);

create table access_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  business_at timestamptz not null,
  actor text not null,
  actor_role text not null,
  office_id text,
  case_id uuid,
  action text not null,
  hits integer not null default 1,
  reason text
);
create index access_log_by_case on access_log (case_id, at);
create trigger access_log_is_append_only before update or delete on access_log for each row execute function forbid_change();
