// Gateways that are dead, dumb or slow: the lane pauses and says so, opens again by itself, keeps the rate, lets an operator pass.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Child } from "./child.ts";
import { arrivalsAt, ASKABLE, enterGateway, NEITHER, reckon } from "./outside.ts";
import type { GatewayKind } from "./outside.ts";
import { Queue, until } from "./queue.ts";

const named = (kind: GatewayKind, name: string): GatewayKind => ({ ...kind, id: `${kind.id}-${name}` });
const SOUND = { lost: 0, twice: 0, failed: 0, unsettled: 0, hidden: 0 };
const soundness = ({ lost, twice, failed, unsettled, hidden }: typeof SOUND) => ({ lost, twice, failed, unsettled, hidden });

const RATE = 100;
const BUNCH_MS = 15;

interface RateSample {
  /** Most arrivals in a second of those seconds in which the gateway could date them. */
  readonly fullest: number;
  readonly used: number;
  /** Share of the seconds in which it could. */
  readonly judged: number;
}

/** What happens to the sender that drives, and how heavy each message is where the contract counts parts. */
interface RateStory {
  readonly driver: "stays" | "is killed" | "is stopped";
  readonly parts: 1 | 2;
}

/** Sends so much through two senders to a gateway that only dates arrivals. */
async function rateSample(queue: Queue, sample: number, { driver: fate, parts }: RateStory): Promise<RateSample> {
  const gateway = new Child("test/faults/runners/rate-gateway.ts", []);
  try {
    await gateway.said("\n");
    const port = Number(gateway.output.replace("port ", ""));
    const kind = named(NEITHER, `a-ritmo-${sample}-${fate.replace(" ", "-")}-${parts}`);
    await enterGateway(queue.database.services, kind, { port }, { concurrency: 32, ratePerSecond: RATE, rateUnit: parts === 1 ? "messages" : "parts" });
    await queue.fill(kind.id, 1_200 / parts, 9, parts);
    const driver = queue.sender();
    // On a database that has sent, a machine without memory of it waits for one that is alive, or it would suspect an old copy.
    await until("the first is at work", async () => (await queue.count(kind.id, "accepted")) > 0);
    queue.sender();
    if (fate !== "stays") {
      await until("a third of it is sent", async () => (await queue.count(kind.id, "accepted")) > 400 / parts);
      await (fate === "is killed" ? driver.kill() : driver.stop());
    }
    await queue.settled(kind.id, 90);
    await queue.stopSenders();
    const { arrivals, stalls } = (await (await fetch(`http://127.0.0.1:${port}/report`)).json()) as { arrivals: number[]; stalls: { from: number; to: number }[] };
    const seconds = arrivals.slice(0, -RATE).map((from) => ({
      count: arrivals.filter((at) => at >= from && at < from + 1_000).length * parts,
      // What came during a stall is dated in a bunch right after it.
      datable: !stalls.some((stall) => stall.to + BUNCH_MS > from && stall.from < from + 1_000),
    }));
    const datable = seconds.filter((second) => second.datable);
    // The steady part: the second sender joins in the first seconds.
    const steady = arrivals.slice(200 / parts);
    return {
      fullest: Math.max(0, ...datable.map(({ count }) => count)),
      used: ((steady.length - 1) * parts) / ((steady.at(-1)! - steady[0]!) / 1_000) / RATE,
      judged: datable.length / seconds.length,
    };
  } finally {
    await gateway.kill();
  }
}

describe("gateways", { timeout: 300_000 }, () => {
  let queue: Queue;
  before(async () => (queue = await Queue.open()));
  after(() => queue.close());

  it("a dead gateway pauses its lane with a reason, costs no attempts, and opens again by itself", async () => {
    const kind = named(NEITHER, "spento");
    const simulator = await queue.gateway(kind, { latencyMs: 20, sendReceipts: false }, { concurrency: 8 });
    await queue.fill(kind.id, 1_500);
    queue.sender();
    await until("it sends", async () => (await queue.count(kind.id, "accepted")) > 50);
    await simulator.change({ paused: true });
    await until("the lane is paused", async () => (await queue.gatewayState(kind.id)).state === "paused");
    assert.match((await queue.gatewayState(kind.id)).reason ?? "", /^Il gateway non risponde/);
    await sleep(5_000);
    const { rows } = await queue.pool.query<{ most: number }>("select coalesce(max(attempts), 0)::int as most from message where gateway_id = $1 and state = 'due'", [kind.id]);
    assert.equal(rows[0]!.most, 0, "attempts burnt on a gateway that was not there");
    await simulator.change({ paused: false });
    const seconds = await queue.settled(kind.id);
    process.stdout.write(`  dead gateway: all settled ${seconds.toFixed(1)} s after it came back\n`);
    assert.equal((await queue.gatewayState(kind.id)).state, "open");
    const found = await reckon(queue.pool, kind.id, simulator);
    assert.deepEqual(soundness(found), SOUND);
    assert.ok(found.uncertain <= 8, `${found.uncertain} uncertain: more than were on the wire when it died`);
    await queue.stopSenders();
  });

  it("a gateway that takes messages and never answers does not turn the whole queue into doubts", async () => {
    const [dumb, askable] = [named(NEITHER, "che-tace"), named(ASKABLE, "che-tace")];
    const settings = { concurrency: 8, timeoutMs: 1_000 };
    const silent = { latencyMs: 60_000, sendReceipts: false };
    const simulators = [await queue.gateway(dumb, silent, settings), await queue.gateway(askable, silent, settings)];
    for (const { id } of [dumb, askable]) await queue.fill(id, 300);
    queue.sender();
    await until("the lane is paused", async () => (await queue.gatewayState(dumb.id)).state === "paused");
    await sleep(10_000);
    const doubts = await queue.count(dumb.id, "uncertain");
    process.stdout.write(`  gateway that never answers: ${doubts} messages in doubt after 10 s\n`);
    assert.ok(doubts <= 8 + 5 * 3, `${doubts} in doubt: trials must be few`);
    for (const simulator of simulators) await simulator.change({ latencyMs: 5 });
    for (const [index, { id }] of [dumb, askable].entries()) {
      await queue.settled(id, 90);
      const found = await reckon(queue.pool, id, simulators[index]!);
      assert.deepEqual(soundness(found), SOUND, id);
      if (id === askable.id) assert.equal(found.uncertain, 0);
    }
    await queue.stopSenders();
  });

  const RATES: readonly RateStory[] = [{ driver: "stays", parts: 1 }, { driver: "stays", parts: 2 }, { driver: "is killed", parts: 1 }, { driver: "is stopped", parts: 1 }];
  for (const story of RATES) {
    const what = story.driver === "stays" ? "and use it" : `when the one that drives it ${story.driver}`;
    it(`two senders together never pass the rate of a gateway${story.parts === 1 ? "" : " of parts"}, ${what}`, async () => {
      for (let sample = 1; ; sample += 1) {
        const { fullest, used, judged } = await rateSample(queue, sample, story);
        process.stdout.write(`  rate ${RATE}/s: at most ${fullest} in any second, ${(used * 100).toFixed(1)}% used; ${(judged * 100).toFixed(0)}% of the seconds could be dated\n`);
        assert.ok(fullest <= RATE, `${fullest} in one second`);
        // A sample in which the machine held the gateway itself up says little of how well the rate is used.
        if (judged < 0.9 && sample < 3) continue;
        assert.ok(judged > 0, "the machine was too busy to date a single second");
        const wanted = judged < 0.8 ? 0.9 : judged < 0.9 ? 0.95 : 0.98;
        assert.ok(story.driver !== "stays" || used >= wanted, `${(used * 100).toFixed(1)}% used`);
        return;
      }
    });
  }

  it("an operator's message passes by 20,000 others at a slow gateway within two seconds", async () => {
    const kind = named(NEITHER, "lento");
    const simulator = await queue.gateway(kind, { latencyMs: 1_000, sendReceipts: false }, { concurrency: 8, timeoutMs: 5_000 });
    await queue.fill(kind.id, 20_000);
    queue.sender();
    await until("it sends", async () => (await queue.count(kind.id, "accepted")) > 20);
    const waits: number[] = [];
    for (let time = 0; time < 4; time += 1) {
      await sleep(700);
      const asked = Date.now();
      const [id] = await queue.fill(kind.id, 1, 0);
      await until("it left", async () => (await arrivalsAt(simulator)).some(({ key }) => key === id), 30);
      waits.push((await arrivalsAt(simulator)).find(({ key }) => key === id)!.at - asked);
    }
    process.stdout.write(`  operator's messages left after ${waits.join(", ")} ms\n`);
    assert.ok(Math.max(...waits) < 2_000, `${Math.max(...waits)} ms`);
    await queue.pool.query("update message set state = 'withdrawn' where gateway_id = $1 and state = 'due'", [kind.id]);
    await queue.stopSenders();
  });
});
