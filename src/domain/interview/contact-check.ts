// Contact points gone through with the person: each confirmed or given up, new ones read as people say them; what comes of it, or what is wrong.

import { normalizeEmail } from "../people/email.ts";
import { normalizePhone } from "../people/phone.ts";
import { accept, refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { CONTACT_TEXTS } from "./texts.ts";

/** Where the word on a contact point comes from. */
export const CONTACT_SOURCES = {
  desk: "detto dalla persona allo sportello",
  paper: "letto in un documento",
  phone: "detto al telefono",
  email: "scritto per e-mail dalla persona",
} as const;
export type ContactSource = keyof typeof CONTACT_SOURCES;

export type PointKind = "mobile" | "landline" | "email" | "pec";

export interface Point {
  readonly kind: PointKind;
  readonly value: string;
}

export interface ContactCheck {
  readonly source: ContactSource;
  readonly confirmed: readonly Point[];
  /** Not the person's, or no longer. */
  readonly wrong: readonly Point[];
  /** As they were said; empty where none was. */
  readonly newPhone: string;
  readonly newEmail: string;
  /** The person's certified mailbox, by their own word. */
  readonly newPec?: string;
  /** Empty where nobody wrote one. */
  readonly reason: string;
}

export interface AddedPoint extends Point {
  readonly raw: string;
}

export interface CheckedContacts {
  readonly confirmed: readonly Point[];
  readonly dropped: readonly Point[];
  readonly added: readonly AddedPoint[];
}

/**
 * What the check changes among the points that are known. A new one that is known already and in use is a confirmation.
 * Refusals: RECAPITO_ASSENTE, RECAPITO_DUE_VOLTE, and those of telephones (TEL_…) and e-mails (EMAIL_…).
 */
export function readContactCheck(
  check: ContactCheck,
  known: readonly (Point & { readonly inUse: boolean })[],
): Outcome<CheckedContacts> {
  const judged = [...check.confirmed, ...check.wrong];
  const isKnown = (point: Point): boolean => known.some((one) => isSame(one, point));
  if (!judged.every(isKnown)) return refuse("RECAPITO_ASSENTE", CONTACT_TEXTS.unknown);
  const added = readNew(check);
  if (!added.ok) return added;
  if (added.value.some((point) => check.wrong.some((wrong) => isSame(wrong, point))))
    return refuse("RECAPITO_DUE_VOLTE", CONTACT_TEXTS.twice);
  const inUse = (point: Point): boolean => known.some((one) => one.inUse && isSame(one, point));
  const said = added.value
    .filter(inUse)
    .filter((point) => !check.confirmed.some((one) => isSame(one, point)));
  return accept({
    confirmed: [...check.confirmed, ...said.map(({ kind, value }) => ({ kind, value }))],
    dropped: check.wrong,
    added: added.value.filter((point) => !inUse(point)),
  });
}

function readNew({ newPhone, newEmail, newPec = "" }: ContactCheck): Outcome<readonly AddedPoint[]> {
  const added: AddedPoint[] = [];
  if (newPhone.trim() !== "") {
    const phone = normalizePhone(newPhone);
    if (!phone.ok) return phone;
    added.push({ kind: phone.value.kind, value: phone.value.e164, raw: newPhone.trim() });
  }
  for (const [kind, said] of [["email", newEmail], ["pec", newPec]] as const) {
    if (said.trim() === "") continue;
    const address = normalizeEmail(said);
    if (!address.ok) return address;
    added.push({ kind, value: address.value, raw: said.trim() });
  }
  return accept(added);
}

function isSame(one: Point, other: Point): boolean {
  return one.kind === other.kind && one.value === other.value;
}
