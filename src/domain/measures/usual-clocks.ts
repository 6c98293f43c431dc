// Clocks that more than one measure has in the same words: hold, cancellation, end of an exemption, justification.

import type { Clock } from "./clock-types.ts";

/** T5. One day after the absence, or after the end of the impediment: the start is moved by whoever opens the term. */
export const JUSTIFY = {
  amount: 1,
  unit: "calendar-days",
  start: "absence",
  suspended: true,
  transitions: [],
  citation: "DELIBERA_ANPAL_54_2019",
  confidence: "secondary",
  note: "Entro il giorno dopo l’appuntamento o, se l’impedimento dura, entro il giorno dopo la sua fine",
  remark:
    "Le fonti non concordano: la stampa del 2020 parla di 12 ore e di 48 ore. Si applica la fine del giorno dopo, la lettura più favorevole che una norma regge.",
} as const satisfies Clock;

/** T6. */
export const HOLD = {
  amount: 48,
  unit: "hours",
  start: "absence",
  suspended: true,
  transitions: [],
  citation: null,
  confidence: "secondary",
  note: "Quarantotto ore fra l’assenza e la segnalazione: prima nessuno può segnalare",
  remark: "Il valore è riferito dalla stampa di febbraio 2020; il testo della norma non è stato letto.",
} as const satisfies Clock;

/** T8. */
export const CANCEL_REPORT = {
  amount: 10,
  unit: "calendar-days",
  start: "report-sent",
  suspended: false,
  transitions: [],
  citation: "ANPAL_CONDIZIONALITA",
  confidence: "primary",
  note: "Una segnalazione inviata si annulla una volta sola, entro dieci giorni; non si modifica mai",
  remark:
    "Letto nel comportamento di un solo sistema regionale; da quale giorno si conti i dieci giorni (pare dall’invio) non è stato letto.",
} as const satisfies Clock;

/** T10. */
export const EXEMPTION_END = {
  amount: 0,
  unit: "date",
  start: "decision",
  suspended: false,
  transitions: [],
  citation: "CIRC_ANPAL_3_2019",
  confidence: "inferred",
  note: "L’esonero finisce nel giorno scritto nella decisione; poi la persona torna fra quelle da convocare",
  remark: "Durate e verifiche di rinnovo non sono state trovate nelle fonti: la data la scrive chi decide.",
} as const satisfies Clock;

/** T7 where no norm was read: the value known for the reddito di cittadinanza. */
export const REPORT_AS_RDC = {
  amount: 10,
  unit: "working-days",
  start: "ascertainment",
  suspended: true,
  transitions: [],
  citation: null,
  confidence: "unverified",
  note: "Dieci giorni lavorativi dall’accertamento, come per il reddito di cittadinanza: scelta della Regione",
  remark: "Nessuna fonte letta fissa questo termine per la misura.",
} as const satisfies Clock;
