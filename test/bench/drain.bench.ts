// How long until nothing of a whole wave waits any more for a provider that has fallen silent, or has died: from its last word to the last message moved.

import { parseArgs } from "node:util";
import { NEITHER } from "../faults/outside.ts";
import { Queue, until } from "../faults/queue.ts";

const { values } = parseArgs({ options: { households: { type: "string", default: "126921" } } });
const BACKLOG = Number(values.households);
const PAIR = ["sms-primo", "sms-secondo"] as const;
const LIMIT = 300;

const queue = await Queue.open();
try {
  const [first] = await Promise.all(PAIR.map((id) => queue.gateway({ ...NEITHER, id }, { latencyMs: 20, sendReceipts: false }, { concurrency: 16, ratePerSecond: 100, timeoutMs: 10_000 })));
  await queue.pool.query("update gateway set weight = 100 where id = any($1)", [PAIR]);
  for (const [what, behaviour] of [["fell silent", { latencyMs: 600_000 }], ["died", { paused: true }]] as const) {
    for (let filled = await queue.count(PAIR[0], "due"); filled < BACKLOG; filled += 10_000) await queue.fill(PAIR[0], Math.min(10_000, BACKLOG - filled));
    queue.sender();
    const before = await queue.count(PAIR[0], "accepted");
    await until("it sends", async () => (await queue.count(PAIR[0], "accepted")) > before + 50);
    const backlog = await queue.count(PAIR[0], "due");
    await first!.change(behaviour);
    const drained = await until("nothing waits for it any more", async () => (await queue.count(PAIR[0], "due")) <= 1, LIMIT);
    console.log(`${what}: ${backlog} messages passed to the other within ${drained.toFixed(1)} s of its last answer`);
    await first!.change({ latencyMs: 20, paused: false });
    await queue.stopSenders();
    await queue.pool.query("update message set state = 'withdrawn' where state = 'due'");
    await queue.pool.query("update gateway set state = 'open', state_reason = null, failures = 0, relapses = 0, sick_since = null, recovered_at = null, paused_until = null where id = any($1)", [PAIR]);
  }
} finally {
  await queue.close();
}
