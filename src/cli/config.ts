// The program's settings, read from the environment here and nowhere else.

import { join, resolve } from "node:path";

export interface Config {
  readonly root: string;
  /** Folder of data, passwords, logs and the senders' memory. */
  readonly home: string;
  readonly port: number;
  /** Present when an own PostgreSQL is to be used instead of the embedded one. */
  readonly databaseUrl: string | null;
  readonly demo: boolean;
  readonly demoHouseholds: number;
  readonly logLevel: "trace" | "debug" | "info" | "warn" | "error" | "silent";
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "silent"] as const;

/** CONVOCA_HOME, CONVOCA_PORT, DATABASE_URL, CONVOCA_DEMO (no = without demo), CONVOCA_DEMO_HOUSEHOLDS, CONVOCA_LOG. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const root = resolve(import.meta.dirname, "..", "..");
  const level = LOG_LEVELS.find((name) => name === env["CONVOCA_LOG"]);
  return {
    root,
    home: resolve(env["CONVOCA_HOME"] ?? join(root, ".convoca")),
    port: Number(env["CONVOCA_PORT"] ?? 8790),
    databaseUrl: env["DATABASE_URL"] === undefined || env["DATABASE_URL"] === "" ? null : env["DATABASE_URL"],
    demo: env["CONVOCA_DEMO"] !== "no",
    demoHouseholds: Number(env["CONVOCA_DEMO_HOUSEHOLDS"] ?? 2_000),
    logLevel: level ?? "warn",
  };
}
