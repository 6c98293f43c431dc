// What is stored with an item of conditionality, and what each act brings: plain JSON, so that the register can rebuild it.

import type { Ladder } from "../measures/types.ts";
import type { ToldBy } from "../measures/proof.ts";
import type { AbsenceEvent, JustifiedReason, ProofStrength } from "../measures/words.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";
import type { FrozenCount, InpsAnswer } from "./types.ts";

/** What a report is linked to: an activity agreed in the pact, or the policy of the first appointment. */
export interface ActivityLink {
  readonly kind: Ladder["linkedTo"];
  readonly id: string;
}

/** A report as it left: never changed afterwards. */
export interface SentReport {
  readonly sentAt: IsoInstant;
  readonly sentBy: string;
  readonly operatorTaxCode: string;
  readonly proof: ProofStrength;
  readonly attempts: readonly ToldBy[];
  readonly evidence: readonly string[];
  /** From the fact to the sending, in whole hours. */
  readonly hoursWaited: number;
  readonly count: FrozenCount;
  readonly link: ActivityLink;
  readonly measureVersion: string;
}

/** A cancelled report stays as it left. */
export interface CancelledReport extends SentReport {
  readonly cancelledAt: IsoInstant;
  readonly cancelledBy: string;
}

export interface ConditionalityData {
  readonly event: AbsenceEvent;
  readonly happenedAt: IsoInstant;
  /** Day of the fact on the clock of the offices. */
  readonly happenedOn: IsoDate;
  readonly recordedAt: IsoInstant;
  readonly recordedBy: string;
  readonly benefitId: string;
  readonly personId: string;
  /** Version of the measure at the date of grant, e.g. "rdc-2019". */
  readonly measureVersion: string;
  /** The summons whose absence this is; null for any other breach. */
  readonly summonsId: string | null;
  /** How the person was told of the duty. */
  readonly attempts: readonly ToldBy[];
  /** Identifiers of receipts, signed sheets, attendance registers. */
  readonly evidence: readonly string[];
  readonly formalReminderOn: IsoDate | null;
  /** As seen when the fact was confirmed, and again when the report was proposed. */
  readonly countAtFact: FrozenCount;
  readonly countProposed: FrozenCount | null;
  /** Day on which the impediment ended or, by its certificate, will end. */
  readonly impedimentUntil: IsoDate | null;
  readonly justification: {
    readonly reason: JustifiedReason;
    readonly toldOn: IsoDate;
    readonly by: string;
  } | null;
  /** Day on which the lack of justification was ascertained: the term to report runs from it. */
  readonly ascertainedOn: IsoDate | null;
  readonly link: ActivityLink | null;
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
  /** The report that stands; null before sending, after a cancellation, and after the platform discarded it. */
  readonly report: SentReport | null;
  readonly cancelled: readonly CancelledReport[];
  readonly answer: { readonly kind: InpsAnswer; readonly months: number | null; readonly on: IsoDate } | null;
  /** Reason of the last act that gave one. */
  readonly reason: string;
}

/** What every act carries. */
export interface Stamp {
  readonly at: IsoInstant;
  readonly actorId: string;
}

/** The fact itself, the same for a breach and for an absence taken over from a summons. Null: not filled in on the form. */
export interface FactInput extends Stamp {
  readonly event: AbsenceEvent | null;
  readonly happenedAt: IsoInstant | null;
  readonly benefitId: string;
  readonly personId: string;
  readonly measureVersion: string;
  readonly attempts: readonly ToldBy[];
  readonly evidence: readonly string[];
  readonly formalReminderOn: IsoDate | null;
  /** The count as the page showed it; null when it was not shown. Of a summons: as frozen when its absence was confirmed. */
  readonly count: FrozenCount | null;
}

/** Payload of each act. */
export interface ConditionalityInputs {
  readonly "record-fact": FactInput;
  readonly "take-over": FactInput & { readonly summonsId: string; readonly impedimentUntil: IsoDate | null };
  readonly "record-impediment": Stamp & { readonly until: IsoDate; readonly evidenceSeen: boolean };
  readonly justify: Stamp & {
    readonly justifiedReason: JustifiedReason | null;
    readonly toldOn: IsoDate;
    /** Null when nothing kept the person from telling the office. */
    readonly impedimentUntil: IsoDate | null;
    readonly evidenceSeen: boolean;
    /** Why a late justification is accepted. */
    readonly reason: string;
  };
  readonly "refuse-justification": Stamp & { readonly reason: string };
  readonly "close-justification": Stamp;
  readonly propose: Stamp & { readonly link: ActivityLink | null; readonly count: FrozenCount | null };
  readonly "send-back": Stamp & { readonly reason: string };
  readonly approve: Stamp & { readonly count: FrozenCount | null };
  readonly "send-report": Stamp & { readonly operatorTaxCode: string; readonly proof: ProofStrength };
  readonly "record-discard": Stamp & { readonly reason: string };
  readonly "close-window": Stamp;
  readonly "cancel-report": Stamp & { readonly reason: string };
  readonly "record-answer": Stamp & {
    readonly answer: InpsAnswer | null;
    readonly months: number | null;
    readonly on: IsoDate;
  };
  readonly "convene-again": Stamp & { readonly reason: string };
  readonly withdraw: Stamp & { readonly reason: string };
}

/** An act with its payload, as the register keeps it. */
export type ConditionalityStep = {
  [A in keyof ConditionalityInputs]: { readonly act: A; readonly input: ConditionalityInputs[A] };
}[keyof ConditionalityInputs];
