// Queries of the catalogue as the Region keeps it: editions in force, what they say from a day on, how many are in and how many wait.

import type { ClientBase } from "pg";
import type { Edition } from "../domain/activities/edition.ts";
import type { Queryable } from "./read/query.ts";

interface EditionRow {
  readonly id: string;
  readonly title: string;
  readonly kind: Edition["kind"];
  readonly national_code: string;
  readonly provider_code: string;
  readonly municipality_id: string | null;
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly enrol_by: string;
  readonly places: number | null;
  readonly waiting_list: boolean;
  readonly attendance_kept: boolean;
  readonly attendance_days: readonly string[];
  readonly total_minutes: number | null;
  readonly from_age: number | null;
  readonly to_age: number | null;
  readonly measures: readonly string[] | null;
  readonly qualifications: readonly string[];
  readonly course: string | null;
  readonly description: string | null;
  readonly needs: readonly Edition["needs"][number][];
  readonly seat_municipality: string | null;
  readonly seat_address: string | null;
  readonly timetable: string | null;
  readonly closed_on: string | null;
  readonly closed_because: string | null;
}

const COLUMNS = `id, title, kind, national_code, provider_code, municipality_id, starts_on, ends_on, enrol_by, places, waiting_list, attendance_kept,
  attendance_days::text[] as attendance_days, total_minutes, from_age, to_age, measures, qualifications, course, description, needs,
  seat_municipality, seat_address, timetable, closed_on, closed_because`;

function editionOf(row: EditionRow): Edition {
  return {
    id: row.id,
    title: row.title,
    kind: row.kind,
    nationalCode: row.national_code,
    providerCode: row.provider_code,
    municipalityId: row.municipality_id,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    enrolBy: row.enrol_by,
    places: row.places,
    waitingList: row.waiting_list,
    attendance: { kept: row.attendance_kept, days: row.attendance_days },
    totalMinutes: row.total_minutes,
    requirements: { fromAge: row.from_age, toAge: row.to_age, measures: row.measures, qualifications: row.qualifications },
    course: row.course,
    description: row.description,
    needs: row.needs,
    seatMunicipality: row.seat_municipality,
    seatAddress: row.seat_address,
    timetable: row.timetable,
    closedOn: row.closed_on,
    closedBecause: row.closed_because,
  };
}

/** The columns of an edition by their names in the table: what a change keeps. */
function rowOf(edition: Edition): EditionRow {
  const { attendance, requirements } = edition;
  return {
    id: edition.id, title: edition.title, kind: edition.kind, national_code: edition.nationalCode, provider_code: edition.providerCode,
    municipality_id: edition.municipalityId, starts_on: edition.startsOn, ends_on: edition.endsOn, enrol_by: edition.enrolBy, places: edition.places,
    waiting_list: edition.waitingList, attendance_kept: attendance.kept, attendance_days: attendance.days, total_minutes: edition.totalMinutes,
    from_age: requirements.fromAge, to_age: requirements.toAge, measures: requirements.measures, qualifications: requirements.qualifications,
    course: edition.course, description: edition.description, needs: edition.needs, seat_municipality: edition.seatMunicipality,
    seat_address: edition.seatAddress, timetable: edition.timetable, closed_on: edition.closedOn, closed_because: edition.closedBecause,
  };
}

export interface EditionFilter {
  /** Still to end: what may be proposed, or is being held. */
  readonly from: string | null;
  readonly kind: string | null;
  /** Part of the title, the code or the course. */
  readonly text: string | null;
  /** Enrolment still open on this day. */
  readonly openOn: string | null;
}

export const EVERYTHING: EditionFilter = { from: null, kind: null, text: null, openOn: null };

/** Editions as they stand today, by their first day. `after`: first day and id of the last one seen. */
export async function listEditions(db: Queryable, filter: EditionFilter, limit: number, after: readonly [string, string] | null = null): Promise<Edition[]> {
  const { from, kind, text, openOn } = filter;
  const { rows } = await db.query<EditionRow & Record<string, unknown>>(
    `select ${COLUMNS} from measure_in_force
     where ($1::date is null or ends_on is null or ends_on >= $1) and ($2::text is null or kind = $2)
       and ($3::text is null or strpos(lower(title || ' ' || id || ' ' || coalesce(course, '')), lower($3)) > 0)
       and ($4::date is null or enrol_by >= $4) and ($5::date is null or (starts_on, id) > ($5, $6))
     order by starts_on, id limit $7`,
    [from, kind, text, openOn, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
  return rows.map(editionOf);
}

export async function readEdition(db: Queryable, id: string): Promise<Edition | null> {
  const { rows } = await db.query<EditionRow & Record<string, unknown>>(`select ${COLUMNS} from measure_in_force where id = $1`, [id]);
  return rows[0] === undefined ? null : editionOf(rows[0]);
}

export interface EditionChange {
  readonly fromOn: string;
  readonly because: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly edition: Edition;
}

/** What the entry says from each day on, oldest first; without the first version, which is the entry's own row. */
export async function changesOf(db: Queryable, id: string): Promise<EditionChange[]> {
  const { rows } = await db.query<{ fromOn: string; because: string; recordedAt: string; recordedBy: string; definition: EditionRow }>(
    `select from_on as "fromOn", because, recorded_at as "recordedAt", recorded_by as "recordedBy", definition
     from active_measure_change where measure_id = $1 order by from_on`,
    [id],
  );
  return rows.map(({ definition, ...change }) => ({ ...change, edition: editionOf(definition) }));
}

/** Whether there is an entry of this code, in force or not. */
export async function isInCatalogue(client: ClientBase, id: string): Promise<boolean> {
  const { rows } = await client.query("select 1 from active_measure where id = $1", [id]);
  return rows.length > 0;
}

/** A new entry with all that it has. Throws when there is one of this code. */
export async function insertEdition(client: ClientBase, edition: Edition, by: string): Promise<void> {
  const row = rowOf(edition);
  const names = Object.keys(row) as (keyof EditionRow)[];
  await client.query(
    `insert into active_measure (${names.join(", ")}, changed_by) values (${names.map((_, at) => `$${at + 1}`).join(", ")}, $${names.length + 1})`,
    [...names.map((name) => row[name]), by],
  );
}

/** What the entry says from a day on; another change of the same day takes its place. */
export async function putChange(client: ClientBase, change: Omit<EditionChange, "recordedAt">, now: string): Promise<void> {
  await client.query(
    `insert into active_measure_change (measure_id, from_on, definition, because, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6)
     on conflict (measure_id, from_on) do update set definition = excluded.definition, because = excluded.because,
       recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`,
    [change.edition.id, change.fromOn, JSON.stringify(rowOf(change.edition)), change.because, now, change.recordedBy],
  );
}

export interface Taken {
  readonly taken: number;
  readonly waiting: number;
}

/** How many are in and how many wait, whatever their office; entries that nobody follows are not in it. */
export async function placesOf(db: Queryable, ids: readonly string[]): Promise<Map<string, Taken>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<Taken & { entry: string }>("select entry, taken, waiting from places_of($1)", [ids as string[]]);
  return new Map(rows.map(({ entry, taken, waiting }) => [entry, { taken, waiting }]));
}

export interface SeatPlaces {
  readonly name: string;
  readonly province: string;
  readonly offices: readonly string[];
}

/** Name and province of these municipalities, and the offices that serve them today. */
export async function municipalitiesOf(db: Queryable, codes: readonly string[]): Promise<Map<string, SeatPlaces>> {
  const { rows } = await db.query<SeatPlaces & { code: string }>(
    `select m.code, m.name, m.province, array(select distinct b.office_id from basin b where b.municipality_code = m.code
       and b.valid @> (business_now() at time zone 'Europe/Rome')::date order by 1) as offices
     from municipality m where m.code = any($1)`,
    [codes as string[]],
  );
  return new Map(rows.map(({ code, ...place }) => [code, place]));
}

/** Municipalities of today by name or code: exact, whatever the case of the letters. */
export async function findMunicipality(db: Queryable, text: string): Promise<string[]> {
  const { rows } = await db.query<{ code: string }>(
    "select code from municipality where code = upper($1) or lower(name) = lower($1) order by served desc, code limit 2",
    [text.trim()],
  );
  return rows.map(({ code }) => code);
}

/** Municipalities of the region served, for a choice. */
export async function servedMunicipalities(db: Queryable): Promise<{ code: string; name: string; province: string }[]> {
  const { rows } = await db.query<{ code: string; name: string; province: string }>(
    "select code, name, province from municipality where served order by name, code",
  );
  return rows;
}
