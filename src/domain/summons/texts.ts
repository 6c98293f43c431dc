// Italian names of the states, acts, terms and effects of the summons.

import type { TermRule } from "../procedure/types.ts";
import type { SummonsAct, SummonsEffect, SummonsState, SummonsTerm } from "./types.ts";

export const SUMMONS_STATES: Readonly<Record<SummonsState, string>> = {
  none: "Da convocare",
  planned: "Appuntamento fissato, da comunicare",
  issued: "Convocata",
  confirmed: "Convocata, ha confermato",
  "asks-another-date": "Ha chiesto un’altra data",
  declined: "Ha risposto che non verrà",
  "not-delivered": "Convocazione non recapitata",
  "to-convene-again": "Da convocare di nuovo: recapito non provato",
  attended: "Presente",
  absent: "Assente, può giustificare",
  justified: "Assenza giustificata",
  unjustified: "Assenza ingiustificata",
  cancelled: "Annullata",
};

export const SUMMONS_ACTS: Readonly<Record<SummonsAct, string>> = {
  plan: "Fissa l’appuntamento",
  issue: "Convoca",
  "agree-at-desk": "Concorda l’appuntamento allo sportello, firmato",
  "record-not-delivered": "Registra il mancato recapito",
  "record-delivered": "Registra il recapito",
  confirm: "Conferma la presenza",
  "ask-another-date": "Chiede un’altra data",
  decline: "Risponde che non verrà",
  move: "Sposta l’appuntamento",
  "keep-date": "Mantiene la data",
  cancel: "Annulla la convocazione",
  "record-attendance": "Registra la presenza",
  "record-no-show": "Registra la mancata presentazione",
  justify: "Accoglie la giustificazione",
  "refuse-justification": "Non accoglie la giustificazione",
  "close-justification": "Chiude il termine per giustificare",
  "correct-absence": "Corregge un’assenza registrata per errore",
  "correct-attendance": "Corregge una presenza registrata per errore",
  "note-call": "Annota una telefonata",
};

export const SUMMONS_TERMS: Readonly<Record<SummonsTerm, TermRule<SummonsAct>>> = {
  convene: {
    title: "Convocazione nel termine della misura (T2)",
    clock: "convene",
    expiry: { then: "kpi" },
    openedOutside: "la notifica del beneficio",
  },
  justify: {
    title: "Giustificazione dell’assenza (T5)",
    clock: "justify",
    expiry: { then: "person-decides", acts: ["close-justification", "justify"] },
  },
};

export const SUMMONS_EFFECTS: Readonly<Record<SummonsEffect, string>> = {
  "release-seat": "il posto in agenda torna libero",
  "tell-person": "la persona riceve un nuovo avviso",
  "withdraw-messages": "i messaggi non ancora partiti sono ritirati",
  "desk-task": "lo sportello riceve un compito: cercare un altro recapito o un’altra via",
  "open-breach": "si apre il procedimento di condizionalità, che decide una persona",
  "close-breach": "il procedimento di condizionalità aperto su questa assenza si chiude",
  "meet-convene": "è soddisfatto il termine per convocare",
  "reopen-convene": "il termine per convocare che quella presenza aveva soddisfatto torna aperto",
};
