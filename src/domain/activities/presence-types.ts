// The words of the periodic presence (T11) of measures that ask one: states, acts, guards, effects, facts, and what is stored.

import type { JustifiedReason } from "../measures/words.ts";
import type { IsoDate } from "../notices/types.ts";

export type PresenceState = "none" | "running" | "missed" | "ended";
export type PresenceAct =
  | "begin"
  | "record-presence"
  | "record-missed"
  | "justify"
  | "correct-missed"
  | "end";
export type PresenceGuard =
  | "measure-asks"
  | "person-bound"
  | "pact-signed"
  | "day-plausible"
  | "term-over"
  | "duty-holds"
  | "reminded"
  | "reason-given"
  | "reason-listed"
  | "evidence-seen"
  | "not-yet-reported";
export type PresenceTerm = "periodic-presence";
export type PresenceEffect = "fact-for-conditionality" | "close-fact" | "desk-task";

/** Made by `presenceContext`. Whatever is not known is null or false, and its guard fails. */
export interface PresenceContext {
  readonly measureAsks: boolean;
  readonly bound: boolean;
  readonly pactSigned: boolean;
  readonly dayPlausible: boolean;
  readonly termOver: boolean;
  /** Obliged on the last day of the term, and the measure knows the breach; null when not known. */
  readonly duty: boolean | null;
  /** The person was told of the day by which to come. */
  readonly reminded: boolean;
  readonly reason: string;
  readonly reasonListed: boolean;
  readonly evidenceSeen: boolean;
  readonly reported: boolean | null;
}

export interface PresenceData {
  readonly startedOn: IsoDate | null;
  /** The term runs from it: the last presence, the pact at the beginning, the end of an impediment. */
  readonly lastOn: IsoDate | null;
  /** In order; all but the beginning. */
  readonly presences: readonly { readonly on: IsoDate; readonly how: PresenceKind }[];
  /** Last days of the terms that were missed. */
  readonly missed: readonly IsoDate[];
  readonly endedOn: IsoDate | null;
  readonly reason: string;
}

/** Where the person was present: at the office, at a provider, at an activity of the pact, or confirming on the platform. */
export const PRESENCE_KINDS = {
  office: "al centro per l’impiego",
  provider: "presso un soggetto accreditato",
  activity: "a un’attività del patto",
  platform: "con la conferma sulla piattaforma",
} as const;
export type PresenceKind = keyof typeof PRESENCE_KINDS;

export const BLANK_PRESENCE: PresenceData = {
  startedOn: null,
  lastOn: null,
  presences: [],
  missed: [],
  endedOn: null,
  reason: "",
};

interface Dated {
  readonly on: IsoDate;
}

/** Payload of each act; `on` is the day of the fact. */
export interface PresenceInputs {
  /** `on`: the day the pact was signed, or of the last presence known. */
  readonly begin: Dated;
  readonly "record-presence": Dated & { readonly how: PresenceKind };
  /** `dueOn` is put in by the service: the last day of the term. */
  readonly "record-missed": Dated & {
    readonly dueOn: IsoDate;
    readonly reminded: boolean;
    readonly reason: string;
  };
  /** `on`: the day on which the impediment ended, from which the term runs anew. */
  readonly justify: Dated & { readonly justifiedReason: JustifiedReason; readonly evidenceSeen: boolean };
  /** Recorded as missed by mistake: `on` is the day of the presence that was overlooked. */
  readonly "correct-missed": Dated & { readonly reason: string };
  readonly end: Dated & { readonly reason: string };
}

/** The fields of every act's input together: on the form some may not be filled in yet. */
export interface PresenceFields {
  readonly on?: IsoDate;
  readonly how?: PresenceKind;
  readonly reminded?: boolean;
  readonly justifiedReason?: JustifiedReason | null;
  readonly evidenceSeen?: boolean;
  readonly reason?: string;
}
