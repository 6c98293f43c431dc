// Who acts, until login exists: a choice kept in a cookie, believed only because the server listens on this machine alone.

import type { FastifyRequest } from "fastify";
import { SessionRole } from "../contract/session.ts";
import type { Actor } from "../services/context.ts";
import { HttpProblem } from "./problems.ts";
import { TEXTS } from "./texts.ts";

export interface Identity {
  readonly role: SessionRole;
  readonly office: string | null;
}

const COOKIE = "convoca_ruolo";
const NOBODY_YET: Identity = { role: "regional", office: null };
const OFFICE_ROLES: ReadonlySet<SessionRole> = new Set(["operator", "office-manager"]);

export function needsOffice(role: SessionRole): boolean {
  return OFFICE_ROLES.has(role);
}

export function writeIdentity(identity: Identity): string {
  const value = encodeURIComponent(`${identity.role}/${identity.office ?? ""}`);
  return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000`;
}

export function readIdentity(request: FastifyRequest): Identity {
  const cookie = (request.headers.cookie ?? "")
    .split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${COOKIE}=`));
  if (cookie === undefined) return NOBODY_YET;
  const [role, office] = decode(cookie.slice(COOKIE.length + 1)).split("/");
  const known = SessionRole.safeParse(role);
  if (!known.success) return NOBODY_YET;
  if (!needsOffice(known.data)) return { role: known.data, office: null };
  return office === undefined || !/^[A-Z0-9]{5,20}$/.test(office) ? NOBODY_YET : { role: known.data, office };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** The acting person as the register and the access log name them. */
export function actorOf(identity: Identity): Actor {
  const id = identity.office === null ? `demo-${identity.role}` : `demo-${identity.role}@${identity.office}`;
  return { id, role: identity.role, ...(identity.office === null ? {} : { office: identity.office }) };
}

/** The office whose wall the request works behind; a 403 for roles without an office. */
export function officeOf(request: FastifyRequest): { office: string; actor: Actor; identity: Identity } {
  const identity = readIdentity(request);
  if (identity.office === null) throw new HttpProblem(403, "RUOLO_DI_SEDE", TEXTS.officeOnly);
  return { office: identity.office, actor: actorOf(identity), identity };
}

export function administratorOf(request: FastifyRequest): Actor {
  const identity = readIdentity(request);
  if (identity.role !== "administrator")
    throw new HttpProblem(403, "RUOLO_REGIONALE", TEXTS.administratorOnly);
  return actorOf(identity);
}

export function regionOf(request: FastifyRequest): Actor {
  const identity = readIdentity(request);
  if (needsOffice(identity.role)) throw new HttpProblem(403, "RUOLO_REGIONALE", TEXTS.regionOnly);
  return actorOf(identity);
}
