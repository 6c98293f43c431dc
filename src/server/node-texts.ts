// Italian sentences with which the server answers about the national node.

import { FLOW_TEXTS } from "../domain/reporting/texts.ts";
import type { Refreshed } from "../services/node/ask-node.ts";

const flows: Readonly<Record<string, string>> = {
  notice: "Notifiche ricevute",
  person: "Domande su una persona",
  benefit: "Domande su un protocollo",
  state: "Confronto con lo stato",
  ...FLOW_TEXTS,
};

const standings: Readonly<Record<Refreshed["standing"], string>> = {
  same: "Il nodo nazionale dice le stesse cose: non è cambiato nulla.",
  changed: "Il nodo nazionale dice altro: i dati sono aggiornati.",
  older: "Qui c’è già una notizia più recente: non è cambiato nulla.",
  refused: "Quello che il nodo nazionale dice della persona non supera i controlli: non è cambiato nulla.",
  unknown: "Il nodo nazionale non nomina la persona: verificare con INPS prima di decidere. Non è cambiato nulla.",
  "not-this": "Il nodo nazionale nomina la persona, ma non per questo beneficio: verificare con INPS. Questo beneficio non è cambiato.",
};

/** Members of a notice as people call them. */
const fields: Readonly<Record<string, string>> = {
  applicantTaxCode: "codice fiscale del richiedente",
  applicationState: "stato della domanda",
  applicationDate: "data della domanda",
  grantedOn: "data del riconoscimento",
  previousProtocol: "protocollo precedente",
  surname: "cognome",
  name: "nome",
  birthDate: "data di nascita",
  sex: "sesso",
  citizenship: "cittadinanza",
  birthPlaceCode: "comune di nascita",
  birthPlaceName: "comune di nascita",
  residence: "residenza",
  domicile: "domicilio",
  phone: "telefono",
  email: "posta elettronica",
  sapCode: "codice SAP",
  officeCode: "CPI indicato dal nodo",
  origin: "fonte",
  transformedOn: "data di trasformazione",
  applicationKind: "tipo di domanda",
  stateChangedOn: "data della variazione di stato",
  bound: "tenuta agli obblighi",
  notBoundReason: "motivo per cui non è tenuta",
};

export const NODE_SCREEN_TEXTS = {
  flows,
  standings,
  fields,
  csvHead: ["Giorno", "Flusso", "Ricevuti", "Applicati", "Già noti", "Superati", "Rifiutati", "Non riusciti"],
  exchangeGone: "Lo scambio non c’è più: i messaggi si conservano per novanta giorni, quelli rifiutati fino a un anno.",
  caseNotHere: "Il fascicolo non è tra quelli di questa sede.",
  notConfigured: "Il nodo nazionale non è configurato in questa installazione.",
  noState: "Lo stato del nodo nazionale non ha un indirizzo configurato: confrontarlo da un file con «convoca node compare».",
  reprocessed: "La notifica è stata elaborata.",
  reprocessedAll: (taken: number, refused: number): string =>
    taken + refused === 0 ? "Non c’era nulla in attesa." : `Notifiche elaborate: ${taken}. Ancora rifiutate: ${refused}.`,
  closed: "Lo scambio è chiuso.",
  runAsked: "Il confronto è chiesto: comincia entro pochi secondi.",
  runOpen: "Un confronto è già in corso o già chiesto: attendere che finisca.",
} as const;
