// From a gateway's row to the channel that speaks to it.

import { z } from "zod";
import type { Channel } from "../channels/channel.ts";
import { emailChannel } from "../channels/email/channel.ts";
import { smsHttpChannel } from "../channels/sms-http/channel.ts";
import { OperatorFault } from "../store/fault.ts";
import type { GatewayRow } from "../store/messages.ts";

const smsSettings = z.object({
  token: z.string(),
  callbackUrl: z.string(),
  canBeListed: z.boolean().default(false),
  timeoutMs: z.number().int().positive().default(10_000),
});

const emailSettings = z.object({
  returnPathDomain: z.string(),
  secure: z.boolean().optional(),
  requireTls: z.boolean().optional(),
  user: z.string().optional(),
  password: z.string().optional(),
  timeoutMs: z.number().int().positive().default(30_000),
});

/** Builds the channel of a gateway; its settings are checked here, so that a wrong one stops the worker with a sentence. */
export function channelOf(gateway: GatewayRow): Channel {
  const common = {
    id: gateway.id,
    sender: gateway.sender,
    concurrency: gateway.concurrency,
    ratePerSecond: gateway.ratePerSecond,
    deduplicatesByKey: gateway.deduplicates,
  };
  if (gateway.channel === "sms") {
    const settings = parse(smsSettings, gateway);
    return smsHttpChannel({ ...common, ...settings, url: gateway.url, canBeAsked: gateway.canBeAsked });
  }
  const { secure, requireTls, user, password, ...settings } = parse(emailSettings, gateway);
  const url = new URL(gateway.url);
  return emailChannel({
    ...common,
    ...settings,
    host: url.hostname,
    port: Number(url.port === "" ? 25 : url.port),
    ...(secure === undefined ? {} : { secure }),
    ...(requireTls === undefined ? {} : { requireTls }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
  });
}

function parse<T>(schema: z.ZodType<T>, gateway: GatewayRow): T {
  const parsed = schema.safeParse(gateway.settings);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw new OperatorFault("GATEWAY_IMPOSTAZIONI", `Le impostazioni del gateway «${gateway.id}» non sono complete (${fields}): correggerle e riavviare.`);
}
