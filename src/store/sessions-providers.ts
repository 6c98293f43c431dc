// Identity providers, the rules that turn their claims into roles, logins on their way, logout tokens seen.

import type { Queryable } from "./read/query.ts";

export interface ProviderRow {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** 'file:…' or 'env:…': where the client's secret or private key lies. */
  readonly secretAt: string | null;
  readonly authentication: "client_secret_basic" | "client_secret_post" | "private_key_jwt" | "none";
  readonly scopes: string;
  readonly nameClaim: string;
}

const COLUMNS = `id, name, issuer, client_id as "clientId", secret_at as "secretAt", authentication, scopes, name_claim as "nameClaim"`;

export async function openProviders(db: Queryable): Promise<ProviderRow[]> {
  const { rows } = await db.query<ProviderRow & Record<string, unknown>>(
    `select ${COLUMNS} from login_provider where stopped_at is null order by name, id`,
  );
  return rows;
}

export async function saveProvider(db: Queryable, provider: ProviderRow, by: string): Promise<void> {
  await db.query(
    `insert into login_provider (id, name, issuer, client_id, secret_at, authentication, scopes, name_claim, added_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (id) do update set name = excluded.name, issuer = excluded.issuer, client_id = excluded.client_id, secret_at = excluded.secret_at,
       authentication = excluded.authentication, scopes = excluded.scopes, name_claim = excluded.name_claim, stopped_at = null`,
    [
      provider.id,
      provider.name,
      provider.issuer,
      provider.clientId,
      provider.secretAt,
      provider.authentication,
      provider.scopes,
      provider.nameClaim,
      by,
    ],
  );
}

/** Nobody enters through it any more, and who came through it is out. False when there is none such. */
export async function stopProvider(db: Queryable, id: string): Promise<boolean> {
  const { rows } = await db.query(
    "update login_provider set stopped_at = now() where id = $1 and stopped_at is null returning id",
    [id],
  );
  await db.query(
    "update user_session set ended_at = now(), ended_because = 'provider-stopped' where provider_id = $1 and ended_at is null",
    [id],
  );
  return rows.length === 1;
}

export interface ClaimRule {
  readonly id: string;
  readonly claim: string;
  readonly value: string;
  readonly role: string;
  readonly office: string | null;
  readonly officeClaim: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

const RULE = `id, claim, value, role, office_id as office, office_claim as "officeClaim", lower(valid) as "from", upper(valid) - 1 as "to"`;

/** A provider's rules: all, or those in force on the procedure's today. */
export async function claimRules(
  db: Queryable,
  providerId: string,
  onlyInForce: boolean,
): Promise<ClaimRule[]> {
  const { rows } = await db.query<ClaimRule & Record<string, unknown>>(
    `select ${RULE} from login_claim_rule
     where provider_id = $1 and (not $2 or valid @> (business_now() at time zone 'Europe/Rome')::date) order by claim, value, role, id`,
    [providerId, onlyInForce],
  );
  return rows;
}

export async function addClaimRule(
  db: Queryable,
  providerId: string,
  rule: ClaimRule,
  by: string,
): Promise<void> {
  await db.query(
    `insert into login_claim_rule (id, provider_id, claim, value, role, office_id, office_claim, valid, added_by)
     values ($1, $2, $3, $4, $5, $6, $7, daterange($8::date, $9::date, '[]'), $10)`,
    [
      rule.id,
      providerId,
      rule.claim,
      rule.value,
      rule.role,
      rule.office,
      rule.officeClaim,
      rule.from,
      rule.to,
      by,
    ],
  );
}

export async function removeClaimRule(db: Queryable, providerId: string, id: string): Promise<boolean> {
  const { rows } = await db.query(
    "delete from login_claim_rule where provider_id = $1 and id = $2 returning id",
    [providerId, id],
  );
  return rows.length === 1;
}

export interface Flow {
  readonly providerId: string;
  readonly nonce: string;
  readonly verifier: string;
}

export async function saveFlow(
  db: Queryable,
  stateHash: Buffer,
  browserHash: Buffer,
  flow: Flow,
): Promise<void> {
  await db.query(
    "insert into login_flow (state_hash, browser_hash, provider_id, nonce, verifier) values ($1, $2, $3, $4, $5)",
    [stateHash, browserHash, flow.providerId, flow.nonce, flow.verifier],
  );
}

/** Takes a flow out, at most once, ten minutes long, and only for the browser that began it; null for any other. */
export async function takeFlow(db: Queryable, stateHash: Buffer, browserHash: Buffer): Promise<Flow | null> {
  const { rows } = await db.query<Flow & Record<string, unknown>>(
    `delete from login_flow where state_hash = $1 and browser_hash = $2 and begun_at > now() - interval '10 minutes'
     returning provider_id as "providerId", nonce, verifier`,
    [stateHash, browserHash],
  );
  return rows[0] ?? null;
}

/** Marks a logout token as obeyed; false when it had been. */
export async function takeLogoutToken(db: Queryable, providerId: string, jti: string): Promise<boolean> {
  const { rows } = await db.query(
    "insert into logout_token_seen (provider_id, jti) values ($1, $2) on conflict do nothing returning jti",
    [providerId, jti],
  );
  return rows.length === 1;
}
