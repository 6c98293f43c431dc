// Who may, by the table of permissions; and every person shown is written in the access log.

import type { FastifyRequest } from "fastify";
import { reasonAtHand } from "../domain/access/reasons.ts";
import type { WorkAtHand } from "../domain/access/reasons.ts";
import type { PermissionName } from "../domain/access/permissions.ts";
import type { IsoInstant } from "../domain/notices/types.ts";
import type { Actor } from "../services/context.ts";
import { logAccess } from "../store/read/access.ts";
import type { Queryable } from "../store/read/query.ts";
import { readIdentity, requirePermission } from "./identity.ts";
import type { Identity } from "./identity.ts";
import { HttpProblem } from "./problems.ts";
import { TEXTS } from "./texts.ts";

export interface InOffice {
  readonly office: string;
  readonly actor: Actor;
  readonly identity: Identity;
}

/** The office behind whose wall the request works, if the role has the permission; otherwise a 403. */
export function officeWith(request: FastifyRequest, permission: PermissionName): InOffice {
  const identity = readIdentity(request);
  if (identity.office === null) throw new HttpProblem(403, "RUOLO_DI_SEDE", TEXTS.officeOnly);
  const actor = requirePermission(request, permission);
  return { office: identity.office, actor, identity };
}

/** Logs that `actor` is shown so many persons, under the name of the list. */
export async function logList(db: Queryable, actor: Actor, action: string, hits: number): Promise<void> {
  await logAccess(db, { actor: actor.id, role: actor.role, office: actor.office ?? null, action, hits });
}

/** Logs the opening of a person's page, with the work that is at hand there as its reason. */
export async function logPersonPage(
  db: Queryable,
  actor: Actor,
  person: WorkAtHand & { readonly caseId: string },
  now: IsoInstant,
): Promise<void> {
  const reason = reasonAtHand(person, now);
  await logAccess(db, {
    actor: actor.id,
    role: actor.role,
    office: actor.office ?? null,
    action: "person-page",
    caseId: person.caseId,
    reasonKind: reason.kind,
    reasonOf: reason.of,
  });
}

/** Logs the rows of a page as shown to `actor`, and gives the page on. */
export async function logged<T extends { readonly rows: readonly unknown[] }>(
  db: Queryable,
  actor: Actor,
  action: string,
  page: T,
): Promise<T> {
  await logList(db, actor, action, page.rows.length);
  return page;
}
