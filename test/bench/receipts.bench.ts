// Delivery receipts by HTTP callback through the server's route, counted when the answer says that they are stored.

import { Pool } from "undici";
import type { Sample } from "./ground/contest.ts";
import { conclude, contest, readOptions, runContender } from "./ground/contest.ts";
import type { MakeCopy } from "./ground/region.ts";
import { copiesOf, freshRegion, noticeFile, openSuperuser, pointGateways, SMS_GATEWAY, startServer, stopServer } from "./ground/region.ts";
import { startWeb } from "./ground/web.ts";

/** Receipts in one callback, and callbacks at once: what the simulated gateway does. */
const IN_ONE = 200;
const AT_ONCE = 4;
const FAILED_SHARE = 0.04;

const options = readOptions({ households: 60_000 });
const server = await startServer();
const region = await freshRegion();
try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  await runContender("stage.ts", { stage: "plan", url: region.url });
  await pointGateways(region.services, { sms: 9 });
  await runContender("stage.ts", { stage: "compose", url: region.url });
  await region.services.pools.worker.query("update message set state = 'accepted', accepted_at = clock_timestamp(), reference = 'r-' || id");
  const copy = await copiesOf(region);
  const samples = await contest(options, { "single callbacks": () => run(copy, 1, 64), "callbacks of 200": () => run(copy, IN_ONE, AT_ONCE) }, [server.pid]);
  await conclude("receipts", samples, "callbacks of 200", [], { households: options.households, failedShare: FAILED_SHARE });
} finally {
  await region.close();
  await stopServer();
}

async function run(copy: MakeCopy, inOne: number, atOnce: number): Promise<Sample> {
  const database = await copy();
  const web = await startWeb(database.url);
  try {
    const keys = await keysOf(database.url);
    const bodies: string[] = [];
    for (let at = 0; at < keys.length; at += inOne) bodies.push(JSON.stringify(keys.slice(at, at + inOne).map(receiptOf)));
    const client = new Pool(web.address, { connections: atOnce, pipelining: 1 });
    let next = 0;
    const start = performance.now();
    await Promise.all(Array.from({ length: atOnce }, async () => {
      while (next < bodies.length) await post(client, bodies[next++]!);
    }));
    const seconds = (performance.now() - start) / 1_000;
    await client.close();
    return { count: keys.length, seconds, peakMiB: web.peakMiB() };
  } finally {
    await web.stop();
    await database.drop();
  }
}

function receiptOf(key: string, index: number): object {
  const failed = index % Math.round(1 / FAILED_SHARE) === 0;
  return { key, reference: `r-${key}`, status: failed ? "failed" : "delivered", ...(failed ? { code: "unknown-subscriber" } : {}), at: "2019-09-02T08:00:00.000Z" };
}

async function post(client: Pool, body: string): Promise<void> {
  const headers = { authorization: "Bearer demo", "content-type": "application/json" };
  const answer = await client.request({ path: `/receipts/sms/${SMS_GATEWAY}`, method: "POST", headers, body });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`answer ${answer.statusCode}: ${text}`);
}

async function keysOf(url: string): Promise<string[]> {
  const superuser = await openSuperuser(new URL(url).pathname.slice(1));
  try {
    return (await superuser.query<{ id: string }>("select id from convoca.message order by id")).rows.map((row) => row.id);
  } finally {
    await superuser.end();
  }
}
