-- The outbox: messages with their fixed content, claims, windows on the wire, receipts, gateways.

create table gateway (
  id text primary key,
  channel text not null check (channel in ('sms', 'email')),
  url text not null,
  sender text not null,
  settings jsonb not null default '{}',
  rate_per_second double precision,
  concurrency integer not null default 64,
  deduplicates boolean not null default false,
  can_be_asked boolean not null default false,
  -- open: sends; paused: a dead gateway, tried again at paused_until; held: nothing leaves until reconciled by a person or by asking.
  state text not null default 'open' check (state in ('open', 'paused', 'held')),
  state_reason text,
  state_since timestamptz not null default now(),
  paused_until timestamptz,
  failures integer not null default 0,
  -- Next free instant on the wire: all workers take their slots from here, so the rate holds whatever their number.
  next_slot_at timestamptz
);

create table message (
  id uuid primary key,
  case_id uuid not null,
  summons_id uuid not null references summons (id),
  appointment_id uuid not null,
  kind text not null check (kind in ('summons', 'reminder', 'moved', 'cancelled')),
  channel text not null check (channel in ('sms', 'email')),
  gateway_id text not null references gateway (id),
  -- 0 an operator waits for it, 5 reminders, 9 bulk.
  priority smallint not null default 9,
  recipient text not null,
  template text not null,
  template_version integer not null,
  encoding text not null,
  parts smallint not null,
  due_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null default 'due'
    check (state in ('due', 'claimed', 'accepted', 'delivered', 'failed', 'uncertain', 'withdrawn')),
  attempts smallint not null default 0,
  not_before timestamptz,
  -- The lease is the worker's own: its claims are taken back when its heartbeat stops.
  worker_id uuid,
  reference text,
  accepted_at timestamptz,
  settled_at timestamptz,
  failure text
) with (fillfactor = 80);
create index message_due on message (gateway_id, priority, due_at, id) where state = 'due';
create index message_claimed on message (worker_id) where state = 'claimed';
-- One message of a kind, on a channel, for an appointment: a repeated run cannot write twice.
create unique index message_once on message (appointment_id, kind, channel);
create index message_uncertain on message (id) where state = 'uncertain';
create index message_by_case on message (case_id);
create index message_by_summons on message (summons_id);

-- What was composed, exactly as it leaves; never touched again.
create table message_content (
  message_id uuid primary key,
  sender text not null,
  subject text,
  body text not null,
  raw text,
  digest bytea not null
);
create trigger content_is_fixed before update on message_content for each row execute function forbid_change();

-- Messages on the wire: a window is committed before its first byte leaves and closed with its results in one transaction.
-- After a crash, a claimed message in no window never left; one in a window may have.
create table dispatch_window (
  id bigint generated always as identity primary key,
  worker_id uuid not null,
  gateway_id text not null references gateway (id),
  message_ids uuid[] not null,
  opened_at timestamptz not null default now()
);

-- Everything the gateways answered that was not a plain acceptance.
create table send_attempt (
  id bigint generated always as identity primary key,
  message_id uuid not null references message (id),
  at timestamptz not null default now(),
  gateway_id text not null,
  outcome text not null,
  code text,
  detail text
);
create index send_attempt_by_message on send_attempt (message_id);

create table receipt (
  id bigint generated always as identity primary key,
  gateway_id text not null,
  message_id uuid,
  reference text,
  status text not null,
  code text,
  detail text,
  at timestamptz not null,
  received_at timestamptz not null default now(),
  raw text
);
create index receipt_by_message on receipt (message_id);
create index receipt_unmatched on receipt (received_at) where message_id is null;
create trigger receipt_is_append_only before update or delete on receipt for each row execute function forbid_change();
create trigger attempt_is_append_only before update or delete on send_attempt for each row execute function forbid_change();

-- The senders' memory outside the database is compared with this (a restored backup is older than what was sent).
create table sender_fence (
  host text primary key,
  generation bigint not null,
  advanced_at timestamptz not null default now()
);

-- What a gateway knows and this database does not: found when reconciling after a restore.
create table gateway_orphan (
  gateway_id text not null references gateway (id),
  key text not null,
  recipient text,
  accepted_at timestamptz,
  found_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolution text,
  primary key (gateway_id, key)
);

-- As for the leaf tables of intake: whole statements are checked, not row after row. None of these columns ever changes.
select check_set_wise('message', 'case_id', 'case_file'), check_set_wise('message', 'appointment_id', 'appointment'),
  check_set_wise('message_content', 'message_id', 'message');
create trigger content_emptied_too after truncate on message for each statement execute function empty_children('message_content');
