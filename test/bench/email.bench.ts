// E-mail over SMTP, handed over and recorded: our worker against nodemailer with the same ready messages, alone and behind two queues.

import { readOptions } from "./ground/contest.ts";
import { contestOfSenders } from "./ground/sending.ts";

await contestOfSenders(readOptions({ households: 60_000 }), {
  name: "email",
  channel: "email",
  alone: "nodemailer alone, no database",
  peers: { "graphile-worker + nodemailer": "graphile.js", "pg-boss + nodemailer": "pg-boss.js" },
  comparisons: [
    { peer: "nodemailer alone, no database", as: "speed", reach: "≥ 0.8" },
    { peer: "graphile-worker + nodemailer", as: "speed", reach: "≥ 2" },
    { peer: "pg-boss + nodemailer", as: "speed", reach: "≥ 2" },
  ],
});
