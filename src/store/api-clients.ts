// Queries of the clients of the API: who they are, their keys, what they have asked once, the tokens they have shown.

import type { ClientBase, Pool } from "pg";

export interface ApiClient {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly offices: readonly string[];
  readonly scopes: readonly string[];
  readonly perMinute: number;
  /** Public keys with which it signs; null where its secret is enough. */
  readonly signing: Signing | null;
  readonly closedAt: string | null;
}

export interface Signing {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
  /** Requests with a body must be signed as well (INTEGRITY_REST_01). */
  readonly integrity: boolean;
}

const COLUMNS = `c.id, c.name, c.title, c.offices, c.scopes, c.per_minute as "perMinute", c.signing, c.closed_at as "closedAt"`;

/** The open client whose live key has this hash; null for everybody else. */
export async function clientByKey(pool: Pool, hash: Buffer): Promise<ApiClient | null> {
  const { rows } = await pool.query<ApiClient>({
    name: "api-client-by-key",
    text: `select ${COLUMNS} from api_key k join api_client c on c.id = k.client_id
           where k.secret_hash = $1 and k.expires_at > clock_timestamp() and c.closed_at is null`,
    values: [hash],
  });
  return rows[0] ?? null;
}

/** The open client of this name. */
export async function clientByName(pool: Pick<Pool, "query">, name: string): Promise<ApiClient | null> {
  const { rows } = await pool.query<ApiClient>(`select ${COLUMNS} from api_client c where c.name = $1 and c.closed_at is null`, [name]);
  return rows[0] ?? null;
}

export async function listClients(pool: Pool): Promise<(ApiClient & { readonly keys: number })[]> {
  const { rows } = await pool.query<ApiClient & { keys: number }>(
    `select ${COLUMNS}, (select count(*)::int from api_key k where k.client_id = c.id and k.expires_at > clock_timestamp()) as keys from api_client c order by c.name`,
  );
  return rows;
}

/** Adds the client; false when its name is taken. */
export async function insertClient(db: ClientBase, client: Omit<ApiClient, "closedAt">): Promise<boolean> {
  const { rowCount } = await db.query(
    "insert into api_client (id, name, title, offices, scopes, per_minute, signing) values ($1, $2, $3, $4, $5, $6, $7) on conflict (name) do nothing",
    [client.id, client.name, client.title, client.offices, client.scopes, client.perMinute, client.signing === null ? null : JSON.stringify(client.signing)],
  );
  return rowCount === 1;
}

/** Ends a client: no key of it opens anything from now on. */
export async function closeClient(client: ClientBase, name: string): Promise<boolean> {
  const { rowCount } = await client.query("update api_client set closed_at = clock_timestamp() where name = $1 and closed_at is null", [name]);
  return rowCount === 1;
}

export async function changeSigning(client: ClientBase, name: string, signing: Signing | null): Promise<boolean> {
  const { rowCount } = await client.query("update api_client set signing = $2 where name = $1 and closed_at is null", [name, signing === null ? null : JSON.stringify(signing)]);
  return rowCount === 1;
}

/** Adds a key; those there are live on for `graceHours` at most, so that the other side can change over. */
export async function addKey(client: ClientBase, key: { id: string; clientId: string; hash: Buffer; days: number; graceHours: number }): Promise<void> {
  await client.query(
    `with older as (update api_key set expires_at = least(expires_at, clock_timestamp() + make_interval(hours => $5)) where client_id = $2)
     insert into api_key (id, client_id, secret_hash, expires_at) values ($1, $2, $3, clock_timestamp() + make_interval(days => $4))`,
    [key.id, key.clientId, key.hash, key.days, key.graceHours],
  );
}

/** True the first time; false for a token that was shown before. */
export async function firstSeen(pool: Pool, clientId: string, jti: string, expiresAt: Date): Promise<boolean> {
  const { rowCount } = await pool.query("insert into api_token_seen (client_id, jti, expires_at) values ($1, $2, $3) on conflict do nothing", [clientId, jti, expiresAt]);
  return rowCount === 1;
}

export interface AskedOnce {
  readonly digest: Buffer;
  readonly actId: string;
  readonly answer: Readonly<Record<string, unknown>> | null;
}

/** Puts the request down before anything is done; what stands there already is given back as it stands. */
export async function askOnce(pool: Pool, request: { clientId: string; key: string; digest: Buffer; actId: string; caseId: string }): Promise<AskedOnce> {
  await pool.query("insert into api_request (client_id, key, digest, act_id, case_id) values ($1, $2, $3, $4, $5) on conflict do nothing", [
    request.clientId, request.key, request.digest, request.actId, request.caseId,
  ]);
  const { rows } = await pool.query<AskedOnce>(`select digest, act_id as "actId", answer from api_request where client_id = $1 and key = $2`, [request.clientId, request.key]);
  return rows[0] ?? { digest: request.digest, actId: request.actId, answer: null };
}

/** The request's answer, kept; the first one stays. */
export async function answered(pool: Pool, clientId: string, key: string, answer: object): Promise<void> {
  await pool.query("update api_request set answer = $3 where client_id = $1 and key = $2 and answer is null", [clientId, key, JSON.stringify(answer)]);
}

/** Forgets requests after a week, and tokens that have run out. */
export async function tidyClients({ worker, login }: { readonly worker: Pool; readonly login: Pool }): Promise<void> {
  await worker.query("delete from api_request where at < clock_timestamp() - interval '7 days'");
  await login.query("delete from api_token_seen where expires_at < clock_timestamp() - interval '1 hour'");
}
