// What a measure (RdC, ADI, SFL, …) may declare: parameters of the law, never code.

import type { CitationKey, Confidence } from "../law/citation.ts";
import type { IsoDate } from "../notices/types.ts";
import type { ChannelPolicy } from "./channel-types.ts";
import type { Clock, ClockId } from "./clock-types.ts";
import type {
  AbsenceEvent,
  CommitmentKind,
  ExclusionFact,
  ExemptionCode,
  JustifiedReason,
  ProofStrength,
  SummonsChannel,
} from "./words.ts";

/** Where a value comes from and how sure we are of it. */
export interface Source {
  readonly citation: CitationKey | null;
  readonly confidence: Confidence;
  /** Plain Italian: what it is and, where the norm is silent, who chose it. */
  readonly note: string;
  /** Plain Italian: what is not certain, or on what the sources disagree. Printed on the jurist's page. */
  readonly remark?: string;
}

/** A value fixed by a norm or by an office, with where it comes from. */
export interface Parameter<T> extends Source {
  readonly value: T;
}

/** A fact that takes a member out of the obligations. Derived, and looked at again when facts change: nobody decides it. */
export interface Exclusion extends Source {
  readonly fact: ExclusionFact;
  /** Who is excluded by this fact may still ask to take part. */
  readonly volunteers?: true;
  /** Only "employed": who works but keeps the status of unemployment is not excluded. */
  readonly exceptLowIncome?: true;
}

/** How many members may hold one exemption: so many per household, or per person cared for, or without limit. */
export type ExemptionLimit =
  | { readonly per: "household"; readonly members: number }
  | { readonly per: "cared-person"; readonly members: number }
  | { readonly per: "none" };

/** A reason for which an operator may exempt, with evidence and an end. */
export interface Exemption extends Source {
  readonly code: ExemptionCode;
  readonly title: string;
  readonly limit: ExemptionLimit;
  /** Longest duration of one decision, in months; null where no source gives one: the decision writes its end. */
  readonly longestMonths: number | null;
  readonly renewable: boolean;
  /** The paper the operator must have seen, in Italian. */
  readonly evidence: string;
  /** X6: weekly hours above which work exempts, and the same counting travel. */
  readonly weeklyHours?: { readonly over: number; readonly withTravelOver: number };
  /** Somebody of the household is cared for, and must be named; the exemption ends before that person reaches `underAge`. */
  readonly caredFor?: { readonly underAge: number | null };
}

/** From a day on: the yearly income, in whole euros, up to which who works keeps the status of unemployment. */
export interface LowIncomeLimit extends Source {
  readonly from: IsoDate;
  readonly employeeEuros: number;
  readonly selfEmployedEuros: number;
}

/** One step of the ladder of a breach: what INPS applies at that occurrence (the office never cuts money). */
export type SanctionStep =
  | { readonly kind: "reduction"; readonly months: number }
  | { readonly kind: "suspension" }
  | { readonly kind: "forfeiture" };

/** What the breaches of one kind lead to, first, second, third…; the last step holds for all later ones. */
export interface Ladder extends Source {
  readonly event: AbsenceEvent;
  readonly steps: readonly [SanctionStep, ...SanctionStep[]];
  /** What a report of this event must be linked to. */
  readonly linkedTo: "agreed-activity" | "first-appointment-policy";
  /** Only after a formal reminder (richiamo). */
  readonly afterFormalReminder: boolean;
}

export interface Justification extends Source {
  readonly reason: JustifiedReason;
  readonly title: string;
  /** Who proves it, and with what, in Italian. */
  readonly proof: string;
}

/** A suitable job offer: how far it may be, at the n-th offer. Null = no limit found or set. */
export interface OfferRule extends Source {
  /** 1-based; on renewal the ordinal is counted anew. */
  readonly ordinal: number;
  readonly when: "first-year" | "after-first-year" | "renewal" | "always";
  readonly withinKm: number | null;
  readonly withinMinutes: number | null;
}

/** A window whose days never count for the terms of this measure. Both ends included. */
export interface SuspensionWindow extends Source {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** An obligation written in the pact. */
export interface Commitment extends Source {
  readonly code: string;
  readonly kind: CommitmentKind;
  readonly text: string;
}

/** A ground for which the household may be sent to the services of its municipality. */
export interface HandOverGround {
  readonly code: string;
  readonly title: string;
}

/** How a household passes from the office to the services of its municipality. */
export interface HandOverRule extends Source {
  /** Particular difficulties that an operator may find; the reasons are written besides, always. */
  readonly grounds: readonly [HandOverGround, ...HandOverGround[]];
  /** Whether another person must look at the proposal before it leaves. */
  readonly secondLook: Parameter<boolean>;
}

/** What the outside world is to this measure. */
export interface Counterparts {
  readonly firstContact: Parameter<string>;
  readonly listsFrom: Parameter<string>;
  readonly reportTo: Parameter<string>;
}

export interface MeasureParameters {
  readonly code: string;
  /** Folder and page of this version, e.g. "rdc-2019". */
  readonly version: string;
  readonly name: string;
  /** Validity by date of grant: the version in force when the benefit was granted rules (DL 48/2023 art. 13 c. 3). */
  readonly grantedFrom: IsoDate;
  readonly grantedTo?: IsoDate;
  /** Where those two days come from. */
  readonly validity: Source;
  /** Whose breaches are counted together. */
  readonly unit: "household" | "person";
  /** In Italian: who is bound to the obligations before any exclusion. */
  readonly bound: Parameter<string>;
  /** From this age on a member is not bound; null where the measure sets no such age. */
  readonly notBoundFromAge: Parameter<number | null>;
  readonly adultFromAge: Parameter<number>;
  /** How the declaration of availability (DID) comes about: an act of its own, or inside the application or the activation pact. */
  readonly declaredBy: Parameter<"own-act" | "application" | "activation-pact">;
  /** In order of date. */
  readonly lowIncome: readonly LowIncomeLimit[];
  /** Calendar days for which a job suspends the status of unemployment before it is lost. */
  readonly workSuspensionDays: Parameter<number>;
  readonly exclusions: readonly Exclusion[];
  readonly exemptions: readonly Exemption[];
  readonly clocks: Readonly<Record<ClockId, Clock | null>>;
  readonly suspensions: readonly SuspensionWindow[];
  /** Which act meets T2: the summons being issued, or the appointment being held. */
  readonly conveneMetBy: Parameter<"summons-issued" | "appointment-held">;
  /** Channels on which a summons is valid at all. */
  readonly validChannels: Parameter<readonly SummonsChannel[]>;
  /** Weakest proof of a summons on which an absence may be recorded and reported. */
  readonly proofForSanction: Parameter<ProofStrength>;
  /** By which ways a person is told, one after another, up to that proof. */
  readonly channelPolicy: ChannelPolicy;
  readonly ladders: readonly Ladder[];
  /** Whether breaches already counted go on counting after a renewal under a new protocol. */
  readonly countersSurviveRenewal: Parameter<boolean>;
  readonly justifications: readonly Justification[];
  readonly offers: readonly OfferRule[];
  readonly commitments: readonly Commitment[];
  readonly counterparts: Counterparts;
  /** Null where the measure knows no such passage. */
  readonly handOver: HandOverRule | null;
  /** T3: working days between the summons and the appointment. */
  readonly minimumNoticeWorkingDays: Parameter<number>;
  /** T4: hours before the appointment at which the reminder is due. */
  readonly reminderHoursBefore: Parameter<number>;
  readonly reminderNotUnderHours: Parameter<number>;
  /** No message leaves outside these local hours. */
  readonly quietHours: Parameter<{ readonly from: string; readonly to: string }>;
  readonly appointmentMinutes: Parameter<number>;
}
