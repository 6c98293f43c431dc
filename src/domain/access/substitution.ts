// Standing in for somebody: in which office and role, on which days, given by whom; and how both are named.

import { toDayNumber } from "../calendar/days.ts";
import { accept, refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import type { IsoDate } from "../notices/types.ts";
import { isRole, needsOffice } from "./roles.ts";
import type { Role } from "./roles.ts";
import { SUBSTITUTION_TEXTS } from "./texts.ts";

export interface SubstitutionDraft {
  /** Logins, as the register of acts names users. */
  readonly absent: string;
  readonly substitute: string;
  readonly role: Role;
  readonly office: string;
  /** Both included. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly reason: string;
}

export interface Giver {
  readonly id: string;
  readonly role: Role;
  readonly office: string | null;
}

/** Longer than this is not an absence: the role itself is to be given. */
export const LONGEST_DAYS = 366;

/**
 * Whether it may be given, by this hand and on this day.
 *
 * Refusals: SOSTITUZIONE_DI_SE, SOSTITUZIONE_PROPRIA, SOSTITUZIONE_RUOLO, SOSTITUZIONE_ALTRA_SEDE, SOSTITUZIONE_DATE,
 * SOSTITUZIONE_PASSATA, SOSTITUZIONE_LUNGA, MOTIVO_MANCANTE.
 */
export function checkSubstitution(
  draft: SubstitutionDraft,
  giver: Giver,
  today: IsoDate,
): Outcome<SubstitutionDraft> {
  const { absent, substitute, role, office, from, to } = draft;
  const reason = draft.reason.trim();
  if (absent === substitute) return refuse("SOSTITUZIONE_DI_SE", SUBSTITUTION_TEXTS.ofOneself);
  if (giver.id === absent || giver.id === substitute)
    return refuse("SOSTITUZIONE_PROPRIA", SUBSTITUTION_TEXTS.ownGiving);
  if (!isRole(role) || !needsOffice(role))
    return refuse("SOSTITUZIONE_RUOLO", SUBSTITUTION_TEXTS.officeRoleOnly);
  if (giver.office !== null && giver.office !== office)
    return refuse("SOSTITUZIONE_ALTRA_SEDE", SUBSTITUTION_TEXTS.otherOffice);
  if (from > to) return refuse("SOSTITUZIONE_DATE", SUBSTITUTION_TEXTS.wrongDays);
  if (to < today) return refuse("SOSTITUZIONE_PASSATA", SUBSTITUTION_TEXTS.past);
  if (toDayNumber(to) - toDayNumber(from) > LONGEST_DAYS)
    return refuse("SOSTITUZIONE_LUNGA", SUBSTITUTION_TEXTS.tooLong);
  if (reason === "") return refuse("MOTIVO_MANCANTE", SUBSTITUTION_TEXTS.reasonMissing);
  return accept({ ...draft, reason });
}

/** Whoever does something, and for whom. */
export interface Hand {
  readonly id: string;
  readonly onBehalfOf?: string | null;
}

/** «rossi per conto di bianchi», or just «rossi». */
export function handText({ id, onBehalfOf }: Hand): string {
  return onBehalfOf === undefined || onBehalfOf === null ? id : SUBSTITUTION_TEXTS.onBehalf(id, onBehalfOf);
}
