// What work does to the status of unemployment, and so to the DID: income limits by date, and how long a job suspends it.

import type { LowIncomeLimit, MeasureParameters } from "./types.ts";

const C15QUATER = { citation: "DL4_2019_ART4_C15QUATER", confidence: "secondary" } as const;

/** In order of date. The norm gives a rule of tax, circulars and notes give the figure of the year. */
const LOW_INCOME = [
  {
    from: "2019-03-30",
    employeeEuros: 8145,
    selfEmployedEuros: 4800,
    ...C15QUATER,
    citation: "CIRC_ANPAL_1_2019",
    note: "Reddito annuo previsto, pari o inferiore: lo stato di disoccupazione si conserva",
  },
  {
    from: "2022-01-01",
    employeeEuros: 8174,
    selfEmployedEuros: 5500,
    ...C15QUATER,
    citation: "NOTA_MLPS_5824_2022",
    note: "Limiti del 2022",
    remark: "Che valgano dal 1° gennaio 2022 è dedotto: la nota è dello stesso anno, non è stata letta.",
  },
  {
    from: "2024-01-01",
    employeeEuros: 8500,
    selfEmployedEuros: 5500,
    ...C15QUATER,
    note: "Limiti in uso oggi",
    remark:
      "Il valore è riferito da un’agenzia regionale per il lavoro; che valga dal 1° gennaio 2024 è dedotto. Da verificare ogni anno.",
  },
] as const satisfies readonly LowIncomeLimit[];

export const WORK_STATUS = {
  lowIncome: LOW_INCOME,
  workSuspensionDays: {
    value: 180,
    citation: "CIRC_ANPAL_1_2019",
    confidence: "secondary",
    note: "Un lavoro dipendente sospende lo stato di disoccupazione per 180 giorni continuativi; se dura ancora, lo stato si perde",
    remark: "La norma dice sei mesi, la circolare li conta in giorni. Il giorno di inizio è contato.",
  },
} as const satisfies Pick<MeasureParameters, "lowIncome" | "workSuspensionDays">;
