// Stories of the assegno di ricollocazione, written by hand.

import type { Story } from "../procedure/story.ts";
import { toldAct } from "../procedure/told-act.test-data.ts";
import type { ToldAct } from "../procedure/told-act.test-data.ts";
import type {
  VoucherAct,
  VoucherContext,
  VoucherEffect,
  VoucherState,
  VoucherTerm,
} from "./voucher-types.ts";

const CONTEXT: VoucherContext = {
  measureHasVoucher: true,
  bound: true,
  dayPlausible: true,
  amountPlausible: true,
  providerNamed: true,
  termOver: true,
  duty: true,
  personTold: true,
  reason: "scritto",
  reported: false,
};
const OFFICE = ["operator", "office-manager"] as const;
const NO_DAY = ["DAY_PLAUSIBLE", { dayPlausible: false }] as const;
const NO_REASON = ["REASON_GIVEN", { reason: "" }] as const;
const NO_PROVIDER = ["PROVIDER_NAMED", { providerNamed: false }] as const;
const REPORTED = ["NOT_YET_REPORTED", { reported: true }] as const;
const UNKNOWN_REPORT = ["NOT_YET_REPORTED", { reported: null }] as const;

const TOLD: readonly ToldAct<VoucherState, VoucherAct, VoucherTerm, VoucherContext, VoucherEffect>[] = [
  {
    title: "Il centro per l’impiego comunica chi è tenuto al patto",
    act: "report-person",
    from: ["none"],
    by: OFFICE,
    to: "reported",
    closes: ["voucher-report"],
    effects: ["send-to-platform"],
    refused: [
      ["MEASURE_HAS_VOUCHER", { measureHasVoucher: false }],
      ["PERSON_BOUND", { bound: false }],
      NO_DAY,
    ],
  },
  {
    title: "L’assegno è riconosciuto e il termine per scegliere comincia",
    act: "record-given",
    from: ["reported"],
    by: ["system", ...OFFICE],
    to: "given",
    opens: ["voucher-choice"],
    effects: ["tell-person"],
    refused: [NO_DAY, ["AMOUNT_PLAUSIBLE", { amountPlausible: false }]],
  },
  {
    title: "La persona sceglie",
    act: "record-choice",
    from: ["given"],
    by: ["system", ...OFFICE, "citizen"],
    to: "chosen",
    closes: ["voucher-choice"],
    refused: [NO_DAY, NO_PROVIDER],
  },
  {
    title: "Non sceglie: una persona valuta, il programma mai",
    act: "record-no-choice",
    from: ["given"],
    by: OFFICE,
    to: "not-chosen",
    closes: ["voucher-choice"],
    effects: ["fact-for-conditionality"],
    refused: [
      ["TERM_OVER", { termOver: false }],
      ["DUTY_HOLDS", { duty: false }],
      ["DUTY_HOLDS", { duty: null }],
      ["PERSON_TOLD", { personTold: false }],
      NO_REASON,
    ],
  },
  {
    title: "Sceglie tardi: accoglie il responsabile, finché non è segnalato",
    act: "accept-late-choice",
    from: ["not-chosen"],
    by: ["office-manager"],
    to: "chosen",
    effects: ["close-fact"],
    refused: [NO_DAY, NO_PROVIDER, NO_REASON, REPORTED, UNKNOWN_REPORT],
  },
  {
    title: "Il servizio si conclude",
    act: "record-end",
    from: ["chosen"],
    by: ["system", ...OFFICE],
    to: "ended",
    refused: [NO_DAY, NO_REASON],
  },
  {
    title: "L’assegno non è più dovuto",
    act: "withdraw",
    from: ["reported", "given"],
    by: OFFICE,
    to: "withdrawn",
    closes: ["voucher-choice"],
    effects: ["send-to-platform"],
    refused: [NO_DAY, NO_REASON],
  },
  {
    title: "Non è più dovuto neanche dopo una mancata scelta, se non è segnalata",
    act: "withdraw",
    from: ["not-chosen"],
    by: OFFICE,
    to: "withdrawn",
    effects: ["send-to-platform", "close-fact"],
    refused: [NO_DAY, NO_REASON, REPORTED, UNKNOWN_REPORT],
  },
];

export const VOUCHER_STORIES: readonly Story<
  VoucherState,
  VoucherAct,
  VoucherTerm,
  VoucherContext,
  VoucherEffect
>[] = TOLD.map((told) => toldAct("ASSEGNO_DI_RICOLLOCAZIONE", CONTEXT, told));
