// Words of campaigns: what they do, their states, why somebody is left out and what mends it, what cannot be done.

import type { CampaignAction, CampaignState, PersonState } from "./types.ts";

export const ACTION_TEXTS: Readonly<Record<CampaignAction, { readonly title: string; readonly help: string }>> = {
  convene: { title: "Convocare", help: "Una persona per nucleo riceve un posto in agenda e la convocazione." },
  "bring-forward": { title: "Anticipare gli altri componenti", help: "I componenti che la regola del nucleo lascia al secondo giro sono convocati adesso." },
  remind: { title: "Ricordare l’appuntamento", help: "Chi è già convocato riceve adesso il suo promemoria; quello automatico non parte una seconda volta." },
};

export const STATE_TEXTS: Readonly<Record<CampaignState, string>> = {
  draft: "In preparazione",
  proposed: "Da approvare",
  running: "In corso",
  paused: "In pausa",
  stopping: "Si sta fermando",
  done: "Finita",
  stopped: "Fermata",
};

export const PERSON_TEXTS: Readonly<Record<PersonState, string>> = {
  out: "Lasciata fuori",
  cannot: "Non si può",
  ready: "Pronta",
  waiting: "In attesa del posto",
  planned: "Posto tenuto, da avvisare",
  told: "Messaggio affidato agli invii",
  skipped: "Saltata",
  withdrawn: "Ritirata",
};

export interface ReasonText {
  readonly title: string;
  /** The act that mends it; null where nothing is to be mended. */
  readonly mend: string | null;
}

export const REASON_TEXTS: Readonly<Record<string, ReasonText>> = {
  "not-bound": { title: "Non è tenuta agli obblighi", mend: null },
  released: { title: "È esonerata, esclusa, o il suo percorso è chiuso o altrove", mend: null },
  superseded: { title: "Ha un beneficio più recente: si convoca con quello", mend: null },
  restricted: { title: "Il trattamento dei suoi dati è limitato", mend: "Togliere la limitazione dalla richiesta dell’interessato, se non serve più" },
  "other-measure": { title: "È di un’altra misura", mend: "Fare una campagna a parte per quella misura" },
  "already-convened": { title: "Ha già una convocazione aperta o un posto in agenda", mend: null },
  "other-campaign": { title: "È già in un’altra campagna in corso", mend: "Attendere la fine dell’altra campagna, o fermarla" },
  "not-first": { title: "Si convoca prima un altro componente del nucleo", mend: "Usare «Anticipare gli altri componenti»" },
  "first-of-household": { title: "È il primo del suo nucleo: si convoca con una campagna ordinaria", mend: "Usare «Convocare»" },
  "not-convened": { title: "Non ha un appuntamento da ricordare", mend: "Usare «Convocare»" },
  reminded: { title: "Ha già ricevuto il promemoria di questo appuntamento", mend: null },
  "wants-none": { title: "Ha chiesto di non ricevere promemoria", mend: null },
  "outside-days": { title: "L’appuntamento è fuori dai giorni scelti", mend: "Allargare i giorni degli appuntamenti" },
  unreachable: { title: "Nessun recapito a cui scrivere", mend: "Aggiornare i recapiti dalla scheda, o convocarla allo sportello o per lettera" },
  "no-seat": { title: "Nessun posto libero nei giorni scelti", mend: "Aprire posti in agenda o allargare i giorni degli appuntamenti" },
  "seat-taken": { title: "Il posto mostrato è stato preso nel frattempo", mend: "Convocarla con una nuova campagna o dall’elenco" },
  "told-by-hand": { title: "È stata convocata a mano nel frattempo", mend: null },
  "too-late": { title: "Non c’era più il preavviso minimo", mend: "Convocarla con una nuova campagna o dall’elenco" },
  gone: { title: "Non è più di questa sede, o l’appuntamento non c’è più", mend: null },
  stopped: { title: "Campagna fermata prima del suo turno: il posto è stato liberato", mend: "Convocarla con una nuova campagna o dall’elenco" },
  "seat-kept": { title: "Campagna fermata prima del suo turno: il posto resta tenuto", mend: "Avvisarla dalla scheda, o spostarla" },
};

export const LIMIT_TEXTS = {
  notADay: "Questo giorno non esiste nel calendario.",
  endsBefore: "L’ultimo giorno viene prima del primo.",
  past: "I giorni scelti sono già passati.",
  tooFar: (days: number): string => `Troppo lontano: al massimo ${days} giorni da oggi.`,
  notAnHour: "Scrivere l’ora come 09:00.",
  hoursReversed: "L’ora di fine viene prima dell’inizio.",
  quiet: (from: string, to: string): string => `I messaggi possono partire solo dalle ${from} alle ${to}.`,
  atLeastOne: "Indicare un numero intero, almeno 1.",
  price: "Indicare un prezzo, anche zero.",
} as const;

export const LIFE_TEXTS = {
  notNow: (state: CampaignState): string => `Ora la campagna è «${STATE_TEXTS[state].toLowerCase()}»: ricaricare la pagina per vedere che cosa si può fare.`,
  noPreview: "Prima di mandarla in approvazione serve l’anteprima.",
  nobody: "Nell’anteprima non c’è nessuno a cui scrivere: cambiare la scelta o i limiti.",
  ownWork: "Chi ha preparato la campagna non la approva, né chi lo sostituisce: serve un’altra persona.",
  notHere: "Questa campagna non c’è, o non è di questa sede.",
  reasonMissing: "Scrivere il motivo.",
  changed: "Dall’anteprima qualcosa è cambiato: non è partito nulla. Guardare le differenze e approvare la nuova anteprima.",
  limits: "Alcuni limiti non possono stare così.",
  nothingChosen: "La scelta non comprende nessuna persona.",
  badOffices: "Scegliere almeno una sede fra quelle esistenti.",
  unknownMeasure: "La misura di queste persone non è fra quelle che questa versione conosce.",
} as const;

export const DIFFERENCE_TEXTS = {
  notChosen: "non è più fra le persone che la scelta comprende",
  joined: (count: number): string => (count === 1 ? "1 persona in più" : `${count} persone in più`),
  left: (count: number): string => (count === 1 ? "1 persona in meno" : `${count} persone in meno`),
  moved: (count: number): string => (count === 1 ? "1 persona con un altro posto" : `${count} persone con un altro posto`),
  reasons: (count: number): string => (count === 1 ? "1 persona lasciata fuori per un altro motivo" : `${count} persone lasciate fuori per un altro motivo`),
} as const;
