// Letters as the worker draws them: taken from the database, composed by so many compilers, kept with their digest.

import { readdirSync, readFileSync } from "node:fs";
import { openPrinter } from "../../../src/exchange/typst/printer.ts";
import { openServices } from "../../../src/services/context.ts";
import { drawLetters } from "../../../src/services/letters/draw.ts";
import { tell } from "../ground/contest.ts";

/** Of this process and of its compilers: whatever else the machine does, they are its own. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  const compilers = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return Number(fields[1]) === process.pid ? (Number(fields[11]) + Number(fields[12])) / 100 : 0;
    } catch {
      return 0;
    }
  });
  return (user + system) / 1e6 + compilers.reduce((sum, seconds) => sum + seconds, 0);
}

const input = JSON.parse(process.argv[2]!) as { readonly url: string; readonly compilers: number };
const services = openServices(input.url);
const fault = (text: string): void => {
  throw new Error(text);
};
const printers = Array.from({ length: input.compilers }, () => openPrinter({ onFault: fault }));
// The compilers are there, as they are in a worker at work.
await drawLetters(services, printers, printers.length, fault);
const before = processorSeconds();
const from = performance.now();
const count = await drawLetters(services, printers, Infinity, fault);
const took = performance.now() - from;
console.error(`     ${Math.round(count / (processorSeconds() - before))} letters for each second of processor, compilers and all but the database`);
tell(count, took);
await Promise.all(printers.map((printer) => printer.close()));
await services.close();
