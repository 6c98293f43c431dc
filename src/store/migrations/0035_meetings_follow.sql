-- Agreed meetings of cases that pass to another office: given up with the case, and told of afterwards, once.

-- True from when the meeting ends with the competence until the person is written to, or the desk is asked to tell them.
alter table appointment add column meeting_untold boolean not null default false;
create index meeting_untold on appointment (id) where meeting_untold;
