-- The life of a case: a dossier that passes to another office as its last act there, nobody written to who has died, nobody convened who is gone.

-- Holds what other hands change together with a life: the competence of the case, then the open summonses of its household and of the
-- person's other cases, in the order in which intake and the desk take them. Locks only: it says nothing of what is behind the walls.
create function lock_lives(the_case uuid) returns void language plpgsql security definer set search_path = convoca as $$
begin
  perform 1 from competence where case_id = the_case for update;
  perform 1 from summons s
  where s.state in ('planned', 'issued', 'not-delivered', 'confirmed', 'asks-another-date', 'declined')
    and s.case_id in (
      select o.id from case_file f join case_file o on o.benefit_id = f.benefit_id where f.id = the_case
      union
      select o.id from case_file f join case_file o on o.person_id = f.person_id where f.id = the_case)
  order by s.id for update;
end $$;

-- Makes another office competent, or none (null): what was before is kept, the queue of what nobody could route is left, and from the end
-- of the transaction the office of before sees nothing of the case. An office passes on only what is its own. Gives the office of before.
create function pass_case(the_case uuid, to_office text, the_rule text, the_moment timestamptz) returns text
language plpgsql security definer set search_path = convoca as $$
declare
  before competence%rowtype;
begin
  if current_office() is not null and not case_is_mine(the_case) then
    raise exception 'case %: not of this office', the_case using errcode = 'insufficient_privilege';
  end if;
  select * into before from competence where case_id = the_case for update;
  if before.office_id is distinct from to_office then
    if before.office_id is not null then
      insert into competence_history (case_id, office_id, since, until, rule)
      values (the_case, before.office_id, before.since, the_moment, before.rule) on conflict (case_id, since) do nothing;
    end if;
    if to_office is null then
      delete from competence where case_id = the_case;
    else
      insert into competence (case_id, office_id, since, rule) values (the_case, to_office, the_moment, the_rule)
      on conflict (case_id) do update set office_id = excluded.office_id, since = excluded.since, rule = excluded.rule;
    end if;
  end if;
  delete from routing_queue where case_id = the_case;
  return before.office_id;
end $$;

-- Whatever a program does, nothing leaves for who has died: what is written is withdrawn in the same transaction, and what comes back from
-- a failed try is not tried again.
create index dossier_item_dead on dossier_item (case_id) where procedure = 'vita-del-caso' and state = 'dead';
create function withdraw_for_the_dead() returns trigger language plpgsql as $$
begin
  update convoca.message m set state = 'withdrawn', settled_at = clock_timestamp()
  from added a join convoca.dossier_item d on d.case_id = a.case_id and d.procedure = 'vita-del-caso' and d.state = 'dead'
  where m.id = a.id and m.state = 'due';
  return null;
end $$;
create trigger message_for_the_dead after insert on message referencing new table as added
  for each statement execute function withdraw_for_the_dead();
create function no_more_tries_for_the_dead() returns trigger language plpgsql as $$
begin
  if exists (select 1 from convoca.dossier_item d where d.case_id = new.case_id and d.procedure = 'vita-del-caso' and d.state = 'dead') then
    new.state := 'withdrawn';
    new.settled_at := clock_timestamp();
  end if;
  return new;
end $$;
create trigger message_not_tried_again before update of state on message for each row
  when (new.state = 'due' and old.state <> 'due') execute function no_more_tries_for_the_dead();

-- On a fact just ascertained the program gives back the seat of a summons that falls.
grant update on appointment to convoca_worker;

-- The role that owns the functions takes part in these tables through them alone: nobody connects as it.
grant select on office, routing_queue, competence_history to convoca_figures;
grant insert, update, delete on competence to convoca_figures;
grant insert on competence_history to convoca_figures;
grant delete on routing_queue to convoca_figures;
grant update on summons to convoca_figures;
create policy passing on competence to convoca_figures using (true) with check (true);
create policy passing on competence_history to convoca_figures using (true) with check (true);
create policy passing on routing_queue to convoca_figures using (true) with check (true);
create policy locking on summons for update to convoca_figures using (true) with check (true);

grant create on schema convoca to convoca_figures;
alter function lock_lives(uuid) owner to convoca_figures;
alter function pass_case(uuid, text, text, timestamptz) owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function lock_lives(uuid), pass_case(uuid, text, text, timestamptz) from public;
grant execute on function lock_lives(uuid), pass_case(uuid, text, text, timestamptz) to convoca_app, convoca_worker, convoca_intake;
