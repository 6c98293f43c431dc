// `convoca season`: the autumn of 2019 at full size, through the same code, on a database of its own.

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Client } from "pg";
import { dropDatabase } from "../store/drop-database.ts";
import { isAlive, startEmbedded } from "../store/embedded.ts";
import { OperatorFault } from "../store/fault.ts";
import { openAdministrator } from "../store/pools.ts";
import { keepCompiled } from "./compiled.ts";
import type { Config } from "./config.ts";
import { openDatabase } from "./database.ts";
import type { OpenDatabase } from "./database.ts";
import { readSeasonOptions } from "./season/options.ts";
import type { SeasonOptions } from "./season/options.ts";
import { Progress } from "./season/progress.ts";
import type { SeasonReport } from "./season/report.ts";
import { runSeason } from "./season/run.ts";
import { SEASON_TEXTS } from "./season/texts.ts";
import { UsageSampler } from "./season/usage.ts";

type Undo = (() => Promise<void>)[];

/** Runs the season and writes its reports; a check that does not hold ends it with a fault (and a non-zero exit). */
export async function season(config: Config, args: readonly string[]): Promise<void> {
  if (args[0] === "--part") return (await import("./season/parts.ts")).runPart(args.slice(1));
  const options = readSeasonOptions(config, args);
  const undo: Undo = [];
  try {
    const stopped = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]).then(() => {
      throw new OperatorFault("INTERROTTA", SEASON_TEXTS.interrupted);
    });
    await Promise.race([stopped, live(config, options, undo)]);
  } finally {
    for (const step of undo.toReversed())
      await step().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  }
  process.exit(0);
}

async function live(config: Config, options: SeasonOptions, undo: Undo): Promise<void> {
  const progress = new Progress();
  progress.say(SEASON_TEXTS.opening(options.households, options.scenario));
  await freshFolder(options, undo);
  // For the season's processes: this one has compiled what it needs.
  keepCompiled(config.home);
  const database = await freshDatabase(config, options, undo);
  const usage = new UsageSampler(database.embedded?.pid ?? null);
  undo.push(async () => usage.stop());
  const { url, services } = database;
  const report = await runSeason({
    root: config.root,
    home: options.home,
    households: options.households,
    database: url,
    options,
    services,
    usage,
    progress,
    undo,
  });
  const { terminalReport } = await import("./season/terminal.ts");
  progress.say(terminalReport(report));
  await writeReports(report, options, progress);
  if (options.keep)
    progress.say(
      SEASON_TEXTS.openAgain(config.databaseUrl === null ? options.home : new URL(url).pathname.slice(1)),
    );
  const wrong = report.checks.filter((check) => check.wrong > 0).length;
  if (wrong > 0) throw new OperatorFault("STAGIONE_NON_TORNA", SEASON_TEXTS.wrong(wrong));
}

async function writeReports(report: SeasonReport, options: SeasonOptions, progress: Progress): Promise<void> {
  await mkdir(dirname(options.html), { recursive: true });
  const { pageOf } = await import("./season/page.ts");
  await writeFile(options.html, pageOf(report));
  progress.say(SEASON_TEXTS.written("Rapporto", options.html));
  if (options.json === null) return;
  await mkdir(dirname(options.json), { recursive: true });
  await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  progress.say(SEASON_TEXTS.written("JSON", options.json));
}

/** Marks a folder whose data are to stay. */
const KEPT = "conservata";

/** An empty folder of our own; one season at a time on it. */
async function freshFolder(options: SeasonOptions, undo: Undo): Promise<void> {
  const { home, keep } = options;
  const lock = join(home, "season.pid");
  if (existsSync(lock)) {
    const pid = Number(await readFile(lock, "utf8"));
    if (pid !== process.pid && pid > 0 && isAlive(pid))
      throw new OperatorFault("STAGIONE_IN_CORSO", SEASON_TEXTS.running(pid));
  }
  if (keep && existsSync(join(home, KEPT)))
    throw new OperatorFault("STAGIONE_CONSERVATA", SEASON_TEXTS.kept(home));
  await clear(home);
  await mkdir(home, { recursive: true });
  await writeFile(lock, String(process.pid));
  undo.push(async () => {
    await rm(lock, { force: true });
    if (keep) await writeFile(join(home, KEPT), "");
    else await clear(home);
  });
}

/** A server that a killed season left running is stopped before its files go. */
async function clear(home: string): Promise<void> {
  const postgres = join(home, "postgres");
  if (existsSync(join(postgres, "data", "postmaster.pid")))
    await (await startEmbedded({ home: postgres })).stop();
  await rm(home, { recursive: true, force: true });
}

/** The embedded server in the season's folder, or a new database on the server of DATABASE_URL: never one that holds other data. */
async function freshDatabase(config: Config, options: SeasonOptions, undo: Undo): Promise<OpenDatabase> {
  const { home, keep } = options;
  const url = config.databaseUrl === null ? null : await createDatabase(config.databaseUrl, keep, undo);
  const database = await openDatabase({ ...config, home, databaseUrl: url });
  undo.push(async () => {
    await database.services.close();
    await database.embedded?.stop();
  });
  return database;
}

async function createDatabase(server: string, keep: boolean, undo: Undo): Promise<string> {
  const name = `convoca_stagione_${randomBytes(4).toString("hex")}`;
  await administer(server, (client) => client.query(`create database ${name}`));
  if (!keep) undo.push(() => administer(server, (client) => dropDatabase(client, name)));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = await openAdministrator(url);
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
