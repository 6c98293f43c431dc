// The persons of an office who follow an edition: each with the register of their activity, and who wrote which day.

import type { ActivityData } from "../../domain/activities/data.ts";
import type { Queryable } from "./query.ts";

export interface FollowerRow {
  readonly caseId: string;
  readonly itemId: string;
  readonly version: number;
  readonly surname: string;
  readonly name: string;
  readonly state: string;
  readonly data: ActivityData;
  /** Place in the line of all offices; null for who does not wait. */
  readonly position: number | null;
}

/** By surname. Only those whom the office follows now. */
export async function followersOf(db: Queryable, entryId: string): Promise<FollowerRow[]> {
  const { rows } = await db.query<FollowerRow & Record<string, unknown>>(
    `select i.case_id as "caseId", i.id as "itemId", i.version, p.surname, p.name, i.state, i.data, w."position"
     from dossier_item i join case_file f on f.id = i.case_id join person p on p.id = f.person_id
     left join waiting_line($1) w on w.item_id = i.id
     where i.procedure = 'attivita' and i.data #>> '{entry,id}' = $1
     order by p.surname, p.name, i.id limit 1000`,
    [entryId],
  );
  return rows;
}

export interface WrittenDay {
  readonly itemId: string;
  readonly by: string;
  readonly at: string;
}

/** Who last wrote this day in the register of each of these activities, and when. */
export async function writersOf(db: Queryable, caseIds: readonly string[], day: string): Promise<Map<string, WrittenDay>> {
  if (caseIds.length === 0) return new Map();
  const { rows } = await db.query<{ actor: string; at: string; payload: string | null }>(
    `select a.actor, a.happened_at as at, p.payload from act a join act_payload p on p.act_id = a.id
     where a.subject_id = any($1::uuid[])
       and a.kind in ('attivita/record-presence', 'attivita/record-absence', 'attivita/justify-absence', 'attivita/correct-attendance')
     order by a.subject_id, a.seq`,
    [caseIds as string[]],
  );
  const found = new Map<string, WrittenDay>();
  for (const { actor, at, payload } of rows) {
    if (payload === null) continue;
    const { item, input } = JSON.parse(payload) as { item: string; input: { on?: string } | null };
    if (input?.on === day) found.set(item, { itemId: item, by: actor, at });
  }
  return found;
}
