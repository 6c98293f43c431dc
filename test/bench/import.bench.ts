// Importing a notice file with history, rejected rows and acts, committed, against the plain COPY of its rows.

import { conclude, contest, readOptions, runContender } from "./ground/contest.ts";
import { freshRegion, FULL_SIZE, noticeFile, startServer, stopServer } from "./ground/region.ts";

const options = readOptions({ households: FULL_SIZE });
const server = await startServer();
try {
  const file = await noticeFile(options.households);
  const on = (stage: string) => async () => {
    const region = await freshRegion();
    try {
      return await runContender("stage.ts", { stage, url: region.url, path: file.path });
    } finally {
      await region.close();
    }
  };
  const samples = await contest(options, { "Convoca import": on("import"), "COPY of the rows": on("copy-notices") }, [server.pid]);
  await conclude("import", samples, "Convoca import", [{ peer: "COPY of the rows", as: "time", reach: "informs; < 20 s at full size" }], {
    households: options.households,
  });
} finally {
  await stopServer();
}
