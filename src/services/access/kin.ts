// Use case: the family names that users have declared, kept by the manager for who works in the office and by the administrator for all.

import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { KIN_TEXTS } from "../../domain/access/texts.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs, SYSTEM_SUBJECT } from "../../store/register.ts";
import { addKin, kinById, listKin, removeKin, usersOfOffice } from "../../store/user-kin.ts";
import type { OfficeUser, StoredKin } from "../../store/user-kin.ts";
import type { Actor, Services } from "../context.ts";

export interface KinDraft {
  readonly login: string;
  readonly surname: string;
  readonly municipality: string;
}

const SURNAME = /^\p{L}[\p{L}'’ .-]{1,99}$/u;

/** Whom `actor` may name: who works in the actor's office; without an office, everybody. */
export function usersNear(services: Services, { office }: Actor): Promise<OfficeUser[]> {
  return usersOfOffice(services.pools.control, office ?? null);
}

export async function kinFor(services: Services, actor: Actor): Promise<StoredKin[]> {
  const near = new Set((await usersNear(services, actor)).map(({ login }) => login));
  return (await listKin(services.pools.control)).filter(({ login }) => actor.office === undefined || near.has(login));
}

/** Refusals: COGNOME, UTENTE_DI_ALTRA_SEDE, FAMIGLIA_PROPRIA, COMUNE_O_UTENTE_SCONOSCIUTO. The same one twice is one. */
export async function declareKin(services: Services, draft: KinDraft, actor: Actor): Promise<Outcome<null>> {
  const surname = draft.surname.trim().toUpperCase();
  if (!SURNAME.test(surname)) return refuse("COGNOME", KIN_TEXTS.badSurname);
  const refusal = await mayName(services, draft.login, actor);
  if (refusal !== null) return refusal;
  const now = await services.now();
  return inTransaction(services.pools.control, async (db) => {
    const added = await addKin(db, { ...draft, surname, by: actor.id });
    if (added === "unknown") return refuse("COMUNE_O_UTENTE_SCONOSCIUTO", KIN_TEXTS.unknown);
    if (added !== "there") await appendActs(db, actor, [act("user-kin-declared", now, draft.login)]);
    return accept(null);
  });
}

/** Refusals: FAMIGLIA_ASSENTE, UTENTE_DI_ALTRA_SEDE, FAMIGLIA_PROPRIA. */
export async function withdrawKin(services: Services, id: string, actor: Actor): Promise<Outcome<null>> {
  const kin = await kinById(services.pools.control, id);
  if (kin === null) return refuse("FAMIGLIA_ASSENTE", KIN_TEXTS.notThere);
  const refusal = await mayName(services, kin.login, actor);
  if (refusal !== null) return refusal;
  const now = await services.now();
  return inTransaction(services.pools.control, async (db) => {
    if (!(await removeKin(db, id))) return refuse("FAMIGLIA_ASSENTE", KIN_TEXTS.notThere);
    await appendActs(db, actor, [act("user-kin-withdrawn", now, kin.login)]);
    return accept(null);
  });
}

/** Nobody keeps their own: whoever could take a name away could look at a relative unseen. */
async function mayName(services: Services, login: string, actor: Actor): Promise<Outcome<never> | null> {
  if (login === actor.id) return refuse("FAMIGLIA_PROPRIA", KIN_TEXTS.own);
  if (actor.office === undefined) return null;
  const near = await usersNear(services, actor);
  return near.some((user) => user.login === login) ? null : refuse("UTENTE_DI_ALTRA_SEDE", KIN_TEXTS.otherOffice);
}

/** The register keeps that it was done, and for whom; the name itself lies only where it can be taken away again. */
function act(kind: string, happenedAt: string, login: string) {
  return { subjectId: SYSTEM_SUBJECT, subjectKind: "system" as const, kind, happenedAt, citation: "GDPR_ART32" as const, payload: { user: login } };
}
