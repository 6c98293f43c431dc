-- Documents in a compartment of their own, requests of the persons concerned, the restriction of processing, and what retention may erase.

-- A paper handed in for a case. What everybody who follows the case may see stands here: that it is there, what came of it, until when it
-- holds. What it says, and even its name, lies sealed in the two tables below.
create table document (
  id uuid primary key,
  case_id uuid not null,
  kind text not null check (kind in ('health-certificate', 'disability-certificate', 'care-certificate', 'work-document', 'study-document',
    'justification', 'signed-paper', 'other')),
  -- Health, disability, care: opened only by who has the permission for it.
  restricted boolean not null,
  media text not null check (media in ('application/pdf', 'image/jpeg', 'image/png', 'image/heic', 'text/plain')),
  bytes integer not null check (bytes > 0),
  chunks integer not null check (chunks > 0),
  uploaded_at timestamptz not null,
  uploaded_by text not null,
  act_id uuid not null unique,
  outcome text check (outcome in ('sufficient', 'insufficient')),
  expires_on date,
  seen_on date,
  seen_by text,
  -- Its content was erased by the retention: outcome and expiry stay while the dossier does.
  erased_at timestamptz,
  check ((outcome is null) = (seen_on is null) and (outcome is null) = (seen_by is null)),
  check (outcome is not null or expires_on is null)
);
create index document_by_case on document (case_id);

-- The key of one document, wrapped by a key that is not in the database; and the name it was handed in under.
create table document_key (
  document_id uuid primary key references document (id),
  key_version text not null check (key_version ~ '^[A-Za-z0-9._-]{1,40}$'),
  wrapped bytea not null check (octet_length(wrapped) = 60),
  sealed_name bytea not null
);
create index document_key_by_version on document_key (key_version, document_id);

-- The sealed content, in pieces: each is bound to its document and its place, the last one says that it is the last.
create table document_chunk (
  document_id uuid not null references document (id),
  seq integer not null check (seq >= 0),
  sealed bytea not null,
  primary key (document_id, seq)
);
-- What is sealed does not shrink.
alter table document_chunk alter column sealed set storage external;
create trigger chunk_is_fixed before update on document_chunk for each row execute function forbid_change();

-- What was handed in stays what it was; only its outcome, its expiry and its erasure are written later.
create function guard_document() returns trigger language plpgsql as $$
declare
  later constant text[] := array['outcome', 'expires_on', 'seen_on', 'seen_by', 'erased_at'];
begin
  if to_jsonb(new) - later <> to_jsonb(old) - later then
    raise exception 'document %: what was handed in cannot be changed', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger document_is_guarded before update on document for each row execute function guard_document();

-- What persons ask of their data -----------------------------------------------------------------------------------------
create table subject_request (
  id uuid primary key,
  -- Null when nobody here has this tax code, and once the person's data are erased.
  person_id uuid,
  tax_code text,
  kind text not null check (kind in ('access', 'rectification', 'erasure', 'restriction', 'portability', 'objection')),
  came_by text not null check (came_by in ('desk', 'email', 'pec', 'letter')),
  received_on date not null,
  due_on date not null check (due_on > received_on),
  extended_because text check (extended_because <> ''),
  note text,
  state text not null default 'open' check (state in ('open', 'granted', 'partly', 'refused')),
  outcome text check (outcome <> ''),
  closed_on date,
  closed_by text,
  registered_at timestamptz not null,
  registered_by text not null,
  check ((state = 'open') = (closed_on is null)),
  check (num_nulls(outcome, closed_on, closed_by) in (0, 3))
);
create index subject_request_open on subject_request (due_on) where state = 'open';
create index subject_request_of on subject_request (person_id);

-- While one is open nothing leaves for the person, and nothing of theirs is erased.
create table processing_restriction (
  id uuid primary key,
  person_id uuid not null,
  request_id uuid references subject_request (id) on delete set null,
  reason text not null check (reason <> ''),
  since timestamptz not null,
  imposed_by text not null,
  ended_at timestamptz,
  ended_by text,
  ended_reason text check (ended_reason <> ''),
  check (num_nulls(ended_at, ended_by, ended_reason) in (0, 3))
);
create unique index one_open_restriction on processing_restriction (person_id) where ended_at is null;
create index processing_restriction_of_request on processing_restriction (request_id);

select check_set_wise('document', 'case_id', 'case_file'), check_set_wise('processing_restriction', 'person_id', 'person');

-- A message written for a restricted person is there, and never leaves: the office is told instead.
create function withhold_restricted() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from convoca.processing_restriction where ended_at is null) then
    return null;
  end if;
  with stopped as (
    update convoca.message m set state = 'withdrawn', settled_at = clock_timestamp(), failure = 'restricted'
    from added a join convoca.case_file f on f.id = a.case_id join convoca.processing_restriction r on r.person_id = f.person_id and r.ended_at is null
    where m.id = a.id and m.state = 'due' returning m.case_id
  )
  insert into convoca.desk_task (id, case_id, kind, reason, opened_at)
  select gen_random_uuid(), s.case_id, 'restricted', 'restricted', convoca.business_now() from (select distinct case_id from stopped) s
  on conflict (case_id, kind) where closed_at is null do nothing;
  return null;
end $$;
create trigger restricted_is_withheld after insert on message referencing new table as added for each statement execute function withhold_restricted();

-- Nor does one go back to those that wait to leave.
create function keep_restricted_back() returns trigger language plpgsql as $$
begin
  if exists (select 1 from convoca.case_file f join convoca.processing_restriction r on r.person_id = f.person_id and r.ended_at is null
             where f.id = new.case_id) then
    new.state := 'withdrawn';
    new.settled_at := clock_timestamp();
    new.failure := 'restricted';
  end if;
  return new;
end $$;
create trigger restricted_stays_back before update of state on message for each row
  when (new.state = 'due' and old.state is distinct from 'due') execute function keep_restricted_back();

-- Retention --------------------------------------------------------------------------------------------------------------
-- A run that was killed is gone on with; what it erased is counted in the transaction that erased it.
create table retention_run (
  id uuid primary key,
  started_at timestamptz not null default now(),
  business_at timestamptz not null,
  actor text not null,
  -- Digest of the table of times it worked with.
  rules bytea not null,
  erased jsonb not null default '{}' check (jsonb_typeof(erased) = 'object'),
  proof jsonb,
  finished_at timestamptz
);
create unique index one_running_retention on retention_run ((true)) where finished_at is null;

-- What is left of erased dossiers: how many, and nobody. Read through the program, which holds small numbers back.
create table kept_figure (
  measure text not null,
  office_id text not null,
  granted_year smallint not null,
  what text not null,
  amount integer not null check (amount > 0),
  primary key (measure, office_id, granted_year, what)
);

-- Only the retention takes rows away, and only from the tables that it was given for that; nobody edits.
create or replace function forbid_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_user = 'convoca_retention' then
    return old;
  end if;
  raise exception 'table % is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;

-- The words that somebody wrote beside an access may name the person: with the person they go, who looked and when stays.
create function guard_access_log() returns trigger language plpgsql as $$
begin
  if current_user = 'convoca_retention' then
    if tg_op = 'DELETE' then
      return old;
    elsif new.reason is null and to_jsonb(new) - 'reason' = to_jsonb(old) - 'reason' then
      return new;
    end if;
  end if;
  raise exception 'table % is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;
drop trigger if exists access_log_is_append_only on access_log;
create trigger access_log_is_append_only before update or delete on access_log for each row execute function guard_access_log();

-- What is erased by the hundred thousand is found by what points at it.
create index if not exists desk_task_by_case on desk_task (case_id);
create index if not exists report_by_item on report (item_id);
create index if not exists outbound_event_by_item on outbound_event (item_id);
create index if not exists delivery_evidence_by_appointment on delivery_evidence (appointment_id);

-- Walls ------------------------------------------------------------------------------------------------------------------
do $$
declare t text;
begin
  foreach t in array array['document', 'document_key', 'document_chunk', 'subject_request', 'processing_restriction', 'retention_run', 'kept_figure'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy part_convoca_retention on %I to convoca_retention using (true) with check (true)', t);
  end loop;
end $$;

-- For whom somebody stood in is worked out with each line of the access log.
grant execute on function standing_in_for(text, text, text, date) to convoca_documents, convoca_retention;

-- The compartment has a role of its own. The application sees that a document is there; what it says is for that role alone.
grant usage on schema convoca to convoca_documents;
grant select on office, clock, installation, schema_migration to convoca_documents;
grant select on competence, case_file, person, chain, act, document, document_key, document_chunk, processing_restriction to convoca_documents;
grant insert on document, document_key, document_chunk, act, act_payload, chain to convoca_documents;
grant update on chain to convoca_documents;
grant update (outcome, expires_on, seen_on, seen_by) on document to convoca_documents, convoca_app, convoca_worker;
grant select on document to convoca_app, convoca_worker;

create policy documents on competence for select to convoca_documents using (office_id = (select current_office()));
create policy documents on case_file for select to convoca_documents
  using (exists (select 1 from competence c where c.case_id = case_file.id and c.office_id = (select current_office())));
create policy documents on person for select to convoca_documents using (exists (select 1 from case_file f where f.person_id = person.id));
create policy documents on act to convoca_documents using (subject_kind = 'case' and exists (select 1 from competence c
  where c.case_id = act.subject_id and c.office_id = (select current_office()))) with check (subject_kind = 'case' and case_is_mine(subject_id));
create policy documents on act_payload for insert to convoca_documents with check (true);
create policy documents on chain to convoca_documents using (subject_kind = 'case' and exists (select 1 from competence c
  where c.case_id = chain.subject_id and c.office_id = (select current_office()))) with check (subject_kind = 'case' and case_is_mine(subject_id));
create policy documents on access_log for insert to convoca_documents with check (office_id = (select current_office()) and case_is_mine(case_id));
-- As for the others: the moment and the number of an access are not theirs to choose.
do $$ begin
  execute (select format('grant insert (%s) on access_log to convoca_documents, convoca_retention', string_agg(quote_ident(attname), ', '))
           from pg_attribute where attrelid = 'access_log'::regclass and attnum > 0 and not attisdropped and attname not in ('id', 'at'));
end $$;
create policy documents on processing_restriction for select to convoca_documents using (exists (select 1 from person p where p.id = person_id));
do $$
declare r text;
begin
  foreach r in array array['convoca_app', 'convoca_documents'] loop
    execute format('create policy %I on document to %I using (exists (select 1 from competence c
      where c.case_id = document.case_id and c.office_id = (select current_office()))) with check (case_is_mine(case_id))', 'office_' || r, r);
  end loop;
end $$;
create policy part_convoca_worker on document to convoca_worker using (true) with check (true);
create policy documents on document_key to convoca_documents using (exists (select 1 from document d where d.id = document_id))
  with check (exists (select 1 from document d where d.id = document_id));
create policy documents on document_chunk to convoca_documents using (exists (select 1 from document d where d.id = document_id))
  with check (exists (select 1 from document d where d.id = document_id));

-- That a person's processing is restricted is seen by all who would do something with their data.
grant select on processing_restriction to convoca_app, convoca_worker, convoca_intake, convoca_planner;
create policy office on processing_restriction for select to convoca_app using (exists (select 1 from person p where p.id = person_id));
do $$
declare r text;
begin
  foreach r in array array['convoca_worker', 'convoca_intake', 'convoca_planner'] loop
    execute format('create policy %I on processing_restriction for select to %I using (true)', 'part_' || r, r);
  end loop;
end $$;
grant insert on desk_task to convoca_retention;

-- Retention: reads all that bears a person, to judge it and to give it to whom it is about; erases from the tables that bear a person,
-- never from the register, whose acts stay without their contents. Of a document it reads neither content nor name.
do $$
declare t record;
begin
  for t in
    select c.relname as name from pg_class c
    where c.relnamespace = 'convoca'::regnamespace and c.relkind = 'r' and c.relrowsecurity and c.relname not in ('document_key', 'document_chunk', 'substitution', 'user_kin')
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'door')
  loop
    execute format('grant select on %I to convoca_retention', t.name);
    if t.name not in ('act', 'chain', 'batch', 'retention_run', 'kept_figure', 'processing_restriction') then
      execute format('grant delete on %I to convoca_retention', t.name);
    end if;
    if not exists (select 1 from pg_policy p where p.polrelid = format('convoca.%I', t.name)::regclass
                   and 'convoca_retention'::regrole = any (p.polroles)) then
      execute format('create policy part_convoca_retention on %I to convoca_retention using (true) with check (true)', t.name);
    end if;
  end loop;
end $$;
grant select, delete on unit_lock to convoca_retention;
grant delete on processing_restriction to convoca_retention;
grant select (document_id, key_version, wrapped), update (key_version, wrapped), delete on document_key to convoca_retention;
grant select (document_id, seq), delete on document_chunk to convoca_retention;
grant update (erased_at) on document to convoca_retention;
grant update (reason) on access_log to convoca_retention;
grant update (recipient, state, settled_at, failure) on message to convoca_retention;
grant update (shared_by, current, usable) on contact_point to convoca_retention;
grant insert on contact_point to convoca_retention;
grant update (surname, name, birth_date, sex, citizenship, residence, domicile, postal, reach, data_as_of) on person to convoca_retention;
grant update (search_key) on competence to convoca_retention;
grant update (payload) on notice_record to convoca_retention;
grant insert, update on subject_request, retention_run, kept_figure to convoca_retention;
grant insert, update (ended_at, ended_by, ended_reason) on processing_restriction to convoca_retention;
