// A campaign of the whole Region, seen complete: preview, approval, seats, messages at its pace, its worker killed -9, a pause and a stop; everybody is accounted for.

import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { killCampaign } from "../faults/campaign-kills.ts";
import { readOptions, runContender } from "./ground/contest.ts";
import { machineText } from "./ground/machine.ts";
import { freshRegion, HOME, noticeFile, pointGateways, startServer, stopServer } from "./ground/region.ts";

const options = readOptions({ households: 20_000 });
const KILLS = 12;

await startServer();
const region = await freshRegion();
try {
  const { path } = await noticeFile(options.households);
  await runContender("stage.ts", { stage: "import", url: region.url, path });
  await pointGateways(region.services, { sms: 9, mail: 9 });
  const end = await killCampaign({ url: region.url, services: region.services, reference: region.reference, kills: KILLS, pauses: true, stopAt: 0.8 });
  const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;
  console.log(`${options.households} households: chosen ${end.chosen}, ready ${end.ready}; told ${end.told}, skipped ${end.skipped}, withdrawn by the stop ${end.withdrawn}; ${end.messages} messages`);
  console.log(`preview ${seconds(end.previewMs)}, approval ${seconds(end.approveMs)}, run with ${end.kills} kills and a pause ${seconds(end.runMs)}; the pause was answered in ${Math.round(end.pausedMs)} ms`);
  await mkdir(HOME, { recursive: true });
  await appendFile(join(HOME, "campaigns.json"), `${JSON.stringify({ name: "campaigns", at: new Date().toISOString(), machine: machineText(), households: options.households, ...end })}\n`);
} finally {
  await region.close();
  await stopServer();
}
