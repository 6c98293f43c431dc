// Memory and processor time of everything that a run starts, read from /proc: Node processes summed, PostgreSQL apart.

import { readFileSync } from "node:fs";

export interface StageUsage {
  /** Highest sum of resident memory over all Node processes at one moment, MiB. */
  readonly peakMiB: number;
  /** The same for PostgreSQL: private memory of its processes, and the shared buffers once. 0 when it is somebody else's server. */
  readonly postgresPeakMiB: number;
  /** Processor time, seconds. */
  readonly cpuSeconds: number;
  readonly postgresCpuSeconds: number;
  /** Node processes at their highest, by pid (MiB): where to look when the sum grows. */
  readonly byProcess: Readonly<Record<string, number>>;
}

const EVERY_MS = 100;
/** PostgreSQL has many processes: one look in so many. */
const POSTGRES_EVERY = 5;
/** Ticks of /proc/PID/stat in a second, on every Linux. */
const TICKS = 100;

type Side = "node" | "postgres";

/** Samples the tree of this process until `stop`; where there is no /proc only this process's memory is known. */
export class UsageSampler {
  readonly #postgres: number | null;
  readonly #timer: NodeJS.Timeout;
  readonly #ticks: Record<Side, Map<number, number>> = { node: new Map(), postgres: new Map() };
  readonly #names = new Map<number, string>();
  #base: Record<Side, Map<number, number>> = { node: new Map(), postgres: new Map() };
  #peak = 0;
  #postgresPeak = 0;
  #byProcess: Record<string, number> = {};
  #looks = 0;

  constructor(postgresPid: number | null) {
    this.#postgres = postgresPid;
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
    this.#timer.unref();
  }

  /** Gives a child a name in `byProcess`. */
  name(pid: number | undefined, name: string): void {
    if (pid !== undefined) this.#names.set(pid, name);
  }

  begin(): void {
    this.#look(true);
    this.#peak = 0;
    this.#postgresPeak = 0;
    this.#byProcess = {};
    this.#base = { node: new Map(this.#ticks.node), postgres: new Map(this.#ticks.postgres) };
    this.#look(true);
  }

  end(): StageUsage {
    this.#look(true);
    return {
      peakMiB: round(this.#peak / 1024),
      postgresPeakMiB: round(this.#postgresPeak / 1024),
      cpuSeconds: this.#spent("node"),
      postgresCpuSeconds: this.#spent("postgres"),
      byProcess: Object.fromEntries(
        Object.entries(this.#byProcess).map(([name, kib]) => [name, round(kib / 1024)]),
      ),
    };
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(whole = false): void {
    this.#looks += 1;
    const postgres = this.#postgres === null ? [] : [this.#postgres];
    let sum = 0;
    for (const pid of familyOf(process.pid, new Set(postgres))) {
      const kib = residentOf(pid);
      if (kib === 0) continue;
      sum += kib;
      const name = this.#names.get(pid) ?? (pid === process.pid ? "season" : String(pid));
      this.#byProcess[name] = Math.max(this.#byProcess[name] ?? 0, kib);
      this.#count("node", pid);
    }
    this.#peak = Math.max(this.#peak, sum);
    if (postgres.length === 0 || (!whole && this.#looks % POSTGRES_EVERY !== 0)) return;
    let own = 0;
    let shared = 0;
    for (const pid of familyOf(postgres[0]!, new Set())) {
      const status = statusOf(pid);
      own += kibOf(status, "RssAnon");
      shared = Math.max(shared, kibOf(status, "RssShmem"));
      this.#count("postgres", pid);
    }
    this.#postgresPeak = Math.max(this.#postgresPeak, own + shared);
  }

  #count(side: Side, pid: number): void {
    const stat = read(`/proc/${pid}/stat`);
    // The name in parentheses may hold spaces: what follows it is counted from its end.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    if (!Number.isNaN(ticks)) this.#ticks[side].set(pid, ticks);
  }

  #spent(side: Side): number {
    let ticks = 0;
    for (const [pid, now] of this.#ticks[side]) ticks += now - (this.#base[side].get(pid) ?? 0);
    return round(ticks / TICKS);
  }
}

/** A process and all below it, without those of `except`. */
function familyOf(pid: number, except: ReadonlySet<number>): number[] {
  const family = [pid];
  for (let index = 0; index < family.length; index += 1) {
    const parent = family[index]!;
    for (const word of read(`/proc/${parent}/task/${parent}/children`).split(" ")) {
      const child = Number(word);
      if (word !== "" && !except.has(child)) family.push(child);
    }
  }
  return family;
}

function residentOf(pid: number): number {
  const status = statusOf(pid);
  if (status === "" && pid === process.pid) return process.memoryUsage.rss() / 1024;
  return kibOf(status, "VmRSS");
}

function statusOf(pid: number): string {
  return read(`/proc/${pid}/status`);
}

function kibOf(status: string, field: string): number {
  const at = status.indexOf(`${field}:`);
  return at < 0 ? 0 : Number.parseInt(status.slice(at + field.length + 1), 10);
}

/** A process may end between being listed and being read: then there is nothing to read. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8").trimEnd();
  } catch {
    return "";
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
