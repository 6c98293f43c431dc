// A PostgreSQL of the fault tests' own: a real embedded server that is killed with SIGKILL and started again at the same address.

import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { isAlive, startEmbedded } from "../../src/store/embedded.ts";

const SMALL = { shared_buffers: "128MB", max_wal_size: "1GB", max_connections: "120" };
const READY_WITHIN_MS = 120_000;

/**
 * `server`: the postmaster and every backend at once, as when the machine goes down;
 * `backend`: one backend, after which PostgreSQL throws everybody out and recovers by itself.
 */
export type DatabaseKill = "server" | "backend";

export class OwnPostgres {
  readonly #home: string;
  readonly #base: string;
  readonly #command: readonly string[];
  readonly #asUser: number | null;
  #pid: number;

  private constructor(home: string, base: string, pid: number) {
    this.#home = home;
    this.#base = base;
    this.#pid = pid;
    this.#command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
    this.#asUser = runAs(pid);
  }

  static async open(): Promise<OwnPostgres> {
    const home = await mkdtemp(join(tmpdir(), "convoca-guasti-pg-"));
    const server = await startEmbedded({ home, settings: SMALL });
    return new OwnPostgres(home, server.url, server.pid);
  }

  url(database: string): string {
    const url = new URL(this.#base);
    url.pathname = `/${database}`;
    return url.href;
  }

  /** Looks at a database past every wall: what the tests count must not be what a role may see. */
  look(database: string): pg.Pool {
    const url = new URL(this.url(database));
    url.username = "postgres";
    const pool = new pg.Pool({ connectionString: url.href, max: 2, options: "-c search_path=convoca,public -c timezone=UTC" });
    pool.on("error", () => undefined);
    return pool;
  }

  /** Kills and returns when nothing of what was killed runs any more. */
  async kill(what: DatabaseKill): Promise<void> {
    const backends = childrenOf(this.#pid);
    if (what === "backend") {
      const working = backends.filter((pid) => isClientBackend(pid));
      const victim = working[0] ?? backends[0];
      if (victim === undefined) return;
      signal(victim);
      while (isAlive(victim)) await sleep(5);
      // The postmaster has still to be told by the system, and to throw the others out.
      await sleep(200);
      return;
    }
    signal(this.#pid);
    for (const pid of backends) signal(pid);
    for (const pid of [this.#pid, ...backends]) while (isAlive(pid)) await sleep(5);
  }

  /** Starts the killed server again by the very command it ran with, and waits until it takes connections. */
  async restart(): Promise<void> {
    if (!isAlive(this.#pid)) {
      const log = await open(join(this.#home, "postgresql.log"), "a");
      const namespace = this.#asUser === null && process.getuid?.() === 0;
      const words = namespace ? ["unshare", "--user", "--map-user=65534", "--map-group=65534", ...this.#command] : [...this.#command];
      const child = spawn(words[0]!, words.slice(1), {
        detached: true,
        stdio: ["ignore", log.fd, log.fd],
        ...(this.#asUser === null ? {} : { uid: this.#asUser, gid: this.#asUser }),
      });
      await log.close();
      child.unref();
      this.#pid = child.pid!;
    }
    await this.ready();
  }

  async ready(): Promise<void> {
    const until = Date.now() + READY_WITHIN_MS;
    for (;;) {
      const client = new pg.Client({ connectionString: this.url("postgres") });
      client.on("error", () => undefined);
      try {
        await client.connect();
        await client.query("select 1");
        await client.end();
        return;
      } catch (error) {
        await client.end().catch(() => undefined);
        if (Date.now() > until) throw error;
        await sleep(25);
      }
    }
  }

  async statement(sql: string): Promise<void> {
    const url = new URL(this.url("postgres"));
    url.username = "postgres";
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  /** A copy of a database to which nobody is connected. */
  async copy(source: string, name: string): Promise<string> {
    await this.statement(`drop database if exists ${name} with (force)`);
    await this.statement(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${source}'`);
    await this.statement(`create database ${name} template ${source} owner convoca`);
    return this.url(name);
  }

  async close(): Promise<void> {
    await this.kill("server");
    await rm(this.#home, { recursive: true, force: true });
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself a moment before.
  }
}

/** Process ids of the direct children of `parent`. */
export function childrenOf(parent: number): number[] {
  const children: number[] = [];
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      if (Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === parent) children.push(Number(name));
    } catch {
      // Gone between the listing and the reading.
    }
  }
  return children;
}

function isClientBackend(pid: number): boolean {
  try {
    return /^postgres: convoca .*127\.0\.0\.1/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  } catch {
    return false;
  }
}

/** The system user the server runs as, when it is not ours. */
function runAs(pid: number): number | null {
  const owner = statSync(`/proc/${pid}`).uid;
  return owner === process.getuid?.() ? null : owner;
}
