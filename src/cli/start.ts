// `convoca start`: database, schema, reference data, demonstration, server, worker and simulated outside world, in order.

import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildServer } from "../server/build-server.ts";
import { listen } from "../server/listen.ts";
import { ensureWebBuilt } from "../server/web-build.ts";
import { SYSTEM } from "../services/context.ts";
import type { Services } from "../services/context.ts";
import { ensureGateways } from "../services/gateway-setup.ts";
import { describeReference, importReference, loadReference } from "../services/reference.ts";
import { loadCohortReference } from "../simulator/cohort/reference.ts";
import { startOutsideWorld } from "../simulator/outside-world.ts";
import type { OutsideWorld } from "../simulator/outside-world.ts";
import { resumeClock } from "../store/clock.ts";
import { freePort, isAlive, isFree } from "../store/embedded.ts";
import { OperatorFault } from "../store/fault.ts";
import type { Config } from "./config.ts";
import { openDatabase } from "./database.ts";
import { prepareDemo } from "./demo.ts";
import { CLI_TEXTS } from "./texts.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Starts everything and runs until Ctrl-C; what was started is stopped in the reverse order, also when a later step fails. */
export async function start(config: Config): Promise<void> {
  say(CLI_TEXTS.starting);
  if (!(await isFree(config.port))) throw new OperatorFault("PORTA_OCCUPATA", CLI_TEXTS.portTaken(config.port));
  const undo: (() => Promise<void>)[] = [];
  try {
    const url = await bringUp(config, undo);
    say(CLI_TEXTS.ready(url));
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
    say(CLI_TEXTS.stopping);
  } finally {
    // A second Ctrl-C while stopping must not cut the closing of windows short.
    process.on("SIGINT", () => undefined);
    for (const step of undo.toReversed()) await step().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  }
  say(CLI_TEXTS.stopped);
  process.exit(0);
}

async function bringUp(config: Config, undo: (() => Promise<void>)[]): Promise<string> {
  const began = performance.now();
  const database = await openDatabase(config);
  undo.push(async () => {
    await database.services.close();
    await database.embedded?.stop();
  });
  await lockHome(config, undo);
  say(CLI_TEXTS.database(database.embedded === null ? "(DATABASE_URL)" : "incorporato", performance.now() - began));
  say(CLI_TEXTS.migrated(database.migrations.applied.length));
  const { services } = database;
  await loadTables(config, services);
  const reference = await loadReference(services.pools.intake);
  const receiptsToken = randomBytes(24).toString("base64url");
  const world = config.demo ? await startWorld(config, services, receiptsToken) : null;
  if (world !== null) undo.push(() => world.stop());
  if (config.demo) await prepareDemo(config, services, reference, say);
  await resumeClock(services.pools.worker);
  await ensureWebBuilt(() => say(CLI_TEXTS.building));
  const app = await buildServer({
    services,
    demo: config.demo,
    receiptsToken,
    logLevel: config.logLevel,
    ...(world === null ? {} : { outsideWorld: { smsUrl: world.sms.controlUrl, mailUrl: world.mail.controlUrl } }),
  });
  const url = await listen(app, { port: config.port });
  undo.push(() => app.close());
  const worker = await forkWorker(database.url);
  undo.push(() => endWorker(worker));
  return url;
}

async function loadTables(config: Config, services: Services): Promise<void> {
  const imported = await importReference(services, join(config.root, "reference"), SYSTEM, { demo: config.demo });
  if (!imported.ok) throw new OperatorFault(imported.refusal.code, imported.refusal.message);
  for (const line of describeReference(imported.value)) say(line);
}

/** One `start` on one folder at a time; a lock left by a killed one is taken over. */
async function lockHome(config: Config, undo: (() => Promise<void>)[]): Promise<void> {
  await mkdir(config.home, { recursive: true });
  const file = join(config.home, "start.pid");
  if (existsSync(file)) {
    const pid = Number(await readFile(file, "utf8"));
    if (pid !== process.pid && pid > 0 && isAlive(pid)) throw new OperatorFault("GIA_IN_FUNZIONE", CLI_TEXTS.alreadyRunning);
  }
  await writeFile(file, String(process.pid));
  undo.push(() => rm(file, { force: true }));
}

/** The simulated networks: they remember across starts, and deliver to the same numbers that the cohort's truth says. */
async function startWorld(config: Config, services: Services, receiptsToken: string): Promise<OutsideWorld> {
  const folder = join(config.home, "demo");
  await mkdir(folder, { recursive: true });
  const bouncePort = await freePort();
  const { shares } = loadCohortReference(join(config.root, "reference"));
  const world = await startOutsideWorld({
    asProcesses: true,
    smsToken: "demo",
    callbackSecret: { kind: "token", token: receiptsToken },
    bouncePort,
    keepTexts: 20_000,
    keepMessages: 20_000,
    smsLogFile: join(folder, "sms.log"),
    mailLogFile: join(folder, "mail.log"),
    sms: { unknownNumberShare: shares["contact-phone-dead-share"] },
    mail: { bouncedAddressShare: shares["contact-email-bounce-share"] },
  });
  await ensureGateways(services, [
    {
      id: "sms-demo",
      channel: "sms",
      url: world.smsUrl,
      sender: "CPICampania",
      settings: { token: "demo", callbackUrl: `http://127.0.0.1:${config.port}/receipts/sms/sms-demo`, canBeListed: true },
      ratePerSecond: null,
      concurrency: 32,
      deduplicates: true,
      canBeAsked: true,
    },
    {
      id: "mail-demo",
      channel: "email",
      url: `smtp://127.0.0.1:${world.mail.port}`,
      sender: "convocazioni@convoca.example",
      settings: { returnPathDomain: "esiti.convoca.example", bouncePort },
      ratePerSecond: null,
      concurrency: 8,
      deduplicates: false,
      canBeAsked: false,
    },
  ]);
  return world;
}

async function forkWorker(url: string): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, "main.ts"), ["worker"], {
    env: { ...process.env, CONVOCA_WORKER_DATABASE: url },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // Ctrl-C goes to the whole group: the worker ends when we tell it, after the server has stopped taking requests.
    detached: true,
  });
  await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => {
      throw new OperatorFault("INVII_NON_PARTITI", "Il processo degli invii si è fermato all'avvio: il motivo è qui sopra.");
    }),
  ]);
  return child;
}

async function endWorker(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
