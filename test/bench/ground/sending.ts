// A contest of senders: each hands over the same queued messages to a fresh sink in a process of its own, on its own copy of the database.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { openServices } from "../../../src/services/context.ts";
import { startOutsideWorld } from "../../../src/simulator/outside-world.ts";
import type { Comparison, Options, Sample } from "./contest.ts";
import { conclude, contest, runContender } from "./contest.ts";
import { copiesOf, freshRegion, MAIL_CONNECTIONS, noticeFile, pointGateways, ROOT, SMS_IN_FLIGHT, startServer, stopServer, superuserUrl } from "./region.ts";

const PEERS = join(ROOT, "test/bench/peers");

export interface Contest {
  readonly name: string;
  readonly channel: "sms" | "email";
  /** Label of the client that sends alone, without a database. */
  readonly alone: string;
  /** Scripts of `peers/` by label. */
  readonly peers: Readonly<Record<string, string>>;
  readonly comparisons: readonly Comparison[];
}

export async function contestOfSenders(options: Options, what: Contest): Promise<void> {
  installPeers();
  const server = await startServer();
  const region = await freshRegion();
  try {
    await queueMessages(region, options.households, what.channel);
    const copy = await copiesOf(region);
    const concurrency = what.channel === "sms" ? SMS_IN_FLIGHT : MAIL_CONNECTIONS;
    const against = (script: string) => async (): Promise<Sample> => {
      const database = await copy();
      const world = await startOutsideWorld({ asProcesses: true, keepTexts: 100, keepMessages: 100, sms: { sendReceipts: false }, mail: { sendBounces: false } });
      try {
        const port = what.channel === "sms" ? world.sms.port : world.mail.port;
        const services = openServices(database.url);
        await pointGateways(services, what.channel === "sms" ? { sms: port } : { mail: port });
        await services.close();
        const sample = await runContender(script, {
          url: database.url, superuserUrl: superuserUrl(database.url), channel: what.channel, port, concurrency,
        });
        const arrived = what.channel === "sms" ? (await world.sms.counts()).messages : (await world.mail.counts()).messages;
        if (arrived !== sample.count) throw new Error(`${sample.count} handed over, ${arrived} arrived`);
        return sample;
      } finally {
        await world.stop();
        await database.drop();
      }
    };
    const samples = await contest(
      options,
      {
        Convoca: against("convoca-sender.ts"),
        [what.alone]: against("client-alone.ts"),
        ...Object.fromEntries(Object.entries(what.peers).map(([label, script]) => [label, against(`../peers/${script}`)])),
      },
      [server.pid],
    );
    await conclude(what.name, samples, "Convoca", what.comparisons, { households: options.households, concurrency });
  } finally {
    await region.close();
    await stopServer();
  }
}

/** Imports, plans and composes for one channel only: what is queued is what a season queues. */
async function queueMessages(region: Awaited<ReturnType<typeof freshRegion>>, households: number, channel: "sms" | "email"): Promise<void> {
  const { path } = await noticeFile(households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  await runContender("stage.ts", { stage: "plan", url: region.url });
  await pointGateways(region.services, channel === "sms" ? { sms: 9 } : { mail: 9 });
  await runContender("stage.ts", { stage: "compose", url: region.url });
}

/** What the product does not use is installed only here, with its own lockfile, at the first run that needs it. */
function installPeers(): void {
  if (existsSync(join(PEERS, "node_modules", "pg-boss"))) return;
  console.log("  installing the peers …");
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", PEERS], { stdio: "inherit" });
}
