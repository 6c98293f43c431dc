// A whole installation for the browser tests: a seeded database of its own on the run's server, behind a real server of ours.

import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Client } from "pg";
import { romeInstant } from "../../src/domain/calendar/rome-time.ts";
import { buildServer } from "../../src/server/build-server.ts";
import { listen } from "../../src/server/listen.ts";
import type { ServerOptions } from "../../src/server/options.ts";
import { openServices } from "../../src/services/context.ts";
import type { Services } from "../../src/services/context.ts";
import { dropDatabase } from "../../src/store/drop-database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { openAdministrator } from "../../src/store/pools.ts";
import { joinServer } from "../stories/fixtures/server.ts";
import { digestOf, ensureTemplate, urlOf } from "../stories/fixtures/template.ts";
import { seed } from "./seed.ts";
import type { Seeded } from "./seed.ts";
import { TODAY } from "./seed-rows.ts";

export interface Installation {
  readonly url: string;
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly seeded: Seeded;
  close(): Promise<void>;
}

export const RECEIPTS_TOKEN = "gettone-di-prova";

const ROOT = join(import.meta.dirname, "..", "..");
const CONNECTIONS = { app: 4, control: 4, intake: 4, planner: 2, worker: 2, retention: 1 } as const;

export async function openInstallation(options: Partial<ServerOptions> = {}): Promise<Installation> {
  const server = await joinServer();
  const administrator = await openAdministrator(server.url);
  const name = await seededCopy(administrator, server.url);
  const services = openServices(urlOf(server.url, name), CONNECTIONS);
  // The copy is a place of its own, and its day begins now.
  await services.pools.intake.query("update installation set id = gen_random_uuid()");
  await services.pools.worker.query("update clock set anchor_business = $1, anchor_machine = clock_timestamp()", [romeInstant(TODAY, 500)]);
  const seeded = await noteOf(administrator, name);
  const app = await buildServer({ services, demo: true, receiptsToken: RECEIPTS_TOKEN, logLevel: "error", ...options });
  const url = await listen(app, { port: 0 });
  return {
    url,
    app,
    services,
    seeded,
    async close() {
      await app.close();
      await services.close();
      await dropDatabase(administrator, name);
      await administrator.end();
      await server.leave();
    },
  };
}

/** A copy of the seeded database; what was seeded is noted on the template, and on the copy. */
async function seededCopy(administrator: Client, serverUrl: string): Promise<string> {
  const seeds = ["seed.ts", "seed-access.ts", "seed-agenda.ts", "seed-people.ts", "seed-rows.ts"].map((file) => join(import.meta.dirname, file));
  const digest = await digestOf([join(ROOT, "src/store/migrations"), join(ROOT, "reference")], [import.meta.filename, ...seeds]);
  let made: Seeded | null = null;
  const template = await ensureTemplate(administrator, serverUrl, `convoca_pagine_${digest}`, async (url) => {
    made = await fill(url);
  });
  if (made !== null) await note(administrator, template, made);
  const name = `convoca_pagine_${process.pid}_${randomBytes(4).toString("hex")}`;
  await administrator.query(`create database ${name} template ${template} strategy file_copy`);
  await note(administrator, name, await noteOf(administrator, template));
  return name;
}

async function fill(url: string): Promise<Seeded> {
  const owner = await openAdministrator(url);
  await migrate(owner);
  await owner.end();
  const services = openServices(url, CONNECTIONS);
  try {
    return await seed(services);
  } finally {
    await services.close();
  }
}

async function note(administrator: Client, database: string, seeded: Seeded): Promise<void> {
  await administrator.query(`comment on database ${database} is ${administrator.escapeLiteral(JSON.stringify(seeded))}`);
}

/** Whoever filled the template may still be writing its note. */
async function noteOf(administrator: Client, database: string): Promise<Seeded> {
  for (let tries = 0; ; tries += 1) {
    const { rows } = await administrator.query<{ note: string | null }>("select shobj_description(oid, 'pg_database') as note from pg_database where datname = $1", [database]);
    if (typeof rows[0]?.note === "string") return JSON.parse(rows[0].note) as Seeded;
    if (tries === 50) throw new Error(`${database} has no note of what was seeded`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
