// The demonstration's simulated networks: started with the memory of earlier starts, and entered as gateways.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Services } from "../services/context.ts";
import { ensureGateways } from "../services/gateway-setup.ts";
import { loadShares } from "../simulator/cohort/reference.ts";
import { startOutsideWorld } from "../simulator/outside-world.ts";
import type { OutsideWorld } from "../simulator/outside-world.ts";
import { installation, markProduction } from "../store/clock.ts";
import { freePort } from "../store/embedded.ts";
import { OperatorFault } from "../store/fault.ts";
import { gateways } from "../store/messages.ts";
import { hasRealUsers } from "../store/sessions-users.ts";
import type { Config } from "./config.ts";
import { CLI_TEXTS } from "./texts.ts";

const SMS = "sms-demo";
const MAIL = "mail-demo";

/** Invented and real people never share a database; said before anything of either kind is written. */
export async function refuseMixture(config: Config, services: Services): Promise<void> {
  const found = await installation(services.pools.intake);
  if (found.demo) {
    if (!config.demo) throw new OperatorFault("DEMO_NEL_DATABASE", CLI_TEXTS.demoWanted);
    return;
  }
  // From here on this database says by itself that it is in earnest.
  if (!config.demo) return markProduction(services.pools.intake);
  if (found.productionSince !== null || (await hasRealUsers(services.pools.login)))
    throw new OperatorFault("DEMO_SU_PRODUZIONE", CLI_TEXTS.demoOnProduction);
  const real = (await gateways(services.pools.worker)).filter(({ id }) => id !== SMS && id !== MAIL);
  if (found.batches > 0 || real.length > 0 || Object.keys(found.settings).length > 0) {
    throw new OperatorFault("DEMO_SU_DATI_VERI", CLI_TEXTS.demoSettings);
  }
}

/** They deliver to the same numbers that the cohort's truth says. */
export async function startDemoWorld(config: Config, receiptsToken: string): Promise<{ world: OutsideWorld; bouncePort: number }> {
  const folder = join(config.home, "demo");
  await mkdir(folder, { recursive: true });
  const bouncePort = await freePort();
  const shares = loadShares(join(config.root, "reference"));
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
  return { world, bouncePort };
}

/** Where the senders find the simulated networks of this start. */
export async function enterDemoGateways(config: Config, services: Services, world: OutsideWorld, bouncePort: number): Promise<void> {
  await ensureGateways(services, [
    {
      id: SMS,
      channel: "sms",
      url: world.smsUrl,
      sender: "CPICampania",
      settings: { token: "demo", callbackUrl: `http://127.0.0.1:${config.port}/receipts/sms/${SMS}`, canBeListed: true },
      ratePerSecond: null,
      concurrency: 32,
      deduplicates: true,
      canBeAsked: true,
    },
    {
      id: MAIL,
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
}
