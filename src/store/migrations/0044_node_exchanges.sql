-- What was exchanged with the national node, and what it said of everybody.

-- The flows between the two systems, in either direction: each is a line of the control screen.
create table node_flow (
  code text primary key,
  direction text not null check (direction in ('in', 'out')),
  position smallint not null
);
insert into node_flow (code, direction, position) values ('notice', 'in', 1), ('person', 'in', 2), ('benefit', 'in', 3), ('state', 'in', 4);

-- One message and its answer, as they went over the wire. Kept for a time; what waits for somebody is kept until it is settled.
create table node_exchange (
  id uuid primary key,
  flow text not null references node_flow (code),
  -- Machine time, and the day of the offices (business time) under which it is counted.
  at timestamptz not null default clock_timestamp(),
  day date not null,
  outcome text not null,
  -- Why it was refused, or what the other side answered.
  code text,
  message text,
  reference text,
  request bytea not null,
  answer bytea,
  -- Of the whole request, of which no more than its beginning may be kept.
  bytes bigint not null,
  digest bytea not null check (octet_length(digest) = 32),
  took_ms integer not null default 0,
  case_id uuid,
  batch_id uuid,
  line integer,
  -- The legal term of what waits, where it can be told.
  due_on date,
  -- The exchange that this one does again.
  repeats uuid,
  settled_at timestamptz,
  settled_by text,
  settled_how text check (settled_how in ('reprocessed', 'superseded', 'closed')),
  check ((settled_at is null) = (settled_how is null))
);
create index node_exchange_by_day on node_exchange (day, flow, outcome, id);
create index node_exchange_by_time on node_exchange (at);
create index node_exchange_by_case on node_exchange (case_id) where case_id is not null;
create index node_exchange_waiting on node_exchange (flow, due_on, id) where settled_at is null and outcome in ('refused', 'failed');
create index node_exchange_waiting_for on node_exchange (flow, reference) where settled_at is null and outcome in ('refused', 'failed') and reference is not null;
select check_set_wise('node_exchange', 'case_id', 'case_file');
create trigger node_exchange_emptied_too after truncate on case_file for each statement execute function empty_children('node_exchange');
create function guard_node_exchange() returns trigger language plpgsql as $$
begin
  if (new.id, new.flow, new.at, new.day, new.outcome, new.code, new.message, new.reference, new.request, new.answer, new.bytes, new.digest, new.batch_id, new.line)
     is distinct from (old.id, old.flow, old.at, old.day, old.outcome, old.code, old.message, old.reference, old.request, old.answer, old.bytes, old.digest, old.batch_id, old.line) then
    raise exception 'an exchange stays as it was' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger node_exchange_stays before update on node_exchange for each row execute function guard_node_exchange();

-- How many of each: what the control screen shows, kept when the exchanges themselves are gone.
create table node_day (
  day date not null,
  flow text not null references node_flow (code),
  outcome text not null,
  code text not null default '',
  count integer not null default 0,
  primary key (day, flow, outcome, code)
);

-- The platform's whole state against ours, once a day or when asked.
create table node_run (
  id uuid primary key,
  -- Set for the one that each day has by itself.
  auto_day date unique,
  asked_at timestamptz not null,
  asked_by text not null,
  state text not null default 'asked' check (state in ('asked', 'running', 'done', 'failed')),
  -- A file given by hand, else the platform itself.
  given_file text,
  file text,
  sha256 text,
  bytes bigint,
  extracted_at timestamptz,
  batch_id uuid references batch (id),
  -- Records compared and written so far: where a run that was cut goes on.
  position integer not null default 0,
  same integer not null default 0,
  gone integer not null default 0,
  back integer not null default 0,
  tasks integer not null default 0,
  tries integer not null default 0,
  started_at timestamptz,
  heartbeat_at timestamptz,
  finished_at timestamptz,
  error_code text,
  error_message text
);
create index node_run_by_time on node_run (asked_at desc);
create unique index node_run_open on node_run ((true)) where state in ('asked', 'running');

-- Whose notice the state being read has named; emptied at the end of the run.
create table node_seen (
  run_id uuid not null references node_run (id),
  notice_id uuid not null,
  primary key (run_id, notice_id)
);
select check_set_wise('node_seen', 'notice_id', 'notice');
create trigger node_seen_emptied_too after truncate on notice for each statement execute function empty_children('node_seen');

-- Notices that the platform's state no longer names. Nothing is deleted: after as many states as the measure wants, a person decides.
create table node_absence (
  notice_id uuid primary key,
  case_id uuid not null,
  first_run uuid not null references node_run (id),
  last_run uuid not null references node_run (id),
  states smallint not null default 1,
  since timestamptz not null,
  due_on date,
  task_id uuid
);
create index node_absence_by_case on node_absence (case_id);
create index node_absence_by_run on node_absence (last_run);
select check_set_wise('node_absence', 'notice_id', 'notice');
select check_set_wise('node_absence', 'case_id', 'case_file');
create trigger node_absence_emptied_too after truncate on notice for each statement execute function empty_children('node_absence');

alter table batch drop constraint batch_kind_check;
alter table batch add constraint batch_kind_check check (kind in ('file', 'push', 'pull', 'state'));

-- Walls ----------------------------------------------------------------------------------------------------------------------
do $$
declare t text;
begin
  foreach t in array array['node_exchange', 'node_seen', 'node_absence'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy part_convoca_intake on %I to convoca_intake using (true) with check (true)', t);
    execute format('create policy part_convoca_retention on %I to convoca_retention using (true) with check (true)', t);
    execute format('grant select, insert on %I to convoca_intake', t);
    execute format('grant select, delete on %I to convoca_retention', t);
  end loop;
end $$;
grant update (settled_at, settled_by, settled_how, case_id) on node_exchange to convoca_intake;
grant delete on node_seen, node_absence to convoca_intake;
grant update on node_absence to convoca_intake;
grant select on node_flow, node_day, node_run to convoca_intake, convoca_retention;
grant insert, update on node_day, node_run to convoca_intake;

-- What is over is forgotten: what was settled after ninety days, what waits for somebody after a year.
create policy figures on node_exchange to convoca_figures using (at < clock_timestamp() - interval '90 days');
grant select, delete on node_exchange to convoca_figures;
create function clear_node_exchanges() returns void language sql security definer set search_path = convoca as $$
  delete from node_exchange where at < clock_timestamp() - interval '90 days'
    and (outcome not in ('refused', 'failed') or settled_at is not null or at < clock_timestamp() - interval '365 days');
$$;
do $$
begin
  grant create on schema convoca to convoca_figures;
  alter function clear_node_exchanges() owner to convoca_figures;
  revoke create on schema convoca from convoca_figures;
  revoke all on function clear_node_exchanges() from public;
  grant execute on function clear_node_exchanges() to convoca_intake;
end $$;
