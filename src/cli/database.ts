// The database of a command: the embedded one or that of DATABASE_URL, migrated, with one pool for each part.

import { openServices } from "../services/context.ts";
import type { Services } from "../services/context.ts";
import { startEmbedded } from "../store/embedded.ts";
import type { EmbeddedDatabase } from "../store/embedded.ts";
import { migrate } from "../store/migrate.ts";
import type { MigrationReport } from "../store/migrate.ts";
import { openAdministrator } from "../store/pools.ts";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { tryHome } from "./home.ts";

export interface OpenDatabase {
  readonly url: string;
  /** Null when it is somebody else's server. */
  readonly embedded: EmbeddedDatabase | null;
  readonly migrations: MigrationReport;
  readonly services: Services & { close(): Promise<void> };
}

/**
 * Opens and migrates. An unreachable, too old or half-migrated database is an operator's fault with its own sentence; an
 * embedded server is stopped again then, unless it was found running and serves somebody else (`alone` = it cannot). `embedded` is one that is starting already.
 */
export async function openDatabase(
  config: Config,
  options: { readonly alone?: boolean; readonly embedded?: Promise<EmbeddedDatabase> } = {},
): Promise<OpenDatabase> {
  const embedded =
    config.databaseUrl === null ? await (options.embedded ?? startEmbedded({ home: join(config.home, "postgres") })) : null;
  const url = config.databaseUrl ?? embedded!.url;
  try {
    const administrator = await openAdministrator(url);
    try {
      const migrations = await migrate(administrator);
      return { url, embedded, migrations, services: openServices(url) };
    } finally {
      await administrator.end();
    }
  } catch (error) {
    if (options.alone === true) await embedded?.stop();
    else await leaveEmbedded(config, embedded);
    throw error;
  }
}

/** Runs one command on the database and closes it; an embedded server that this command started is stopped again. */
export async function withDatabase<T>(config: Config, work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase(config);
  try {
    return await work(database);
  } finally {
    await database.services.close();
    await leaveEmbedded(config, database.embedded);
  }
}

/** A server that serves a running «convoca start» stays, also when that start came after us: only the last one out turns it off. */
async function leaveEmbedded(config: Config, embedded: EmbeddedDatabase | null): Promise<void> {
  if (embedded?.startedHere !== true) return;
  const lock = await tryHome(config.home);
  if (lock === null) return;
  await embedded.stop();
  await lock.release();
}
