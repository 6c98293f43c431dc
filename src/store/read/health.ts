// Whether the database, the workers and the lanes are well.

import type { Status } from "../../contract/health.ts";
import type { Queryable } from "./query.ts";

type Loose<T> = T & Record<string, unknown>;

export async function readWorkers(db: Queryable): Promise<Status["workers"]> {
  const found = await db.query<Loose<Status["workers"][number]>>(
    `select id, host, started_at as "startedAt", heartbeat_at as "heartbeatAt", heartbeat_at > now() - interval '30 seconds' as alive
     from worker where stopped_at is null and heartbeat_at > now() - interval '1 day' order by started_at desc limit 20`,
  );
  return found.rows;
}

export async function readDatabase(
  db: Queryable,
): Promise<{ version: string; migrations: number; now: string }> {
  const found = await db.query<{ version: string; migrations: number; now: string }>(
    `select current_setting('server_version') as version, (select count(*)::int from schema_migration) as migrations, business_now() as now`,
  );
  return found.rows[0]!;
}
