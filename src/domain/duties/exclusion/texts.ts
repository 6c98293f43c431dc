// Italian names of the states, acts and effects of an exclusion.

import type { ExclusionAct, ExclusionEffect, ExclusionState } from "./types.ts";

export const EXCLUSION_STATES: Readonly<Record<ExclusionState, string>> = {
  none: "Nessuna esclusione per questo fatto",
  "in-force": "Esclusione in vigore",
  volunteering: "Esclusa, partecipa per adesione volontaria",
  contested: "Contestata: vale finché non si decide",
  ended: "Cessata con il fatto",
  annulled: "Annullata: il fatto non era vero",
};

export const EXCLUSION_ACTS: Readonly<Record<ExclusionAct, string>> = {
  open: "Apre l’esclusione, su un fatto accertato",
  record: "Registra un fatto che esclude, con la prova vista",
  update: "Aggiorna le date del fatto",
  reopen: "Riapre l’esclusione: il fatto vale ancora",
  correct: "Corregge le date, con la prova vista",
  end: "Chiude l’esclusione: il fatto è cessato",
  contest: "Contesta il fatto",
  uphold: "Conferma l’esclusione contestata",
  annul: "Annulla l’esclusione contestata",
  join: "Registra l’adesione volontaria",
  leave: "Registra la fine dell’adesione volontaria",
};

export const EXCLUSION_EFFECTS: Readonly<Record<ExclusionEffect, string>> = {
  "cancel-summons": "le convocazioni non ancora avvenute sono annullate",
  "tell-platform": "la piattaforma nazionale riceve la variazione",
  "convene-again": "la persona torna fra quelle da convocare, se nessun altro fatto la esclude",
  "open-path": "la persona può essere invitata; l’assenza di chi aderisce volontariamente non si segnala",
  "desk-task": "la sede riceve un compito: verificare il fatto contestato",
};
