// The access log: a person's page is written one by one, a list with how many persons it showed.

import type { Queryable } from "./query.ts";

export interface Access {
  readonly actor: string;
  readonly role: string;
  readonly office: string | null;
  readonly action: string;
  readonly caseId?: string;
  readonly hits?: number;
  readonly reason?: string;
}

export async function logAccess(db: Queryable, access: Access): Promise<void> {
  await db.query(
    `insert into access_log (business_at, actor, actor_role, office_id, case_id, action, hits, reason)
     values (business_now(), $1, $2, $3, $4, $5, $6, $7)`,
    [
      access.actor,
      access.role,
      access.office,
      access.caseId ?? null,
      access.action,
      access.hits ?? 1,
      access.reason ?? null,
    ],
  );
}
