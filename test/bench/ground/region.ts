// The ground of every benchmark: the embedded PostgreSQL with the settings it has in earnest, and regions made on it.

import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { IsoDate } from "../../../src/domain/notices/types.ts";
import { RDC_2019 } from "../../../src/domain/measures/rdc-2019/parameters.ts";
import { openServices, SYSTEM } from "../../../src/services/context.ts";
import type { Services } from "../../../src/services/context.ts";
import { ensureGateways } from "../../../src/services/gateway-setup.ts";
import type { Reference } from "../../../src/services/reference.ts";
import type { CohortFormat } from "../../../src/simulator/cohort/formats.ts";
import { loadCohortReference } from "../../../src/simulator/cohort/reference.ts";
import { writeCohortFiles } from "../../../src/simulator/cohort/write-files.ts";
import type { EmbeddedDatabase } from "../../../src/store/embedded.ts";
import { startEmbedded } from "../../../src/store/embedded.ts";
import { openTestDatabase } from "../../stories/fixtures/database.ts";

export const ROOT = join(import.meta.dirname, "..", "..", "..");
/** Where benchmarks keep their database server, the generated files and their results. */
export const HOME = join(ROOT, ".convoca", "bench");
export const FULL_SIZE = 126_921;
export const MEASURE = RDC_2019.code;
export const SEASON = { firstDay: "2019-09-09", lastDay: "2019-12-13", target: "2019-12-15", actor: SYSTEM } as const;
export const SMS_GATEWAY = "sms-misura";
export const MAIL_GATEWAY = "posta-misura";
const RECEIVED_ON: IsoDate = "2019-09-02";
const SEED = 2019;

let server: EmbeddedDatabase | null = null;

/** Starts the benchmarks' own server (or finds it running); `stopServer` ends it. */
export async function startServer(settings: Record<string, string> = {}): Promise<EmbeddedDatabase> {
  if (server !== null) return server;
  server = await startEmbedded({ home: join(HOME, "postgres"), settings });
  process.env["DATABASE_URL"] = server.url;
  return server;
}

export async function stopServer(): Promise<void> {
  await server?.stop();
  server = null;
}

export interface Region {
  readonly url: string;
  readonly services: Services;
  readonly reference: Reference;
  /** Ends the connections and keeps the database. */
  disconnect(): Promise<void>;
  close(): Promise<void>;
}

/** A fresh database with the reference data and nobody in it, on connections as many as in earnest. */
export async function freshRegion(): Promise<Region> {
  await startServer();
  const database = await openTestDatabase();
  const services = openServices(database.url);
  let connected = true;
  const disconnect = async () => {
    if (connected) await services.close();
    connected = false;
  };
  return {
    url: database.url,
    reference: database.reference,
    services,
    disconnect,
    close: async () => {
      await disconnect();
      await dropDatabase(nameOf(database.url));
      await database.close();
    },
  };
}

export interface CopiedDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes another copy, as often as it is called. */
export type MakeCopy = () => Promise<CopiedDatabase>;

/** Copies of one region as it stands now: each round begins with the very same database. Closes the region's connections. */
export async function copiesOf(region: Region): Promise<MakeCopy> {
  await region.disconnect();
  const source = nameOf(region.url);
  let serial = 0;
  return async () => {
    const name = `${source}_${(serial += 1)}`;
    await asSuperuser(async (superuser) => {
      // A database is copied only when nobody is in it, autovacuum neither.
      await superuser.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [source]);
      await superuser.query(`create database ${name} template ${source} owner convoca strategy file_copy`);
      await superuser.query("checkpoint");
    });
    const url = new URL(region.url);
    url.pathname = `/${name}`;
    return { url: url.href, drop: () => dropDatabase(name) };
  };
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

/** Only a superuser may end an autovacuum that is at work in the database. */
async function dropDatabase(name: string): Promise<void> {
  await asSuperuser((superuser) => superuser.query(`drop database if exists ${name} with (force)`));
}

async function asSuperuser(work: (superuser: pg.Client) => Promise<unknown>): Promise<void> {
  const superuser = await openSuperuser("postgres");
  try {
    await work(superuser);
  } finally {
    await superuser.end();
  }
}

export interface NoticeFile {
  readonly path: string;
  readonly rows: number;
}

/** The notice file of so many households, made at the first use and kept: the same seed gives the same bytes. */
export async function noticeFile(households: number, format: CohortFormat = "csv"): Promise<NoticeFile> {
  const folder = join(HOME, "cohorts", `${households}-${SEED}`);
  const path = join(folder, `notifiche.${format}`);
  const rowsOf = join(folder, `${format}.json`);
  if (!existsSync(path) || !existsSync(rowsOf)) await makeNoticeFile(folder, path, rowsOf, households, format);
  const { rows } = JSON.parse(await readFile(rowsOf, "utf8")) as { rows: number };
  return { path, rows };
}

async function makeNoticeFile(folder: string, path: string, rowsOf: string, households: number, format: CohortFormat): Promise<void> {
  const draft = `${folder}-${format}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const reference = loadCohortReference(join(ROOT, "reference"), RECEIVED_ON);
  const written = await writeCohortFiles(draft, { seed: SEED, households, asOf: RECEIVED_ON, reference }, { formats: [format] });
  const file = written.files[0]!;
  await rename(file.path, path);
  await writeFile(rowsOf, JSON.stringify({ rows: file.expected.read }));
  await rm(draft, { recursive: true, force: true });
}

/** Messages in flight at once, the same for every contender. */
export const SMS_IN_FLIGHT = 128;
export const MAIL_CONNECTIONS = 20;

/** Points the database's gateways at these ports; a channel without a port gets no gateway, so nobody is written to on it. */
export async function pointGateways(services: Services, ports: { readonly sms?: number; readonly mail?: number }): Promise<void> {
  const definitions: Parameters<typeof ensureGateways>[1][number][] = [];
  if (ports.sms !== undefined) {
    definitions.push({
      id: SMS_GATEWAY, channel: "sms", url: `http://127.0.0.1:${ports.sms}`, sender: "CPICampania", ratePerSecond: null, concurrency: SMS_IN_FLIGHT,
      deduplicates: true, canBeAsked: true, settings: { token: "demo", callbackUrl: "http://127.0.0.1:9/esiti", canBeListed: true },
    });
  }
  if (ports.mail !== undefined) {
    definitions.push({
      id: MAIL_GATEWAY, channel: "email", url: `smtp://127.0.0.1:${ports.mail}`, sender: "convocazioni@convoca.example", ratePerSecond: null,
      concurrency: MAIL_CONNECTIONS, deduplicates: false, canBeAsked: false, settings: { returnPathDomain: "esiti.convoca.example" },
    });
  }
  await ensureGateways(services, definitions);
}

/** One connection as the database's superuser: for server statistics and for peers that make schemas of their own. */
export async function openSuperuser(database: string): Promise<pg.Client> {
  const url = new URL((await startServer()).url);
  const client = new pg.Client({ host: url.hostname, port: Number(url.port), user: "postgres", password: url.password, database });
  await client.connect();
  return client;
}

/** The same database as the superuser sees it: for peers that make schemas of their own. */
export function superuserUrl(url: string): string {
  const superuser = new URL(url);
  superuser.username = "postgres";
  return superuser.href;
}
