// Identity providers as clients see them: discovered once in a while, with the client's secret taken from a file or the environment.

import { createPrivateKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRemoteJWKSet, importPKCS8 } from "jose";
import type { JWTVerifyGetKey } from "jose";
import * as oidc from "openid-client";
import { OperatorFault } from "../../store/fault.ts";
import type { ProviderRow } from "../../store/sessions-providers.ts";
import { IDENTITY_TEXTS } from "./texts.ts";

export interface KnownProvider {
  readonly row: ProviderRow;
  readonly configuration: oidc.Configuration;
  /** The provider's public keys, for logout tokens. */
  readonly keys: JWTVerifyGetKey;
}

const TIMEOUT_SECONDS = 5;
const FRESH_MS = 600_000;
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

const known = new Map<string, { readonly until: number; readonly found: Promise<KnownProvider> }>();

/** Discovers a provider, or remembers it for ten minutes; a changed row is discovered anew. A provider that is away is an operator's fault. */
export function knownProvider(row: ProviderRow): Promise<KnownProvider> {
  const key = JSON.stringify(row);
  const kept = known.get(key);
  if (kept !== undefined && performance.now() < kept.until) return kept.found;
  const found = discover(row);
  known.set(key, { until: performance.now() + FRESH_MS, found });
  found.catch(() => known.delete(key));
  return found;
}

/** Plain HTTP is for a provider on this very machine (tests, a first try); anywhere else HTTPS is asked of every address it names. */
export function mayBePlain(issuer: string): boolean {
  const url = new URL(issuer);
  return url.protocol === "http:" && LOOPBACK.has(url.hostname);
}

async function discover(row: ProviderRow): Promise<KnownProvider> {
  if (new URL(row.issuer).protocol !== "https:" && !mayBePlain(row.issuer))
    throw new OperatorFault("GESTORE_SENZA_TLS", IDENTITY_TEXTS.providerPlain(row.id));
  const authentication = await clientAuthentication(row);
  try {
    const configuration = await oidc.discovery(new URL(row.issuer), row.clientId, {}, authentication, {
      timeout: TIMEOUT_SECONDS,
      // Checks the signature of ID tokens too, not only where they came from.
      execute: [
        oidc.enableNonRepudiationChecks,
        ...(mayBePlain(row.issuer) ? [oidc.allowInsecureRequests] : []),
      ],
    });
    const { jwks_uri: address } = configuration.serverMetadata();
    if (address === undefined) throw new Error("no jwks_uri");
    return {
      row,
      configuration,
      keys: createRemoteJWKSet(new URL(address), { timeoutDuration: TIMEOUT_SECONDS * 1000 }),
    };
  } catch (cause) {
    throw new OperatorFault("GESTORE_ASSENTE", IDENTITY_TEXTS.providerAway(row.name), { cause });
  }
}

async function clientAuthentication({ id, secretAt, authentication }: ProviderRow): Promise<oidc.ClientAuth> {
  if (authentication === "none" || secretAt === null) return oidc.None();
  const secret = await secretFrom(id, secretAt);
  if (authentication === "client_secret_basic") return oidc.ClientSecretBasic(secret);
  if (authentication === "client_secret_post") return oidc.ClientSecretPost(secret);
  const type = createPrivateKey(secret).asymmetricKeyType;
  return oidc.PrivateKeyJwt(await importPKCS8(secret, type === "ec" ? "ES256" : "RS256"));
}

/** What a file or an environment variable holds; never a row of the database. */
async function secretFrom(id: string, at: string): Promise<string> {
  const text = at.startsWith("env:")
    ? process.env[at.slice(4)]
    : await readFile(at.slice("file:".length), "utf8").catch(() => undefined);
  if (text === undefined || text.trim() === "")
    throw new OperatorFault("GESTORE_SENZA_SEGRETO", IDENTITY_TEXTS.providerSecret(id, at));
  return text.trim();
}
