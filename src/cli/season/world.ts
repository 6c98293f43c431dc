// Handing over: our sender and server on one side, the simulated networks on the other, watched until nothing is on its way.

import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Services } from "../../services/context.ts";
import { ensureGateways } from "../../services/gateway-setup.ts";
import type { CohortReference } from "../../simulator/cohort/reference.ts";
import type { MailCounts } from "../../simulator/mail-server.ts";
import { startOutsideWorld } from "../../simulator/outside-world.ts";
import type { OutsideWorld } from "../../simulator/outside-world.ts";
import type { SmsCounts } from "../../simulator/sms-gateway.ts";
import { freePort } from "../../store/embedded.ts";
import { OperatorFault } from "../../store/fault.ts";
import type { Bar } from "./progress.ts";
import { startPart } from "./processes.ts";
import type { PartSettings, Running } from "./processes.ts";
import { isOnTheWay, outstanding, receiptsStored, stillOnTheWay } from "./outstanding.ts";
import { SEASON_TEXTS } from "./texts.ts";
import type { UsageSampler } from "./usage.ts";

export const SMS_GATEWAY = "sms-demo";
export const MAIL_GATEWAY = "mail-demo";
const RETURN_PATH = "esiti.convoca.example";
const POLL_MS = 150;
/** Nothing moved for so long: what is missing will not come by itself. */
const STALLED_MS = 90_000;
/** Messages that the simulators keep whole, for reading: the season looks at keys and fates only. */
const KEPT = 200;

export interface World {
  readonly outside: OutsideWorld;
  /** Our sender, while there is something to send: idle it would only take up memory. */
  sender: Running | null;
  /** Messages that had reached the networks when the last hand-over was over. */
  arrived: number;
  stop(): Promise<void>;
}

export interface WorldSettings extends PartSettings {
  readonly services: Services;
  readonly shares: CohortReference["shares"];
  readonly seed: number;
  readonly usage: UsageSampler;
}

/** Starts receipts server and simulators, and writes their addresses as the node's gateways. */
export async function startWorld(settings: WorldSettings): Promise<World> {
  const receiptsToken = randomBytes(24).toString("base64url");
  const bouncePort = await freePort();
  const server = await startPart(settings, ["season", "--part", "server"], { CONVOCA_SEASON_RECEIPTS_TOKEN: receiptsToken });
  settings.usage.name(server.child.pid, "server");
  try {
    const outside = await startSimulators(settings, receiptsToken, bouncePort);
    const { url } = server.first as { readonly url: string };
    await setGateways(settings.services, outside, {
      bouncePort,
      callbackUrl: `${url}/receipts/sms/${SMS_GATEWAY}`,
    });
    const world: World = {
      outside,
      sender: null,
      arrived: 0,
      stop: async () => {
        // The networks first: their open sessions would keep our bounce listener waiting.
        await outside.stop();
        await world.sender?.stop();
        await server.stop();
      },
    };
    return world;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function startSimulators(
  settings: WorldSettings,
  token: string,
  bouncePort: number,
): Promise<OutsideWorld> {
  const outside = await startOutsideWorld({
    asProcesses: true,
    smsToken: "demo",
    callbackSecret: { kind: "token", token },
    bouncePort,
    seed: settings.seed,
    keepTexts: KEPT,
    keepMessages: KEPT,
    sms: { unknownNumberShare: settings.shares["contact-phone-dead-share"] },
    mail: { bouncedAddressShare: settings.shares["contact-email-bounce-share"] },
  });
  settings.usage.name(outside.sms.pid ?? undefined, "sms-simulator");
  settings.usage.name(outside.mail.pid ?? undefined, "mail-simulator");
  return outside;
}

async function setGateways(
  services: Services,
  outside: OutsideWorld,
  at: { readonly bouncePort: number; readonly callbackUrl: string },
): Promise<void> {
  await ensureGateways(services, [
    {
      id: SMS_GATEWAY,
      channel: "sms",
      url: outside.smsUrl,
      sender: "CPICampania",
      settings: { token: "demo", callbackUrl: at.callbackUrl, canBeListed: true },
      ratePerSecond: null,
      concurrency: 64,
      deduplicates: true,
      canBeAsked: true,
    },
    {
      id: MAIL_GATEWAY,
      channel: "email",
      url: `smtp://127.0.0.1:${outside.mail.port}`,
      sender: "convocazioni@convoca.example",
      settings: { returnPathDomain: RETURN_PATH, bouncePort: at.bouncePort },
      ratePerSecond: null,
      concurrency: 16,
      deduplicates: false,
      canBeAsked: false,
    },
  ]);
}

/**
 * Sends until every message that is due was taken by a gateway and every receipt is stored.
 * Gives how many messages reached the networks since the last time.
 * @throws OperatorFault with the list of what is missing when nothing moves any more.
 */
export async function handOver(settings: WorldSettings, world: World, bar: Bar): Promise<number> {
  const total = await outstanding(settings.services.pools.worker);
  const before = arrivals(await look(world));
  const sender = await startSender(settings);
  world.sender = sender;
  let last = "";
  let movedAt = performance.now();
  for (;;) {
    if (sender.child.exitCode !== null) throw new OperatorFault("INVII_FERMATI", SEASON_TEXTS.workerEnded);
    const now = await look(world);
    bar.move(arrivals(now) - before, total);
    const signature = JSON.stringify(now);
    const stands = signature === last;
    if (!stands) movedAt = performance.now();
    last = signature;
    // While messages still arrive it cannot be over: asking the database each time would take its time from the sending.
    const mayBeOver = isQuiet(now) && (stands || arrivals(now) - before >= total);
    if (mayBeOver && (await isOver(settings.services, now))) break;
    if (performance.now() - movedAt > STALLED_MS) throw await stalled(settings.services, now);
    await sleep(POLL_MS);
  }
  await sender.stop();
  world.sender = null;
  const arrived = arrivals(await look(world));
  const fresh = arrived - world.arrived;
  world.arrived = arrived;
  return fresh;
}

async function startSender(settings: WorldSettings): Promise<Running> {
  const sender = await startPart(settings, ["worker"]);
  settings.usage.name(sender.child.pid, "sender");
  return sender;
}

interface Seen {
  readonly sms: SmsCounts;
  readonly mail: MailCounts;
}

async function look({ outside }: World): Promise<Seen> {
  const [sms, mail] = await Promise.all([outside.sms.counts(), outside.mail.counts()]);
  return { sms, mail };
}

function arrivals({ sms, mail }: Seen): number {
  return sms.arrivals + mail.arrivals;
}

/** The networks have nothing left to tell us. */
function isQuiet({ sms, mail }: Seen): boolean {
  return sms.receipts.queued === 0 && mail.bounces.queued === 0;
}

/** Nothing of ours is on its way, and what the networks say they told us is stored. */
async function isOver(services: Services, { sms, mail }: Seen): Promise<boolean> {
  const pool = services.pools.worker;
  if (await isOnTheWay(pool)) return false;
  const stored = await receiptsStored(pool);
  return (
    stored.sms >= sms.receipts.sent &&
    stored.email >= mail.bounces.sent &&
    stored.smsAwaited === 0 &&
    sms.receipts.givenUp + mail.bounces.givenUp === 0
  );
}

async function stalled(services: Services, seen: Seen): Promise<OperatorFault> {
  const pool = services.pools.worker;
  const stored = await receiptsStored(pool);
  const { rows: gateways } = await pool.query<{ id: string; state: string; reason: string | null }>(
    "select id, state, state_reason as reason from gateway where state <> 'open'",
  );
  const lines = SEASON_TEXTS.missing({
    onTheWay: await stillOnTheWay(pool),
    smsAwaited: stored.smsAwaited,
    smsReceipts: { sent: seen.sms.receipts.sent, queued: seen.sms.receipts.queued, stored: stored.sms },
    bounces: { sent: seen.mail.bounces.sent, queued: seen.mail.bounces.queued, stored: stored.email },
    givenUp: seen.sms.receipts.givenUp + seen.mail.bounces.givenUp,
    gateways: gateways.map((gateway) => `${gateway.id} (${gateway.state}: ${gateway.reason ?? "—"})`),
  });
  return new OperatorFault(
    "STAGIONE_INCOMPLETA",
    `${SEASON_TEXTS.stalled(STALLED_MS / 1_000)}\n${lines.map((line) => `  - ${line}`).join("\n")}`,
  );
}
