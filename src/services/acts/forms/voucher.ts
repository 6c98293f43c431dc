// Forms of the acts of the assegno di ricollocazione.

import type { VoucherAct } from "../../../domain/activities/voucher-types.ts";
import type { FormField } from "../../../domain/procedure/form-types.ts";
import { factDay } from "./activities.ts";
import { VOUCHER_LABELS } from "./activities-texts.ts";
import { form, REASON } from "./fields.ts";
import type { ProcedureForms } from "./form-context.ts";

const PROVIDER: FormField = { kind: "text", name: "provider", label: VOUCHER_LABELS.provider, help: VOUCHER_LABELS.providerHelp, required: true, longest: 60 };

export const VOUCHER_FORMS: ProcedureForms<VoucherAct> = {
  "report-person": (context) => form(factDay(context, VOUCHER_LABELS.reportedOn)),
  "record-given": (context) =>
    form(
      factDay(context, VOUCHER_LABELS.givenOn),
      { kind: "number", name: "amountEuros", label: VOUCHER_LABELS.amount, required: true, min: 1, max: 100_000, whole: true, unit: VOUCHER_LABELS.euros },
    ),
  "record-choice": (context) => form(factDay(context, VOUCHER_LABELS.chosenOn), PROVIDER),
  "record-no-choice": (context) =>
    form(factDay(context), { kind: "yes-no", name: "personTold", label: VOUCHER_LABELS.personTold, required: true }, REASON),
  "accept-late-choice": (context) => form(factDay(context, VOUCHER_LABELS.chosenOn), PROVIDER, REASON),
  "record-end": (context) => form(factDay(context), REASON),
  withdraw: (context) => form(factDay(context), REASON),
};
