// Logging in through a provider: OpenID Connect, authorization code with PKCE, state and nonce bound to one browser; and its logout.

import { createHash } from "node:crypto";
import { jwtVerify } from "jose";
import * as oidc from "openid-client";
import type { Pool } from "pg";
import { needsOffice, isRole } from "../../domain/access/roles.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { newId } from "../../store/ids.ts";
import { inTransaction } from "../../store/pools.ts";
import { endProviderSessions } from "../../store/sessions.ts";
import { claimRules, saveFlow, takeFlow, takeLogoutToken } from "../../store/sessions-providers.ts";
import type { ProviderRow } from "../../store/sessions-providers.ts";
import { logDoor, openOffices, providerUser, standingChoices } from "../../store/sessions-users.ts";
import { choicesFromClaims, valuesOf } from "./claims.ts";
import type { Claims } from "./claims.ts";
import { knownProvider } from "./providers.ts";
import { hashSecret, looksLikeSecret, newSecret } from "./secrets.ts";
import { beginSession } from "./sessions.ts";
import type { Entered, Visitor } from "./sessions.ts";
import { readDoorSettings } from "./settings.ts";
import { IDENTITY_TEXTS } from "./texts.ts";

/** Asymmetric only: a key that the provider publishes never serves as the secret of an HMAC, and "none" signs nothing. */
const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];
const LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

export interface Sent {
  readonly to: string;
  /** For the browser to bring back; what is stored is its hash. */
  readonly browserSecret: string;
}

/** Sends a browser to the provider. `returnTo` is the callback's own address, registered with the provider. */
export async function sendToProvider(pool: Pool, row: ProviderRow, returnTo: string): Promise<Sent> {
  const { configuration } = await knownProvider(row);
  const [state, browserSecret, nonce] = [newSecret(), newSecret(), newSecret()];
  const verifier = oidc.randomPKCECodeVerifier();
  await saveFlow(pool, hashSecret(state), hashSecret(browserSecret), { providerId: row.id, nonce, verifier });
  const to = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: returnTo,
    scope: row.scopes,
    response_type: "code",
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  });
  return { to: to.href, browserSecret };
}

export interface CameBack {
  /** The callback's address with everything the provider put on it. */
  readonly at: URL;
  readonly browserSecret: string | null;
}

/** What came back from the provider, judged; a new session where all of it holds. */
export async function comeFromProvider(
  pool: Pool,
  row: ProviderRow,
  visitor: Visitor,
  back: CameBack,
): Promise<Outcome<Entered>> {
  const judged = await judge(pool, row, back);
  const outcome = judged.ok ? await letIn(pool, row, visitor, judged.value) : judged;
  if (!outcome.ok)
    await logDoor(pool, {
      kind: "provider-refused",
      address: visitor.address,
      detail: `${row.id}: ${outcome.refusal.code}`,
    });
  return outcome;
}

async function judge(
  pool: Pool,
  row: ProviderRow,
  { at, browserSecret }: CameBack,
): Promise<Outcome<Claims>> {
  const state = at.searchParams.get("state") ?? "";
  if (browserSecret === null || !looksLikeSecret(browserSecret) || !looksLikeSecret(state))
    return refuse("ACCESSO_NON_INIZIATO", IDENTITY_TEXTS.flowUnknown);
  // Taken out before anything else: a code that is played again finds no flow.
  const flow = await takeFlow(pool, hashSecret(state), hashSecret(browserSecret));
  if (flow === null) return refuse("ACCESSO_NON_INIZIATO", IDENTITY_TEXTS.flowUnknown);
  if (flow.providerId !== row.id) return refuse("GESTORE_DIVERSO", IDENTITY_TEXTS.providerRefused);
  const { configuration } = await knownProvider(row);
  try {
    const tokens = await oidc.authorizationCodeGrant(configuration, at, {
      expectedState: state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) return refuse("GESTORE_RIFIUTATO", IDENTITY_TEXTS.providerRefused);
    const more =
      configuration.serverMetadata().userinfo_endpoint === undefined
        ? {}
        : await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub);
    // What the signed token says wins over what the other answer adds.
    return accept({ ...more, ...claims });
  } catch {
    // Whatever was wrong (a forged token, a spent code, another issuer's answer): the browser is told nothing of it.
    return refuse("GESTORE_RIFIUTATO", IDENTITY_TEXTS.providerRefused);
  }
}

async function letIn(
  pool: Pool,
  row: ProviderRow,
  visitor: Visitor,
  claims: Claims,
): Promise<Outcome<Entered>> {
  const subject = valuesOf(claims, "sub")[0];
  if (subject === undefined || subject.length > 255)
    return refuse("GESTORE_RIFIUTATO", IDENTITY_TEXTS.providerRefused);
  const wanted = choicesFromClaims(await claimRules(pool, row.id, true), claims);
  const open = new Set(
    await openOffices(
      pool,
      wanted.flatMap(({ office }) => office ?? []),
    ),
  );
  const own = wanted.filter(
    ({ role, office }) =>
      isRole(role) && (needsOffice(role) ? office !== null && open.has(office) : office === null),
  );
  const login = loginOf(row.id, subject);
  // Whoever stands in for somebody today has that role too, whatever the provider says; until the last day of it.
  const standing = (await standingChoices(pool, login)).filter(
    (one) => !own.some(({ role, office }) => role === one.role && office === one.office),
  );
  const choices = [...own, ...standing];
  if (choices.length === 0) return refuse("NESSUN_RUOLO", IDENTITY_TEXTS.noRolesFromProvider);
  const settings = await readDoorSettings(pool);
  return inTransaction(pool, async (db): Promise<Outcome<Entered>> => {
    const name = (valuesOf(claims, row.nameClaim)[0] ?? valuesOf(claims, "preferred_username")[0] ?? subject)
      .replaceAll(/\p{Cc}/gu, " ")
      .trim()
      .slice(0, 200);
    const user = await providerUser(db, {
      id: newId(),
      providerId: row.id,
      subject,
      login,
      name: name === "" ? row.id : name,
    });
    if (user.stopped) return refuse("UTENTE_FERMATO", IDENTITY_TEXTS.userStopped);
    const entered = await beginSession(db, settings, visitor, {
      userId: user.id,
      step: choices.length === 1 ? "open" : "choose",
      choice: choices.length === 1 ? choices[0]! : null,
      choices,
      provider: { id: row.id, sid: valuesOf(claims, "sid")[0] ?? null, token: null },
    });
    await logDoor(db, {
      kind: "entered",
      userId: user.id,
      actor: user.login,
      address: visitor.address,
      sessionId: entered.sessionId,
    });
    return accept(entered);
  });
}

/** A name for the register, never the same for two subjects: what lower case or odd signs would make equal gets a mark of its own. */
export function loginOf(providerId: string, subject: string): string {
  const plain = subject
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}._@+-]/gu, "-")
    .slice(0, 120);
  const mark = plain === subject ? "" : `~${createHash("sha256").update(subject).digest("hex").slice(0, 12)}`;
  return `${providerId}:${plain}${mark}`;
}

/** A provider's word that somebody logged out there: checked like an ID token, obeyed once. Answers how many sessions ended. */
export async function obeyLogout(pool: Pool, row: ProviderRow, token: string): Promise<Outcome<number>> {
  const { configuration, keys } = await knownProvider(row);
  let claims: Claims;
  try {
    const verified = await jwtVerify(token, keys, {
      issuer: configuration.serverMetadata().issuer,
      audience: row.clientId,
      algorithms: ALGORITHMS,
      requiredClaims: ["iat", "jti", "events"],
      maxTokenAge: "5 minutes",
      clockTolerance: "30 seconds",
    });
    claims = verified.payload;
  } catch {
    return refuse("USCITA_NON_VALIDA", IDENTITY_TEXTS.logoutInvalid);
  }
  const { events, jti } = claims;
  const named = { sid: valuesOf(claims, "sid")[0] ?? null, subject: valuesOf(claims, "sub")[0] ?? null };
  const isLogout = typeof events === "object" && events !== null && Object.hasOwn(events, LOGOUT_EVENT);
  // An ID token bears a nonce, a logout token must not: the one never passes for the other.
  if (
    !isLogout ||
    "nonce" in claims ||
    typeof jti !== "string" ||
    (named.sid === null && named.subject === null)
  )
    return refuse("USCITA_NON_VALIDA", IDENTITY_TEXTS.logoutInvalid);
  return inTransaction(pool, async (db) => {
    if (!(await takeLogoutToken(db, row.id, jti)))
      return refuse("USCITA_GIA_ESEGUITA", IDENTITY_TEXTS.logoutInvalid);
    const ended = await endProviderSessions(db, { providerId: row.id, ...named });
    await logDoor(db, { kind: "provider-logout", detail: `${row.id}: ${ended}` });
    return accept(ended);
  });
}

/** Where the browser ends its session at the provider too; null where the provider has no such address. */
export async function providerExit(row: ProviderRow, backTo: string): Promise<string | null> {
  const { configuration } = await knownProvider(row);
  if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
  return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: backTo }).href;
}
