-- Bulk writing of plans and messages: the same guards, in a form that costs less.

-- No two held appointments of a desk's lane overlap, as before; but each is compared as a rectangle (desk and lane across, time
-- upwards) instead of as two numbers and a range, which took six times as long and half of the writing of a plan.
-- In microseconds, the finest that an instant has: half of one less at the end, so that back to back is no overlap.
alter table appointment drop constraint one_person_per_seat;
alter table appointment add constraint one_person_per_seat exclude using gist (
  box(point(desk_id * 65536::double precision + lane, date_part('epoch', starts_at - timestamptz '2000-01-01 00:00+00') * 1e6),
      point(desk_id * 65536::double precision + lane, date_part('epoch', ends_at - timestamptz '2000-01-01 00:00+00') * 1e6 - 0.5)) with &&
) where (state = 'held');

-- A composed e-mail stays in its row: compressed as before, but not cut up and kept apart, which cost a second writing and reading.
alter table message_content set (toast_tuple_target = 4080);

-- Room for the head of a chain to move on within its page, without a new entry in the index.
alter table chain set (fillfactor = 80);

-- Statistics are made anew only where they no longer fit: after a plan, say, not those of the persons. A table that was never analysed,
-- that has grown or shrunk by a tenth, or a tenth of whose rows were changed since. The size tells even where the counters of
-- changes were lost (a crash, a restored backup). Notices are looked up by their key alone and need none.
create or replace function refresh_statistics() returns void language plpgsql security definer set search_path = convoca as $$
declare
  stale regclass;
begin
  for stale in
    select c.oid::regclass from pg_class c
    where c.oid = any (array['person', 'contact_point', 'benefit', 'case_file', 'competence', 'routing_queue', 'term', 'desk_task',
                             'chain', 'appointment', 'summons']::regclass[])
      and (c.reltuples < 0
           or abs(pg_relation_size(c.oid) / current_setting('block_size')::int - c.relpages) > 1 + c.relpages / 10
           or pg_stat_get_mod_since_analyze(c.oid) > 50 + c.reltuples / 10)
    order by c.oid
  loop
    execute format('analyze %s', stale);
  end loop;
end $$;
