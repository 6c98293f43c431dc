// The clocks of the law, T1 to T14, and those of the passage to the municipality: what a measure says of each, and what a running term is.

import type { DayNumber } from "../calendar/days.ts";
import type { CitationKey, Confidence } from "../law/citation.ts";
import type { IsoDate } from "../notices/types.ts";

/** Every clock, with the number and the Italian name that jurists know it by. T3 and T4 are no terms: they rule how an appointment is made. */
export const CLOCKS = {
  did: { code: "T1", title: "Dichiarazione di immediata disponibilità (DID)" },
  convene: { code: "T2", title: "Convocazione" },
  justify: { code: "T5", title: "Giustificazione dell’assenza" },
  hold: { code: "T6", title: "Attesa prima della segnalazione" },
  report: { code: "T7", title: "Segnalazione" },
  "cancel-report": { code: "T8", title: "Annullamento di una segnalazione inviata" },
  "report-pact": { code: "T9", title: "Comunicazione del patto firmato" },
  "exemption-end": { code: "T10", title: "Fine dell’esonero" },
  "periodic-presence": { code: "T11", title: "Presenza periodica" },
  "reapplication-block": { code: "T12", title: "Nuova domanda dopo la decadenza" },
  "voucher-report": { code: "T13", title: "Assegno di ricollocazione: comunicazione" },
  "voucher-choice": { code: "T13", title: "Assegno di ricollocazione: scelta del soggetto" },
  "social-services": { code: "T14", title: "Primo appuntamento ai servizi sociali" },
  "first-contact": { code: "T14", title: "Primo contatto con il centro per l’impiego" },
  "municipal-answer": { code: "T15", title: "Presa in carico da parte dei servizi del Comune" },
  "pact-after-return": { code: "T16", title: "Patto dopo il ritorno dai servizi del Comune" },
} as const;

export type ClockId = keyof typeof CLOCKS;

/** "date": the term ends on a day that a decision fixes, so no length is counted. */
export type ClockUnit = "calendar-days" | "working-days" | "months" | "hours" | "date";

/** The fact from whose day a clock runs; the day itself is not counted. */
export const CLOCK_STARTS = {
  recognition: "dal riconoscimento del beneficio",
  application: "dalla domanda",
  "pad-signed": "dalla firma del patto di attivazione digitale",
  "sent-to-office": "dalla comunicazione dell’invio al centro per l’impiego",
  "summons-sent": "dall’invio della convocazione",
  appointment: "dall’appuntamento",
  absence: "dal giorno dell’assenza, o da quello in cui cessa l’impedimento",
  ascertainment: "dall’accertamento del fatto",
  "report-sent": "dall’invio della segnalazione",
  "pact-signed": "dalla firma del patto",
  decision: "dal giorno scritto nella decisione",
  "last-presence": "dall’ultima presenza",
  forfeiture: "dalla decadenza",
  "voucher-given": "dal riconoscimento dell’assegno di ricollocazione",
  "sent-to-municipality": "dall’invio ai servizi del Comune",
  "returned-by-municipality": "dal ritorno dai servizi del Comune",
} as const;

export type ClockStart = keyof typeof CLOCK_STARTS;

/** From when a clock runs for benefits granted (or asked for) in a window: transitional rules. Both ends included. */
export interface TransitionalStart {
  readonly basis: "granted" | "applied";
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly startsOn: IsoDate;
  readonly citation: CitationKey;
}

/** What one measure says of one clock. */
export interface Clock {
  /** Whole units; 0 for "date". */
  readonly amount: number;
  readonly unit: ClockUnit;
  readonly start: ClockStart;
  /** A shorter length, in the same unit, for some households. */
  readonly reduced?: { readonly amount: number; readonly when: "minors-or-disabled" };
  /** Whether the windows of suspension stop it. */
  readonly suspended: boolean;
  readonly transitions: readonly TransitionalStart[];
  readonly citation: CitationKey | null;
  readonly confidence: Confidence;
  /** Plain Italian: what it is and, where the norm is silent, who chose it. */
  readonly note: string;
  /** Plain Italian: what is not certain, or on what the sources disagree. Printed on the jurist's page. */
  readonly remark?: string;
}

/** A term as it was opened, and met. Day numbers, so that hundreds of thousands can be looked at again in seconds. */
export interface OpenTerm {
  readonly kind: ClockId;
  /** Day of the fact, or the later one of a transitional rule; not counted. */
  readonly start: DayNumber;
  /** Milliseconds since 1970 of the fact: only clocks in hours have it. */
  readonly startedAt: number | null;
  readonly amount: number;
  readonly unit: ClockUnit;
  readonly suspended: boolean;
  readonly metOn: DayNumber | null;
  /** Kind of the act that met it. */
  readonly metBy: string | null;
  readonly citation: CitationKey | null;
  readonly startCitation: CitationKey | null;
}

export type TermState = "running" | "suspended" | "met" | "expired";

/** A term as it stands at a moment. */
export interface TermView {
  readonly term: OpenTerm;
  readonly state: TermState;
  /** Last good day. */
  readonly due: DayNumber;
  /** Days from today to the due day; negative when it has passed. */
  readonly daysLeft: number;
  /** Days taken out by suspensions between start and due day. */
  readonly suspendedDays: number;
  /** Met after its due day. */
  readonly late: boolean;
}
