// Forms of the acts of the DID.

import type { AvailabilityAct } from "../../../domain/availability/types.ts";
import type { FormField } from "../../../domain/procedure/form-types.ts";
import { CONSEQUENCES_TOLD, day, form, REASON, SIGNED } from "./fields.ts";
import type { ProcedureForms } from "./form-context.ts";
import { DID_LABELS } from "./form-texts.ts";

/** A job as it is known now: also used by exclusions and exemptions. */
export const WORK_FIELDS: readonly FormField[] = [
  {
    kind: "choice", name: "kind", label: DID_LABELS.workKind, required: true,
    options: [{ value: "employee", label: DID_LABELS.employee }, { value: "self-employed", label: DID_LABELS.selfEmployed }],
  },
  day("startsOn", DID_LABELS.startsOn),
  day("endsOn", DID_LABELS.endsOn, { required: false, help: DID_LABELS.endsHelp }),
  { kind: "number", name: "yearlyEuros", label: DID_LABELS.yearlyEuros, required: false, min: 0, max: 1_000_000, whole: false, unit: DID_LABELS.euros },
];

const declaredOn = (today: string): FormField => day("declaredOn", DID_LABELS.declaredOn, { to: today, initial: today });

export const AVAILABILITY_FORMS: ProcedureForms<AvailabilityAct> = {
  take: ({ moment }) => form(declaredOn(moment.today), SIGNED),
  "record-from-platform": ({ moment }) =>
    form(
      day("declaredOn", DID_LABELS.declaredOn, { to: moment.today }),
      { kind: "text", name: "platformId", label: DID_LABELS.platformId, help: DID_LABELS.platformHelp, required: true, longest: 60 },
    ),
  "record-with-benefit": ({ moment }) => form(day("declaredOn", DID_LABELS.declaredOn, { to: moment.today })),
  "record-work": () => form({ kind: "group", name: "work", label: DID_LABELS.work, required: true, fields: WORK_FIELDS }),
  withdraw: () => form(SIGNED, CONSEQUENCES_TOLD),
  correct: ({ moment }) => form(day("declaredOn", DID_LABELS.declaredOn, { to: moment.today }), REASON),
  annul: () => form(REASON),
  refuse: ({ moment }) => form(day("refusedOn", DID_LABELS.refusedOn, { to: moment.today, initial: moment.today }), CONSEQUENCES_TOLD, REASON),
  "correct-refusal": () => form(REASON),
};
