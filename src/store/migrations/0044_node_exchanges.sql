-- What was exchanged with the national node, and what it said of everybody.

select 1;
