// What is said of the table of times, and the words of confidence.

export const RULE_TEXTS = {
  atLine: (line: number, problem: string): string =>
    `Tabella dei tempi di conservazione, riga ${line}: ${problem}`,
  unknownKind: (kind: string): string => `il tipo di dato «${kind}» non esiste.`,
  unknownMeasure: (measure: string): string =>
    `la misura «${measure}» non è tra quelle configurate (o «*» per tutte).`,
  notByMeasure: (kind: string): string => `«${kind}» non dipende dalla misura: scrivere «*».`,
  badMonths: (months: string): string => `«${months}» non è un numero di mesi da 1 a 600.`,
  accessLogTooShort: (least: number): string =>
    `il registro degli accessi si conserva almeno ${least} mesi (Garante, 27 novembre 2008).`,
  noSource: "manca la fonte.",
  badConfidence: (text: string): string => `l’affidabilità «${text}» non è H, M o L.`,
  noRemark: "un tempo non verificato alla fonte deve dirlo nella nota.",
  twice: (kind: string, measure: string): string => `«${kind}» per «${measure}» c’è già.`,
  missing: (kind: string): string =>
    `Tabella dei tempi di conservazione: manca «${kind}» per tutte le misure («*»).`,
  longerThanDossier: (kind: string, measure: string): string =>
    `Tabella dei tempi di conservazione: «${kind}» per «${measure}» dura più del fascicolo che lo contiene.`,
} as const;

export const CONFIDENCE_TEXTS = {
  H: "letto nella fonte",
  M: "riferito da altri, da verificare",
  L: "non verificato: parametro da decidere",
} as const;
