// Forms of the acts of an exemption: the reasons of the measure in force, who of the household holds one already, who may be cared for.

import { exemptPeriods } from "../../../domain/duties/exemption/held.ts";
import type { ExemptionAct, ExemptionData } from "../../../domain/duties/exemption/types.ts";
import { NO_EXEMPTION } from "../../../domain/duties/exemption/types.ts";
import type { Exemption } from "../../../domain/measures/types.ts";
import type { FormField, FormOption } from "../../../domain/procedure/form-types.ts";
import { heldExemptions } from "../../../store/standing.ts";
import type { HeldRow } from "../../../store/standing.ts";
import { dayText } from "../day-text.ts";
import { unitOf } from "../facts.ts";
import { EXEMPTION_BINDING } from "../bindings/exemption.ts";
import { dutyReason, evidence } from "./duty-form-fields.ts";
import { DUTY_LABELS } from "./duty-texts.ts";
import { day, form } from "./fields.ts";
import type { FormContext, ProcedureForms } from "./form-context.ts";

const dataOf = ({ item }: FormContext): ExemptionData => ({ ...NO_EXEMPTION, ...(item?.data as Partial<ExemptionData> | undefined) });

/** The reasons that the measure knows, each with its limit and with who holds it now. */
async function code(context: FormContext): Promise<FormField> {
  const { client, moment } = context;
  const { facts, today } = moment;
  const held = (await heldExemptions(client, unitOf(EXEMPTION_BINDING, facts).id)).filter(
    (row) => row.personId !== facts.personId && lastDay(row) >= today,
  );
  const asked = dataOf(context).code;
  return {
    kind: "choice", name: "code", label: DUTY_LABELS.code, required: true,
    options: facts.parameters.exemptions.map((rule) => codeOption(rule, held, context.household)),
    ...(asked === null ? {} : { initial: asked }),
  };
}

function codeOption(rule: Exemption, held: readonly HeldRow[], household: readonly FormOption[]): FormOption {
  const holders = held
    .filter((row) => row.code === rule.code)
    .map((row) => DUTY_LABELS.held(household.find(({ value }) => value === row.personId)?.label ?? DUTY_LABELS.somebody, dayText(lastDay(row))));
  return { value: rule.code, label: `${rule.code}. ${rule.title}`, hint: [rule.note, ...holders].filter((text) => text !== "").join("; ") };
}

function lastDay({ periods, endedOn, code: of, caredId }: HeldRow): string {
  const data = { ...NO_EXEMPTION, code: of, caredId, periods, endedOn } as ExemptionData;
  return exemptPeriods(data).at(-1)?.to ?? "";
}

function cared(context: FormContext): FormField {
  const { moment, household } = context;
  const { caredId } = dataOf(context);
  return {
    kind: "choice", name: "caredId", label: DUTY_LABELS.cared, help: DUTY_LABELS.caredHelp, required: true,
    when: { field: "code", in: moment.facts.parameters.exemptions.filter((rule) => rule.caredFor !== undefined).map((rule) => rule.code) },
    options: household.filter(({ value }) => value !== moment.facts.personId),
    ...(caredId === null ? {} : { initial: caredId }),
  };
}

const HOURS: FormField = {
  kind: "group", name: "hours", label: DUTY_LABELS.hours, required: true,
  fields: [
    { kind: "number", name: "weekly", label: DUTY_LABELS.weekly, required: true, min: 1, max: 80, whole: false, unit: DUTY_LABELS.hoursUnit },
    { kind: "number", name: "travel", label: DUTY_LABELS.travel, required: false, min: 0, max: 60, whole: false, unit: DUTY_LABELS.hoursUnit },
  ],
};

function withHours({ moment }: FormContext): string[] {
  return moment.facts.parameters.exemptions.filter((rule) => rule.weeklyHours !== undefined).map((rule) => rule.code);
}

export const EXEMPTION_FORMS: ProcedureForms<ExemptionAct> = {
  request: async (context) => form(await code(context), cared(context)),
  grant: async (context) =>
    form(
      await code(context),
      cared(context),
      day("from", DUTY_LABELS.from, { initial: context.moment.today }),
      day("to", DUTY_LABELS.until, { help: DUTY_LABELS.untilHelp }),
      { ...HOURS, when: { field: "code", in: withHours(context) } },
      evidence(context),
    ),
  refuse: () => form(dutyReason()),
  renew: (context) => {
    const data = dataOf(context);
    const rule = context.moment.facts.parameters.exemptions.find((each) => each.code === data.code);
    const last = data.periods.at(-1)?.to;
    return form(
      day("from", DUTY_LABELS.from, { initial: last !== undefined && last > context.moment.today ? last : context.moment.today }),
      day("to", DUTY_LABELS.until, { help: DUTY_LABELS.untilHelp }),
      ...(rule?.weeklyHours === undefined ? [] : [HOURS]),
      evidence(context, rule?.evidence),
    );
  },
  "record-cessation": ({ moment }) => form(day("ceasedOn", DUTY_LABELS.ceasedOn, { to: moment.today, initial: moment.today }), dutyReason("fact-over")),
  revoke: () => form(dutyReason()),
};
