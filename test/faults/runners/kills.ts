// The long form of the kills: `node kills.ts KILLS SUMS_FILE [SECONDS]` strikes in lots, each counted to the end and then added to the sums in the file.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Chance, SEED } from "../chance.ts";
import { openRegion } from "../region.ts";
import { BLOWS, noSums, RECOVERY_LIMIT, Strikes } from "../strikes.ts";
import type { Sums } from "../strikes.ts";
import { World } from "../strike-world.ts";

/** Enough to be moulds of many cases. */
const HOUSEHOLDS = 300;
const LOT_KILLS = BLOWS.length;

// Every kill starts a process anew: what was compiled once is kept for all of them.
process.env["NODE_COMPILE_CACHE"] ??= join(tmpdir(), "convoca-guasti-compilati");

const [wanted, file, seconds] = process.argv.slice(2);
const total = await readSums(file!);
const region = await openRegion(HOUSEHOLDS);
const until = performance.now() + Number(seconds ?? Infinity) * 1_000;
try {
  const chance = new Chance("strikes");
  for (let left = Number(wanted); left > 0 && performance.now() < until; ) {
    await region.postgres.copy(region.messages.database, "colpito");
    const world = await World.open(region.postgres, "colpito");
    const strikes = new Strikes(world, chance);
    const since = performance.now();
    try {
      left -= await strikes.run(Math.min(left, LOT_KILLS), () => performance.now() < until);
    } finally {
      await world.close();
    }
    add(total, strikes.sums);
    await mkdir(dirname(file!), { recursive: true });
    await writeFile(file!, JSON.stringify(total, null, 1));
    const kills = count(strikes.sums);
    process.stdout.write(`  ${kills} kills in ${((performance.now() - since) / 1_000).toFixed(0)} s, slowest recovery ${strikes.sums.worstRecovery.toFixed(1)} s, uncertain ${strikes.sums.uncertain} of ${strikes.sums.inFlight} in flight; ${count(total)} in all\n`);
  }
} finally {
  await region.close();
}
print(total);
// Whatever a killed process left open here is of no more use.
process.exit(total.worstRecovery > RECOVERY_LIMIT ? 1 : 0);

async function readSums(path: string): Promise<Sums> {
  const text = await readFile(path, "utf8").catch(() => null);
  return text === null ? noSums() : (JSON.parse(text) as Sums);
}

function add(to: Sums, from: Sums): void {
  for (const [name, kills] of Object.entries(from.kills)) to.kills[name] = (to.kills[name] ?? 0) + kills;
  for (const field of ["messages", "lost", "repeated", "inFlight", "uncertain", "receiptsLost"] as const) to[field] += from[field];
  to.worstRecovery = Math.max(to.worstRecovery, from.worstRecovery);
}

function count({ kills }: Sums): number {
  return Object.values(kills).reduce((sum, one) => sum + one, 0);
}

function print(sums: Sums): void {
  const rows = Map.groupBy(Object.entries(sums.kills), ([name]) => name.split(" / ")[0]!);
  process.stdout.write(`\nKills, CONVOCA_FAULTS_SEED=${SEED}\n`);
  for (const [point, entries] of rows) {
    const by = entries.map(([name, kills]) => `${name.split(" / ")[1]} ${kills}`).join(", ");
    process.stdout.write(`${point.padEnd(30)}${String(entries.reduce((sum, [, kills]) => sum + kills, 0)).padStart(6)}   ${by}\n`);
  }
  process.stdout.write(
    `${"in all".padEnd(30)}${String(count(sums)).padStart(6)}   ${sums.messages} messages: ${sums.lost} lost, ${sums.repeated} repeated, ${sums.uncertain} in doubt at some time of ${sums.inFlight} in flight, ` +
      `${sums.receiptsLost} receipts lost; slowest recovery ${sums.worstRecovery.toFixed(1)} s\n`,
  );
}
