// An entry of the catalogue of active measures with what it can do, and the check whether a person may enrol, with the reasons why not.

import type { AbsenceEvent } from "../measures/words.ts";
import type { IsoDate } from "../notices/types.ts";
import { PUC_HOURS } from "./puc.ts";
import { ENROLMENT_REASONS } from "./texts.ts";

export type ActivityKind = "orientation" | "training" | "traineeship" | "placement" | "puc" | "other";

/** The breach that not taking part in an activity of this kind would be; the measure says what it leads to, if anything. */
export const BREACH_OF_KIND: Readonly<Record<ActivityKind, AbsenceEvent>> = {
  orientation: "E-ORIE",
  training: "E-POL",
  traineeship: "E-POL",
  placement: "E-POL",
  puc: "E-PUC",
  other: "E-POL",
};

export interface ActivityEntry {
  readonly id: string;
  readonly title: string;
  readonly kind: ActivityKind;
  /** Code of the activity in the national table, e.g. "C06". */
  readonly nationalCode: string;
  /** Tax code of the body that holds it. */
  readonly providerCode: string;
  /** Cadastral code; a project for the community takes only who lives there. Null where it does not matter. */
  readonly municipalityId: string | null;
  readonly startsOn: IsoDate;
  /** Null when the end is not fixed. */
  readonly endsOn: IsoDate | null;
  /** Last day on which a person may enter. */
  readonly enrolBy: IsoDate;
  /** Null = no limit of places. */
  readonly places: number | null;
  readonly waitingList: boolean;
  /** Whether a register of attendance is kept, and on which days; no days = any day between start and end. */
  readonly attendance: { readonly kept: boolean; readonly days: readonly IsoDate[] };
  readonly totalMinutes: number | null;
  readonly requirements: EntryRequirements;
}

/** What the person must be or have; null = not asked. */
export interface EntryRequirements {
  readonly fromAge: number | null;
  readonly toAge: number | null;
  /** Codes of the measures it is open to. */
  readonly measures: readonly string[] | null;
  /** Licences, certificates, languages, as codes. */
  readonly qualifications: readonly string[];
}

/** What the check needs of the person; null = not known, and what depends on it is then missing. */
export interface EnrolmentFacts {
  readonly today: IsoDate;
  readonly age: number | null;
  readonly measure: string;
  readonly residence: string | null;
  readonly qualifications: readonly string[];
  /** Weeks are full: another activity of the person runs in the same days. */
  readonly overlaps: boolean | null;
  readonly placesTaken: number | null;
  readonly weeklyMinutes: number | null;
  readonly hoursAgreed: boolean;
}

export type EnrolmentReason = keyof typeof ENROLMENT_REASONS;

export interface EnrolmentCheck {
  /** "place": may enrol now; "waiting-list": only a place is missing; "no": see the reasons. */
  readonly may: "place" | "waiting-list" | "no";
  readonly reasons: readonly { readonly code: EnrolmentReason; readonly sentence: string }[];
}

/** Whether a person may enrol in an entry today, with every reason why not. No reason is ever held back after the first. */
export function mayEnrol(entry: ActivityEntry, facts: EnrolmentFacts): EnrolmentCheck {
  const missing = [...missingOfPerson(entry, facts), ...missingOfHours(entry, facts)];
  const full = entry.places !== null && (facts.placesTaken === null || facts.placesTaken >= entry.places);
  const all: EnrolmentReason[] = full ? [...missing, "places"] : missing;
  const may = missing.length > 0 ? "no" : full ? (entry.waitingList ? "waiting-list" : "no") : "place";
  return { may, reasons: all.map((code) => ({ code, sentence: ENROLMENT_REASONS[code] })) };
}

function missingOfPerson(entry: ActivityEntry, facts: EnrolmentFacts): EnrolmentReason[] {
  const { fromAge, toAge, measures, qualifications } = entry.requirements;
  const { age } = facts;
  const isTooYoung = fromAge !== null && (age === null || age < fromAge);
  const isTooOld = toAge !== null && (age === null || age > toAge);
  const tests: readonly (readonly [EnrolmentReason, boolean])[] = [
    ["closed", facts.today > entry.enrolBy],
    ["age", isTooYoung || isTooOld],
    ["measure", measures !== null && !measures.includes(facts.measure)],
    ["residence", entry.municipalityId !== null && facts.residence !== entry.municipalityId],
    ["qualifications", qualifications.some((each) => !facts.qualifications.includes(each))],
    ["overlap", facts.overlaps !== false],
  ];
  return tests.filter(([, isMissing]) => isMissing).map(([code]) => code);
}

function missingOfHours(entry: ActivityEntry, facts: EnrolmentFacts): EnrolmentReason[] {
  if (entry.kind !== "puc") return [];
  const { weeklyMinutes } = facts;
  if (entry.municipalityId === null) return ["puc-municipality"];
  if (weeklyMinutes === null || weeklyMinutes < PUC_HOURS.leastMinutes) return ["puc-hours-few"];
  if (weeklyMinutes > PUC_HOURS.mostMinutes) return ["puc-hours-many"];
  return weeklyMinutes > PUC_HOURS.leastMinutes && !facts.hoursAgreed ? ["puc-hours-agreed"] : [];
}
