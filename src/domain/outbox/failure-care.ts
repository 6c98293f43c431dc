// Which acts mend a message that did not arrive, cause by cause: a table, read by the page, by the server's check and by the documents.

import type { FailureCause } from "../messages/receipts.ts";

/**
 * again: the same text to the same contact. other-contact: to what the person has now and was not tried. contact-dropped: the contact is
 * given up, then as other-contact. phone: the desk tells the person by telephone.
 */
export const CARE_ACTS = ["again", "other-contact", "contact-dropped", "phone"] as const;
export type CareAct = (typeof CARE_ACTS)[number];

/** Why a message failed before any gateway said so. */
export type OwnFailure = "refused" | "expired-before-sending" | "code-over";
export type AnyFailure = FailureCause | OwnFailure;

/** The surest act first. A contact that does not exist is never tried again; a text that was refused is, once the cause is gone. */
const CARE: Readonly<Record<AnyFailure, readonly CareAct[]>> = {
  "number-not-existing": ["contact-dropped", "other-contact", "phone"],
  "mailbox-not-existing": ["contact-dropped", "other-contact", "phone"],
  "domain-not-existing": ["contact-dropped", "other-contact", "phone"],
  "not-certified-mailbox": ["contact-dropped", "other-contact", "phone"],
  "virus-found": ["other-contact", "phone"],
  "mailbox-disabled": ["contact-dropped", "other-contact", "phone"],
  "message-rejected": ["other-contact", "again", "phone"],
  "policy-refused": ["other-contact", "again", "phone"],
  "message-too-large": ["other-contact", "phone"],
  "mailbox-full": ["other-contact", "again", "phone"],
  "not-reachable-in-time": ["again", "other-contact", "phone"],
  "no-route": ["again", "other-contact", "phone"],
  "address-not-existing": ["contact-dropped", "other-contact", "phone"],
  "person-dead": ["other-contact", "phone"],
  "person-moved": ["contact-dropped", "other-contact", "phone"],
  "person-not-found": ["other-contact", "phone"],
  lost: ["again", "other-contact", "phone"],
  unspecified: ["other-contact", "again", "phone"],
  refused: ["other-contact", "again", "phone"],
  "expired-before-sending": ["phone"],
  "code-over": [],
};

/** The acts for a cause, the surest first; for a cause that nobody has named, the telephone. */
export function careFor(failure: string): readonly CareAct[] {
  return Object.hasOwn(CARE, failure) ? CARE[failure as AnyFailure] : ["phone"];
}

/** What is known of a failed message and of all that speaks of the same appointment, when somebody would write again. */
export interface CareFacts {
  /** The message still is failed, and nobody has taken care of it. */
  readonly isOpen: boolean;
  readonly act: CareAct;
  readonly failure: string;
  /** Of a summons: its change, its reminder. Other messages are not written again from here. */
  readonly isOfSummons: boolean;
  /** The appointment that it speaks of stands, and is still to come. */
  readonly stillTrue: boolean;
  /** The person asked for the use of their data to be limited. */
  readonly restricted: boolean;
  /** Another message that says the same has left, may have, or is about to. */
  readonly toldOtherwise: boolean;
  /** Of a long SMS a part has arrived. */
  readonly partArrived: boolean;
  /** Contacts to write to by this act. */
  readonly contacts: number;
}

export type CareObstacle =
  | "taken-care"
  | "not-for-cause"
  | "not-a-summons"
  | "no-longer-true"
  | "restricted"
  | "told-otherwise"
  | "part-arrived"
  | "no-contact";

/** What stands against the act, or null. Nobody is written to twice of the same thing when the first may have arrived. */
export function careObstacle(facts: CareFacts): CareObstacle | null {
  if (!facts.isOpen) return "taken-care";
  if (!careFor(facts.failure).includes(facts.act)) return "not-for-cause";
  if (facts.act === "phone") return null;
  if (facts.restricted) return "restricted";
  // Giving a dead contact up is right whatever else is so; only writing asks for more.
  if (facts.act === "contact-dropped") return null;
  return writingObstacle(facts);
}

/** What stands against writing anew, or null. */
export function writingObstacle(facts: Omit<CareFacts, "isOpen" | "act" | "failure">): CareObstacle | null {
  if (!facts.isOfSummons) return "not-a-summons";
  if (facts.restricted) return "restricted";
  if (!facts.stillTrue) return "no-longer-true";
  if (facts.toldOtherwise) return "told-otherwise";
  if (facts.partArrived) return "part-arrived";
  return facts.contacts === 0 ? "no-contact" : null;
}
