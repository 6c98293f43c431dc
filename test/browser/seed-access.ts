// Who has looked at whom, in the small Region of the browser: ordinary openings, some that are flagged, a substitution.

import type { Services } from "../../src/services/context.ts";
import { inOffice, inTransaction } from "../../src/store/pools.ts";
import { newId } from "../../src/store/ids.ts";
import { OFFICE } from "./seed-rows.ts";

/** Openings by an operator of `OFFICE`: of a protected person, of many in a row, of one about whom nothing is to be done. */
export async function seedAccesses({ pools }: Services, cases: readonly string[]): Promise<void> {
  const [first, ...others] = cases;
  await inOffice(pools.app, OFFICE, async (db) => {
    await db.query(
      `insert into protected_person (id, person_id, reason, marked_at, marked_by)
       select $1, person_id, 'Assessore del comune', business_now(), 'responsabile' from case_file where id = $2`,
      [newId(), first],
    );
    await db.query(
      `insert into access_log (business_at, actor, actor_role, office_id, case_id, action, reason_kind)
       select business_now(), 'm.esposito', 'operator', $1, c, 'person-page', 'desk-task' from unnest($2::uuid[]) c`,
      [OFFICE, [first, ...others.slice(0, 45)]],
    );
    await db.query(
      `insert into access_log (business_at, actor, actor_role, office_id, case_id, action, reason_kind, reason)
       values (business_now(), 'g.ferrara', 'clerk', $1, $2, 'person-reason', 'other', 'Chiede copia della lettera')`,
      [OFFICE, first],
    );
  });
  await inTransaction(pools.control, (db) =>
    db.query(
      `insert into substitution (id, absent, substitute, role, office_id, first_day, last_day, reason, given_at, given_by)
       select $1, 'a.ricci', 'm.esposito', 'office-manager', $2, d, d + 11, 'Congedo parentale', business_now(), 'amministrazione'
       from (select (business_now() at time zone 'Europe/Rome')::date as d) today`,
      [newId(), OFFICE],
    ),
  );
}
