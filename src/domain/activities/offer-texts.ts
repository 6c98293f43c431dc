// Italian names of the states, acts and effects of an offer of work.

import type { OfferAct, OfferEffect, OfferState } from "./offer-types.ts";

export const OFFER_STATES: Readonly<Record<OfferState, string>> = {
  none: "Da registrare",
  received: "Registrata, da valutare",
  "not-suitable": "Non congrua",
  suitable: "Congrua, da presentare",
  presented: "Presentata alla persona",
  accepted: "Accettata",
  hired: "Assunta",
  "not-hired": "Accettata, non assunta",
  refused: "Rifiutata",
  excused: "Rifiutata con giustificato motivo, o senza obbligo",
  withdrawn: "Ritirata",
};

export const OFFER_ACTS: Readonly<Record<OfferAct, string>> = {
  record: "Registra l’offerta",
  "judge-suitable": "La valuta congrua",
  "judge-not-suitable": "La valuta non congrua",
  present: "La presenta alla persona",
  accept: "Accetta l’offerta",
  "record-refusal": "Registra il rifiuto",
  "correct-refusal": "Corregge un rifiuto registrato per errore",
  "record-hired": "Registra l’assunzione",
  "record-not-hired": "Registra la mancata assunzione",
  withdraw: "Ritira l’offerta",
};

export const OFFER_EFFECTS: Readonly<Record<OfferEffect, string>> = {
  "tell-person": "la persona è avvisata",
  "count-refusal": "il rifiuto resta contato fra le offerte congrue della persona",
  "fact-for-conditionality":
    "il fatto è messo davanti a un operatore, che decide se registrarlo per la condizionalità: nulla è segnalato da solo",
  "close-fact": "il fatto messo in evidenza, se non è ancora segnalato, è chiuso",
  "close-for-job": "le attività in corso possono essere chiuse per lavoro",
};
