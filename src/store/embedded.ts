// A real PostgreSQL that comes with the dependencies: created, started, found again after a crash, stopped.

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { open, readFile, readlink, realpath, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { chooseRunner, command, diskFull, initialise, nativeFolder, ownPassword, prepareHome } from "./embedded-files.ts";
import type { Runner } from "./embedded-files.ts";
import { OperatorFault } from "./fault.ts";

const READY_TRIES = 600;
/** Another program may take the port, or another start the folder, between our look and the server's: we look again. */
const LAUNCHES = 3;
const LAUNCHES_BESIDE_STRAYS = 90;
const BETWEEN_LAUNCHES_MS = 500;
/** PostgreSQL's fast and immediate shutdown, then the end; and the seconds that each is given. */
const STOPPING = [["SIGINT", 30], ["SIGQUIT", 5], ["SIGKILL", 5]] as const;

export interface EmbeddedDatabase {
  /** Connection string of the installation's own user on the installation's own database. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dataFolder: string;
  /** False when a server was found running: it belongs to another program, or to one that was killed. */
  readonly startedHere: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder that holds data, password and log; created when missing. */
  readonly home: string;
  readonly database?: string;
  /** To be found where an earlier one was; otherwise a free one. */
  readonly port?: number;
  /** Extra server settings, e.g. for tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Starts (or finds running) the embedded server of `home` and answers when it takes connections. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const native = await nativeFolder();
  const dataFolder = join(options.home, "data");
  await prepareHome(options.home);
  const password = await ownPassword(options.home);
  const runner = await chooseRunner(options.home);
  if (!existsSync(join(dataFolder, "PG_VERSION"))) await initialise(native, options.home, dataFolder, password, runner);
  const server = await findOrLaunch(native, options, dataFolder, runner, password);
  const database = options.database ?? "convoca";
  await ensureDatabase(server.port, password, database);
  return {
    url: `postgres://convoca:${password}@127.0.0.1:${server.port}/${database}`,
    port: server.port,
    pid: server.pid,
    dataFolder,
    startedHere: server.child !== null,
    stop: () => stopServer(server.pid, dataFolder),
  };
}

interface Server {
  readonly pid: number;
  readonly port: number;
  /** Null for one that was found running. */
  readonly child: ChildProcess | null;
}

async function findOrLaunch(native: string, options: EmbeddedOptions, dataFolder: string, runner: Runner, password: string): Promise<Server> {
  for (let launches = 0; launches < LAUNCHES || (launches < LAUNCHES_BESIDE_STRAYS && (await hasStrays(options.home))); launches += 1) {
    const server = (await findRunning(dataFolder)) ?? (await launch(native, options, dataFolder, runner));
    if (await waitUntilReady(server, password, options.home)) return server;
    // A killed server's own processes may still be ending their work; PostgreSQL refuses to start beside them, rightly.
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LAUNCHES_MS));
  }
  throw await notStarted(options.home);
}

/** True when the last launch was refused because processes of a killed server still use its memory. */
async function hasStrays(home: string): Promise<boolean> {
  const log = await readFile(join(home, "postgresql.log"), "utf8").catch(() => "");
  return /pre-existing shared memory block/.test(log.slice(-1_000));
}

/** The server ended at once: its log says why. */
async function notStarted(home: string, cause?: unknown): Promise<OperatorFault> {
  const file = join(home, "postgresql.log");
  const tail = (await readFile(file, "utf8").catch(() => "")).slice(-2_000);
  if (/No space left on device/.test(tail)) return diskFull(home, tail);
  return new OperatorFault("PG_NON_PARTITO", `Il database incorporato non parte o non risponde: il motivo è in «${file}».`, { cause });
}

/** A server left running by a killed program is taken over; a dead or zombie one leaves only its file behind. */
async function findRunning(dataFolder: string): Promise<Server | null> {
  const file = join(dataFolder, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = (await readFile(file, "utf8")).split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (isAlive(pid) && (await worksIn(pid, dataFolder))) {
    if (lines[7]?.trim() !== "stopping") return port > 0 ? { pid, port, child: null } : null;
    await stopServer(pid, dataFolder);
    return null;
  }
  // Of a server that is gone PostgreSQL judges the file itself (it also names the memory that stray processes may still use);
  // one whose number is borne by a zombie or by another program it would take for running.
  if (isTaken(pid)) await rm(file, { force: true });
  return null;
}

/** True when some process, even a dead one not yet collected, bears the number. */
function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** After a restart of the machine another program may bear the number: PostgreSQL works inside its data folder. */
async function worksIn(pid: number, folder: string): Promise<boolean> {
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(folder));
  } catch {
    // Not ours to look at, or no /proc: better to ask the port than to start a second server on the same data.
    return true;
  }
}

/** True for a process that runs; a zombie (dead, not yet collected by its parent) is not alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return process.platform !== "linux";
  }
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "80",
  shared_buffers: "512MB",
  work_mem: "32MB",
  maintenance_work_mem: "128MB",
  effective_cache_size: "2GB",
  max_wal_size: "4GB",
  checkpoint_timeout: "15min",
  checkpoint_completion_target: "0.9",
  wal_compression: "off",
  jit: "off",
  autovacuum_naptime: "20s",
  log_min_messages: "warning",
  // Details and statements repeat values of rows; the program tells its own faults.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

async function launch(native: string, options: EmbeddedOptions, dataFolder: string, runner: Runner): Promise<Server> {
  const port = options.port ?? (await freePort());
  const settings = Object.entries({ ...SETTINGS, ...options.settings }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const [program, words] = command(runner, join(native, "bin", "postgres"), ["-D", dataFolder, "-p", String(port), ...settings]);
  const log = await open(join(options.home, "postgresql.log"), "a");
  const child = spawn(program, words, {
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
    ...(runner.uid === undefined ? {} : { uid: runner.uid, gid: runner.uid }),
  });
  await log.close();
  child.on("error", () => undefined);
  child.unref();
  if (child.pid === undefined) throw await notStarted(options.home);
  return { pid: child.pid, port, child };
}

/** A free port below the range from which the system takes its own (≥ 32768 may be taken by any outgoing connection). */
export async function freePort(from = 15_000, to = 32_000): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = from + (randomBytes(2).readUInt16BE() % (to - from));
    if (await isFree(port)) return port;
  }
  throw new OperatorFault("PORTA_LIBERA_ASSENTE", "Nessuna porta libera tra 15000 e 32000 su questa macchina.");
}

export async function isFree(port: number): Promise<boolean> {
  return (await probePort(port)) === "free";
}

/** Whether a program of this user could listen on the port now. */
export function probePort(port: number): Promise<"free" | "taken" | "forbidden"> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EACCES" ? "forbidden" : "taken"));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve("free")));
  });
}

async function connect(port: number, password: string, database: string): Promise<pg.Client> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password, database });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** False when the server ended instead of answering: its port or its folder was taken. */
async function waitUntilReady(server: Server, password: string, home: string): Promise<boolean> {
  let last: unknown;
  for (let attempt = 0; attempt < READY_TRIES; attempt += 1) {
    try {
      const client = await connect(server.port, password, "postgres");
      await client.end();
      return true;
    } catch (error) {
      last = error;
      if ((error as { code?: string }).code === "28P01") {
        throw new OperatorFault("PG_PASSWORD", `La password in «${join(home, "password")}» non è quella del database incorporato: rimettere il file originale.`, { cause: error });
      }
      const ended = server.child === null ? !isAlive(server.pid) : server.child.exitCode !== null || server.child.signalCode !== null;
      if (ended) return false;
      await new Promise((resolve) => setTimeout(resolve, attempt < 40 ? 25 : 100));
    }
  }
  throw await notStarted(home, last);
}

/** The installation's user: owner of its database, may create roles, not a superuser (walls hold for it too). */
async function ensureDatabase(port: number, password: string, database: string): Promise<void> {
  const client = await connect(port, password, "postgres");
  try {
    const user = await client.query("select 1 from pg_roles where rolname = 'convoca'");
    if (user.rowCount === 0) {
      await client.query(`create role convoca login createrole createdb password '${password}'`);
    }
    const found = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (found.rowCount === 0) await client.query(`create database "${database}" owner convoca`);
  } finally {
    await client.end();
  }
}

/** Fast shutdown: open transactions roll back, data are flushed. One that hangs, as after a full disk, is cut: the next start recovers. */
async function stopServer(pid: number, dataFolder: string): Promise<void> {
  for (const [signal, seconds] of STOPPING) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await ends(pid, join(dataFolder, "postmaster.pid"), seconds)) return;
  }
  throw new OperatorFault("PG_NON_FERMATO", "Il database incorporato non si ferma: terminare il processo a mano.");
}

async function ends(pid: number, file: string, seconds: number): Promise<boolean> {
  for (let attempt = 0; attempt < seconds * 20; attempt += 1) {
    if (!existsSync(file) || !isAlive(pid)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
