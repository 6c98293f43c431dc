// Cases that no rule could route, for a person to decide.

import type { QueuedCase } from "../../contract/regional.ts";
import { page, PAGE, readCursor } from "./query.ts";
import type { Queryable } from "./query.ts";

type Loose<T> = T & Record<string, unknown>;

const address = (column: string): string =>
  `nullif(concat_ws(', ', ${column}->>'street', nullif(concat_ws(' ', ${column}->>'zip',
     coalesce(${column}->>'municipalityName', ${column}->>'municipalityCode')), '')), '')`;

export async function listQueue(
  db: Queryable,
  cursor: string | undefined,
): Promise<{ rows: QueuedCase[]; total: number; next: string | null }> {
  const after = readCursor(cursor, 2);
  const found = await db.query<Loose<QueuedCase & { key: string }>>(
    `select q.case_id as "caseId", p.surname, p.name, p.tax_code as "taxCode", f.bound, q.reason, q.detail, q.since,
            ${address("p.residence")} as residence, ${address("p.domicile")} as domicile, q.since::text as key
     from routing_queue q join case_file f on f.id = q.case_id join person p on p.id = f.person_id
     where $1::text is null or (q.since, q.case_id) > ($1::timestamptz, $2::uuid) order by q.since, q.case_id limit ${PAGE + 1}`,
    after ?? [null, null],
  );
  const total = await db.query<{ total: number }>(`select count(*)::int as total from routing_queue`);
  const paged = page(found.rows, (row) => [row.key, row.caseId]);
  return { rows: paged.rows.map(({ key: _, ...row }) => row), total: total.rows[0]!.total, next: paged.next };
}
