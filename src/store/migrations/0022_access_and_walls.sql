-- Walls that cost less: one look at the access row for each, and nothing asked twice. Hands that meet; a session that loses its role with
-- the substitution it came from; whose relatives a manager may declare; thresholds of unusual access, with their reason, as acts.

-- The access row says of whom it is: what hangs on a person asks it directly, not through the person's cases.
alter table competence add column person_id uuid;
-- The owner, too, stands before forced walls; for this one statement they are lowered.
alter table competence no force row level security;
alter table case_file no force row level security;
update competence c set person_id = f.person_id from case_file f where f.id = c.case_id;
alter table competence force row level security;
alter table case_file force row level security;
alter table competence alter column person_id set not null;
create index competence_by_person on competence (person_id);

create or replace function give_search_key() returns trigger language plpgsql as $$
begin
  select coalesce(new.search_key, search_form(p.surname || ' ' || p.name || ' ' || p.tax_code)), p.id into new.search_key, new.person_id
  from convoca.case_file f join convoca.person p on p.id = f.person_id where f.id = new.case_id;
  return new;
end $$;
drop trigger search_key_given on competence;
create trigger search_key_given before insert on competence for each row
  when (new.search_key is null or new.person_id is null) execute function give_search_key();

-- The walls --------------------------------------------------------------------------------------------------------------
-- The access row's own wall names the office; all others ask that row, and so that wall. Written without a subquery: each subquery of a
-- policy is made ready anew in every statement, and the office's name costs less to read than to keep.
alter policy office on competence using (office_id = current_office());
do $$
declare t text;
begin
  foreach t in array array['case_fact', 'notice', 'competence_history', 'routing_queue', 'term', 'desk_task', 'appointment', 'summons', 'message',
                           'dossier_item', 'item_term', 'report', 'delivery_evidence', 'outbound_event'] loop
    execute format('alter policy office on %1$I using (exists (select 1 from competence c where c.case_id = %1$I.case_id))
      with check (exists (select 1 from competence c where c.case_id = %1$I.case_id))', t);
  end loop;
end $$;
alter policy office on case_file using (exists (select 1 from competence c where c.case_id = case_file.id));
alter policy office on person using (exists (select 1 from competence c where c.person_id = person.id));
-- Of these one row, or one person's rows, are asked for, never an office's whole: "offset 0" spares PostgreSQL the second way (a list of
-- all that the office may see), which it would carry along in every plan.
alter policy office on contact_point using (exists (select 1 from competence c where c.person_id = contact_point.person_id offset 0));
alter policy office on processing_restriction
  using (exists (select 1 from competence c where c.person_id = processing_restriction.person_id offset 0));
alter policy office on benefit using (exists (select 1 from case_file f where f.benefit_id = benefit.id offset 0));
alter policy office on act using (subject_kind = 'case' and exists (select 1 from competence c where c.case_id = act.subject_id offset 0))
  with check (subject_kind = 'case' and exists (select 1 from competence c where c.case_id = act.subject_id offset 0));
alter policy office on chain using (subject_kind = 'case' and exists (select 1 from competence c where c.case_id = chain.subject_id offset 0))
  with check (subject_kind = 'case' and exists (select 1 from competence c where c.case_id = chain.subject_id offset 0));
alter policy office on act_payload using (exists (select 1 from act a where a.id = act_payload.act_id offset 0));
alter policy office on message_content using (exists (select 1 from message m where m.id = message_content.message_id offset 0))
  with check (exists (select 1 from message m where m.id = message_content.message_id offset 0));
alter policy office on send_attempt using (exists (select 1 from message m where m.id = send_attempt.message_id offset 0));
alter policy office on receipt using (exists (select 1 from message m where m.id = receipt.message_id offset 0));
alter policy office on access_log using (exists (select 1 from competence c where c.case_id = access_log.case_id offset 0));
alter policy write_app on access_log with check (office_id = current_office()
  and (case_id is null or exists (select 1 from competence c where c.case_id = access_log.case_id offset 0)));

-- Hands that meet --------------------------------------------------------------------------------------------------------
-- Whoever stood in for somebody on any day from the proposal to its approval is that person's hand, and so is every other substitute of
-- the same person: what one hand has proposed no hand of the same body approves.
create function same_hand(one text, other text, proposed_on date, approved_on date) returns boolean
language sql stable security definer set search_path = convoca as $$
  with hands as (
    select one as who, one as hand union select other, other
    union
    select s.substitute, s.absent from substitution s
    where s.substitute in (one, other) and s.first_day <= approved_on and least(s.last_day, coalesce(s.ended_from - 1, s.last_day)) >= proposed_on
  )
  select one = other or exists (select 1 from hands a join hands b on b.hand = a.hand where a.who = one and b.who = other)
$$;
revoke all on function same_hand(text, text, date, date) from public;
grant execute on function same_hand(text, text, date, date)
  to convoca_app, convoca_worker, convoca_control, convoca_audit, convoca_intake, convoca_documents, convoca_retention;
create or replace function approver_is_another() returns trigger language plpgsql as $$
declare
  told constant jsonb := to_jsonb(new);
  proposer text;
  approver text;
  today constant date := (convoca.business_now() at time zone 'Europe/Rome')::date;
  proposed date;
begin
  if tg_table_name = 'report' then
    proposer := told ->> 'proposed_by';
    approver := told ->> 'approved_by';
    select (i.opened_at at time zone 'Europe/Rome')::date into proposed from convoca.dossier_item i where i.id = (told ->> 'item_id')::uuid;
  else
    proposer := told #>> '{data,proposedBy}';
    approver := told #>> '{data,approvedBy}';
    proposed := ((told ->> 'opened_at')::timestamptz at time zone 'Europe/Rome')::date;
  end if;
  -- Where only the opening of the whole matter is known, all of its days count: too many hands rather than too few.
  if convoca.same_hand(proposer, approver, least(coalesce(proposed, today), today), today) then
    raise exception '% proposed it and stands with % who approves it', proposer, approver
      using errcode = 'check_violation', constraint = 'approver_is_another';
  end if;
  return new;
end $$;

-- Who works in an office --------------------------------------------------------------------------------------------------
-- The users who hold a role there today, or are logged in to it: whom a manager may name. Null: everybody.
create function users_of_office(the_office text) returns table (login text, name text)
language sql stable security definer set search_path = convoca as $$
  select u.login, u.name from app_user u
  where u.stopped_at is null and (the_office is null
    or exists (select 1 from user_role r where r.user_id = u.id and r.office_id = the_office and r.ended_at is null
               and r.valid @> (business_now() at time zone 'Europe/Rome')::date)
    or exists (select 1 from user_session s where s.user_id = u.id and s.office_id = the_office and s.begun_at > now() - interval '90 days'))
  order by u.name, u.login
$$;
grant select (id, login, name, stopped_at) on app_user to convoca_figures;
grant select (user_id, office_id, ended_at, valid) on user_role to convoca_figures;
grant select (user_id, office_id, begun_at) on user_session to convoca_figures;
create policy figures on app_user for select to convoca_figures using (true);
create policy figures on user_role for select to convoca_figures using (true);
create policy figures on user_session for select to convoca_figures using (true);
grant create on schema convoca to convoca_figures;
alter function users_of_office(text) owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function users_of_office(text) from public;
grant execute on function users_of_office(text) to convoca_control;

-- Thresholds and relatives, as acts ----------------------------------------------------------------------------------------
-- The auditor sets the thresholds, and says why; the control room no longer does.
alter table access_rule add column reason text not null default 'valori della prima installazione' check (reason <> '');
alter table access_rule alter column reason drop default;
revoke insert, update on access_rule from convoca_control;
grant insert, update on access_rule to convoca_audit;

-- Both are acts of the whole installation: these two parts append to its chain, and read no other.
do $$
declare r text;
begin
  foreach r in array array['convoca_audit', 'convoca_control'] loop
    execute format('grant insert on act_payload to %1$I; grant select, insert on act to %1$I', r);
    execute format('grant select, insert, update (seq, head) on chain to %I', r);
    execute format('create policy %I on act to %I using (subject_kind = ''system'') with check (subject_kind = ''system'')', 'system_' || r, r);
    execute format('create policy %I on act_payload for insert to %I with check (true)', 'system_' || r, r);
    execute format('create policy %I on chain to %I using (subject_kind = ''system'') with check (subject_kind = ''system'')', 'system_' || r, r);
  end loop;
end $$;

-- A rectification may be of the tax code itself: the search key follows by its trigger, the acts keep what it was.
grant update (tax_code, provisional) on person to convoca_retention;
