// What is stored with the life of a case, and what each act brings: plain JSON, so that the register can rebuild it.

import type { IsoDate, IsoInstant } from "../notices/types.ts";
import type { Destination } from "./types.ts";

/** What passes from the case of the old protocol to that of the new one. */
export interface CarriedOver {
  /** Breaches already counted go on counting. */
  readonly counters: boolean;
  /** Exemptions that still run, and that the new version of the measure knows. */
  readonly exemptions: readonly { readonly itemId: string; readonly code: string; readonly to: IsoDate }[];
  /** The pact stands under the new protocol; "revise" when the rules have changed version since it was signed. */
  readonly pact: "none" | "stands" | "revise";
  /** Breaches under way are judged with the version of their own grant: they stay with the old protocol. */
  readonly breachIds: readonly string[];
}

/** The other end of a renewal. */
export interface Continuation {
  readonly protocol: string;
  readonly caseId: string;
  readonly carried: CarriedOver;
}

/** What is stored with the item. Whose the walls are is in the competence of the case; here only which office was known last. */
export interface CaseData {
  readonly officeId: string | null;
  /** `sentAt` of the last notice followed: an older one never undoes it. */
  readonly lastNoticeAt: IsoInstant | null;
  readonly forfeitedOn: IsoDate | null;
  /** Household with minors or disability on the day of the forfeiture: its block is shorter. */
  readonly minorsOrDisabled: boolean;
  readonly endedOn: IsoDate | null;
  readonly diedOn: IsoDate | null;
  readonly renewedBy: Continuation | null;
  /** The older protocol that this case goes on from. */
  readonly continues: Continuation | null;
  /** Reason of the last act that gave one. */
  readonly reason: string;
}

export const NO_CASE_LIFE: CaseData = {
  officeId: null,
  lastNoticeAt: null,
  forfeitedOn: null,
  minorsOrDisabled: false,
  endedOn: null,
  diedOn: null,
  renewedBy: null,
  continues: null,
  reason: "",
};

/** What every act carries. `noticeAt`: `sentAt` of the notice it stands on; null when a person acts without one. */
export interface CaseStamp {
  readonly noticeAt: IsoInstant | null;
}

/** A fact with its day. */
export interface DatedInput extends CaseStamp {
  readonly on: IsoDate;
  readonly reason: string;
}

/** Payload of each act, as the register keeps it. */
export interface CaseInputs {
  readonly assess: CaseStamp;
  readonly transfer: CaseStamp & { readonly destination: Destination };
  readonly "leave-region": CaseStamp & { readonly destination: Destination };
  readonly "return-to-region": CaseStamp & { readonly destination: Destination };
  readonly "record-hand-over": CaseStamp;
  readonly "record-hand-back": CaseStamp;
  readonly "record-forfeiture": DatedInput & { readonly minorsOrDisabled: boolean };
  readonly "end-block": CaseStamp;
  readonly "end-benefit": DatedInput & { readonly evidenceSeen: boolean };
  readonly restore: CaseStamp;
  readonly renew: CaseStamp & Continuation;
  readonly continue: CaseStamp & Continuation;
  readonly "record-death": DatedInput & { readonly evidenceSeen: boolean };
  readonly "correct-death": CaseStamp & { readonly reason: string; readonly evidenceSeen: boolean };
}

/** The fields of every act's input: the form may not be filled in yet. */
export interface CaseFields extends Partial<CaseStamp>, Partial<Continuation> {
  readonly destination?: Destination | null;
  readonly on?: IsoDate;
  readonly reason?: string;
  readonly minorsOrDisabled?: boolean;
  readonly evidenceSeen?: boolean;
}
