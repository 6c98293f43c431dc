// Italian sentences of the command of digital domiciles.

import type { BatchRow, RegisterFigures } from "../store/domiciles.ts";

const STATES = { asked: "da consegnare", waiting: "in attesa del registro", answered: "risposto", failed: "non riuscito" } as const;

export const DOMICILE_CLI_TEXTS = {
  usage: "Uso: convoca domiciles",
  off: "Nessun registro è configurato (CONVOCA_DOMICILES_FILE): non si chiede nulla a nessuno.",
  badSettings: (path: string, what: string): string => `Le impostazioni dei registri dei domicili digitali in «${path}» non valgono: ${what}`,
  register: (title: string, { configured, requestsToday, open, answered, failed, people, found, detail }: RegisterFigures): string =>
    `${title}: ${configured ? "configurato" : "non configurato"}; richieste di oggi ${requestsToday}; elenchi aperti ${open}, risposti ${answered}, non riusciti ${failed}; ` +
    `persone cercate ${people}, domicili trovati ${found}${detail === null ? "" : `; fermo: ${detail}`}`,
  batch: (title: string, { madeAt, state, people, found, none, missing, message }: BatchRow): string =>
    `  ${madeAt} ${title}, ${people} persone: ${STATES[state]}${state === "answered" ? `, ${found} con domicilio, ${none} senza, ${missing} senza risposta` : ""}${message === null ? "" : ` – ${message}`}`,
} as const;

export const DOMICILE_PAGE = {
  title: "Domicili digitali",
  lead: "Dove la persona ha eletto il proprio domicilio digitale si chiede ai registri nazionali, per elenchi di codici fiscali. Si chiede soltanto se la Regione ha configurato l’accesso. Accanto a ogni regola è scritto quanto ne siamo sicuri.",
  head: "| Regola | Valore | Certezza | Fonte |\n|---|---|---|---|",
  policy: "Che cosa fa il programma",
  inferred: "Che cosa è dedotto nei messaggi",
} as const;
