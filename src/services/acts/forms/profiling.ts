// Forms of the acts of profiling: the questionnaire and the sheet in force as fields, with what is known already in them.

import type { ActForm, FormField } from "../../../domain/procedure/form-types.ts";
import { PROFILING_RULES } from "../../../domain/profiling/facts.ts";
import { questionnaireOn } from "../../../domain/profiling/questionnaire.ts";
import type { ProfilingAct, ProfilingData } from "../../../domain/profiling/types.ts";
import { assessmentFields, indexFields, recordIndexFields } from "./profiling-fields.ts";
import { form, REASON, told } from "./fields.ts";
import type { FormContext, ProcedureForms } from "./form-context.ts";
import { PROFILING_LABELS } from "./profiling-texts.ts";

export const PROFILING_FORMS: ProcedureForms<ProfilingAct> = {
  "request-index": requestIndex,
  "record-index": ({ item, moment }) => {
    const request = dataOf(item)?.request ?? null;
    return form(
      {
        kind: "fixed",
        name: "requestId",
        label: PROFILING_LABELS.request,
        required: true,
        value: request?.id ?? "",
        shown: null,
      },
      ...recordIndexFields(request?.askedOn ?? moment.today, moment.today),
    );
  },
  "go-on-without-index": () => told(PROFILING_LABELS.withoutLead, REASON),
  draft: draftForm,
  decide: ({ item }) => told(PROFILING_LABELS.decideLead(dataOf(item)?.assessment?.sources.length ?? 0)),
  redo: () => form(REASON),
  close: () => form(REASON),
};

async function requestIndex(context: FormContext): Promise<ActForm> {
  const { today } = context.moment;
  const questionnaire = questionnaireOn(PROFILING_RULES.questionnaires, today);
  const fields = await indexFields(context);
  if (questionnaire === null || fields === null) return told(PROFILING_LABELS.noQuestionnaire);
  return told(
    PROFILING_LABELS.requestLead,
    {
      kind: "fixed",
      name: "questionnaire",
      label: PROFILING_LABELS.questionnaire,
      required: true,
      value: questionnaire.version,
      shown: questionnaire.version,
    },
    answers(fields, PROFILING_LABELS.answers),
  );
}

/** A draft may lack answers: nothing in it is required but to be in its form. */
async function draftForm({ item, moment }: FormContext): Promise<ActForm> {
  const sheet = questionnaireOn(PROFILING_RULES.sheets, moment.today);
  if (sheet === null) return told(PROFILING_LABELS.noQuestionnaire);
  const fields = await assessmentFields(moment.today, dataOf(item), false);
  return told(
    PROFILING_LABELS.draftLead,
    {
      kind: "fixed",
      name: "sheet",
      label: PROFILING_LABELS.sheet,
      required: true,
      value: sheet.version,
      shown: sheet.version,
    },
    answers(
      fields.filter(({ name }) => name !== "sources"),
      PROFILING_LABELS.assessment,
    ),
    ...fields.filter(({ name }) => name === "sources"),
  );
}

function answers(fields: readonly FormField[], label: string): FormField {
  return { kind: "group", name: "answers", label, required: true, fields };
}

function dataOf(item: FormContext["item"]): ProfilingData | undefined {
  return item?.data as unknown as ProfilingData | undefined;
}
