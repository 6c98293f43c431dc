// Brings a database to the schema this program needs: plain SQL files, forward only, one transaction each.

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "pg";
import { OperatorFault } from "./fault.ts";
import { ensureRoles } from "./roles.ts";

const FOLDER = join(import.meta.dirname, "migrations");
const OLDEST_SERVER = 150_000;
/** Any constant will do, as long as every starting process asks for the same lock. */
const MIGRATION_LOCK = 7_301_992;

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
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
    await ensureRoles(client);
    await ensureLedger(client);
    const ledger = await readLedger(client);
    refuseStrangeLedger(ledger, files);
    await refuseLeftovers(client, ledger);
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
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function ensureLedger(client: Client): Promise<void> {
  try {
    await client.query("create schema if not exists convoca authorization convoca_owner");
    await client.query(`do $$ begin
      execute format('grant create, temporary on database %I to convoca_owner', current_database());
      execute format('grant temporary on database %I to convoca_intake, convoca_planner, convoca_worker', current_database());
    end $$`);
    await client.query(`set role convoca_owner`);
    await client.query(`create table if not exists convoca.schema_migration (
      position integer primary key, name text not null unique, checksum text not null, applied_at timestamptz not null default now())`);
  } catch (cause) {
    throw new OperatorFault(
      "DB_SENZA_PERMESSI",
      "L'utente del database non può creare lo schema «convoca»: deve essere proprietario del database e avere CREATEROLE.",
      { cause },
    );
  } finally {
    await client.query("reset role");
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

/** Tables without a ledger line: someone restored or ran SQL by hand and left the work half done. */
async function refuseLeftovers(client: Client, ledger: readonly LedgerRow[]): Promise<void> {
  const { rows } = await client.query<{ acts: boolean; people: boolean; messages: boolean; others: number }>(
    `select to_regclass('convoca.act') is not null as acts, to_regclass('convoca.person') is not null as people,
            to_regclass('convoca.message') is not null as messages,
            (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = 'convoca' and c.relkind = 'r' and c.relname <> 'schema_migration') as others`,
  );
  const found = rows[0];
  if (found === undefined) return;
  const none = ledger.length === 0 && found.others > 0;
  const lost = (ledger.length >= 1 && !found.acts) || (ledger.length >= 3 && !found.people) || (ledger.length >= 5 && !found.messages);
  if (none || lost) {
    throw new OperatorFault(
      "DB_MIGRATO_A_META",
      "Lo schema «convoca» è a metà: le tabelle presenti non corrispondono al registro delle migrazioni. Ripristinare un backup integro o indicare un database vuoto.",
    );
  }
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
    await client.query("rollback");
    throw new OperatorFault("DB_MIGRAZIONE_FALLITA", `La migrazione «${file.name}» non è riuscita: il database è rimasto com'era.`, { cause });
  }
}
