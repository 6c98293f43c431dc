// Contact points: every phone, e-mail and postal address a person was given with, good or bad, and where it came from.

import type { Address, IsoDate } from "../notices/types.ts";
import { readEmails, suspectDomain } from "./email.ts";
import { lacksPostalReach } from "./fictitious-address.ts";
import { readPhones } from "./phone.ts";

export type ContactKind = "mobile" | "landline" | "email" | "pec" | "postal";

export interface ContactPoint {
  readonly kind: ContactKind;
  /** E.164, e-mail, or postal address on one line; what was written when it is not usable. */
  readonly value: string;
  /** As written, before any judgement. */
  readonly raw: string;
  /** Who gave it, e.g. "notice" or "desk". */
  readonly source: string;
  readonly date: IsoDate;
  readonly usable: boolean;
  /** Why it is not usable: a TEL_, EMAIL_ or POSTA_ code (sentence in `texts.ts`), or what is doubtful although usable. */
  readonly problem?: string;
  /** Other people have the same value: a message must not say anything that the others may not read. */
  readonly shared?: boolean;
}

export interface ContactOrigin {
  readonly source: string;
  readonly date: IsoDate;
}

/** The phones written in one cell. A bad one is kept, not usable, with its problem; nothing written gives nothing. */
export function phoneContacts(raw: string, origin: ContactOrigin): readonly ContactPoint[] {
  if (raw.trim() === "") return [];
  return readPhones(raw).map((reading) => {
    const { outcome } = reading;
    return outcome.ok
      ? usable(outcome.value.kind, outcome.value.e164, reading.raw, origin)
      : unusable("mobile", reading.raw, origin, outcome.refusal.code);
  });
}

/** The e-mail addresses written in one cell; a doubtful domain stays usable and carries its problem. */
export function emailContacts(raw: string, origin: ContactOrigin): readonly ContactPoint[] {
  if (raw.trim() === "") return [];
  return readEmails(raw).map((reading) => {
    const { outcome } = reading;
    if (!outcome.ok) return unusable("email", reading.raw, origin, outcome.refusal.code);
    const point = usable("email", outcome.value, reading.raw, origin);
    return suspectDomain(outcome.value) === null ? point : { ...point, problem: "EMAIL_DOMINIO_SOSPETTO" };
  });
}

/** A postal address on one line, "VIA ROMA 1, 80100 NAPOLI". Fictitious ones (homeless people) are kept, not usable. */
export function postalContact(address: Address, origin: ContactOrigin): ContactPoint {
  const { street, zip } = address;
  const town = joined(zip, " ", address.municipalityName ?? address.municipalityCode);
  const line = joined(street, ", ", town);
  if (lacksPostalReach(street)) return unusable("postal", line, origin, "POSTA_INDIRIZZO_FITTIZIO");
  const isComplete = isWritten(street) && isWritten(zip) && town !== zip;
  if (!isComplete) return unusable("postal", line, origin, "POSTA_INDIRIZZO_INCOMPLETO");
  return usable("postal", line, line, origin);
}

/** The same points with `shared` set by what is known of the others ("does anybody else have this value?"). */
export function markShared(
  points: readonly ContactPoint[],
  isShared: (kind: ContactKind, value: string) => boolean,
): readonly ContactPoint[] {
  return points.map((point) =>
    point.usable && point.kind !== "postal" && isShared(point.kind, point.value)
      ? { ...point, shared: true }
      : point,
  );
}

function usable(
  kind: ContactKind,
  value: string,
  raw: string,
  { source, date }: ContactOrigin,
): ContactPoint {
  return { kind, value, raw, source, date, usable: true };
}

function unusable(
  kind: ContactKind,
  raw: string,
  { source, date }: ContactOrigin,
  problem: string,
): ContactPoint {
  return { kind, value: raw, raw, source, date, usable: false, problem };
}

function joined(left: string | undefined, between: string, right: string | undefined): string {
  if (!isWritten(left)) return right ?? "";
  return isWritten(right) ? left + between + right : left;
}

function isWritten(text: string | undefined): text is string {
  return text !== undefined && text !== "";
}
