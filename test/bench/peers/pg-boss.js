// pg-boss in batches of 500, four at a time: the whole batch is handed over, then its rows are updated by one statement.

import pg from "pg";
import { PgBoss } from "pg-boss";
import { openClient, prepareRows, tell } from "./send.js";

const input = JSON.parse(process.argv[2]);
const pool = new pg.Pool({ connectionString: input.superuserUrl, max: 10 });
const rows = await prepareRows(pool);
const boss = new PgBoss({ connectionString: input.superuserUrl, max: 10 });
boss.on("error", (error) => console.error(error));
await boss.start();
await boss.createQueue("send", { partition: true });
for (let at = 0; at < rows.length; at += 5_000) {
  await boss.insert("send", rows.slice(at, at + 5_000).map((row) => ({ data: row })));
}
await pool.query("analyze");
const send = openClient(input);
let left = rows.length;
let done;
const finished = new Promise((resolve) => (done = resolve));
const start = performance.now();
await boss.work("send", { batchSize: 500, localConcurrency: 4, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true }, async (jobs) => {
  const references = await Promise.all(jobs.map((job) => send(job.data)));
  await pool.query({
    name: "done",
    text: `update business_message b set state = 'accepted', reference = r.reference, accepted_at = clock_timestamp()
      from unnest($1::uuid[], $2::text[]) r (id, reference) where b.id = r.id`,
    values: [jobs.map((job) => job.data.id), references],
  });
  if ((left -= jobs.length) === 0) done(performance.now() - start);
});
tell(rows.length, await finished);
process.exit();
