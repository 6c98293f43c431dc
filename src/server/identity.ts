// Who acts: the session that the request's cookie names, looked up before any route runs. Without one, nothing of /api answers.

import type { FastifyRequest } from "fastify";
import type { Pool } from "pg";
import type { SessionRole } from "../contract/session.ts";
import { may } from "../domain/access/permissions.ts";
import type { PermissionName } from "../domain/access/permissions.ts";
import { isRole, needsOffice, procedureActor } from "../domain/access/roles.ts";
import type { Actor } from "../services/context.ts";
import { sessionOf } from "../services/identity/sessions.ts";
import type { Visitor } from "../services/identity/sessions.ts";
import { clearDoor } from "../store/sessions.ts";
import type { SessionRow } from "../store/sessions.ts";
import { readCookie } from "./cookies.ts";
import type { CookieRules } from "./cookies.ts";
import type { App, ServerContext } from "./options.ts";
import { HttpProblem } from "./problems.ts";
import { TEXTS } from "./texts.ts";

export interface Identity {
  readonly role: SessionRole;
  readonly office: string | null;
  readonly login: string;
  readonly userId: string;
  readonly sessionId: string;
  /** Whom a substitute stands in for. */
  readonly onBehalfOf: string | null;
}

declare module "fastify" {
  interface FastifyRequest {
    /** The live session of this request, whatever its step; null without one. */
    session: SessionRow | null;
  }
  interface FastifyContextConfig {
    /** Who may call the route: anybody; who is logging in or logged in; otherwise (when not said) only who is logged in. */
    access?: "public" | "signing-in";
    /** The body may take minutes: a file being uploaded. */
    longBody?: boolean;
    /** How many ordinary requests it counts for in the limits. */
    weight?: number;
  }
}

export const SESSION_COOKIE = "convoca";
const TIDY_MS = 3_600_000;
/** Set by our pages on what they ask by themselves while nobody touches them: it keeps no session alive. */
const BACKGROUND = "x-convoca-background";

/** Looks the session up and refuses what is not for strangers. Every address under /api is closed unless its route says otherwise. */
export function identify(app: App, { services, secure }: ServerContext): void {
  const rules: CookieRules = { secure };
  keepTidy(app, services.pools.login);
  app.decorateRequest("session", null);
  app.addHook("onRequest", async (request) => {
    if (!request.url.startsWith("/api/")) return;
    const secret = readCookie(request, SESSION_COOKIE, rules);
    if (secret !== null)
      request.session = await sessionOf(
        services.pools.login,
        secret,
        request.headers[BACKGROUND] === undefined,
      );
    const { access } = request.routeOptions.config;
    if (access === "public") return;
    if (request.session === null) throw notSignedIn();
    if (request.session.step !== "open" && access !== "signing-in") throw notSignedIn();
  });
}

/** What no rule asks for any more is forgotten while the server runs; a database that is away for the moment is asked the next time. */
function keepTidy(app: App, pool: Pool): void {
  let timer: NodeJS.Timeout | undefined;
  app.addHook("onListen", async () => {
    timer = setInterval(() => void clearDoor(pool).catch(() => undefined), TIDY_MS).unref();
  });
  app.addHook("onClose", async () => clearInterval(timer));
}

export function notSignedIn(): HttpProblem {
  return new HttpProblem(401, "ACCESSO_NECESSARIO", TEXTS.signInNeeded);
}

/** Our own address as browsers write it; the host was checked before any route runs. */
export function ownAddress({ publicUrl }: ServerContext, request: FastifyRequest): string {
  return publicUrl ?? `http://${request.headers.host ?? "127.0.0.1"}`;
}

export function visitorOf(request: FastifyRequest): Visitor {
  return { address: request.ip, agent: request.headers["user-agent"] ?? null };
}

/** Who acts; a 401 for who has not (or not yet wholly) logged in. */
export function readIdentity(request: FastifyRequest): Identity {
  const { session } = request;
  if (session === null || session.step !== "open" || session.role === null || !isSessionRole(session.role))
    throw notSignedIn();
  const { role, office, login, userId, id, onBehalfOf } = session;
  if (needsOffice(role) !== (office !== null)) throw notSignedIn();
  return { role, office, login, userId, sessionId: id, onBehalfOf };
}

export function isSessionRole(text: string): text is SessionRole {
  return isRole(text) && text !== "integration";
}

/** The acting person as the register and the access log name them. */
export function actorOf(identity: Identity): Actor {
  const { login, role, office, userId, sessionId, onBehalfOf } = identity;
  const actsAs = procedureActor(role);
  if (actsAs === null) throw new HttpProblem(403, "RUOLO_SENZA_ATTI", TEXTS.notForYou);
  return {
    id: login,
    role: actsAs,
    ...(office === null ? {} : { office }),
    userId,
    sessionId,
    ...(onBehalfOf === null ? {} : { onBehalfOf }),
  };
}

/** The actor, if the role has the permission by the table of permissions; otherwise a 403. */
export function requirePermission(request: FastifyRequest, permission: PermissionName): Actor {
  const identity = readIdentity(request);
  if (!may(identity.role, permission)) throw new HttpProblem(403, "PERMESSO_MANCANTE", TEXTS.notForYou);
  return actorOf(identity);
}
