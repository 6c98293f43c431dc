// Kannel between a list in PostgreSQL and the same SMPP gateway: read in batches, handed to `sendsms`, recorded in batches.

import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";
import { openPool } from "../../../src/store/pools.ts";
import { startKannel } from "../../stories/fixtures/kannel.ts";
import { tell } from "../ground/contest.ts";

interface Row {
  readonly id: string;
  readonly recipient: string;
  readonly sender: string;
  readonly body: string;
}

const BATCH = 500;
const { url, port, concurrency } = JSON.parse(process.argv[2]!) as { url: string; port: number; concurrency: number };
const kannel = await startKannel(port, concurrency);
const pool = openPool(url, "worker");
const { origin, pathname } = new URL(kannel.sendUrl);
const client = new Pool(origin, { connections: concurrency, pipelining: 1 });
let sent = 0;
const start = performance.now();
try {
  for (;;) {
    const { rows } = await pool.query<Row>(
      `with next as (select id from message where queue is not null and state = 'due' order by priority, due_at, id limit ${BATCH} for update skip locked),
         claimed as (update message set state = 'claimed' where id = any(array(select id from next)) returning id, recipient)
       select c.id, c.recipient, t.sender, t.body from claimed c join message_content t on t.message_id = c.id`,
    );
    if (rows.length === 0) break;
    let next = 0;
    await Promise.all(Array.from({ length: concurrency }, async () => {
      while (next < rows.length) await submit(rows[next++]!);
    }));
    await pool.query("update message set state = 'accepted', accepted_at = clock_timestamp() where id = any($1::uuid[])", [rows.map(({ id }) => id)]);
    sent += rows.length;
  }
  // What its first box has taken is not handed over: the clock runs until nothing waits in it any more.
  while (!(await kannel.isIdle())) await pause(20);
  tell(sent, performance.now() - start);
} finally {
  await client.close();
  await pool.end();
  await kannel.close();
}

async function submit(row: Row): Promise<void> {
  const query = new URLSearchParams({ username: "convoca", password: "prova", from: row.sender, to: row.recipient, text: row.body, charset: "UTF-8", coding: "0" });
  const answer = await client.request({ path: `${pathname}?${query.toString()}`, method: "GET" });
  const text = await answer.body.text();
  if (answer.statusCode !== 202) throw new Error(`answer ${answer.statusCode}: ${text}`);
}
