// The sender, the SMPP gateway and both are killed while long and short texts are on the wire: none lost, none twice, every doubt shown.

import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { startSmpp } from "../../src/simulator/outside-world.ts";
import { KEY_TAG } from "../../src/simulator/smsc.ts";
import { Chance } from "./chance.ts";
import type { Child } from "./child.ts";
import { reckon } from "./outside.ts";
import { Queue, until } from "./queue.ts";

const GATEWAY = "sms-smpp";
const SECRET = "CONVOCA_PROVA_SMPP_GUASTI";
const CONCURRENCY = 8;
const MESSAGES = 1_600;
const LONG = "Convocazione al Centro per l'Impiego: portare un documento e il codice fiscale. ".repeat(5);
/** Who is killed, one blow after the other. */
const BLOWS = ["sender", "gateway", "both", "sender", "gateway", "sender", "both"] as const;

describe("kills over SMPP", { timeout: 300_000 }, () => {
  let queue: Queue;
  let gateway: Awaited<ReturnType<typeof startSmpp>>;
  let sender: Child;
  let port = 0;
  const logFile = join(tmpdir(), `convoca-smpp-${process.pid}.log`);
  const chance = new Chance("smpp");

  const startGateway = async (): Promise<void> => {
    gateway = await startSmpp({ port, logFile, password: "prova", behaviour: { latencyMs: 30, receiptDelayMs: 50, receiptJitterMs: 200, doubleReceiptsShare: 0.2, earlyReceiptsShare: 0.2 } }, true);
    port = gateway.port;
  };

  before(async () => {
    process.env[SECRET] = "prova";
    queue = await Queue.open();
    await startGateway();
    await ensureGateways(queue.database.services, [
      {
        id: GATEWAY, channel: "sms", url: `smpp://127.0.0.1:${port}`, sender: "CPICampania", ratePerSecond: null, concurrency: CONCURRENCY, deduplicates: false, canBeAsked: false,
        settings: { systemId: "convoca", password: `env:${SECRET}`, keyTag: KEY_TAG, timeoutMs: 1_500 },
      },
    ]);
    const ids = await queue.fill(GATEWAY, MESSAGES);
    await queue.database.administer("alter table convoca.message_content no force row level security, disable trigger content_is_fixed");
    await queue.database.administer("update convoca.message_content set body = $2 where message_id = any($1::uuid[])", [ids.filter((_, index) => index % 4 === 0), LONG]);
    await queue.database.administer("alter table convoca.message_content force row level security, enable trigger content_is_fixed");
  });
  after(async () => {
    Reflect.deleteProperty(process.env, SECRET);
    await gateway.kill();
    await queue.close();
    await rm(logFile, { force: true });
  });

  it("whoever dies, everything is handed over once or shown as doubtful, and no more of it than was on the wire", async () => {
    sender = queue.sender();
    const taken = () => queue.count(GATEWAY, "accepted", "delivered");
    for (const blow of BLOWS) {
      const before = await taken();
      await until("it goes on", async () => (await taken()) > before + 20 || (await queue.count(GATEWAY, "due")) === 0, 40);
      assert.ok((await queue.count(GATEWAY, "due")) > 0, "there is something left to be killed over");
      await sleep(chance.between(0, 150));
      if (blow !== "gateway") await sender.kill();
      if (blow !== "sender") {
        await gateway.kill();
        await startGateway();
      }
      if (sender.isOver) sender = queue.sender();
    }
    const seconds = await queue.settled(GATEWAY, 60);
    const found = await reckon(queue.pool, GATEWAY, gateway);
    const counts = await gateway.counts();
    process.stdout.write(`  ${BLOWS.length} kills, settled ${seconds.toFixed(1)} s after the last: ${JSON.stringify(found)}, parts that came twice ${counts.repeated}\n`);
    assert.deepEqual([found.messages, found.lost, found.twice, found.failed, found.unsettled, found.hidden], [MESSAGES, 0, 0, 0, 0, 0]);
    assert.ok(found.uncertain <= CONCURRENCY * BLOWS.length, `${found.uncertain} uncertain`);
    assert.equal(counts.repeated, 0, "no part of a long text came twice");
    await until("the receipts have found their messages", async () => {
      const { rows } = await queue.pool.query<{ n: number }>(
        "select count(*)::int as n from receipt r where r.message_id is null and exists (select 1 from message m where m.gateway_id = r.gateway_id and m.reference = r.reference)");
      return rows[0]!.n === 0;
    }, 20);
    assert.ok((await queue.count(GATEWAY, "delivered")) > MESSAGES / 2);
    await queue.stopSenders();
  });
});
