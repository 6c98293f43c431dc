-- What the pages of the outbox ask: the office that a message speaks for, what each day has cost, the failures that somebody took care of.

-- The office of the appointment that the message tells of: who wrote, and who pays. No wall: those go on asking the access row.
alter table message add column office_id text;
-- The owner, too, stands before forced walls; for these statements they are lowered.
alter table message no force row level security;
alter table appointment no force row level security;
alter table competence no force row level security;
update message m set office_id = a.office_id from appointment a where a.id = m.appointment_id;
update message m set office_id = c.office_id from competence c where m.office_id is null and c.case_id = m.case_id;
alter table message force row level security;
alter table appointment force row level security;
alter table competence force row level security;

-- Bulk work gives it; where it is not given, it is looked up.
create function give_message_office() returns trigger language plpgsql as $$
begin
  new.office_id := coalesce((select a.office_id from convoca.appointment a where a.id = new.appointment_id),
                            (select c.office_id from convoca.competence c where c.case_id = new.case_id));
  return new;
end $$;
create trigger message_office_given before insert on message for each row when (new.office_id is null) execute function give_message_office();

-- An office's outbox by day, the last first; and what is wrong in it. Neither holds anything that a claim or a receipt of delivery changes.
create index message_by_office on message (office_id, due_at, id);
create index message_trouble_by_office on message (office_id, trouble, due_at, id) where trouble is not null;
-- Somebody is found by a number that was given up, too: they were written to there.
create index contact_point_given_up on contact_point (value) where not (current and usable);

-- What the days have cost ------------------------------------------------------------------------------------------------
-- Prices of a gateway from a day on: of each part of an SMS, or of each message.
create table gateway_price (
  gateway_id text not null references gateway (id),
  from_on date not null,
  price numeric(10, 5) not null check (price >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  per text not null check (per in ('part', 'message')),
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (gateway_id, from_on)
);
grant select on gateway_price to convoca_worker, convoca_app, convoca_control;
grant insert, update on gateway_price to convoca_worker;

-- What left on each day, for each office and gateway. Numbers only, counted by the worker; an office reads its own by its own query.
create table outbox_day (
  day date not null,
  -- Empty: of no office.
  office_id text not null,
  channel text not null,
  gateway_id text not null,
  -- Handed over to the gateway, and their parts: this is what costs. In doubt: it may cost.
  messages integer not null,
  parts integer not null,
  doubtful integer not null,
  doubtful_parts integer not null,
  waiting integer not null,
  primary key (day, office_id, channel, gateway_id)
);
create index outbox_day_of_office on outbox_day (office_id, day);
-- The days that were counted. One is open, and counted again, as long as a message of it may still leave or is in doubt.
create table outbox_counted (
  day date primary key,
  counted_at timestamptz not null,
  open boolean not null
);
create index outbox_counted_open on outbox_counted (day) where open;
grant select on outbox_day, outbox_counted to convoca_worker, convoca_app, convoca_control;
grant select, insert, update, delete on outbox_day, outbox_counted to convoca_figures;

create function count_outbox_day(the_day date) returns void
language plpgsql security definer set search_path = convoca as $$
declare
  begins constant timestamptz := the_day::timestamp at time zone 'Europe/Rome';
  ends constant timestamptz := (the_day + 1)::timestamp at time zone 'Europe/Rome';
  today constant date := (business_now() at time zone 'Europe/Rome')::date;
begin
  delete from outbox_day where day = the_day;
  insert into outbox_day (day, office_id, channel, gateway_id, messages, parts, doubtful, doubtful_parts, waiting)
  select the_day, coalesce(m.office_id, ''), m.channel, m.gateway_id,
         count(*) filter (where m.accepted_at is not null),
         coalesce(sum(m.parts) filter (where m.accepted_at is not null), 0),
         count(*) filter (where m.state = 'uncertain' and m.accepted_at is null),
         coalesce(sum(m.parts) filter (where m.state = 'uncertain' and m.accepted_at is null), 0),
         count(*) filter (where m.state in ('due', 'claimed'))
  -- Office by office, so that the index is gone through for this day alone.
  from (select id from office union all select null) o
  cross join lateral (
    select x.office_id, x.channel, x.gateway_id, x.parts, x.state, x.accepted_at from message x
    where x.office_id = o.id and x.due_at >= begins and x.due_at < ends
    union all
    select x.office_id, x.channel, x.gateway_id, x.parts, x.state, x.accepted_at from message x
    where o.id is null and x.office_id is null and x.due_at >= begins and x.due_at < ends
  ) m
  group by 2, 3, 4;
  insert into outbox_counted (day, counted_at, open)
  values (the_day, clock_timestamp(), the_day >= today - 1
    or exists (select 1 from outbox_day d where d.day = the_day and d.waiting + d.doubtful > 0))
  on conflict (day) do update set counted_at = excluded.counted_at, open = excluded.open;
end $$;

-- The days that have begun since and those that are open: at most so many at once, the longest uncounted first. One worker counts at a time.
create function count_outbox(most integer) returns integer
language plpgsql security definer set search_path = convoca as $$
declare
  today constant date := (business_now() at time zone 'Europe/Rome')::date;
  begun date;
  one date;
  done integer := 0;
begin
  if not pg_try_advisory_xact_lock(7301043) then
    return 0;
  end if;
  select max(day) into begun from outbox_counted;
  if begun is null then
    select (min(due_at) at time zone 'Europe/Rome')::date - 1 into begun from message;
  end if;
  for one in
    select known.day from (
      select c.day, c.counted_at from outbox_counted c where c.open
      union all
      select d::date, null from generate_series(begun + 1, today, interval '1 day') d
    ) known order by known.counted_at nulls first, known.day limit most
  loop
    perform count_outbox_day(one);
    done := done + 1;
  end loop;
  return done;
end $$;

-- Failures ---------------------------------------------------------------------------------------------------------------
-- A failed message that somebody took care of, and how.
create table failure_care (
  message_id uuid primary key,
  case_id uuid not null,
  how text not null check (how in ('again', 'other-contact', 'contact-dropped', 'phone')),
  -- What was written in its place; none where another way was taken.
  rewritten_as uuid[] not null default '{}',
  act_id uuid not null,
  taken_at timestamptz not null,
  taken_by text not null
);
create index failure_care_by_case on failure_care (case_id);
select check_set_wise('failure_care', 'message_id', 'message');
create trigger failure_care_emptied_too after truncate on message for each statement execute function empty_children('failure_care');
create trigger failure_care_is_fixed before update on failure_care for each row execute function forbid_change();
alter table failure_care enable row level security;
alter table failure_care force row level security;
create policy part_convoca_retention on failure_care to convoca_retention using (true) with check (true);
create policy figures on failure_care for select to convoca_figures using (true);
create policy office on failure_care to convoca_app using (exists (select 1 from competence c where c.case_id = failure_care.case_id))
  with check (exists (select 1 from competence c where c.case_id = failure_care.case_id));
grant select, insert on failure_care to convoca_app;
grant select on failure_care to convoca_figures;
grant select, delete on failure_care to convoca_retention;

-- Of a long SMS a part may have arrived though the whole did not: an office must know before it writes again.
grant select on message_part to convoca_app;
create policy office on message_part to convoca_app using (exists (select 1 from message m where m.id = message_part.message_id offset 0));

-- What a gateway says of a number is a word on it, too.
alter table contact_change drop constraint contact_change_source_check;
alter table contact_change add constraint contact_change_source_check check (source in ('desk', 'phone', 'paper', 'email', 'gateway'));

-- How many failures are open, by office and cause: of appointments still to come, that nobody took care of. Numbers only.
create function failure_figures()
returns table (office_id text, channel text, gateway_id text, failure text, messages integer, people integer, untold integer, since timestamptz)
language sql stable security definer set search_path = convoca as $$
  select coalesce(m.office_id, ''), m.channel, m.gateway_id, coalesce(m.failure, 'unspecified'), count(*)::int, count(distinct m.case_id)::int,
         count(distinct m.case_id) filter (where s.state = 'not-delivered')::int,
         -- Where the clock is simulated the machine's says nothing.
         min(case when (select mode from clock) = 'real' then m.settled_at else m.due_at end)
  from message m left join summons s on s.id = m.summons_id
  where m.trouble = 'failed' and m.expires_at > business_now()
    and (m.kind = 'cancelled' or not exists (select 1 from appointment a where a.id = m.appointment_id and a.state = 'released'))
    and not exists (select 1 from failure_care c where c.message_id = m.id)
  group by 1, 2, 3, 4
$$;

grant create on schema convoca to convoca_figures;
alter function count_outbox_day(date) owner to convoca_figures;
alter function count_outbox(integer) owner to convoca_figures;
alter function failure_figures() owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function count_outbox_day(date), count_outbox(integer), failure_figures() from public;
grant execute on function count_outbox(integer) to convoca_worker;
grant execute on function failure_figures() to convoca_control;
