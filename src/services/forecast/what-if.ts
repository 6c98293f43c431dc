// Use case: what if. The latest forecast is made again from what it was made of, with the levers pulled and without, over the same futures.

import { closedBecause, desksOfDay } from "../../domain/offices/opening.ts";
import { OFFICE_TEXTS } from "../../domain/offices/texts.ts";
import { forecast } from "../../domain/forecast/forecast.ts";
import { withLevers } from "../../domain/forecast/levers.ts";
import type { Lever, Shape } from "../../domain/forecast/levers.ts";
import type { Forecast, ForecastInput } from "../../domain/forecast/types.ts";
import { toIsoDate, weekdayOf } from "../../domain/calendar/days.ts";
import { agendaParameters } from "../../domain/measures/catalogue.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { readForecast } from "../../store/forecast.ts";
import type { StoredForecast } from "../../store/forecast.ts";
import type { Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { seatCounts } from "./seat-counts.ts";
import { FORECAST_TEXTS } from "./texts.ts";

/** Futures of a comparison: fewer than a night's, the same ones on both sides. */
export const COMPARED_RUNS = 60;

export interface Comparison {
  readonly of: StoredForecast;
  readonly before: Forecast;
  readonly after: Forecast;
  readonly seconds: number;
}

/** What was foreseen without levers, of the last forecast asked about. */
let known: { readonly id: string; readonly stored: StoredForecast; readonly before: Forecast } | null = null;

/** Refusals: PREVISIONE_ASSENTE, and those of `withLevers`. Nothing is stored. */
export async function whatIf(services: Services, { reference, levers }: { readonly reference: Reference; readonly levers: readonly Lever[] }): Promise<Outcome<Comparison>> {
  const started = performance.now();
  const { rows } = await services.pools.worker.query<{ id: string }>("select id from forecast_run order by made_at desc, id desc limit 1");
  const id = rows[0]?.id;
  if (id === undefined) return refuse("PREVISIONE_ASSENTE", FORECAST_TEXTS.none);
  if (known?.id !== id) {
    const read = (await readForecast(services.pools.worker, id))!;
    const stored = { ...read, input: fewer(read.input) };
    known = { id, stored, before: forecast(stored.input) };
  }
  const { stored, before } = known;
  const pulled = withLevers(stored.input, levers, shapesOf(reference, stored));
  if (!pulled.ok) return pulled;
  const after = forecast(pulled.value);
  return accept({ of: stored, before, after, seconds: (performance.now() - started) / 1_000 });
}

const fewer = (input: ForecastInput): ForecastInput => ({ ...input, assumptions: { ...input.assumptions, runs: Math.min(input.assumptions.runs, COMPARED_RUNS) } });

function shapesOf(reference: Reference, { input, scenario }: StoredForecast): ReadonlyMap<string, Shape> {
  const { today } = input;
  const slotMinutes = agendaParameters(toIsoDate(today)).appointmentMinutes.value;
  const shapes = new Map<string, Shape>();
  for (const { officeId, seats } of input.offices) {
    const schedule = reference.schedules(scenario).get(officeId);
    if (schedule === undefined) continue;
    const dates = seats.map((_, day) => toIsoDate(today + day));
    shapes.set(officeId, {
      desks: dates.map((date) => desksOfDay(schedule, date)),
      saturdays: dates.map((date, day) => weekdayOf(today + day) === 6 && closedBecause(schedule, reference.holidays, date) === OFFICE_TEXTS.weekdayClosed),
      slotMinutes,
      seatsAt: (minutes) => seatCounts(schedule, reference.holidays, { today, days: seats.length, minutes }),
    });
  }
  return shapes;
}
