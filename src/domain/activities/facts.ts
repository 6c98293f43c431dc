// From what the service gathers to what the guards of an activity look at: days compared, register and hours counted, duty weighed.

import { isIsoDate, toDayNumber } from "../calendar/days.ts";
import type { TermCalendar } from "../calendar/term-calendar.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate } from "../notices/types.ts";
import type { ActivityData, ActivityFields } from "./data.ts";
import { BREACH_OF_KIND, mayEnrol } from "./entry.ts";
import type { ActivityEntry, EnrolmentFacts } from "./entry.ts";
import { isPaused, lastOfMonth, monthHours, monthOf } from "./puc.ts";
import type { ActivityAct, ActivityContext } from "./types.ts";

/** What the service reads, under the lock of the entry where places count. */
export interface ActivityFacts {
  readonly today: IsoDate;
  readonly grantedOn: IsoDate;
  /** The pact is signed and neither ended nor superseded. */
  readonly pactInForce: boolean;
  /** What the check of the entry needs; weekly hours come with the act, places from `placesTaken`. */
  readonly person: Omit<EnrolmentFacts, "today" | "placesTaken" | "weeklyMinutes" | "hoursAgreed">;
  /** Places of the entry held by others; null when not known. */
  readonly placesTaken: number | null;
  /** Neither excluded nor exempt, and not handed over, on the day of the fact; null when not known. */
  readonly obliged: boolean | null;
  readonly exempt: boolean;
  readonly excluded: boolean;
  readonly forfeited: boolean;
  /** The fact of that day (or refusal, or abandonment) has a report that stands; null when not known. */
  readonly reported: boolean | null;
}

export interface ActivityQuestion {
  readonly data: ActivityData;
  readonly act?: ActivityAct;
  readonly input?: ActivityFields;
  readonly facts: ActivityFacts;
  readonly measure: Pick<MeasureParameters, "ladders" | "justifications">;
  readonly calendar: TermCalendar;
}

const DAY_MINUTES = 24 * 60;

/** Everything the guards look at; without an act, what can be said of the activity today. */
export function activityContext(question: ActivityQuestion): ActivityContext {
  const { data, input = {}, facts, measure } = question;
  const entry = input.entry ?? data.entry;
  const on = input.on !== undefined && isIsoDate(input.on) ? input.on : null;
  const record = data.attendance.find(({ day }) => day === on);
  const reason = input.justifiedReason ?? null;
  return {
    ...enrolment(entry, question),
    ...lostHours(entry, on, question),
    pactInForce: facts.pactInForce,
    personAgrees: input.personAgrees === true,
    dayPlausible: on !== null && on <= facts.today && on >= earliest(question),
    reason: input.reason ?? "",
    reasonListed: reason !== null && measure.justifications.some((each) => each.reason === reason),
    evidenceSeen: input.evidenceSeen === true,
    duty: duty(entry, on, question),
    consequencesTold: input.consequencesTold === true,
    registerSeen: input.registerSeen === true,
    attendanceKept: entry?.attendance.kept === true,
    dayInActivity: on !== null && on <= facts.today && isInActivity(data, on),
    dayRecorded: record !== undefined,
    absentThatDay: record?.mark === "absent",
    hoursPlausible: hoursPlausible(question),
    reported: facts.reported,
    outcomeChosen: input.outcome === "completed" || input.outcome === "certified",
    attendanceComplete: on !== null && missingDays(data, on).length === 0,
    jobProven: input.jobProven === true,
    personExempt: facts.exempt,
    personExcluded: facts.excluded,
    benefitForfeited: facts.forfeited,
    replacementNamed: (input.replacedBy ?? "") !== "",
  };
}

/** Days of the entry's calendar up to `end` that the register does not have; none where no register is kept. */
export function missingDays(data: ActivityData, end: IsoDate): readonly IsoDate[] {
  if (data.entry?.attendance.kept !== true) return [];
  const recorded = new Set(data.attendance.map(({ day }) => day));
  return data.entry.attendance.days.filter(
    (day) => day <= end && isInActivity(data, day) && !recorded.has(day),
  );
}

type Enrolment = Pick<ActivityContext, "suitsPerson" | "hoursAgreed" | "placeFree" | "waitingListOpen">;

function enrolment(entry: ActivityEntry | null, { data, input = {}, facts }: ActivityQuestion): Enrolment {
  if (entry === null)
    return { suitsPerson: false, hoursAgreed: false, placeFree: false, waitingListOpen: false };
  const { reasons } = mayEnrol(entry, {
    ...facts.person,
    today: facts.today,
    placesTaken: facts.placesTaken,
    weeklyMinutes: input.weeklyMinutes ?? data.weeklyMinutes,
    hoursAgreed: input.hoursAgreed === true,
  });
  const placeFree = entry.places === null || (facts.placesTaken !== null && facts.placesTaken < entry.places);
  return {
    suitsPerson: reasons.every(({ code }) => code === "places" || code.startsWith("puc-hours")),
    hoursAgreed: reasons.every(({ code }) => !code.startsWith("puc-hours")),
    placeFree,
    waitingListOpen: !placeFree && entry.waitingList,
  };
}

type LostHours = Pick<ActivityContext, "recoverable" | "monthOver" | "hoursShort">;

function lostHours(entry: ActivityEntry | null, on: IsoDate | null, question: ActivityQuestion): LostHours {
  const recoverable = entry === null ? null : entry.kind === "puc";
  if (on === null || recoverable !== true) return { recoverable, monthOver: false, hoursShort: false };
  const { data, facts, calendar } = question;
  const { missing } = monthHours(data, on, (day) => calendar.isSuspended(toDayNumber(day)));
  return {
    recoverable,
    monthOver: facts.today > lastOfMonth(on),
    hoursShort: missing > 0 && !data.shortMonths.includes(monthOf(on)),
  };
}

/** A measure that does not know the breach, a suspended day, a person not obliged: no duty. Unknown stays unknown. */
function duty(entry: ActivityEntry | null, on: IsoDate | null, question: ActivityQuestion): boolean | null {
  const { facts, measure, calendar } = question;
  if (entry === null || on === null || facts.obliged === null) return null;
  const event = BREACH_OF_KIND[entry.kind];
  return (
    facts.obliged &&
    measure.ladders.some((ladder) => ladder.event === event) &&
    !calendar.isSuspended(toDayNumber(on))
  );
}

/** The day before which this fact cannot have been: acts follow one another, and nothing comes before the grant. */
function earliest({ data, act, facts }: ActivityQuestion): IsoDate {
  const last =
    act === "account" || act === "annul"
      ? data.endedOn
      : act === "resume"
        ? (data.pauses.at(-1)?.from ?? null)
        : act === "start"
          ? (data.entry?.startsOn ?? null)
          : null;
  const days = [facts.grantedOn, data.proposedOn, data.acceptedOn, data.startedOn, last];
  // An end is never before the last day on which the person was there.
  const attended =
    act === "complete" ? (data.attendance.findLast(({ mark }) => mark === "present")?.day ?? null) : null;
  return [...days, attended].reduce<IsoDate>(
    (latest, day) => (day !== null && day > latest ? day : latest),
    "",
  );
}

function isInActivity(data: ActivityData, day: IsoDate): boolean {
  const { entry, startedOn, endedOn, pauses } = data;
  if (entry === null || startedOn === null || day < startedOn) return false;
  if ((endedOn !== null && day > endedOn) || isPaused(pauses, day)) return false;
  return entry.attendance.days.length === 0 || entry.attendance.days.includes(day);
}

function hoursPlausible({ act, input = {} }: ActivityQuestion): boolean {
  const { minutes = -1, mark } = input;
  if (!Number.isInteger(minutes) || minutes > DAY_MINUTES) return false;
  return act === "correct-attendance" && mark === null ? minutes === 0 : minutes > 0;
}
