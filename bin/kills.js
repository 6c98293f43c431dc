#!/usr/bin/env node
// The long form of the kills: `npm run kills` strikes 500 times; `npm run kills -- 100 --seed 7 --minutes 4` a slice, added to the sums of those before; `--anew` begins the sums again. Not part of continuous integration.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { onNode24, ROOT } from "./node24.js";

await onNode24(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: "string" }, minutes: { type: "string" }, anew: { type: "boolean" } },
});
const kills = Number(positionals[0] ?? 500);
const minutes = Number(values.minutes ?? Infinity);
if (!Number.isInteger(kills) || kills < 1 || Number.isNaN(minutes) || Number.isNaN(Number(values.seed ?? 0))) {
  console.error("Say how many kills, a whole number: npm run kills -- 100 [--seed 7] [--minutes 4] [--anew]");
  process.exit(2);
}
const sums = join(ROOT, ".convoca", "kills.json");
if (values.anew === true) rmSync(sums, { force: true });
const child = spawn(process.execPath, ["test/faults/runners/kills.ts", String(kills), sums, String(minutes * 60)], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, ...(values.seed === undefined ? {} : { CONVOCA_FAULTS_SEED: values.seed }) },
});
const [code] = await once(child, "close");
process.exitCode = code ?? 1;
