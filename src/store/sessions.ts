// Sessions as they are stored: begun, found by the hash of their secret, rotated, ended.

import type { Queryable } from "./read/query.ts";

/** What a session may do: anything only when `open`; before that, the next step of its own login. */
export type SessionStep = "second-factor" | "enrol" | "new-password" | "choose" | "open";

/** A role that a login may take, in an office where the role has one. */
export interface Choice {
  readonly role: string;
  readonly office: string | null;
  /** Only because the user stands in for somebody: it ends with the substitution. */
  readonly standing?: boolean;
}

export interface NewSession {
  readonly id: string;
  readonly secretHash: Buffer;
  readonly userId: string;
  readonly step: SessionStep;
  readonly role: string | null;
  readonly office: string | null;
  readonly choices: readonly Choice[];
  readonly idleSeconds: number;
  /** From `begunAt`, or from now where the login begins with this session. */
  readonly longestSeconds: number;
  /** The login that this session goes on with: its beginning and its end stay what they were. */
  readonly follows?: string;
  readonly address: string | null;
  readonly agent: string | null;
  readonly provider?: { readonly id: string; readonly sid: string | null; readonly token: string | null };
}

export interface SessionRow {
  readonly id: string;
  readonly userId: string;
  readonly kind: "local" | "provider" | "demo";
  readonly login: string;
  readonly name: string;
  readonly step: SessionStep;
  readonly role: string | null;
  readonly office: string | null;
  readonly choices: readonly Choice[];
  readonly begunAt: string;
  readonly expiresAt: string;
  /** Worth writing that it was used: the last time on record is a while ago. */
  readonly stale: boolean;
  readonly providerId: string | null;
  /** For whom the user acts in this role and office today, by a substitution; null in their own name. */
  readonly onBehalfOf: string | null;
  /** Whether the user still has the role of this session today: it may have ended, or the substitution that gave it. */
  readonly holds: boolean;
}

const COLUMNS = `s.id, s.user_id as "userId", u.kind, u.login, u.name, s.step, s.role, s.office_id as office, s.choices,
  s.begun_at as "begunAt", s.expires_at as "expiresAt", s.provider_id as "providerId", standing.absent as "onBehalfOf",
  s.step <> 'open' or u.kind = 'demo' or standing.absent is not null or case u.kind
    when 'local' then exists (select 1 from user_role r where r.user_id = u.id and r.role = s.role and r.office_id is not distinct from s.office_id
      and r.ended_at is null and r.valid @> now.today)
    else not s.choices @> jsonb_build_array(jsonb_build_object('role', s.role, 'office', s.office_id, 'standing', true)) end as holds`;
const FROM = `user_session s join app_user u on u.id = s.user_id
  cross join (select (business_now() at time zone 'Europe/Rome')::date as today) now
  left join lateral (select x.absent from substitutions_of(u.login, now.today) x where x.role = s.role and x.office_id = s.office_id limit 1) standing on true`;
const ALIVE = `s.ended_at is null and s.expires_at > now() and s.seen_at + s.idle > now() and u.stopped_at is null`;
/** How rarely a use is written: a tenth of the idle limit, a minute at most. */
const STALE = `s.seen_at < now() - least(s.idle / 10, interval '1 minute') as stale`;

const FIND = {
  name: "session-by-secret",
  text: `select ${COLUMNS}, ${STALE} from ${FROM} where s.secret_hash = $1 and ${ALIVE}`,
};

/** The session of a secret, while it is alive: neither ended nor past a limit, and of a user who may still enter. */
export async function findSession(
  db: { query(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }> },
  secretHash: Buffer,
): Promise<SessionRow | null> {
  const { rows } = await db.query({ ...FIND, values: [secretHash] });
  return (rows[0] as SessionRow | undefined) ?? null;
}

export async function touchSession(db: Queryable, id: string): Promise<void> {
  await db.query("update user_session set seen_at = now() where id = $1 and ended_at is null", [id]);
}

export async function insertSession(db: Queryable, session: NewSession): Promise<void> {
  await db.query(
    `insert into user_session (id, secret_hash, user_id, step, role, office_id, choices, idle, begun_at, expires_at, address, agent,
                               provider_id, provider_sid, provider_token)
     select $1, $2, $3, $4, $5, $6, $7, make_interval(secs => $8), coalesce(f.begun_at, now()),
            coalesce(f.expires_at, now() + make_interval(secs => $9)), $11, $12,
            coalesce($13, f.provider_id), coalesce($14, f.provider_sid), coalesce($15, f.provider_token)
     from (select 1) as one left join user_session f on f.id = $10`,
    [
      session.id,
      session.secretHash,
      session.userId,
      session.step,
      session.role,
      session.office,
      JSON.stringify(session.choices),
      session.idleSeconds,
      session.longestSeconds,
      session.follows ?? null,
      session.address,
      session.agent?.slice(0, 300) ?? null,
      session.provider?.id ?? null,
      session.provider?.sid ?? null,
      session.provider?.token ?? null,
    ],
  );
}

/** Ends a session; false when it had ended already. */
export async function endSession(db: Queryable, id: string, because: string): Promise<boolean> {
  const { rows } = await db.query(
    "update user_session set ended_at = now(), ended_because = $2 where id = $1 and ended_at is null returning id",
    [id, because],
  );
  return rows.length === 1;
}

/** Ends all sessions of a user, one excepted where told; answers how many. */
export async function endSessionsOf(
  db: Queryable,
  userId: string,
  because: string,
  except: string | null = null,
): Promise<number> {
  const { rows } = await db.query(
    `update user_session set ended_at = now(), ended_because = $2
     where user_id = $1 and ended_at is null and id is distinct from $3 returning id`,
    [userId, because, except],
  );
  return rows.length;
}

/** Ends everybody's sessions. */
export async function endEverySession(db: Queryable, because: string): Promise<number> {
  const { rows } = await db.query(
    "update user_session set ended_at = now(), ended_because = $1 where ended_at is null returning id",
    [because],
  );
  return rows.length;
}

/** Ends the sessions that a provider's logout names: by its own session id, or else all of a subject. */
export async function endProviderSessions(
  db: Queryable,
  named: { readonly providerId: string; readonly sid: string | null; readonly subject: string | null },
): Promise<number> {
  const { rows } = await db.query(
    `update user_session s set ended_at = now(), ended_because = 'provider-logout'
     from app_user u
     where u.id = s.user_id and s.ended_at is null and s.provider_id = $1
       and case when $2::text is not null then s.provider_sid = $2 and ($3::text is null or u.subject = $3) else u.subject = $3 end
     returning s.id`,
    [named.providerId, named.sid, named.subject],
  );
  return rows.length;
}

export interface OpenSession {
  readonly id: string;
  readonly begunAt: string;
  readonly seenAt: string;
  readonly address: string | null;
  readonly agent: string | null;
  readonly role: string | null;
  readonly office: string | null;
}

/** A user's sessions that are alive, the last used first. */
export async function sessionsOf(db: Queryable, userId: string): Promise<OpenSession[]> {
  const { rows } = await db.query<OpenSession & Record<string, unknown>>(
    `select s.id, s.begun_at as "begunAt", s.seen_at as "seenAt", host(s.address) as address, s.agent, s.role, s.office_id as office
     from user_session s join app_user u on u.id = s.user_id where s.user_id = $1 and ${ALIVE} order by s.seen_at desc`,
    [userId],
  );
  return rows;
}

/** Forgets what no rule asks for any more: sessions over for three months, flows and tokens of yesterday, throttles of a day ago. */
export async function clearDoor(db: Queryable): Promise<void> {
  await db.query(
    "delete from user_session where coalesce(ended_at, expires_at) < now() - interval '90 days'",
  );
  await db.query("delete from login_flow where begun_at < now() - interval '1 hour'");
  await db.query("delete from logout_token_seen where at < now() - interval '1 day'");
  await db.query(
    "delete from login_throttle where failed_at < now() - interval '1 day' and coalesce(locked_until, now()) <= now()",
  );
}
