// Who stands in for whom, and whom a page protects from curiosity: rows that are ended, never edited.

import type { SubstitutionDraft } from "../domain/access/substitution.ts";
import type { Queryable } from "./read/query.ts";

export interface StoredSubstitution {
  readonly id: string;
  readonly absent: string;
  readonly substitute: string;
  readonly role: string;
  readonly officeId: string;
  readonly office: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly givenAt: string;
  readonly givenBy: string;
  /** The first day on which it no longer holds, where it was ended before its time. */
  readonly endedFrom: string | null;
  readonly endedBy: string | null;
}

type Loose<T> = T & Record<string, unknown>;
const MOST = 300;

/** Those of the last year and to come, behind the walls of whoever asks; the latest first. */
export async function listSubstitutions(db: Queryable): Promise<StoredSubstitution[]> {
  const { rows } = await db.query<Loose<StoredSubstitution>>(
    `select s.id, s.absent, s.substitute, s.role, s.office_id as "officeId", o.short_name as office, s.first_day as "from", s.last_day as "to",
            s.reason, s.given_at as "givenAt", s.given_by as "givenBy", s.ended_from as "endedFrom", s.ended_by as "endedBy"
     from substitution s join office o on o.id = s.office_id
     where s.last_day >= (business_now() at time zone 'Europe/Rome')::date - 366
     order by s.first_day desc, s.id desc limit ${MOST}`,
  );
  return rows;
}

export async function insertSubstitution(db: Queryable, id: string, draft: SubstitutionDraft, givenBy: string): Promise<void> {
  await db.query(
    `insert into substitution (id, absent, substitute, role, office_id, first_day, last_day, reason, given_at, given_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, business_now(), $9)`,
    [id, draft.absent, draft.substitute, draft.role, draft.office, draft.from, draft.to, draft.reason, givenBy],
  );
}

/** Ends one from a day on. "missing" and "ended" say why it could not. */
export async function endSubstitution(
  db: Queryable,
  id: string,
  ending: { readonly by: string; readonly reason: string },
): Promise<"done" | "missing" | "ended"> {
  const { rows } = await db.query<{ ended: boolean }>(
    "select ended_from is not null or last_day < (business_now() at time zone 'Europe/Rome')::date as ended from substitution where id = $1 for update",
    [id],
  );
  if (rows[0] === undefined) return "missing";
  if (rows[0].ended) return "ended";
  await db.query(
    `update substitution set ended_from = (business_now() at time zone 'Europe/Rome')::date + 1, ended_by = $2, ended_reason = $3 where id = $1`,
    [id, ending.by, ending.reason],
  );
  return "done";
}

export interface StandingIn {
  readonly id: string;
  readonly absent: string;
  readonly role: string;
  readonly office: string;
}

/** The roles that a login may take on a day because it stands in for another: for the role of the door. */
export async function substitutionsOf(db: Queryable, login: string, day: string): Promise<StandingIn[]> {
  const { rows } = await db.query<Loose<StandingIn>>(
    "select id, absent, role, office_id as office from substitutions_of($1, $2) order by role, office_id",
    [login, day],
  );
  return rows;
}

/** Those of `logins` that no user bears now. */
export async function unknownLogins(db: Queryable, logins: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ login: string }>(
    `select l as login from unnest($1::text[]) l where not exists (select 1 from app_user u where u.login = l and u.stopped_at is null)`,
    [logins],
  );
  return rows.map((row) => row.login);
}

export interface Protection {
  readonly id: string;
  readonly reason: string;
  readonly since: string;
  readonly by: string;
}

/** Whether the person of a case is protected now, behind the walls of the office. */
export async function readProtection(db: Queryable, caseId: string): Promise<Protection | null> {
  const { rows } = await db.query<Loose<Protection>>(
    `select m.id, m.reason, m.marked_at as since, m.marked_by as by from protected_person m
     join case_file f on f.person_id = m.person_id where f.id = $1 and m.ended_at is null`,
    [caseId],
  );
  return rows[0] ?? null;
}

export async function protect(db: Queryable, id: string, caseId: string, by: string, reason: string): Promise<boolean> {
  const { rows } = await db.query<{ id: string }>(
    `insert into protected_person (id, person_id, reason, marked_at, marked_by)
     select $1, f.person_id, $4, business_now(), $3 from case_file f where f.id = $2
     on conflict (person_id) where ended_at is null do nothing returning id`,
    [id, caseId, by, reason],
  );
  return rows.length === 1;
}

export async function unprotect(db: Queryable, caseId: string, by: string, reason: string): Promise<boolean> {
  const { rows } = await db.query<{ id: string }>(
    `update protected_person m set ended_at = business_now(), ended_by = $2, ended_reason = $3
     from case_file f where f.id = $1 and m.person_id = f.person_id and m.ended_at is null returning m.id`,
    [caseId, by, reason],
  );
  return rows.length === 1;
}
