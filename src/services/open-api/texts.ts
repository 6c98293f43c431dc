// What is said to other systems and to whoever registers them.

export const API_TEXTS = {
  unknown: "Il segreto o il token non apre nulla: non c’è, è scaduto, o il sistema è stato chiuso.",
  mustSign: "Questo sistema si presenta con un token firmato, non con il segreto.",
  scope: (scope: string): string => `A questo sistema manca il permesso «${scope}».`,
  office: "Questa sede non è aperta a questo sistema.",
  notHere: "Il caso non c’è, o è di un’altra sede.",
  tooMany: "Troppe richieste nell’ultimo minuto.",
  keyMissing: "Manca l’intestazione Idempotency-Key (da 8 a 100 lettere, cifre, trattini): una per ogni atto.",
  keyReused: "La chiave di idempotenza è già stata usata per un’altra richiesta.",
  reasonMissing: "Per chiedere un’altra data serve il motivo.",
  days: "I giorni vanno dal primo all’ultimo, e sono 62 al più.",
  nameWrong: "Il nome è di lettere minuscole, cifre e trattini, da 3 a 40.",
  nameTaken: "C’è già un sistema con questo nome.",
  scopesWrong: "Indicare almeno un permesso fra quelli previsti.",
  officesWrong: (unknown: string): string => `Sedi sconosciute: ${unknown}.`,
  noClient: "Non c’è un sistema aperto con questo nome.",
  keysWrong: "Il file delle chiavi pubbliche non è un JWKS con chiavi di firma.",
} as const;
