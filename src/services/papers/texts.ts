// What is said of issued papers and of signing on screen, where the papers themselves say nothing.

const count = (tries: number): string => (tries === 1 ? "un tentativo" : `${tries} tentativi`);

export const PAPER_TEXTS = {
  caseNotHere: "Il fascicolo non è tra quelli di questa sede.",
  itemNotHere: "La pratica non è in questo fascicolo, oppure è di un tipo che non ha un documento da emettere.",
  nothingToSay: "Qui non c’è ancora nulla da scrivere su un documento: prima va registrato l’atto.",
  onlyDraft: "Il testo non è ancora definitivo: si può guardare la bozza, non emettere il documento. Registrare prima l’accordo o l’approvazione.",
  noSeat: (office: string): string => `L’ufficio ${office} non ha un indirizzo in questa data: completare la tabella delle sedi.`,
  changed: "La pratica è cambiata mentre il documento si componeva: riguardare l’anteprima ed emetterlo di nuovo.",
  notHere: "Questo documento non esiste, oppure non è di un fascicolo di questa sede.",
  restricted: "Questo documento è riservato: lo apre solo chi ha il permesso per i documenti riservati.",
  why: (title: string): string => `documento emesso: ${title}`,
  fileName: (title: string, number: number): string => `${title} ${number}.pdf`,
  draftName: (title: string): string => `${title} (bozza).pdf`,
  scanName: (title: string): string => `${title}, firmato`,
} as const;

export const SIGNING_TEXTS = {
  scanMissing: "Prima va caricata la scansione del foglio firmato: la firma si registra con ciò che la prova.",
  scanIsText: "Un testo non può essere il foglio firmato: caricare la scansione in PDF o la fotografia.",
  notSigned: "Questo documento non si firma sullo schermo: solo il patto.",
  notToSign: "In questo momento il patto non è da firmare da parte della persona: la firma c’è già, oppure il testo non è ancora concordato.",
  textChanged: "Il testo è cambiato dopo l’emissione di questo documento: emetterlo di nuovo, farlo leggere e mandare un nuovo codice.",
  noMobile: "La persona non ha un cellulare utilizzabile: correggere il recapito, oppure firmare su carta e riportare la scansione.",
  sharedMobile: "Il cellulare è di più persone: il codice non proverebbe chi firma. Firmare su carta e riportare la scansione.",
  noSms: "Gli SMS non sono configurati, o il canale è fermo: il codice non arriverebbe in tempo. Firmare su carta e riportare la scansione.",
  quiet: "A quest’ora i messaggi non partono: il codice non arriverebbe in tempo. Firmare su carta e riportare la scansione.",
  restricted: "Il trattamento dei dati di questa persona è limitato: nulla le viene inviato. Firmare su carta.",
  tooMany: "Per questa persona sono già stati mandati troppi codici nell’ultima ora: riprovare più tardi, o firmare su carta.",
  noCode: "Per questo documento non è stato mandato nessun codice, oppure è stato sostituito: mandarne uno nuovo.",
  replaced: "È stato mandato un codice più recente: usare l’ultimo SMS ricevuto.",
  expired: "Il codice è scaduto dopo dieci minuti: mandarne uno nuovo.",
  spent: "Il codice è stato sbagliato tre volte e non vale più: mandarne uno nuovo.",
  wrong: (left: number): string => `Il codice non è quello mandato: ${left === 1 ? "resta" : "restano"} ${count(left)}.`,
  unreadable: "Il codice è di sei cifre: controllare e riscriverlo.",
  done: "Questo documento è già stato firmato dalla persona con il codice.",
} as const;
