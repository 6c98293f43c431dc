// What a local login reads and writes: password, second factor, recovery codes, failures.

import type { Queryable } from "./read/query.ts";

export interface LocalLogin {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly phc: string | null;
  /** A password given by somebody else: until when it is good; null = the user's own. */
  readonly oneTimeUntil: string | null;
  readonly totp: boolean;
}

export interface Knock {
  /** Null: no such local user, or stopped. */
  readonly user: LocalLogin | null;
  /** Seconds that the name is still locked for; 0 = not locked. */
  readonly lockedSeconds: number;
}

/** Everything a login needs to know first, in one question. */
export async function readKnock(db: Queryable, login: string, key: Buffer): Promise<Knock> {
  const { rows } = await db.query<{ user: LocalLogin | null; locked: number }>(
    `select (select ceil(greatest(0, extract(epoch from t.locked_until - now())))::int from login_throttle t where t.key = $2) as locked,
            (select jsonb_build_object('id', u.id, 'login', u.login, 'name', u.name, 'phc', p.phc, 'oneTimeUntil', p.one_time_until,
                      'totp', exists (select 1 from user_totp o where o.user_id = u.id and o.confirmed_at is not null))
             from app_user u left join user_password p on p.user_id = u.id
             where u.login = lower($1) and u.kind = 'local' and u.stopped_at is null) as "user"`,
    [login, key],
  );
  return { user: rows[0]?.user ?? null, lockedSeconds: rows[0]?.locked ?? 0 };
}

/** As `readKnock`, for a user whose login is under way. */
export async function readLocal(db: Queryable, userId: string): Promise<LocalLogin | null> {
  const { rows } = await db.query<LocalLogin & Record<string, unknown>>(
    `select u.id, u.login, u.name, p.phc, p.one_time_until as "oneTimeUntil",
            exists (select 1 from user_totp o where o.user_id = u.id and o.confirmed_at is not null) as totp
     from app_user u left join user_password p on p.user_id = u.id where u.id = $1 and u.kind = 'local' and u.stopped_at is null`,
    [userId],
  );
  return rows[0] ?? null;
}

export interface LockRule {
  readonly after: number;
  readonly firstSeconds: number;
  readonly longestSeconds: number;
}

/** Counts a failure; from the `after`-th on each one locks, twice as long as the one before. Answers the seconds of the lock, 0 = none. */
export async function countFailure(db: Queryable, key: Buffer, rule: LockRule): Promise<number> {
  const { rows } = await db.query<{ seconds: number }>(
    `insert into login_throttle as t (key, failures) values ($1, 1)
     on conflict (key) do update set failures = t.failures + 1, failed_at = now(),
       locked_until = case when t.failures + 1 < $2 then null
         else now() + make_interval(secs => least($4::float8, $3::float8 * power(2, least(t.failures + 1 - $2, 20)))) end
     returning coalesce(ceil(extract(epoch from locked_until - now())), 0)::int as seconds`,
    [key, rule.after, rule.firstSeconds, rule.longestSeconds],
  );
  return rows[0]!.seconds;
}

export async function lockedSeconds(db: Queryable, key: Buffer): Promise<number> {
  const { rows } = await db.query<{ seconds: number }>(
    "select ceil(greatest(0, extract(epoch from locked_until - now())))::int as seconds from login_throttle where key = $1",
    [key],
  );
  return rows[0]?.seconds ?? 0;
}

export async function clearFailures(db: Queryable, key: Buffer): Promise<void> {
  await db.query("delete from login_throttle where key = $1", [key]);
}

/** Puts a password in place; `oneTimeHours` when it was given by somebody else. */
export async function savePassword(
  db: Queryable,
  userId: string,
  phc: string,
  oneTimeHours: number | null,
): Promise<void> {
  await db.query(
    `insert into user_password (user_id, phc, one_time_until) values ($1, $2, now() + make_interval(hours => $3))
     on conflict (user_id) do update set phc = excluded.phc, one_time_until = excluded.one_time_until, changed_at = now()`,
    [userId, phc, oneTimeHours],
  );
}

/** The same password under today's weights: nothing else changes. */
export async function rehashPassword(
  db: Queryable,
  userId: string,
  before: string,
  phc: string,
): Promise<void> {
  await db.query("update user_password set phc = $3 where user_id = $1 and phc = $2", [userId, before, phc]);
}

/** A second factor that is being set up, in place of any earlier one; it counts from its first right code on. */
export async function saveTotp(db: Queryable, userId: string, sealed: Buffer): Promise<void> {
  await db.query(
    `insert into user_totp (user_id, sealed) values ($1, $2)
     on conflict (user_id) do update set sealed = excluded.sealed, made_at = now(), confirmed_at = null, last_step = -1`,
    [userId, sealed],
  );
}

export async function readTotp(
  db: Queryable,
  userId: string,
): Promise<{ sealed: Buffer; confirmed: boolean } | null> {
  const { rows } = await db.query<{ sealed: Buffer; confirmed: boolean }>(
    "select sealed, confirmed_at is not null as confirmed from user_totp where user_id = $1",
    [userId],
  );
  return rows[0] ?? null;
}

/** How many second factors each key has sealed, by the key's name; "" = sealed before keys had names. */
export async function totpsByKey(db: Queryable): Promise<Map<string, number>> {
  const { rows } = await db.query<{ name: string; users: number }>(
    `select case get_byte(sealed, 0) when 2 then encode(substring(sealed from 2 for 4), 'hex') else '' end as name, count(*)::int as users
     from user_totp group by 1 order by 1`,
  );
  return new Map(rows.map(({ name, users }) => [name, users]));
}

/** Second factors whose seal does not begin with `mark`, held until the end of the transaction. */
export async function totpsSealedOtherwise(
  db: Queryable,
  mark: Buffer,
  after: string,
  most: number,
): Promise<{ userId: string; login: string; sealed: Buffer }[]> {
  const { rows } = await db.query<{ userId: string; login: string; sealed: Buffer }>(
    `select t.user_id as "userId", u.login, t.sealed from user_totp t join app_user u on u.id = t.user_id
     where t.user_id > $2 and substring(t.sealed from 1 for 5) <> $1 order by t.user_id limit $3 for update of t`,
    [mark, after, most],
  );
  return rows;
}

/** The same secrets under another seal: nothing else changes. */
export async function resealTotps(
  db: Queryable,
  rows: readonly { readonly userId: string; readonly sealed: Buffer }[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    "update user_totp t set sealed = n.sealed from unnest($1::uuid[], $2::bytea[]) n (user_id, sealed) where t.user_id = n.user_id",
    [rows.map(({ userId }) => userId), rows.map(({ sealed }) => sealed)],
  );
}

/** Takes the step for this login: false when it, or a later one, was taken before. Two at the same moment: one gets it. */
export async function takeStep(db: Queryable, userId: string, step: number): Promise<boolean> {
  const { rows } = await db.query(
    "update user_totp set last_step = $2, confirmed_at = coalesce(confirmed_at, now()) where user_id = $1 and last_step < $2 returning user_id",
    [userId, step],
  );
  return rows.length === 1;
}

export async function dropTotp(db: Queryable, userId: string): Promise<void> {
  await db.query("delete from user_totp where user_id = $1", [userId]);
  await db.query("delete from user_recovery_code where user_id = $1", [userId]);
}

/** New recovery codes in place of all earlier ones. */
export async function saveRecoveryCodes(
  db: Queryable,
  userId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await db.query("delete from user_recovery_code where user_id = $1", [userId]);
  await db.query("insert into user_recovery_code (user_id, hash) select $1, unnest($2::bytea[])", [
    userId,
    hashes,
  ]);
}

/** Uses a recovery code up: false when there is none such, or it was used. */
export async function useRecoveryCode(db: Queryable, userId: string, hash: Buffer): Promise<boolean> {
  const { rows } = await db.query(
    "update user_recovery_code set used_at = now() where user_id = $1 and hash = $2 and used_at is null returning hash",
    [userId, hash],
  );
  return rows.length === 1;
}

export interface AccountState {
  readonly changedAt: string | null;
  readonly totp: boolean;
  readonly recoveryLeft: number;
}

export async function accountState(db: Queryable, userId: string): Promise<AccountState> {
  const { rows } = await db.query<AccountState & Record<string, unknown>>(
    `select (select changed_at from user_password where user_id = $1) as "changedAt",
            exists (select 1 from user_totp where user_id = $1 and confirmed_at is not null) as totp,
            (select count(*)::int from user_recovery_code where user_id = $1 and used_at is null) as "recoveryLeft"`,
    [userId],
  );
  return rows[0]!;
}
