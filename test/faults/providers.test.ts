// Two providers of one channel, one of which dies, falls silent or flaps while the sender is killed: drained in seconds, nothing lost, nothing twice.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { arrivalsAt, NEITHER, reckon, startMailServer } from "./outside.ts";
import type { GatewayKind, SmsSimulator } from "./outside.ts";
import { cast, Queue, until } from "./queue.ts";

const FIRST: GatewayKind = { ...NEITHER, id: "sms-primo" };
const SECOND: GatewayKind = { ...NEITHER, id: "sms-secondo" };
const PAIR = [FIRST.id, SECOND.id];
const CONCURRENCY = 8;
/** As long as a gateway may keep silent about a message in production. */
const TIMEOUT_MS = 10_000;
const DRAIN_LIMIT = 30;

describe("providers", { timeout: 300_000 }, () => {
  let queue: Queue;
  const simulators = new Map<string, SmsSimulator>();
  const at = (id: string): SmsSimulator => simulators.get(id)!;

  before(async () => {
    queue = await Queue.open();
    for (const kind of [FIRST, SECOND]) {
      simulators.set(kind.id, await queue.gateway(kind, { latencyMs: 5, sendReceipts: false }, { concurrency: CONCURRENCY, timeoutMs: TIMEOUT_MS }));
    }
    await queue.pool.query("update gateway set weight = 100 where id = any($1)", [PAIR]);
  });
  /** Both sound again, and nothing of the story before weighs on the next. */
  afterEach(async () => {
    await queue.stopSenders();
    for (const simulator of simulators.values()) await simulator.change({ paused: false, latencyMs: 5 });
    await queue.pool.query(
      "update gateway set state = 'open', state_reason = null, failures = 0, relapses = 0, sick_since = null, recovered_at = null, paused_until = null where id = any($1)", [PAIR]);
  });
  after(() => queue.close());

  const moves = async (): Promise<number> =>
    (await queue.pool.query<{ n: number }>("select count(*)::int as n from send_attempt where outcome = 'moved' and gateway_id = any($1)", [PAIR])).rows[0]!.n;
  /** How often something broke with a full wire: each time that much may be in doubt, and no more. */
  let breaks = 0;
  const settled = async (): Promise<void> => {
    for (const id of PAIR) await queue.settled(id, 60);
  };
  /** Nothing lost, nothing at both providers or twice at one, no more doubts than what was on the wire when something broke. */
  const sound = async (): Promise<number> => {
    const seen = new Set<string>();
    let uncertain = 0;
    const doubted = await queue.pool.query<{ id: string; gateway: string }>("select id, gateway_id as gateway from message where state = 'uncertain' and gateway_id = any($1)", [PAIR]);
    for (const id of PAIR) {
      const found = await reckon(queue.pool, id, at(id));
      assert.deepEqual([found.lost, found.twice, found.failed, found.unsettled, found.hidden], [0, 0, 0, 0, 0], id);
      uncertain += found.uncertain;
      for (const { key } of await arrivalsAt(at(id))) {
        assert.ok(!seen.has(key), `${key} was handed to both`);
        seen.add(key);
      }
    }
    for (const { id, gateway } of doubted.rows) assert.ok(!(await arrivalsAt(at(PAIR.find((one) => one !== gateway)!))).some(({ key }) => key === id), "what is in doubt went nowhere else");
    assert.ok(uncertain <= CONCURRENCY * breaks, `${uncertain} uncertain after ${breaks} breaks`);
    return uncertain;
  };

  it("one that takes messages and falls silent is drained within half a minute, what it had in hand stays in doubt", async () => {
    await queue.fill(FIRST.id, 1_200);
    queue.sender();
    await until("it sends", async () => (await queue.count(FIRST.id, "accepted")) > 50);
    await at(FIRST.id).change({ latencyMs: 60_000 });
    // A full wire, what was sent into the silence before it was known for one, and a message for each trial.
    breaks += 3;
    const since = performance.now();
    const drained = await until("nothing waits for it any more", async () => (await queue.count(FIRST.id, "due")) <= 1, DRAIN_LIMIT);
    await at(FIRST.id).change({ latencyMs: 5 });
    await settled();
    process.stdout.write(`  fell silent: drained ${drained.toFixed(1)} s later (${await moves()} moved), all settled after ${((performance.now() - since) / 1_000).toFixed(1)} s, ${await sound()} in doubt\n`);
  });

  it("the sender is killed while a dead one is drained: who comes after goes on with it", async () => {
    await queue.fill(FIRST.id, 4_500);
    const earlier = await moves();
    const victim = queue.sender();
    await until("it sends", async () => (await queue.count(FIRST.id, "claimed")) > 0);
    await at(FIRST.id).change({ paused: true });
    breaks += 2;
    const since = performance.now();
    await until("the drain has begun", async () => (await moves()) > earlier, DRAIN_LIMIT);
    await victim.kill();
    const halfway = { moved: (await moves()) - earlier, left: await queue.count(FIRST.id, "due") };
    queue.sender();
    await until("nothing waits for it any more", async () => (await queue.count(FIRST.id, "due", "claimed")) === 0, DRAIN_LIMIT);
    const drained = (performance.now() - since) / 1_000;
    await settled();
    process.stdout.write(`  died, sender killed after ${halfway.moved} were moved (${halfway.left} left): drained ${drained.toFixed(1)} s after its death\n`);
    assert.ok(halfway.left > 0, "the kill came before the end of the drain");
    assert.ok(drained < DRAIN_LIMIT, `${drained} s`);
    await sound();
  });

  it("a mail relay that falls silent is drained within half a minute too, though each of its messages is given as long", async () => {
    const relays = ["posta-prima", "posta-seconda"];
    const servers = await Promise.all(relays.map(() => startMailServer({ latencyMs: 5, sendBounces: false })));
    try {
      await ensureGateways(queue.database.services, relays.map((id, index) => ({
        id, channel: "email" as const, url: `smtp://127.0.0.1:${servers[index]!.port}`, sender: "convocazioni@convoca.example", settings: { returnPathDomain: "esiti.convoca.example" },
        ratePerSecond: null, concurrency: CONCURRENCY, deduplicates: false, canBeAsked: false,
      })));
      await queue.pool.query("update gateway set weight = 100 where id = any($1)", [relays]);
      await cast(queue.pool, { channel: "email", mould: "posta-prova", gateway: relays[0]!, count: 3_000 });
      queue.sender();
      await until("it sends", async () => (await queue.count(relays[0]!, "accepted")) > 50);
      await servers[0]!.change({ latencyMs: 120_000 });
      const drained = await until("nothing waits for it any more", async () => (await queue.count(relays[0]!, "due")) <= 1, DRAIN_LIMIT);
      process.stdout.write(`  a relay fell silent: drained ${drained.toFixed(1)} s later\n`);
      await queue.settled(relays[1]!);
      const found = await reckon(queue.pool, relays[1]!, servers[1]!);
      assert.deepEqual([found.lost, found.twice, found.failed, found.unsettled, found.uncertain], [0, 0, 0, 0, 0]);
      // What it had in hand is given its time: then it is in doubt, and nothing else.
      await queue.settled(relays[0]!, 90);
      assert.ok((await queue.count(relays[0]!, "uncertain")) <= CONCURRENCY + 2, "no more in doubt than what was on the wire, and the trials");
    } finally {
      await queue.stopSenders();
      await Promise.all(servers.map((server) => server.kill()));
    }
  });

  it("one that answers slowly is left its messages: they leave all the same", async () => {
    const earlier = await moves();
    await at(FIRST.id).change({ latencyMs: 1_500 });
    await queue.fill(FIRST.id, 20);
    queue.sender();
    await settled();
    assert.equal(await moves(), earlier);
    await sound();
  });

  it("with both dead everything waits; one that flaps is not run after, and everything leaves in the end", async () => {
    for (const id of PAIR) await at(id).change({ paused: true });
    const earlier = await moves();
    for (const id of PAIR) await queue.fill(id, 600);
    queue.sender();
    for (const id of PAIR) await until(`${id} rests`, async () => (await queue.gatewayState(id)).state === "paused");
    assert.equal(await moves(), earlier, "there is nobody to move anything to");
    await at(SECOND.id).change({ paused: false });
    for (let flap = 0; flap < 5; flap += 1) {
      await at(FIRST.id).change({ paused: flap % 2 === 1 });
      breaks += flap % 2;
      await sleep(1_200);
    }
    await at(FIRST.id).change({ paused: false });
    await settled();
    const { rows } = await queue.pool.query<{ n: number; pauses: number }>(
      `select (select count(*)::int from (select message_id from send_attempt where outcome = 'moved' group by 1 having count(*) > 3) often) as n,
         (select count(*)::int from gateway_event where gateway_id = $1 and kind = 'paused' and at > clock_timestamp() - interval '40 seconds') as pauses`, [FIRST.id]);
    process.stdout.write(`  flapped: rested ${rows[0]!.pauses} times, ${(await moves()) - earlier} moved\n`);
    assert.equal(rows[0]!.n, 0, "no message goes to and fro");
    assert.ok(rows[0]!.pauses <= 8, `${rows[0]!.pauses} pauses`);
    await sound();
  });
});
