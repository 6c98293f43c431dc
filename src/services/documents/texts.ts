// What is said of keys and of documents, where the rules of their content say nothing.

export const KEY_TEXTS = {
  unreadable: (where: string): string =>
    `Le chiavi dei documenti in «${where}» non sono leggibili: serve JSON con «current» e «keys».`,
  badKey: (version: string, where: string): string =>
    `La chiave «${version}» in «${where}» non è di 32 byte in base64.`,
  noCurrent: (where: string): string => `In «${where}» manca la chiave indicata come corrente («current»).`,
  missing: (version: string, where: string): string =>
    `La chiave «${version}» non è in «${where}»: rimetterla, altrimenti i documenti che la usano non si aprono.`,
  noFile: (path: string): string =>
    `Manca il file delle chiavi dei documenti «${path}»: crearlo con «convoca keys new», o rimettere quello salvato a parte.`,
  notGiven:
    "Le chiavi dei documenti non sono configurate: indicare CONVOCA_KEYS_FILE (un file) o CONVOCA_KEYS (il suo contenuto). Finché mancano nessun documento si carica o si apre.",
  openToOthers: (path: string): string =>
    `Il file delle chiavi «${path}» è leggibile da altri utenti della macchina: dare i permessi 600.`,
  isCurrent: (version: string): string =>
    `La chiave «${version}» è quella corrente: prima crearne una nuova.`,
  wrongKey: (version: string): string =>
    `La chiave «${version}» non è quella con cui i documenti sono stati chiusi: rimettere quella giusta.`,
  altered: (id: string): string =>
    `Il documento ${id} nel database è stato alterato o è incompleto: non si apre. Avvisare l’amministratore.`,
  inUse: (version: string, documents: string): string =>
    `La chiave «${version}» serve ancora a ${documents} documenti: prima «convoca keys rotate».`,
  fromEnvironment: "Le chiavi sono nell’ambiente (CONVOCA_KEYS): cambiarle lì, poi «convoca keys rotate».",
} as const;

export const SERVICE_TEXTS = {
  caseNotHere: "Il fascicolo non è tra quelli di questa sede.",
  notHere: "Questo documento non esiste, oppure non è di un fascicolo di questa sede.",
  erased:
    "Il contenuto di questo documento è stato cancellato alla fine del suo tempo di conservazione: restano esito e scadenza.",
  tooMany: (most: number): string =>
    `Il fascicolo ha già ${most} documenti: cancellare o chiedere all’amministrazione.`,
  reasonNeeded:
    "Scrivere perché si apre il documento (almeno 5 caratteri): resta nel registro degli accessi.",
  evidenceUnreadable:
    "Il riferimento al documento non è leggibile: scegliere di nuovo il documento dall’elenco.",
  evidenceNotHere:
    "Il documento indicato come prova non è in questo fascicolo, o il suo contenuto è stato cancellato.",
  evidenceContradicts:
    "Su questo documento è già scritto un altro esito: verificare, e se serve cambiarlo sul documento.",
  unnamed: "documento",
} as const;
