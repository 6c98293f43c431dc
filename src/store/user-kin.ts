// Surnames of users' families with the municipality where each lives: what the rule on relatives compares with.

import { newId } from "./ids.ts";
import type { Queryable } from "./read/query.ts";

export interface StoredKin {
  readonly id: string;
  readonly login: string;
  readonly surname: string;
  readonly municipality: string;
  readonly municipalityName: string | null;
}

export async function listKin(db: Queryable): Promise<StoredKin[]> {
  const { rows } = await db.query<StoredKin & Record<string, unknown>>(
    `select k.id, k.login, k.surname, k.municipality_code as municipality,
            (select min(m.name) from municipality m where m.code = k.municipality_code) as "municipalityName"
     from user_kin k order by k.login, k.surname, k.municipality_code`,
  );
  return rows;
}

export interface OfficeUser {
  readonly login: string;
  readonly name: string;
}

/** Who works in an office: holds a role there today, or has been logged in to it these three months. Null: all users. */
export async function usersOfOffice(db: Queryable, office: string | null): Promise<OfficeUser[]> {
  const { rows } = await db.query<OfficeUser & Record<string, unknown>>("select login, name from users_of_office($1)", [office]);
  return rows;
}

export interface NamedMunicipality {
  readonly code: string;
  readonly name: string;
  readonly province: string;
}

const MOST_MUNICIPALITIES = 20;

/** Municipalities whose name begins like this, those that the Region serves first. */
export async function municipalitiesNamed(db: Queryable, beginning: string): Promise<NamedMunicipality[]> {
  const { rows } = await db.query<NamedMunicipality & Record<string, unknown>>(
    `select code, name, province from municipality where starts_with(search_form(name), search_form($1))
     order by served desc, name, code limit ${MOST_MUNICIPALITIES}`,
    [beginning.trim()],
  );
  return rows;
}

export async function kinById(db: Queryable, id: string): Promise<{ readonly login: string } | null> {
  const { rows } = await db.query<{ login: string }>("select login from user_kin where id = $1", [id]);
  return rows[0] ?? null;
}

/** Adds one; "there": the same one is there already. "unknown": no such user or no such municipality. */
export async function addKin(
  db: Queryable,
  kin: { readonly login: string; readonly surname: string; readonly municipality: string; readonly by: string },
): Promise<"added" | "there" | "unknown"> {
  const { rows } = await db.query<{ known: boolean }>(
    `select exists (select 1 from app_user where login = $1) and exists (select 1 from municipality where code = $2) as known`,
    [kin.login, kin.municipality],
  );
  if (rows[0]?.known !== true) return "unknown";
  const added = await db.query<{ id: string }>(
    `insert into user_kin (id, login, surname, municipality_code, told_at, told_by) values ($1, $2, upper($3), $4, business_now(), $5)
     on conflict (login, surname, municipality_code) do nothing returning id`,
    [newId(), kin.login, kin.surname, kin.municipality, kin.by],
  );
  return added.rows.length === 1 ? "added" : "there";
}

export async function removeKin(db: Queryable, id: string): Promise<boolean> {
  const { rows } = await db.query<{ id: string }>("delete from user_kin where id = $1 returning id", [id]);
  return rows.length === 1;
}
