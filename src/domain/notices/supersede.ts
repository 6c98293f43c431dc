// Which of two notices about the same person, benefit and role counts: the one sent later, whatever order they arrive in.

import type { IsoInstant } from "./types.ts";

/** As much of a notice as deciding needs. `digest` is of `canonicalNotice`, made by who stores it. */
export interface NoticeVersion {
  readonly sentAt: IsoInstant;
  readonly digest: string;
}

export type Supersession = "created" | "updated" | "unchanged";
/** same = already here; older = a later one is here; conflicting = same moment of sending, different content: to be looked at. */
export type UnchangedReason = "same" | "older" | "conflicting";

/**
 * New → created; sent later → updated; sent at the same moment or earlier → unchanged (behaviour of the national node's
 * clients: not newer never overwrites). A later notice with the same content updates too: otherwise an in-between one that
 * arrives last would win, and the end would depend on the order of the files.
 */
export function supersede(stored: NoticeVersion | null, incoming: NoticeVersion): Supersession {
  if (stored === null) return "created";
  return incoming.sentAt > stored.sentAt ? "updated" : "unchanged";
}

/** Why an incoming notice changes nothing; null when it does change something. */
export function unchangedReason(
  stored: NoticeVersion | null,
  incoming: NoticeVersion,
): UnchangedReason | null {
  if (stored === null || incoming.sentAt > stored.sentAt) return null;
  if (incoming.sentAt < stored.sentAt) return "older";
  return incoming.digest === stored.digest ? "same" : "conflicting";
}
