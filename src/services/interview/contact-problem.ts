// Why a contact point cannot be used, in a sentence.

import { normalizeEmail } from "../../domain/people/email.ts";
import { normalizePhone } from "../../domain/people/phone.ts";
import { PEOPLE_TEXTS, peopleText } from "../../domain/people/texts.ts";
import type { PeopleCode } from "../../domain/people/texts.ts";

export function contactProblem(kind: string, value: string, problem: string | null): string {
  const read = kind === "email" || kind === "pec" ? normalizeEmail(value) : normalizePhone(value);
  if (!read.ok) return read.refusal.message;
  return problem !== null && Object.hasOwn(PEOPLE_TEXTS, problem)
    ? peopleText(problem as PeopleCode)
    : PEOPLE_TEXTS.RECAPITO_SBAGLIATO;
}
