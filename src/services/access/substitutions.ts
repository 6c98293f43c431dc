// Use cases: a substitution is given or ended; a person is protected from curiosity or no longer.

import type { PoolClient } from "pg";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { romeTime } from "../../domain/calendar/rome-time.ts";
import { checkSubstitution } from "../../domain/access/substitution.ts";
import type { Giver, SubstitutionDraft } from "../../domain/access/substitution.ts";
import { FLAG_TEXTS, SUBSTITUTION_TEXTS } from "../../domain/access/texts.ts";
import { newId } from "../../store/ids.ts";
import { inOffice, inTransaction } from "../../store/pools.ts";
import { endSubstitution, insertSubstitution, listSubstitutions, protect, unknownLogins, unprotect } from "../../store/substitutions.ts";
import type { StoredSubstitution } from "../../store/substitutions.ts";
import type { Services } from "../context.ts";

/** A manager works behind the walls of the office, the Region's administrator sees all offices. */
function asGiver<T>(services: Services, office: string | null, work: (db: PoolClient) => Promise<T>): Promise<T> {
  return office === null ? inTransaction(services.pools.control, work) : inOffice(services.pools.app, office, work);
}

export function substitutionsFor(services: Services, office: string | null): Promise<StoredSubstitution[]> {
  return asGiver(services, office, listSubstitutions);
}

/**
 * Gives a substitution.
 *
 * Refusals: those of `checkSubstitution`, SOSTITUZIONE_NEL_PASSATO, UTENTE_SCONOSCIUTO, SOSTITUZIONE_DOPPIA, SEDE_SCONOSCIUTA.
 */
export async function giveSubstitution(services: Services, draft: SubstitutionDraft, giver: Giver): Promise<Outcome<{ id: string }>> {
  const today = romeTime(await services.now()).date;
  const checked = checkSubstitution(draft, giver, today);
  if (!checked.ok) return checked;
  if (draft.from < today) return refuse("SOSTITUZIONE_NEL_PASSATO", SUBSTITUTION_TEXTS.past);
  const [unknown] = await unknownLogins(services.pools.control, [draft.absent, draft.substitute]);
  if (unknown !== undefined) return refuse("UTENTE_SCONOSCIUTO", SUBSTITUTION_TEXTS.userUnknown(unknown));
  const id = newId();
  try {
    await asGiver(services, giver.office, (db) => insertSubstitution(db, id, checked.value, giver.id));
    return accept({ id });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "23P01") return refuse("SOSTITUZIONE_DOPPIA", SUBSTITUTION_TEXTS.overlaps);
    if (code === "23503") return refuse("SEDE_SCONOSCIUTA", SUBSTITUTION_TEXTS.officeUnknown);
    throw error;
  }
}

/** Ends a substitution at the end of today. Refusals: MOTIVO_MANCANTE, SOSTITUZIONE_ASSENTE, SOSTITUZIONE_FINITA. */
export async function stopSubstitution(
  services: Services,
  request: { readonly id: string; readonly reason: string; readonly giver: Giver },
): Promise<Outcome<null>> {
  const { id, giver } = request;
  const reason = request.reason.trim();
  if (reason === "") return refuse("MOTIVO_MANCANTE", SUBSTITUTION_TEXTS.reasonMissing);
  const done = await asGiver(services, giver.office, (db) => endSubstitution(db, id, { by: giver.id, reason }));
  if (done === "missing") return refuse("SOSTITUZIONE_ASSENTE", SUBSTITUTION_TEXTS.notHere);
  return done === "ended" ? refuse("SOSTITUZIONE_FINITA", SUBSTITUTION_TEXTS.endedAlready) : accept(null);
}

/** Protects a person of the office, or ends that. Refusals: MOTIVO_MANCANTE, PERSONA_GIA_PROTETTA, PERSONA_NON_PROTETTA. */
export async function setProtection(
  services: Services,
  request: { readonly caseId: string; readonly isProtected: boolean; readonly reason: string; readonly by: string; readonly office: string },
): Promise<Outcome<null>> {
  const { caseId, isProtected, by, office } = request;
  const reason = request.reason.trim();
  if (reason === "") return refuse("MOTIVO_MANCANTE", FLAG_TEXTS.reasonMissing);
  const done = await inOffice(services.pools.app, office, (db) =>
    isProtected ? protect(db, newId(), caseId, by, reason) : unprotect(db, caseId, by, reason),
  );
  if (done) return accept(null);
  return isProtected
    ? refuse("PERSONA_GIA_PROTETTA", FLAG_TEXTS.protectedAlready)
    : refuse("PERSONA_NON_PROTETTA", FLAG_TEXTS.notProtected);
}
