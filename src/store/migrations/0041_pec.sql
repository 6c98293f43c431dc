-- Certified mail (PEC): addresses of people, receipts kept whole with their signatures, the mailbox they come from, and their clocks.

alter table contact_point drop constraint contact_point_kind_check;
alter table contact_point add constraint contact_point_kind_check check (kind in ('mobile', 'landline', 'email', 'pec')) not valid;
alter table contact_change drop constraint contact_change_kind_check;
alter table contact_change add constraint contact_change_kind_check check (kind in ('mobile', 'landline', 'email', 'pec')) not valid;

-- The signed mail byte by byte: it is the evidence, and any other form of it would not be. Who signed, and whether one we trust vouches for them.
alter table receipt add column eml bytea, add column signer text, add column signer_trusted boolean,
  add constraint receipt_is_signed check (num_nulls(eml, signer, signer_trusted) in (0, 3)) not valid;

-- How far a mailbox has been read, and by whom: one worker reads at a time, the others take over when it is silent.
create table pec_mailbox (
  gateway_id text primary key references gateway (id),
  reader uuid,
  reader_until timestamptz,
  -- Numbers mean something only while the first of the two is the same.
  uid_validity text not null default '',
  last_uid bigint not null default 0 check (last_uid >= 0),
  receipts bigint not null default 0,
  quarantined bigint not null default 0,
  incoming bigint not null default 0,
  read_at timestamptz,
  problem text,
  problem_since timestamptz,
  check (num_nulls(problem, problem_since) in (0, 2))
);

-- Every mail of the mailbox once, by its digest: read again after a crash or under other numbers, it is nothing new. Of receipts nothing else stands
-- here; of what a person must look at only what its fields say, since the mail itself stays in the mailbox.
create table pec_mail (
  id bigint generated always as identity primary key,
  gateway_id text not null references gateway (id),
  digest bytea not null check (octet_length(digest) = 32),
  outcome text not null check (outcome in ('receipt', 'quarantined', 'incoming')),
  -- Why it was not believed, or what kind of mail it is.
  code text not null,
  mail_from text,
  subject text,
  header_id text,
  arrived_at timestamptz not null,
  read_at timestamptz not null default clock_timestamp(),
  unique (gateway_id, digest),
  check (outcome <> 'receipt' or num_nonnulls(mail_from, subject, header_id) = 0)
);
create index pec_mail_by_outcome on pec_mail (gateway_id, outcome, id);

-- The certified ones among the messages, without a column that sending changes.
create index message_certified on message (id) where channel = 'pec';

do $$
declare t text;
begin
  foreach t in array array['pec_mailbox', 'pec_mail'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy part_convoca_worker on %I to convoca_worker using (true) with check (true)', t);
    execute format('create policy part_convoca_retention on %I to convoca_retention using (true) with check (true)', t);
    execute format('grant select, insert on %I to convoca_worker', t);
    execute format('grant select, delete on %I to convoca_retention', t);
  end loop;
end $$;
grant update on pec_mailbox to convoca_worker;
grant delete on pec_mail to convoca_worker;
