-- Forecasts: what was foreseen, from what, each night and when asked. Counts only, never a person.

create table forecast_run (
  id uuid primary key,
  kind text not null check (kind in ('night', 'asked')),
  -- Day of the offices, and instant of business time, of which it speaks.
  day date not null,
  made_at timestamptz not null,
  made_by text not null,
  scenario text not null,
  -- All that the forecast was made of, with its seed: from this anybody makes it again.
  input jsonb not null,
  result jsonb not null,
  -- Of input and result, as canonical JSON.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  seconds double precision not null
);
create unique index forecast_of_the_night on forecast_run (day) where kind = 'night';
create index forecast_by_time on forecast_run (made_at desc, id desc);
create trigger forecast_stays before update or delete on forecast_run for each row execute function forbid_change();

grant select, insert on forecast_run to convoca_worker;
grant select on forecast_run to convoca_control;
