// graphile-worker, tuned: a local queue, batched completion, as many jobs at once as the gateway takes; each job updates its row.

import { makeWorkerUtils, run, Logger } from "graphile-worker";
import pg from "pg";
import { openClient, prepareRows, tell } from "./send.js";

const input = JSON.parse(process.argv[2]);
const pool = new pg.Pool({ connectionString: input.superuserUrl, max: 10 });
const rows = await prepareRows(pool);
const utils = await makeWorkerUtils({ pgPool: pool });
await utils.migrate();
for (let at = 0; at < rows.length; at += 5_000) {
  await utils.addJobs(rows.slice(at, at + 5_000).map((row) => ({ identifier: "send", payload: row })));
}
await pool.query("analyze");
const send = openClient(input);
let left = rows.length;
let done;
const finished = new Promise((resolve) => (done = resolve));
const start = performance.now();
const runner = await run({
  pgPool: pool,
  logger: new Logger(() => () => undefined),
  preset: {
    worker: { concurrentJobs: input.concurrency, localQueue: { size: 500 }, completeJobBatchDelay: 50, failJobBatchDelay: 50 },
  },
  taskList: {
    send: async (job) => {
      const reference = await send(job);
      await pool.query({ name: "done", text: "update business_message set state = 'accepted', reference = $2, accepted_at = clock_timestamp() where id = $1", values: [job.id, reference] });
      if ((left -= 1) === 0) done(performance.now() - start);
    },
  },
});
const took = await finished;
await runner.stop();
tell(rows.length, took);
process.exit();
