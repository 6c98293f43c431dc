// Our worker hands over every message that is due, and records it; ends when none is left.

import { setTimeout as pause } from "node:timers/promises";
import { RDC_2019 } from "../../../src/domain/measures/rdc-2019/parameters.ts";
import { openServices } from "../../../src/services/context.ts";
import { loadReference } from "../../../src/services/reference.ts";
import { Worker } from "../../../src/worker/worker.ts";
import { tell } from "../ground/contest.ts";

const { url } = JSON.parse(process.argv[2]!) as { url: string };
const services = openServices(url);
const pool = services.pools.worker;
const worker = new Worker({
  services,
  reference: await loadReference(services.pools.app),
  quietHours: RDC_2019.quietHours.value,
  onFault: (fault) => console.error(fault),
});
const { rows: started } = await pool.query<{ at: string }>("select clock_timestamp() as at");
worker.start();
for (;;) {
  // Looked at seldom: the look itself costs the database something.
  await pause(100);
  const { rows } = await pool.query<{ left: boolean }>(
    "select exists (select from message where queue is not null) as left",
  );
  if (rows[0]?.left === false) break;
}
const { rows } = await pool.query<{ n: number; other: number; ms: number }>(
  `select count(*) filter (where state = 'accepted') as n, count(*) filter (where state <> 'accepted') as other,
     (extract(epoch from max(accepted_at) - $1) * 1000)::double precision as ms from message`,
  [started[0]!.at],
);
await worker.stop();
await services.close();
const { n, other, ms } = rows[0]!;
if (other > 0) throw new Error(`${other} messages were not accepted`);
tell(n, ms);
