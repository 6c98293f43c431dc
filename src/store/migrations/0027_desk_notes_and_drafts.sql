-- What an operator is typing and has not yet confirmed with an act: it outlives the page, the session and the server, until its act is done.

create table draft (
  case_id uuid not null references case_file (id),
  -- What is being filled in: "colloquio", …
  kind text not null check (kind ~ '^[a-z][a-z-]{1,39}$'),
  content jsonb not null check (jsonb_typeof(content) = 'object' and octet_length(content::text) <= 200000),
  -- One for every save: who saves over what they have not seen is told.
  version integer not null check (version >= 1),
  -- Who typed last.
  author text not null check (author <> ''),
  saved_at timestamptz not null,
  -- The machine's own clock: whether somebody is typing at this moment.
  touched_at timestamptz not null default clock_timestamp(),
  primary key (case_id, kind)
);

grant select, insert, delete on draft to convoca_app;
grant update (content, version, author, saved_at, touched_at) on draft to convoca_app;
grant select, delete on draft to convoca_retention;
alter table draft enable row level security;
alter table draft force row level security;
create policy part_convoca_retention on draft to convoca_retention using (true) with check (true);
create policy office on draft to convoca_app using (exists (select 1 from competence c
  where c.case_id = draft.case_id and c.office_id = (select current_office()))) with check (case_is_mine(case_id));
