// Requests about one's own data, in words.

import type { RequestAnswer, RequestChannel, RequestKind } from "./types.ts";

export const REQUEST_KIND_TEXTS: Readonly<Record<RequestKind, string>> = {
  access: "Accesso ai propri dati",
  rectification: "Rettifica",
  erasure: "Cancellazione",
  restriction: "Limitazione del trattamento",
  portability: "Portabilità",
  objection: "Opposizione",
};

export const REQUEST_CHANNEL_TEXTS: Readonly<Record<RequestChannel, string>> = {
  desk: "di persona",
  email: "e-mail",
  pec: "PEC",
  letter: "lettera",
};

export const REQUEST_STATE_TEXTS: Readonly<Record<RequestAnswer | "open", string>> = {
  open: "aperta",
  granted: "accolta",
  partly: "accolta in parte",
  refused: "respinta",
};

export const REQUEST_TEXTS = {
  badDate: "La data di arrivo non può essere: deve stare fra un anno fa e oggi.",
  extendedAlready: "Il termine è già stato prorogato: la proroga è una sola.",
  extendedLate: "Il termine è passato: la proroga andava comunicata prima.",
  notHere: "Questa richiesta non esiste.",
  answered: "A questa richiesta è già stato risposto.",
  nobody:
    "Nessuna persona con questo codice fiscale è nell’archivio: si può solo rispondere che non si conserva nulla.",
  noChange: "Non è indicato nulla da correggere.",
  badName: "Cognome e nome si scrivono con lettere, apostrofi, trattini e spazi.",
  badBirth: "La data di nascita non può essere.",
  badMunicipality: "Il comune non è fra quelli esistenti: sceglierlo dall’elenco.",
  taxCodeTaken: "Questo codice fiscale è già di un’altra persona dell’archivio: sono forse la stessa, e vanno guardate insieme prima di rettificare.",
  moved: (cases: number): string => (cases === 1 ? "Il caso è passato alla sede competente." : `${cases} casi sono passati alla sede competente.`),
  left: (cases: number): string => (cases === 1 ? "Il caso è uscito dalla Regione." : `${cases} casi sono usciti dalla Regione.`),
  sameOffice: "La sede competente resta la stessa.",
  notMoved: (why: string): string => `Un caso non è passato di sede: ${why}`,
  badAddress: "L’indirizzo va scritto con la via e un CAP di cinque cifre.",
  contactUnknown: "Questo recapito non è fra quelli della persona.",
  restrictedAlready: "Il trattamento di questa persona è già limitato.",
  notRestricted: "Il trattamento di questa persona non è limitato.",
  badTaxCode: "Il codice fiscale non è scritto bene: controllarlo.",
} as const;
