// Drops a database with whoever is connected to it, waiting for what an ordinary owner may not end.

import type { ClientBase } from "pg";

const TRIES = 40;
const BETWEEN_MS = 250;
const IN_USE = "55006";

/**
 * Drops `name` (a plain identifier) if it exists. «drop … with (force)» fails for an owner who is not a superuser while autovacuum is
 * at work there; the plain drop asks autovacuum to leave by itself, so only other clients are ended by us.
 */
export async function dropDatabase(administrator: ClientBase, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await endClients(administrator, name);
    try {
      await administrator.query(`drop database if exists ${name}`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== IN_USE || attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
  }
}

/** Ends the connections of clients to a database; autovacuum and the like are left to end by themselves. */
export async function endClients(administrator: ClientBase, name: string): Promise<void> {
  await administrator.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = $1 and backend_type = 'client backend' and pid <> pg_backend_pid() and pg_has_role(usesysid, 'member')`,
    [name],
  );
}
