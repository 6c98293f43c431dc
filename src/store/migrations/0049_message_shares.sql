-- Messages: who can be reached how, caps and parts (being written).
select 1;
