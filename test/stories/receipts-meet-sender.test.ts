// Receipts that come while their messages are still being recorded as sent: both write the same rows, and neither is thrown out.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { openServices } from "../../src/services/context.ts";
import { storeReceipts } from "../../src/services/receipts.ts";
import { registerWorker, settleAndOpen } from "../../src/store/outbox.ts";
import { inTransaction, openAdministrator } from "../../src/store/pools.ts";
import { convenedRegion } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

describe("receipts that meet the sender", () => {
  let database: TestDatabase;
  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 400, waves: [1] });
  });
  after(() => database.close());

  /** Connections that look every message up by its key, as the statements do where there are hundreds of thousands. */
  async function atFullSize(): Promise<ReturnType<typeof openServices>> {
    const administrator = await openAdministrator(database.url);
    const { rows } = await administrator.query<{ name: string }>("select quote_ident(current_database()) as name");
    for (const setting of ["enable_seqscan", "enable_hashjoin", "enable_mergejoin", "enable_bitmapscan"]) await administrator.query(`alter database ${rows[0]!.name} set ${setting} = off`);
    await administrator.end();
    return openServices(database.url);
  }

  /** Until so many statements wait for a lock. */
  async function waiting(count: number): Promise<void> {
    for (;;) {
      const [row] = await database.administer<{ n: number }>(
        "select count(*)::int as n from pg_locks where not granted and (database = (select oid from pg_database where datname = current_database()) or locktype = 'transactionid')",
      );
      if (row!.n >= count) return;
      await pause(10);
    }
  }

  it("in whatever order they come, one waits for the other and neither is thrown out: every message ends as delivered", async () => {
    const services = await atFullSize();
    const { worker } = services.pools;
    const workerId = randomUUID();
    await registerWorker(worker, { id: workerId, host: "prova", pid: process.pid, machine: null, born: null });
    const { rows } = await worker.query<{ id: string; gateway: string }>(
      "select id, gateway_id as gateway from message where gateway_id = (select gateway_id from message group by 1 order by count(*) desc limit 1) order by id",
    );
    assert.ok(rows.length > 100, "many rows, or nobody meets anybody");
    const gatewayId = rows[0]!.gateway;
    const ids = rows.map(({ id }) => id);
    const results = ids.map((id) => ({ id, state: "accepted" as const, reference: id, retryInMs: null, countsAsAttempt: true, failure: null, attempt: null }));
    const receipts = ids.map((key) => ({ channel: "sms" as const, key, reference: key, status: "delivered" as const, code: null, diagnostic: null, at: null, raw: "{}" }));
    for (const from of [results, results.toReversed()]) {
      await worker.query("update message set state = 'claimed', worker_id = $1, reference = null, accepted_at = null, settled_at = null where id = any($2)", [workerId, ids]);
      const written: Promise<unknown>[] = [];
      // Somebody holds a message in the middle: both come as far as they can, and only then go on.
      await inTransaction(worker, async (holder) => {
        await holder.query("select 1 from message where id = $1 for update", [ids[Math.floor(ids.length / 2)]]);
        written.push(settleAndOpen(worker, { workerId, gatewayId }, from, [], []));
        await waiting(1);
        written.push(storeReceipts(services, gatewayId, receipts));
        await waiting(2);
      });
      await Promise.all(written);
    }
    const { rows: states } = await worker.query<{ state: string }>("select distinct state from message where id = any($1)", [ids]);
    assert.deepEqual(states, [{ state: "delivered" }]);
    await services.close();
  });
});
