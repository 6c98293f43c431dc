// Italian names of the states, acts, terms and effects of the passage to the services of the municipality.

import type { TermRule } from "../procedure/types.ts";
import type { HandOverAct, HandOverEffect, HandOverState, HandOverTerm } from "./types.ts";

export const HAND_OVER_STATES: Readonly<Record<HandOverState, string>> = {
  none: "Nessun invio",
  proposed: "Proposto, con le motivazioni scritte",
  approved: "Approvato dal secondo operatore",
  sent: "Inviato ai servizi del Comune, in attesa della presa in carico",
  "in-charge": "Preso in carico dai servizi del Comune",
  "sent-back": "Rimandato dal Comune senza presa in carico",
  returned: "Tornato al centro per l’impiego",
  withdrawn: "Ritirato dal centro per l’impiego",
  closed: "Chiuso insieme al caso",
};

export const HAND_OVER_ACTS: Readonly<Record<HandOverAct, string>> = {
  propose: "Propone l’invio ai servizi del Comune, con le motivazioni scritte",
  amend: "Corregge le motivazioni prima dell’invio",
  approve: "Approva la proposta",
  send: "Invia il nucleo ai servizi del Comune",
  solicit: "Sollecita i servizi del Comune",
  "take-charge": "Registra la presa in carico da parte del Comune",
  "send-back": "Registra che il Comune ha rimandato il nucleo senza prenderlo in carico",
  return: "Registra il ritorno al centro per l’impiego: i bisogni risultano solo di lavoro",
  withdraw: "Ritira la proposta o l’invio",
  "close-with-case": "Chiude l’invio insieme al caso",
};

export const HAND_OVER_TERMS: Readonly<Record<HandOverTerm, TermRule<HandOverAct>>> = {
  "municipal-answer": {
    title: "Presa in carico da parte dei servizi del Comune (T15)",
    clock: "municipal-answer",
    expiry: { then: "person-decides", acts: ["solicit", "withdraw"] },
  },
};

export const HAND_OVER_EFFECTS: Readonly<Record<HandOverEffect, string>> = {
  "hand-case":
    "il caso di ogni componente tenuto è segnato presso i servizi del Comune: appuntamenti e termini si chiudono",
  "take-case-back": "il caso di ogni componente torna fra quelli da convocare",
  "send-to-platform":
    "i servizi del Comune lo ricevono attraverso la piattaforma nazionale, con le motivazioni",
  "tell-person": "la persona riceve un avviso",
  "desk-task": "lo sportello riceve un compito",
};
