-- The control room: figures kept as acts happen (being written).
select 1;
