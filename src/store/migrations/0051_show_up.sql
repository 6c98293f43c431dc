-- Who comes: counts learned and the overbooking an office allows (being written).
select 1;
