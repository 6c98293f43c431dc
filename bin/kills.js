#!/usr/bin/env node
// The long form of the kills: `npm run kills` strikes 500 times, `npm run kills -- 1000` as often as it is told; not part of continuous integration.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onNode24, ROOT } from "./node24.js";

await onNode24(fileURLToPath(import.meta.url));
const kills = Number(process.argv[2] ?? 500);
if (!Number.isInteger(kills) || kills < 36) {
  console.error("Say how many kills, 36 or more: npm run kills -- 500");
  process.exit(2);
}
const child = spawn(process.execPath, ["--test", "test/faults/kills.test.ts"], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, CONVOCA_FAULTS: "long", CONVOCA_FAULTS_KILLS: String(kills) },
});
const [code] = await once(child, "close");
process.exitCode = code ?? 1;
