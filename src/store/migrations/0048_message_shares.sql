-- Who can be told how: certified mail and the post count where the measure uses them and this node has them; providers that give no receipts; certified mail settled by a person.

alter table person drop constraint person_reach_check;
alter table person add constraint person_reach_check check (reach in ('sms+email', 'sms', 'email', 'pec', 'paper', 'nobody')) not valid;

-- Who is reached by certified mail alone was not told apart until now.
grant update (reach) on person to convoca_figures;
set local role convoca_figures;
update person p set reach = 'pec' where p.reach in ('paper', 'nobody')
  and exists (select 1 from contact_point c where c.person_id = p.id and c.kind = 'pec' and c.current and c.usable);
set local role convoca_owner;
revoke update (reach) on person from convoca_figures;

-- By what a measure writes to whom SMS and e-mail do not reach. The same table as the channel policies of src/domain/measures.
create table summons_way (
  measure text not null,
  channel text not null check (channel in ('pec', 'ordinary-letter', 'registered-letter')),
  primary key (measure, channel)
);
insert into summons_way (measure, channel) values
  ('RDC', 'pec'), ('RDC', 'registered-letter'), ('ADI', 'pec'), ('ADI', 'registered-letter'),
  ('SFL', 'pec'), ('SFL', 'registered-letter'), ('NASPI', 'pec'), ('NASPI', 'registered-letter');

-- By which way somebody reached so can be written to: 'message', 'pec', 'letter', or null: nothing but the desk.
create function told_way(the_measure text, the_reach text, has_address boolean) returns text
language sql stable security definer set search_path = convoca as $$
  select case
    when the_reach in ('sms+email', 'sms', 'email') then 'message'
    when the_reach = 'pec' and exists (select 1 from summons_way w join gateway g on g.channel = 'pec' and g.weight > 0
                                       where w.measure = the_measure and w.channel = 'pec') then 'pec'
    when has_address and exists (select 1 from summons_way w join gateway g on g.channel = 'letter' and g.settings ->> 'product' = w.channel
                                 where w.measure = the_measure) then 'letter'
  end
$$;

-- Wherever those were counted whom nothing reaches: the same words, asking the way.
do $$
declare
  the_function text;
  old_text text;
  new_text text;
  spec text[];
begin
  grant create on schema convoca to convoca_figures;
  foreach spec slice 1 in array array[
    ['worklist_refresh(uuid[])', $q$h.reach in ('paper', 'nobody')$q$,
     $q$h.reach in ('pec', 'paper', 'nobody') and told_way(b.measure, h.reach, h.postal) is null$q$],
    ['case_counts()', $q$f.bound, p.reach
    from competence c join case_file f on f.id = c.case_id join person p on p.id = f.person_id where$q$,
     $q$f.bound, p.reach, p.reach in ('pec', 'paper', 'nobody') and told_way(b.measure, p.reach, p.postal) is null as untold
    from competence c join case_file f on f.id = c.case_id join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id where$q$],
    ['case_counts()', $q$mine.reach in ('paper', 'nobody')$q$, $q$mine.untold$q$],
    ['office_figures()', $q$f.bound, p.reach
    from competence c join case_file f on f.id = c.case_id join person p on p.id = f.person_id
  )$q$, $q$f.bound, p.reach, p.reach in ('pec', 'paper', 'nobody') and told_way(b.measure, p.reach, p.postal) is null as untold
    from competence c join case_file f on f.id = c.case_id join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
  )$q$],
    ['office_figures()', $q$cases.reach in ('paper', 'nobody')$q$, $q$cases.untold$q$]] loop
    the_function := pg_get_functiondef(('convoca.' || spec[1])::regprocedure);
    old_text := spec[2];
    new_text := spec[3];
    if strpos(the_function, old_text) = 0 then
      raise exception '%: «%» is not in it', spec[1], old_text;
    end if;
    set local role convoca_figures;
    execute replace(the_function, old_text, new_text);
    set local role convoca_owner;
  end loop;
  revoke create on schema convoca from convoca_figures;
end $$;

-- A certified mailbox or a print house that comes, or goes: the lists follow at once, and whom it reaches is no longer looked for.
create function ways_changed() returns trigger language plpgsql security definer set search_path = convoca as $$
declare cases uuid[];
begin
  cases := array(select f.id from case_file f join person p on p.id = f.person_id where p.reach in ('pec', 'paper', 'nobody') order by f.id);
  update desk_task t set closed_at = business_now(), closed_by = 'canale-configurato'
  from case_file f join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
  where t.case_id = f.id and t.kind = 'unreachable' and t.closed_at is null and f.id = any (cases) and told_way(b.measure, p.reach, p.postal) is not null;
  perform worklist_refresh(cases);
  return null;
end $$;
create trigger ways_come after insert on gateway for each row when (new.channel in ('pec', 'letter')) execute function ways_changed();
create trigger ways_change after update of channel, weight, settings on gateway for each row
  when ((new.channel in ('pec', 'letter') or old.channel in ('pec', 'letter'))
    and (new.channel, new.weight > 0, new.settings ->> 'product') is distinct from (old.channel, old.weight > 0, old.settings ->> 'product'))
  execute function ways_changed();

grant select on summons_way to convoca_figures, convoca_worker;
grant update on desk_task to convoca_figures;
create policy figures_told on desk_task for update to convoca_figures using (kind = 'unreachable') with check (kind = 'unreachable');

do $$
begin
  grant create on schema convoca to convoca_figures;
  alter function told_way(text, text, boolean) owner to convoca_figures;
  alter function ways_changed() owner to convoca_figures;
  revoke create on schema convoca from convoca_figures;
  revoke all on function told_way(text, text, boolean) from public;
  grant execute on function told_way(text, text, boolean)
    to convoca_intake, convoca_planner, convoca_worker, convoca_app, convoca_control, convoca_retention, convoca_replies, convoca_owner;
end $$;

-- Of an SMS provider that tells nobody what became of a message (some contracts have no receipts) silence says nothing.
alter table gateway add column gives_receipts boolean not null default true;

-- Rows of the post's files that matched no letter go with the other rejected rows, by the day their file was taken in.
grant select on letter_file to convoca_retention;
