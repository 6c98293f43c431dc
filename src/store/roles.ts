// The database roles: one for each part of the program, so that a part can do no more than its work.

import type { Client } from "pg";
import { loginMark, partLogin } from "./part-logins.ts";

/** Roles a connection may take. `owner` holds the tables and runs migrations only; `figures` owns the counting functions. */
export const PARTS = ["intake", "planner", "worker", "app", "control", "retention", "login", "audit", "documents", "replies"] as const;
export type Part = (typeof PARTS)[number];

const ALL_ROLES = ["owner", "figures", ...PARTS].map((part) => `convoca_${part}`);

/**
 * Creates the roles that are missing and lets the connected user take each of them.
 * Roles belong to the whole cluster, so another installation may be creating the same ones now: that is not an error.
 */
export async function ensureRoles(client: Client): Promise<void> {
  const { rows } = await client.query<{ rolname: string; member: boolean }>(
    `select rolname, pg_has_role(session_user, oid, 'MEMBER') as member from pg_roles where rolname = any($1)`,
    [ALL_ROLES],
  );
  const known = new Map(rows.map((row) => [row.rolname, row.member]));
  for (const role of ALL_ROLES) {
    if (!known.has(role)) await tolerateTwin(client.query(`create role ${role} nologin`));
    if (known.get(role) !== true) await tolerateTwin(client.query(`grant ${role} to session_user`));
  }
  // The figures functions are handed over to their role by the owner, who must be a member of it.
  await tolerateTwin(client.query(`grant convoca_figures to convoca_owner`));
  await ensureLogins(client);
}

/** The login of each part, member of that part's role and of no other; its password follows that of the installation's user. */
async function ensureLogins(client: Client): Promise<void> {
  const { user, password } = client;
  if (user === undefined || typeof password !== "string" || password === "") return;
  const owner = { user, password };
  const logins = PARTS.map((part) => ({ part, ...partLogin(owner, part), mark: loginMark(owner, part) }));
  const { rows } = await client.query<{ rolname: string; mark: string | null }>(
    "select rolname, shobj_description(oid, 'pg_authid') as mark from pg_roles where rolname = any($1)",
    [logins.map((login) => login.user)],
  );
  const known = new Map(rows.map((row) => [row.rolname, row.mark]));
  for (const login of logins) {
    if (known.get(login.user) === login.mark) continue;
    const name = client.escapeIdentifier(login.user);
    const secret = client.escapeLiteral(login.password);
    if (!known.has(login.user)) await tolerateTwin(client.query(`create role ${name} login in role convoca_${login.part}`));
    await tolerateTwin(client.query(`grant ${name} to session_user`));
    await tolerateTwin(client.query(`alter role ${name} password ${secret}`));
    await tolerateTwin(client.query(`comment on role ${name} is ${client.escapeLiteral(login.mark)}`));
  }
}

/** Duplicate object, unique violation and "tuple concurrently updated" all mean that a twin did it first. */
async function tolerateTwin(statement: Promise<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code !== "42710" && code !== "23505" && code !== "XX000") throw error;
  }
}
