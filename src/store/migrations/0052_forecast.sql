-- Forecasts and what-if plans (being written).
select 1;
