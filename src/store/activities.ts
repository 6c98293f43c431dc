// Queries of pacts and activities: the catalogue's entries and their places, what else the person follows, reports that stand, earlier pacts.

import type { ClientBase } from "pg";
import type { ActivityEntry } from "../domain/activities/entry.ts";
import type { ItemData } from "./items.ts";

interface EntryRow {
  readonly id: string;
  readonly title: string;
  readonly kind: ActivityEntry["kind"];
  readonly nationalCode: string;
  readonly providerCode: string;
  readonly municipalityId: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly enrolBy: string;
  readonly places: number | null;
  readonly waitingList: boolean;
  readonly attendanceKept: boolean;
  readonly attendanceDays: readonly string[];
  readonly totalMinutes: number | null;
  readonly fromAge: number | null;
  readonly toAge: number | null;
  readonly measures: readonly string[] | null;
  readonly qualifications: readonly string[];
}

/** An entry of the catalogue as it is now; null when there is none of this id. */
export async function readEntry(client: ClientBase, id: string): Promise<ActivityEntry | null> {
  const { rows } = await client.query<EntryRow>({
    name: "activity-entry",
    text: `select id, title, kind, national_code as "nationalCode", provider_code as "providerCode", municipality_id as "municipalityId",
       starts_on as "startsOn", ends_on as "endsOn", enrol_by as "enrolBy", places, waiting_list as "waitingList",
       attendance_kept as "attendanceKept", attendance_days::text[] as "attendanceDays", total_minutes as "totalMinutes",
       from_age as "fromAge", to_age as "toAge", measures, qualifications
     from measure_in_force where id = $1`,
    values: [id],
  });
  const row = rows[0];
  if (row === undefined) return null;
  const { attendanceKept, attendanceDays, fromAge, toAge, measures, qualifications, ...entry } = row;
  return {
    ...entry,
    attendance: { kept: attendanceKept, days: attendanceDays },
    requirements: { fromAge, toAge, measures, qualifications },
  };
}

/** Writes an entry of the catalogue, new or changed. Activities already proposed keep it as it was. */
export async function putEntry(client: ClientBase, entry: ActivityEntry, by: string): Promise<void> {
  const { attendance, requirements } = entry;
  await client.query(
    `insert into active_measure (id, title, kind, national_code, provider_code, municipality_id, starts_on, ends_on, enrol_by, places,
       waiting_list, attendance_kept, attendance_days, total_minutes, from_age, to_age, measures, qualifications, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
     on conflict (id) do update set title = excluded.title, kind = excluded.kind, national_code = excluded.national_code,
       provider_code = excluded.provider_code, municipality_id = excluded.municipality_id, starts_on = excluded.starts_on,
       ends_on = excluded.ends_on, enrol_by = excluded.enrol_by, places = excluded.places, waiting_list = excluded.waiting_list,
       attendance_kept = excluded.attendance_kept, attendance_days = excluded.attendance_days, total_minutes = excluded.total_minutes,
       from_age = excluded.from_age, to_age = excluded.to_age, measures = excluded.measures, qualifications = excluded.qualifications,
       changed_at = clock_timestamp(), changed_by = excluded.changed_by`,
    [
      entry.id, entry.title, entry.kind, entry.nationalCode, entry.providerCode, entry.municipalityId, entry.startsOn, entry.endsOn, entry.enrolBy,
      entry.places, entry.waitingList, attendance.kept, attendance.days, entry.totalMinutes, requirements.fromAge, requirements.toAge,
      requirements.measures, requirements.qualifications, by,
    ],
  );
}

/** Holds the entry until the end of the transaction: places are counted one person after the other. */
export async function lockEntry(client: ClientBase, id: string): Promise<void> {
  await client.query("select lock_active_measure($1)", [id]);
}

/** How many hold a place of the entry, whichever their office, one item left out. */
export async function placesTaken(client: ClientBase, entryId: string, leftOut: string | null): Promise<number> {
  const { rows } = await client.query<{ taken: number }>("select places_taken($1, $2) as taken", [entryId, leftOut]);
  return rows[0]?.taken ?? 0;
}

/** How many places are spoken for before this item: those held, and those of whoever waits before it. A new one comes last. */
export async function placesAhead(client: ClientBase, entryId: string, itemId: string | null): Promise<number> {
  const { rows } = await client.query<{ ahead: number }>("select places_ahead($1, $2) as ahead", [entryId, itemId]);
  return rows[0]?.ahead ?? 0;
}

/** Opens a task for each of the cases that have waited longest, as many as there are places free; nothing when nobody waits. */
export async function tellFirstWaiting(
  client: ClientBase,
  entryId: string,
  task: { readonly id: string; readonly reason: string; readonly detail: string },
  now: string,
): Promise<void> {
  await client.query("select tell_first_waiting($1, $2, $3, $4, $5)", [entryId, task.id, task.reason, task.detail, now]);
}

export interface GrownEntry {
  readonly id: string;
  readonly title: string;
}

/**
 * Holds the entries whose places grow on a day since the turn before this one's, by a change entered ahead of it. One entered for its own
 * day has been told of at once.
 */
export async function holdGrownEntries(client: ClientBase, day: string): Promise<GrownEntry[]> {
  const { rows } = await client.query<GrownEntry>(
    `select id, title, lock_active_measure(id) from (
       select distinct on (c.measure_id) c.measure_id as id, c.definition ->> 'title' as title
       from active_measure_change c join active_measure m on m.id = c.measure_id
       cross join lateral (select coalesce(
         (select p.definition from active_measure_change p where p.measure_id = c.measure_id and p.from_on < c.from_on order by p.from_on desc limit 1),
         jsonb_build_object('places', m.places)) ->> 'places' as places) before
       where c.from_on <= $1::date and c.from_on > coalesce((select max(t.day) from turn_of_day t where t.day < $1::date and t.finished_at is not null), $1::date - 1)
         and (c.recorded_at at time zone 'Europe/Rome')::date < c.from_on
         and before.places is not null and (c.definition ->> 'places' is null or (c.definition ->> 'places')::int > before.places::int)
       order by c.measure_id, c.from_on desc
     ) grown order by id`,
    [day],
  );
  return rows;
}

/** Opens the tasks of `tellFirstWaiting` for each of these entries, in one statement. */
export async function tellWaitingFor(
  client: ClientBase,
  tasks: readonly { readonly entryId: string; readonly id: string; readonly detail: string }[],
  reason: string,
  now: string,
): Promise<void> {
  await client.query("select tell_first_waiting(t.entry, t.id, $4, t.detail, $5) from unnest($1::text[], $2::uuid[], $3::text[]) t (entry, id, detail)", [
    tasks.map(({ entryId }) => entryId), tasks.map(({ id }) => id), tasks.map(({ detail }) => detail), reason, now,
  ]);
}

/** Entries of the person's other activities that hold a place, under any benefit, as far as they can be seen. */
export async function otherActivities(client: ClientBase, personId: string, leftOut: string | null): Promise<ActivityEntry[]> {
  const { rows } = await client.query<{ entry: ActivityEntry }>({
    name: "activities-of-person",
    text: `select i.data->'entry' as entry from dossier_item i join case_file f on f.id = i.case_id
     where f.person_id = $1 and i.procedure = 'attivita' and i.state in ('enrolled', 'started', 'suspended') and i.id is distinct from $2`,
    values: [personId, leftOut],
  });
  return rows.map(({ entry }) => entry);
}

/** Municipality (cadastral code) where the person of a case lives; null when the notices do not say. */
export async function residenceOf(client: ClientBase, personId: string): Promise<string | null> {
  const { rows } = await client.query<{ municipality: string | null }>({
    name: "person-residence",
    text: `select residence->>'municipalityCode' as municipality from person where id = $1`,
    values: [personId],
  });
  return rows[0]?.municipality ?? null;
}

export interface StandingReport {
  readonly event: string;
  readonly factOn: string;
  readonly linkId: string;
}

/** Reports of this case that stand, with the day of their fact and what they are linked to. */
export async function reportsWithDays(client: ClientBase, caseId: string): Promise<StandingReport[]> {
  const { rows } = await client.query<StandingReport>({
    name: "standing-report-days",
    text: `select event, fact_on as "factOn", link_id as "linkId" from report where case_id = $1 and ended_as is null`,
    values: [caseId],
  });
  return rows;
}

/** The last pact of the same person under the benefit that this one renews, as far as it can be seen. */
export async function pactBefore(
  client: ClientBase,
  personId: string,
  benefitId: string,
): Promise<{ readonly state: string; readonly data: ItemData; readonly protocol: string } | null> {
  const { rows } = await client.query<{ state: string; data: ItemData; protocol: string }>({
    name: "pact-before",
    text: `select i.state, i.data, p.protocol from benefit b join benefit p on p.id = b.previous_benefit_id
       join case_file f on f.benefit_id = p.id and f.person_id = $1 join dossier_item i on i.case_id = f.id
     where b.id = $2 and i.procedure = 'patto' and i.state in ('in-force', 'revising', 'revision-agreed', 'revision-signed')
     order by i.opened_at desc, i.id desc limit 1`,
    values: [personId, benefitId],
  });
  return rows[0] ?? null;
}
