// Brings a database to the schema this program needs: plain SQL files, forward only, one transaction each.

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "pg";
import { OperatorFault } from "./fault.ts";
import { ensureRoles, PARTS } from "./roles.ts";

const FOLDER = join(import.meta.dirname, "migrations");
const OLDEST_SERVER = 150_000;
/** Every role that works on rows may stage them in a temporary table, also where the server does not let everybody make one. */
const WORKING_ROLES = PARTS.map((part) => `convoca_${part}`).join(", ");
/** Any constant will do, as long as every starting process asks for the same lock. */
const MIGRATION_LOCK = 7_301_992;

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
  /** Tables and views that it creates. */
  readonly relations: readonly string[];
}

export interface MigrationReport {
  readonly applied: readonly string[];
  readonly already: number;
}

/** Migrates the database behind `client`, which must be allowed to create roles and objects in it. */
export async function migrate(client: Client): Promise<MigrationReport> {
  await refuseOldServer(client);
  const files = await readMigrations();
  await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
  try {
    await permitted(() => ensureRoles(client));
    await permitted(() => ensureLedger(client));
    const ledger = await readLedger(client);
    refuseStrangeLedger(ledger, files);
    await refuseHalfDone(client, files, ledger.length);
    const pending = files.slice(ledger.length);
    for (const file of pending) await apply(client, file);
    return { applied: pending.map((file) => file.name), already: ledger.length };
  } finally {
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]);
  }
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: string; version: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as version",
  );
  if (Number(rows[0]?.number) < OLDEST_SERVER) {
    throw new OperatorFault(
      "DB_TROPPO_VECCHIO",
      `Il database è PostgreSQL ${rows[0]?.version}: serve almeno la versione 15. Aggiornare il server o indicarne un altro in DATABASE_URL.`,
    );
  }
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(FOLDER, name), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex"), relations: relationsOf(sql) };
    }),
  );
}

/** Our migrations write each of these statements at the start of a line; a test compares the list with a migrated database. */
export function relationsOf(sql: string): string[] {
  return [...sql.matchAll(/^create (?:unlogged )?(?:table|view|materialized view) (?:if not exists )?(?:convoca\.)?([a-z_]+)/gm)].map((match) => match[1]!);
}

async function ensureLedger(client: Client): Promise<void> {
  try {
    await client.query("create schema if not exists convoca authorization convoca_owner");
    await client.query(`do $$ begin
      execute format('grant create, temporary on database %I to convoca_owner', current_database());
      execute format('grant temporary on database %I to ${WORKING_ROLES}', current_database());
    end $$`);
    await client.query(`set role convoca_owner`);
    await client.query(`create table if not exists convoca.schema_migration (
      position integer primary key, name text not null unique, checksum text not null, applied_at timestamptz not null default now())`);
  } finally {
    await client.query("reset role").catch(() => undefined);
  }
}

/** "Insufficient privilege" is the operator's to mend; a full disk or a cut connection is something else and stays so. */
async function permitted(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    if ((cause as { code?: string }).code !== "42501") throw cause;
    throw new OperatorFault(
      "DB_SENZA_PERMESSI",
      "L'utente del database non può creare i ruoli e lo schema «convoca»: deve essere proprietario del database e avere CREATEROLE.",
      { cause },
    );
  }
}

interface LedgerRow {
  readonly name: string;
  readonly checksum: string;
}

async function readLedger(client: Client): Promise<LedgerRow[]> {
  const { rows } = await client.query<LedgerRow>(
    "select name, checksum from convoca.schema_migration order by position",
  );
  return rows;
}

/** The ledger must be a prefix of our files, word for word; anything else is a database we must not touch. */
function refuseStrangeLedger(ledger: readonly LedgerRow[], files: readonly Migration[]): void {
  if (ledger.length > files.length) {
    throw new OperatorFault(
      "DB_PIU_NUOVO",
      `Il database è stato aggiornato da una versione più recente di Convoca (${ledger.at(-1)?.name}): installare quella versione o una successiva.`,
    );
  }
  ledger.forEach((row, index) => {
    const file = files[index];
    if (file?.name !== row.name || file.checksum !== row.checksum) {
      throw new OperatorFault(
        "DB_MIGRAZIONE_DIVERSA",
        `La migrazione «${row.name}» applicata al database non è quella di questo programma: usare la versione di Convoca con cui il database è nato o un backup integro.`,
      );
    }
  });
}

/** What applied migrations created must be there, what pending ones create must not: else someone restored or ran SQL by hand. */
async function refuseHalfDone(client: Client, files: readonly Migration[], applied: number): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'convoca' and c.relkind in ('r', 'p', 'v', 'm') and c.relname <> 'schema_migration'`,
  );
  const present = new Set(rows.map((row) => row.name));
  const missing = files.slice(0, applied).flatMap((file) => file.relations.filter((name) => !present.has(name)));
  const early = files.slice(applied).flatMap((file) => file.relations.filter((name) => present.has(name)));
  const foreign = applied === 0 ? [...present] : [];
  if (missing.length === 0 && early.length === 0 && foreign.length === 0) return;
  const what = missing.length > 0 ? `manca la tabella «${missing[0]}»` : `la tabella «${early[0] ?? foreign[0]}» non risulta dal registro delle migrazioni`;
  throw new OperatorFault("DB_MIGRATO_A_META", `Lo schema «convoca» è a metà (${what}): ripristinare un backup integro o indicare un database vuoto.`);
}

async function apply(client: Client, file: Migration): Promise<void> {
  try {
    await client.query("begin");
    await client.query("set local role convoca_owner");
    await client.query("set local search_path = convoca, public");
    await client.query(file.sql);
    await client.query(
      `insert into convoca.schema_migration (position, name, checksum)
       select coalesce(max(position), 0) + 1, $1, $2 from convoca.schema_migration`,
      [file.name, file.checksum],
    );
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback").catch(() => undefined);
    const { code = "", message = "" } = cause as { code?: string; message?: string };
    // A full disk and a lost connection have sentences of their own.
    if (code === "53100" || code === "" || code.startsWith("57P")) throw cause;
    if (code === "42501" || code === "0A000" || code === "58P01") {
      throw new OperatorFault(
        "DB_SENZA_PERMESSI",
        `Il database non permette la migrazione «${file.name}» (${message}): servono la proprietà del database, CREATEROLE e le estensioni btree_gist, unaccent e pg_trgm.`,
        { cause },
      );
    }
    throw new OperatorFault("DB_MIGRAZIONE_FALLITA", `La migrazione «${file.name}» non è riuscita: il database è rimasto com'era (${message}).`, { cause });
  }
}
