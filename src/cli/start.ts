// `convoca start`: takes the folder and the port, brings everything up, runs until it is asked to stop.

import { join } from "node:path";
import { refuseExposure } from "../server/exposure.ts";
import { probePort, startEmbedded } from "../store/embedded.ts";
import { OperatorFault } from "../store/fault.ts";
import type { Undo } from "./bring-up.ts";
import { keepCompiled } from "./compiled.ts";
import type { Config } from "./config.ts";
import { takeHome } from "./home.ts";
import { CLI_TEXTS } from "./texts.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Starts everything and runs until Ctrl-C; what was started is stopped in the reverse order, also when a later step fails. */
export async function start(config: Config): Promise<void> {
  // Whoever reads our lines may be gone, a closed terminal for instance: that is no reason to end half-way.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const asked = stopAsked();
  say(CLI_TEXTS.starting);
  const undo: Undo[] = [];
  let cut = true;
  try {
    const url = await Promise.race([takeAndBringUp(config, undo), asked]);
    if (url === undefined) say(CLI_TEXTS.interrupted);
    else {
      cut = false;
      say(CLI_TEXTS.ready(url));
      await asked;
      say(CLI_TEXTS.stopping);
    }
  } finally {
    for (const step of undo.toReversed()) await step(cut).catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  }
  say(CLI_TEXTS.stopped);
  process.exit(0);
}

/** Ctrl-C, a service manager, a terminal that closes, a launcher that was killed. A second one while stopping must not cut the closing of windows short. */
function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
    // The launcher that an older Node runs is gone: nobody could stop us any more.
    if (process.connected) process.once("disconnect", () => resolve());
  });
}

/** What is refused most is refused first, before the program's larger half is even loaded. */
async function takeAndBringUp(config: Config, undo: Undo[]): Promise<string> {
  refuseExposure({ host: config.host, demo: config.demo, ...(config.publicUrl === null ? {} : { publicUrl: config.publicUrl }) });
  const lock = await takeHome(config.home);
  undo.push(() => lock.release());
  keepCompiled(config.home);
  await refusePort(config.port);
  // PostgreSQL starts by itself while the program's larger half is loaded.
  const embedded = config.databaseUrl === null ? startEmbedded({ home: join(config.home, "postgres") }) : null;
  embedded?.catch(() => undefined);
  let isTaken = false;
  undo.push(async () => {
    if (!isTaken) await (await embedded?.catch(() => null))?.stop();
  });
  const { bringUp } = await import("./bring-up.ts");
  isTaken = true;
  return bringUp(config, embedded, undo);
}

async function refusePort(port: number): Promise<void> {
  const state = await probePort(port);
  if (state === "taken") throw new OperatorFault("PORTA_OCCUPATA", CLI_TEXTS.portTaken(port));
  if (state === "forbidden") throw new OperatorFault("PORTA_NON_PERMESSA", CLI_TEXTS.portForbidden(port));
}
