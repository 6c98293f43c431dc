-- SMS gateways that speak SMPP: receipts that know only the gateway's own reference, and long texts reported on part by part.

-- Found by the gateway's reference: the receipt's message, and the receipts that came before their message was recorded as taken.
create index message_by_reference on message (gateway_id, reference) where reference is not null;
create index receipt_waiting on receipt (gateway_id, reference) where message_id is null and reference is not null;

-- A receipt stays as it came. Only which message it is of may be found later, once.
create function guard_receipt() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_user = 'convoca_retention' then
    return old;
  end if;
  if tg_op = 'UPDATE' and old.message_id is null and new.message_id is not null and to_jsonb(new) - 'message_id' = to_jsonb(old) - 'message_id' then
    return new;
  end if;
  raise exception 'table % is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;
drop trigger receipt_is_append_only on receipt;
create trigger receipt_is_append_only before update or delete on receipt for each row execute function guard_receipt();
grant update (message_id) on receipt to convoca_worker;

-- The parts of a long SMS that the gateway reports on one by one. Short ones, and those that it cuts itself, have none.
create table message_part (
  message_id uuid not null,
  part smallint not null check (part between 1 and 255),
  gateway_id text not null references gateway (id),
  reference text not null,
  -- What receipts have proved of it: 0 nothing, 1 on its way, 2 failed, 3 delivered. It only grows.
  height smallint not null default 0 check (height between 0 and 3),
  primary key (message_id, part)
);
create index message_part_by_reference on message_part (gateway_id, reference);
select check_set_wise('message_part', 'message_id', 'message');
create trigger parts_emptied_too after truncate on message for each statement execute function empty_children('message_part');
alter table message_part enable row level security;
alter table message_part force row level security;
create policy part_convoca_worker on message_part to convoca_worker using (true) with check (true);
create policy part_convoca_retention on message_part to convoca_retention using (true) with check (true);
grant select, insert on message_part to convoca_worker;
grant update (height) on message_part to convoca_worker;
grant select, delete on message_part to convoca_retention;
