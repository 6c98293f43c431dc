-- What a person answers to a message: the page behind the link of a summons, seen by a part of its own that knows one case at a time.

-- Who has opened the page and passed the second check. Only the hash of what their browser keeps stands here.
create table reply_visit (
  secret_hash bytea primary key check (octet_length(secret_hash) = 32),
  case_id uuid not null,
  summons_id uuid not null,
  opened_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null
);
create index reply_visit_by_case on reply_visit (case_id);
create index reply_visit_by_end on reply_visit (expires_at);
select check_set_wise('reply_visit', 'case_id', 'case_file');
create trigger reply_visit_emptied_too after truncate on case_file for each statement execute function empty_children('reply_visit');

-- Signs the links of messages. Drawn anew, it makes every link written before worthless, and nothing else.
create table reply_secret (
  only_one boolean primary key default true check (only_one),
  secret bytea not null check (octet_length(secret) = 32)
);
insert into reply_secret (secret) values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
grant select on reply_secret to convoca_app, convoca_worker, convoca_intake, convoca_planner, convoca_replies, convoca_figures;

-- Second checks that failed, for each link and for each address they came from; neither can be read back from its key.
create table reply_try (
  key text primary key,
  failures integer not null default 0 check (failures >= 0),
  failed_at timestamptz,
  wait_until timestamptz
);
create index reply_try_by_time on reply_try (failed_at);

-- The language in which a person wants to be answered, by their own choice.
create table person_language (
  person_id uuid primary key,
  language text not null check (language in ('it', 'en', 'fr', 'es', 'ro', 'uk', 'ar')),
  chosen_at timestamptz not null,
  act_id uuid not null
);
select check_set_wise('person_language', 'person_id', 'person');
create trigger person_language_emptied_too after truncate on person for each statement execute function empty_children('person_language');

-- What came back by SMS, as it came: nothing of it changes but what was made of it, once.
create table incoming_sms (
  id uuid primary key,
  gateway_id text not null references gateway (id),
  -- The gateway's own name of it: the same one twice is the same SMS.
  reference text not null check (length(reference) between 1 and 200),
  sender text not null check (length(sender) <= 40),
  body text not null check (length(body) <= 2000),
  -- As the gateway says; it may be wrong or missing.
  sent_at timestamptz,
  received_at timestamptz not null default clock_timestamp(),
  -- Whose summons it was about: the first one where the number serves several; null where it serves nobody.
  case_id uuid references case_file (id),
  outcome text check (outcome in ('confirmed', 'another-date', 'stopped', 'unclear', 'shared', 'refused', 'nobody')),
  settled_at timestamptz,
  unique (gateway_id, reference),
  check ((outcome is null) = (settled_at is null))
);
create index incoming_sms_by_case on incoming_sms (case_id) where case_id is not null;
create index incoming_sms_of_nobody on incoming_sms (received_at) where case_id is null;
create function guard_incoming_sms() returns trigger language plpgsql as $$
begin
  if old.settled_at is not null or (new.id, new.gateway_id, new.reference, new.sender, new.body, new.sent_at, new.received_at, new.case_id)
     is distinct from (old.id, old.gateway_id, old.reference, old.sender, old.body, old.sent_at, old.received_at, old.case_id) then
    raise exception 'an SMS stays as it came' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger incoming_sms_stays before update on incoming_sms for each row execute function guard_incoming_sms();

-- Who wants no reminders: what must be told is told all the same.
create table reminder_stop (
  case_id uuid primary key references case_file (id),
  stopped_at timestamptz not null,
  act_id uuid not null
);

do $$
declare t text;
begin
  foreach t in array array['incoming_sms', 'reminder_stop'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy part_convoca_worker on %I to convoca_worker using (true) with check (true)', t);
    execute format('create policy part_convoca_retention on %I to convoca_retention using (true) with check (true)', t);
    execute format('grant select, delete on %I to convoca_retention', t);
    execute format('grant select, insert on %I to convoca_worker', t);
  end loop;
end $$;
grant update (outcome, settled_at) on incoming_sms to convoca_worker;
grant delete on incoming_sms to convoca_figures;
grant select on incoming_sms to convoca_figures;
create policy figures on incoming_sms to convoca_figures using (case_id is null);

do $$
declare t text;
begin
  foreach t in array array['reply_visit', 'reply_try', 'person_language'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy figures on %I to convoca_figures using (true) with check (true)', t);
    execute format('create policy part_convoca_retention on %I to convoca_retention using (true) with check (true)', t);
    execute format('grant select, delete on %I to convoca_retention', t);
  end loop;
end $$;
grant select, insert, update, delete on reply_visit, reply_try to convoca_figures;
grant select on summons, appointment, competence, case_file, person to convoca_figures;

-- The link ----------------------------------------------------------------------------------------------------------------
create function hmac_sha256(the_key bytea, message bytea) returns bytea language plpgsql immutable strict parallel safe as $$
declare
  inner_pad bytea := decode(repeat('36', 64), 'hex');
  outer_pad bytea := decode(repeat('5c', 64), 'hex');
begin
  for n in 0 .. octet_length(the_key) - 1 loop
    inner_pad := set_byte(inner_pad, n, get_byte(the_key, n) # 54);
    outer_pad := set_byte(outer_pad, n, get_byte(the_key, n) # 92);
  end loop;
  return sha256(outer_pad || sha256(inner_pad || message));
end $$;

-- Twelve letters that only the key can give, for this summons on this date: as the program writes them in its messages.
create function reply_signature(the_key bytea, the_summons uuid, the_appointment uuid) returns text language sql immutable strict parallel safe as $$
  select string_agg(substr('23456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(mac, n) % 30 + 1, 1), '' order by n)
  from (select hmac_sha256(the_key, convert_to('risposta/' || the_summons || '/' || the_appointment, 'UTF8')) as mac) as signed, generate_series(0, 11) as n
$$;

-- What a link is good for. Of a link that is not genuine nothing is said; of a genuine one that is no longer good, which office to call.
create function find_reply(the_token text, out standing text, out office_id text, out summons_id uuid, out case_id uuid)
language plpgsql stable security definer set search_path = convoca as $$
#variable_conflict use_column
declare
  the_key bytea := (select k.secret from reply_secret k);
  hit record;
begin
  standing := 'forged';
  if the_token !~ '^[2-9A-HJKMNP-TV-Z]{20}$' then return; end if;
  select s.id, s.case_id as of_case, s.state, s.appointment_id, a.id as signed_for, a.starts_at, a.state as seat into hit
  from summons s join appointment a on a.case_id = s.case_id
  where s.reference = substr(the_token, 1, 4) || '-' || substr(the_token, 5, 4)
    and reply_signature(the_key, s.id, a.id) = substr(the_token, 9)
  limit 1;
  if not found then return; end if;
  summons_id := hit.id;
  case_id := hit.of_case;
  office_id := (select c.office_id from competence c where c.case_id = hit.of_case);
  standing := case
    when hit.state = 'cancelled' then 'cancelled'
    when hit.appointment_id <> hit.signed_for then 'moved'
    when hit.state not in ('issued', 'not-delivered', 'confirmed', 'asks-another-date', 'declined') then 'over'
    when hit.seat <> 'held' or hit.starts_at <= business_now() then 'over'
    else 'open' end;
end $$;

-- Seconds to wait after so many failures: the first ones cost nothing, then a minute, doubled each time.
create function reply_wait(failures integer, free integer, longest integer) returns integer language sql immutable strict parallel safe as $$
  select case when failures < free then 0 else least(longest, 60 * (2 ^ least(failures - free, 20))::integer) end
$$;

-- The second check: date of birth and the last four characters of the tax code. Tries are counted for the link and for the address, one at a time.
create function open_reply(the_token text, the_birth date, the_tail text, the_address text, the_hash bytea,
  out answer text, out seconds integer) language plpgsql security definer set search_path = convoca as $$
#variable_conflict use_column
declare
  link record;
  keys text[];
  right_person boolean;
  now_machine timestamptz;
begin
  seconds := 0;
  select * into link from find_reply(the_token);
  answer := link.standing;
  if link.standing <> 'open' then return; end if;
  keys := array['link/' || link.summons_id,
                'address/' || encode(hmac_sha256((select k.secret from reply_secret k), convert_to('indirizzo/' || the_address, 'UTF8')), 'hex')];
  -- In one order, and held until the end: whoever tries at the same moment waits for this try's outcome.
  insert into reply_try as t (key) select k from unnest(keys) as k order by k on conflict (key) do update set key = excluded.key;
  now_machine := clock_timestamp();
  -- What failed long ago is forgotten.
  update reply_try t set failures = 0, wait_until = null where t.key = any(keys) and t.failed_at < now_machine - interval '1 day';
  select coalesce(ceil(extract(epoch from max(t.wait_until) - now_machine)), 0)::integer into seconds
  from reply_try t where t.key = any(keys) and t.wait_until > now_machine;
  if seconds > 0 then
    answer := 'wait';
    return;
  end if;
  select p.birth_date = the_birth and right(p.tax_code, 4) = upper(the_tail) into right_person
  from case_file f join person p on p.id = f.person_id where f.id = link.case_id;
  if coalesce(right_person, false) then
    update reply_try t set failures = 0, wait_until = null where t.key = keys[1];
    insert into reply_visit (secret_hash, case_id, summons_id, expires_at) values (the_hash, link.case_id, link.summons_id, now_machine + interval '20 minutes');
    answer := 'in';
    return;
  end if;
  update reply_try t set failures = t.failures + 1, failed_at = now_machine,
    wait_until = now_machine + make_interval(secs => reply_wait(t.failures + 1, case when t.key = keys[1] then 5 else 30 end, case when t.key = keys[1] then 86400 else 3600 end))
  where t.key = any(keys);
  select coalesce(ceil(extract(epoch from max(t.wait_until) - now_machine)), 0)::integer into seconds from reply_try t where t.key = any(keys) and t.wait_until > now_machine;
  answer := 'wrong';
end $$;

-- The one case of this visit, for this transaction: what the walls of this part let through. Nothing without a visit that is still good.
create function reply_case() returns uuid language sql stable security definer set search_path = convoca as $$
  select v.case_id from reply_visit v
  where v.secret_hash = sha256(convert_to(coalesce(nullif(current_setting('app.visit', true), ''), '-'), 'UTF8')) and v.expires_at > clock_timestamp()
$$;
create function reply_summons() returns uuid language sql stable security definer set search_path = convoca as $$
  select v.summons_id from reply_visit v
  where v.secret_hash = sha256(convert_to(coalesce(nullif(current_setting('app.visit', true), ''), '-'), 'UTF8')) and v.expires_at > clock_timestamp()
$$;
create function reply_person() returns uuid language sql stable security definer set search_path = convoca as $$
  select f.person_id from case_file f where f.id = reply_case()
$$;
create function reply_office() returns text language sql stable security definer set search_path = convoca as $$
  select c.office_id from competence c where c.case_id = reply_case()
$$;

-- Hours of the office that are taken, and by nobody in particular.
create function reply_taken_seats(from_day date, until_day date) returns table (desk_id integer, starts_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = convoca as $$
  select a.desk_id, a.starts_at, a.ends_at from appointment a
  where a.office_id = reply_office() and a.state in ('held', 'agreed') and a.lane = 0 and a.day between from_day and until_day
$$;

-- What is over is forgotten.
create function clear_replies() returns void language sql security definer set search_path = convoca as $$
  delete from reply_visit where expires_at < clock_timestamp() - interval '1 day';
  delete from reply_try where failed_at is null or failed_at < clock_timestamp() - interval '2 days';
  delete from incoming_sms where case_id is null and received_at < clock_timestamp() - interval '90 days';
$$;

-- The person's own choice of a language, written with its act.
create function choose_language(the_language text, at timestamptz, the_act uuid) returns void language sql security definer set search_path = convoca as $$
  insert into person_language (person_id, language, chosen_at, act_id) select reply_person(), the_language, at, the_act where reply_person() is not null
  on conflict (person_id) do update set language = excluded.language, chosen_at = excluded.chosen_at, act_id = excluded.act_id
$$;
grant select, insert, update on person_language to convoca_figures;
create function reply_language() returns text language sql stable security definer set search_path = convoca as $$
  select l.language from person_language l where l.person_id = reply_person()
$$;

do $$
declare f text;
begin
  grant create on schema convoca to convoca_figures;
  foreach f in array array['find_reply(text)', 'open_reply(text, date, text, text, bytea)', 'reply_case()', 'reply_summons()', 'reply_person()', 'reply_office()',
                           'reply_taken_seats(date, date)', 'clear_replies()', 'choose_language(text, timestamptz, uuid)', 'reply_language()'] loop
    execute format('alter function %s owner to convoca_figures', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to convoca_replies', f);
  end loop;
  revoke create on schema convoca from convoca_figures;
end $$;

-- Walls: the part that answers on the page ---------------------------------------------------------------------------------
grant usage on schema convoca to convoca_replies;
grant execute on function lock_unit(text, uuid), first_benefit(uuid), counted_for_unit(text, uuid), held_exemptions(uuid), worklist_refresh(uuid[]) to convoca_replies;
grant usage on all sequences in schema convoca to convoca_replies;
grant select on office, office_seat, place, municipality, desk, desk_count, desk_scenario, clock, installation, gateway, plan, holiday_rule, term_suspension,
  agenda_exception to convoca_replies;
create policy replies on agenda_exception for select to convoca_replies using (office_id = (select reply_office()));

grant select on case_file, person, contact_point, benefit, case_fact, competence, term, desk_task, appointment, summons, message, message_content, dossier_item,
  item_term, report, delivery_evidence, act, act_payload, chain, processing_restriction, case_wait, receipt to convoca_replies;
grant select (id, case_id) on document to convoca_replies;
grant insert on document, document_key, document_chunk, act, act_payload, chain, appointment, desk_task, message to convoca_replies;
grant insert on message_content to convoca_replies;
grant update on summons, chain, desk_task to convoca_replies;
grant update (ended_at, ended_by, ended_because) on case_wait to convoca_replies;
grant update (state) on appointment to convoca_replies;
grant update (state, settled_at) on message to convoca_replies;
do $$
declare t text;
begin
  foreach t in array array['case_fact', 'competence', 'term', 'desk_task', 'appointment', 'summons', 'message', 'dossier_item', 'item_term', 'report',
                           'delivery_evidence', 'document', 'case_wait'] loop
    execute format('create policy replies on %I to convoca_replies using (case_id = (select reply_case())) with check (case_id = (select reply_case()))', t);
  end loop;
  foreach t in array array['act', 'chain'] loop
    execute format('create policy replies on %I to convoca_replies using (subject_kind = ''case'' and subject_id = (select reply_case()))
      with check (subject_kind = ''case'' and subject_id = (select reply_case()))', t);
  end loop;
end $$;
create policy replies on case_file for select to convoca_replies using (id = (select reply_case()));
create policy replies on person for select to convoca_replies using (id = (select reply_person()));
create policy replies on contact_point for select to convoca_replies using (person_id = (select reply_person()));
create policy replies on processing_restriction for select to convoca_replies using (person_id = (select reply_person()));
create policy replies on benefit for select to convoca_replies using (exists (select 1 from case_file f where f.benefit_id = benefit.id and f.id = (select reply_case())));
create policy replies on act_payload to convoca_replies using (exists (select 1 from act a where a.id = act_payload.act_id)) with check (true);
create policy replies on message_content to convoca_replies using (exists (select 1 from message m where m.id = message_content.message_id)) with check (true);
create policy replies on receipt for select to convoca_replies using (exists (select 1 from message m where m.id = receipt.message_id));
create policy replies on document_key for insert to convoca_replies with check (exists (select 1 from document d where d.id = document_id));
create policy replies on document_chunk for insert to convoca_replies with check (exists (select 1 from document d where d.id = document_id));
-- The documents themselves stay shut to it: what it hands in it cannot open.

-- What is written of an answer, and what answers a word by SMS, hang on the date they are about.
alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check
  check (kind in ('summons', 'reminder', 'moved', 'cancelled', 'signing-code', 'meeting-moved', 'meeting-cancelled',
                  'reply-confirmed', 'reply-taken', 'reply-unclear', 'reply-shared', 'reply-stop')) not valid;
