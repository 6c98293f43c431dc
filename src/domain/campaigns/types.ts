// A campaign as data: what is done with the chosen people, within which limits, in which state it is.

import type { IsoDate, IsoInstant } from "../notices/types.ts";

export const CAMPAIGN_ACTIONS = ["convene", "bring-forward", "remind"] as const;
/** "bring-forward": the members whom the household rule leaves for the second wave are called now. "remind": the reminder of a date given leaves before its hour. */
export type CampaignAction = (typeof CAMPAIGN_ACTIONS)[number];

export const CAMPAIGN_STATES = ["draft", "proposed", "running", "paused", "stopping", "done", "stopped"] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

export const PERSON_STATES = ["out", "cannot", "ready", "waiting", "planned", "told", "skipped", "withdrawn"] as const;
export type PersonState = (typeof PERSON_STATES)[number];

export interface CampaignLimits {
  /** Appointments (given, or reminded of) from this day to this one, both included. */
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
  /** "HH:MM" on Rome's wall: messages leave from, and before. Within the hours in which messages may leave at all. */
  readonly sendFrom: string;
  readonly sendTo: string;
  readonly messagesPerHour: number;
  /** People written to in one day. */
  readonly peoplePerDay: number;
  /** Messages to one telephone, whoever sends them: beyond these the campaign waits. */
  readonly perPhonePerDay: number;
  readonly perPhonePerHour: number;
  /** Price of one part of an SMS, in thousandths of a euro. */
  readonly partPrice: number;
}

/** Why somebody is not called by this campaign, though chosen. */
export const OUT_REASONS = [
  "not-bound", "released", "superseded", "restricted", "other-measure", "already-convened", "other-campaign", "not-first", "first-of-household",
  "not-convened", "reminded", "wants-none", "outside-days",
] as const;
/** Why nothing can be sent to somebody who should be called. */
export const CANNOT_REASONS = ["unreachable", "no-seat"] as const;
/** What had changed when their turn came. */
export const SKIP_REASONS = ["seat-taken", "told-by-hand", "too-late", "gone", "unreachable", "already-convened", "other-campaign", "not-bound", "released", "superseded", "restricted", "not-first", "first-of-household"] as const;
export const WITHDRAWN_REASONS = ["stopped", "seat-kept"] as const;

export type OutReason = (typeof OUT_REASONS)[number];
export type CannotReason = (typeof CANNOT_REASONS)[number];
export type SkipReason = (typeof SKIP_REASONS)[number];

export interface PreviewOffice {
  readonly officeId: string;
  readonly people: number;
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
}

/** What the preview says; the people behind each number are kept one by one. */
export interface CampaignPreview {
  readonly chosen: number;
  readonly ready: number;
  readonly cannot: Readonly<Record<string, number>>;
  readonly out: Readonly<Record<string, number>>;
  /** Of the ready ones, those whose date comes after their term. */
  readonly late: number;
  readonly offices: readonly PreviewOffice[];
  readonly sms: number;
  readonly emails: number;
  /** Whom the next step of the measure tells: by certified mail, by the post. Absent in previews made before they counted. */
  readonly pec?: number;
  readonly letters?: number;
  readonly parts: number;
  /** Thousandths of a euro. */
  readonly cost: number;
  /** First and last sending, if it began at once; null when nobody is written to. */
  readonly sendsFrom: IsoInstant | null;
  readonly sendsTo: IsoInstant | null;
  /** How many people are written to on each day. */
  readonly days: readonly { readonly day: IsoDate; readonly people: number }[];
  /** Messages that wait for their turn on a telephone that serves several. */
  readonly phoneWaits: number;
}
