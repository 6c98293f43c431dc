// The program's settings, read from the environment here and nowhere else.

import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { OperatorFault } from "../store/fault.ts";
import { CLI_TEXTS, count } from "./texts.ts";

export interface Config {
  readonly root: string;
  /** Folder of data, passwords, logs and the senders' memory. */
  readonly home: string;
  readonly port: number;
  /** Address that the server listens on. */
  readonly host: string;
  /** The https address under which browsers know us, behind a proxy that ends TLS; null on this machine alone. */
  readonly publicUrl: string | null;
  /** Proxies whose word on where a request comes from is believed. */
  readonly trustedProxies: readonly string[];
  /** Present when an own PostgreSQL is to be used instead of the embedded one. */
  readonly databaseUrl: string | null;
  readonly demo: boolean;
  readonly demoHouseholds: number;
  /** File of the key that second factors are sealed with; null = the one of the folder of data. */
  readonly loginKeyFile: string | null;
  /** The keys of documents themselves, or the file that they are in; null = the file of the folder of data, where the database is embedded. */
  readonly documentKeys: string | null;
  readonly documentKeysFile: string | null;
  /** File of the token that the national node shows; null = notices are taken on this machine only. */
  readonly exchangeTokenFile: string | null;
  /** File of the settings of the national node; null = nobody is asked, and its state comes as a file. */
  readonly nodeFile: string | null;
  /** File of the settings of the registers of digital domiciles; null = none is asked. */
  readonly domicilesFile: string | null;
  /** The time-stamping authority (RFC 3161) of the dossiers of proof, and what it asks for; null = dossiers without a stamp. */
  readonly stampUrl: string | null;
  readonly stampCredentialsFile: string | null;
  readonly stampAuthorityFile: string | null;
  readonly logLevel: "trace" | "debug" | "info" | "warn" | "error" | "silent";
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "silent"] as const;

const ROOT = resolve(import.meta.dirname, "..", "..");

/** The folder of data alone, for whoever must name it while the settings may be wrong. */
export function homeOf(env: NodeJS.ProcessEnv): string {
  return resolve(given(env, "CONVOCA_HOME") ?? join(ROOT, ".convoca"));
}

/**
 * CONVOCA_HOME, CONVOCA_PORT, CONVOCA_HOST, CONVOCA_URL, CONVOCA_PROXIES, DATABASE_URL, CONVOCA_DEMO (no = without demo), CONVOCA_DEMO_HOUSEHOLDS, CONVOCA_LOGIN_KEY_FILE, CONVOCA_EXCHANGE_TOKEN_FILE,
 * CONVOCA_KEYS, CONVOCA_KEYS_FILE, CONVOCA_NODE_FILE, CONVOCA_DOMICILES_FILE, CONVOCA_TSA_URL, CONVOCA_TSA_CREDENTIALS_FILE, CONVOCA_TSA_CA_FILE, CONVOCA_LOG.
 * A value that cannot be meant is refused: a misspelt one must not pass for the default.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return {
    root: ROOT,
    home: homeOf(env),
    port: whole(env, "CONVOCA_PORT", 8790, 65_535),
    host: given(env, "CONVOCA_HOST") ?? "127.0.0.1",
    publicUrl: publicUrl(given(env, "CONVOCA_URL")),
    trustedProxies: proxies(given(env, "CONVOCA_PROXIES")),
    databaseUrl: databaseUrl(given(env, "DATABASE_URL")),
    demo: oneOf(env, "CONVOCA_DEMO", ["yes", "no"], "yes") === "yes",
    demoHouseholds: whole(env, "CONVOCA_DEMO_HOUSEHOLDS", 2_000, 2_000_000),
    exchangeTokenFile: given(env, "CONVOCA_EXCHANGE_TOKEN_FILE"),
    loginKeyFile: given(env, "CONVOCA_LOGIN_KEY_FILE"),
    documentKeys: given(env, "CONVOCA_KEYS"),
    documentKeysFile: given(env, "CONVOCA_KEYS_FILE"),
    nodeFile: given(env, "CONVOCA_NODE_FILE"),
    domicilesFile: given(env, "CONVOCA_DOMICILES_FILE"),
    stampUrl: given(env, "CONVOCA_TSA_URL"),
    stampCredentialsFile: given(env, "CONVOCA_TSA_CREDENTIALS_FILE"),
    stampAuthorityFile: given(env, "CONVOCA_TSA_CA_FILE"),
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

/** An address of its own, https, without a path: cookies and identity providers hold on to it. */
function publicUrl(text: string | null): string | null {
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.protocol !== "https:" || url.pathname !== "/" || url.search !== "" || url.username !== "")
    throw refused("CONVOCA_URL", text, "un indirizzo https senza percorso, come https://convoca.regione.example");
  return url.origin;
}

function proxies(text: string | null): string[] {
  const found = (text ?? "").split(",").map((one) => one.trim()).filter((one) => one !== "");
  const wrong = found.find((one) => isIP(one.replace(/\/\d{1,3}$/, "")) === 0);
  if (wrong !== undefined) throw refused("CONVOCA_PROXIES", wrong, "un elenco di indirizzi IP o di reti, separati da virgole");
  return found;
}

function refused(name: string, value: string, expected: string): OperatorFault {
  return new OperatorFault("IMPOSTAZIONE_NON_VALIDA", CLI_TEXTS.badSetting(name, value, expected));
}
