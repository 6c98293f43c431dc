// An edition of the catalogue as the Region keeps it: the entry with its place, its hours and the needs it answers; and what is wrong with one.

import { isIsoDate } from "../calendar/days.ts";
import type { IsoDate } from "../notices/types.ts";
import { EDITION_PROBLEMS } from "./catalogue-texts.ts";
import type { ActivityEntry, ActivityKind } from "./entry.ts";

/** Areas of the assessment that an activity may answer, and the language. */
export const NEEDS = ["skills", "training", "search", "digital", "language", "mobility", "motivation"] as const;
export type Need = (typeof NEEDS)[number];

/** What an activity of a kind answers where its entry does not say. */
export const NEEDS_OF_KIND: Readonly<Record<ActivityKind, readonly Need[]>> = {
  orientation: ["search", "motivation"],
  training: ["training", "skills"],
  traineeship: ["skills"],
  placement: ["search"],
  puc: ["motivation"],
  other: [],
};

export interface Edition extends ActivityEntry {
  /** Code of the course of which this is one edition; null for an entry that stands alone. */
  readonly course: string | null;
  readonly description: string | null;
  readonly needs: readonly Need[];
  /** Where it is held: cadastral code and address. Null where it is not known yet. */
  readonly seatMunicipality: string | null;
  readonly seatAddress: string | null;
  /** Days of the week and hours, in plain Italian. */
  readonly timetable: string | null;
  /** Closed by the Region from this day on: nobody enters any more. */
  readonly closedOn: IsoDate | null;
  readonly closedBecause: string | null;
}

export interface EditionProblem {
  readonly field: keyof Edition | "fromAge" | "toAge" | "attendanceDays" | "measures";
  readonly message: string;
}

const CODE = /^[A-Za-z0-9._-]{1,80}$/;
/** A company's tax code or VAT number, or a person's tax code. */
const PROVIDER = /^(?:\d{11}|[A-Z0-9]{16})$/;
const LONGEST_REGISTER = 400;

/** Everything that is wrong with an edition, field by field; empty when it may enter the catalogue. */
export function editionProblems(edition: Edition): EditionProblem[] {
  return [...wordsOf(edition), ...timesOf(edition), ...limitsOf(edition)];
}

function wordsOf({ id, title, nationalCode, providerCode, course, kind, municipalityId }: Edition): EditionProblem[] {
  return told([
    ["id", !CODE.test(id), EDITION_PROBLEMS.id],
    ["course", course !== null && !CODE.test(course), EDITION_PROBLEMS.course],
    ["title", title.trim() === "" || title.length > 200, EDITION_PROBLEMS.title],
    ["nationalCode", !/^[A-Z0-9]{2,6}$/.test(nationalCode), EDITION_PROBLEMS.nationalCode],
    ["providerCode", !PROVIDER.test(providerCode), EDITION_PROBLEMS.providerCode],
    ["municipalityId", kind === "puc" && municipalityId === null, EDITION_PROBLEMS.pucMunicipality],
  ]);
}

function timesOf({ startsOn, endsOn, enrolBy, attendance }: Edition): EditionProblem[] {
  const { days } = attendance;
  const dates: readonly (readonly [EditionProblem["field"], string | null])[] = [
    ["startsOn", startsOn],
    ["endsOn", endsOn],
    ["enrolBy", enrolBy],
  ];
  const unreadable = dates.filter(([, day]) => day !== null && !isIsoDate(day)).map(([field]) => ({ field, message: EDITION_PROBLEMS.day }));
  if (unreadable.length > 0) return unreadable;
  const isOutside = (day: string): boolean => !isIsoDate(day) || day < startsOn || (endsOn !== null && day > endsOn);
  return told([
    ["endsOn", endsOn !== null && endsOn < startsOn, EDITION_PROBLEMS.endsOn],
    ["enrolBy", endsOn !== null && enrolBy > endsOn, EDITION_PROBLEMS.enrolBy],
    ["attendanceDays", attendance.kept ? days.some(isOutside) : days.length > 0, EDITION_PROBLEMS.attendanceDays],
    ["attendanceDays", new Set(days).size !== days.length || days.length > LONGEST_REGISTER, EDITION_PROBLEMS.attendanceTwice],
  ]);
}

function limitsOf({ places, totalMinutes, requirements }: Edition): EditionProblem[] {
  const { fromAge, toAge, measures } = requirements;
  const isAge = (age: number | null): boolean => age === null || (Number.isInteger(age) && age >= 14 && age <= 99);
  return told([
    ["places", places !== null && !(Number.isInteger(places) && places > 0 && places <= 10_000), EDITION_PROBLEMS.places],
    ["totalMinutes", totalMinutes !== null && !(Number.isInteger(totalMinutes) && totalMinutes > 0), EDITION_PROBLEMS.totalMinutes],
    ["fromAge", !isAge(fromAge), EDITION_PROBLEMS.age],
    ["toAge", !isAge(toAge) || (fromAge !== null && toAge !== null && toAge < fromAge), EDITION_PROBLEMS.age],
    ["measures", measures !== null && measures.length === 0, EDITION_PROBLEMS.measures],
  ]);
}

function told(tests: readonly (readonly [EditionProblem["field"], boolean, string])[]): EditionProblem[] {
  return tests.filter(([, isWrong]) => isWrong).map(([field, , message]) => ({ field, message }));
}

/** The edition closed from a day on: enrolment ends the day before. */
export function closedFrom(edition: Edition, on: IsoDate, dayBefore: IsoDate, because: string): Edition {
  const enrolBy = edition.enrolBy < dayBefore ? edition.enrolBy : dayBefore;
  return { ...edition, enrolBy, closedOn: on, closedBecause: because };
}

/**
 * The entry of an activity already proposed, as the catalogue has moved it: its days, its places and its register are those of today,
 * so that a start put off or a place more is worth for who is in already. What was asked of the person stays as it was then.
 */
export function entryNow(proposed: ActivityEntry, now: ActivityEntry | null): ActivityEntry {
  if (now === null) return proposed;
  const { startsOn, endsOn, places, waitingList, attendance } = now;
  return { ...proposed, startsOn, endsOn, places, waitingList, attendance };
}
