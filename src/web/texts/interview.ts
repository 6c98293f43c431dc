// Words of the first interview's page.

import { clock, shortDay } from "../format.ts";

export const INTERVIEW = {
  title: "Primo colloquio",
  titleOf: (name: string): string => `Primo colloquio: ${name}`,
  back: "Torna alla scheda",
  lead: {
    identity: "Confermare il documento e i recapiti con la persona, poi Invio.",
    did: "Prendere la DID e farla firmare, poi Invio.",
    household: "Verificare con la persona esclusioni ed esoneri di ogni componente, poi Invio.",
    index: "Completare le risposte che mancano: il resto viene dalla notifica.",
    assessment: "Giudicare le aree, spuntare le fonti e decidere.",
    outcome: "Scegliere come si prosegue, fra le vie aperte.",
    pact: "Rivedere gli impegni con la persona, fissare il prossimo appuntamento e concordare.",
    done: "Il colloquio ha il suo esito: raccogliere le firme e concludere.",
    closed: "Il colloquio è concluso.",
    stuck: "Nessun passo è aperto: leggere perché accanto a ciascuno.",
  },
  steps: "Passi",
  states: { done: "fatto", todo: "da fare", blocked: "non ancora", closed: "non serve" } as const,
  stepOf: (at: number, of: number): string => `Passo ${at} di ${of}`,
  doneAt: (at: string): string => `fatto alle ${clock(at)}`,
  doneBy: (who: string): string => `da ${who}`,
  again: "Il passo è già fatto: si può rifare se qualcosa è cambiato.",
  noForm: "In questo passo non c’è niente da compilare adesso.",
  confirm: {
    identity: "Confermo identità e recapiti",
    did: "Registra la DID",
    household: "Nucleo verificato",
    index: "Chiedi l’indice",
    indexAnswer: "Registra la risposta",
    assessment: "Decidi il profilo",
    outcome: "Invia ai servizi del Comune",
    pact: "Concorda il patto",
  },
  enter: "Invio",
  sending: "Si registra…",
  lost: "La risposta del server non è arrivata. Riprovare: se il passo era già registrato, non si ripete.",
  finish: "Concludi il colloquio",
  finishTitle: "Esito del colloquio",
  finishHelp: (outcome: string): string =>
    `Risulta: ${outcome}. Concluso il colloquio, la bozza è tolta; gli atti restano nel fascicolo.`,
  closedBy: (outcome: string, who: string, day: string): string =>
    `Concluso il ${shortDay(day)} da ${who}. Esito: ${outcome}.`,
  summary: "In sintesi",
  measure: "Beneficio",
  born: "Nascita",
  residence: "Residenza",
  dataFrom: (day: string): string => `dalla notifica del ${shortDay(day)}`,
  applicant: "richiedente",
  member: "componente",
  started: "Cominciato",
  startedBy: (who: string, day: string): string => `${shortDay(day)}, ${who}`,
  notStarted: "non ancora",
  meeting: "Prossimo appuntamento",
  noMeeting: "nessuno",
  keys: "Tasti",
  keyList: [
    ["Invio", "conferma il passo"],
    ["Ctrl + Invio", "conferma anche da un testo lungo"],
    ["Alt + 1 … 7", "va al passo"],
    ["Alt + 0", "va al prossimo passo da fare"],
    ["Frecce", "scelgono fra le voci"],
  ] as const,
} as const;

export const DRAFT = {
  clean: "Nessuna modifica da salvare",
  saving: "Si salva…",
  saved: (at: string): string => `Salvato alle ${clock(at)}`,
  unsaved: "Non salvato: riprovo",
  unsavedHelp: "Quanto è scritto resta in questa scheda del browser finché il server non risponde.",
  sessionOver: "Non salvato: la sessione è finita. Quanto è scritto resta qui; rientrando si salva da solo.",
  resumed: (who: string, at: string): string => `Si riprende da quanto ha scritto ${who} alle ${clock(at)}.`,
  resumedMine: (at: string): string => `Si riprende da quanto era stato scritto alle ${clock(at)}.`,
  restored: "Si riprende da quanto era rimasto in questa scheda del browser.",
  busyTitle: (who: string): string => `${who} sta scrivendo adesso`,
  busy: (who: string, at: string): string =>
    `Ultimo salvataggio di ${who} alle ${clock(at)}. Si può leggere, oppure riprendere da lì: chi scriveva sarà avvisato.`,
  overtakenTitle: (who: string): string => `${who} ha preso in mano la compilazione`,
  overtaken: (who: string, at: string): string =>
    `${who} ha salvato alle ${clock(at)}. Quanto è stato scritto qui non è perso: scegliere da che cosa proseguire.`,
  gone: "Il passo è stato concluso da un altro operatore. Quanto è stato scritto qui resta finché non si ricarica.",
  takeOver: "Riprendi da lì",
  keepMine: "Prosegui con quanto ho scritto io",
  read: "Solo leggere",
  reading: "Sola lettura: i campi non si modificano.",
  stopReading: "Riprendi a scrivere",
  reload: "Ricarica",
} as const;

export const HOUSEHOLD = {
  title: "Componenti",
  bound: "tenuto agli obblighi",
  notBound: "non tenuto",
  born: (day: string): string => `nascita ${shortDay(day)}`,
  nothing: "Nessuna esclusione e nessun esonero.",
  open: (name: string): string => `Registra un fatto per ${name}`,
  close: (name: string): string => `Chiudi: ${name}`,
  limits: "Esoneri con un limite",
  full: "limite raggiunto",
  holders: "Lo ha già:",
  nobody: "Nessuno nel nucleo lo ha.",
  evidence: (text: string): string => `Prova: ${text}`,
  confirmTitle: "Verifica",
} as const;

export const OUTCOME = {
  ways: "Vie",
  open: "aperta",
  shut: "chiusa",
  taken: "scelta",
  fill: "Compila l’invio ai servizi del Comune",
  goPact: "Vai al patto",
} as const;

export const PACT_STEP = {
  sign: "Firme",
  help: "Il patto è concordato. Si stampa e si firma su carta, oppure si firma sullo schermo con un codice.",
  papers: "Documenti da stampare e firmare",
} as const;
