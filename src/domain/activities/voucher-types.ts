// The words of the assegno di ricollocazione (T13): states, acts, guards, effects, facts, and what is stored.

import type { IsoDate } from "../notices/types.ts";

export type VoucherState = "none" | "reported" | "given" | "chosen" | "not-chosen" | "ended" | "withdrawn";
export type VoucherAct =
  | "report-person"
  | "record-given"
  | "record-choice"
  | "record-no-choice"
  | "accept-late-choice"
  | "record-end"
  | "withdraw";
export type VoucherGuard =
  | "measure-has-voucher"
  | "person-bound"
  | "day-plausible"
  | "amount-plausible"
  | "provider-named"
  | "term-over"
  | "duty-holds"
  | "person-told"
  | "reason-given"
  | "not-yet-reported";
export type VoucherTerm = "voucher-report" | "voucher-choice";
export type VoucherEffect = "send-to-platform" | "tell-person" | "fact-for-conditionality" | "close-fact";

/** Made by `voucherContext`. Whatever is not known is null or false, and its guard fails. */
export interface VoucherContext {
  readonly measureHasVoucher: boolean;
  readonly bound: boolean;
  readonly dayPlausible: boolean;
  readonly amountPlausible: boolean;
  readonly providerNamed: boolean;
  readonly termOver: boolean;
  /** Obliged on the last day to choose, and the measure knows the breach; null when not known. */
  readonly duty: boolean | null;
  readonly personTold: boolean;
  readonly reason: string;
  readonly reported: boolean | null;
}

export interface VoucherData {
  readonly reportedOn: IsoDate | null;
  readonly givenOn: IsoDate | null;
  /** Whole euros. */
  readonly amountEuros: number | null;
  readonly provider: string | null;
  readonly chosenOn: IsoDate | null;
  readonly endedOn: IsoDate | null;
  readonly reason: string;
}

export const BLANK_VOUCHER: VoucherData = {
  reportedOn: null,
  givenOn: null,
  amountEuros: null,
  provider: null,
  chosenOn: null,
  endedOn: null,
  reason: "",
};

interface Dated {
  readonly on: IsoDate;
}
interface Reasoned extends Dated {
  readonly reason: string;
}

/** Payload of each act; `on` is the day of the fact. */
export interface VoucherInputs {
  readonly "report-person": Dated;
  readonly "record-given": Dated & { readonly amountEuros: number };
  /** `provider`: the office itself or an accredited body, by its code. */
  readonly "record-choice": Dated & { readonly provider: string };
  readonly "record-no-choice": Reasoned & { readonly personTold: boolean };
  readonly "accept-late-choice": Reasoned & { readonly provider: string };
  readonly "record-end": Reasoned;
  readonly withdraw: Reasoned;
}

/** The fields of every act's input together: on the form some may not be filled in yet. */
export interface VoucherFields {
  readonly on?: IsoDate;
  readonly amountEuros?: number;
  readonly provider?: string;
  readonly personTold?: boolean;
  readonly reason?: string;
}
