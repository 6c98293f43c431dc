-- Versions of the texts that the Region writes, who wrote and who approved them, which is in force from when; two wordings compared; the language of a person.

-- A text as somebody of the Region writes it. Only a draft changes; what was approved once stays for ever as it was, since messages name it.
create table message_text (
  id uuid primary key,
  template text not null check (template ~ '^[a-z]+(-[a-z]+)*-(sms|email)(-[a-z]{2})?-regione$'),
  version integer not null check (version > 0),
  kind text not null,
  channel text not null check (channel in ('sms', 'email')),
  locale text not null check (locale in ('it', 'en', 'fr', 'es', 'ro', 'uk', 'ar')),
  body jsonb not null check (jsonb_typeof(body) = 'object'),
  note text not null default '' check (length(note) <= 500),
  state text not null default 'draft' check (state in ('draft', 'submitted', 'approved', 'dropped')),
  revision integer not null default 1,
  -- Everybody whose hand is in it: none of them approves it.
  authors text[] not null check (cardinality(authors) > 0),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  submitted_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  decided_because text,
  unique (template, version),
  check ((state in ('approved', 'dropped')) = (decided_at is not null)),
  check (state <> 'approved' or not (decided_by = any(authors)))
);
create index message_text_of on message_text (kind, channel, locale, version);
create function guard_message_text() returns trigger language plpgsql as $$
begin
  if (new.id, new.template, new.version, new.kind, new.channel, new.locale, new.created_at)
     is distinct from (old.id, old.template, old.version, old.kind, old.channel, old.locale, old.created_at) then
    raise exception 'the name of a text never changes' using errcode = 'restrict_violation';
  end if;
  if old.state in ('approved', 'dropped') then
    raise exception 'an approved text never changes' using errcode = 'restrict_violation';
  end if;
  if old.state = 'submitted' and (new.body, new.note, new.authors) is distinct from (old.body, old.note, old.authors) then
    raise exception 'a text that waits for approval does not change' using errcode = 'restrict_violation';
  end if;
  if new.state = 'approved' and old.state <> 'submitted' then
    raise exception 'a text is approved after it was submitted' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger message_text_is_kept before update on message_text for each row execute function guard_message_text();
create trigger message_text_stays before delete on message_text for each row execute function forbid_change();

-- Which text is in force from when: the last word for each kind, channel and language. No text: the one that comes with the program.
create table text_ruling (
  id uuid primary key,
  kind text not null,
  channel text not null check (channel in ('sms', 'email')),
  locale text not null,
  text_id uuid references message_text (id),
  from_at timestamptz not null,
  because text not null check (because <> ''),
  ruled_by text not null,
  ruled_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index text_ruling_of on text_ruling (kind, channel, locale, from_at, recorded_at);
create function judge_text_ruling() returns trigger language plpgsql as $$
begin
  if new.text_id is not null and not exists (
    select 1 from convoca.message_text t
    where t.id = new.text_id and t.state = 'approved' and (t.kind, t.channel, t.locale) = (new.kind, new.channel, new.locale)) then
    raise exception 'only an approved text of this kind comes into force' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger text_ruling_is_right before insert on text_ruling for each row execute function judge_text_ruling();
create trigger text_ruling_is_append_only before update or delete on text_ruling for each row execute function forbid_change();

-- Two wordings compared: which household gets which is drawn by the seed, and never again otherwise.
create table wording_comparison (
  id uuid primary key,
  kind text not null,
  channel text not null check (channel in ('sms', 'email')),
  locale text not null,
  -- Null: the text that comes with the program.
  text_a uuid references message_text (id),
  text_b uuid not null references message_text (id),
  share_b smallint not null check (share_b between 1 and 99),
  seed text not null check (length(seed) between 8 and 100),
  question text not null check (question <> '' and length(question) <= 500),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  state text not null default 'submitted' check (state in ('submitted', 'approved', 'dropped')),
  author text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  stopped_by text,
  stopped_at timestamptz,
  check (ends_at > starts_at),
  check (text_a is distinct from text_b),
  check ((state = 'submitted') = (decided_at is null)),
  check (state <> 'approved' or decided_by <> author),
  check (stopped_at is null or state = 'approved'),
  -- One at a time for each text.
  exclude using gist (kind with =, channel with =, locale with =,
    tstzrange(starts_at, greatest(starts_at, least(ends_at, coalesce(stopped_at, ends_at)))) with &&) where (state = 'approved')
);
create function guard_wording_comparison() returns trigger language plpgsql as $$
begin
  if (new.id, new.kind, new.channel, new.locale, new.text_a, new.text_b, new.share_b, new.seed, new.question, new.starts_at, new.ends_at, new.author, new.proposed_at)
     is distinct from (old.id, old.kind, old.channel, old.locale, old.text_a, old.text_b, old.share_b, old.seed, old.question, old.starts_at, old.ends_at, old.author, old.proposed_at)
     or old.state = 'dropped' or old.stopped_at is not null
     or (old.state = 'approved' and (new.state, new.decided_by, new.decided_at) is distinct from (old.state, old.decided_by, old.decided_at)) then
    raise exception 'a comparison stays as it was proposed' using errcode = 'restrict_violation';
  end if;
  if new.state = 'approved' and exists (
    select 1 from unnest(array[new.text_a, new.text_b]) x (id) where x.id is not null and not exists (
      select 1 from convoca.message_text t
      where t.id = x.id and t.state = 'approved' and (t.kind, t.channel, t.locale) = (new.kind, new.channel, new.locale))) then
    raise exception 'only approved texts of this kind are compared' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger wording_comparison_is_kept before update on wording_comparison for each row execute function guard_wording_comparison();
create trigger wording_comparison_stays before delete on wording_comparison for each row execute function forbid_change();

-- Which wording each message of a comparison bears.
create table wording_assignment (
  message_id uuid primary key,
  case_id uuid not null,
  comparison_id uuid not null references wording_comparison (id),
  arm text not null check (arm in ('A', 'B'))
);
create index wording_assignment_of on wording_assignment (comparison_id, message_id);
create index wording_assignment_by_case on wording_assignment (case_id);
select check_set_wise('wording_assignment', 'message_id', 'message'), check_set_wise('wording_assignment', 'case_id', 'case_file');
create trigger wording_assignment_emptied_too after truncate on message for each statement execute function empty_children('wording_assignment');
create trigger wording_assignment_emptied_with_cases after truncate on case_file for each statement execute function empty_children('wording_assignment');
create trigger wording_assignment_is_fixed before update on wording_assignment for each row execute function forbid_change();

-- Where whoever writes texts gets them on trial: their own number and address.
create table trial_contact (
  login text primary key,
  mobile text check (mobile ~ '^\+39[0-9]{6,12}$'),
  email text check (length(email) <= 254),
  -- How many were sent on that day.
  sent_on date,
  sent smallint not null default 0,
  changed_at timestamptz not null
);

-- A text on trial hangs on nobody: it bears invented data.
alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check
  check (kind in ('summons', 'reminder', 'moved', 'cancelled', 'signing-code', 'meeting-moved', 'meeting-cancelled',
                  'reply-confirmed', 'reply-taken', 'reply-unclear', 'reply-shared', 'reply-stop', 'trial')) not valid;
alter table message alter column case_id drop not null;
alter table message drop constraint message_hangs_on;
alter table message add constraint message_hangs_on check (
  (kind in ('signing-code', 'meeting-moved', 'meeting-cancelled', 'trial')) = (summons_id is null)
  and (kind in ('signing-code', 'trial')) = (appointment_id is null) and (kind = 'trial') = (case_id is null)) not valid;

-- The language of a person, and where it was said.
alter table person_language
  add column source text not null default 'own-page' check (source in ('own-page', 'desk', 'telephone', 'paper'));
create or replace function choose_language(the_language text, at timestamptz, the_act uuid) returns void language sql security definer set search_path = convoca as $$
  insert into person_language (person_id, language, chosen_at, act_id) select reply_person(), the_language, at, the_act where reply_person() is not null
  on conflict (person_id) do update set language = excluded.language, chosen_at = excluded.chosen_at, act_id = excluded.act_id, source = 'own-page'
$$;
do $$
declare r text;
begin
  foreach r in array array['convoca_intake', 'convoca_planner', 'convoca_worker'] loop
    execute format('create policy %I on person_language for select to %I using (true)', 'part_' || r, r);
    execute format('grant select on person_language to %I', r);
  end loop;
end $$;
create policy office on person_language to convoca_app using (exists (select 1 from competence c where c.person_id = person_language.person_id offset 0))
  with check (exists (select 1 from competence c where c.person_id = person_language.person_id offset 0));
grant select, insert, update on person_language to convoca_app;
create policy replies on person_language for select to convoca_replies using (person_id = (select reply_person()));
grant select on person_language to convoca_replies;

-- Texts name nobody that is written to: who composes reads them, the Region writes them.
grant select on message_text, text_ruling, wording_comparison to convoca_intake, convoca_planner, convoca_worker, convoca_app, convoca_control, convoca_replies;
grant insert, update on message_text, wording_comparison to convoca_worker;
grant insert on text_ruling to convoca_worker;
grant select, insert, update on trial_contact to convoca_worker;

alter table wording_assignment enable row level security;
alter table wording_assignment force row level security;
create policy part_convoca_worker on wording_assignment to convoca_worker using (true) with check (true);
create policy part_convoca_retention on wording_assignment to convoca_retention using (true) with check (true);
create policy figures on wording_assignment for select to convoca_figures using (true);
create policy office on wording_assignment for insert to convoca_app with check (exists (select 1 from competence c where c.case_id = wording_assignment.case_id));
create policy replies on wording_assignment for insert to convoca_replies with check (case_id = (select reply_case()));
grant select, insert on wording_assignment to convoca_worker;
grant select, delete on wording_assignment to convoca_retention;
grant insert on wording_assignment to convoca_app, convoca_replies;
grant select on wording_assignment to convoca_figures;

-- What a comparison has shown: for each wording households written to, those whose day has an outcome, those who came, those who confirmed.
-- Drawn were households: of each counts the first one written to, and nobody twice.
create function wording_counts(the_comparison uuid)
returns table (arm text, written integer, known integer, came integer, confirmed integer)
language sql stable security definer set search_path = convoca as $$
  with first as (
    select distinct on (f.benefit_id) w.arm, m.summons_id, m.case_id, m.due_at
    from wording_assignment w join message m on m.id = w.message_id join case_file f on f.id = w.case_id
    where w.comparison_id = the_comparison and m.accepted_at is not null and m.summons_id is not null
    order by f.benefit_id, w.message_id
  )
  select first.arm, count(*)::int,
    (count(*) filter (where s.state in ('attended', 'absent', 'justified', 'unjustified')))::int,
    (count(*) filter (where s.state = 'attended'))::int,
    (count(*) filter (where exists (
      select 1 from act a where a.subject_id = first.case_id and a.kind = 'convocazione/confirm' and a.happened_at >= first.due_at)))::int
  from first join summons s on s.id = first.summons_id
  group by first.arm
$$;
grant select on act to convoca_figures;
create policy figures_of_confirmations on act for select to convoca_figures using (kind = 'convocazione/confirm');
do $$
begin
  grant create on schema convoca to convoca_figures;
  alter function wording_counts(uuid) owner to convoca_figures;
  revoke all on function wording_counts(uuid) from public;
  grant execute on function wording_counts(uuid) to convoca_control;
  revoke create on schema convoca from convoca_figures;
end $$;
