// What a register's word about one person means for their contacts.

import type { IsoInstant } from "../notices/types.ts";
import { normalizeEmail } from "../people/email.ts";

/** One address as the register gives it. */
export interface DeclaredAddress {
  readonly address: string;
  /** Set for who holds it by their profession. */
  readonly profession: string | null;
  readonly endsAt: IsoInstant | null;
}

export type RegisterWord =
  | { readonly outcome: "found"; readonly address: string; readonly raw: string; readonly validUntil: IsoInstant | null }
  | { readonly outcome: "none" }
  /** Addresses are there, and none can be read as one. */
  | { readonly outcome: "unreadable" };

/**
 * The address to use: of those still valid the personal one before that of a profession, and of two alike the first.
 *
 * @param at when the register looked, by its own word
 */
export function judgeAnswer(declared: readonly DeclaredAddress[], at: IsoInstant): RegisterWord {
  const valid = declared.filter(({ endsAt }) => endsAt === null || Date.parse(endsAt) > Date.parse(at));
  if (valid.length === 0) return { outcome: "none" };
  const inOrder = [...valid.filter(({ profession }) => profession === null), ...valid.filter(({ profession }) => profession !== null)];
  for (const { address, endsAt } of inOrder) {
    const read = normalizeEmail(address);
    if (read.ok) return { outcome: "found", address: read.value, raw: address, validUntil: endsAt };
  }
  return { outcome: "unreadable" };
}

/** Whether the hour of Rome lies in a closing that may pass midnight. */
export function isClosed(time: string, closed: { readonly from: string; readonly to: string } | null): boolean {
  if (closed === null) return false;
  const { from, to } = closed;
  return from <= to ? time >= from && time < to : time >= from || time < to;
}
