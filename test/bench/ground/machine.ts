// What else the machine is doing: a sample taken while others compute is worth nothing, so it is refused or flagged.

import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

/** Clock ticks of the kernel's accounting in one second (USER_HZ, 100 on every Linux that Node runs on). */
const TICKS = 100;

/** The rule of the benchmarks: a sample during which others used more than this many cores is not counted. */
export const FOREIGN_CORES_ALLOWED = 0.15;

interface Process {
  readonly parent: number;
  readonly session: number;
  readonly ticks: number;
  readonly rssKiB: number;
}

function processes(): Map<number, Process> {
  const found = new Map<number, Process>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      // The command's name stands in brackets and may hold spaces.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ").map(Number);
      found.set(Number(name), {
        parent: fields[1]!,
        session: fields[3]!,
        // Own time and that of children already collected, user and system.
        ticks: fields[11]! + fields[12]! + fields[13]! + fields[14]!,
        rssKiB: fields[21]! * 4,
      });
    } catch {
      // Ended between the listing and the reading.
    }
  }
  return found;
}

function isOurs(pid: number, all: Map<number, Process>, roots: ReadonlySet<number>): boolean {
  for (let at = pid, steps = 0; at > 1 && steps < 64; steps += 1) {
    if (roots.has(at)) return true;
    at = all.get(at)?.parent ?? 0;
  }
  return false;
}

function busyTicks(): number {
  const fields = readFileSync("/proc/stat", "utf8").split("\n", 1)[0]!.split(/\s+/).slice(1).map(Number);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, stolen = 0] = fields;
  return user + nice + system + irq + softirq + stolen;
}

/** Ticks used so far by this process, its descendants, and the servers given (with theirs). */
function ownTicks(roots: ReadonlySet<number>): number {
  const all = processes();
  let sum = 0;
  for (const [pid, { ticks }] of all) if (isOurs(pid, all, roots)) sum += ticks;
  return sum;
}

export interface Use {
  /** Cores that processes other than ours used on average; NaN where the system does not tell. */
  readonly foreignCores: number;
  readonly load: number;
  /** Processor seconds of this process and its children, and of the servers given. */
  readonly ownSeconds: number;
  readonly serverSeconds: number;
}

/** Watches the machine from now to the call of what it gives. `servers`: processes of ours that are not our descendants. */
export function watchMachine(servers: readonly number[] = []): () => Use {
  const load = () => loadavg()[0]!;
  if (process.platform !== "linux") return () => ({ foreignCores: NaN, load: load(), ownSeconds: NaN, serverSeconds: NaN });
  const started = performance.now();
  const before = [busyTicks(), ownTicks(new Set([process.pid])), ownTicks(new Set(servers))] as const;
  return () => {
    const seconds = (performance.now() - started) / 1_000;
    const busy = busyTicks() - before[0];
    const own = ownTicks(new Set([process.pid])) - before[1];
    const server = ownTicks(new Set(servers)) - before[2];
    return {
      foreignCores: Math.max(0, (busy - own - server) / TICKS / seconds),
      load: load(),
      ownSeconds: own / TICKS,
      serverSeconds: server / TICKS,
    };
  };
}

/** Peak resident memory of this process, MiB. */
export function peakMiB(): number {
  return process.resourceUsage().maxRSS / 1_024;
}

export function machineText(): string {
  const model = cpus()[0]?.model ?? "unknown processor";
  return `${availableParallelism()} cores (${model}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}`;
}
