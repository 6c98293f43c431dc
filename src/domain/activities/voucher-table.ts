// Assegno di ricollocazione: the table of law from the person reported to the provider chosen.

import { REASON_GIVEN } from "../procedure/shared-guards.ts";
import type { GuardRule, Procedure, Row } from "../procedure/types.ts";
import { VOUCHER_ACTS, VOUCHER_EFFECTS, VOUCHER_STATES, VOUCHER_TERMS } from "./voucher-texts.ts";
import type {
  VoucherAct,
  VoucherContext,
  VoucherEffect,
  VoucherGuard,
  VoucherState,
  VoucherTerm,
} from "./voucher-types.ts";

const VOUCHER_LAW = ["DL4_2019_VOUCHER"] as const;
const OFFICE = ["operator", "office-manager"] as const;

const GUARDS: Readonly<Record<VoucherGuard, GuardRule<VoucherContext>>> = {
  "measure-has-voucher": {
    refusal: "La misura di questo beneficio non ha l’assegno di ricollocazione.",
    holds: (context) => context.measureHasVoucher,
    law: VOUCHER_LAW,
  },
  "person-bound": {
    refusal: "La persona non è tenuta al patto per il lavoro: l’assegno non le spetta.",
    holds: (context) => context.bound,
  },
  "day-plausible": {
    refusal:
      "La data non può essere: è nel futuro, oppure prima di ciò che deve venire prima. Controllare l’anno.",
    holds: (context) => context.dayPlausible,
    input: true,
  },
  "amount-plausible": {
    refusal: "L’importo non può essere: l’assegno va da 250 a 5.000 euro.",
    holds: (context) => context.amountPlausible,
    law: VOUCHER_LAW,
    input: true,
  },
  "provider-named": {
    refusal: "Indicare il soggetto scelto dalla persona.",
    holds: (context) => context.providerNamed,
    input: true,
  },
  "term-over": {
    refusal: "Il termine per scegliere non è ancora passato.",
    holds: (context) => context.termOver,
    law: VOUCHER_LAW,
  },
  "duty-holds": {
    refusal:
      "Nell’ultimo giorno per scegliere la persona non era tenuta, gli obblighi erano sospesi, oppure non è stato verificato.",
    holds: (context) => context.duty === true,
  },
  "person-told": {
    refusal:
      "Annotare come la persona ha saputo dell’assegno e del termine: senza, la mancata scelta non si prova.",
    holds: (context) => context.personTold,
    input: true,
  },
  "reason-given": REASON_GIVEN,
  "not-yet-reported": {
    refusal:
      "Il fatto è già stato segnalato: prima va annullata la segnalazione, se il termine per farlo è ancora aperto.",
    holds: (context) => context.reported === false,
    law: "ANPAL_CONDIZIONALITA",
  },
};

const ROWS = [
  {
    from: ["none"],
    act: "report-person",
    by: OFFICE,
    when: ["measure-has-voucher", "person-bound", "day-plausible"],
    to: "reported",
    opens: [],
    closes: ["voucher-report"],
    law: VOUCHER_LAW,
    effects: ["send-to-platform"],
  },
  {
    from: ["reported"],
    act: "record-given",
    by: ["system", ...OFFICE],
    when: ["day-plausible", "amount-plausible"],
    to: "given",
    opens: ["voucher-choice"],
    closes: [],
    law: VOUCHER_LAW,
    effects: ["tell-person"],
  },
  {
    from: ["given"],
    act: "record-choice",
    by: ["system", ...OFFICE, "citizen"],
    when: ["day-plausible", "provider-named"],
    to: "chosen",
    opens: [],
    closes: ["voucher-choice"],
    law: VOUCHER_LAW,
  },
  {
    // The sources say forfeiture when the term runs out: the program does not apply it, a person decides.
    from: ["given"],
    act: "record-no-choice",
    by: OFFICE,
    when: ["term-over", "duty-holds", "person-told", "reason-given"],
    to: "not-chosen",
    opens: [],
    closes: ["voucher-choice"],
    law: VOUCHER_LAW,
    effects: ["fact-for-conditionality"],
    harms: true,
  },
  {
    from: ["not-chosen"],
    act: "accept-late-choice",
    by: ["office-manager"],
    when: ["day-plausible", "provider-named", "reason-given", "not-yet-reported"],
    to: "chosen",
    opens: [],
    closes: [],
    law: VOUCHER_LAW,
    effects: ["close-fact"],
  },
  {
    from: ["chosen"],
    act: "record-end",
    by: ["system", ...OFFICE],
    when: ["day-plausible", "reason-given"],
    to: "ended",
    opens: [],
    closes: [],
    law: VOUCHER_LAW,
  },
  {
    from: ["reported", "given"],
    act: "withdraw",
    by: OFFICE,
    when: ["day-plausible", "reason-given"],
    to: "withdrawn",
    opens: [],
    closes: ["voucher-choice"],
    law: VOUCHER_LAW,
    effects: ["send-to-platform"],
  },
  {
    from: ["not-chosen"],
    act: "withdraw",
    by: OFFICE,
    when: ["day-plausible", "reason-given", "not-yet-reported"],
    to: "withdrawn",
    opens: [],
    closes: [],
    law: VOUCHER_LAW,
    effects: ["send-to-platform", "close-fact"],
  },
] as const satisfies readonly Row<VoucherState, VoucherAct, VoucherGuard, VoucherTerm, VoucherEffect>[];

export const VOUCHER: Procedure<
  VoucherState,
  VoucherAct,
  VoucherGuard,
  VoucherTerm,
  VoucherContext,
  VoucherEffect
> = {
  name: "assegno-di-ricollocazione",
  title: "L’assegno di ricollocazione",
  states: VOUCHER_STATES,
  initial: ["none"],
  final: ["ended", "withdrawn"],
  acts: VOUCHER_ACTS,
  guards: GUARDS,
  terms: VOUCHER_TERMS,
  effects: VOUCHER_EFFECTS,
  rows: ROWS,
};
