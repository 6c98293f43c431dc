// Why a duty was contested, refused or revoked: closed lists, so that no health datum is written in a free text.

export const DUTY_REASONS = {
  "fact-not-true": "il fatto non è vero",
  "fact-over": "il fatto è cessato",
  "dates-wrong": "le date sono sbagliate",
  "other-person": "riguarda un’altra persona",
  "evidence-insufficient": "la prova non basta",
  "evidence-missing": "la prova non è stata portata",
  "recorded-by-mistake": "registrato per errore",
  confirmed: "verificato: il fatto è confermato",
  "person-gave-up": "la persona vi rinuncia",
} as const;

export type DutyReason = keyof typeof DUTY_REASONS;

export function isDutyReason(value: unknown): value is DutyReason {
  return typeof value === "string" && Object.hasOwn(DUTY_REASONS, value);
}
