// Planning the first wave and writing it with its seats, summonses and acts, against the COPY of the appointments without constraints.

import { conclude, contest, readOptions, runContender } from "./ground/contest.ts";
import type { CopiedDatabase } from "./ground/region.ts";
import { copiesOf, freshRegion, FULL_SIZE, noticeFile, startServer, stopServer } from "./ground/region.ts";

const options = readOptions({ households: FULL_SIZE });
const server = await startServer();
const region = await freshRegion();
try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  const copy = await copiesOf(region);
  let planned: CopiedDatabase | null = null;
  const samples = await contest(
    options,
    {
      "Convoca plan, written": async () => {
        await planned?.drop();
        planned = await copy();
        return runContender("stage.ts", { stage: "plan", url: planned.url });
      },
      "COPY of the appointments": () => runContender("stage.ts", { stage: "copy-appointments", url: planned!.url }),
    },
    [server.pid],
  );
  await planned!.drop();
  await conclude("plan", samples, "Convoca plan, written", [{ peer: "COPY of the appointments", as: "time", reach: "informs; < 10 s at full size" }], {
    households: options.households,
  });
} finally {
  await region.close();
  await stopServer();
}
