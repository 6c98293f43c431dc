-- Intake at scale: the last references that a file fills by the hundred thousand are checked statement by statement as well.

-- What depends on an emptied table may itself be depended on by tables with foreign keys; and what the same command has emptied
-- already must be let alone.
create or replace function empty_children() returns trigger language plpgsql as $$
begin
  -- By its size: through the walls not even the owner sees whether rows are left.
  if pg_relation_size(format('convoca.%I', tg_argv[0])::regclass) > 0 then
    execute format('truncate convoca.%I cascade', tg_argv[0]);
  end if;
  return null;
end $$;

do $$
declare
  link text[];
begin
  foreach link slice 1 in array array[
    ['case_file', 'benefit_id', 'benefit'], ['case_file', 'person_id', 'person'], ['notice', 'case_id', 'case_file'],
    ['notice_history', 'notice_id', 'notice'], ['act_payload', 'act_id', 'act']] loop
    execute format('alter table %I drop constraint %I', link[1], link[1] || '_' || link[2] || '_fkey');
    perform check_set_wise(link[1], link[2], link[3]);
    execute format('create trigger %I after truncate on %I for each statement execute function empty_children(%L)',
      link[1] || '_emptied_too', link[3], link[1]);
  end loop;
end $$;

-- Nobody asks for acts by kind and time, and every act paid for it.
drop index act_by_kind_and_time;
