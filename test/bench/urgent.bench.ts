// How long an operator's message waits before it leaves, while a gateway is busy with the bulk: at full speed, and at the rate of a contract.

import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { arrivalsAt, NEITHER } from "../faults/outside.ts";
import { Queue, until } from "../faults/queue.ts";

const { values } = parseArgs({ options: { messages: { type: "string", default: "200" }, households: { type: "string", default: "126921" } } });
const MESSAGES = Number(values.messages);
const BULK = Number(values.households);
const EVERY_MS = 100;
/** A messages' gateway some 20 ms away; without a rate, and with that of a usual contract. */
const ROADS = [
  { id: "sms-veloce", ratePerSecond: null, bulk: BULK },
  { id: "sms-a-contratto", ratePerSecond: 100, bulk: Math.min(BULK, 20_000) },
] as const;

const queue = await Queue.open();
try {
  for (const { id, ratePerSecond, bulk } of ROADS) {
    const simulator = await queue.gateway({ ...NEITHER, id }, { latencyMs: 20, sendReceipts: false }, { concurrency: 64, ratePerSecond, timeoutMs: 10_000 });
    for (let filled = 0; filled < bulk; filled += 10_000) await queue.fill(id, Math.min(10_000, bulk - filled));
    queue.sender();
    await until("the bulk is on its way", async () => (await arrivalsAt(simulator)).length > 100);
    const asked = new Map<string, number>();
    const began = { at: Date.now(), sent: (await simulator.counts()).messages };
    for (let index = 0; index < MESSAGES; index += 1) {
      const at = Date.now();
      const [key] = await queue.fill(id, 1, 0);
      asked.set(key!, at);
      await sleep(EVERY_MS * (0.5 + Math.random()));
    }
    await sleep(3_000);
    const sent = (await simulator.counts()).messages - began.sent;
    const seconds = (Date.now() - began.at) / 1_000;
    const isBulkLeft = (await queue.count(id, "due")) > 0;
    await queue.stopSenders();
    const arrivals = new Map((await arrivalsAt(simulator)).map(({ key, at }) => [key, at]));
    const waits = [...asked].map(([key, at]) => (arrivals.get(key) ?? Infinity) - at).sort((a, b) => a - b);
    const rank = (share: number): string => `${Math.round(waits[Math.min(waits.length - 1, Math.ceil(waits.length * share) - 1)]!)} ms`;
    console.log(
      `${ratePerSecond === null ? "without a rate" : `at ${ratePerSecond}/s`}: ${waits.length} operator's messages among ${Math.round(sent / seconds)} a second` +
        `${isBulkLeft ? "" : " (the bulk ran out: more --households)"}: p50 ${rank(0.5)}, p99 ${rank(0.99)}, slowest ${rank(1)}`,
    );
    if (waits.at(-1) === Infinity) process.exitCode = 1;
    await queue.pool.query("update message set state = 'withdrawn' where gateway_id = $1 and state = 'due'", [id]);
  }
} finally {
  await queue.close();
}
