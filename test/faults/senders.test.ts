// Several senders on one gateway: one is killed, or stopped so long that it is taken for dead and then wakes up.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ASKABLE, NEITHER, reckon } from "./outside.ts";
import type { SmsSimulator } from "./outside.ts";
import { Queue, until } from "./queue.ts";

const CONCURRENCY = 8;

describe("senders", { timeout: 300_000 }, () => {
  let queue: Queue;
  const simulators = new Map<string, SmsSimulator>();
  before(async () => {
    queue = await Queue.open();
    for (const kind of [ASKABLE, NEITHER]) {
      simulators.set(kind.id, await queue.gateway(kind, { latencyMs: 200, sendReceipts: false }, { concurrency: CONCURRENCY }));
    }
  });
  after(() => queue.close());

  const check = async (uncertainAtMost: number): Promise<void> => {
    for (const [id, simulator] of simulators) {
      const found = await reckon(queue.pool, id, simulator);
      process.stdout.write(`  ${id}: ${JSON.stringify(found)}\n`);
      assert.deepEqual([found.lost, found.twice, found.failed, found.unsettled, found.hidden], [0, 0, 0, 0, 0], id);
      assert.ok(found.uncertain <= (id === NEITHER.id ? uncertainAtMost : 0), `${id}: ${found.uncertain} uncertain`);
    }
  };
  const onTheWire = () => until("two senders are at work", async () => {
    const { rows } = await queue.pool.query<{ n: number }>("select count(distinct worker_id)::int as n from dispatch_window");
    return rows[0]!.n === 2;
  });

  it("two share a gateway; when one is killed the other takes over what it had in hand", async () => {
    for (const id of simulators.keys()) await queue.fill(id, 400);
    const victim = queue.sender();
    queue.sender();
    await onTheWire();
    await sleep(500);
    await victim.kill();
    const seconds = await until("the dead one is buried and its windows judged", async () => {
      const { rows } = await queue.pool.query<{ n: number }>("select count(*)::int as n from dispatch_window w join worker k on k.id = w.worker_id where k.pid = $1", [victim.pid]);
      return rows[0]!.n === 0;
    });
    process.stdout.write(`  one of two senders killed: its windows were judged after ${seconds.toFixed(1)} s\n`);
    for (const id of simulators.keys()) await queue.settled(id);
    await check(CONCURRENCY);
    await queue.stopSenders();
  });

  it("one that was stopped for longer than a heartbeat may fail sends nothing when it wakes up", async () => {
    for (const id of simulators.keys()) await queue.fill(id, 1_000);
    const sleeper = queue.sender();
    await until("it is at work", async () => (await queue.count(NEITHER.id, "accepted")) > 420);
    sleeper.signal("SIGSTOP");
    queue.sender();
    const buried = await until("the stopped one is taken for dead", async () => {
      const { rows } = await queue.pool.query<{ n: number }>("select count(*)::int as n from worker where pid = $1 and stopped_at is not null", [sleeper.pid]);
      return rows[0]!.n > 0;
    });
    process.stdout.write(`  stopped sender taken for dead after ${buried.toFixed(1)} s\n`);
    await sleep(2_500);
    sleeper.signal("SIGCONT");
    for (const id of simulators.keys()) await queue.settled(id, 90);
    assert.ok(!sleeper.isOver, "it goes on");
    await until("it goes on under a new name", async () => {
      const { rows } = await queue.pool.query<{ n: number }>("select count(*)::int as n from worker where pid = $1 and stopped_at is null", [sleeper.pid]);
      return rows[0]!.n > 0;
    });
    // What it had written before it was stopped may be in doubt; twice the number for the two stories of this file.
    await check(2 * CONCURRENCY);
    await queue.stopSenders();
  });
});
