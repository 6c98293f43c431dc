// Italian names of the states, acts, term and effects of the periodic presence.

import type { TermRule } from "../procedure/types.ts";
import type { PresenceAct, PresenceEffect, PresenceState, PresenceTerm } from "./presence-types.ts";

export const PRESENCE_STATES: Readonly<Record<PresenceState, string>> = {
  none: "Non ancora dovuta",
  running: "In corso",
  missed: "Mancata, una persona valuta",
  ended: "Non più dovuta",
};

export const PRESENCE_ACTS: Readonly<Record<PresenceAct, string>> = {
  begin: "Avvia la presenza periodica",
  "record-presence": "Registra la presenza",
  "record-missed": "Registra la mancata presenza",
  justify: "Accoglie la giustificazione",
  "correct-missed": "Corregge una mancata presenza registrata per errore",
  end: "Chiude la presenza periodica",
};

export const PRESENCE_TERMS: Readonly<Record<PresenceTerm, TermRule<PresenceAct>>> = {
  "periodic-presence": {
    title: "Presenza periodica (T11)",
    clock: "periodic-presence",
    expiry: { then: "person-decides", acts: ["record-presence", "record-missed", "justify"] },
  },
};

export const PRESENCE_EFFECTS: Readonly<Record<PresenceEffect, string>> = {
  "fact-for-conditionality":
    "il fatto è messo davanti a un operatore, che decide se registrarlo per la condizionalità: nulla è segnalato da solo",
  "close-fact": "il fatto messo in evidenza, se non è ancora segnalato, è chiuso",
  "desk-task": "lo sportello riceve un compito: la piattaforma va aggiornata con la presenza",
};
