// The control room under a bulk of receipts: what following costs, what its triggers cost the senders' updates, and how long two hundred who look wait.

import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Services } from "../../src/services/context.ts";
import { checkFigures, followAll, followStep } from "../../src/services/control-room/follow.ts";
import { readFigures, readFollowed, readOfficeCounts } from "../../src/store/read/control-room.ts";
import { cachedBy } from "../../src/server/cached.ts";
import { readOptions, runContender } from "./ground/contest.ts";
import { machineText } from "./ground/machine.ts";
import { freshRegion, FULL_SIZE, HOME, noticeFile, pointGateways, startServer, stopServer } from "./ground/region.ts";

const LOOKERS = 200;
const ASKS_EACH = 20;
const BATCH = 400;
const FRESH_MS = 2_000;

const options = readOptions({ households: FULL_SIZE });
await startServer();
const region = await freshRegion();
try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  await runContender("stage.ts", { stage: "plan", url: region.url });
  await pointGateways(region.services, { sms: 9, mail: 9 });
  const composed = await runContender("stage.ts", { stage: "compose", url: region.url });
  const followed = await timed(() => followAll(region.services));
  const figures = {
    composed,
    followAll: { seconds: followed.seconds, changes: followed.value },
    looking: await looking(region.services),
    verify: await timed(() => checkFigures(region.services)).then(({ seconds, value }) => ({ seconds, cases: value.cases, wrong: value.wrongCases.length + value.wrongFigures.length })),
  };
  await mkdir(HOME, { recursive: true });
  const record = { name: "control-room", at: new Date().toISOString(), machine: machineText(), households: options.households, ...figures };
  await appendFile(join(HOME, "control-room.json"), `${JSON.stringify(record)}\n`);
  console.log(JSON.stringify(record, null, 1));
} finally {
  await region.close();
  await stopServer();
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { seconds: (performance.now() - started) / 1_000, value };
}

/** Messages are taken and delivered batch by batch while figures are followed and looked at, each scope worked out anew every two seconds. */
async function looking(services: Services): Promise<object> {
  const { rows } = await services.pools.worker.query<{ id: string }>("select id from message order by id");
  const offices = (await services.pools.worker.query<{ id: string }>("select id from office order by id")).rows.map(({ id }) => id);
  const room = cachedBy(FRESH_MS, LOOKERS, async (id) =>
    Promise.all([readFollowed(services.pools.control), readOfficeCounts(services.pools.control), readFigures(services.pools.control, id === "" ? null : [id])]),
  );
  const ended = { value: false };
  let sent = 0;
  const sending = (async () => {
    for (let at = 0; at < rows.length && !ended.value; at += BATCH) {
      const ids = rows.slice(at, at + BATCH).map(({ id }) => id);
      await services.pools.worker.query("update message set state = 'accepted', accepted_at = clock_timestamp() where id = any($1)", [ids]);
      await services.pools.worker.query("update message set state = 'delivered', settled_at = clock_timestamp() where id = any($1)", [ids]);
      sent += ids.length;
    }
  })();
  const following = (async () => {
    while (!ended.value) {
      const rest = await followStep(services, 1_000);
      await new Promise((resolve) => setTimeout(resolve, Math.min(rest, 10_000)));
    }
  })();
  const waits: number[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: LOOKERS }, async (_, looker) => {
      for (let ask = 0; ask < ASKS_EACH; ask += 1) {
        await new Promise((resolve) => setTimeout(resolve, 500 + ((looker * 37 + ask * 101) % 1_000)));
        const began = performance.now();
        await room(looker % 3 === 0 ? "" : offices[(looker + ask) % offices.length]!);
        waits.push(performance.now() - began);
      }
    }),
  );
  ended.value = true;
  const seconds = (performance.now() - started) / 1_000;
  await Promise.all([sending, following]);
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { looks: sorted.length, seconds, messages: sent, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: sorted.at(-1) };
}
