// The kinds of data that have a time of their own, and from when it runs.

/** For each kind: what the reader of the table is told it is, and from when its time runs. */
export const RETENTION_KINDS = {
  dossier: {
    title: "Fascicolo: persone, benefici, casi, atti, convocazioni, messaggi",
    from: "dall’ultimo fatto di tutto il nucleo e delle domande che continua",
    byMeasure: true,
  },
  "restricted-document": {
    title: "Documenti riservati (salute, disabilità, cura)",
    from: "dalla scadenza del documento o, se non scade, da quando è stato caricato o valutato",
    byMeasure: true,
  },
  document: {
    title: "Altri documenti",
    from: "dalla scadenza del documento o, se non scade, da quando è stato caricato o valutato",
    byMeasure: true,
  },
  "message-text": {
    title: "Testo, destinatario e ricevute dei messaggi",
    from: "dal giorno in cui il messaggio doveva partire",
    byMeasure: true,
  },
  "old-contact": {
    title: "Recapiti sostituiti",
    from: "dal giorno in cui il recapito era stato comunicato",
    byMeasure: false,
  },
  "notice-version": {
    title: "Versioni superate delle notifiche",
    from: "dal giorno dell’invio della versione",
    byMeasure: true,
  },
  "rejected-row": {
    title: "Righe di file scartate",
    from: "dal giorno in cui il file è stato letto la prima volta",
    byMeasure: false,
  },
  "unmatched-receipt": {
    title: "Ricevute e messaggi dei gateway che non corrispondono a nessun messaggio",
    from: "dal giorno in cui sono arrivati",
    byMeasure: false,
  },
  "access-log": {
    title: "Registro degli accessi e segnalazioni di accessi insoliti",
    from: "dal giorno dell’accesso",
    byMeasure: false,
  },
  "subject-request": {
    title: "Richieste degli interessati",
    from: "dal giorno della risposta",
    byMeasure: false,
  },
} as const satisfies Readonly<
  Record<string, { readonly title: string; readonly from: string; readonly byMeasure: boolean }>
>;

export type RetentionKind = keyof typeof RETENTION_KINDS;

export const RETENTION_KIND_NAMES = Object.keys(RETENTION_KINDS) as RetentionKind[];

export function isRetentionKind(text: string): text is RetentionKind {
  return Object.hasOwn(RETENTION_KINDS, text);
}
