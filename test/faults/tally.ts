// What the kills did, scenario by scenario, printed as one table at the end of the run.

import { SEED } from "./chance.ts";

export interface Tally {
  readonly scenario: string;
  kills: number;
  lost: number;
  twice: number;
  uncertain: number;
  /** Seconds from the restart to the last trace of the kill. */
  worstRecovery: number;
  note: string;
}

const tallies: Tally[] = [];

export function tallyOf(scenario: string): Tally {
  const tally: Tally = { scenario, kills: 0, lost: 0, twice: 0, uncertain: 0, worstRecovery: 0, note: "" };
  tallies.push(tally);
  return tally;
}

export function totalKills(): number {
  return tallies.reduce((sum, tally) => sum + tally.kills, 0);
}

export function printTallies(): void {
  const rows = [...tallies, { scenario: "TOTAL", kills: totalKills(), lost: sum("lost"), twice: sum("twice"), uncertain: sum("uncertain"), worstRecovery: Math.max(0, ...tallies.map((t) => t.worstRecovery)), note: "" }];
  const lines = rows.map((t) =>
    [t.scenario.padEnd(44), String(Math.round(t.kills)).padStart(6), String(t.lost).padStart(6), String(t.twice).padStart(6), String(t.uncertain).padStart(10), `${t.worstRecovery.toFixed(1)} s`.padStart(10), `  ${t.note}`].join(""),
  );
  const head = ["scenario".padEnd(44), "kills".padStart(6), "lost".padStart(6), "twice".padStart(6), "uncertain".padStart(10), "recovery".padStart(10)].join("");
  process.stdout.write(`\nFaults, CONVOCA_FAULTS_SEED=${SEED}\n${head}\n${lines.join("\n")}\n`);
}

function sum(field: "lost" | "twice" | "uncertain"): number {
  return tallies.reduce((total, tally) => total + tally[field], 0);
}
