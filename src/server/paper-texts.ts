// What is answered when an act on an issued paper is done.

export const PAPER_ROUTE_TEXTS = {
  issued: "Il documento è emesso e conservato: si può scaricare e stampare.",
  alreadyIssued: "Questo stesso testo era già stato emesso: è lo stesso documento.",
  scanned: "Il foglio firmato è conservato con il documento. Ora si può registrare la firma.",
  codeSent: (tail: string): string =>
    `Il codice è stato mandato al cellulare che finisce con ${tail}. Vale dieci minuti.`,
  signed: "La firma della persona è registrata, con ciò che la prova. Ora firma il centro per l’impiego.",
  officeSigned: "Il patto è in vigore, firmato da entrambi.",
} as const;
