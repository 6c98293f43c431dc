// Italian words of what goes out to the national node.

import type { BreachOperation, NodeFlow, PolicyKind } from "./types.ts";

export const POLICY_TITLES: Readonly<Record<Exclude<PolicyKind, "activity">, string>> = {
  N00: "Dichiarazione di immediata disponibilità",
  RC1: "Presa in carico",
  A02: "Patto di servizio personalizzato",
  A07: "Profilazione qualitativa",
};

export const BREACH_TITLES: Readonly<Record<BreachOperation, string>> = {
  invio: "Segnalazione di condizionalità",
  annullamento: "Annullamento di una segnalazione di condizionalità",
};

export const FLOW_TEXTS: Readonly<Record<NodeFlow, string>> = {
  sap: "In uscita: politiche attive (SAP, sezione 6)",
  condizionalita: "In uscita: eventi di condizionalità",
};

export const REPORTING_TEXTS = {
  nothingNew: (title: string) => `La piattaforma sa già l’ultimo evento della politica «${title}».`,
  neverTold: (title: string) => `La politica «${title}» non è mai stata comunicata: non c’è nulla da correggere sulla piattaforma.`,
  endBeforeStart: "La fine della politica precede il suo inizio.",
  startBeforeProposal: "L’inizio della politica precede la proposta.",
  eventUnbound: (field: string) => `La data dell’evento deve essere quella ${field}.`,
  operatorUnknown: "Il codice fiscale di chi ha inviato la segnalazione non ha la forma richiesta (16 o 11 caratteri).",
  boundTo: { proposal: "della proposta", start: "di inizio", end: "di fine" } as const,
  noBody: "Manca il codice fiscale dell’ente promotore: la piattaforma non accoglie la politica.",
  noActivityCode: "Il catalogo non indica il codice nazionale dell’attività.",
} as const;
