// What the retention says of itself.

export const RETENTION_TEXTS = {
  noFile: (path: string): string =>
    `La tabella dei tempi di conservazione «${path}» non si legge: indicarne un’altra con --rules.`,
  noColumn: (column: string, path: string): string =>
    `Nella tabella dei tempi «${path}» manca la colonna «${column}».`,
  notATable: (path: string): string => `«${path}» non è una tabella CSV.`,
  running: "Una cancellazione è già in corso: attendere che finisca.",
  unlisted: (tables: readonly string[]): string =>
    `Il database ha tabelle di cui il programma non sa se contengono persone (${tables.join(", ")}): non si cancella e non si consegna nulla finché non è scritto.`,
  notProven: (where: string): string =>
    `La cancellazione non è provata: restano righe senza la loro persona (${where}). Avvisare chi mantiene Convoca.`,
} as const;

/** Why a dossier whose time is over stays. */
export const HELD_TEXTS: Readonly<Record<string, string>> = {
  restricted: "trattamento limitato su richiesta della persona",
  asked: "una richiesta della persona è ancora aperta",
  appointment: "c’è un appuntamento da tenere",
  term: "corre ancora un termine",
  leaving: "un messaggio sta per partire",
};
