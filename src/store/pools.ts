// Connections to PostgreSQL, one pool for each part of the program, each under its own database role.

import pg from "pg";
import type { Pool, PoolClient } from "pg";
import { OperatorFault } from "./fault.ts";
import { partAddress } from "./part-logins.ts";
import type { Part } from "./roles.ts";

const { types } = pg;
const OID = { int8: 20, date: 1082, timestamptz: 1184 } as const;

/** Days stay "2019-09-02", instants become ISO strings, counts numbers: nothing in the program meets a JS Date of pg's. */
const typeParsers = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (format !== "binary") {
      if (oid === OID.int8) return Number;
      if (oid === OID.date) return (text: string) => text;
      if (oid === OID.timestamptz) return (text: string) => new Date(text).toISOString();
    }
    return types.getTypeParser(oid, format as "text");
  },
} as pg.CustomTypesConfig;

export interface PoolOptions {
  readonly max?: number;
  /** Name shown in pg_stat_activity. */
  readonly name?: string;
}

/** The worker asks the same few questions thousands of times, with arrays of every length: planning each anew cost a third of its time. */
const ASKS_THE_SAME = " -c plan_cache_mode=force_generic_plan";

/** Opens a pool whose every connection works as `part` (the role holds from the connection's first statement). */
export function openPool(url: string, part: Part, options: PoolOptions = {}): Pool {
  const pool = new pg.Pool({
    connectionString: partAddress(url, part),
    max: options.max ?? 8,
    application_name: options.name ?? `convoca-${part}`,
    options: `-c role=convoca_${part} -c search_path=convoca,public -c timezone=UTC${part === "worker" ? ASKS_THE_SAME : ""}`,
    types: typeParsers,
    connectionTimeoutMillis: 10_000,
  });
  // A connection that dies while idle is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  // One that dies as it changes hands, neither idle nor taken yet, tells whoever asks it next; it too must not end the process.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  return pool;
}

/** One connection as the user of the URL itself: for migrations. */
export async function openAdministrator(url: string): Promise<pg.Client> {
  let client: pg.Client | undefined;
  try {
    client = new pg.Client({ connectionString: url, types: typeParsers, connectionTimeoutMillis: 10_000 });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  } catch (cause) {
    // Not awaited: a server that does not answer does not answer a farewell either.
    client?.end().catch(() => undefined);
    throw new OperatorFault("DB_IRRAGGIUNGIBILE", `${whyUnreachable(cause)}: verificare DATABASE_URL e il server.`, { cause });
  }
}

/** By the system's and PostgreSQL's own codes; their English stays in the cause. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Nessun database risponde all'indirizzo indicato",
  ENOTFOUND: "Il nome del server del database non esiste",
  EAI_AGAIN: "Il nome del server del database non si può risolvere",
  ETIMEDOUT: "Il database non risponde in tempo",
  EHOSTUNREACH: "Il server del database non è raggiungibile da questa macchina",
  ENETUNREACH: "Il server del database non è raggiungibile da questa macchina",
  "28P01": "Il database rifiuta l'utente o la password",
  "28000": "Il database non ammette questo utente da questa macchina",
  "3D000": "Il database indicato non esiste sul server",
  "42501": "L'utente non può collegarsi a questo database",
  "53300": "Il database ha già tutte le connessioni occupate",
  "57P03": "Il database si sta avviando o spegnendo",
};

function whyUnreachable(cause: unknown): string {
  const { code = "", message = "", errors } = cause as { code?: string; message?: string; errors?: { code?: string }[] };
  const known = UNREACHABLE[code] ?? UNREACHABLE[errors?.[0]?.code ?? ""];
  if (known !== undefined) return known;
  if (/time-?out/i.test(message)) return "Il database non risponde in tempo";
  if (/password/i.test(message)) return "Il database chiede una password, che in DATABASE_URL manca";
  return `Il database non accetta la connessione (${message || code})`;
}

/** Runs `work` in one transaction and gives back its result; any error rolls everything back. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>, begin = "begin"): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection cut in the middle answers the pending query with an error; this listener keeps the process alive.
  const onError = (error: Error): void => void (broken = error);
  client.on("error", onError);
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((rollbackError: Error) => (broken = rollbackError));
    throw error;
  } finally {
    client.removeListener("error", onError);
    client.release(broken);
  }
}

/** As `inTransaction`, seeing only the cases for which `office` is competent now. Begun and bound to the office in one go over the wire. */
export async function inOffice<T>(pool: Pool, office: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(pool, work, `begin; select set_config('app.office', ${pg.escapeLiteral(office)}, true)`);
}
