-- What the national node is told: each act that it must hear of becomes one or more reports, sent in the order of the person, answered one by one.

-- The number of a policy is drawn once, eight hexadecimal digits at most, and never again.
create sequence node_policy_sequence as bigint minvalue 1 maxvalue 4294967295 no cycle;

-- The policies of a case as they were last told. A number never changes, whatever is corrected later.
create table node_policy (
  number text primary key check (number ~ '^[0-9]{2}[0-9A-F]{8}[A-Z]$'),
  case_id uuid not null,
  kind text not null check (kind in ('N00', 'RC1', 'A02', 'A07', 'activity')),
  -- The taking in charge belongs to the case; every other to the item that it tells of.
  item_id uuid references dossier_item (id),
  code text not null,
  proposed_on date not null,
  last_event text not null check (last_event ~ '^[01][0-9]$'),
  made_at timestamptz not null,
  check ((kind = 'RC1') = (item_id is null))
);
create index node_policy_by_case on node_policy (case_id);
create index node_policy_by_item on node_policy (item_id);

create table node_report (
  id uuid primary key,
  -- The order in which the node must hear of a person.
  seq bigint generated always as identity unique,
  event_id uuid not null references outbound_event (id),
  part smallint not null check (part >= 0),
  case_id uuid not null,
  person_id uuid not null,
  flow text not null check (flow in ('sap', 'condizionalita')),
  -- The act it comes from, as the register names it.
  kind text not null,
  policy_number text,
  -- What is told, as it was decided: the text on the wire is made of this alone.
  report jsonb not null,
  -- 0: a person's money or a term that runs out hangs on it; it goes before the backlog.
  priority smallint not null default 5,
  due_on date,
  -- waiting; on-wire: it may have arrived; uncertain: it may have, and cannot be told twice: a person looks; acknowledged; refused: the node
  -- does not take it, and a person mends it; set-aside: replaced, or told in another way; by-file: handed in as a file while the node was down.
  state text not null default 'waiting'
    check (state in ('waiting', 'on-wire', 'uncertain', 'acknowledged', 'refused', 'set-aside', 'by-file')),
  attempts smallint not null default 0,
  not_before timestamptz,
  made_at timestamptz not null,
  -- Business time, as everything that a term is compared with.
  answered_at timestamptz,
  answer text,
  detail text,
  -- What follows from the answer (an act of the law, a task of the desk) has been done.
  followed boolean not null default false,
  -- Who mended or set aside, and why.
  settled_by text,
  unique (event_id, part)
) with (fillfactor = 80);
create index node_report_open on node_report (person_id, seq) where state not in ('acknowledged', 'set-aside');
create index node_report_queue on node_report (priority, seq) where state = 'waiting';
create index node_report_unnumbered on node_report (seq) where state = 'waiting' and flow = 'sap' and policy_number is null;
create index node_report_on_wire on node_report (seq) where state = 'on-wire';
create index node_report_to_settle on node_report (state, seq) where state in ('refused', 'uncertain', 'by-file');
create index node_report_to_follow on node_report (seq) where state in ('acknowledged', 'refused') and not followed;
create index node_report_by_case on node_report (case_id);

-- What was sent and what was answered, each time, as the bytes were.
create table node_report_attempt (
  id bigint generated always as identity primary key,
  report_id uuid not null references node_report (id),
  case_id uuid not null,
  -- Time of the procedure, as everything that is shown beside it.
  at timestamptz not null default business_now(),
  outcome text not null check (outcome in ('taken', 'refused', 'deferred', 'unreachable', 'no-answer', 'known', 'by-file')),
  code text,
  detail text,
  sent text not null,
  received text
);
create index node_report_attempt_by_report on node_report_attempt (report_id);
create index node_report_attempt_by_case on node_report_attempt (case_id);
create trigger node_attempt_is_append_only before update on node_report_attempt for each row execute function forbid_change();

-- The node is one for all senders: its breaker stands here, so that a process that begins knows that it is down.
create table node_line (
  only_one boolean primary key default true check (only_one),
  failures integer not null default 0,
  down_since timestamptz,
  retry_at timestamptz,
  detail text
);
insert into node_line default values;

-- Two lines more of the control screen.
insert into node_flow (code, direction, position) values ('sap', 'out', 11), ('condizionalita', 'out', 12);
grant select, insert, update on node_day to convoca_worker;
grant select on node_flow to convoca_worker;

select check_set_wise('node_policy', 'case_id', 'case_file'), check_set_wise('node_report', 'case_id', 'case_file'),
  check_set_wise('node_report_attempt', 'case_id', 'case_file');

grant usage on sequence node_policy_sequence to convoca_worker;
grant select, insert on node_policy, node_report, node_report_attempt to convoca_worker;
grant update (last_event, proposed_on) on node_policy to convoca_worker;
grant update (state, attempts, not_before, answered_at, answer, detail, priority, settled_by, report, policy_number, followed) on node_report to convoca_worker;
grant select, update on node_line to convoca_worker;
grant select on node_line to convoca_app, convoca_control;
-- An office hands its reports in as a file while the node is down.
grant insert on node_report_attempt to convoca_app;
grant select on node_policy, node_report, node_report_attempt to convoca_app;
grant update (state, not_before, settled_by) on node_report to convoca_app;
grant select, delete on node_policy, node_report, node_report_attempt to convoca_retention;

do $$
declare t text; r text;
begin
  foreach t in array array['node_policy', 'node_report', 'node_report_attempt'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    foreach r in array array['convoca_worker', 'convoca_retention'] loop
      execute format('create policy %I on %I to %I using (true) with check (true)', 'part_' || r, t, r);
    end loop;
    execute format('create policy office on %1$I to convoca_app using (exists (select 1 from competence c
      where c.case_id = %1$I.case_id and c.office_id = (select current_office()))) with check (case_is_mine(case_id))', t);
  end loop;
end $$;

-- What waits to be told, counted for the control screen: numbers, of nobody.
create function node_report_figures()
returns table (flow text, waiting integer, oldest timestamptz, nearest_due date)
language sql stable security definer set search_path = convoca as $$
  select r.flow, count(*)::int, min(r.made_at), min(r.due_on) from node_report r where r.state not in ('acknowledged', 'set-aside') group by r.flow
$$;
create policy figures on node_report for select to convoca_figures using (true);
grant select on node_report to convoca_figures;
do $$
begin
  grant create on schema convoca to convoca_figures;
  alter function node_report_figures() owner to convoca_figures;
  revoke create on schema convoca from convoca_figures;
  revoke all on function node_report_figures() from public;
  grant execute on function node_report_figures() to convoca_intake;
end $$;
