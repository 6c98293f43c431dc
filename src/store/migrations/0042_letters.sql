-- Letters: batches for the print house, what the post reported, and the PDFs as they were printed.

-- A file for the print house. Closed: which letters are in it is settled. Ready: the whole file lies beside its place. Handed: it has its name
-- in the folder, or a person took it away. Accepted: the print house has it. Uncertain: nobody can tell whether it was taken.
create table letter_batch (
  id bigint generated always as identity primary key,
  gateway_id text not null references gateway (id),
  name text not null unique check (name ~ '^[A-Za-z0-9_-]+$'),
  product text not null check (product in ('ordinary-letter', 'registered-letter')),
  state text not null default 'closed' check (state in ('closed', 'ready', 'handed', 'accepted', 'uncertain')),
  letters integer not null check (letters > 0),
  sheets integer not null check (sheets > 0),
  -- Business time, written in the file too: made again, it is the same bytes.
  closed_at timestamptz not null,
  closed_by text not null,
  sha256 text,
  bytes bigint,
  handed_at timestamptz,
  accepted_at timestamptz,
  accepted_by text,
  note text
);
create index letter_batch_open on letter_batch (gateway_id, id) where state in ('closed', 'ready', 'uncertain');

-- What the post needs to know of a message that is a letter.
create table letter (
  message_id uuid primary key,
  case_id uuid not null,
  gateway_id text not null references gateway (id),
  product text not null check (product in ('ordinary-letter', 'registered-letter')),
  -- Printed on it as a bar code; the last digit proves the others.
  code text not null unique check (code ~ '^[0-9]{16}$'),
  -- Null until it is drawn.
  sheets smallint check (sheets > 0),
  pdf_bytes integer,
  pdf_digest bytea,
  batch_id bigint references letter_batch (id),
  place integer,
  registered_number text,
  -- What the post has proved so far, and from when it holds.
  proven text check (proven in ('sent', 'failed', 'received')),
  proven_at timestamptz,
  proven_code text,
  scan_document_id uuid,
  check (num_nulls(sheets, pdf_bytes, pdf_digest) in (0, 3)),
  check (num_nulls(batch_id, place) in (0, 2)),
  check (num_nulls(proven, proven_at) in (0, 2))
) with (fillfactor = 80);
create index letter_by_case on letter (case_id);
create unique index letter_in_batch on letter (batch_id, place) where batch_id is not null;
create unique index letter_number on letter (registered_number) where registered_number is not null;
create index letter_undrawn on letter (gateway_id, message_id) where pdf_digest is null;

-- The bytes lie apart, as they are: nothing of the outbox is read past them, and a PDF is compressed already.
create table letter_pdf (
  message_id uuid primary key,
  pdf bytea not null
);
alter table letter_pdf alter column pdf set storage external;
create trigger pdf_is_fixed before update on letter_pdf for each row execute function forbid_change();

-- A file of the print house, taken once: the same bytes again are nothing new.
create table letter_file (
  id uuid primary key,
  sha256 text not null unique,
  name text not null,
  taken_at timestamptz not null,
  taken_by text not null,
  columns text[] not null,
  line_count integer not null,
  fresh integer not null,
  repeated integer not null,
  rejected integer not null,
  -- Null while it is being taken; one that was cut off is gone through again from its beginning.
  finished_at timestamptz
);

-- Rows that are of no letter of ours, or contradict what is known: given back, never matched.
create table letter_file_reject (
  file_id uuid not null references letter_file (id),
  line integer not null,
  code text not null,
  message text not null,
  cells text[] not null,
  primary key (file_id, line)
);

-- What the post reported of a letter: each event once, in whatever order and however often it is brought.
create table letter_event (
  id bigint generated always as identity primary key,
  message_id uuid not null,
  code text not null,
  cause text,
  happened_at timestamptz not null,
  file_id uuid references letter_file (id),
  line integer
);
create unique index letter_event_once on letter_event (message_id, code, happened_at);

select check_set_wise('letter', 'message_id', 'message'), check_set_wise('letter', 'case_id', 'case_file'),
  check_set_wise('letter_pdf', 'message_id', 'message'), check_set_wise('letter_event', 'message_id', 'message');
create trigger letters_emptied_too after truncate on message for each statement execute function empty_children('letter');
create trigger pdfs_emptied_too after truncate on message for each statement execute function empty_children('letter_pdf');
create trigger events_emptied_too after truncate on message for each statement execute function empty_children('letter_event');

-- Walls ------------------------------------------------------------------------------------------------------------------
grant select, insert, update on letter_batch, letter_file to convoca_worker;
grant select, insert on letter, letter_pdf, letter_event, letter_file, letter_file_reject to convoca_worker;
grant update (sheets, pdf_bytes, pdf_digest, batch_id, place, registered_number, proven, proven_at, proven_code) on letter to convoca_worker;
grant select on letter_batch, letter, letter_pdf, letter_event to convoca_app;
grant insert on letter to convoca_app;
grant select, update (scan_document_id) on letter to convoca_documents;
grant select, delete on letter, letter_pdf, letter_event to convoca_retention;
grant select on letter_batch to convoca_retention, convoca_control;
grant select, delete on letter_file_reject to convoca_retention;
do $$
declare t text;
begin
  foreach t in array array['letter', 'letter_pdf', 'letter_event', 'letter_file_reject'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy part_convoca_worker on %I to convoca_worker using (true) with check (true)', t);
    execute format('create policy part_convoca_retention on %I to convoca_retention using (true) with check (true)', t);
  end loop;
end $$;
create policy office on letter to convoca_app using (exists (select 1 from competence c
  where c.case_id = letter.case_id and c.office_id = (select current_office()))) with check (case_is_mine(case_id));
create policy documents on letter to convoca_documents using (exists (select 1 from competence c
  where c.case_id = letter.case_id and c.office_id = (select current_office()))) with check (case_is_mine(case_id));
-- How strongly a letter proves hangs on how it was sent: whoever weighs an act on the summons reads it.
create policy replies on letter for select to convoca_replies using (case_id = (select reply_case()));
grant select on letter to convoca_replies;
create policy office on letter_pdf for select to convoca_app using (exists (select 1 from letter l where l.message_id = letter_pdf.message_id));
create policy office on letter_event for select to convoca_app using (exists (select 1 from letter l where l.message_id = letter_event.message_id));
