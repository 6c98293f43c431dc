// One office's day put together: appointments and visits matched, where each person stands, how many of each.

import type { PoolClient } from "pg";
import { romeTime } from "../../domain/calendar/rome-time.ts";
import { countDay, standingOf } from "../../domain/day-sheet/standing.ts";
import type { DayCounts, Standing } from "../../domain/day-sheet/standing.ts";
import { MEETING_TEXTS } from "../../domain/meetings/texts.ts";
import { SUMMONS_STATES } from "../../domain/summons/texts.ts";
import type { SummonsState } from "../../domain/summons/types.ts";
import { readDayPeople, readDayState, readVisits } from "../../store/read/day-sheet.ts";
import type { DayPerson, DayState, StoredVisit } from "../../store/read/day-sheet.ts";

export interface SheetVisit {
  readonly id: string;
  readonly version: number;
  readonly ticket: number;
  readonly arrivedAt: string;
  readonly calledAt: string | null;
  readonly desk: number | null;
  readonly endedAt: string | null;
}

export interface SheetRow {
  readonly key: string;
  readonly kind: "appointment" | "walk-in" | "given-up";
  readonly caseId: string;
  readonly summonsId: string | null;
  /** The seat, of an agreed meeting. */
  readonly meetingId: string | null;
  readonly version: number | null;
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
  readonly startsAt: string | null;
  readonly minute: number | null;
  readonly deskId: number | null;
  /** A place in more: the desk has somebody else at this hour. */
  readonly inMore: boolean;
  readonly standing: Standing;
  readonly stateText: string | null;
  readonly movedTo: string | null;
  readonly visit: SheetVisit | null;
}

export interface Sheet {
  readonly state: DayState;
  readonly rows: readonly SheetRow[];
  readonly counts: DayCounts;
}

/** The day as it stands for the office of the transaction. */
export async function readSheet(client: PoolClient, office: string, day: string, now: string): Promise<Sheet> {
  const people = await readDayPeople(client, office, day);
  const visits = await readVisits(client, office, day);
  const state = await readDayState(client, office, day);
  const rows = rowsOf(people, visits, now);
  return { state, rows, counts: countDay(rows.map(({ standing, kind }) => ({ standing, walkIn: kind === "walk-in" }))) };
}

/** Whoever was given up and is on the same day again (another hour) is shown once, where they are expected. */
export function rowsOf(people: readonly DayPerson[], visits: readonly StoredVisit[], now: string): SheetRow[] {
  const bySummons = new Map(visits.filter((visit) => visit.summonsId !== null).map((visit) => [visit.summonsId, visit]));
  const standing = people.filter(stands);
  const shown = new Set(standing.map(({ caseId }) => caseId));
  const matched = new Set<string>();
  const visitTo = (person: DayPerson): StoredVisit | undefined => {
    if (person.summonsId !== null) return bySummons.get(person.summonsId);
    // Who came to an agreed meeting came to no summons; of several visits the last says where they are.
    return person.meeting && person.state === "came" ? visits.findLast((visit) => visit.summonsId === null && visit.caseId === person.caseId) : undefined;
  };
  const rows = people.flatMap((person): SheetRow[] => {
    const isStanding = stands(person);
    if (!isStanding && shown.has(person.caseId)) return [];
    if (!isStanding) shown.add(person.caseId);
    const visit = isStanding ? (visitTo(person) ?? null) : null;
    if (visit !== null) matched.add(visit.id);
    return [rowOf(person, isStanding, visit, now)];
  });
  const others = visits.filter(({ id }) => !matched.has(id)).map((visit) => walkInOf(visit, now));
  return [...rows, ...others];
}

const OUTCOMES: ReadonlySet<string> = new Set(["came", "missed", "attended", "absent", "justified", "unjustified", "to-convene-again"]);

function stands({ held, state }: DayPerson): boolean {
  return state !== null && state !== "cancelled" && (held || OUTCOMES.has(state));
}

function rowOf(person: DayPerson, isStanding: boolean, visit: StoredVisit | null, now: string): SheetRow {
  const { summonsId, state, startsAt } = person;
  const cancelled = state === "cancelled" || state === "called-off";
  return {
    key: summonsId ?? person.appointmentId,
    kind: isStanding ? "appointment" : "given-up",
    caseId: person.caseId,
    summonsId,
    meetingId: person.meeting ? person.appointmentId : null,
    version: person.version,
    surname: person.surname,
    name: person.name,
    taxCode: person.taxCode,
    startsAt,
    minute: romeTime(startsAt).minutes,
    deskId: person.deskId,
    inMore: isStanding && person.inMore,
    standing: standingOf({ summons: isStanding || cancelled ? state : null, givenUp: !isStanding, startsAt, visit: factsOf(visit) }, now),
    stateText: stateTextOf(person),
    movedTo: isStanding ? null : person.movedTo,
    visit: visitOf(visit),
  };
}

function stateTextOf({ state, meeting }: DayPerson): string | null {
  if (meeting) return MEETING_TEXTS.name;
  return state === null ? null : (SUMMONS_STATES[state as SummonsState] ?? state);
}

function walkInOf(visit: StoredVisit, now: string): SheetRow {
  return {
    key: visit.id,
    kind: "walk-in",
    caseId: visit.caseId,
    summonsId: null,
    meetingId: null,
    version: null,
    surname: visit.surname,
    name: visit.name,
    taxCode: visit.taxCode,
    startsAt: null,
    minute: null,
    deskId: null,
    inMore: false,
    standing: standingOf({ summons: null, givenUp: false, startsAt: null, visit: factsOf(visit) }, now),
    stateText: null,
    movedTo: null,
    visit: visitOf(visit),
  };
}

function factsOf(visit: StoredVisit | null) {
  if (visit === null) return null;
  return { called: visit.calledAt !== null, endedAs: visit.endedAs === "mistake" ? null : visit.endedAs };
}

function visitOf(visit: StoredVisit | null): SheetVisit | null {
  if (visit === null) return null;
  const { id, version, ticket, arrivedAt, calledAt, desk, endedAt } = visit;
  return { id, version, ticket, arrivedAt, calledAt, desk, endedAt };
}
