// Italian names of the states, acts and effects of profiling, and what is said of a field that was answered wrongly.

import type { ProfilingAct, ProfilingEffect, ProfilingState } from "./types.ts";

export const PROFILING_STATES: Readonly<Record<ProfilingState, string>> = {
  none: "Da profilare",
  requested: "Indice quantitativo chiesto",
  received: "Indice quantitativo ricevuto",
  "without-index": "Si procede senza indice",
  drafted: "Valutazione qualitativa in bozza",
  decided: "Profilo deciso",
  expired: "Profilo da rifare: la validità è finita",
  superseded: "Profilo superato da uno nuovo",
  closed: "Chiusa senza profilo",
};

export const PROFILING_ACTS: Readonly<Record<ProfilingAct, string>> = {
  "request-index": "Chiede l’indice quantitativo al servizio nazionale",
  "record-index": "Registra l’indice ricevuto",
  "go-on-without-index": "Procede senza indice",
  draft: "Scrive la valutazione qualitativa",
  decide: "Decide il profilo",
  expire: "Registra la fine della validità",
  redo: "Rifà il profilo",
  close: "Chiude senza profilo",
};

export const PROFILING_EFFECTS: Readonly<Record<ProfilingEffect, string>> = {
  "ask-index": "i dati sono inviati al servizio nazionale, che calcola l’indice",
  "send-to-platform": "la profilazione qualitativa (A07) è comunicata alla piattaforma nazionale",
  "desk-task": "lo sportello riceve un compito: profilare di nuovo la persona e rivedere il patto",
};

export const FIELD_PROBLEMS = {
  unknown: (name: string) => `Il campo «${name}» non è in questa versione del questionario.`,
  missing: (label: string) => `«${label}» manca: è un dato necessario.`,
  mustBeEmpty: (label: string) => `«${label}» va lasciato vuoto: le altre risposte lo escludono.`,
  notNumber: (label: string) => `«${label}» deve essere un numero intero, scritto in cifre.`,
  outOfRange: (label: string, min: number, max: number) => `«${label}» deve essere fra ${min} e ${max}.`,
  notYesNo: (label: string) => `«${label}» vuole «sì» oppure «no».`,
  notAmong: (label: string, options: readonly string[]) =>
    `«${label}» deve essere una di queste voci: ${options.join("; ")}.`,
  notListed: (label: string) => `«${label}»: il codice non è nell’elenco.`,
  notText: (label: string) => `«${label}» deve essere un testo.`,
  tooLong: (label: string, longest: number) => `«${label}» è troppo lungo: al più ${longest} caratteri.`,
} as const;
