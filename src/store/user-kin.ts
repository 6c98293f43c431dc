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

/** Adds one; the same one twice is one. "unknown": no such user or no such municipality. */
export async function addKin(
  db: Queryable,
  kin: { readonly login: string; readonly surname: string; readonly municipality: string; readonly by: string },
): Promise<"added" | "unknown"> {
  const { rows } = await db.query<{ known: boolean }>(
    `select exists (select 1 from app_user where login = $1) and exists (select 1 from municipality where code = $2) as known`,
    [kin.login, kin.municipality],
  );
  if (rows[0]?.known !== true) return "unknown";
  await db.query(
    `insert into user_kin (id, login, surname, municipality_code, told_at, told_by) values ($1, $2, upper($3), $4, business_now(), $5)
     on conflict (login, surname, municipality_code) do nothing`,
    [newId(), kin.login, kin.surname, kin.municipality, kin.by],
  );
  return "added";
}

export async function removeKin(db: Queryable, id: string): Promise<boolean> {
  const { rows } = await db.query<{ id: string }>("delete from user_kin where id = $1 returning id", [id]);
  return rows.length === 1;
}
