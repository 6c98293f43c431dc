-- What the pages of the outbox ask.

select 1;
