// Italian names of the states, acts, terms and effects of conditionality.

import type { TermRule } from "../procedure/types.ts";
import type {
  ConditionalityAct,
  ConditionalityEffect,
  ConditionalityState,
  ConditionalityTerm,
} from "./types.ts";

export const CONDITIONALITY_STATES: Readonly<Record<ConditionalityState, string>> = {
  none: "Nessun fatto registrato",
  "may-justify": "Fatto registrato, la persona può giustificare",
  held: "Non giustificato, in attesa",
  proposed: "Segnalazione proposta",
  approved: "Segnalazione approvata, da inviare",
  reported: "Segnalata, si può ancora annullare",
  settled: "Segnalata, non si annulla più",
  applied: "L’INPS ha applicato una riduzione o una sospensione",
  forfeited: "L’INPS ha disposto la decadenza",
  "not-applied": "L’INPS non ha applicato nulla",
  "report-cancelled": "Segnalazione annullata",
  justified: "Giustificato",
  withdrawn: "Chiuso senza segnalazione",
  "re-convened": "Chiuso: la persona è convocata di nuovo",
};

export const CONDITIONALITY_ACTS: Readonly<Record<ConditionalityAct, string>> = {
  "record-fact": "Registra il fatto",
  "take-over": "Apre sull’assenza ingiustificata a una convocazione",
  "record-impediment": "Registra un impedimento che dura",
  justify: "Accoglie la giustificazione",
  "refuse-justification": "Non accoglie la giustificazione",
  "close-justification": "Chiude il termine per giustificare",
  propose: "Propone la segnalazione",
  "send-back": "Rimanda la proposta",
  approve: "Approva la segnalazione",
  "send-report": "Invia la segnalazione",
  "record-discard": "Registra che la piattaforma l’ha scartata",
  "close-window": "Chiude il termine per annullare",
  "cancel-report": "Annulla la segnalazione inviata",
  "record-answer": "Registra la risposta dell’INPS",
  "convene-again": "Chiude e convoca di nuovo",
  withdraw: "Chiude senza segnalare",
};

export const CONDITIONALITY_TERMS: Readonly<Record<ConditionalityTerm, TermRule<ConditionalityAct>>> = {
  justify: {
    title: "Giustificazione (T5)",
    clock: "justify",
    expiry: { then: "person-decides", acts: ["close-justification", "justify"] },
  },
  hold: {
    title: "Attesa prima della segnalazione (T6)",
    clock: "hold",
    expiry: { then: "person-decides", acts: ["propose", "justify", "withdraw"] },
  },
  report: { title: "Segnalazione (T7)", clock: "report", expiry: { then: "kpi" } },
  "cancel-report": {
    title: "Annullamento della segnalazione (T8)",
    clock: "cancel-report",
    expiry: { then: "state", act: "close-window" },
  },
};

export const CONDITIONALITY_EFFECTS: Readonly<Record<ConditionalityEffect, string>> = {
  "tell-person": "la persona è avvisata, con il termine e il modo per opporsi",
  "send-to-platform": "la segnalazione parte verso la piattaforma",
  "cancel-at-platform": "l’annullamento parte verso la piattaforma",
  "mark-discarded": "la segnalazione scartata resta agli atti come era, e non conta più",
  "review-later-reports":
    "dove una segnalazione successiva del nucleo, o della persona, contava anche questa, lo sportello riceve il compito di rileggerla",
  resume: "la persona riprende il percorso: una nuova convocazione, o l’attività che era in corso",
  "tell-case-forfeited":
    "lo sportello riceve il compito di registrare nel caso la perdita del beneficio, con il suo giorno",
  "desk-task": "lo sportello riceve un compito",
};
