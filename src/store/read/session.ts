// What every page's heading needs: offices, clock, whether a worker is alive.

import type { Office } from "../../contract/session.ts";
import type { Queryable } from "./query.ts";

export async function readOffices(db: Queryable): Promise<Office[]> {
  const found = await db.query<Office & Record<string, unknown>>(
    `select id, name, short_name as "shortName", province from office
     where valid @> (business_now() at time zone 'Europe/Rome')::date order by province, short_name`,
  );
  return found.rows;
}

export interface Heading {
  readonly now: string;
  readonly today: string;
  readonly clock: "real" | "simulated";
  readonly workerAlive: boolean;
}

/** A worker that has not written for 30 s of machine time counts as silent. */
export async function readHeading(db: Queryable): Promise<Heading> {
  const found = await db.query<{
    now: string;
    today: string;
    clock: "real" | "simulated";
    workerAlive: boolean;
  }>(
    `select business_now() as now, (business_now() at time zone 'Europe/Rome')::date as today, mode as clock,
            exists (select 1 from worker where stopped_at is null and heartbeat_at > now() - interval '30 seconds') as "workerAlive"
     from clock`,
  );
  return found.rows[0]!;
}
