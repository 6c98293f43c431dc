// Giustificati motivi: the same list in the note of 2016, in the resolution for NASpI and in the guidance for RdC.

import type { Justification } from "./types.ts";

const SOURCE = {
  citation: "NOTA_MLPS_3374_2016",
  confidence: "secondary",
  note: "Elenco del Ministero, ripreso per tutte le misure",
} as const;

export const JUSTIFICATIONS = [
  {
    reason: "G1",
    title: "Malattia o infortunio documentati",
    proof: "la persona, con il certificato medico",
    ...SOURCE,
  },
  {
    reason: "G2",
    title: "Servizio civile, servizio militare o richiamo alle armi",
    proof: "la persona",
    ...SOURCE,
  },
  {
    reason: "G3",
    title: "Gravidanza, nei periodi di astensione previsti dalla legge",
    proof: "la persona, con il certificato",
    ...SOURCE,
  },
  { reason: "G4", title: "Citazione in tribunale", proof: "la persona, con l’atto di citazione", ...SOURCE },
  { reason: "G5", title: "Gravi motivi familiari documentati o certificati", proof: "la persona", ...SOURCE },
  {
    reason: "G6",
    title: "Limitazione legale della mobilità personale",
    proof: "la persona o l’autorità",
    ...SOURCE,
  },
  {
    reason: "G7",
    title: "Altro impedimento oggettivo o causa di forza maggiore documentati",
    proof: "la persona; decide l’operatore",
    ...SOURCE,
  },
] as const satisfies readonly Justification[];
