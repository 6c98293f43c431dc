// How the registers of digital domiciles are reached: addresses, credentials, quotas, and the names of paths and fields; one file, nothing without it.

import { readFileSync } from "node:fs";
import { createPrivateKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { Agent } from "undici";
import { z } from "zod";
import { REGISTER_RULES, REGISTERS } from "../../domain/domiciles/registers.ts";
import type { RegisterCode } from "../../domain/domiciles/registers.ts";

const address = z.url().refine(isSafe, { message: "serve https, salvo che sulla macchina stessa" });
const hour = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u);
const path = z.string().regex(/^\/[\w./{}-]*$/u);

const Auth = z.strictObject({
  /** pdnd: a voucher of the PDND for a signed assertion; assertion: a token of the register itself for the same. */
  kind: z.enum(["pdnd", "assertion"]),
  tokenUrl: address,
  clientId: z.string().min(1),
  keyId: z.string().min(1),
  /** Of the PDND: for which purpose the data are asked. */
  purposeId: z.string().min(1).optional(),
  audience: z.string().min(1),
  /** PEM, PKCS #8, RSA. */
  privateKeyFile: z.string().min(1),
  scope: z.string().min(1).optional(),
  /** Signs what is sent, as the interoperability model asks (Agid-JWT-Signature and Digest); for whom, where it is not the address itself. */
  sign: z.boolean().default(false),
  signatureAudience: z.string().min(1).optional(),
});

const Names = z.strictObject({
  ask: path.optional(), state: path.optional(), take: path.optional(), codes: z.string().optional(), reference: z.string().optional(),
});

const Register = z.strictObject({
  url: address,
  auth: Auth,
  /** For which proceeding the data are asked. */
  reference: z.string().min(1).max(200),
  /** bound: everybody who has duties; wanted: only who is about to be written to by certified mail or letter. */
  who: z.enum(["bound", "wanted"]).default("bound"),
  batch: z.int().min(1).max(1_000).optional(),
  open: z.int().min(1).max(50).default(4),
  freshnessDays: z.int().min(1).max(3_650).optional(),
  perDay: z.int().min(1).max(1_000_000).default(2_000),
  perMinute: z.int().min(1).max(10_000).default(60),
  pollSeconds: z.number().min(0.05).max(3_600).default(60),
  waitHours: z.number().min(0.001).max(48).default(24),
  closed: z.strictObject({ from: hour, to: hour }).nullable().optional(),
  names: Names.default({}),
});

const Settings = z.strictObject({
  registers: z.partialRecord(z.enum(REGISTERS), Register),
  certificateFile: z.string().optional(),
  keyFile: z.string().optional(),
  authorityFile: z.string().optional(),
  timeoutMs: z.int().min(50).max(120_000).default(20_000),
});

export type DomicileSettings = z.input<typeof Settings>;
export type RegisterAuth = Omit<z.infer<typeof Auth>, "privateKeyFile"> & { readonly privateKey: KeyObject };

export interface RegisterConnection extends Omit<z.infer<typeof Register>, "auth" | "batch" | "freshnessDays" | "closed"> {
  readonly code: RegisterCode;
  readonly auth: RegisterAuth;
  readonly batch: number;
  readonly freshnessDays: number;
  readonly closed: { readonly from: string; readonly to: string } | null;
  readonly timeoutMs: number;
  readonly agent: Agent;
}

/** Reads the file of settings. Throws what is wrong with it, never repeating a secret. */
export function readDomicileSettings(file: string): RegisterConnection[] {
  const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
  return registerConnections(Settings.parse(parsed));
}

/** In the order in which the registers are believed. */
export function registerConnections(given: DomicileSettings): RegisterConnection[] {
  const { registers, timeoutMs, certificateFile, keyFile, authorityFile } = Settings.parse(given);
  const pem = (name: "cert" | "key" | "ca", file: string | undefined): object => (file === undefined ? {} : { [name]: readFileSync(file) });
  const agent = new Agent({
    connections: 4, headersTimeout: timeoutMs, bodyTimeout: timeoutMs,
    connect: { timeout: timeoutMs, ...pem("cert", certificateFile), ...pem("key", keyFile), ...pem("ca", authorityFile) },
  });
  return REGISTERS.flatMap((code) => {
    const register = registers[code];
    if (register === undefined) return [];
    const rules = REGISTER_RULES[code];
    const { privateKeyFile, ...auth } = register.auth;
    return [{
      ...register, code, timeoutMs, agent,
      auth: { ...auth, privateKey: createPrivateKey(readFileSync(privateKeyFile)) },
      batch: register.batch ?? rules.mostCodes.value,
      freshnessDays: register.freshnessDays ?? rules.freshnessDays.value,
      closed: register.closed === undefined ? rules.closed.value : register.closed,
    }];
  });
}

/** Data of persons go over the wire: in the clear only where there is no wire. */
function isSafe(text: string): boolean {
  const url = new URL(text);
  return url.protocol === "https:" || (url.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname));
}
