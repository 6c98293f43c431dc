// How this installation reaches the national node: addresses, who it says it is, limits of time; read from one file of settings.

import { readFileSync } from "node:fs";
import { Agent } from "undici";
import { z } from "zod";
import { nodeSchemas } from "./schemas.ts";
import type { NodeSchemas } from "./schemas.ts";

const address = z.url().refine(isSafe, { message: "serve https, salvo che sulla macchina stessa" });

const Settings = z.strictObject({
  /** Address of the SOAP service serviceRDC. */
  url: address,
  /** Where the whole state of the platform is taken; absent: it comes as a file, by hand. */
  stateUrl: address.optional(),
  /** Hour, in Rome, from which the day's state is asked for; absent: only when somebody asks. */
  dailyAt: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u).optional(),
  basic: z.strictObject({ user: z.string().min(1), password: z.string().min(1) }).optional(),
  token: z.string().min(1).optional(),
  /** PEM files for mutual TLS, and of the authority that the other side must have. */
  certificateFile: z.string().optional(),
  keyFile: z.string().optional(),
  authorityFile: z.string().optional(),
  /** Folder of the official schemas, to be used in the place of ours. */
  schemas: z.string().optional(),
  timeoutMs: z.int().min(100).max(120_000).default(10_000),
  tries: z.int().min(1).max(10).default(3),
  /** Answers that mean that all went well. */
  okCodes: z.array(z.string().min(1)).min(1).default(["101"]),
  /** Where policies and breaches are told, and as whom; absent: nothing goes out, and waits. */
  reports: z
    .strictObject({
      sapUrl: address,
      breachUrl: address,
      /** Code of our system in the numbers of policies (05: Campania), and tax code of the body that proposes them. */
      system: z.string().regex(/^\d{2}$/u),
      body: z.string().regex(/^\d{11}$/u),
      concurrency: z.int().min(1).max(64).default(16),
      /** The platform tells a breach that it already has from a new one: then a doubtful one is sent again by itself. */
      knowsBreaches: z.boolean().default(false),
    })
    .optional(),
});

export interface ReportsConnection {
  readonly sapUrl: string;
  readonly breachUrl: string;
  readonly system: string;
  readonly body: string;
  readonly concurrency: number;
  readonly knowsBreaches: boolean;
  readonly agent: Agent;
}

export interface NodeConnection {
  readonly url: string;
  readonly stateUrl: string | null;
  readonly dailyAt: string | null;
  readonly authorization: string | null;
  readonly timeoutMs: number;
  readonly tries: number;
  readonly okCodes: readonly string[];
  readonly schemas: NodeSchemas;
  readonly agent: Agent;
  readonly reports: ReportsConnection | null;
}

export type NodeSettings = z.input<typeof Settings>;

/** Reads the file of settings. Throws what is wrong with it, never repeating a secret. */
export function readNodeConnection(path: string): NodeConnection {
  const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
  return nodeConnection(Settings.parse(parsed));
}

export function nodeConnection(given: NodeSettings): NodeConnection {
  const settings = Settings.parse(given);
  const { basic, token, certificateFile, keyFile, authorityFile } = settings;
  const pem = (path: string | undefined): { value?: Buffer } => (path === undefined ? {} : { value: readFileSync(path) });
  const [cert, key, ca] = [pem(certificateFile).value, pem(keyFile).value, pem(authorityFile).value];
  const agentOf = (connections: number): Agent => new Agent({
    connections,
    headersTimeout: settings.timeoutMs,
    bodyTimeout: settings.timeoutMs,
    connect: { timeout: settings.timeoutMs, ...(cert === undefined ? {} : { cert }), ...(key === undefined ? {} : { key }), ...(ca === undefined ? {} : { ca }) },
  });
  const authorization =
    token !== undefined ? `Bearer ${token}` : basic === undefined ? null : `Basic ${Buffer.from(`${basic.user}:${basic.password}`).toString("base64")}`;
  return {
    url: settings.url, stateUrl: settings.stateUrl ?? null, dailyAt: settings.dailyAt ?? null, authorization,
    timeoutMs: settings.timeoutMs, tries: settings.tries, okCodes: settings.okCodes, schemas: nodeSchemas(settings.schemas ?? null), agent: agentOf(4),
    reports: settings.reports === undefined ? null : { ...settings.reports, agent: agentOf(settings.reports.concurrency) },
  };
}

/** Data of persons go over the wire: in the clear only where there is no wire. */
function isSafe(text: string): boolean {
  const url = new URL(text);
  return url.protocol === "https:" || (url.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname));
}
