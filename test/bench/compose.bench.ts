// Composing every SMS and e-mail of the first wave and queueing them with their acts.

import { conclude, contest, readOptions, runContender } from "./ground/contest.ts";
import { copiesOf, freshRegion, FULL_SIZE, noticeFile, pointGateways, startServer, stopServer } from "./ground/region.ts";

const options = readOptions({ households: FULL_SIZE });
const server = await startServer();
const region = await freshRegion();
try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  await runContender("stage.ts", { stage: "plan", url: region.url });
  await pointGateways(region.services, { sms: 9, mail: 9 });
  const copy = await copiesOf(region);
  const samples = await contest(
    options,
    {
      "Convoca compose and queue": async () => {
        const one = await copy();
        try {
          return await runContender("stage.ts", { stage: "compose", url: one.url });
        } finally {
          await one.drop();
        }
      },
    },
    [server.pid],
  );
  await conclude("compose", samples, "Convoca compose and queue", [], { households: options.households, reach: "< 12 s at full size" });
} finally {
  await region.close();
  await stopServer();
}
