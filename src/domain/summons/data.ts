// What is stored with a summons, and what each act brings: plain JSON.

import type { CallOutcome } from "../channel-policy/types.ts";
import type { ToldBy } from "../measures/proof.ts";
import type { SanctionStep } from "../measures/types.ts";
import type { JustifiedReason, ProofStrength } from "../measures/words.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";

/** A seat of the agenda held for the person. */
export interface HeldAppointment {
  readonly id: string;
  readonly officeId: string;
  readonly deskId: number;
  readonly startsAt: IsoInstant;
  readonly endsAt: IsoInstant;
  /** Day and hour on the office's wall. */
  readonly day: IsoDate;
  readonly hour: number;
}

/** The count as the operator saw it when the absence was confirmed. */
export interface CountShown {
  readonly before: number;
  readonly after: number;
  /** What INPS may apply at `after`; the office never applies it. */
  readonly step: SanctionStep;
}

/** One way in which the person was told of the appointment, with what proves it. */
export interface Telling extends ToldBy {
  /** Identifier of the message, or of the paper. */
  readonly evidence: string;
}

export interface SummonsData {
  readonly appointment: HeldAppointment | null;
  /** Why another date was asked for. */
  readonly asked: { readonly reason: string; readonly on: IsoDate } | null;
  /** As it stood when the absence was confirmed; null in every other case. */
  readonly absence: {
    readonly count: CountShown | null;
    readonly proof: ProofStrength;
    readonly tellings: readonly Telling[];
    readonly recordedBy: string;
  } | null;
  readonly justification: {
    readonly reason: JustifiedReason;
    readonly toldOn: IsoDate;
    readonly by: string;
  } | null;
  /** Day on which the impediment ended; null where none lasted beyond the appointment. */
  readonly impedimentUntil: IsoDate | null;
  /** Reason of the last act that gave one. */
  readonly reason: string;
  /** How many times the person has chosen another date by themselves; absent before the first. */
  readonly ownMoves?: number;
}

export const NO_SUMMONS: SummonsData = {
  appointment: null,
  asked: null,
  absence: null,
  justification: null,
  impedimentUntil: null,
  reason: "",
};

/** The fields of every act's form; which of them an act asks for is a matter of the table. */
export interface SummonsFields {
  /** A free seat of the agenda, where a date is given. */
  readonly seat?: { readonly deskId: number; readonly startsAt: IsoInstant };
  readonly reason?: string;
  /** The office moves the appointment for a cause of its own, which the person is told. */
  readonly because?: "office-closed";
  /** The person has signed the date at the desk. */
  readonly signed?: boolean;
  /** Where the signed sheet is kept. */
  readonly reference?: string;
  /** What came of a call, on which number ("mobile/+39…"), and in the operator's own words. */
  readonly callOutcome?: CallOutcome;
  readonly number?: string;
  readonly note?: string;
  /** The number of absences already counted that the page showed. */
  readonly counterSeen?: number;
  readonly justifiedReason?: string;
  readonly evidenceSeen?: boolean;
  /** Day on which the person told the office. */
  readonly toldOn?: IsoDate;
  readonly impedimentUntil?: IsoDate | null;
  /** Written by the program: the person has chosen the seat by themselves. */
  readonly own?: true;
  /** Written by the program: the seat as it is held, and what stood when an absence was confirmed. */
  readonly appointment?: HeldAppointment;
  readonly absence?: Omit<NonNullable<SummonsData["absence"]>, "recordedBy">;
}
