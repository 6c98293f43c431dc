// A whole installation for the browser tests: embedded database in a folder of its own, seeded, behind a real server.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { buildServer } from "../../src/server/build-server.ts";
import { listen } from "../../src/server/listen.ts";
import type { ServerOptions } from "../../src/server/options.ts";
import { openServices } from "../../src/services/context.ts";
import type { Services } from "../../src/services/context.ts";
import { startEmbedded } from "../../src/store/embedded.ts";
import { migrate } from "../../src/store/migrate.ts";
import { openAdministrator } from "../../src/store/pools.ts";
import { seed } from "./seed.ts";
import type { Seeded } from "./seed.ts";

export interface Installation {
  readonly url: string;
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly seeded: Seeded;
  close(): Promise<void>;
}

export const RECEIPTS_TOKEN = "gettone-di-prova";

export async function openInstallation(options: Partial<ServerOptions> = {}): Promise<Installation> {
  const home = await mkdtemp(join(tmpdir(), "convoca-pagine-"));
  const database = await startEmbedded({ home, settings: { shared_buffers: "64MB", fsync: "off" } });
  const administrator = await openAdministrator(database.url);
  await migrate(administrator);
  await administrator.end();
  const services = openServices(database.url, {
    app: 4,
    control: 4,
    intake: 4,
    planner: 2,
    worker: 2,
    retention: 1,
  });
  const seeded = await seed(services).catch(async (error: unknown) => {
    await services.close();
    await database.stop();
    throw error;
  });
  const app = await buildServer({
    services,
    demo: true,
    receiptsToken: RECEIPTS_TOKEN,
    logLevel: "error",
    ...options,
  });
  const url = await listen(app, { port: 0 });
  return {
    url,
    app,
    services,
    seeded,
    async close() {
      await app.close();
      await services.close();
      await database.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
