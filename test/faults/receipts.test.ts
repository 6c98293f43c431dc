// Receipts that come while the database is down, or doubled, out of order, early and lost: the same final states, none lost by us.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { buildServer } from "../../src/server/build-server.ts";
import { listen } from "../../src/server/listen.ts";
import { openServices } from "../../src/services/context.ts";
import type { Services } from "../../src/services/context.ts";
import type { SmsBehaviour } from "../../src/simulator/sms-settings.ts";
import { freePort } from "../../src/store/embedded.ts";
import { Child } from "./child.ts";
import { DEDUPLICATING, enterGateway, startGateway } from "./outside.ts";
import type { GatewayKind, SmsSimulator } from "./outside.ts";
import { Queue, until } from "./queue.ts";
import { openRegion } from "./region.ts";
import type { Region } from "./region.ts";

const TOKEN = "demo";

async function openCallback(services: Services): Promise<{ urlOf(gatewayId: string): string; close(): Promise<void> }> {
  const port = await freePort();
  const server = await buildServer({ services, demo: false, receiptsToken: TOKEN, logLevel: "silent" });
  await listen(server, { port });
  return {
    urlOf: (gatewayId) => `http://127.0.0.1:${port}/receipts/sms/${gatewayId}`,
    close: async () => {
      await server.close();
    },
  };
}

const arrived = (simulator: SmsSimulator) => until("the gateway has no receipt left", async () => {
  const { receipts, messages } = await simulator.counts();
  return receipts.queued === 0 && receipts.sent + receipts.lost >= messages;
});

describe("receipts in any order", { timeout: 300_000 }, () => {
  let queue: Queue;
  let callback: Awaited<ReturnType<typeof openCallback>>;
  before(async () => {
    queue = await Queue.open();
    callback = await openCallback(queue.database.services);
  });
  after(async () => {
    await callback.close();
    await queue.close();
  });

  /** Sends the same number of messages through a gateway with this behaviour; gives final states by recipient. */
  const finalStates = async (name: string, behaviour: Partial<SmsBehaviour>) => {
    const kind: GatewayKind = { ...DEDUPLICATING, id: `sms-${name}` };
    const simulator = await queue.gateway(kind, { unknownNumberShare: 0.2, receiptBatch: 7, ...behaviour }, { concurrency: 16, callbackUrl: callback.urlOf(kind.id) });
    await queue.fill(kind.id, 800);
    queue.sender();
    await queue.settled(kind.id);
    await arrived(simulator);
    const { rows } = await queue.pool.query<{ recipient: string; state: string; failure: string | null; n: number }>(
      "select recipient, state, failure, count(*)::int as n from message where gateway_id = $1 group by 1, 2, 3 order by 1, 2, 3", [kind.id],
    );
    await queue.stopSenders();
    return { rows, lost: (await simulator.counts()).receipts.lost };
  };

  it("doubled, early, delayed and out of order, they leave the states that orderly ones leave", async () => {
    const calm = await finalStates("ordinato", {});
    const messy = await finalStates("disordinato", { doubleReceiptsShare: 0.5, bufferedShare: 0.5, earlyReceiptsShare: 0.3, receiptJitterMs: 1_500 });
    assert.deepEqual(new Set(calm.rows.map(({ state }) => state)), new Set(["delivered", "failed"]));
    assert.deepEqual(messy.rows, calm.rows);
  });

  it("a lost receipt leaves its message handed over, never failed and never sent again", async () => {
    const { rows, lost } = await finalStates("che-perde", { loseReceiptsShare: 0.3 });
    const accepted = rows.filter(({ state }) => state === "accepted").reduce((sum, { n }) => sum + n, 0);
    assert.ok(lost > 100);
    assert.equal(accepted, lost);
  });
});

describe("receipts while the database is down", { timeout: 300_000 }, () => {
  let region: Region;
  before(async () => (region = await openRegion(300)));
  after(() => region.close());

  it("the gateway is told to come again, and none is lost", async () => {
    const url = await region.postgres.copy(region.messages.database, "ricevute");
    const services = openServices(url);
    const callback = await openCallback(services);
    const simulator = await startGateway(DEDUPLICATING, { latencyMs: 10, receiptDelayMs: 600 });
    await enterGateway(services, DEDUPLICATING, simulator, { concurrency: 8, callbackUrl: callback.urlOf(DEDUPLICATING.id) });
    await services.pools.worker.query("update message set gateway_id = $1 where channel = 'sms'", [DEDUPLICATING.id]);
    await services.pools.worker.query("update message set state = 'withdrawn' where channel = 'email'");
    const home = await mkdtemp(join(tmpdir(), "convoca-guasti-"));
    const sender = new Child("src/cli/main.ts", ["worker"], { CONVOCA_WORKER_DATABASE: url, CONVOCA_HOME: home });
    try {
      await until("receipts come", async () => (await simulator.counts()).receipts.sent > 10);
      await region.postgres.kill("server");
      await until("the gateway is refused", async () => (await simulator.counts()).receipts.refusals > 0);
      await sleep(1_500);
      await region.postgres.restart();
      await until("everything is delivered", async () => {
        const { rows } = await services.pools.worker.query<{ open: number }>("select count(*)::int as open from message where state in ('due', 'claimed', 'accepted')").catch(() => ({ rows: [{ open: 1 }] }));
        return rows[0]!.open === 0;
      });
      const { receipts, messages } = await simulator.counts();
      assert.equal(receipts.givenUp, 0);
      const { rows } = await services.pools.worker.query<{ delivered: number }>("select count(*)::int as delivered from message where state = 'delivered'");
      assert.equal(rows[0]!.delivered, messages);
      process.stdout.write(`  receipts: ${receipts.refusals} refusals while the database was down, ${messages} of ${messages} stored in the end\n`);
    } finally {
      await sender.kill();
      await callback.close();
      await simulator.kill();
      await services.close();
      await rm(home, { recursive: true, force: true });
    }
  });
});
