// Italian names of the states, acts, terms and effects of the declaration of availability.

import type { TermRule } from "../procedure/types.ts";
import type { AvailabilityAct, AvailabilityEffect, AvailabilityState, AvailabilityTerm } from "./types.ts";

export const AVAILABILITY_STATES: Readonly<Record<AvailabilityState, string>> = {
  none: "DID non resa",
  given: "DID resa",
  suspended: "Stato di disoccupazione sospeso per lavoro",
  lost: "Stato di disoccupazione perduto: serve una nuova DID",
  withdrawn: "DID ritirata dalla persona",
  annulled: "DID annullata: era stata registrata per errore",
  refused: "Ha rifiutato di rendere la DID",
};

export const AVAILABILITY_ACTS: Readonly<Record<AvailabilityAct, string>> = {
  take: "Acquisisce la DID allo sportello, firmata",
  "record-from-platform": "Registra la DID resa sulla piattaforma",
  "record-with-benefit": "Registra la DID contenuta nella domanda o nel patto di attivazione",
  "record-work": "Registra un lavoro, un suo cambiamento o la sua fine",
  withdraw: "Ritira la DID",
  correct: "Corregge la data della DID",
  annul: "Annulla una DID registrata per errore",
  refuse: "Registra il rifiuto di rendere la DID",
  "correct-refusal": "Corregge un rifiuto registrato per errore",
};

export const AVAILABILITY_TERMS: Readonly<Record<AvailabilityTerm, TermRule<AvailabilityAct>>> = {
  did: {
    title: "DID nel termine della misura (T1): si può ancora rendere al primo appuntamento",
    clock: "did",
    expiry: { then: "kpi" },
    openedOutside: "la notifica del beneficio",
  },
};

export const AVAILABILITY_EFFECTS: Readonly<Record<AvailabilityEffect, string>> = {
  "tell-platform": "la piattaforma nazionale riceve la variazione",
  "review-duties": "le esclusioni e gli esoneri sono riletti con il nuovo fatto",
  "desk-task":
    "lo sportello riceve un compito: sentire la persona, perché senza DID il percorso non prosegue",
  "open-breach": "si apre il procedimento di condizionalità, che decide una persona",
  "review-breach": "il procedimento aperto sul rifiuto va riletto da una persona: la DID ora è resa",
  "close-breach": "il procedimento di condizionalità aperto su questo rifiuto si chiude",
};
