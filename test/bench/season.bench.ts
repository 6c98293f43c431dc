// The whole season as `npm run season` plays it; the figure is its first wave, from the files to the receipts stored.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sample } from "./ground/contest.ts";
import { conclude, contest, readOptions } from "./ground/contest.ts";
import { FULL_SIZE, HOME, ROOT } from "./ground/region.ts";

interface Report {
  readonly messages: { readonly sms: number; readonly email: number };
  readonly stages: readonly { readonly name: string; readonly seconds: number; readonly peakMiB: number }[];
  readonly firstWave: { readonly seconds: number; readonly peakMiB: number };
}

const options = readOptions({ households: FULL_SIZE });
await mkdir(HOME, { recursive: true });
const stages: Report["stages"][] = [];
const samples = await contest(options, { "Convoca, first wave": play });
await conclude("season", samples, "Convoca, first wave", [], { households: options.households, reach: "< 90 s and < 1024 MiB at full size", stages });

async function play(): Promise<Sample> {
  const json = join(HOME, "season-report.json");
  const child = spawn(process.execPath, [join(ROOT, "bin/convoca.js"), "season", "--households", `${options.households}`, "--json", json], {
    env: { ...process.env, CONVOCA_HOME: join(HOME, "season-home") },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`the season ended with code ${code}`);
  const report = JSON.parse(await readFile(json, "utf8")) as Report;
  stages.push(report.stages);
  return { count: report.messages.sms + report.messages.email, seconds: report.firstWave.seconds, peakMiB: report.firstWave.peakMiB };
}
