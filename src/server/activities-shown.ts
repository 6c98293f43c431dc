// How an edition, its group and the sheet of a day are shown: states in words, days of the register, who may be marked.

import type { EditionInput, EditionRow, GroupMember, Sheet, SheetRow } from "../contract/activities.ts";
import { entryNow } from "../domain/activities/edition.ts";
import type { Edition } from "../domain/activities/edition.ts";
import { isPaused } from "../domain/activities/puc.ts";
import { ACTIVITY_STATES } from "../domain/activities/texts.ts";
import type { ActivityState } from "../domain/activities/types.ts";
import { addDays } from "../domain/calendar/days.ts";
import type { SeatPlaces, Taken } from "../store/activity-catalogue.ts";
import type { FollowerRow, WrittenDay } from "../store/read/activities.ts";
import { SHEET_TEXTS } from "../services/activities/texts.ts";

export interface Around {
  readonly today: string;
  readonly taken: ReadonlyMap<string, Taken>;
  readonly seats: ReadonlyMap<string, SeatPlaces>;
}

export function editionRow(edition: Edition, { today, taken, seats }: Around): EditionRow {
  const { taken: inside = 0, waiting = 0 } = taken.get(edition.id) ?? {};
  const { id, course, title, kind, startsOn, endsOn, enrolBy, places, timetable, closedOn } = edition;
  return {
    id, course, title, kind, startsOn, endsOn, enrolBy, places, taken: inside, waiting,
    seat: seatText(edition, seats),
    timetable,
    attendanceKept: edition.attendance.kept,
    closedOn,
    state: stateOf(edition, inside, today),
  };
}

export function seatText({ seatMunicipality, seatAddress }: Pick<Edition, "seatMunicipality" | "seatAddress">, seats: ReadonlyMap<string, SeatPlaces>): string | null {
  const name = seatMunicipality === null ? null : (seats.get(seatMunicipality)?.name ?? seatMunicipality);
  return [name, seatAddress].filter((part) => part !== null && part !== "").join(", ") || null;
}

function stateOf({ closedOn, endsOn, startsOn, enrolBy, places }: Edition, taken: number, today: string): EditionRow["state"] {
  if (closedOn !== null && closedOn <= today) return "closed";
  if (endsOn !== null && endsOn < today) return "over";
  if (enrolBy >= today) return places !== null && taken >= places ? "full" : "open";
  return startsOn <= today ? "running" : "shut";
}

export function inputOfEdition(edition: Edition): EditionInput {
  const { attendance, requirements, closedOn: _on, closedBecause: _why, ...rest } = edition;
  return {
    ...rest,
    attendanceKept: attendance.kept,
    attendanceDays: [...attendance.days],
    fromAge: requirements.fromAge,
    toAge: requirements.toAge,
    measures: requirements.measures === null ? null : [...requirements.measures],
    qualifications: [...requirements.qualifications],
    needs: [...edition.needs],
  };
}

/** What came from a page as an edition; whether the Region has closed it is not a page's to say. */
export function editionOfInput(input: EditionInput, before: Pick<Edition, "closedOn" | "closedBecause"> = { closedOn: null, closedBecause: null }): Edition {
  const { attendanceKept, attendanceDays, fromAge, toAge, measures, qualifications, ...rest } = input;
  const text = (value: string | null): string | null => (value === null || value === "" ? null : value);
  return {
    ...rest,
    course: text(rest.course),
    description: text(rest.description),
    municipalityId: text(rest.municipalityId),
    seatMunicipality: text(rest.seatMunicipality),
    seatAddress: text(rest.seatAddress),
    timetable: text(rest.timetable),
    attendance: { kept: attendanceKept, days: attendanceDays },
    requirements: { fromAge, toAge, measures, qualifications },
    closedOn: before.closedOn,
    closedBecause: before.closedBecause,
  };
}

export function memberOf({ data, state, position, ...row }: FollowerRow): GroupMember {
  const marks = (mark: string): number => data.attendance.filter((each) => each.mark === mark).length;
  return {
    caseId: row.caseId, itemId: row.itemId, version: row.version, surname: row.surname, name: row.name,
    state, stateText: ACTIVITY_STATES[state as ActivityState] ?? state,
    position,
    since: data.waitingSince ?? data.startedOn ?? data.acceptedOn ?? data.proposedOn,
    present: marks("present"), absent: marks("absent"), justified: marks("justified"),
    minutes: data.attendance.reduce((sum, { minutes }) => sum + minutes, 0),
  };
}

const IN_GROUP: ReadonlySet<string> = new Set(["enrolled", "started", "suspended", "completed"]);
const RUNNING: ReadonlySet<string> = new Set(["started", "suspended", "completed"]);
/** Without days of its own, a register shows the last ones. */
const DAYS_SHOWN = 14;
const USUAL_MINUTES = 240;

export interface SheetParts {
  readonly edition: Edition;
  readonly followers: readonly FollowerRow[];
  readonly writers: ReadonlyMap<string, WrittenDay>;
  readonly today: string;
  readonly day: string;
}

export function sheetOf({ edition, followers, writers, today, day }: SheetParts): Sheet {
  const group = followers.filter(({ state }) => IN_GROUP.has(state));
  const days = daysOf(edition, today, day).map((each) => {
    const expected = group.filter((row) => whyNot(row, edition, each, today) === null);
    return { day: each, expected: expected.length, written: expected.filter(({ data }) => data.attendance.some((record) => record.day === each)).length };
  });
  return {
    entryId: edition.id,
    title: edition.title,
    today,
    day,
    days,
    fixedDays: edition.attendance.days.length > 0,
    usualMinutes: usualMinutes(edition),
    rows: group.map((row) => sheetRow(row, edition, { day, today, writers })),
  };
}

/** The day that a sheet opens on: the first that is not wholly written, otherwise today or the last one. */
export function dayToWrite(edition: Edition, followers: readonly FollowerRow[], today: string): string {
  const group = followers.filter(({ state }) => IN_GROUP.has(state));
  const past = edition.attendance.days.filter((day) => day <= today);
  const open = past.find((day) => group.some((row) => whyNot(row, edition, day, today) === null && !row.data.attendance.some((record) => record.day === day)));
  return open ?? past.at(-1) ?? (edition.attendance.days[0] ?? today);
}

function daysOf(edition: Edition, today: string, day: string): string[] {
  const { days } = edition.attendance;
  if (days.length > 0) return [...days];
  const last = edition.endsOn !== null && edition.endsOn < today ? edition.endsOn : today;
  const shown = Array.from({ length: DAYS_SHOWN }, (_, back) => addDays(last, back - DAYS_SHOWN + 1)).filter((each) => each >= edition.startsOn);
  return [...new Set([...shown, day])].toSorted();
}

function usualMinutes({ totalMinutes, attendance }: Edition): number {
  return totalMinutes === null || attendance.days.length === 0 ? USUAL_MINUTES : Math.min(1440, Math.round(totalMinutes / attendance.days.length));
}

function sheetRow(row: FollowerRow, edition: Edition, at: { readonly day: string; readonly today: string; readonly writers: ReadonlyMap<string, WrittenDay> }): SheetRow {
  const record = row.data.attendance.find(({ day }) => day === at.day);
  const writer = at.writers.get(row.itemId);
  return {
    caseId: row.caseId, itemId: row.itemId, version: row.version, surname: row.surname, name: row.name,
    stateText: ACTIVITY_STATES[row.state as ActivityState] ?? row.state,
    mark: record?.mark ?? null,
    minutes: record?.minutes ?? 0,
    reasonNot: whyNot(row, edition, at.day, at.today),
    writtenBy: record === undefined ? null : (writer?.by ?? null),
    writtenAt: record === undefined ? null : (writer?.at ?? null),
  };
}

/** Why a person is not marked on a day; the table says it again when the act is asked. */
function whyNot({ state, data }: FollowerRow, edition: Edition, day: string, today: string): string | null {
  if (day > today) return SHEET_TEXTS.future;
  if (!RUNNING.has(state) || data.startedOn === null) return SHEET_TEXTS.notStarted;
  const days = data.entry === null ? [] : entryNow(data.entry, edition).attendance.days;
  const isOut = day < data.startedOn || (data.endedOn !== null && day > data.endedOn) || isPaused(data.pauses, day);
  return isOut || (days.length > 0 && !days.includes(day)) ? SHEET_TEXTS.notThatDay : null;
}
