-- A gateway with a rate has one driver at a time: only so does the rate hold for the sum of all workers without a row that every
-- message must touch. A driver is one as long as it is alive; a worker declared dead opens no window, so two never send together.

alter table gateway add column driver uuid references worker (id) on delete set null;
alter table gateway drop column next_slot_at;
