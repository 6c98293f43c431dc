// A course and a project for the community, and what is known of a person who may enter them.

import { buildHolidayCalendar } from "../calendar/holidays.ts";
import { buildTermCalendar } from "../calendar/term-calendar.ts";
import { workingCalendar } from "../calendar/working-days.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { activityAfter } from "./after.ts";
import { BLANK_ACTIVITY } from "./data.ts";
import type { ActivityData } from "./data.ts";
import type { ActivityEntry } from "./entry.ts";
import type { ActivityFacts } from "./facts.ts";

export const CALENDAR = buildTermCalendar({
  working: workingCalendar(buildHolidayCalendar([])),
  suspensions: RDC_2019.suspensions,
});

export const COURSE: ActivityEntry = {
  id: "corso-1",
  title: "Addetto alla segreteria",
  kind: "training",
  nationalCode: "C06",
  providerCode: "01234567890",
  municipalityId: null,
  startsOn: "2020-02-03",
  endsOn: "2020-02-28",
  enrolBy: "2020-02-01",
  places: 15,
  waitingList: true,
  attendance: { kept: true, days: ["2020-02-03", "2020-02-05", "2020-02-10"] },
  totalMinutes: 3600,
  requirements: { fromAge: 18, toAge: 64, measures: ["RDC"], qualifications: [] },
};

export const PROJECT: ActivityEntry = {
  ...COURSE,
  id: "puc-1",
  title: "Cura del verde",
  kind: "puc",
  municipalityId: "F839",
  attendance: { kept: true, days: [] },
};

export const FACTS: ActivityFacts = {
  today: "2020-01-20",
  grantedOn: "2019-09-01",
  pactInForce: true,
  person: { age: 30, measure: "RDC", residence: "F839", qualifications: [], overlaps: false },
  placesTaken: 3,
  obliged: true,
  exempt: false,
  excluded: false,
  forfeited: false,
  reported: false,
};

/** An activity proposed, accepted and started on its day. */
export function startedActivity(entry: ActivityEntry, weeklyMinutes: number | null = null): ActivityData {
  const proposed = activityAfter(BLANK_ACTIVITY, "propose", {
    on: "2020-01-20",
    entry,
    pactId: "patto",
    weeklyMinutes,
    hoursAgreed: true,
  });
  const accepted = activityAfter(proposed, "accept", { on: "2020-01-21", personAgrees: true, placed: true });
  return activityAfter(accepted, "start", { on: "2020-02-03" });
}
