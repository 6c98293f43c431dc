// Italian names of the states, acts, terms and effects of the life of a case.

import type { TermRule } from "../procedure/types.ts";
import type { CaseAct, CaseEffect, CaseState, CaseTerm } from "./types.ts";

export const CASE_STATES: Readonly<Record<CaseState, string>> = {
  notified: "Notificato, da valutare",
  excluded: "Escluso dagli obblighi",
  "to-convene": "Da convocare",
  exempt: "Esonerato",
  "in-charge": "Preso in carico",
  moved: "Trasferito, da valutare nel nuovo centro per l’impiego",
  "at-municipality": "Presso i servizi del Comune",
  "other-region": "In un’altra Regione",
  forfeited: "Decaduto dal beneficio",
  ended: "Concluso",
  dead: "Deceduto",
  renewed: "Rinnovato con un nuovo protocollo",
};

export const CASE_ACTS: Readonly<Record<CaseAct, string>> = {
  assess: "Valuta i fatti",
  transfer: "Trasferisce al centro per l’impiego competente",
  "leave-region": "Registra il passaggio a un’altra Regione",
  "return-to-region": "Registra il ritorno in Regione",
  "record-hand-over": "Registra che il nucleo è presso i servizi del Comune",
  "record-hand-back": "Registra che il nucleo è tornato al centro per l’impiego",
  "record-forfeiture": "Registra la decadenza comunicata dalla piattaforma",
  "end-block": "Chiude il caso alla fine del divieto di nuova domanda",
  "end-benefit": "Registra la fine del beneficio",
  restore: "Registra che il beneficio è di nuovo in corso",
  renew: "Collega il rinnovo",
  continue: "Riceve ciò che continua dal protocollo precedente",
  "record-death": "Registra il decesso",
  "correct-death": "Corregge un decesso registrato per errore",
};

export const CASE_TERMS: Readonly<Record<CaseTerm, TermRule<CaseAct>>> = {
  "first-contact": {
    title: "Primo contatto con il centro per l’impiego (T14)",
    clock: "first-contact",
    expiry: { then: "kpi" },
  },
  "social-services": {
    title: "Primo appuntamento ai servizi sociali (T14)",
    clock: "social-services",
    expiry: { then: "kpi" },
    openedOutside: "la firma del patto di attivazione digitale, comunicata dalla piattaforma",
    closedOutside: "l’appuntamento ai servizi sociali, comunicato dalla piattaforma",
  },
  "pact-after-return": {
    title: "Patto dopo il ritorno dai servizi del Comune (T16)",
    clock: "pact-after-return",
    expiry: { then: "kpi" },
  },
  "reapplication-block": {
    title: "Divieto di nuova domanda (T12)",
    clock: "reapplication-block",
    expiry: { then: "state", act: "end-block" },
  },
};

export const CASE_EFFECTS: Readonly<Record<CaseEffect, string>> = {
  "stop-convening":
    "gli appuntamenti si annullano, i posti tornano liberi e i messaggi non partiti sono ritirati",
  "close-terms": "i termini ancora aperti del percorso si chiudono",
  "resume-terms": "i termini che la vita del caso aveva chiuso corrono di nuovo",
  "close-breaches": "i procedimenti di condizionalità non ancora segnalati si chiudono senza segnalazione",
  "open-breaches-follow":
    "i procedimenti di condizionalità aperti restano aperti, con la versione della misura del loro beneficio, e una persona li porta a termine",
  "close-hand-over": "l’invio ai servizi del Comune, se è aperto, si chiude",
  "carry-over":
    "al nuovo protocollo passano i conteggi, gli esoneri e il patto, come dicono i parametri della misura",
  "other-cases": "lo stesso si registra negli altri casi aperti della persona",
  "send-to-platform": "la piattaforma nazionale riceve la variazione",
  "tell-person": "la persona riceve un avviso",
  "desk-task": "lo sportello riceve un compito",
  "pass-dossier":
    "l’intero fascicolo passa con la sua storia a chi è ora competente; l’ufficio di prima non lo vede più",
};
