// The Region's overview: figures of all offices, at most two seconds old, worked out once for all who look.

import { Overview } from "../../contract/overview.ts";
import type { Deadline } from "../../contract/overview.ts";
import { toDayNumber } from "../../domain/calendar/days.ts";
import { buildHolidayCalendar } from "../../domain/calendar/holidays.ts";
import { conveneTerm } from "../../domain/calendar/terms.ts";
import { workingCalendar } from "../../domain/calendar/working-days.ts";
import { CITATIONS } from "../../domain/law/citation.ts";
import { MEASURES } from "../../domain/measures/catalogue.ts";
import { readOverview } from "../../store/read/overview.ts";
import { cached } from "../cached.ts";
import { requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";

const FRESHNESS_MS = 2000;

export function registerOverview(app: App, { services }: ServerContext): void {
  const overview = cached(FRESHNESS_MS, async (): Promise<Overview> => {
    const data = await readOverview(services.pools.control);
    return { ...data, deadlines: deadlinesOn(data.today) };
  });
  app.get(
    "/api/overview",
    { schema: { summary: "Panoramica della Regione", response: { 200: Overview } } },
    async (request) => {
      requirePermission(request, "regional-figures");
      return overview();
    },
  );
}

/** The Region's target, and T2 of the benefits that a transitional rule puts on one common day. */
function deadlinesOn(today: string): Deadline[] {
  const daysLeft = (due: string): number => toDayNumber(due) - toDayNumber(today);
  const target = CITATIONS.REGION_TARGET_2019;
  const calendar = workingCalendar(buildHolidayCalendar([]));
  const transitional = MEASURES.flatMap((measure) =>
    (measure.clocks.convene?.transitions ?? []).map((rule) => {
      const term = conveneTerm(measure, rule.from, [], calendar);
      return {
        kind: "T2" as const,
        dueOn: term.due,
        daysLeft: daysLeft(term.due),
        citation: CITATIONS[rule.citation].text,
      };
    }),
  );
  return [
    {
      kind: "region-target",
      dueOn: target.inForceTo,
      daysLeft: daysLeft(target.inForceTo),
      citation: target.text,
    },
    ...transitional,
  ];
}
