-- Re-planning proposals (being written).
select 1;
