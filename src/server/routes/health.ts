// Probes: is the process up, is everything it needs up.

import { z } from "zod";
import { Status } from "../../contract/health.ts";
import { readDatabase, readWorkers } from "../../store/read/health.ts";
import { readGateways } from "../../store/read/overview.ts";
import { requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { refusalCounts } from "../refusals.ts";
import { VERSION } from "../version.ts";

const Refusals = z.object({
  refusals: z
    .record(z.string(), z.int())
    .describe("Quante volte ogni codice di rifiuto, da quando questo processo è partito"),
});

export function registerHealth(app: App, { services }: ServerContext): void {
  app.get(
    "/api/refusals",
    { schema: { summary: "Rifiuti contati per codice", response: { 200: Refusals } } },
    async (request) => {
      requirePermission(request, "access-log");
      return { refusals: { ...refusalCounts() } };
    },
  );
  app.get("/healthz", { schema: { hide: true }, logLevel: "warn" }, async (_request, reply) => {
    await services.pools.control.query("select 1");
    return reply.type("text/plain").send("ok");
  });
  app.get(
    "/status",
    { schema: { summary: "Stato dell'installazione", response: { 200: Status } } },
    async () => {
      const db = services.pools.control;
      const [database, workers, lanes] = await Promise.all([
        readDatabase(db),
        readWorkers(db),
        readGateways(db),
      ]);
      const well = workers.some((worker) => worker.alive) && lanes.every((lane) => lane.state === "open");
      return {
        status: well ? ("ok" as const) : ("degraded" as const),
        version: VERSION,
        database: { reachable: true, version: database.version, migrations: database.migrations },
        workers,
        lanes,
        now: database.now,
      };
    },
  );
}
