// Italian names of the states, acts, terms and effects of an exemption.

import type { TermRule } from "../../procedure/types.ts";
import type { ExemptionAct, ExemptionEffect, ExemptionState, ExemptionTerm } from "./types.ts";

export const EXEMPTION_STATES: Readonly<Record<ExemptionState, string>> = {
  none: "Nessun esonero per questo motivo",
  requested: "Esonero chiesto, da decidere",
  granted: "Esonerata",
  refused: "Esonero non accolto",
  expired: "Esonero scaduto",
  ended: "Esonero cessato con il fatto, prima della scadenza",
  revoked: "Esonero revocato",
};

export const EXEMPTION_ACTS: Readonly<Record<ExemptionAct, string>> = {
  request: "Chiede l’esonero",
  grant: "Concede l’esonero fino a una data",
  refuse: "Non accoglie l’esonero",
  renew: "Rinnova l’esonero",
  "record-cessation": "Registra che il fatto è cessato",
  revoke: "Revoca l’esonero",
  expire: "Chiude l’esonero scaduto",
};

export const EXEMPTION_TERMS: Readonly<Record<ExemptionTerm, TermRule<ExemptionAct>>> = {
  "exemption-end": {
    title: "Fine dell’esonero, scritta nella decisione (T10)",
    clock: "exemption-end",
    expiry: { then: "state", act: "expire" },
  },
};

export const EXEMPTION_EFFECTS: Readonly<Record<ExemptionEffect, string>> = {
  "cancel-summons": "le convocazioni nei giorni dell’esonero sono annullate",
  "tell-platform": "la piattaforma nazionale riceve la variazione",
  "tell-person": "la persona riceve la comunicazione della decisione",
  "convene-again": "la persona torna fra quelle da convocare",
};
