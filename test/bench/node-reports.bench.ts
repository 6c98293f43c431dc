// A day's backlog for the national node: acts become reports, are told over SOAP and acknowledged; an urgent breach that comes in the middle does not wait for it.

import { Worker } from "node:worker_threads";
import { nodeConnection } from "../../src/exchange/national-node/connection.ts";
import { openDoor } from "../../src/exchange/national-node/report-door.ts";
import { sendOnce } from "../../src/services/node/send.ts";
import { loadReference } from "../../src/services/reference.ts";
import { openServices } from "../../src/services/context.ts";
import type { Services } from "../../src/services/context.ts";
import type { Sample } from "./ground/contest.ts";
import { conclude, contest, readOptions, runContender } from "./ground/contest.ts";
import type { MakeCopy } from "./ground/region.ts";
import { copiesOf, freshRegion, noticeFile, startServer, stopServer } from "./ground/region.ts";

const EVENTS = 10_000;
const options = readOptions({ households: 12_000 });
const server = await startServer();
const region = await freshRegion();
try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  await putDown(region.services, EVENTS);
  const copy = await copiesOf(region);
  const samples = await contest(options, { "told and acknowledged": () => run(copy) }, [server.pid]);
  await conclude("node-reports", samples, "told and acknowledged", [], { households: options.households, events: EVENTS, target: 500 });
} finally {
  await region.close();
  await stopServer();
}

/** Profiles decided and exemptions granted, as acts put them down: each for another person. */
async function putDown({ pools }: Services, count: number): Promise<void> {
  const cases = (await pools.worker.query<{ id: string }>("select id from case_file order by id limit $1", [count])).rows.map((row) => row.id);
  if (cases.length < count) throw new Error(`only ${cases.length} cases`);
  await pools.worker.query(
    `with chosen as (select id, gen_random_uuid() as item, row_number() over (order by id) as n from unnest($1::uuid[]) c (id)),
     items as (
       insert into dossier_item (id, case_id, procedure, state, version, data, unit_kind, unit_id, opened_at, last_act)
       select item, id, case when n % 2 = 0 then 'profilazione' else 'esonero' end, case when n % 2 = 0 then 'decided' else 'granted' end, 1, '{}', 'person', id, now(), gen_random_uuid() from chosen returning id
     )
     insert into outbound_event (id, case_id, item_id, act_id, kind, payload, made_at)
     select gen_random_uuid(), id, item, gen_random_uuid(), case when n % 2 = 0 then 'profilazione/decide' else 'esonero/grant' end,
       jsonb_build_object('state', 'decided', 'data', jsonb_build_object('decided', jsonb_build_object('decidedOn', '2019-10-02', 'index', jsonb_build_object('value', 0.61)))),
       '2019-10-02T10:00:00Z' from chosen where exists (select 1 from items)`,
    [cases],
  );
}

async function run(copy: MakeCopy): Promise<Sample> {
  const database = await copy();
  const services = openServices(database.url);
  const node = await startNode();
  try {
    const connection = nodeConnection({
      url: `${node.url}/rdc`,
      reports: { sapUrl: `${node.url}/sap`, breachUrl: `${node.url}/condizionalita`, system: "05", body: "80011990639", concurrency: 32 },
    });
    if (connection.reports === null) throw new Error("no way out");
    const door = openDoor(connection, connection.reports);
    const reference = await loadReference(services.pools.worker);
    const sender = { reference, identity: connection.reports, door, concurrency: 32, knowsBreaches: false, onFault: (fault: unknown) => { throw fault; } };
    const start = performance.now();
    while ((await sendOnce(services, sender)) > 0);
    const seconds = (performance.now() - start) / 1_000;
    const { rows } = await services.pools.worker.query<{ n: number }>("select count(*)::int as n from node_report where state = 'acknowledged'");
    if (rows[0]?.n !== EVENTS) throw new Error(`acknowledged ${rows[0]?.n} of ${EVENTS}`);
    await door.close();
    return { count: EVENTS, seconds, peakMiB: process.memoryUsage().rss / 2 ** 20 };
  } finally {
    await node.stop();
    await services.close();
    await database.drop();
  }
}

/** The node on a thread of its own: it is another machine's work. */
async function startNode(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const worker = new Worker(new URL("contenders/node-thread.ts", import.meta.url));
  const url = await new Promise<string>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  return { url, stop: async () => void (await worker.terminate()) };
}
