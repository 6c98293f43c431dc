// Reads the reference data as plain rows: offices, competence, hours, desks, holidays, places. Any part of the program may.

import type { ClientBase } from "pg";
import type { Weekday } from "../domain/calendar/days.ts";

/** Ends of a validity as the database gives them; a range still open has no `to`, an empty one no `from`. */
export interface StoredValidity {
  readonly from: string | null;
  readonly to: string | null;
}

export interface OfficeRow extends StoredValidity {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly province: string;
}
export interface SeatRow extends StoredValidity {
  readonly officeId: string;
  readonly address: string;
  readonly municipality: string;
  readonly municipalityCode: string;
  readonly phone: string | null;
  readonly email: string | null;
}
export interface BasinRow extends StoredValidity {
  readonly municipalityCode: string;
  readonly zip: string | null;
  readonly officeId: string;
}
export interface SuccessorRow {
  readonly code: string;
  readonly successorCode: string;
  readonly since: string;
}
export interface OpeningRow extends StoredValidity {
  readonly officeId: string;
  readonly weekday: Weekday;
  readonly opens: number;
  readonly closes: number;
}
export interface ClosureRow extends StoredValidity {
  readonly officeId: string;
  readonly deskId: number | null;
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
  readonly reason: string;
}
export interface DeskCountRow extends StoredValidity {
  readonly officeId: string;
  readonly scenario: string;
  readonly desks: number;
}
export interface DeskRow extends StoredValidity {
  readonly id: number;
  readonly officeId: string;
  readonly scenario: string;
  readonly number: number;
}
export interface HolidayRow {
  readonly municipalityCode: string | null;
  readonly rule: string;
  readonly name: string;
  readonly fromYear: number | null;
  readonly toYear: number | null;
}
export interface SuspensionRow {
  readonly measure: string;
  readonly from: string;
  readonly to: string;
  readonly citation: string;
}
/** code, kind, istat, name, other name, province, region, from, to: an array, because there are 20,000 of them. */
export type PlaceRow = readonly [
  code: string,
  kind: "municipality" | "state",
  istat: string | null,
  name: string,
  otherName: string | null,
  province: string | null,
  region: string | null,
  from: string,
  to: string | null,
];
export type MunicipalityRow = readonly [code: string, name: string, region: string, served: boolean];

export interface StoredReference {
  /** Name and fingerprint of each table that was imported. */
  readonly tables: readonly { readonly name: string; readonly sha256: string }[];
  readonly offices: readonly OfficeRow[];
  readonly seats: readonly SeatRow[];
  readonly basins: readonly BasinRow[];
  readonly successors: readonly SuccessorRow[];
  readonly openings: readonly OpeningRow[];
  readonly closures: readonly ClosureRow[];
  readonly deskCounts: readonly DeskCountRow[];
  readonly desks: readonly DeskRow[];
  readonly holidays: readonly HolidayRow[];
  readonly suspensions: readonly SuspensionRow[];
  readonly places: readonly PlaceRow[];
  readonly municipalities: readonly MunicipalityRow[];
}

/** Both ends included, as the rest of the program counts them. */
const ENDS = `lower(valid) as "from", upper(valid) - 1 as "to"`;
const DAYS = `lower(days) as "from", upper(days) - 1 as "to"`;

/** Reads everything; run it in one repeatable-read transaction, so that an import cannot change half of it meanwhile. */
export async function readReference(client: ClientBase): Promise<StoredReference> {
  const rows = async <T extends object>(text: string): Promise<T[]> => (await client.query<T>(text)).rows;
  const arrays = async <T extends readonly unknown[]>(text: string): Promise<T[]> =>
    (await client.query<T & unknown[]>({ text, rowMode: "array" })).rows;
  return {
    tables: await rows(`select name, sha256 from reference_table order by name`),
    offices: await rows(
      `select id, name, short_name as "shortName", province, ${ENDS} from office order by id`,
    ),
    seats: await rows(
      `select office_id as "officeId", address, municipality, municipality_code as "municipalityCode", phone, email, ${ENDS}
       from office_seat order by office_id, valid`,
    ),
    basins: await rows(
      `select municipality_code as "municipalityCode", zip, office_id as "officeId", ${ENDS} from basin
       order by municipality_code, zip, valid`,
    ),
    successors: await rows(
      `select code, successor_code as "successorCode", since from municipality_successor order by code`,
    ),
    openings: await rows(
      `select office_id as "officeId", weekday, opens, closes, ${ENDS} from opening_rule order by office_id, weekday, opens, valid`,
    ),
    closures: await rows(
      `select office_id as "officeId", desk_id as "deskId", from_minute as "fromMinute", to_minute as "toMinute", reason, ${DAYS}
       from closure_range order by office_id, days, id`,
    ),
    deskCounts: await rows(
      `select office_id as "officeId", scenario, desks, ${ENDS} from desk_count order by office_id, scenario, valid`,
    ),
    desks: await rows(
      `select id, office_id as "officeId", scenario, number, ${ENDS} from desk order by office_id, scenario, number`,
    ),
    holidays: await rows(
      `select distinct municipality_code as "municipalityCode", rule, name, from_year as "fromYear", to_year as "toYear"
       from holiday_rule where closes order by 1 nulls first, rule, name`,
    ),
    suspensions: await rows(`select measure, citation, ${DAYS} from term_suspension order by measure, days`),
    places: await arrays(
      `select code, kind, istat, name, other_name, province, region, valid_from, valid_to from place`,
    ),
    municipalities: await arrays(`select code, name, region, served from municipality`),
  };
}
