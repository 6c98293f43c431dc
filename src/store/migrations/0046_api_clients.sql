-- Other systems: clients of the API, their keys, requests asked once, tokens shown once.

create table api_client (
  id uuid primary key,
  name text not null unique check (name ~ '^[a-z][a-z0-9-]{2,39}$'),
  title text not null,
  -- Behind the walls of which offices it works, and what it may do there.
  offices text[] not null check (cardinality(offices) between 1 and 1000),
  scopes text[] not null check (cardinality(scopes) > 0),
  per_minute integer not null default 600 check (per_minute between 1 and 60000),
  -- Public keys (a JWKS) with which it signs, the patterns it must keep; null: its secret is enough.
  signing jsonb,
  created_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz
);
create table api_key (
  id uuid primary key,
  client_id uuid not null references api_client (id),
  secret_hash bytea not null check (octet_length(secret_hash) = 32),
  created_at timestamptz not null default clock_timestamp(),
  -- Machine time: a key that has been replaced lives on for a day.
  expires_at timestamptz not null,
  used_at timestamptz
);
create unique index api_key_by_hash on api_key (secret_hash);
create index api_key_by_client on api_key (client_id);

-- A request with an idempotency key: what was asked, the act it is, and its answer once there is one.
create table api_request (
  client_id uuid not null references api_client (id),
  key text not null,
  digest bytea not null check (octet_length(digest) = 32),
  act_id uuid not null,
  case_id uuid not null,
  answer jsonb,
  at timestamptz not null default clock_timestamp(),
  primary key (client_id, key)
);
create index api_request_by_time on api_request (at);
create index api_request_by_case on api_request (case_id);

-- Tokens that have been shown once: a second time they open nothing.
create table api_token_seen (
  client_id uuid not null references api_client (id),
  jti text not null,
  expires_at timestamptz not null,
  primary key (client_id, jti)
);
create index api_token_seen_by_time on api_token_seen (expires_at);

select check_set_wise('api_request', 'case_id', 'case_file');

-- Walls ----------------------------------------------------------------------------------------------------------------------
do $$
declare t text;
begin
  foreach t in array array['api_client', 'api_key', 'api_request', 'api_token_seen'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['api_client', 'api_key', 'api_token_seen'] loop
    execute format('create policy part_convoca_login on %I to convoca_login using (true) with check (true)', t);
    execute format('grant select on %I to convoca_login', t);
  end loop;
  -- Registering a system is an act of the installation, written in one transaction with it; what it asks is put down beside its acts.
  foreach t in array array['api_client', 'api_key', 'api_request'] loop
    execute format('create policy part_convoca_worker on %I to convoca_worker using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to convoca_worker', t);
  end loop;
end $$;
grant insert, delete on api_token_seen to convoca_login;
grant delete on api_request to convoca_worker;
create policy part_convoca_retention on api_request to convoca_retention using (true) with check (true);
grant select, delete on api_request to convoca_retention;
