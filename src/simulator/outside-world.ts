// Starts the simulated outside world (SMS gateway and mail server), in this process or as processes that can be killed.

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { request } from "undici";
import type { CallbackSecret } from "../channels/callback-auth.ts";
import type { MailCounts, MailServerOptions } from "./mail-server.ts";
import type { MailBehaviour } from "./mail-settings.ts";
import type { SmsCounts, SmsGatewayOptions } from "./sms-gateway.ts";
import type { SmsBehaviour } from "./sms-settings.ts";
import type { SmscCounts, SmscOptions } from "./smsc.ts";
import type { SmscBehaviour } from "./smsc-settings.ts";

export interface OutsideWorldOptions {
  /** True runs each simulator as a child process; the default is in this process. */
  readonly asProcesses?: boolean;
  /** 0 or absent takes any free port. */
  readonly smsPort?: number;
  readonly smtpPort?: number;
  readonly smsControlPort?: number;
  readonly smtpControlPort?: number;
  /** Bearer token that the gateway wants from us. */
  readonly smsToken?: string;
  readonly callbackSecret?: CallbackSecret;
  /** Where bounces go; without it nothing is bounced. */
  readonly bounceHost?: string;
  readonly bouncePort?: number;
  readonly seed?: number;
  readonly keepTexts?: number;
  readonly keepMessages?: number;
  readonly smsLogFile?: string | null;
  readonly mailLogFile?: string | null;
  readonly sms?: Partial<SmsBehaviour>;
  readonly mail?: Partial<MailBehaviour>;
}

/** A running simulator, wherever it runs. */
export interface Simulated<Behaviour, Counts> {
  readonly port: number;
  readonly controlUrl: string;
  counts(): Promise<Counts>;
  change(patch: Partial<Behaviour>): Promise<void>;
  /** Keys that reached a citizen more than once. */
  sentTwice(): Promise<readonly string[]>;
  /** Process id when it runs as a process of its own; null otherwise. */
  readonly pid: number | null;
  /** SIGKILL, and waits for the end; only for a process of its own. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface OutsideWorld {
  readonly smsUrl: string;
  readonly sms: Simulated<SmsBehaviour, SmsCounts>;
  readonly mail: Simulated<MailBehaviour, MailCounts>;
  stop(): Promise<void>;
}

/** What they take lies outside V8's heap: a small one will do, and one thread that clears it. */
const SPARING = ["--max-old-space-size=256", "--max-semi-space-size=2", "--v8-pool-size=1"] as const;

/** Starts both; when one cannot start the other is stopped and the error is thrown. */
export async function startOutsideWorld(options: OutsideWorldOptions = {}): Promise<OutsideWorld> {
  const sms = await startSms(smsOptions(options), options.asProcesses ?? false);
  try {
    const mail = await startMail(mailOptions(options), options.asProcesses ?? false);
    const stop = async (): Promise<void> => {
      await Promise.all([sms.stop(), mail.stop()]);
    };
    return { smsUrl: `http://127.0.0.1:${sms.port}`, sms, mail, stop };
  } catch (error) {
    await sms.stop();
    throw error;
  }
}

/** Starts an SMS gateway alone. */
export async function startSms(
  options: SmsGatewayOptions,
  asProcess: boolean,
): Promise<Simulated<SmsBehaviour, SmsCounts>> {
  if (asProcess) return startProcess("sms", options);
  const { startSmsGateway } = await import("./sms-gateway.ts");
  const gateway = await startSmsGateway(options);
  return overControl(gateway.port, gateway.controlPort, null, () => gateway.close());
}

/** Starts an SMPP gateway alone. */
export async function startSmpp(options: SmscOptions, asProcess: boolean): Promise<Simulated<SmscBehaviour, SmscCounts>> {
  if (asProcess) return startProcess("smpp", options);
  const { startSmsc } = await import("./smsc.ts");
  const smsc = await startSmsc(options);
  return overControl(smsc.port, smsc.controlPort, null, () => smsc.close());
}

/** Starts a mail server alone. */
export async function startMail(
  options: MailServerOptions,
  asProcess: boolean,
): Promise<Simulated<MailBehaviour, MailCounts>> {
  if (asProcess) return startProcess("mail", options);
  const { startMailServer } = await import("./mail-server.ts");
  const server = await startMailServer(options);
  return overControl(server.port, server.controlPort, null, () => server.close());
}

function smsOptions(options: OutsideWorldOptions): SmsGatewayOptions {
  return {
    port: options.smsPort ?? 0,
    controlPort: options.smsControlPort ?? 0,
    token: options.smsToken ?? "demo",
    callbackSecret: options.callbackSecret ?? { kind: "token", token: "demo" },
    seed: options.seed ?? 1,
    logFile: options.smsLogFile ?? null,
    behaviour: options.sms ?? {},
    ...(options.keepTexts === undefined ? {} : { keepTexts: options.keepTexts }),
  };
}

function mailOptions(options: OutsideWorldOptions): MailServerOptions {
  const { bouncePort } = options;
  return {
    port: options.smtpPort ?? 0,
    controlPort: options.smtpControlPort ?? 0,
    bounceTarget:
      bouncePort === undefined ? null : { host: options.bounceHost ?? "127.0.0.1", port: bouncePort },
    seed: options.seed ?? 1,
    logFile: options.mailLogFile ?? null,
    behaviour: options.mail ?? {},
    ...(options.keepMessages === undefined ? {} : { keepMessages: options.keepMessages }),
  };
}

async function startProcess<Behaviour, Counts>(
  kind: "sms" | "mail" | "smpp",
  options: SmsGatewayOptions | MailServerOptions | SmscOptions,
): Promise<Simulated<Behaviour, Counts>> {
  const main = fileURLToPath(new URL("./main.ts", import.meta.url));
  const child = spawn(process.execPath, [...SPARING, main, "--kind", kind, "--attached"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  // It may have ended already: that is said below. The pipe stays open, or it would end with it.
  child.stdin.on("error", () => undefined);
  child.stdin.write(`${JSON.stringify(options)}\n`);
  const ports = await firstLine(child, kind);
  return overControl(ports.port, ports.controlPort, child, () => end(child, "SIGTERM"));
}

async function firstLine(child: ChildProcess, kind: string): Promise<{ port: number; controlPort: number }> {
  if (child.stdout === null) throw new Error("no output");
  const lines = createInterface({ input: child.stdout });
  const first = once(lines, "line");
  const early = once(child, "exit").then(([code]) => {
    throw new Error(`simulator "${kind}" ended at once with code ${String(code)}`);
  });
  try {
    const [line] = (await Promise.race([first, early])) as [string];
    return JSON.parse(line) as { port: number; controlPort: number };
  } finally {
    early.catch(() => undefined);
    lines.close();
    child.stdout.resume();
  }
}

function overControl<Behaviour, Counts>(
  port: number,
  controlPort: number,
  child: ChildProcess | null,
  stop: () => Promise<void>,
): Simulated<Behaviour, Counts> {
  const controlUrl = `http://127.0.0.1:${controlPort}`;
  return {
    port,
    controlUrl,
    pid: child?.pid ?? null,
    counts: async () => (await call(controlUrl, "GET", "/control/counts")) as Counts,
    change: async (patch) => {
      await call(controlUrl, "PUT", "/control", patch);
    },
    sentTwice: async () =>
      ((await call(controlUrl, "GET", "/control/sent-twice")) as { keys: string[] }).keys,
    kill: async () => {
      if (child === null) throw new Error("runs in this process: it cannot be killed alone");
      await end(child, "SIGKILL");
    },
    stop,
  };
}

async function call(base: string, method: "GET" | "PUT", path: string, body?: unknown): Promise<unknown> {
  const options = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await request(base + path, options);
  const answer: unknown = await response.body.json();
  if (response.statusCode !== 200) throw new Error(`remote control: ${JSON.stringify(answer)}`);
  return answer;
}

async function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
