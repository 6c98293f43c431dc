// What the first interview reads besides the dossier: facts for the questionnaire, activities one may still enrol in, provinces.

import type { FormOption } from "../../domain/procedure/form-types.ts";
import type { Queryable } from "./query.ts";

export interface ProfileFacts extends Record<string, unknown> {
  readonly sex: string | null;
  readonly citizenship: string;
  /** Of the municipality of residence; null when not known. */
  readonly province: string | null;
  readonly dataAsOf: string;
}

export async function readProfileFacts(db: Queryable, personId: string): Promise<ProfileFacts | null> {
  const { rows } = await db.query<ProfileFacts>(
    `select p.sex, p.citizenship, p.data_as_of as "dataAsOf",
       (select m.province from municipality m where m.code = coalesce(p.domicile->>'municipalityCode', p.residence->>'municipalityCode')) as province
     from person p where p.id = $1`,
    [personId],
  );
  return rows[0] ?? null;
}

/** The provinces, by their sign; that of most persons of the office first. */
export async function readProvinces(db: Queryable): Promise<FormOption[]> {
  const { rows } = await db.query<{ province: string }>(
    "select distinct province from municipality order by province",
  );
  return rows.map(({ province }) => ({ value: province, label: province }));
}

const MOST_ACTIVITIES = 30;

/** Activities one may enrol in on a day, those that begin first before the others: title, and dates with the place as hint. */
export async function readOpenActivities(db: Queryable, measure: string, day: string): Promise<FormOption[]> {
  const { rows } = await db.query<{
    id: string;
    title: string;
    startsOn: string;
    endsOn: string | null;
    municipality: string | null;
  }>(
    `select a.id, a.title, a.starts_on as "startsOn", a.ends_on as "endsOn", m.name as municipality
     from active_measure a left join municipality m on m.code = a.municipality_id
     where a.enrol_by >= $1 and (a.measures is null or $2 = any(a.measures)) order by a.starts_on, a.id limit ${MOST_ACTIVITIES}`,
    [day, measure],
  );
  return rows.map(({ id, title, startsOn, endsOn, municipality }) => ({
    value: id,
    label: title,
    hint: datesOf(startsOn, endsOn, municipality),
  }));
}

function datesOf(startsOn: string, endsOn: string | null, municipality: string | null): string {
  const day = (date: string): string => `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
  const dates = endsOn === null ? `dal ${day(startsOn)}` : `dal ${day(startsOn)} al ${day(endsOn)}`;
  return municipality === null ? dates : `${dates}, ${municipality}`;
}
