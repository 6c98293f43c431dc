// Forms of the acts of an offer of work.

import type { OfferAct, OfferData } from "../../../domain/activities/offer-types.ts";
import type { ActForm, FormField } from "../../../domain/procedure/form-types.ts";
import { excuse, factDay } from "./activities.ts";
import { ACTIVITY_LABELS, OFFER_LABELS } from "./activities-texts.ts";
import { CONSEQUENCES_TOLD, form, REASON } from "./fields.ts";
import type { FormContext, ProcedureForms } from "./form-context.ts";

const withReason = (context: FormContext): ActForm => form(factDay(context), REASON);
const box = (name: string, label: string): FormField => ({ kind: "yes-no", name, label, required: true });

const OFFER: FormField = {
  kind: "group", name: "offer", label: OFFER_LABELS.offer, required: true,
  fields: [
    { kind: "text", name: "employer", label: OFFER_LABELS.employer, required: true, longest: 120 },
    { kind: "text", name: "job", label: OFFER_LABELS.job, required: true, longest: 120 },
    { kind: "text", name: "municipalityId", label: OFFER_LABELS.municipality, help: OFFER_LABELS.municipalityHelp, required: true, longest: 60 },
    { kind: "number", name: "km", label: OFFER_LABELS.km, required: false, min: 0, max: 2000, whole: false, unit: OFFER_LABELS.kmUnit },
    { kind: "number", name: "minutes", label: OFFER_LABELS.minutes, required: false, min: 0, max: 1440, whole: true, unit: OFFER_LABELS.minutesUnit },
  ],
};

/** Which of how many it is, as it was judged: the operator must have seen it. */
function ordinal({ item }: FormContext): FormField {
  const { ordinal: number = null, of = null } = (item?.data ?? {}) as Partial<OfferData>;
  const shown = number === null || of === null ? OFFER_LABELS.ordinalUnknown : OFFER_LABELS.ordinalShown(number, of);
  return { kind: "fixed", name: "ordinalSeen", label: OFFER_LABELS.ordinal, required: true, value: number, shown };
}

export const OFFER_FORMS: ProcedureForms<OfferAct> = {
  record: (context) => form(factDay(context, OFFER_LABELS.receivedOn), OFFER),
  "judge-suitable": (context) =>
    form(factDay(context), box("criteriaChecked", OFFER_LABELS.criteriaChecked), box("derogationWeighed", OFFER_LABELS.derogationWeighed)),
  "judge-not-suitable": withReason,
  present: (context) => form(factDay(context), box("personTold", OFFER_LABELS.personTold), CONSEQUENCES_TOLD),
  accept: (context) => form(factDay(context, ACTIVITY_LABELS.onAccepted)),
  "record-refusal": (context) => form(ordinal(context), factDay(context, ACTIVITY_LABELS.onRefused), ...excuse(context), REASON),
  "correct-refusal": withReason,
  "record-hired": (context) => form(factDay(context), box("hiringProven", OFFER_LABELS.hiringProven)),
  "record-not-hired": withReason,
  withdraw: withReason,
};
