// Stories of SMS over SMPP: convened through a gateway on a real socket, receipts on the same line, in every order, part by part.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Receipt, ReceiptStatus } from "../../src/channels/channel.ts";
import { measureSms } from "../../src/domain/messages/gsm7.ts";
import { RDC_2019 } from "../../src/domain/measures/rdc-2019/parameters.ts";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { joinForgotten, joinWaiting, storeReceipts } from "../../src/services/receipts.ts";
import { KEY_TAG, startSmsc } from "../../src/simulator/smsc.ts";
import type { Smsc } from "../../src/simulator/smsc.ts";
import { newId } from "../../src/store/ids.ts";
import { registerWorker, settleAndOpen } from "../../src/store/outbox.ts";
import { storeReceiptRows } from "../../src/store/receipts.ts";
import { channelOf } from "../../src/worker/channels.ts";
import { Worker } from "../../src/worker/worker.ts";
import { convenedRegion, SMS } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

const LONG = "Convocazione al Centro per l'Impiego: portare un documento e il codice fiscale. ".repeat(5);
const SECRET = "CONVOCA_PROVA_SMPP";

describe("SMS over SMPP", () => {
  let database: TestDatabase;
  let smsc: Smsc;
  const ask = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await database.services.pools.worker.query(sql, values)).rows as T[];
  const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
    for (const limit = performance.now() + 30_000; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 20))) assert.ok(performance.now() < limit, `waited in vain until ${what}`);
  };

  before(async () => {
    process.env[SECRET] = "prova";
    database = await openTestDatabase();
    smsc = await startSmsc({ behaviour: { unknownNumberShare: 0.2, earlyReceiptsShare: 0.4, doubleReceiptsShare: 0.3, receiptJitterMs: 60, hexAnswers: true } });
    await convenedRegion(database, "base", { households: 70 });
    await ensureGateways(database.services, [
      {
        id: SMS, channel: "sms", url: `smpp://127.0.0.1:${smsc.port}`, sender: "CPICampania", ratePerSecond: null, concurrency: 8, deduplicates: false, canBeAsked: false,
        settings: { systemId: "convoca", password: `env:${SECRET}`, keyTag: KEY_TAG, answerIds: "hex", receiptIds: "decimal", timeoutMs: 2_000 },
      },
    ]);
    await ask("update gateway set state = 'held' where channel = 'email'");
  });
  after(async () => {
    Reflect.deleteProperty(process.env, SECRET);
    await smsc.close();
    await database.close();
  });

  /** Puts another text in the place of a composed one, past the walls and the guard that keep it as it is. */
  const rewrite = async (id: string, body: string): Promise<void> => {
    await database.administer("alter table convoca.message_content no force row level security, disable trigger content_is_fixed");
    await database.administer("update convoca.message_content set body = $2 where message_id = $1", [id, body]);
    await database.administer("alter table convoca.message_content force row level security, enable trigger content_is_fixed");
  };

  it("everyone convened gets the text that was composed, once, in the parts that were counted; its receipt comes back on the same line", async () => {
    const [first] = await ask<{ id: string }>("select id from message where channel = 'sms' and state = 'due' order by id limit 1");
    await rewrite(first!.id, LONG);
    const faults: unknown[] = [];
    const worker = new Worker({ services: database.services, reference: database.reference, quietHours: RDC_2019.quietHours.value, onFault: (fault) => faults.push(fault), idleMs: 20 });
    worker.start();
    await until("every message has its receipt", async () => (await ask("select 1 from message where channel = 'sms' and state in ('due', 'claimed', 'accepted') limit 1")).length === 0);
    await worker.stop();
    assert.deepEqual(faults, []);
    const messages = await ask<{ id: string; body: string; state: string; reference: string; parts: string[] }>(
      `select m.id, c.body, m.state, m.reference, array(select p.reference from message_part p where p.message_id = m.id order by p.part) as parts
       from message m join message_content c on c.message_id = m.id where m.channel = 'sms'`,
    );
    assert.ok(messages.length > 40);
    assert.ok(messages.find(({ id }) => id === first!.id)!.parts.length > 2);
    for (const { id, body, parts } of messages) {
      const arrived = smsc.store.get(id);
      assert.equal(arrived?.copies, 1, id);
      const seen = JSON.parse(arrived.body!) as { text: string; parts: number };
      assert.deepEqual([seen.text, seen.parts], [body, measureSms(body).parts]);
      assert.equal(parts.length, seen.parts === 1 ? 0 : seen.parts);
    }
    const inState = (state: string): number => messages.filter((message) => message.state === state).length;
    assert.ok(inState("failed") > 3 && inState("delivered") > 25 && inState("failed") + inState("delivered") === messages.length);
    const [waiting] = await ask<{ n: number }>("select count(*)::int as n from receipt where message_id is null");
    assert.equal(waiting!.n, 0, "every receipt found its message, those too that came before it was recorded");
    const hidden = await ask(
      `select 1 from message m join summons s on s.id = m.summons_id where m.channel = 'sms' and m.state = 'failed' and s.state <> 'not-delivered'
         and not exists (select 1 from message e where e.summons_id = s.id and e.state <> 'failed')`,
    );
    assert.equal(hidden.length, 0, "a summons that reached nobody is on the office's list");
  });

  it("a word that the person writes back on the same line confirms the summons, once", async () => {
    const [one] = await ask<{ recipient: string; summonsId: string }>(
      `select m.recipient, m.summons_id as "summonsId" from message m join summons s on s.id = m.summons_id
       where m.channel = 'sms' and m.state = 'delivered' and s.state = 'issued' and (select count(*) from message o where o.recipient = m.recipient) = 1 order by m.id limit 1`,
    );
    const worker = new Worker({ services: database.services, reference: database.reference, quietHours: RDC_2019.quietHours.value, onFault: (fault) => assert.fail(String(fault)), idleMs: 20 });
    worker.start();
    await until("the line is bound", async () => smsc.counts().sessions === 1);
    const said = {
      serviceType: "", source: { ton: 1, npi: 1, digits: one!.recipient.slice(1) }, destination: { ton: 3, npi: 0, digits: "40404" }, esmClass: 0, validity: "", registered: 0, coding: 0,
      octets: Buffer.from("CONFERMO"), tags: Buffer.alloc(0),
    };
    assert.deepEqual([await smsc.bring(said), await smsc.bring(said)], [0, 0]);
    await worker.stop();
    const found = await ask<{ outcome: string; state: string }>(
      "select i.outcome, s.state from incoming_sms i join summons s on s.case_id = i.case_id where i.sender = $1 and s.id = $2", [one!.recipient, one!.summonsId]);
    assert.deepEqual(found, [{ outcome: "confirmed", state: "confirmed" }]);
  });

  /** Messages as a sender of ours has them on the wire. */
  const onTheWire = async (count: number): Promise<{ workerId: string; ids: string[] }> => {
    const workerId = newId();
    await registerWorker(database.services.pools.worker, { id: workerId, host: "prova", pid: 1, machine: null, born: null });
    const rows = await ask<{ id: string }>(
      `update message set state = 'claimed', worker_id = $1, reference = null, accepted_at = null, settled_at = null, failure = null
       where id in (select m.id from message m where channel = 'sms' and not exists (select 1 from message_part p where p.message_id = m.id) and state <> 'claimed' order by id limit $2) returning id`,
      [workerId, count],
    );
    assert.equal(rows.length, count);
    return { workerId, ids: rows.map(({ id }) => id) };
  };
  const record = async (workerId: string, id: string, references: readonly string[]): Promise<void> => {
    const parts = references.length > 1 ? { parts: references } : {};
    await settleAndOpen(
      database.services.pools.worker, { workerId, gatewayId: SMS },
      [{ id, state: "accepted", reference: references[0]!, retryInMs: null, countsAsAttempt: true, failure: null, attempt: null, ...parts }], [], [],
    );
    await joinWaiting(database.services, SMS, references);
  };
  const said = (reference: string, status: ReceiptStatus): Receipt => ({ channel: "sms", key: null, reference, status, code: status === "failed" ? "UNDELIV" : null, diagnostic: null, at: null, raw: "" });
  const standing = async (id: string): Promise<{ state: string; reference: string; joined: number; waiting: number }> =>
    (await ask<{ state: string; reference: string; joined: number; waiting: number }>(
      `select m.state, m.reference, (select count(*)::int from receipt r where r.message_id = m.id) as joined,
         (select count(*)::int from receipt r where r.message_id is null) as waiting from message m where id = $1`, [id]))[0]!;

  it("a receipt that knows only the gateway's reference and its acceptance leave the same in every order, early, doubled, contradicting", async () => {
    const events = ["taken", "buffered", "failed", "delivered", "delivered"] as const;
    const orders = permutations([0, 1, 2, 3, 4]).filter((order) => order.indexOf(3) < order.indexOf(4) && order.indexOf(1) < order.indexOf(2));
    const { workerId, ids } = await onTheWire(orders.length);
    for (const [index, order] of orders.entries()) {
      const id = ids[index]!;
      const before = (await standing(id)).joined;
      for (const step of order) {
        const event = events[step]!;
        if (event === "taken") await record(workerId, id, [`ordine-${index}`]);
        else await storeReceipts(database.services, SMS, [said(`ordine-${index}`, event === "buffered" ? "accepted" : event)]);
      }
      const { joined, ...left } = await standing(id);
      assert.deepEqual({ ...left, joined: joined - before }, { state: "delivered", reference: `ordine-${index}`, joined: 4, waiting: 0 }, order.join());
    }
  });

  it("a long text is delivered when every part is, failed when one is, in every order", async () => {
    const stories = [
      { events: ["taken", "1:delivered", "2:delivered"], end: "delivered" },
      { events: ["taken", "1:delivered", "2:failed"], end: "failed" },
      { events: ["taken", "1:delivered", "1:delivered"], end: "accepted" },
      { events: ["taken", "1:failed", "1:delivered", "2:delivered"], end: "delivered" },
    ] as const;
    const cases = stories.flatMap(({ events, end }) => permutations(events.map((_, index) => index)).filter((order) => order.length < 4 || order.indexOf(1) < order.indexOf(2)).map((order) => ({ events: order.map((index) => events[index]!), end })));
    const { workerId, ids } = await onTheWire(cases.length);
    for (const [index, { events, end }] of cases.entries()) {
      const id = ids[index]!;
      for (const event of events) {
        const [part, status] = event.split(":") as [string, ReceiptStatus];
        if (event === "taken") await record(workerId, id, [`pezzo-${index}-1`, `pezzo-${index}-2`]);
        else await storeReceipts(database.services, SMS, [said(`pezzo-${index}-${part}`, status)]);
      }
      const { state, waiting } = await standing(id);
      assert.deepEqual({ state, waiting }, { state: end, waiting: 0 }, events.join());
    }
  });

  it("two parts reported at the same moment by two lines do not miss each other", async () => {
    const { workerId, ids } = await onTheWire(1);
    await record(workerId, ids[0]!, ["insieme-1", "insieme-2"]);
    await Promise.all([1, 2].map((part) => storeReceipts(database.services, SMS, [said(`insieme-${part}`, "delivered")])));
    assert.equal((await standing(ids[0]!)).state, "delivered");
  });

  it("a receipt written while its acceptance is: neither sees the other, and the next look joins them", async () => {
    const { workerId, ids } = await onTheWire(1);
    const other = await database.services.pools.worker.connect();
    try {
      await other.query("begin");
      const row = { key: null, reference: "contemporanea", status: "delivered" as const, cause: null, code: null, detail: null, at: new Date(0).toISOString(), raw: "", height: 3 as const };
      await storeReceiptRows(other, SMS, [row]);
      await record(workerId, ids[0]!, ["contemporanea"]);
      await other.query("commit");
    } finally {
      other.release();
    }
    assert.equal((await standing(ids[0]!)).state, "accepted");
    assert.equal(await joinForgotten(database.services, 15), 1);
    assert.equal(await joinForgotten(database.services, 15), 0);
    assert.deepEqual([(await standing(ids[0]!)).state, (await standing(ids[0]!)).waiting], ["delivered", 0]);
  });

  it("an early failure opens the office's task as one that comes in time does", async () => {
    const { workerId, ids } = await onTheWire(1);
    await ask("update message set state = 'failed', settled_at = clock_timestamp() where summons_id = (select summons_id from message where id = $1) and id <> $1", [ids[0]]);
    await ask("update summons set state = 'issued' where id = (select summons_id from message where id = $1)", [ids[0]]);
    await ask("update desk_task set closed_at = opened_at, closed_by = 'prova' where closed_at is null and case_id = (select case_id from message where id = $1)", [ids[0]]);
    await storeReceipts(database.services, SMS, [said("fallita-presto", "failed")]);
    await record(workerId, ids[0]!, ["fallita-presto"]);
    const [found] = await ask<{ failure: string; state: string; tasks: number }>(
      `select m.failure, s.state, (select count(*)::int from desk_task t where t.case_id = m.case_id and t.kind = 'not-delivered' and t.closed_at is null) as tasks
       from message m join summons s on s.id = m.summons_id where m.id = $1`, [ids[0]]);
    assert.deepEqual(found, { failure: "number-not-existing", state: "not-delivered", tasks: 1 });
  });

  it("a receipt stays as it came: only its message may be found, once", async () => {
    await assert.rejects(ask("update receipt set message_id = gen_random_uuid() where message_id is not null"), /append-only/);
    await assert.rejects(ask("update receipt set status = 'delivered'"), /permission denied/);
    await database.administer("alter table convoca.receipt no force row level security");
    await assert.rejects(database.administer("update convoca.receipt set status = 'delivered'"), /append-only/);
    await assert.rejects(database.administer("delete from convoca.receipt"), /append-only/);
    await database.administer("alter table convoca.receipt force row level security");
    await assert.rejects(ask("delete from receipt"), /permission denied|append-only/);
  });

  it("settings: the secret never lies in the database, a promise that SMPP cannot keep is refused", () => {
    const row = { id: "x", channel: "sms" as const, url: "smpp://127.0.0.1:2775", sender: "CPICampania", ratePerSecond: null, concurrency: 8, deduplicates: false, canBeAsked: false, state: "open" as const, stateReason: null, pausedUntil: null, failures: 0 };
    assert.throws(() => channelOf({ ...row, settings: { systemId: "c", password: "segreto" } }), { code: "GATEWAY_IMPOSTAZIONI" });
    assert.throws(() => channelOf({ ...row, settings: { systemId: "c", password: "env:X", pasword: "y" } }), { code: "GATEWAY_IMPOSTAZIONI" });
    assert.throws(() => channelOf({ ...row, deduplicates: true, settings: { systemId: "c", password: "env:X" } }), { code: "GATEWAY_IMPOSTAZIONI" });
    assert.throws(() => channelOf({ ...row, settings: { systemId: "c", password: "env:CONVOCA_PROVA_ASSENTE" } }).open(), { code: "GATEWAY_SENZA_SEGRETO" });
    assert.throws(() => channelOf({ ...row, settings: { systemId: "c", password: "file:/nessuno/segreto" } }).open(), { code: "GATEWAY_SENZA_SEGRETO" });
    const channel = channelOf({ ...row, url: "http://127.0.0.1:13013/cgi-bin/sendsms", settings: { dialect: "kannel", user: "tester", password: "env:X", callbackUrl: "http://127.0.0.1:9/" } });
    assert.equal(channel.descriptor.canBeAsked, false);
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
