// A real Kannel between us and a gateway, where it is installed: texts through its query form, receipts back by its GET, all the way.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { RDC_2019 } from "../../src/domain/measures/rdc-2019/parameters.ts";
import { buildServer } from "../../src/server/build-server.ts";
import { listen } from "../../src/server/listen.ts";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { startSmsc } from "../../src/simulator/smsc.ts";
import type { Smsc } from "../../src/simulator/smsc.ts";
import { Worker } from "../../src/worker/worker.ts";
import { convenedRegion, SMS } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { isKannelInstalled, startKannel } from "./fixtures/kannel.ts";
import type { Kannel } from "./fixtures/kannel.ts";

const SECRET = "CONVOCA_PROVA_KANNEL";

describe("through a real Kannel", { skip: isKannelInstalled() ? false : "NOT RUN: Kannel is not installed" }, () => {
  let database: TestDatabase;
  let smsc: Smsc;
  let kannel: Kannel;
  let server: Awaited<ReturnType<typeof buildServer>>;

  before(async () => {
    process.env[SECRET] = "prova";
    database = await openTestDatabase();
    smsc = await startSmsc({ behaviour: { unknownNumberShare: 0.2, receiptForm: "both" } });
    kannel = await startKannel(smsc.port);
    server = await buildServer({ services: database.services, demo: false, receiptsToken: "gettone", logLevel: "silent" });
    const { port } = new URL(await listen(server, { port: 0 }));
    await convenedRegion(database, "base", { households: 40 });
    await ensureGateways(database.services, [
      {
        id: SMS, channel: "sms", url: kannel.sendUrl, sender: "CPICampania", ratePerSecond: null, concurrency: 4, deduplicates: false, canBeAsked: false,
        settings: { dialect: "kannel", user: "convoca", password: `env:${SECRET}`, callbackUrl: `http://kannel:gettone@127.0.0.1:${port}/receipts/sms/${SMS}/kannel` },
      },
    ]);
    await database.services.pools.worker.query("update gateway set state = 'held' where channel = 'email'");
  });
  after(async () => {
    Reflect.deleteProperty(process.env, SECRET);
    await kannel?.close();
    await server?.close();
    await smsc?.close();
    await database?.close();
  });

  it("everyone gets their text, once, and every receipt comes back to its message", async () => {
    const { worker: pool } = database.services.pools;
    const worker = new Worker({ services: database.services, reference: database.reference, quietHours: RDC_2019.quietHours.value, onFault: (fault) => assert.fail(String(fault)), idleMs: 20 });
    worker.start();
    const open = async (): Promise<number> => (await pool.query<{ n: number }>("select count(*)::int as n from message where channel = 'sms' and state in ('due', 'claimed', 'accepted')")).rows[0]!.n;
    for (const limit = performance.now() + 30_000; (await open()) > 0; await sleep(50)) assert.ok(performance.now() < limit, `${await open()} without a final receipt; ${await kannel.status()}`);
    await worker.stop();
    const { rows } = await pool.query<{ state: string; body: string; recipient: string; receipts: string[] }>(
      `select m.state, c.body, m.recipient, array(select distinct r.status || ':' || coalesce(r.code, '') from receipt r where r.message_id = m.id order by 1) as receipts
       from message m join message_content c on c.message_id = m.id where m.channel = 'sms'`,
    );
    const arrived = smsc.store.list().map(({ body, to }) => `${to} ${(JSON.parse(body!) as { text: string }).text}`).toSorted();
    assert.deepEqual(arrived, rows.map(({ recipient, body }) => `${recipient} ${body}`).toSorted());
    assert.ok(rows.some(({ state }) => state === "delivered") && rows.some(({ state }) => state === "failed"));
    for (const { state, receipts } of rows) assert.ok(receipts.includes(state === "delivered" ? "delivered:DELIVRD" : "failed:UNDELIV"), receipts.join());
    const strange = await fetch(`${await addressOf(server)}/receipts/sms/${SMS}/kannel?key=x&type=1`);
    assert.equal(strange.status, 401);
  });
});

async function addressOf(app: Awaited<ReturnType<typeof buildServer>>): Promise<string> {
  const address = app.server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}
