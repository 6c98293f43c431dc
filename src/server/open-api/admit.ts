// Who asks: another system, by its secret or by a signed token; what it may, where, and how much in a minute.

import type { FastifyReply, FastifyRequest } from "fastify";
import type { JSONWebKeySet } from "jose";
import { API_PREFIX } from "../../contract/open-api/document.ts";
import type { ApiScope } from "../../domain/open-api/scopes.ts";
import { checkIntegrity, checkToken, claimedIssuer } from "../../exchange/modi/verify.ts";
import type { Checking } from "../../exchange/modi/verify.ts";
import { hashSecret, looksLikeSecret } from "../../services/identity/secrets.ts";
import { API_TEXTS } from "../../services/open-api/texts.ts";
import { clientByKey, clientByName, firstSeen } from "../../store/api-clients.ts";
import type { ApiClient } from "../../store/api-clients.ts";
import { ownAddress } from "../identity.ts";
import { addressOf } from "../limits.ts";
import type { ServerContext } from "../options.ts";
import { HttpProblem, orProblem } from "../problems.ts";
import { requestWindows } from "./window.ts";

/** For whoever is nobody yet, by address. */
const STRANGERS_PER_MINUTE = 600;

declare module "fastify" {
  interface FastifyRequest {
    /** The system that asks; null for the operations that are open to all. */
    apiClient: ApiClient | null;
    /** The body as its bytes came. */
    apiBody: Buffer | null;
  }
}

const unknown = (): HttpProblem => new HttpProblem(401, "SISTEMA_NON_RICONOSCIUTO", API_TEXTS.unknown);

export function gate(context: ServerContext) {
  const take = requestWindows();
  const pool = context.services.pools.login;
  const count = (reply: FastifyReply, key: string, limit: number): void => {
    const standing = take(key, limit, performance.now());
    reply.headers({ "ratelimit-limit": standing.limit, "ratelimit-remaining": standing.remaining, "ratelimit-reset": standing.reset });
    if (standing.refused) throw new HttpProblem(429, "TROPPE_RICHIESTE", API_TEXTS.tooMany, undefined, standing.reset);
  };
  const checking = (client: ApiClient, request: FastifyRequest): Checking => ({
    keys: { keys: client.signing?.keys ?? [] } as unknown as JSONWebKeySet,
    issuer: client.name,
    audience: `${ownAddress(context, request)}${API_PREFIX}`,
    firstSeen: (jti, expiresAt) => firstSeen(pool, client.id, jti, expiresAt),
  });

  /** Before the body is read. */
  const admit = async (request: FastifyRequest, reply: FastifyReply, scope: ApiScope | "any" | null): Promise<void> => {
    count(reply, `address/${addressOf(request.ip)}`, STRANGERS_PER_MINUTE * (scope === null ? 1 : 100));
    if (scope === null) return;
    const token = /^Bearer ([A-Za-z0-9_.-]{1,8192})$/u.exec(request.headers.authorization ?? "")?.[1];
    if (token === undefined) throw unknown();
    const client = looksLikeSecret(token) ? await bySecret(token) : await byToken(token, request);
    request.apiClient = client;
    count(reply, client.id, client.perMinute);
    if (scope !== "any" && !client.scopes.includes(scope)) throw new HttpProblem(403, "PERMESSO_MANCANTE", API_TEXTS.scope(scope));
    const { office_id: office } = request.params as { office_id?: string };
    if (office !== undefined && !client.offices.includes(office)) throw new HttpProblem(403, "SEDE_NON_APERTA", API_TEXTS.office);
  };

  const bySecret = async (secret: string): Promise<ApiClient> => {
    const client = await clientByKey(pool, hashSecret(secret));
    if (client === null) throw unknown();
    if (client.signing !== null) throw new HttpProblem(401, "TOKEN_NECESSARIO", API_TEXTS.mustSign);
    return client;
  };

  const byToken = async (token: string, request: FastifyRequest): Promise<ApiClient> => {
    const issuer = claimedIssuer(token);
    const client = issuer === null ? null : await clientByName(pool, issuer);
    if (client === null || client.signing === null) throw unknown();
    orProblem(await checkToken(token, checking(client, request)), 401);
    return client;
  };

  /** Once the body is there: what was signed is what came. */
  const checkBody = async (request: FastifyRequest): Promise<void> => {
    const client = request.apiClient;
    if (client?.signing?.integrity !== true || request.apiBody === null) return;
    const text = (name: string): string | undefined => (typeof request.headers[name] === "string" ? request.headers[name] : undefined);
    const signed = { body: request.apiBody, contentType: text("content-type"), digest: text("digest"), signature: text("agid-jwt-signature") };
    orProblem(await checkIntegrity(signed, checking(client, request)), 401);
  };
  return { admit, checkBody };
}

/** The system that an operation behind the gate is for. */
export function clientOf(request: FastifyRequest): ApiClient {
  if (request.apiClient === null) throw unknown();
  return request.apiClient;
}
