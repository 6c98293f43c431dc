// The words of the passage to the services of the municipality: states, acts, guards, what is stored, what the guards look at.

import type { IsoDate } from "../notices/types.ts";

export type HandOverState =
  | "none"
  | "proposed"
  | "approved"
  | "sent"
  | "in-charge"
  | "sent-back"
  | "returned"
  | "withdrawn"
  | "closed";

export type HandOverAct =
  | "propose"
  | "amend"
  | "approve"
  | "send"
  | "solicit"
  | "take-charge"
  | "send-back"
  | "return"
  | "withdraw"
  | "close-with-case";

export type HandOverGuard =
  | "measure-hands-over"
  | "applicant"
  | "with-office"
  | "met-at-office"
  | "municipality-known"
  | "grounds-listed"
  | "reasons-written"
  | "second-look-wanted"
  | "no-second-look"
  | "not-own-proposal"
  | "date-can-be"
  | "reason-given"
  | "case-left";

export type HandOverTerm = "municipal-answer";

export type HandOverEffect =
  | "hand-case"
  | "take-case-back"
  | "send-to-platform"
  | "tell-person"
  | "desk-task";

/** What is stored with the item. Before any act it is NO_HAND_OVER. */
export interface HandOverData {
  /** Codes of the grounds, from the list of the measure. */
  readonly grounds: readonly string[];
  /** The written reasons: they leave with the household. */
  readonly reasons: string;
  readonly proposedBy: string | null;
  readonly proposedOn: IsoDate | null;
  readonly approvedBy: string | null;
  /** Cadastral code of the municipality whose services are sent to. */
  readonly municipality: string | null;
  readonly sentOn: IsoDate | null;
  readonly solicitedOn: readonly IsoDate[];
  readonly inChargeOn: IsoDate | null;
  /** Day on which the household was with the office again, or the passage was withdrawn. */
  readonly endedOn: IsoDate | null;
  /** Why it ended. */
  readonly endReason: string;
}

export const NO_HAND_OVER: HandOverData = {
  grounds: [],
  reasons: "",
  proposedBy: null,
  proposedOn: null,
  approvedBy: null,
  municipality: null,
  sentOn: null,
  solicitedOn: [],
  inChargeOn: null,
  endedOn: null,
  endReason: "",
};

/** Grounds and reasons, as the operator writes them. */
export interface WrittenReasons {
  readonly grounds: readonly string[];
  readonly reasons: string;
}

/** What the municipality, or the platform for it, tells. */
export interface ToldByMunicipality {
  readonly on: IsoDate;
  readonly reason: string;
}

/** Payload of each act, as the register keeps it. */
export interface HandOverInputs {
  readonly propose: WrittenReasons;
  readonly amend: WrittenReasons;
  readonly approve: null;
  /** The municipality of the address on that day. */
  readonly send: { readonly municipality: string };
  readonly solicit: null;
  readonly "take-charge": { readonly on: IsoDate };
  readonly "send-back": ToldByMunicipality;
  readonly return: ToldByMunicipality;
  readonly withdraw: { readonly reason: string };
  readonly "close-with-case": null;
}

/** The fields of every act's input: the form may not be filled in yet. */
export interface HandOverFields extends Partial<WrittenReasons>, Partial<ToldByMunicipality> {
  readonly municipality?: string;
}

/** What the guards look at. A fact that is not known is false or null, and its guard fails. */
export interface HandOverContext {
  /** The measure knows this passage. */
  readonly measureHandsOver: boolean;
  /** The case is that of the household's applicant. */
  readonly applicant: boolean;
  /** The life of the case is with the office: neither ended, nor elsewhere. */
  readonly withOffice: boolean;
  /** The person was present at a meeting with the office. */
  readonly metAtOffice: boolean;
  readonly municipalityKnown: boolean;
  readonly groundsListed: boolean;
  readonly reasonsWritten: boolean;
  /** Null where the measure knows no such passage. */
  readonly secondLook: boolean | null;
  readonly actorId: string;
  readonly proposedBy: string | null;
  /** The day told is not before the sending, nor in the future. */
  readonly dateCanBe: boolean;
  readonly reason: string;
  /** The life of the case has left the municipality's care for good: ended, dead, renewed, in another Region. */
  readonly caseLeft: boolean;
}
