// Our worker hands over messages for so long, and says how many left.

import { setTimeout as pause } from "node:timers/promises";
import { RDC_2019 } from "../../../src/domain/measures/rdc-2019/parameters.ts";
import { openServices } from "../../../src/services/context.ts";
import { loadReference } from "../../../src/services/reference.ts";
import { Worker } from "../../../src/worker/worker.ts";
import { tell } from "../ground/contest.ts";

const { url, milliseconds } = JSON.parse(process.argv[2]!) as { url: string; milliseconds: number };
const services = openServices(url);
const pool = services.pools.worker;
const left = async (): Promise<number> => (await pool.query<{ n: number }>("select count(*)::int as n from message where state <> 'due'")).rows[0]!.n;
const worker = new Worker({
  services,
  reference: await loadReference(services.pools.app),
  quietHours: RDC_2019.quietHours.value,
  onFault: (fault) => console.error(fault),
});
const before = await left();
const start = performance.now();
worker.start();
await pause(milliseconds);
await worker.stop();
const took = performance.now() - start;
tell((await left()) - before, took);
await services.close();
