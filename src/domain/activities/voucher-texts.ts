// Italian names of the states, acts, terms and effects of the assegno di ricollocazione.

import type { TermRule } from "../procedure/types.ts";
import type { VoucherAct, VoucherEffect, VoucherState, VoucherTerm } from "./voucher-types.ts";

export const VOUCHER_STATES: Readonly<Record<VoucherState, string>> = {
  none: "Da comunicare",
  reported: "Persona comunicata, assegno da riconoscere",
  given: "Riconosciuto, la persona sceglie il soggetto",
  chosen: "Soggetto scelto",
  "not-chosen": "Soggetto non scelto, una persona valuta",
  ended: "Concluso",
  withdrawn: "Non più dovuto",
};

export const VOUCHER_ACTS: Readonly<Record<VoucherAct, string>> = {
  "report-person": "Comunica la persona",
  "record-given": "Registra il riconoscimento dell’assegno",
  "record-choice": "Registra la scelta del soggetto",
  "record-no-choice": "Registra la mancata scelta",
  "accept-late-choice": "Accoglie una scelta tardiva",
  "record-end": "Registra la conclusione del servizio",
  withdraw: "Chiude: l’assegno non è più dovuto",
};

export const VOUCHER_TERMS: Readonly<Record<VoucherTerm, TermRule<VoucherAct>>> = {
  "voucher-report": {
    title: "Comunicazione per l’assegno di ricollocazione (T13)",
    clock: "voucher-report",
    expiry: { then: "kpi" },
    openedOutside: "la notifica del beneficio",
  },
  "voucher-choice": {
    title: "Scelta del soggetto (T13)",
    clock: "voucher-choice",
    expiry: { then: "person-decides", acts: ["record-choice", "record-no-choice", "withdraw"] },
  },
};

export const VOUCHER_EFFECTS: Readonly<Record<VoucherEffect, string>> = {
  "send-to-platform": "la comunicazione parte verso la piattaforma",
  "tell-person": "la persona è avvisata, con il termine per scegliere",
  "fact-for-conditionality":
    "il fatto è messo davanti a un operatore, che decide se registrarlo per la condizionalità: nulla è segnalato da solo",
  "close-fact": "il fatto messo in evidenza, se non è ancora segnalato, è chiuso",
};
