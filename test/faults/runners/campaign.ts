// A process that carries campaigns on, to be killed while it does it: `node campaign.ts DATABASE_URL`, writes "at work" and then "turn" after each turn.

import { setTimeout as sleep } from "node:timers/promises";
import { runCampaigns } from "../../../src/services/campaigns/run.ts";
import { openServices } from "../../../src/services/context.ts";
import { loadReference } from "../../../src/services/reference.ts";

const services = openServices(process.argv[2]!);
const reference = await loadReference(services.pools.intake);
const WEEKS_AHEAD_MS = 21 * 86_400_000;

process.stdout.write("at work\n");
for (;;) {
  const done = await runCampaigns({ services, reference, aheadMs: WEEKS_AHEAD_MS });
  process.stdout.write(`turn ${done}\n`);
  if (done === 0) await sleep(50);
}
