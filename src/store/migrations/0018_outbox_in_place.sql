-- The outbox at scale: taking a message and learning its end change its row in place.

-- What a message waits on: its gateway until it is settled. And what is wrong with it, for the lists of trouble. The indexes look at
-- these, not at the state: so a claim (due to claimed) and a receipt (accepted to delivered) change nothing that any index
-- holds, and PostgreSQL writes the new version of the row into the same page, without touching the indexes.
alter table message
  add column queue text generated always as (case when state in ('due', 'claimed') then gateway_id end) stored,
  add column trouble text generated always as (case when state in ('failed', 'uncertain') then state end) stored;

drop index message_due, message_claimed, message_uncertain, message_failed;
create index message_queue on message (queue, priority, due_at, id) where queue is not null;
create index message_trouble on message (trouble, id) where trouble is not null;

-- Room in each page for a second version of every row: messages written together are claimed together.
alter table message set (fillfactor = 50);
