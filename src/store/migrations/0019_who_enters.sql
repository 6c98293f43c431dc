-- Who enters: users and their roles, passwords and second factors, sessions, identity providers, and what happened at the door.

-- A database used in earnest says so itself: no demonstration ever starts on it, whatever the settings of a machine are.
alter table installation add column production_since timestamptz;
alter table installation add constraint demo_or_production check (not (demo and production_since is not null));

-- Whom a Region or a SPID/CIE gateway vouches for. The client's secret is not here: only where the program finds it.
create table login_provider (
  id text primary key check (id ~ '^[a-z0-9-]{2,40}$'),
  name text not null check (name <> ''),
  issuer text not null unique check (issuer ~ '^https?://'),
  client_id text not null check (client_id <> ''),
  -- A file, or the name of an environment variable: 'file:/path' or 'env:NAME'; null for a public client.
  secret_at text check (secret_at ~ '^(file:|env:).+'),
  authentication text not null default 'client_secret_basic'
    check (authentication in ('client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none')),
  scopes text not null default 'openid profile',
  name_claim text not null default 'name',
  added_at timestamptz not null default now(),
  added_by text not null,
  stopped_at timestamptz,
  check ((authentication = 'none') = (secret_at is null))
);

-- Which role, in which office, a claim gives, and on which days. The office is a fixed one, or what another claim says.
create table login_claim_rule (
  id uuid primary key,
  provider_id text not null references login_provider (id),
  claim text not null check (claim <> ''),
  value text not null check (value <> ''),
  role text not null check (role in ('operator', 'day-sheet-clerk', 'office-manager', 'second-officer', 'regional', 'administrator', 'auditor')),
  office_id text references office (id),
  office_claim text check (office_claim <> ''),
  valid daterange not null default daterange(null, null) check (not isempty(valid)),
  added_at timestamptz not null default now(),
  added_by text not null,
  check (office_id is null or office_claim is null),
  check ((role in ('operator', 'day-sheet-clerk', 'office-manager', 'second-officer')) = (office_id is not null or office_claim is not null))
);
create index login_claim_rule_of on login_claim_rule (provider_id);

create table app_user (
  id uuid primary key,
  kind text not null check (kind in ('local', 'provider', 'demo')),
  -- As the register of acts and the access log name the user: never given to another one.
  login text not null unique check (login = lower(login) and login ~ '^[^[:cntrl:][:space:]]{2,200}$'),
  name text not null check (name <> '' and name !~ '[[:cntrl:]]'),
  provider_id text references login_provider (id),
  subject text,
  added_at timestamptz not null default now(),
  added_by text not null,
  stopped_at timestamptz,
  stopped_because text,
  unique (provider_id, subject),
  check ((kind = 'provider') = (provider_id is not null)),
  check ((provider_id is null) = (subject is null))
);

-- Users of a demonstration need no password: they can exist in a demonstration's database only.
create function demo_users_only_in_demo() returns trigger language plpgsql as $$
begin
  if new.kind = 'demo' and not exists (select 1 from convoca.installation where demo and production_since is null) then
    raise exception 'demo users exist in a demonstration only' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger demo_users_only_in_demo before insert or update on app_user for each row execute function demo_users_only_in_demo();

-- The roles of local users, each in its office and on its days; those of a provider's users follow from its claims at each login.
create table user_role (
  id uuid primary key,
  user_id uuid not null references app_user (id),
  role text not null check (role in ('operator', 'day-sheet-clerk', 'office-manager', 'second-officer', 'regional', 'administrator', 'auditor')),
  office_id text references office (id),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  granted_at timestamptz not null default now(),
  granted_by text not null,
  -- Taken back before its last day.
  ended_at timestamptz,
  ended_by text,
  check ((role in ('operator', 'day-sheet-clerk', 'office-manager', 'second-officer')) = (office_id is not null))
);
create index user_role_of on user_role (user_id);

create table user_password (
  user_id uuid primary key references app_user (id),
  -- The hash in the PHC form: $argon2id$v=19$m=…,t=…,p=…$salt$hash.
  phc text not null check (phc like '$argon2id$%'),
  -- Given by somebody else: good for one login, until this instant, to choose an own one.
  one_time_until timestamptz,
  changed_at timestamptz not null default now()
);

-- The secret is sealed with a key that is not in the database; a step of time counts once.
create table user_totp (
  user_id uuid primary key references app_user (id),
  sealed bytea not null,
  made_at timestamptz not null default now(),
  confirmed_at timestamptz,
  last_step bigint not null default -1
);

create table user_recovery_code (
  user_id uuid not null references app_user (id),
  hash bytea not null check (octet_length(hash) = 32),
  used_at timestamptz,
  primary key (user_id, hash)
);

-- Failures by name as it was typed (hashed), so that a name that nobody has is slowed down like any other.
create table login_throttle (
  key bytea primary key check (octet_length(key) = 32),
  failures integer not null check (failures > 0),
  failed_at timestamptz not null default now(),
  locked_until timestamptz
);

-- A session. The secret that the browser holds is not here, only its SHA-256.
create table user_session (
  id uuid primary key,
  secret_hash bytea not null unique check (octet_length(secret_hash) = 32),
  user_id uuid not null references app_user (id),
  -- Anything but 'open' may only go on with its own login.
  step text not null check (step in ('second-factor', 'enrol', 'new-password', 'choose', 'open')),
  role text,
  office_id text references office (id),
  -- The roles and offices this login may take, as they were given: [{"role": …, "office": …}].
  choices jsonb not null default '[]' check (jsonb_typeof(choices) = 'array'),
  begun_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  idle interval not null check (idle > interval '0'),
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_because text,
  address inet,
  agent text check (length(agent) <= 300),
  provider_id text references login_provider (id),
  provider_sid text,
  provider_token text,
  check ((step = 'open') = (role is not null)),
  check ((ended_at is null) = (ended_because is null))
);
create index user_session_of on user_session (user_id) where ended_at is null;
create index user_session_of_provider on user_session (provider_id, provider_sid) where ended_at is null;
create index user_session_ended on user_session (coalesce(ended_at, expires_at));

-- A login on its way through a provider: bound to one browser, good once.
create table login_flow (
  state_hash bytea primary key check (octet_length(state_hash) = 32),
  provider_id text not null references login_provider (id),
  browser_hash bytea not null check (octet_length(browser_hash) = 32),
  nonce text not null,
  verifier text not null,
  begun_at timestamptz not null default now()
);

-- Logout tokens that have been obeyed: each counts once.
create table logout_token_seen (
  provider_id text not null references login_provider (id),
  jti text not null,
  at timestamptz not null default now(),
  primary key (provider_id, jti)
);

-- What happened at the door, for the auditor. A name that was typed and that nobody has is kept only as its hash: it may be a password.
create table login_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  kind text not null,
  user_id uuid references app_user (id),
  actor text,
  typed bytea,
  address inet,
  session_id uuid,
  detail text
);
create index login_event_of on login_event (user_id, at);
create index login_event_at on login_event (at);
create trigger login_event_is_append_only before update or delete on login_event for each row execute function forbid_change();

-- Walls: the part that keeps the door, and nobody else --------------------------------------------------------------------
do $$
declare t text;
begin
  foreach t in array array['login_provider', 'login_claim_rule', 'app_user', 'user_role', 'user_password', 'user_totp', 'user_recovery_code',
                           'login_throttle', 'user_session', 'login_flow', 'logout_token_seen', 'login_event'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy door on %I to convoca_login using (true) with check (true)', t);
  end loop;
end $$;
grant usage on schema convoca to convoca_login;
grant select on office, clock, installation, schema_migration to convoca_login;
grant select, insert, update on login_provider, app_user, user_role, user_password, user_totp, user_recovery_code, login_throttle,
  user_session to convoca_login;
grant select, insert, delete on login_claim_rule, login_flow, logout_token_seen to convoca_login;
grant update (valid) on login_claim_rule to convoca_login;
grant delete on user_password, user_totp, user_recovery_code, login_throttle, user_session to convoca_login;
grant select, insert on login_event to convoca_login;
grant usage on sequence login_event_id_seq to convoca_login;

-- Who bears a login is named on the pages of the control room and of the auditor; nothing else of the door is theirs.
create policy names on app_user for select to convoca_control using (true);
grant select (id, kind, login, name, stopped_at) on app_user to convoca_control;
create policy audit on login_event for select to convoca_control using (true);
grant select on login_event to convoca_control;
