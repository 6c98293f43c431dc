-- Dossiers of proof handed out: an office reads which nights have kept the heads of its own cases' chains, and no other's.

grant select on day_digest, day_head to convoca_app;
alter table day_head enable row level security;
alter table day_head force row level security;
create policy part_convoca_worker on day_head to convoca_worker using (true) with check (true);
create policy part_convoca_retention on day_head to convoca_retention using (true);
create policy office on day_head for select to convoca_app using (exists (select 1 from competence c
  where c.case_id = day_head.subject_id and c.office_id = (select current_office())));
