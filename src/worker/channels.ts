// From a gateway's row to the channel that speaks to it.

import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Channel } from "../channels/channel.ts";
import { emailChannel } from "../channels/email/channel.ts";
import { letterChannel, letterSettings, outboundFolder } from "../channels/letter/channel.ts";
import { smsHttpChannel } from "../channels/sms-http/channel.ts";
import { kannelChannel } from "../channels/sms-http/kannel.ts";
import { smppChannel } from "../channels/sms-smpp/channel.ts";
import { OperatorFault } from "../store/fault.ts";
import type { GatewayDefinition } from "../store/reconcile.ts";
import { pecOf, pecSettings } from "./pec.ts";

/** What the contract's rate counts. Without it: what leaves one by one, so the parts of a long text where we cut it ourselves. */
const rateUnit = z.enum(["messages", "parts"]).optional();

const smsSettings = z.object({
  rateUnit,
  token: z.string(),
  callbackUrl: z.string(),
  canBeListed: z.boolean().default(false),
  timeoutMs: z.number().int().positive().default(10_000),
});

/** Where a secret lies: `env:NAME` or `file:PATH`; never the secret itself, since the database is copied, shown and backed up. */
const secretAt = z.string().regex(/^(env:\w+|file:.+)$/);
/** Digits alone are a number on the command line. */
const word = z.union([z.string(), z.number()]).transform(String);
const octet = z.number().int().min(0).max(255);

const kannelSettings = z.strictObject({
  rateUnit,
  dialect: z.literal("kannel"),
  user: word,
  password: secretAt,
  callbackUrl: z.string(),
  smsc: z.string().optional(),
  timeoutMs: z.number().int().positive().default(10_000),
});

const notation = z.enum(["text", "hex", "decimal"]);
const smppSettings = z.strictObject({
  rateUnit,
  systemId: word.pipe(z.string().max(15)),
  password: secretAt,
  systemType: word.pipe(z.string().max(12)).default(""),
  serviceType: word.pipe(z.string().max(5)).default(""),
  addressTon: octet.default(0),
  addressNpi: octet.default(0),
  addressRange: word.pipe(z.string().max(40)).default(""),
  sourceTon: octet.optional(),
  sourceNpi: octet.optional(),
  destinationTon: octet.default(1),
  destinationNpi: octet.default(1),
  longText: z.enum(["parts", "payload"]).default("parts"),
  validityHours: z.number().int().min(1).max(720).optional(),
  answerIds: notation.default("text"),
  receiptIds: notation.default("text"),
  receiptClock: z.enum(["UTC", "Europe/Rome"]).optional(),
  echoesUserReference: z.boolean().default(false),
  keyTag: z.number().int().min(0x1400).max(0x3fff).nullable().default(null),
  certificatesFile: z.string().optional(),
  timeoutMs: z.number().int().positive().default(10_000),
  enquireSeconds: z.number().positive().default(30),
  window: z.number().int().min(1).optional(),
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
export function channelOf(gateway: GatewayDefinition): Channel {
  const common = {
    id: gateway.id,
    sender: gateway.sender,
    concurrency: gateway.concurrency,
    ratePerSecond: gateway.ratePerSecond,
    deduplicatesByKey: gateway.deduplicates,
  };
  if (gateway.channel === "sms" && /^smpps?:/.test(gateway.url)) return smppOf(gateway, common);
  if (gateway.channel === "sms" && gateway.settings["dialect"] !== undefined) {
    const { password, smsc, rateUnit: _unit, ...settings } = parse(kannelSettings, gateway);
    return kannelChannel({ ...common, ...settings, url: gateway.url, password: () => secretIn(gateway.id, password), ...(smsc === undefined ? {} : { smsc }) });
  }
  if (gateway.channel === "sms") {
    const { rateUnit: _unit, ...settings } = parse(smsSettings, gateway);
    return smsHttpChannel({ ...common, ...settings, url: gateway.url, canBeAsked: gateway.canBeAsked });
  }
  if (gateway.channel === "pec") {
    if (gateway.deduplicates || gateway.canBeAsked) {
      throw new OperatorFault("GATEWAY_IMPOSTAZIONI", `Una PEC non scarta i doppi, e risponde con le sue ricevute («${gateway.id}»): togliere queste due opzioni.`);
    }
    const files = { secret: (at: string) => secretIn(gateway.id, at), file: (path: string) => fileOf(gateway.id, path) };
    return pecOf(gateway.url, parse(pecSettings, gateway), common, files);
  }
  if (gateway.channel === "letter") {
    if (outboundFolder(gateway.url) === undefined) throw new OperatorFault("GATEWAY_IMPOSTAZIONI", `L’indirizzo di uno stampatore è una cartella (file:///…) o «download:» («${gateway.id}»).`);
    return letterChannel({ id: gateway.id, url: gateway.url, sender: gateway.sender, settings: parse(letterSettings, gateway) });
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

/** Whether the rate of a gateway is one of parts, by its settings. */
export function countsParts({ channel, url, settings }: Pick<GatewayDefinition, "channel" | "url" | "settings">): boolean {
  if (channel !== "sms") return false;
  return (settings["rateUnit"] ?? (/^smpps?:/.test(url) && settings["longText"] !== "payload" ? "parts" : "messages")) === "parts";
}

type Common = Pick<Parameters<typeof smppChannel>[0], "id" | "sender" | "concurrency" | "ratePerSecond">;

function smppOf(gateway: GatewayDefinition, common: Common): Channel {
  const { password, rateUnit: _unit, certificatesFile, enquireSeconds, window, sourceTon, sourceNpi, validityHours, receiptClock, ...settings } = parse(smppSettings, gateway);
  if (gateway.deduplicates || gateway.canBeAsked) {
    throw new OperatorFault("GATEWAY_IMPOSTAZIONI", `Un gateway SMPP non scarta i doppi e non risponde a domande («${gateway.id}»): togliere queste due opzioni.`);
  }
  return smppChannel({
    ...common,
    ...settings,
    url: gateway.url,
    password: () => secretIn(gateway.id, password),
    enquireMs: enquireSeconds * 1_000,
    ...(window === undefined ? {} : { window }),
    ...(sourceTon === undefined ? {} : { sourceTon }),
    ...(sourceNpi === undefined ? {} : { sourceNpi }),
    ...(validityHours === undefined ? {} : { validityHours }),
    ...(receiptClock === undefined ? {} : { receiptClock }),
    ...(certificatesFile === undefined ? {} : { certificates: () => fileOf(gateway.id, certificatesFile) }),
  });
}

/** The secret itself, read when the gateway is opened. */
function secretIn(gatewayId: string, at: string): string {
  const text = at.startsWith("env:") ? process.env[at.slice("env:".length)] : fileOf(gatewayId, at.slice("file:".length));
  if (text === undefined || text.trim() === "") throw new OperatorFault("GATEWAY_SENZA_SEGRETO", `Il segreto del gateway «${gatewayId}» manca: ${at}.`);
  return text.trim();
}

function fileOf(gatewayId: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new OperatorFault("GATEWAY_SENZA_SEGRETO", `Il file del gateway «${gatewayId}» non si legge: ${path}.`, { cause });
  }
}

function parse<T>(schema: z.ZodType<T>, gateway: GatewayDefinition): T {
  const parsed = schema.safeParse(gateway.settings);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw new OperatorFault("GATEWAY_IMPOSTAZIONI", `Le impostazioni del gateway «${gateway.id}» non sono complete (${fields}): correggerle e riavviare.`);
}
