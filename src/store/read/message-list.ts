// Messages that a person must look at: doubtful ones, and those that did not arrive.

import type { ListedMessage } from "../../contract/regional.ts";
import { shown } from "./case-messages.ts";
import { page, PAGE, readCursor } from "./query.ts";
import type { Queryable } from "./query.ts";

type Loose<T> = T & Record<string, unknown>;

/** Under an office's role the wall leaves only its cases; under the Region's all of them. */
export async function listMessages(
  db: Queryable,
  state: "uncertain" | "failed",
  cursor: string | undefined,
): Promise<{ rows: ListedMessage[]; next: string | null }> {
  const after = readCursor(cursor, 1);
  const found = await db.query<Loose<ListedMessage>>(
    `select m.id, m.case_id as "caseId", p.surname, p.name, o.short_name as office, m.kind, m.channel, m.gateway_id as "gatewayId",
            m.recipient, m.attempts::int, ${shown("m.settled_at")} as "settledAt", m.failure
     from message m join case_file f on f.id = m.case_id join person p on p.id = f.person_id
     left join competence c on c.case_id = f.id left join office o on o.id = c.office_id
     where m.state = $1 and ($2::uuid is null or m.id > $2) order by m.id limit ${PAGE + 1}`,
    [state, ...(after ?? [null])],
  );
  return page(found.rows, (row) => [row.id]);
}
