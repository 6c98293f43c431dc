// The inside of a season's child processes: one job, or the server that takes the receipts.

import { openServices } from "../../services/context.ts";
import { freePort } from "../../store/embedded.ts";
import { OperatorFault } from "../../store/fault.ts";
import type { JobName, Jobs } from "./jobs.ts";
import type { PartMessage } from "./processes.ts";

const MOVED_EVERY_MS = 100;

/** `season --part NAME JSON`: only ever started by the season itself. */
export async function runPart(args: readonly string[]): Promise<void> {
  const [name = "", given = "{}"] = args;
  const database = process.env["CONVOCA_SEASON_DATABASE"] ?? "";
  // Whoever started us is gone: a part left behind would go on with nobody to hear it.
  process.once("disconnect", () => process.exit(1));
  if (name === "server") return serve(database, process.env["CONVOCA_SEASON_RECEIPTS_TOKEN"] ?? "");
  await tellResult(() => work(name as JobName, given, database));
  process.disconnect?.();
  process.exit(0);
}

async function work<K extends JobName>(name: K, given: string, database: string): Promise<Jobs[K]["result"]> {
  let saidAt = 0;
  const moved = (done: number): void => {
    const now = performance.now();
    if (now - saidAt < MOVED_EVERY_MS) return;
    saidAt = now;
    process.send?.({ kind: "moved", done } satisfies PartMessage);
  };
  // A job needs no server, and the server no job: neither loads the other.
  const { jobNamed } = await import("./jobs.ts");
  return jobNamed(name)(JSON.parse(given) as Jobs[K]["given"], moved, database);
}

async function tellResult(run: () => Promise<unknown>): Promise<void> {
  let message: PartMessage;
  try {
    message = { kind: "result", value: await run() };
  } catch (error) {
    const fault = error instanceof Error ? error : new Error(String(error));
    message = {
      kind: "fault",
      code: fault instanceof OperatorFault ? fault.code : null,
      message: fault instanceof OperatorFault ? fault.message : (fault.stack ?? fault.message),
    };
  }
  // The process may end only when the message is through.
  await new Promise<void>((done) => process.send?.(message, () => done()));
}

/** The program's own server: its receipts route is where the SMS gateway calls back, its pages show the season while it runs. */
async function serve(database: string, receiptsToken: string): Promise<void> {
  const { buildServer } = await import("../../server/build-server.ts");
  const { listen } = await import("../../server/listen.ts");
  const services = openServices(database);
  const app = await buildServer({
    services,
    demo: false,
    receiptsToken,
    logLevel: "warn",
  });
  const url = await listen(app, { port: await freePort() });
  process.send?.({ url });
  await new Promise((resolve) => process.once("SIGTERM", resolve));
  await app.close();
  await services.close();
  process.exit(0);
}
