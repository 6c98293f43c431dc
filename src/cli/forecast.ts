// `convoca forecast`: foresees when the last person is convened, seen and signed; what if; makes a kept forecast again; says how well it was foreseen.

import { parseArgs } from "node:util";
import { toIsoDate } from "../domain/calendar/days.ts";
import { isoOf } from "../domain/forecast/forecast.ts";
import { readLever } from "../domain/forecast/levers.ts";
import type { DateBand, Forecast, Foreseen } from "../domain/forecast/types.ts";
import { judgeForecasts, makeForecast, scenarioInUse, verifyForecast } from "../services/forecast/make.ts";
import { FORECAST_TEXTS } from "../services/forecast/texts.ts";
import { whatIf } from "../services/forecast/what-if.ts";
import { loadReference } from "../services/reference.ts";
import type { Services } from "../services/context.ts";
import { OperatorFault } from "../store/fault.ts";
import type { Config } from "./config.ts";
import { withDatabase } from "./database.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const SHOWN_WEEKS = 6;

export async function forecastCommand(config: Config, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      office: { type: "string" },
      verify: { type: "string" },
      nights: { type: "boolean", default: false },
      "what-if": { type: "string", multiple: true, default: [] },
    },
  });
  await withDatabase(config, async ({ services }) => {
    if (values.verify !== undefined) return verify(services, values.verify === "ultima" ? null : values.verify);
    if (values.nights) return nights(services);
    if (values["what-if"].length > 0) return compare(services, values["what-if"], values.office ?? null);
    const made = await makeForecast(services, {
      reference: await loadReference(services.pools.worker), scenario: await scenarioInUse(services), kind: "asked", madeBy: process.env["USER"] ?? "riga-di-comando",
    });
    const shown = pick(made.result, values.office ?? null);
    say(FORECAST_TEXTS.made(made.day, shown.people, made.seconds));
    tell(shown, toIsoDate(made.input.target));
    say(FORECAST_TEXTS.kept(made.id));
  });
}

async function verify(services: Services, id: string | null): Promise<void> {
  const verified = await verifyForecast(services, id);
  if (!verified.ok) throw new OperatorFault(verified.refusal.code, verified.refusal.message);
  const { forecast, same } = verified.value;
  if (!same) throw new OperatorFault("PREVISIONE_DIVERSA", FORECAST_TEXTS.differs(forecast.id));
  say(FORECAST_TEXTS.same(forecast.id, forecast.day));
}

async function nights(services: Services): Promise<void> {
  const judged = await judgeForecasts(services);
  for (const { night, sunday, foreseen, seen, held } of judged) say(FORECAST_TEXTS.night(night, sunday, foreseen, seen, held));
  say(FORECAST_TEXTS.nights(judged.filter(({ held }) => held).length, judged.length));
}

async function compare(services: Services, texts: readonly string[], office: string | null): Promise<void> {
  const levers = texts.map((text) => {
    const lever = readLever(text);
    if (lever === null) throw new OperatorFault("LEVA_SCONOSCIUTA", FORECAST_TEXTS.leverUnknown(text));
    return lever;
  });
  const compared = await whatIf(services, { reference: await loadReference(services.pools.worker), levers });
  if (!compared.ok) throw new OperatorFault(compared.refusal.code, compared.refusal.message);
  const { of, before, after } = compared.value;
  const target = toIsoDate(of.input.target);
  say(FORECAST_TEXTS.now);
  tell(pick(before, office), target);
  say(FORECAST_TEXTS.whatIf(texts.join(", ")));
  tell(pick(after, office), target);
}

function pick(forecast: Forecast, office: string | null): Foreseen {
  if (office === null) return forecast.region;
  const found = forecast.offices.find(({ officeId }) => officeId === office);
  if (found === undefined) throw new OperatorFault("SEDE_SCONOSCIUTA", FORECAST_TEXTS.officeUnknown(office));
  return found;
}

function tell(shown: Foreseen, target: string): void {
  const dates = (band: DateBand): [string, string, string] => {
    const at = (day: number | null): string => isoOf(day) ?? FORECAST_TEXTS.beyond;
    return [at(band[0]), at(band[1]), at(band[2])];
  };
  say(FORECAST_TEXTS.date(FORECAST_TEXTS.lastConvened, dates(shown.lastConvened)));
  say(FORECAST_TEXTS.date(FORECAST_TEXTS.lastSeen, dates(shown.lastSeen)));
  say(FORECAST_TEXTS.date(FORECAST_TEXTS.lastSigned, dates(shown.lastSigned)));
  say(FORECAST_TEXTS.seen(target, shown.seenByTarget));
  say(FORECAST_TEXTS.shortage(shown.shortage));
  say(FORECAST_TEXTS.overdue(shown.overdue));
  for (const { sunday, breaches } of shown.weeks.filter(({ breaches: [, , high] }) => high > 0).slice(0, SHOWN_WEEKS)) say(FORECAST_TEXTS.breaches(toIsoDate(sunday), breaches));
}
