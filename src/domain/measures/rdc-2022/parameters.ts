// Reddito di cittadinanza as in force for benefits granted in 2022 and 2023: fewer offers, monthly presence.

import { RDC_CLOCKS } from "../rdc-2019/clocks.ts";
import { RDC_COMMITMENTS, RDC_LADDERS } from "../rdc-2019/breaches.ts";
import { RDC_2019 } from "../rdc-2019/parameters.ts";
import type { Ladder, MeasureParameters } from "../types.ts";

const LAW = { citation: "L234_2021", confidence: "secondary" } as const;

const OTHER_LADDERS: readonly Ladder[] = RDC_LADDERS.filter((ladder) => ladder.event !== "E-OFF");

export const RDC_2022 = {
  ...RDC_2019,
  version: "rdc-2022",
  grantedFrom: "2022-01-01",
  grantedTo: "2023-12-31",
  validity: {
    citation: "DL48_2023_ART13",
    confidence: "primary",
    note: "Versione della legge di bilancio per il 2022; il beneficio è cessato il 31 dicembre 2023",
    remark:
      "Che le novità del 2022 valgano per data di riconoscimento, e non per data del fatto, si ricava dall’art. 13 c. 3 del DL 48/2023.",
  },
  clocks: {
    ...RDC_CLOCKS,
    "periodic-presence": {
      amount: 1,
      unit: "months",
      start: "last-presence",
      suspended: true,
      transitions: [],
      ...LAW,
      note: "Presenza mensile, in persona; l’assenza ingiustificata può far perdere il beneficio: decide una persona se segnalare",
    },
  },
  ladders: [
    ...OTHER_LADDERS,
    {
      event: "E-OFF",
      steps: [{ kind: "forfeiture" }],
      linkedTo: "agreed-activity",
      afterFormalReminder: false,
      ...LAW,
      note: "Rifiuto della seconda offerta congrua; dopo il primo rifiuto il beneficio si riduce di 5 euro al mese",
    },
    {
      event: "E-PRES",
      steps: [{ kind: "forfeiture" }],
      linkedTo: "agreed-activity",
      afterFormalReminder: false,
      ...LAW,
      note: "Mancata presenza mensile senza giustificato motivo",
    },
  ],
  offers: [
    {
      ordinal: 1,
      when: "always",
      withinKm: 80,
      withinMinutes: 100,
      ...LAW,
      note: "Entro 80 km, o 100 minuti",
    },
    { ordinal: 2, when: "always", withinKm: null, withinMinutes: null, ...LAW, note: "In tutta Italia" },
  ],
  commitments: RDC_COMMITMENTS.map((each) =>
    each.code === "O6" ? { ...each, ...LAW, text: "Accettare almeno una di due offerte congrue" } : each,
  ),
} as const satisfies MeasureParameters;
