-- (in preparation)
select 1;
