// Words of the pages on issued papers and on signing them.

export { PAPER_NAMES } from "../../domain/papers/texts.ts";

const triesText = (tries: number): string => (tries === 1 ? "un tentativo" : `${tries} tentativi`);

export const PAPERS = {
  title: "Documenti emessi",
  lead: "Qui si leggono, si emettono e si fanno firmare i documenti della persona. Ogni documento emesso resta com’è: se il testo cambia se ne emette un altro.",
  back: "Torna alla scheda",
  link: "Documenti emessi",
  toIssue: "Da emettere",
  nothingToIssue: "Nessuna pratica ha ora un testo da mettere su un documento.",
  nothingToIssueHelp:
    "Il documento nasce dall’atto: prima si registra la DID, il patto, l’esonero o l’appuntamento.",
  issued: "Emessi",
  caption: "Documenti emessi, dal più recente",
  empty: "Nessun documento emesso.",
  emptyHelp: "Il primo si emette qui sopra, quando il testo è definitivo.",
  read: "Leggi il testo",
  readOne: (what: string): string => `Leggi il testo: ${what}`,
  draft: "Scarica la bozza",
  draftOne: (what: string): string => `Scarica la bozza: ${what}`,
  draftDone: "Bozza scaricata: serve a leggere, non si firma.",
  issue: "Emetti",
  issueOne: (what: string): string => `Emetti: ${what}`,
  issuing: "Emissione in corso…",
  final: "testo definitivo",
  notFinal: "solo bozza: il testo non è definitivo",
  alreadyIssued: "già emesso",
  restricted: "riservato: lo apre chi ha il permesso",
  state: (state: string): string => `Pratica: ${state}`,
  columns: { paper: "Documento", issued: "Emesso", signature: "Firma", act: "Azioni" },
  number: (number: number): string => `n. ${number}`,
  by: (who: string): string => `da ${who}`,
  digest: "Impronta",
  digestHelp:
    "È stampata in fondo a ogni pagina e scritta nel registro degli atti: se il testo cambia, cambia.",
  onScreen: "firmato sullo schermo",
  onPaper: "foglio firmato riportato",
  toSign: "da firmare",
  noSignature: "–",
  erased: "contenuto cancellato",
  download: "Scarica il PDF",
  downloadOne: (what: string): string => `Scarica il PDF: ${what}`,
  downloaded: "Documento scaricato: l’apertura è nel registro degli accessi.",
  sign: "Fai firmare",
  signOne: (what: string): string => `Fai firmare: ${what}`,
  signTitle: "Far firmare il documento",
  signExplain:
    "La persona può firmare sullo schermo, con un codice mandato al suo cellulare, oppure su carta: il foglio firmato si riporta in scansione.",
  screenWay: "Sullo schermo",
  screenExplain:
    "Si apre una pagina con il solo documento: la persona lo legge, riceve il codice e lo scrive.",
  openSigning: "Apri la pagina della firma",
  paperWay: "Su carta",
  paperExplain: "Stampare il documento, farlo firmare, poi caricare qui la scansione o la fotografia.",
  scan: "Riporta il foglio firmato",
  scanOne: (what: string): string => `Riporta il foglio firmato: ${what}`,
  scanTitle: "Riporta il foglio firmato",
  scanExplain: "La scansione resta con il documento di cui è il foglio firmato.",
  file: "Scansione o fotografia",
  choose: "Scegli il file",
  nothingChosen: "Nessun file scelto",
  fileHelp: "PDF o fotografia (JPEG, PNG, HEIC), fino a 10 MB.",
  noFile: "Scegliere il file.",
  send: "Carica",
  sending: "Caricamento in corso…",
  on: "Giorno della firma",
  record: "Carica e registra la firma della persona",
  recording: "Registrazione in corso…",
} as const;

export const SIGNING = {
  title: "Leggi e firma",
  lead: "Leggi il documento fino in fondo, con calma. Se qualcosa non è chiaro, chiedi a chi ti sta seguendo: puoi anche non firmare.",
  panel: "Firma",
  askCode: "Manda il codice al mio cellulare",
  asking: "Invio in corso…",
  askAgain: "Manda un altro codice",
  explain: "Per firmare ricevi un SMS con sei cifre, che valgono solo per questo testo e per dieci minuti.",
  sent: (tail: string): string => `Codice mandato al cellulare che finisce con ${tail}.`,
  left: (minutes: number, seconds: number): string =>
    `Vale ancora ${minutes}:${String(seconds).padStart(2, "0")}.`,
  over: "Il codice è scaduto: chiederne un altro.",
  triesLeft: (tries: number): string => `Restano ${triesText(tries)}.`,
  spent: "Il codice è stato sbagliato troppe volte: chiederne un altro.",
  notDelivered: "Il messaggio non è arrivato al telefono: controllare il numero, o firmare su carta.",
  code: "Codice ricevuto per SMS",
  codeHelp: "Sei cifre. Nessuno deve conoscerle: scrivile tu.",
  sign: "Firmo",
  signing: "Firma in corso…",
  doneTitle: "Hai firmato",
  done: "La tua firma è registrata. Ora firma il centro per l’impiego, e ricevi la tua copia.",
  giveBack: "Restituisci il dispositivo a chi ti segue.",
  back: "Torna alla scheda (operatore)",
  digest: (digest: string): string => `Impronta del testo: ${digest}`,
} as const;

/** Of the paper on screen, what its PDF has no words for. */
export const READING = {
  signatures: (names: string): string => `Firme: ${names}.`,
  law: (law: string): string => `Norma: ${law}`,
} as const;
