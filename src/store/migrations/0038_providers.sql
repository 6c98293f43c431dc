-- Several providers of one channel: their weights and their health, the registered senders, and what was moved from one to the other.

alter table gateway
  -- The company behind it: senders are registered with companies, and one may have several gateways.
  add column provider text,
  -- Its part of a channel's messages; 0 = gets none by itself.
  add column weight smallint not null default 0 check (weight between 0 and 1000),
  -- How much of its weight it is trusted with, in hundredths: little after an outage or while its receipts are late, more with time.
  add column load smallint not null default 100 check (load between 1 and 100),
  add column load_since timestamptz not null default clock_timestamp(),
  add column is_slow boolean not null default false,
  add column judged_at timestamptz,
  -- Since when it has not answered; null once it has answered its trial.
  add column sick_since timestamptz,
  -- When it answered its last trial, and how many failures it had until then: one that falls again soon rests longer.
  add column recovered_at timestamptz,
  add column relapses smallint not null default 0,
  -- The registry of senders forbids it to send.
  add column sender_barred boolean not null default false;
update gateway set provider = id,
  weight = case when id = (select min(f.id) from gateway f where f.channel = gateway.channel) then 100 else 0 end,
  sick_since = case when failures > 0 then state_since end;
alter table gateway alter column provider set not null, alter column weight set default -1;

-- Which sender is registered by which company (AGCOM delibera 12/23/CIR): what a page and the register of acts keep.
create table sender_registration (
  channel text not null check (channel in ('sms', 'email', 'pec', 'letter')),
  sender text not null check (length(sender) between 1 and 320),
  provider text not null check (length(provider) between 1 and 100),
  state text not null check (state in ('requested', 'registered', 'revoked')),
  -- The day of the registration with the authority.
  registered_on date,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (channel, sender, provider),
  check (state <> 'registered' or registered_on is not null)
);

-- Names are registered, numbers are not. Demanded where the node says so.
create function is_sender_barred(the_channel text, the_sender text, the_provider text) returns boolean language sql stable as $$
  select the_channel = 'sms' and the_sender ~ '[A-Za-z]'
    and (select i.settings ->> 'senderRegistry' = 'obbligatorio' from convoca.installation i)
    and not exists (select 1 from convoca.sender_registration r
                    where r.channel = the_channel and r.sender = the_sender and r.provider = the_provider and r.state = 'registered')
$$;
create function complete_gateway() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.provider := coalesce(new.provider, new.id);
    -- Not given: the first of a channel carries all of it, any other nothing until it is told to.
    if new.weight = -1 then
      new.weight := case when exists (select 1 from gateway g where g.channel = new.channel and g.id <> new.id and g.weight > 0) then 0 else 100 end;
    end if;
  end if;
  new.sender_barred := coalesce(is_sender_barred(new.channel, new.sender, new.provider), false);
  return new;
end $$;
create trigger gateway_is_complete before insert or update of sender, provider, channel on gateway for each row execute function complete_gateway();
create function judge_all_senders() returns trigger language plpgsql security definer set search_path = convoca as $$
begin
  update gateway g set sender_barred = not g.sender_barred
  where g.sender_barred is distinct from coalesce(is_sender_barred(g.channel, g.sender, g.provider), false);
  return null;
end $$;
create trigger senders_are_judged after insert or update or delete on sender_registration for each statement execute function judge_all_senders();
create trigger senders_are_judged after update of settings on installation for each statement execute function judge_all_senders();

-- How hand-overs ended, counted by ten seconds: what health is judged by. Sums, never a message.
create table gateway_count (
  gateway_id text not null references gateway (id) on delete cascade,
  at timestamptz not null,
  accepted integer not null default 0,
  -- Told to go slower: no fault of the gateway.
  throttled integer not null default 0,
  deferred integer not null default 0,
  refused integer not null default 0,
  unreachable integer not null default 0,
  unanswered integer not null default 0,
  primary key (gateway_id, at)
);

-- Final receipts of what was handed over in those ten seconds, by how long they took: `bin` is one of the program's lengths of time.
create table gateway_receipt_count (
  gateway_id text not null references gateway (id) on delete cascade,
  at timestamptz not null,
  bin smallint not null check (bin between 0 and 31),
  receipts integer not null default 0,
  primary key (gateway_id, at, bin)
);

-- What happened to a gateway, for whoever must understand it later.
create table gateway_event (
  id bigint generated always as identity primary key,
  gateway_id text not null references gateway (id) on delete cascade,
  at timestamptz not null default clock_timestamp(),
  kind text not null check (kind in ('open', 'paused', 'held', 'trial', 'recovered', 'slow', 'in-time', 'barred', 'admitted', 'weight', 'drained')),
  reason text,
  -- Of a drain: to which other one, and how many.
  to_gateway text,
  messages integer
);
create index gateway_event_by_time on gateway_event (at);

create function note_gateway_event() returns trigger language plpgsql security definer set search_path = convoca as $$
begin
  if new.state <> old.state then
    insert into gateway_event (gateway_id, kind, reason)
    values (new.id, case when new.state = 'open' and new.failures > 0 then 'trial' else new.state end, new.state_reason);
  end if;
  if new.state = 'open' and old.failures > 0 and new.failures = 0 then
    insert into gateway_event (gateway_id, kind) values (new.id, 'recovered');
  end if;
  if new.is_slow <> old.is_slow then
    insert into gateway_event (gateway_id, kind) values (new.id, case when new.is_slow then 'slow' else 'in-time' end);
  end if;
  if new.sender_barred <> old.sender_barred then
    insert into gateway_event (gateway_id, kind, reason) values (new.id, case when new.sender_barred then 'barred' else 'admitted' end, new.sender);
  end if;
  if new.weight <> old.weight then
    insert into gateway_event (gateway_id, kind, reason) values (new.id, 'weight', old.weight || ' → ' || new.weight);
  end if;
  return null;
end $$;
create trigger gateway_is_followed after update on gateway for each row execute function note_gateway_event();

-- Receipts are counted by whoever takes them in, health is judged by the senders, the page reads.
grant select, insert, update, delete on gateway_count, gateway_receipt_count to convoca_worker;
grant select, insert, delete on gateway_event to convoca_worker;
grant select, insert, update on sender_registration to convoca_worker;
grant select on gateway_count, gateway_receipt_count, gateway_event, sender_registration to convoca_control;

-- What waits at each gateway: counts, nobody.
create function gateway_waiting()
returns table (gateway_id text, waiting integer, later integer, oldest timestamptz)
language sql stable security definer set search_path = convoca as $$
  -- Business time is asked once, not for every message.
  with clock_now as materialized (select business_now() as now)
  select g.id, coalesce(w.waiting, 0), coalesce(w.later, 0), w.oldest
  from gateway g cross join clock_now t left join lateral (
    select count(*) filter (where m.due_at <= t.now)::int as waiting, count(*) filter (where m.due_at > t.now)::int as later,
      min(m.due_at) filter (where m.due_at <= t.now) as oldest
    from message m where m.queue = g.id
  ) w on true
$$;
do $$
begin
  grant create on schema convoca to convoca_figures;
  alter function gateway_waiting() owner to convoca_figures;
  revoke all on function gateway_waiting() from public;
  grant execute on function gateway_waiting() to convoca_control;
  revoke create on schema convoca from convoca_figures;
end $$;
