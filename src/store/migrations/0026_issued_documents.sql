-- Issued papers: each kept sealed in the compartment of documents with what it was made from; its signed scan; the codes to sign on screen.

alter table document drop constraint document_kind_check;
alter table document add constraint document_kind_check check (kind in ('health-certificate', 'disability-certificate', 'care-certificate',
  'work-document', 'study-document', 'justification', 'signed-paper', 'other', 'issued-paper'));

-- A paper as it was issued: from which item, at which version. Its bytes are those of the document of the same number.
create table issued_paper (
  document_id uuid primary key references document (id),
  case_id uuid not null,
  paper text not null check (paper in ('patto', 'did', 'esonero', 'appuntamento', 'invio-al-comune')),
  item_id uuid not null,
  item_version integer not null check (item_version > 0),
  -- First, second … paper of this item.
  number integer not null check (number > 0),
  -- What the paper says of itself beside its title ("Versione 2 …").
  subtitle text not null,
  -- SHA-256 of what it says, printed on it; and of the PDF.
  content_digest bytea not null check (octet_length(content_digest) = 32),
  pdf_digest bytea not null check (octet_length(pdf_digest) = 32),
  issued_at timestamptz not null,
  issued_by text not null,
  act_id uuid not null unique,
  -- The same text of the same version is one paper, whoever asks and however often.
  unique (item_id, item_version, content_digest),
  unique (item_id, number)
);
create index issued_paper_by_case on issued_paper (case_id);
create trigger paper_is_fixed before update or delete on issued_paper for each row execute function forbid_change();

-- The sheet that came back signed: a document handed in, of one issued paper.
create table paper_scan (
  document_id uuid primary key references document (id),
  paper_id uuid not null references issued_paper (document_id),
  case_id uuid not null,
  linked_at timestamptz not null,
  linked_by text not null,
  act_id uuid not null unique
);
create index paper_scan_by_paper on paper_scan (paper_id);
create index paper_scan_by_case on paper_scan (case_id);
create trigger scan_is_fixed before update or delete on paper_scan for each row execute function forbid_change();

-- A code to sign a paper on screen. The code itself stands nowhere: it is worked out from this row and a key that is not in the database.
create table signing_code (
  id uuid primary key,
  case_id uuid not null,
  paper_id uuid not null references issued_paper (document_id),
  -- What the code signs: the text as it was when it was sent.
  content_digest bytea not null check (octet_length(content_digest) = 32),
  message_id uuid not null unique,
  key_version text not null check (key_version ~ '^[A-Za-z0-9._-]{1,40}$'),
  phone_tail text not null check (phone_tail ~ '^[0-9]{3}$'),
  -- On the clock of the machine, like every secret's life: a simulated day does not lengthen it.
  sent_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  sent_by text not null,
  tries_left smallint not null default 3 check (tries_left between 0 and 3),
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'spent', 'replaced')),
  confirmed_at timestamptz,
  check (expires_at > sent_at and expires_at <= sent_at + interval '10 minutes'),
  check ((state = 'confirmed') = (confirmed_at is not null)),
  check (tries_left > 0 or state in ('spent', 'replaced'))
);
create unique index one_code_waits on signing_code (paper_id) where state = 'waiting';
create index signing_code_by_case on signing_code (case_id, sent_at);

-- Neither what a code signs nor how long it lives changes; tries only run out, and what is over stays over.
create function guard_signing_code() returns trigger language plpgsql as $$
declare
  later constant text[] := array['tries_left', 'state', 'confirmed_at'];
begin
  if to_jsonb(new) - later <> to_jsonb(old) - later or old.state <> 'waiting' or new.tries_left > old.tries_left then
    raise exception 'signing code %: refused', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger signing_code_is_guarded before update on signing_code for each row execute function guard_signing_code();

select check_set_wise('issued_paper', 'case_id', 'case_file'), check_set_wise('paper_scan', 'case_id', 'case_file'), check_set_wise('signing_code', 'case_id', 'case_file');

-- The code leaves through the outbox like every message, and hangs on no summons.
alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check check (kind in ('summons', 'reminder', 'moved', 'cancelled', 'signing-code')) not valid;
alter table message alter column summons_id drop not null, alter column appointment_id drop not null;
alter table message add constraint message_hangs_on check ((kind = 'signing-code') = (summons_id is null) and (summons_id is null) = (appointment_id is null)) not valid;

-- Walls ------------------------------------------------------------------------------------------------------------------
do $$
declare t text; r text;
begin
  foreach t in array array['issued_paper', 'paper_scan', 'signing_code'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy part_convoca_retention on %I to convoca_retention using (true) with check (true)', t);
    execute format('grant select, delete on %I to convoca_retention', t);
    foreach r in array array['convoca_app', 'convoca_documents'] loop
      execute format('create policy %I on %I to %I using (exists (select 1 from competence c
        where c.case_id = %I.case_id and c.office_id = (select current_office()))) with check (case_is_mine(case_id))', 'office_' || r, t, r, t);
    end loop;
  end loop;
end $$;
grant select on issued_paper, paper_scan, signing_code to convoca_app;
grant insert on signing_code to convoca_app;
grant update (tries_left, state, confirmed_at) on signing_code to convoca_app;
grant select, insert on issued_paper, paper_scan to convoca_documents;
-- The sender works the code out when the message leaves; an act without an office (a citizen's) looks for the paper that it signs.
grant select on issued_paper, paper_scan, signing_code to convoca_worker;
do $$
declare t text;
begin
  foreach t in array array['issued_paper', 'paper_scan', 'signing_code'] loop
    execute format('create policy part_convoca_worker on %I for select to convoca_worker using (true)', t);
  end loop;
end $$;

-- A paper is issued of the item as it is: the compartment sees at which version it stands, and nothing of what it holds.
grant select (id, case_id, version) on dossier_item, summons to convoca_documents;
create policy documents on dossier_item for select to convoca_documents using (exists (select 1 from competence c
  where c.case_id = dossier_item.case_id and c.office_id = (select current_office())));
create policy documents on summons for select to convoca_documents using (exists (select 1 from competence c
  where c.case_id = summons.case_id and c.office_id = (select current_office())));
