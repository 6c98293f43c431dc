// Reference data as the use cases want it: who is competent, which seats and desks there are, holidays, places. Loaded once per run.

import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { toIsoDate } from "../domain/calendar/days.ts";
import { buildHolidayCalendar, parseHolidayRule } from "../domain/calendar/holidays.ts";
import type { DatedHolidayRule, HolidayCalendar } from "../domain/calendar/holidays.ts";
import type { Suspension } from "../domain/calendar/terms.ts";
import { workingCalendar } from "../domain/calendar/working-days.ts";
import type { WorkingCalendar } from "../domain/calendar/working-days.ts";
import { CITATIONS } from "../domain/law/citation.ts";
import type { CitationKey } from "../domain/law/citation.ts";
import type { IsoDate } from "../domain/notices/types.ts";
import { buildCompetenceTable } from "../domain/offices/competence.ts";
import type { CompetenceTable } from "../domain/offices/competence.ts";
import { buildSchedules } from "../domain/offices/opening.ts";
import type { OfficeSchedule } from "../domain/offices/opening.ts";
import type { Closure, MunicipalityCode, OfficeId, Validity } from "../domain/offices/types.ts";
import { buildPlaceRegistry } from "../domain/people/places.ts";
import type { PlaceRegistry } from "../domain/people/places.ts";
import { OperatorFault } from "../store/fault.ts";
import { inTransaction } from "../store/pools.ts";
import { readReference } from "../store/reference.ts";
import type { ClosureRow, SeatRow, StoredReference, StoredValidity } from "../store/reference.ts";
import { IMPORT_TEXTS } from "./reference-texts.ts";

export { describeReference, importReference } from "./reference-import.ts";

export interface OfficeName {
  readonly id: OfficeId;
  readonly name: string;
  readonly shortName: string;
  readonly province: string;
}

/** Where an office stands on a day, and how it is reached; contacts are null where the tables give none. */
export interface SeatPlace {
  readonly address: string;
  readonly municipality: string;
  readonly municipalityCode: MunicipalityCode;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface Desk {
  readonly id: number;
  readonly officeId: OfficeId;
  readonly number: number;
  /** From its first to its last day in use; how many desks work on a given day is in the schedule. */
  readonly valid: Validity;
}

export interface Reference {
  /** Changes with any of the tables. */
  readonly version: string;
  /** Every office ever named, by code, also those closed since. */
  readonly offices: ReadonlyMap<OfficeId, OfficeName>;
  seatOn(officeId: OfficeId, date: IsoDate): SeatPlace | null;
  readonly competence: CompetenceTable;
  readonly places: PlaceRegistry;
  readonly holidays: HolidayCalendar;
  /** Opening hours, closures and desks of each office under one staffing of the desks. */
  schedules(scenario: string): ReadonlyMap<OfficeId, OfficeSchedule>;
  desks(scenario: string): readonly Desk[];
  /** Windows in which the terms of a measure do not run. */
  suspensions(measure: string): readonly Suspension[];
  /** Working days of the law: Monday to Friday less national holidays and, for an office, the feast of the town where it stands. */
  workingCalendar(officeId: OfficeId | null): WorkingCalendar;
}

/** Loads the reference data, all of one moment, with any part's pool. Throws an operator's fault when none was ever imported. */
export async function loadReference(pool: Pool): Promise<Reference> {
  const stored = await inTransaction(pool, async (client) => {
    await client.query("set transaction isolation level repeatable read, read only");
    return readReference(client);
  });
  if (stored.tables.length === 0) throw new OperatorFault("RIFERIMENTI_ASSENTI", IMPORT_TEXTS.neverImported);
  return new LoadedReference(stored);
}

type Valid<T> = Omit<T, "from" | "to"> & Validity;

/** Rows with their validity; a row whose validity was emptied is in force on no day and is left out. */
function valid<T extends StoredValidity>(rows: readonly T[]): Valid<T>[] {
  const result: Valid<T>[] = [];
  for (const { from, to, ...row } of rows)
    if (from !== null) result.push(to === null ? { ...row, from } : { ...row, from, to });
  return result;
}

class LoadedReference implements Reference {
  readonly version: string;
  readonly offices: ReadonlyMap<OfficeId, OfficeName>;
  readonly holidays: HolidayCalendar;
  #competence: CompetenceTable | null = null;
  #places: PlaceRegistry | null = null;
  readonly #stored: StoredReference;
  readonly #seats: ReadonlyMap<OfficeId, readonly Valid<SeatRow>[]>;
  readonly #schedules = new Map<string, ReadonlyMap<OfficeId, OfficeSchedule>>();
  readonly #desks = new Map<string, readonly Desk[]>();
  readonly #suspensions: ReadonlyMap<string, readonly Suspension[]>;
  readonly #calendars = new Map<OfficeId, WorkingCalendar>();

  constructor(stored: StoredReference) {
    this.#stored = stored;
    const prints = stored.tables.map((table) => `${table.name}=${table.sha256}`).toSorted();
    this.version = createHash("sha256").update(prints.join("\n")).digest("hex");
    this.offices = new Map(
      stored.offices.map(({ id, name, shortName, province }) => [id, { id, name, shortName, province }]),
    );
    this.#seats = Map.groupBy(valid(stored.seats), (seat) => seat.officeId);
    this.holidays = holidaysOf(stored);
    this.#suspensions = Map.groupBy(
      stored.suspensions.map((row) => ({ ...row, citation: citationOf(row.citation) })),
      (row) => row.measure,
    );
  }

  // Every place that ever was, by name and by code, is for who judges notices; the others never ask.
  get competence(): CompetenceTable {
    this.#competence ??= competenceOf(this.#stored);
    return this.#competence;
  }

  get places(): PlaceRegistry {
    this.#places ??= placesOf(this.#stored);
    return this.#places;
  }

  seatOn(officeId: OfficeId, date: IsoDate): SeatPlace | null {
    return (
      this.#seats
        .get(officeId)
        ?.find((seat) => seat.from <= date && (seat.to === undefined || date <= seat.to)) ?? null
    );
  }

  schedules(scenario: string): ReadonlyMap<OfficeId, OfficeSchedule> {
    let schedules = this.#schedules.get(scenario);
    if (schedules === undefined) {
      schedules = buildSchedules({
        rules: valid(this.#stored.openings),
        closures: this.#closures(scenario),
        desks: valid(this.#stored.deskCounts).filter((row) => row.scenario === scenario),
        seats: [...this.#seats.values()].flat(),
      });
      this.#schedules.set(scenario, schedules);
    }
    return schedules;
  }

  /** A closure of one desk concerns only the scenario that has the desk. */
  #closures(scenario: string): Closure[] {
    const numbers = new Map(this.desks(scenario).map((desk) => [desk.id, desk.number]));
    const closures: Closure[] = [];
    for (const row of this.#stored.closures) {
      const desk = row.deskId === null ? undefined : numbers.get(row.deskId);
      if (row.deskId === null || desk !== undefined) closures.push(closureOf(row, desk));
    }
    return closures;
  }

  desks(scenario: string): readonly Desk[] {
    let desks = this.#desks.get(scenario);
    if (desks === undefined) {
      desks = valid(this.#stored.desks.filter((row) => row.scenario === scenario)).map(
        ({ id, officeId, number, from, to }) => ({
          id,
          officeId,
          number,
          valid: to === undefined ? { from } : { from, to },
        }),
      );
      this.#desks.set(scenario, desks);
    }
    return desks;
  }

  suspensions(measure: string): readonly Suspension[] {
    return this.#suspensions.get(measure) ?? [];
  }

  workingCalendar(officeId: OfficeId | null): WorkingCalendar {
    const key = officeId ?? "";
    let calendar = this.#calendars.get(key);
    if (calendar === undefined) {
      calendar = officeId === null ? workingCalendar(this.holidays) : this.#officeCalendar(officeId);
      this.#calendars.set(key, calendar);
    }
    return calendar;
  }

  #officeCalendar(officeId: OfficeId): WorkingCalendar {
    const towns = new Set((this.#seats.get(officeId) ?? []).map((seat) => seat.municipalityCode));
    const [town] = towns;
    if (town === undefined) return workingCalendar(this.holidays);
    if (towns.size === 1) return workingCalendar(this.holidays, { municipalityCode: town });
    const national = workingCalendar(this.holidays);
    // The office moved from one town to another: each day has the feast of the town of that day.
    return {
      isWorking: (day) => {
        if (!national.isWorking(day)) return false;
        const seat = this.seatOn(officeId, toIsoDate(day));
        return seat === null || this.holidays.local(seat.municipalityCode, day) === undefined;
      },
    };
  }
}

function closureOf(row: ClosureRow, desk: number | undefined): Closure {
  if (row.from === null || row.to === null) throw new Error(`a closure of ${row.officeId} without days`);
  return {
    officeId: row.officeId,
    from: row.from,
    to: row.to,
    reason: row.reason,
    ...(row.fromMinute === null || row.toMinute === null
      ? {}
      : { fromTime: row.fromMinute, toTime: row.toMinute }),
    ...(desk === undefined ? {} : { desk }),
  };
}

function isCitation(id: string): id is CitationKey {
  return Object.hasOwn(CITATIONS, id);
}

function citationOf(id: string): CitationKey | null {
  return isCitation(id) ? id : null;
}

function competenceOf(stored: StoredReference): CompetenceTable {
  const basins = valid(stored.basins);
  const region = stored.municipalities.find((row) => row[3])?.[2] ?? "";
  return buildCompetenceTable({
    region,
    offices: valid(stored.offices),
    basins: basins.filter((row) => row.zip === null),
    zipBasins: basins.flatMap((row) => (row.zip === null ? [] : [{ ...row, zip: row.zip }])),
    municipalities: stored.municipalities.map(([code, name, in_]) => ({ code, name, region: in_ })),
    formerMunicipalities: stored.places.flatMap(([code, kind, , name, , , in_]) =>
      kind === "municipality" ? [{ code, name, region: in_ ?? "" }] : [],
    ),
    successors: stored.successors,
  });
}

function placesOf(stored: StoredReference): PlaceRegistry {
  const municipalities = [];
  const states = [];
  for (const [code, kind, istat, name, otherName, province, , from, to] of stored.places)
    if (kind === "state") states.push({ code, name, to });
    else
      municipalities.push({
        code,
        name,
        province: province ?? "",
        from,
        to,
        ...(istat === null ? {} : { istat }),
        ...(otherName === null ? {} : { otherName }),
      });
  return buildPlaceRegistry(municipalities, states);
}

function holidaysOf(stored: StoredReference): HolidayCalendar {
  const rules: DatedHolidayRule[] = [];
  for (const row of stored.holidays) {
    const rule = parseHolidayRule(row.rule);
    // Written by the import from a rule that had been read: one that cannot be read was changed by hand.
    if (!rule.ok) throw new OperatorFault(rule.refusal.code, rule.refusal.message);
    rules.push({
      rule: rule.value,
      name: row.name,
      ...(row.fromYear === null ? {} : { fromYear: row.fromYear }),
      ...(row.toYear === null ? {} : { toYear: row.toYear }),
      ...(row.municipalityCode === null ? {} : { municipalityCode: row.municipalityCode }),
    });
  }
  return buildHolidayCalendar(rules);
}
