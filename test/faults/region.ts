// The common ground of the kills: a region received, planned and convened without any kill, kept at each stage to be copied.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import { openServices, SYSTEM } from "../../src/services/context.ts";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { importReference } from "../../src/services/reference.ts";
import type { WrittenCohort } from "../../src/simulator/cohort/write-files.ts";
import { simulateClock } from "../../src/store/clock.ts";
import { migrate } from "../../src/store/migrate.ts";
import { openAdministrator } from "../../src/store/pools.ts";
import { writeStoryCohort } from "../stories/fixtures/cohort.ts";
import { NODE_SETTINGS } from "../stories/fixtures/database.ts";
import { Child } from "./child.ts";
import { SEED } from "./chance.ts";
import { OwnPostgres } from "./own-postgres.ts";
import { portrait } from "./portrait.ts";
import type { Portrait, Stage } from "./portrait.ts";

const ROOT = join(import.meta.dirname, "..", "..");
/** A Monday morning on which the later file, with the corrections, has come too. */
const TODAY = "2019-09-23T08:00:00.000Z";
const TASK = "test/faults/runners/task.ts";

export interface Untouched {
  /** Database that was brought to this stage without a kill; nobody may change it. */
  readonly database: string;
  readonly portrait: Portrait;
  readonly pool: Pool;
  /** How long the stage took at work, milliseconds. */
  readonly took: number;
}

export interface Region {
  readonly postgres: OwnPostgres;
  readonly cohort: WrittenCohort;
  readonly empty: string;
  readonly intake: Untouched;
  readonly plan: Untouched;
  readonly messages: Untouched;
  close(): Promise<void>;
}

export type TaskName = "import" | "plan" | "convene";

export function startTask(name: TaskName, url: string, cohort: WrittenCohort): Child {
  return new Child(TASK, [name, url, ...(name === "import" ? cohort.files.map((file) => file.path) : [])]);
}

export async function openRegion(households: number): Promise<Region> {
  const postgres = await OwnPostgres.open();
  try {
    return await fillRegion(postgres, households);
  } catch (error) {
    await postgres.close();
    throw error;
  }
}

async function fillRegion(postgres: OwnPostgres, households: number): Promise<Region> {
  const folder = await mkdtemp(join(tmpdir(), "convoca-guasti-"));
  const cohort = await writeStoryCohort(folder, households, { corrections: true, seed: SEED % 1_000 });
  await fillEmpty(postgres);
  const opened: Untouched[] = [];
  const stage = async (name: TaskName, from: string, to: string, kept: Stage): Promise<Untouched> => {
    const url = await postgres.copy(from, to);
    const task = startTask(name, url, cohort);
    await task.said("at work");
    const started = performance.now();
    const { code } = await task.ended;
    if (code !== 0) throw new Error(`${name} without a kill failed: ${task.errors}`);
    const took = performance.now() - started;
    const pool = postgres.look(to);
    const untouched = { database: to, portrait: await portrait(pool, kept), pool, took };
    opened.push(untouched);
    return untouched;
  };
  const intake = await stage("import", "vuoto", "ricevuto", "intake");
  const plan = await stage("plan", "ricevuto", "pianificato", "plan");
  const messages = await stage("convene", "pianificato", "convocato", "messages");
  return {
    postgres, cohort, empty: "vuoto", intake, plan, messages,
    close: async () => {
      await Promise.all(opened.map(({ pool }) => pool.end()));
      await postgres.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function fillEmpty(postgres: OwnPostgres): Promise<void> {
  await postgres.statement("create database vuoto owner convoca");
  const url = postgres.url("vuoto");
  const client = await openAdministrator(url);
  try {
    await migrate(client);
  } finally {
    await client.end();
  }
  const services = openServices(url);
  try {
    const imported = await importReference(services, join(ROOT, "reference"), SYSTEM, { demo: true });
    if (!imported.ok) throw new Error(imported.refusal.message);
    await services.pools.intake.query("update installation set demo = true, settings = $1", [JSON.stringify(NODE_SETTINGS)]);
    await simulateClock(services.pools.worker, TODAY, 0);
    await ensureGateways(services, [
      { id: "sms", channel: "sms", url: "http://127.0.0.1:9", sender: "CPICampania", settings: { token: "demo", callbackUrl: "http://127.0.0.1:9" }, ratePerSecond: null, concurrency: 8, deduplicates: false, canBeAsked: false },
      { id: "posta", channel: "email", url: "smtp://127.0.0.1:9", sender: "convocazioni@convoca.example", settings: { returnPathDomain: "esiti.convoca.example" }, ratePerSecond: null, concurrency: 4, deduplicates: false, canBeAsked: false },
    ]);
  } finally {
    await services.close();
  }
}
