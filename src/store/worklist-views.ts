// Saved choices of the worklist, a user's own and the office's; and who works in an office, to give cases to.

import type { Queryable } from "./read/query.ts";

export interface StoredView {
  readonly id: string;
  readonly owner: string | null;
  readonly name: string;
  readonly choice: string;
  readonly madeBy: string;
}

/** The office's and this user's own, by name. */
export async function listViews(db: Queryable, login: string): Promise<StoredView[]> {
  const { rows } = await db.query<StoredView & Record<string, unknown>>(
    `select id, owner, name, choice, made_by as "madeBy" from worklist_view
     where office_id = current_office() and (owner is null or owner = $1) order by owner is null, lower(name)`,
    [login],
  );
  return rows;
}

/** False: the name is taken, or there are too many already. */
export async function insertView(db: Queryable, view: StoredView, most: number): Promise<boolean> {
  const { rows } = await db.query<{ id: string }>(
    `insert into worklist_view (id, office_id, owner, name, choice, made_by)
     select $1, current_office(), $2, $3, $4, $5
     where (select count(*) from worklist_view v where v.office_id = current_office() and v.owner is not distinct from $2) < $6
     on conflict do nothing returning id`,
    [view.id, view.owner, view.name, view.choice, view.madeBy, most],
  );
  return rows.length === 1;
}

/** Removes a user's own choice, or, where allowed, one of the office. */
export async function deleteView(db: Queryable, id: string, login: string, officeToo: boolean): Promise<boolean> {
  const { rows } = await db.query<{ id: string }>(
    `delete from worklist_view where id = $1 and office_id = current_office() and (owner = $2 or (owner is null and ($3 or made_by = $2))) returning id`,
    [id, login, officeToo],
  );
  return rows.length === 1;
}

export interface Colleague {
  readonly login: string;
  readonly name: string;
}

/** Users who may follow cases in an office on a day: by a role given here, or by one that they have entered with. Reads as the part that knows users. */
export async function colleaguesOf(db: Queryable, office: string, day: string, roles: readonly string[]): Promise<Colleague[]> {
  const { rows } = await db.query<Colleague & Record<string, unknown>>(
    `select u.login, u.name from app_user u where u.stopped_at is null and (
       exists (select 1 from user_role r where r.user_id = u.id and r.office_id = $1 and r.role = any($3::text[]) and r.ended_at is null
                 and r.valid @> $2::date)
       or (u.kind <> 'local' and exists (select 1 from user_session s where s.user_id = u.id and s.office_id = $1 and s.role = any($3::text[])
                 and (s.ended_at is null or s.begun_at > now() - interval '90 days'))))
     order by u.name, u.login`,
    [office, day, roles],
  );
  return rows;
}
