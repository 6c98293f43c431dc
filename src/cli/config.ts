// The program's settings, read from the environment here and nowhere else.

import { join, resolve } from "node:path";
import { OperatorFault } from "../store/fault.ts";
import { CLI_TEXTS, count } from "./texts.ts";

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

const ROOT = resolve(import.meta.dirname, "..", "..");

/** The folder of data alone, for whoever must name it while the settings may be wrong. */
export function homeOf(env: NodeJS.ProcessEnv): string {
  return resolve(given(env, "CONVOCA_HOME") ?? join(ROOT, ".convoca"));
}

/**
 * CONVOCA_HOME, CONVOCA_PORT, DATABASE_URL, CONVOCA_DEMO (no = without demo), CONVOCA_DEMO_HOUSEHOLDS, CONVOCA_LOG.
 * A value that cannot be meant is refused: a misspelt one must not pass for the default.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return {
    root: ROOT,
    home: homeOf(env),
    port: whole(env, "CONVOCA_PORT", 8790, 65_535),
    databaseUrl: databaseUrl(given(env, "DATABASE_URL")),
    demo: oneOf(env, "CONVOCA_DEMO", ["yes", "no"], "yes") === "yes",
    demoHouseholds: whole(env, "CONVOCA_DEMO_HOUSEHOLDS", 2_000, 2_000_000),
    logLevel: oneOf(env, "CONVOCA_LOG", LOG_LEVELS, "warn"),
  };
}

function given(env: NodeJS.ProcessEnv, name: string): string | null {
  const value = env[name]?.trim();
  return value === undefined || value === "" ? null : value;
}

function whole(env: NodeJS.ProcessEnv, name: string, usual: number, most: number): number {
  const text = given(env, name);
  if (text === null) return usual;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most) throw refused(name, text, `un numero da 1 a ${count(most)}`);
  return value;
}

function oneOf<Value extends string>(env: NodeJS.ProcessEnv, name: string, values: readonly Value[], usual: Value): Value {
  const text = given(env, name);
  if (text === null) return usual;
  const found = values.find((value) => value === text.toLowerCase());
  if (found === undefined) throw refused(name, text, `uno di: ${values.join(", ")}`);
  return found;
}

/** The address may hold a password: a wrong one is not repeated. */
function databaseUrl(text: string | null): string | null {
  if (text === null) return null;
  const protocol = URL.canParse(text) ? new URL(text).protocol : "";
  if (protocol !== "postgres:" && protocol !== "postgresql:") throw new OperatorFault("DATABASE_URL_NON_VALIDO", CLI_TEXTS.badDatabaseUrl);
  return text;
}

function refused(name: string, value: string, expected: string): OperatorFault {
  return new OperatorFault("IMPOSTAZIONE_NON_VALIDA", CLI_TEXTS.badSetting(name, value, expected));
}
