// Users, their roles, and the record of what happened at the door.

import type { Choice } from "./sessions.ts";
import type { Queryable } from "./read/query.ts";

export interface UserRow {
  readonly id: string;
  readonly kind: "local" | "provider" | "demo";
  readonly login: string;
  readonly name: string;
  readonly stopped: boolean;
}

const COLUMNS = `id, kind, login, name, stopped_at is not null as stopped`;

export async function findUser(db: Queryable, login: string): Promise<UserRow | null> {
  const { rows } = await db.query<UserRow & Record<string, unknown>>(
    `select ${COLUMNS} from app_user where login = lower($1)`,
    [login],
  );
  return rows[0] ?? null;
}

export async function insertUser(
  db: Queryable,
  user: {
    readonly id: string;
    readonly kind: "local" | "demo";
    readonly login: string;
    readonly name: string;
    readonly by: string;
  },
): Promise<void> {
  await db.query(
    "insert into app_user (id, kind, login, name, added_by) values ($1, $2, lower($3), $4, $5)",
    [user.id, user.kind, user.login, user.name, user.by],
  );
}

/** The demonstration's user of that login, made at its first use. */
export async function demoUser(
  db: Queryable,
  user: { readonly id: string; readonly login: string; readonly name: string; readonly taxCode: string | null },
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `insert into app_user (id, kind, login, name, tax_code, added_by) values ($1, 'demo', lower($2), $3, $4, 'demo')
     on conflict (login) do update set name = excluded.name, tax_code = excluded.tax_code returning id`,
    [user.id, user.login, user.name, user.taxCode],
  );
  return rows[0]!.id;
}

/** What the user's reports bear. */
export async function setTaxCode(db: Queryable, userId: string, taxCode: string): Promise<void> {
  await db.query("update app_user set tax_code = $2 where id = $1", [userId, taxCode]);
}

/** The tax code of who has this login, asked by an office; null when it is not on record, or the user is stopped. */
export async function taxCodeOf(db: Queryable, login: string): Promise<string | null> {
  const { rows } = await db.query<{ code: string | null }>("select tax_code_of_login($1) as code", [login]);
  return rows[0]?.code ?? null;
}

/** The name of who has this login, asked by an office; the login itself where no such user is at work. */
export async function nameOf(db: Queryable, login: string): Promise<string> {
  const { rows } = await db.query<{ name: string | null }>("select name_of_login($1) as name", [login]);
  return rows[0]?.name ?? login;
}

/** The user whom a provider vouches for, made at the first login and renamed when the provider says another name; null when stopped here. */
export async function providerUser(
  db: Queryable,
  user: {
    readonly id: string;
    readonly providerId: string;
    readonly subject: string;
    readonly login: string;
    readonly name: string;
  },
): Promise<UserRow> {
  const { rows } = await db.query<UserRow & Record<string, unknown>>(
    `insert into app_user (id, kind, login, name, provider_id, subject, added_by) values ($1, 'provider', lower($2), $3, $4, $5, $4)
     on conflict (provider_id, subject) do update set name = excluded.name returning ${COLUMNS}`,
    [user.id, user.login, user.name, user.providerId, user.subject],
  );
  return rows[0]!;
}

/** The roles of a local user in force today, on the procedure's calendar, in offices that are open to it; and those of whom it stands in for. */
export async function choicesOf(db: Queryable, userId: string): Promise<Choice[]> {
  const { rows } = await db.query<{ role: string; office: string | null; standing: boolean }>(
    `select role, office, bool_and(standing) as standing from (
       select r.role, r.office_id as office, false as standing from user_role r left join office o on o.id = r.office_id,
         lateral (select (business_now() at time zone 'Europe/Rome')::date as today) t
       where r.user_id = $1 and r.ended_at is null and r.valid @> t.today and (r.office_id is null or o.valid @> t.today)
       union all
       select s.role, s.office_id, true from app_user u, ${STANDING("u.login")} s where u.id = $1
     ) given group by 1, 2 order by 1, 2`,
    [userId],
  );
  return rows.map(toChoice);
}

/** The roles that a user has today only because of standing in for somebody; of a provider's users too. */
export async function standingChoices(db: Queryable, login: string): Promise<Choice[]> {
  const { rows } = await db.query<{ role: string; office: string | null; standing: boolean }>(
    `select distinct s.role, s.office_id as office, true as standing from ${STANDING("$1::text")} s join office o on o.id = s.office_id
     where o.valid @> (business_now() at time zone 'Europe/Rome')::date order by 1, 2`,
    [login],
  );
  return rows.map(toChoice);
}

const STANDING = (login: string): string =>
  `substitutions_of(${login}, (business_now() at time zone 'Europe/Rome')::date)`;

function toChoice({ role, office, standing }: { role: string; office: string | null; standing: boolean }): Choice {
  return standing ? { role, office, standing } : { role, office };
}

/** What whoever knows the user guesses first: the user's name, and the names and places of the offices where the user has a role. */
export async function wordsNear(db: Queryable, userId: string): Promise<string[]> {
  const { rows } = await db.query<{ word: string }>(
    `select name as word from app_user where id = $1
     union select unnest(array[o.name, o.short_name]) from user_role r join office o on o.id = r.office_id where r.user_id = $1`,
    [userId],
  );
  return rows.map((row) => row.word);
}

/** Those of `offices` that exist and are open today. */
export async function openOffices(db: Queryable, offices: readonly string[]): Promise<string[]> {
  if (offices.length === 0) return [];
  const { rows } = await db.query<{ id: string }>(
    `select id from office where id = any($1) and valid @> (business_now() at time zone 'Europe/Rome')::date order by id`,
    [offices],
  );
  return rows.map((row) => row.id);
}

/** Grants a role from `from` (the procedure's today unless told) to the end of `to`. */
export async function grantRole(
  db: Queryable,
  grant: {
    readonly id: string;
    readonly userId: string;
    readonly role: string;
    readonly office: string | null;
    readonly from: string | null;
    readonly to: string | null;
    readonly by: string;
  },
): Promise<void> {
  await db.query(
    `insert into user_role (id, user_id, role, office_id, valid, granted_by)
     select $1, $2, $3, $4, daterange(coalesce($5::date, (business_now() at time zone 'Europe/Rome')::date), $6::date, '[]'), $7`,
    [grant.id, grant.userId, grant.role, grant.office, grant.from, grant.to, grant.by],
  );
}

/** Takes a role back at once. Answers how many rows it ended. */
export async function endRole(
  db: Queryable,
  userId: string,
  role: string,
  office: string | null,
  by: string,
): Promise<number> {
  const { rows } = await db.query(
    `update user_role set ended_at = now(), ended_by = $4
     where user_id = $1 and role = $2 and office_id is not distinct from $3 and ended_at is null returning id`,
    [userId, role, office, by],
  );
  return rows.length;
}

export async function stopUser(db: Queryable, userId: string, because: string): Promise<void> {
  await db.query(
    "update app_user set stopped_at = now(), stopped_because = $2 where id = $1 and stopped_at is null",
    [userId, because],
  );
}

export async function readmitUser(db: Queryable, userId: string): Promise<void> {
  await db.query("update app_user set stopped_at = null, stopped_because = null where id = $1", [userId]);
}

export interface ListedUser extends UserRow {
  readonly roles: readonly string[];
  readonly secondFactor: boolean;
  readonly lastLogin: string | null;
}

export async function listUsers(db: Queryable): Promise<ListedUser[]> {
  const { rows } = await db.query<ListedUser & Record<string, unknown>>(
    `select u.id, u.kind, u.login, u.name, u.stopped_at is not null as stopped,
            coalesce((select array_agg(r.role || coalesce('@' || r.office_id, '') order by r.role, r.office_id) from user_role r
              where r.user_id = u.id and r.ended_at is null and r.valid @> (business_now() at time zone 'Europe/Rome')::date), '{}') as roles,
            exists (select 1 from user_totp t where t.user_id = u.id and t.confirmed_at is not null) as "secondFactor",
            (select max(e.at) from login_event e where e.user_id = u.id and e.kind = 'entered') as "lastLogin"
     from app_user u where u.kind <> 'demo' order by u.login`,
  );
  return rows;
}

/** Any user who is not a demonstration's. */
export async function hasRealUsers(db: Queryable): Promise<boolean> {
  const { rows } = await db.query("select 1 from app_user where kind <> 'demo' limit 1");
  return rows.length > 0;
}

export interface DoorEvent {
  readonly kind: string;
  readonly userId?: string | null;
  readonly actor?: string | null;
  /** SHA-256 of a name that was typed and that nobody has. */
  readonly typed?: Buffer | null;
  readonly address?: string | null;
  readonly sessionId?: string | null;
  readonly detail?: string | null;
}

export async function logDoor(db: Queryable, event: DoorEvent): Promise<void> {
  await db.query(
    "insert into login_event (kind, user_id, actor, typed, address, session_id, detail) values ($1, $2, $3, $4, $5, $6, $7)",
    [
      event.kind,
      event.userId ?? null,
      event.actor ?? null,
      event.typed ?? null,
      event.address ?? null,
      event.sessionId ?? null,
      event.detail ?? null,
    ],
  );
}
