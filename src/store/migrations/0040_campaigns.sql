-- Campaigns: a stored choice of people, what is done with them and within which limits, what the preview showed, who approved it, how far it came.

create table campaign (
  id uuid primary key,
  -- Null: the Region's, over the offices named beside it.
  office_id text references office (id),
  offices text[] not null check (cardinality(offices) > 0),
  name text not null check (length(name) between 2 and 80),
  action text not null check (action in ('convene', 'bring-forward', 'remind')),
  -- The choice of the worklist, as the part of its address after «?».
  choice text not null,
  limits jsonb not null check (jsonb_typeof(limits) = 'object'),
  state text not null default 'draft' check (state in ('draft', 'proposed', 'running', 'paused', 'stopping', 'done', 'stopped')),
  version integer not null default 1,
  made_by text not null,
  made_at timestamptz not null,
  -- What was shown: its figures, and the digest of who gets which seat and who does not.
  preview jsonb,
  digest text,
  previewed_at timestamptz,
  measure text,
  scenario text,
  proposed_by text,
  proposed_at timestamptz,
  approved_by text,
  approved_at timestamptz,
  approval_reason text,
  ended_by text,
  ended_at timestamptz,
  release_seats boolean,
  -- The next place in time for a message, and how many people this day has had.
  next_at timestamptz,
  pace_day date,
  pace_people integer not null default 0,
  -- Kept by the transaction that does the work: progress costs one row to read.
  people integer not null default 0,
  planned integer not null default 0,
  told integer not null default 0,
  skipped integer not null default 0,
  withdrawn integer not null default 0,
  messages integer not null default 0,
  parts integer not null default 0,
  check (office_id is null or offices = array[office_id]),
  check (state in ('draft', 'proposed') or num_nulls(digest, proposed_by, approved_by, approved_at, approval_reason) = 0),
  check (state <> 'proposed' or num_nulls(digest, proposed_by, proposed_at) = 0)
);
create index campaign_by_office on campaign (office_id, made_at desc);
create index campaign_live on campaign (id) where state in ('running', 'paused', 'stopping');

-- The household of whoever is to be called by a campaign that is under way: one campaign calls in it, and no other beside it.
create table campaign_household (
  benefit_id uuid primary key,
  campaign_id uuid not null references campaign (id),
  unique (benefit_id, campaign_id)
);

create table campaign_person (
  campaign_id uuid not null references campaign (id),
  case_id uuid not null,
  person_id uuid not null,
  benefit_id uuid not null,
  office_id text not null,
  -- The order in which they are written to.
  position integer not null,
  -- out: not to be called now; cannot: no way to write, no seat; ready: previewed; then the campaign's work.
  state text not null check (state in ('out', 'cannot', 'ready', 'waiting', 'planned', 'told', 'skipped', 'withdrawn')),
  reason text check ((reason is null) = (state in ('ready', 'waiting', 'planned', 'told'))),
  -- Whether it gives a summons (and so holds the household), or reminds of one.
  calls boolean not null,
  late boolean not null default false,
  desk_id integer,
  starts_at timestamptz,
  sends_at timestamptz,
  messages smallint not null default 0,
  parts smallint not null default 0,
  phone text,
  summons_id uuid,
  appointment_id uuid,
  not_before timestamptz,
  told_at timestamptz,
  holds uuid generated always as (case when calls and state in ('waiting', 'planned') then benefit_id end) stored,
  primary key (campaign_id, case_id),
  foreign key (holds, campaign_id) references campaign_household (benefit_id, campaign_id)
);
-- Nobody is under way in two campaigns at once, whatever their cases.
create unique index campaign_person_once on campaign_person (person_id) where state in ('waiting', 'planned');
create index campaign_person_by_state on campaign_person (campaign_id, state, position);
create index campaign_person_waiting on campaign_person (campaign_id, office_id, position) where state = 'waiting';
create index campaign_person_by_case on campaign_person (case_id);
create index campaign_person_by_phone on campaign_person (phone, told_at) where told_at is not null and phone is not null;
create index campaign_person_holds on campaign_person (holds, campaign_id) where holds is not null;
select check_set_wise('campaign_person', 'case_id', 'case_file');
create trigger campaign_person_emptied_too after truncate on case_file for each statement execute function empty_children('campaign_person');

-- Two persons: neither who made it, nor who proposed it, nor who stands in for either, approves it.
create function campaign_approved_by_another() returns trigger language plpgsql as $$
declare
  today constant date := (new.approved_at at time zone 'Europe/Rome')::date;
begin
  if convoca.same_hand(new.made_by, new.approved_by, (new.made_at at time zone 'Europe/Rome')::date, today)
     or convoca.same_hand(new.proposed_by, new.approved_by, (new.proposed_at at time zone 'Europe/Rome')::date, today) then
    raise exception 'campaign %: approved by who made it', new.id using errcode = 'check_violation', constraint = 'campaign_second_person';
  end if;
  return new;
end $$;
create trigger campaign_second_person before insert or update of approved_by on campaign for each row
  when (new.approved_by is not null) execute function campaign_approved_by_another();
grant execute on function same_hand(text, text, date, date) to convoca_planner;

-- What was approved stays as it was approved.
create function guard_campaign() returns trigger language plpgsql as $$
begin
  if old.state not in ('draft', 'proposed') and (new.office_id, new.offices, new.name, new.action, new.choice, new.limits, new.digest, new.made_by, new.proposed_by,
       new.approved_by, new.approved_at, new.approval_reason)
     is distinct from (old.office_id, old.offices, old.name, old.action, old.choice, old.limits, old.digest, old.made_by, old.proposed_by, old.approved_by,
       old.approved_at, old.approval_reason) then
    raise exception 'campaign %: what was approved does not change', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger campaign_stays before update on campaign for each row execute function guard_campaign();

do $$
declare t text; r text;
begin
  foreach t in array array['campaign', 'campaign_household', 'campaign_person'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    foreach r in array array['convoca_planner', 'convoca_worker', 'convoca_retention'] loop
      execute format('create policy %I on %I to %I using (true) with check (true)', 'part_' || r, t, r);
    end loop;
    execute format('grant select on %I to convoca_planner, convoca_worker, convoca_retention', t);
    execute format('grant insert, update, delete on %I to convoca_planner', t);
    execute format('grant update on %I to convoca_worker', t);
  end loop;
end $$;
grant delete on campaign_household to convoca_worker;
grant delete on campaign_household, campaign_person to convoca_retention;
grant select on campaign, campaign_person to convoca_app;
-- The office's own, and the Region's that reach it; of their people those of the office.
create policy office on campaign to convoca_app using (current_office() = any(offices));
create policy office on campaign_person to convoca_app
  using (exists (select 1 from competence c where c.case_id = campaign_person.case_id offset 0));

-- Who wants no reminders is known to who plans them.
grant select on reminder_stop to convoca_planner;
create policy part_convoca_planner on reminder_stop for select to convoca_planner using (true);
-- A reminder that a stopped campaign had brought forward goes back to its ordinary hour.
grant update (due_at) on message to convoca_worker;
