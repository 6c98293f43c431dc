// SMS over SMPP with fifty unanswered at once, handed over and recorded: our worker against the `smpp` package's client without a database, and Kannel where it is installed.

import { openServices } from "../../src/services/context.ts";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { startSmpp } from "../../src/simulator/outside-world.ts";
import { KEY_TAG } from "../../src/simulator/smsc.ts";
import { isKannelInstalled } from "../stories/fixtures/kannel.ts";
import { conclude, contest, readOptions, runContender } from "./ground/contest.ts";
import type { Sample } from "./ground/contest.ts";
import { copiesOf, freshRegion, noticeFile, pointGateways, SMS_GATEWAY, startServer, stopServer } from "./ground/region.ts";

/** Packets without an answer at once, for every contender; ours has more messages open in the database, so that recording does not empty the wire. */
const WINDOW = 50;
const OPEN = 160;
const ALONE = "smpp client alone, no database";
const KANNEL = "Kannel, read from and recorded in PostgreSQL";

const options = readOptions({ households: 60_000 });
process.env["CONVOCA_BENCH_SMPP"] = "prova";
const server = await startServer();
const region = await freshRegion();
try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  await runContender("stage.ts", { stage: "plan", url: region.url });
  await pointGateways(region.services, { sms: 9 });
  await runContender("stage.ts", { stage: "compose", url: region.url });
  const copy = await copiesOf(region);
  const against = (script: string) => async (): Promise<Sample> => {
    const database = await copy();
    const smsc = await startSmpp({ keepTexts: 100, behaviour: { sendReceipts: false } }, true);
    try {
      const services = openServices(database.url);
      await ensureGateways(services, [
        {
          id: SMS_GATEWAY, channel: "sms", url: `smpp://127.0.0.1:${smsc.port}`, sender: "CPICampania", ratePerSecond: null, concurrency: OPEN, deduplicates: false, canBeAsked: false,
          settings: { systemId: "convoca", password: "env:CONVOCA_BENCH_SMPP", keyTag: KEY_TAG, window: WINDOW },
        },
      ]);
      await services.close();
      const sample = await runContender(script, { url: database.url, port: smsc.port, concurrency: WINDOW });
      const { messages, copies } = await smsc.counts();
      if (messages !== sample.count || copies !== messages) throw new Error(`${sample.count} handed over, ${messages} arrived in ${copies} copies`);
      return sample;
    } finally {
      await smsc.stop();
      await database.drop();
    }
  };
  const contenders = { Convoca: against("convoca-sender.ts"), [ALONE]: against("smpp-client-alone.ts") };
  const isThere = isKannelInstalled();
  if (!isThere) console.log("  Kannel: NOT RUN (it is not installed)");
  const samples = await contest(options, isThere ? { ...contenders, [KANNEL]: against("kannel.ts") } : contenders, [server.pid]);
  await conclude(
    "smpp", samples, "Convoca",
    [{ peer: ALONE, as: "speed", reach: "≥ 0.5" }, ...(isThere ? [{ peer: KANNEL, as: "speed", reach: "≥ 4" } as const] : [])],
    { households: options.households, window: WINDOW, open: OPEN },
  );
} finally {
  await region.close();
  await stopServer();
}
