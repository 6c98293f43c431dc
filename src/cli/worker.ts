// The sending side as a process of its own: lanes, bounces, the day's housekeeping. Several may run against one database.

import { join } from "node:path";
import { openBounceListener } from "../channels/email/bounce-listener.ts";
import type { BounceListener } from "../channels/email/bounce-listener.ts";
import { RDC_2019 } from "../domain/measures/rdc-2019/parameters.ts";
import { romeTime } from "../domain/calendar/rome-time.ts";
import { addDays } from "../domain/calendar/days.ts";
import { reviewAccesses } from "../services/access/review.ts";
import { tellCancellations } from "../services/cancellations.ts";
import { tellEndedMeetings } from "../services/meetings/follow-case.ts";
import { openServices, SYSTEM } from "../services/context.ts";
import type { Services } from "../services/context.ts";
import { startLetterWork } from "../services/letters/work.ts";
import { reviewIn, storeReceipts } from "../services/receipts.ts";
import { advanceFence, checkFence } from "../services/reconcile.ts";
import { loadReference } from "../services/reference.ts";
import type { Reference } from "../services/reference.ts";
import { escalate } from "../services/escalation/escalate.ts";
import { certifiedWatch } from "../services/pec/clocks.ts";
import { forecastOfNight } from "../services/forecast/make.ts";
import { queueReminders } from "../services/reminders.ts";
import { followNotices } from "../services/acts/bindings/case-life-notices.ts";
import type { Followed } from "../services/acts/bindings/case-life-notices.ts";
import { reviewDuties } from "../services/duty-review.ts";
import { turnOfDay } from "../services/turn-of-day.ts";
import { anchorClock } from "../store/clock.ts";
import { countOutbox } from "../store/failure-care.ts";
import { expireOverdue, gateways } from "../store/messages.ts";
import { OperatorFault } from "../store/fault.ts";
import { foldDay } from "../store/day-digest.ts";
import { inTransaction } from "../store/pools.ts";
import { keepCampaigns } from "../worker/campaigns.ts";
import { keepFigures } from "../worker/figures.ts";
import { Worker } from "../worker/worker.ts";
import type { Config } from "./config.ts";
import { withDatabase } from "./database.ts";
import { documentKeys } from "./document-keys.ts";
import { NodeCare } from "./node.ts";
import { startNodeReports } from "./node-reports.ts";
import { registerClients } from "./domiciles.ts";
import { keepDomiciles } from "../services/domiciles/keep.ts";
import { CLI_TEXTS } from "./texts.ts";

/** `convoca worker`: runs until SIGINT or SIGTERM, or until the process that started it is gone. */
export async function worker(config: Config): Promise<void> {
  // A child of «convoca start» is given the address; a worker of its own opens (and migrates) the database itself.
  const given = process.env["CONVOCA_WORKER_DATABASE"];
  if (given === undefined) await withDatabase(config, ({ services }) => send(config, services));
  else {
    const services = openServices(given);
    await send(config, services);
    await services.close();
  }
  process.exit(0);
}

async function send(config: Config, services: Services): Promise<void> {
  const reference = await loadReference(services.pools.worker);
  const stateFolder = join(config.home, "worker");
  const bounces = await openBounces(services);
  const keys = documentKeys(config);
  const watch = certifiedWatch(services);
  const node = new NodeCare(config, services, tellFault);
  const running = new Worker({
    services,
    reference,
    quietHours: RDC_2019.quietHours.value,
    guard: () => mayShip(services, stateFolder),
    housekeeping: async () => {
      node.look();
      await keepHouse(services, reference);
      await watch();
    },
    onFault: tellFault,
    ...(keys === null ? {} : { documentKeys: keys }),
  });
  running.start();
  const stopDomiciles = keepDomiciles(services, { clients: registerClients(config), onFault: tellFault, guard: () => mayShip(services, stateFolder) });
  const stopReports = startNodeReports(config, { services, reference, onFault: tellFault });
  const figures = keepFigures(services, reference, tellFault);
  const campaigns = keepCampaigns({ services, reference, onFault: tellFault });
  const letters = startLetterWork(services, { guard: () => mayShip(services, stateFolder), onFault: tellFault });
  // Listening before saying so: whoever hears "ready" may ask for the end at once.
  const stopped = stopSignal();
  process.send?.("ready");
  await stopped;
  await campaigns.stop();
  await figures.stop();
  await stopDomiciles();
  await stopReports();
  await running.stop();
  await letters.stop();
  await bounces?.close();
}

/** False when the database is older than what this host has sent: a backup was restored, and nothing may leave. */
async function mayShip(services: Services, stateFolder: string): Promise<boolean> {
  const fence = await checkFence(services, { stateFolder });
  if (fence.restored) {
    tellFault(new OperatorFault("BACKUP_RIPRISTINATO", fence.reason));
    return false;
  }
  await advanceFence(services, { stateFolder });
  return true;
}

async function openBounces(services: Services): Promise<BounceListener | null> {
  const mail = (await gateways(services.pools.worker)).find((gateway) => gateway.channel === "email" && gateway.weight > 0);
  const port = Number(mail?.settings["bouncePort"] ?? 0);
  if (mail === undefined || port === 0) return null;
  return openBounceListener({
    port,
    domain: String(mail.settings["returnPathDomain"]),
    store: async (item) => {
      if (item.kind === "receipt") await storeReceipts(services, mail.id, [item.receipt]);
    },
    onFault: tellFault,
  });
}

let digestDay = "";
let turnedDay = "";
let followedDay = "";
let following: Followed["next"] = null;
/** Machine time at which the days of the outbox were last counted for their costs. */
let countedAt = Number.NEGATIVE_INFINITY;
const COUNT_MS = 60_000;
const DAYS_AT_ONCE = 31;

async function keepHouse(services: Services, reference: Reference): Promise<void> {
  const now = await services.now();
  // In one transaction: a message that expired and its desk task are one fact.
  await inTransaction(services.pools.worker, async (client) => reviewIn(client, now, await expireOverdue(client, now)));
  await queueReminders(services, { reference, actor: SYSTEM });
  await tellCancellations(services, { reference, actor: SYSTEM });
  await tellEndedMeetings(services, { reference, actor: SYSTEM });
  await escalate(services, { reference, actor: SYSTEM });
  await anchorClock(services.pools.worker);
  const today = romeTime(now).date;
  if (today !== turnedDay) turnedDay = (await turnOfDay(services, { reference, now })).day;
  await forecastAtNight(services, reference, now);
  if (today !== followedDay || following !== null) {
    ({ next: following } = await followNotices(services, { reference, most: 100, ...(following === null ? {} : { after: following }) }));
    followedDay = today;
  }
  // What notices have changed since: a little at a time, so that nothing else waits.
  await reviewDuties(services, { reference, now, limit: 50 });
  await reviewAccesses(services, reference);
  if (performance.now() - countedAt > COUNT_MS) {
    countedAt = performance.now();
    await countOutbox(services.pools.worker, DAYS_AT_ONCE);
  }
  const yesterday = addDays(today, -1);
  if (yesterday !== digestDay) {
    await inTransaction(services.pools.worker, (client) => foldDay(client, yesterday));
    digestDay = yesterday;
  }
}

/** Before messages may leave: a forecast takes seconds of this process. */
const FORECAST_UNTIL_MINUTES = 8 * 60;
let foreseenDay = "";

async function forecastAtNight(services: Services, reference: Reference, now: string): Promise<void> {
  const { date, minutes } = romeTime(now);
  if (date === foreseenDay || minutes >= FORECAST_UNTIL_MINUTES) return;
  await forecastOfNight(services, { reference, now });
  foreseenDay = date;
}

let lastFault = "";

/** The same fault every second is said once; an outage must not fill the disk. */
function tellFault(fault: unknown): void {
  const message = fault instanceof Error ? fault.message : String(fault);
  if (message === lastFault) return;
  lastFault = message;
  process.stderr.write(`${CLI_TEXTS.workerFault(message)}\n`);
  if (!(fault instanceof OperatorFault) && process.env["CONVOCA_LOG"] === "debug" && fault instanceof Error) {
    process.stderr.write(`${fault.stack ?? ""}\n`);
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
    // The parent is gone: a worker left behind would go on with nobody to stop it.
    if (process.send !== undefined) process.once("disconnect", resolve);
  });
}
