// The words of showing up: by what a call is told apart, what was seen, what is known from it.

/** By which way the person was told: as sent, whatever became of it. */
export const CALL_CHANNELS = ["sms", "email", "sms+email", "pec", "letter", "desk", "none"] as const;
export type CallChannel = (typeof CALL_CHANNELS)[number];

/**
 * What may move the chance that somebody comes. Of the call and of the office only: nothing here is of the person (no age, sex,
 * citizenship, residence, household), and nothing of the person may be added.
 */
export const FACTORS = ["office", "hour", "weekday", "channel", "lead", "call"] as const;
export type Factor = (typeof FACTORS)[number];

/** A call as it is made: to which office, for when, how and how long before. */
export interface ShowUpKey {
  readonly officeId: string;
  /** Clock hour at which the seat begins, on the office's wall. */
  readonly hour: number;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  readonly channel: CallChannel;
  /** Days from the call to the meeting. */
  readonly leadDays: number;
  /** 1 = the first call of the person. */
  readonly call: number;
}

/** Outcomes of the calls that are alike in everything that is told apart. */
export interface ShowUpCell {
  readonly officeId: string;
  readonly hour: number;
  readonly weekday: number;
  readonly channel: CallChannel;
  /** Position in `LEAD_BANDS`. */
  readonly lead: number;
  /** As `callBand` gives it. */
  readonly call: number;
  readonly came: number;
  readonly missed: number;
}

/** Chances from 0 to 1; `low` and `high` are the ends of the interval of credibility. */
export interface ShowUp {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** One level of a factor: how far it moves the logit, and on how many outcomes. */
export interface Level {
  /** Position among the coefficients. */
  readonly at: number;
  readonly came: number;
  readonly missed: number;
}

/** What is known of showing up. Plain data: it may be kept and read again as JSON. */
export interface ShowUpTable {
  /** Coefficients on the logit: the base first. */
  readonly effects: readonly number[];
  /** Their covariance, row after row. */
  readonly covariance: readonly number[];
  readonly levels: Readonly<Record<Factor, Readonly<Record<string, Level>>>>;
  /** How far the levels of each factor lie apart (standard deviation on the logit), learned. */
  readonly spread: Readonly<Record<Factor, number>>;
  /** What is left over between like calls once the factors are taken into account (intra-class correlation of the beta-binomial). */
  readonly dispersion: number;
  /** Normal quantile of the interval. */
  readonly z: number;
  readonly came: number;
  readonly missed: number;
}
