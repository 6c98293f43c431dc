-- The national node: what was missing for its figures (being written).
select 1;
