// What the service pact of D.lgs. 150/2015 binds to, for the measures whose norms name that pact and no list of their own.

import type { Commitment } from "./types.ts";

const ART20 = {
  citation: "DLGS150_2015_ART20",
  confidence: "unverified",
  remark: "Il testo dell’articolo non è stato letto: da verificare su Normattiva.",
} as const;

export const SERVICE_PACT_COMMITMENTS = [
  {
    code: "S1",
    kind: "skills-balance",
    text: "Collaborare al bilancio delle competenze e partecipare alle iniziative che rafforzano la ricerca di lavoro",
    ...ART20,
    note: "Orientamento e laboratori",
  },
  {
    code: "S2",
    kind: "job-search",
    text: "Cercare attivamente lavoro, con gli atti e nei tempi concordati, e dimostrarlo a chi segue il patto",
    ...ART20,
    note: "Atti di ricerca attiva",
  },
  {
    code: "S3",
    kind: "training",
    text: "Partecipare alle iniziative di formazione e riqualificazione",
    ...ART20,
    note: "Formazione",
  },
  {
    code: "S4",
    kind: "offers",
    text: "Accettare un’offerta di lavoro congrua",
    ...ART20,
    note: "Offerte congrue",
  },
] as const satisfies readonly Commitment[];

/** The presence every ninety days, where the measure asks it. */
export const PRESENCE_COMMITMENT = {
  code: "S5",
  kind: "presence",
  text: "Presentarsi, o confermare la partecipazione, ogni novanta giorni",
  note: "Presenza periodica",
} as const;
