// All that a forecast is made of, read as of one moment: where people stand, what was done, what comes in, and the seats of two years.

import type { PoolClient } from "pg";
import { toDayNumber, toIsoDate, weekdayOf } from "../../domain/calendar/days.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { USUAL_ASSUMPTIONS } from "../../domain/forecast/parameters.ts";
import type { ForecastInput, OfficeInput, Week } from "../../domain/forecast/types.ts";
import { seedOf } from "../../domain/forecast/chance.ts";
import { agendaParameters } from "../../domain/measures/catalogue.ts";
import { exceptionsOf } from "../../store/agenda.ts";
import { businessNow } from "../../store/clock.ts";
import { readDone, readInflow, readOutcomes, readStandings } from "../../store/forecast.ts";
import type { DoneRow, StandingRow } from "../../store/forecast.ts";
import { scheduleWith } from "../agenda-seats.ts";
import type { Reference } from "../reference.ts";
import { seatCounts } from "./seat-counts.ts";

interface Gathering {
  readonly reference: Reference;
  readonly scenario: string;
  /** The Region's target. */
  readonly target: string;
}

interface Gathered {
  readonly now: string;
  readonly day: string;
  readonly input: ForecastInput;
}

/** Run it in one repeatable-read transaction of the worker's. The seed is that of the day: the same day gives the same futures. */
export async function gather(client: PoolClient, asked: Gathering): Promise<Gathered> {
  const now = await businessNow(client);
  const day = romeDay(now);
  const today = toDayNumber(day);
  const a = USUAL_ASSUMPTIONS;
  const monday = today - weekdayOf(today) + 1;
  const standings = Map.groupBy(await readStandings(client, day), (row) => row.officeId);
  const done = Map.groupBy(await readDone(client), (row) => row.officeId);
  const since = monday - 7 * a.inflowWeeks;
  const inflow = Map.groupBy(await readInflow(client, toIsoDate(since), toIsoDate(monday)), (row) => row.officeId);
  const outcomes = new Map((await readOutcomes(client)).map((row) => [row.officeId, row]));
  const offices: OfficeInput[] = [];
  for (const officeId of [...asked.reference.offices.keys()].sort()) {
    const rows = standings.get(officeId) ?? [];
    const history = historyOf(done.get(officeId) ?? []);
    if (rows.length === 0 && history.length === 0) continue;
    const weeks = new Map((inflow.get(officeId) ?? []).map((row) => [toDayNumber(row.monday), row.count]));
    const { came = 0, missed = 0 } = outcomes.get(officeId) ?? {};
    offices.push({
      officeId,
      ...standingOf(rows, today),
      evidence: { came, missed, inflow: Array.from({ length: a.inflowWeeks }, (_, week) => weeks.get(since + 7 * week) ?? 0) },
      history,
      seats: await seatsFrom(client, asked, officeId, today, a.horizonDays),
    });
  }
  return { now, day, input: { today, target: toDayNumber(asked.target), seed: seedOf("convoca", day), assumptions: a, offices } };
}

function standingOf(rows: readonly StandingRow[], today: number): Pick<OfficeInput, "stock" | "booked" | "second" | "recall" | "waiting"> {
  const of = (standing: StandingRow["standing"]): StandingRow[] => rows.filter((row) => row.standing === standing);
  const sum = (standing: StandingRow["standing"]): number => of(standing).reduce((total, { count }) => total + count, 0);
  const ahead = (day: string | null): number => toDayNumber(day!) - today;
  return {
    stock: of("stock").map(({ wave, dueOn, count }) => ({ wave, due: dueOn === null ? null : toDayNumber(dueOn), count })),
    booked: of("booked").map(({ day, count, told }) => ({ day: ahead(day), count, told })),
    second: of("second").map(({ day, count }) => ({ day: ahead(day), count })),
    recall: sum("recall"),
    waiting: sum("waiting"),
  };
}

function historyOf(rows: readonly DoneRow[]): Week[] {
  return [...Map.groupBy(rows, (row) => row.monday)]
    .toSorted(([x], [y]) => (x < y ? -1 : 1))
    .map(([monday, of]) => {
      const count = (what: DoneRow["what"]): number => of.find((row) => row.what === what)?.count ?? 0;
      return { monday: toDayNumber(monday), convened: count("convened"), seen: count("seen"), signed: count("signed") };
    });
}

async function seatsFrom(client: PoolClient, { reference, scenario }: Gathering, officeId: string, today: number, days: number): Promise<number[]> {
  const exceptions = await exceptionsOf(client, officeId, toIsoDate(today), toIsoDate(today + days));
  const schedule = scheduleWith(reference, scenario, officeId, exceptions);
  if (schedule === undefined) return Array.from({ length: days }, () => 0);
  const minutes = agendaParameters(toIsoDate(today)).appointmentMinutes.value;
  return seatCounts(schedule, reference.holidays, { today, days, minutes });
}
