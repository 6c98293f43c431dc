// Use cases of the forecast: made each night and when asked, kept with all it was made of, made again by who doubts it, held against what happened.

import { createHash } from "node:crypto";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { CITATIONS } from "../../domain/law/citation.ts";
import { forecast } from "../../domain/forecast/forecast.ts";
import { judgeNights } from "../../domain/forecast/judge.ts";
import type { Judged } from "../../domain/forecast/judge.ts";
import type { Forecast, ForecastInput } from "../../domain/forecast/types.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { hasNight, insertForecast, readForecast, readNights } from "../../store/forecast.ts";
import type { StoredForecast } from "../../store/forecast.ts";
import { newId } from "../../store/ids.ts";
import { inTransaction } from "../../store/pools.ts";
import { canonicalJson } from "../../store/register.ts";
import { SYSTEM } from "../context.ts";
import type { Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { gather } from "./gather.ts";
import { FORECAST_TEXTS } from "./texts.ts";

export interface ForecastRequest {
  readonly reference: Reference;
  readonly scenario: string;
  readonly kind: "night" | "asked";
  readonly madeBy: string;
  /** The Region's, where not said. */
  readonly target?: string;
  /** Futures, where not the usual number. */
  readonly runs?: number;
}

/** Reads, foresees and keeps. Of a night that stands already nothing is kept twice. */
export async function makeForecast(services: Services, request: ForecastRequest): Promise<StoredForecast> {
  const started = performance.now();
  const { reference, scenario, kind, madeBy, target = CITATIONS.REGION_TARGET_2019.inForceTo } = request;
  const gathered = await inTransaction(services.pools.worker, (client) => gather(client, { reference, scenario, target }), "begin isolation level repeatable read read only");
  const { day, now } = gathered;
  const { assumptions } = gathered.input;
  const input: ForecastInput = { ...gathered.input, assumptions: { ...assumptions, runs: request.runs ?? assumptions.runs } };
  const result = forecast(input);
  const made: StoredForecast = {
    id: newId(), kind, day, madeAt: now, madeBy, scenario, input, result, digest: digestOf(input, result), seconds: (performance.now() - started) / 1_000,
  };
  await inTransaction(services.pools.worker, (client) => insertForecast(client, made));
  return made;
}

/** The forecast of the night, once a day; null when it stands already. */
export async function forecastOfNight(services: Services, { reference, now, ...size }: { readonly reference: Reference; readonly now: string; readonly runs?: number }): Promise<StoredForecast | null> {
  if (await hasNight(services.pools.worker, romeDay(now))) return null;
  return makeForecast(services, { reference, scenario: await scenarioInUse(services), kind: "night", madeBy: SYSTEM.id, ...size });
}

/** The staffing of the desks in use: that of the latest plan. */
export async function scenarioInUse(services: Services): Promise<string> {
  const { rows } = await services.pools.worker.query<{ scenario: string }>("select scenario from plan order by made_at desc limit 1");
  return rows[0]?.scenario ?? "base";
}

export interface Verified {
  readonly forecast: StoredForecast;
  /** Made again from what was kept, it came to the same numbers, and neither was touched. */
  readonly same: boolean;
}

/** Refusals: PREVISIONE_ASSENTE. `id` null: the latest. */
export async function verifyForecast(services: Services, id: string | null): Promise<Outcome<Verified>> {
  const kept = await readForecast(services.pools.worker, id);
  if (kept === null) return refuse("PREVISIONE_ASSENTE", FORECAST_TEXTS.none);
  return accept({ forecast: kept, same: digestOf(kept.input, forecast(kept.input)) === kept.digest && digestOf(kept.input, kept.result) === kept.digest });
}

const NIGHTS = 120;

/** What each night foresaw of the people seen, against what was then counted. */
export async function judgeForecasts(services: Services): Promise<Judged[]> {
  const latest = await readForecast(services.pools.worker, null);
  if (latest === null) return [];
  return judgeNights(await readNights(services.pools.worker, NIGHTS), latest.input);
}

function digestOf(input: ForecastInput, result: Forecast): string {
  return createHash("sha256").update(canonicalJson({ input, result })).digest("hex");
}
