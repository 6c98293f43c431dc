// SMS over HTTP, handed over and recorded: our worker against undici without a database, graphile-worker tuned and pg-boss in batches.

import { readOptions } from "./ground/contest.ts";
import { contestOfSenders } from "./ground/sending.ts";

await contestOfSenders(readOptions({ households: 60_000 }), {
  name: "sms",
  channel: "sms",
  alone: "undici alone, no database",
  peers: { "graphile-worker tuned": "graphile.js", "pg-boss, batches of 500": "pg-boss.js" },
  comparisons: [
    { peer: "undici alone, no database", as: "speed", reach: "≥ 0.6" },
    { peer: "graphile-worker tuned", as: "speed", reach: "≥ 4" },
    { peer: "pg-boss, batches of 500", as: "speed", reach: "≥ 5" },
  ],
});
