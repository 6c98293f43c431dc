-- Search behind the walls: what an office searches for stands on its access row, in the order of the office. And each wall asks for
-- the one row it needs: PostgreSQL then looks it up, or gathers the whole office once, whichever the statement makes cheaper.

-- A text as it is searched: lower case, no accents, no apostrophes; hyphens, dots and slashes are spaces. A plain expression of
-- immutable parts: it is written into the statement that uses it, and costs no call.
create function search_form(said text) returns text language sql immutable parallel safe as $$
  select lower(translate(
    case when octet_length(said) = char_length(said) then said
         else replace(replace(replace(translate(normalize(said),
           'àáâãäåāăąÀÁÂÃÄÅĀĂĄçćčĉċÇĆČĈĊďđĎĐèéêëēĕėęěÈÉÊËĒĔĖĘĚğĝģĞĜĢìíîïīĭįıÌÍÎÏĪĬĮİľłļĽŁĻñńňņÑŃŇŅòóôõöøōőÒÓÔÕÖØŌŐŕřŔŘśšşșŚŠŞȘťţțŤŢȚùúûüūŭůűųÙÚÛÜŪŬŮŰŲýÿÝŸžźżŽŹŻ’ʼ',
           'aaaaaaaaaaaaaaaaaaccccccccccddddeeeeeeeeeeeeeeeeeeggggggiiiiiiiiiiiiiiiillllllnnnnnnnnoooooooooooooooorrrrssssssssttttttuuuuuuuuuuuuuuuuuuyyyyzzzzzz'),
           'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe') end,
    '-./''`´', '   '))
$$;

-- The access row carries the person's name and tax code. Bulk work may give it; where it is not given, it is looked up.
alter table competence add column search_key text collate "C";
-- The owner, too, stands before forced walls; for this one statement they are lowered.
alter table competence no force row level security;
alter table case_file no force row level security;
alter table person no force row level security;
update competence c set search_key = search_form(p.surname || ' ' || p.name || ' ' || p.tax_code)
from case_file f join person p on p.id = f.person_id where f.id = c.case_id;
alter table competence force row level security;
alter table case_file force row level security;
alter table person force row level security;
alter table competence alter column search_key set not null;

create function give_search_key() returns trigger language plpgsql as $$
begin
  select search_form(p.surname || ' ' || p.name || ' ' || p.tax_code) into new.search_key
  from convoca.case_file f join convoca.person p on p.id = f.person_id where f.id = new.case_id;
  return new;
end $$;
create trigger search_key_given before insert on competence for each row when (new.search_key is null) execute function give_search_key();

-- A corrected name is found under its new form from the same commit on.
create function renew_search_key() returns trigger language plpgsql as $$
begin
  -- Most changes of a person are not of the name: they end here, having read only themselves.
  if not exists (select 1 from changed n join replaced o on o.id = n.id
                 where (n.surname, n.name, n.tax_code) is distinct from (o.surname, o.name, o.tax_code)) then
    return null;
  end if;
  update convoca.competence c set search_key = search_form(n.surname || ' ' || n.name || ' ' || n.tax_code)
  from changed n join replaced o on o.id = n.id join convoca.case_file f on f.person_id = n.id
  where f.id = c.case_id and (n.surname, n.name, n.tax_code) is distinct from (o.surname, o.name, o.tax_code);
  return null;
end $$;
create trigger search_key_renewed after update on person referencing old table as replaced new table as changed
  for each statement execute function renew_search_key();

-- Led by the office, and holding all that a search by name reads: nobody else's row is ever looked at.
create index competence_search on competence (office_id, search_key, case_id);
drop index competence_by_office;
alter table person drop column search;

-- Messages that never arrived: few, and asked for by every office.
create index message_failed on message (id) where state = 'failed';

-- The walls, asked row by row -------------------------------------------------------------------------------------------
do $$
declare t text;
begin
  foreach t in array array['case_fact', 'notice', 'competence_history', 'routing_queue', 'term', 'desk_task', 'appointment', 'summons', 'message'] loop
    execute format('alter policy office on %1$I using (exists (select 1 from competence c
      where c.case_id = %1$I.case_id and c.office_id = (select current_office())))', t);
  end loop;
end $$;
alter policy office on case_file using (exists (select 1 from competence c where c.case_id = case_file.id and c.office_id = (select current_office())));
alter policy office on act using (subject_kind = 'case' and exists (select 1 from competence c
  where c.case_id = act.subject_id and c.office_id = (select current_office())));
alter policy office on chain using (subject_kind = 'case' and exists (select 1 from competence c
  where c.case_id = chain.subject_id and c.office_id = (select current_office())));

-- What hangs on a case or on a message is seen by whoever sees that: those tables have their own walls, asked from here.
alter policy office on person using (exists (select 1 from case_file f where f.person_id = person.id));
alter policy office on contact_point using (exists (select 1 from case_file f where f.person_id = contact_point.person_id));
alter policy office on benefit using (exists (select 1 from case_file f where f.benefit_id = benefit.id));
alter policy office on message_content using (exists (select 1 from message m where m.id = message_content.message_id));
alter policy office on send_attempt using (exists (select 1 from message m where m.id = send_attempt.message_id));
alter policy office on receipt using (exists (select 1 from message m where m.id = receipt.message_id));

-- How many of the office's cases stand in each list: counts only, of the office set for the transaction, worked out once for all
-- lists by the role that counts and shows nobody.
create function case_counts()
returns table ("all" integer, "to-convene" integer, unreachable integer, "not-delivered" integer, uncertain integer, desk integer, today integer)
language sql stable security definer set search_path = convoca as $$
  with mine as materialized (
    select c.case_id, f.bound, p.reach
    from competence c join case_file f on f.id = c.case_id join person p on p.id = f.person_id where c.office_id = current_office()
  ), heard as (
    select m.case_id, bool_or(m.state = 'uncertain') as uncertain,
           coalesce(bool_and(m.state = 'failed') filter (where m.kind = 'summons' and m.state <> 'withdrawn'), false) as failed
    from mine join message m on m.case_id = mine.case_id group by m.case_id
  ), called as (
    select s.case_id from mine join summons s on s.case_id = mine.case_id where s.issued_at is not null
    union
    select a.case_id from mine join appointment a on a.case_id = mine.case_id where a.state = 'held'
  )
  select count(*)::int,
         count(*) filter (where mine.bound and called.case_id is null)::int,
         count(*) filter (where mine.bound and mine.reach in ('paper', 'nobody'))::int,
         count(*) filter (where heard.failed)::int,
         count(*) filter (where heard.uncertain)::int,
         (select count(distinct d.case_id)::int from desk_task d join mine on mine.case_id = d.case_id where d.closed_at is null),
         (select count(*)::int from appointment a join mine on mine.case_id = a.case_id where a.state = 'held'
           and a.office_id = current_office() and a.day = (business_now() at time zone 'Europe/Rome')::date)
  from mine left join heard using (case_id) left join called using (case_id)
$$;
grant select on clock to convoca_figures;
grant create on schema convoca to convoca_figures;
alter function case_counts() owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function case_counts() from public;
grant execute on function case_counts() to convoca_app;
