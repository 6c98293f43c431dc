// The turn of a day over every open term of a region, notices' and items', against the plain reading of the same rows.

import { conclude, contest, readOptions, runContender } from "./ground/contest.ts";
import type { CopiedDatabase } from "./ground/region.ts";
import { copiesOf, freshRegion, FULL_SIZE, noticeFile, startServer, stopServer } from "./ground/region.ts";

const options = readOptions({ households: FULL_SIZE });
const server = await startServer();
const region = await freshRegion();
try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  const { count } = await runContender("turn.ts", { stage: "dossiers", url: region.url });
  console.log(`${count} open terms of items, besides those of the notices`);
  const copy = await copiesOf(region);
  const samples = await contest(
    options,
    {
      "Convoca turn of the day": async () => {
        const turned: CopiedDatabase = await copy();
        try {
          return await runContender("turn.ts", { stage: "turn", url: turned.url });
        } finally {
          await turned.drop();
        }
      },
      "reading the open terms": () => runContender("turn.ts", { stage: "read", url: region.url }),
    },
    [server.pid],
  );
  await conclude("turn-of-day", samples, "Convoca turn of the day", [{ peer: "reading the open terms", as: "time", reach: "informs; < 30 s at full size" }], {
    households: options.households,
  });
} finally {
  await region.close();
  await stopServer();
}
